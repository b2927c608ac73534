"""Write the decision rules of a jurisdiction as rows that any engine can read.

Each row says: in this matter, with these classes of values, this answer. Rows are
made by walking every cell, so they hold what prevails, not what was written; cells
with one answer are joined, so that no peer gets more rows than it needs.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.answers.answer import Limits, Outcome
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.values import ORE_PER_KRONA, ValueKind
from engine.space.cells import merged

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from engine.rulebook.model.values import Value
    from engine.space.cells import Dimension
    from engine.space.space import Space

#: The rules that prevailed, which is what all contestants must agree on.
Key = str
#: A side for each circumstance: the numbers of the classes it takes in.
Box = tuple[frozenset[int], ...]
#: A matter with more cells than this would drown the others in the table.
MOST_CELLS = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a decision table; a circumstance left out may be anything."""

    matter: str
    spans: tuple[tuple[str, tuple[Value | Limits, ...]], ...]
    key: Key


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a Question, and as the plain values other engines take."""

    question: Question
    matter: str
    given: dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Questions column by column: a matter each, and what is given, else None."""

    matters: list[str]
    given: dict[str, list[int | str | None]]


def key_of(rules: Iterable[str]) -> Key:
    """Return the name all contestants give an answer: its prevailing rules."""
    return " ".join(rules)


def decision(matter: str, given: dict[str, int | str], on: dt.date) -> Question:
    """Return the question who decides a matter."""
    slots = ((Slot.MATTER, matter),)
    return Question(RuleKind.DECISION, slots, tuple(sorted(given.items())), on)


def agree(peer: str, answers: Iterable[Key], expected: list[Key]) -> None:
    """Refuse to compare times when the answers differ."""
    if list(answers) != expected:
        msg = f"{peer} does not give the same answers: times would mean nothing"
        raise RuntimeError(msg)


class Table:
    """The rows of a jurisdiction, and the dimensions of each matter in them."""

    def __init__(self, space: Space, on: dt.date) -> None:
        """Walk every matter that has an answer on a day."""
        self._on = on
        self.rows: list[Row] = []
        self.dimensions: dict[str, tuple[Dimension, ...]] = {}
        for matter in sorted(space.jurisdiction.vocabulary.matters):
            self._add(space, matter)

    def _add(self, space: Space, matter: str) -> None:
        cut = tuple(
            dimension
            for dimension in space.relevant(decision(matter, {}, self._on))
            if dimension.name not in space.decider.derivable
        )
        plain = [_plain_classes(dimension) for dimension in cut]
        count = 1
        for numbers in plain:
            count *= len(numbers)
        if count > MOST_CELLS:
            return
        cells: dict[Box, Key] = {}
        for cell in itertools.product(*plain):
            given = {
                dimension.name: value
                for dimension, n in zip(cut, cell, strict=True)
                if (value := dimension.classes[n].representative) is not None
            }
            answer = space.ask(decision(matter, given, self._on))
            if answer.outcome is Outcome.ANSWERED:
                cells[tuple(frozenset({n}) for n in cell)] = key_of(answer.rules)
        if len(cells) < count:
            return  # only matters that are answered everywhere take part
        self.dimensions[matter] = cut
        self.rows += [
            Row(matter, _spans(cut, box), key) for box, key in _joined(cells).items()
        ]

    def questions(self, count: int, seed: int) -> list[Asked]:
        """Return `count` questions with random matters and values, all answerable."""
        chance = random.Random(seed)  # noqa: S311 - the same mixture every time
        matters = sorted(self.dimensions)
        made = []
        for _ in range(count):
            matter = chance.choice(matters)
            given = {d.name: _any_value(d, chance) for d in self.dimensions[matter]}
            made.append(Asked(decision(matter, given, self._on), matter, given))
        return made

    def columns(self, count: int, seed: int) -> Columns:
        """Return `count` questions with random matters and values, amounts in kronor.

        All that is ordered is money here: rows are of made-up orders.
        """
        chance = random.Random(seed)  # noqa: S311 - the same mixture every time
        matters = sorted(self.dimensions)
        asked = [chance.choice(matters) for _ in range(count)]
        names = sorted({d.name for cut in self.dimensions.values() for d in cut})
        given: dict[str, list[int | str | None]] = {name: [] for name in names}
        for matter in asked:
            by_name = {d.name: d for d in self.dimensions[matter]}
            for name in names:
                cut = by_name.get(name)
                value = _any_value(cut, chance) if cut else None
                is_money = cut and cut.circumstance.kind is ValueKind.MONEY
                if is_money and isinstance(value, int):
                    value -= value % ORE_PER_KRONA
                given[name].append(value)
        return Columns(asked, given)


def _plain_classes(dimension: Dimension) -> list[int]:
    """Return the classes that hold values, leaving out "there is none"."""
    return [n for n, c in enumerate(dimension.classes) if c.representative is not None]


def _any_value(dimension: Dimension, chance: random.Random) -> int | str:
    span = dimension.classes[chance.choice(_plain_classes(dimension))].span
    value = chance.choice(span)
    if not isinstance(value, Limits):
        assert value is not None  # noqa: S101 - plain classes hold values
        return value
    low = value.low if value.low is not None else 0
    high = value.high if value.high is not None else 2 * max(low, 1)
    return chance.randint(min(low, high), high)


def _joined(cells: dict[Box, Key]) -> dict[Box, Key]:
    """Join cells that differ in one circumstance and have the same answer."""
    boxes = cells
    for position in range(len(next(iter(cells)))):
        sides: dict[tuple[Box, Box, Key], frozenset[int]] = {}
        for box, key in boxes.items():
            rest = (box[:position], box[position + 1 :], key)
            sides[rest] = sides.get(rest, frozenset()) | box[position]
        boxes = {
            (*before, side, *after): key for (before, after, key), side in sides.items()
        }
    return boxes


def _spans(
    cut: tuple[Dimension, ...], box: Box
) -> tuple[tuple[str, tuple[Value | Limits, ...]], ...]:
    """Return the values of each circumstance that a box limits."""
    return tuple(
        (dimension.name, merged(dimension.classes[n].span for n in sorted(side)))
        for dimension, side in zip(cut, box, strict=True)
        if len(side) < len(_plain_classes(dimension))
    )
