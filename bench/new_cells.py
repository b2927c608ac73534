"""Measure cells that nobody asked about before, beside the inference library alone."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING

from bench.measuring import Line, Race
from bench.table import decision
from engine.inference.compilation import compile_rules
from engine.inference.durable import Ruleset
from engine.inference.store import Programs
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.rules import RuleKind, Slot
from engine.space.cells import UNSAID
from engine.space.space import Space

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.inference.compilation import Encoding
    from engine.inference.durable import Fact
    from engine.rulebook.model.packs import Jurisdiction
    from engine.rulebook.model.values import Value

    #: What is asked about, and what is known.
    _Asked = tuple[tuple[tuple[Slot, str], ...], dict[str, Value]]

_ON = dt.date(2026, 11, 22)
_ROUNDS = 15
#: Of matters with very many cells, so many take part.
_MOST_CELLS = 40


def lines() -> list[Line]:
    """Return how a new cell compares with the driver of the library.

    Every subject was asked about before, and no answer of another cell is new.
    """
    town = load(RulesFolder(shipped("rules")), ["linkoping"])["linkoping"]
    first = Space(town)
    cells = [
        (subject, known)
        for matter in sorted(town.vocabulary.matters)
        for subject, known in _cells(first, matter)
    ]
    spaces = iter([_warmed(town, cells) for _ in range(_ROUNDS + 1)])

    def answered() -> None:
        decider = next(spaces).decider
        for slots, known in cells:
            subject = decider.subject(RuleKind.DECISION, slots)
            decider.decide(subject, known, _ON)

    race = Race(
        {"mandat": answered, "driver": _driving(first, cells)},
        _ROUNDS,
        dict.fromkeys(("mandat", "driver"), len(cells)),
    )
    return [
        Line(
            what="a new cell, Linköping's decisions",
            beside="durable_rules on the same rulesets and facts",
            ratio=race.ratio("mandat", "driver"),
            goal=3,
            unit="µs",
            ours=race.seconds("mandat"),
            theirs=race.seconds("driver"),
        )
    ]


def _cells(space: Space, matter: str) -> Iterator[_Asked]:
    """Yield some cells of a matter, each as one question's facts."""
    slots = ((Slot.MATTER, matter),)
    if not space.decider.subject(RuleKind.DECISION, slots).rules:
        return
    cut = space.relevant(decision(matter, {}, _ON))
    walk = space.cells(RuleKind.DECISION, slots, _ON)
    for cell, _ in islice(walk, _MOST_CELLS):
        yield (
            slots,
            {
                dimension.name: dimension.classes[number].representative
                for dimension, number in zip(cut, cell, strict=True)
                if number != UNSAID
            },
        )


def _warmed(town: Jurisdiction, cells: list[_Asked]) -> Space:
    """Return a space that has met every subject, in its first cell."""
    space = Space(town, Programs(most=len(cells)))
    for slots, known in {slots: (slots, known) for slots, known in cells}.values():
        subject = space.decider.subject(RuleKind.DECISION, slots)
        space.decider.decide(subject, known, _ON)
    return space


def _driving(space: Space, cells: list[_Asked]) -> Callable[[], None]:
    """Return what lays the facts of the cells beside their rules, and no more."""
    kinds = space.jurisdiction.vocabulary.role_kinds
    made: dict[object, tuple[Encoding, list[Ruleset]]] = {}
    drive: list[tuple[list[Ruleset], list[Fact]]] = []
    for slots, known in cells:
        subject = space.decider.subject(RuleKind.DECISION, slots)
        if slots not in made:
            rules = (*subject.rules, *subject.classifications)
            in_force = space.decider.program(rules, _ON).rules.values()
            encoding, stages = compile_rules(in_force)
            chunks = [chunk for stage in stages for chunk in stage.chunks]
            made[slots] = encoding, [Ruleset(c.definition, c.order) for c in chunks]
        encoding, rulesets = made[slots]
        drive.append((rulesets, encoding.facts(subject.slots, known, kinds)))

    def driven() -> None:
        for rulesets, facts in drive:
            for ruleset in rulesets:
                ruleset.fired(facts, lambda _: ())

    return driven
