"""What the checks look at: the walks, and what the packs say besides rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import SLOTS, Question
from ..rulebook.model.rules import RuleKind, Slot
from .findings import Witness

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..answers.answer import Answer
    from ..rulebook.loading.loader import Written
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..space.cells import Cell
    from ..space.space import Space
    from .findings import Case
    from .walks import Stretch, Walk


@dataclass(frozen=True, kw_only=True)
class Examined:
    """Everything a check may look at.

    `walks` are by jurisdiction, law and guidance alone (empty) first; `cases` are
    the scenarios, None when there are none to look at.
    """

    written: Written
    walks: Mapping[str, Walk]
    cases: tuple[Case, ...] | None
    today: dt.date

    @property
    def jurisdictions(self) -> Iterable[Jurisdiction]:
        """The jurisdictions, those that others build on first."""
        return [walk.jurisdiction for walk in self.walks.values()]

    @cached_property
    def whole_packs(self) -> frozenset[str]:
        """The packs of which every jurisdiction that sees them is looked at.

        Only of these it can be told that something is nowhere used.
        """
        return frozenset(
            pack
            for pack, users in self.written.users.items()
            if users and users <= set(self.walks)
        )

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, Walk]]:
        """Every rule once by its full id, with the first walk that sees it."""
        found: dict[str, tuple[Rule, Walk]] = {}
        for walk in self.walks.values():
            for rule in walk.jurisdiction.rules:
                found.setdefault(rule.id, (rule, walk))
        return found

    def stretches(self, *kinds: RuleKind) -> Iterator[tuple[Walk, Stretch]]:
        """Yield the stretches of all walks, of some kinds of question only."""
        for walk in self.walks.values():
            for stretch in walk.stretches:
                if not kinds or stretch.subject.kind in kinds:
                    yield walk, stretch


def pack_of(id_: str) -> str:
    """Return the pack in a full id of a rule, a passage or a document."""
    return id_.partition("/")[0]


def question_about(rule: Rule, on: dt.date) -> Question | None:
    """Return a question on what a rule is about; None where a slot may be anything."""
    scope = rule.scope_of
    slots = tuple(
        (slot, min(scope[slot])) for slot in SLOTS.get(rule.kind, ()) if slot in scope
    )
    wanted = {slot for slot in SLOTS.get(rule.kind, ()) if slot is not Slot.ABOUT}
    if not slots or wanted - {slot for slot, _ in slots}:
        return None
    return Question(rule.kind, slots, (), on)


def witness_in(
    walk: Walk,
    stretch: Stretch,
    cell: Cell,
    shows: Callable[[Answer], bool],
    *,
    is_why: bool = False,
) -> Witness:
    """Return the question of a cell as a witness, without the facts it can do without.

    `shows` tells whether an answer still shows what is to be seen.
    """
    return Witness(
        municipality=walk.jurisdiction.id,
        question=simplest(walk.space, stretch.question(cell), shows),
        is_why=is_why,
    )


def simplest(
    space: Space, question: Question, shows: Callable[[Answer], bool]
) -> Question:
    """Return the question with everything left out that the answer can do without."""
    topic = tuple(slot for slot in question.slots if slot[0] is not Slot.ABOUT)
    if topic != question.slots:
        question = _shorter(space, question, replace(question, slots=topic), shows)
    for name, _ in question.given:
        given = tuple(fact for fact in question.given if fact[0] != name)
        question = _shorter(space, question, replace(question, given=given), shows)
    return question


def _shorter(
    space: Space, question: Question, shorter: Question, shows: Callable[[Answer], bool]
) -> Question:
    """Return the shorter question where its answer still shows what is to be seen."""
    try:
        return shorter if shows(space.ask(shorter)) else question
    except EngineError:  # too many facts are missing at once
        return question
