"""Lay the levels of several municipalities side by side, matter by matter."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..answers.answer import Answer, Outcome
from ..records import record
from ..rulebook.model.names import name_key
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind, Slot
from ..space.space import TooManyCellsError
from .ladders import CaseGrid, Ladder, ladder
from .shared_matters import shared_matters

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Hashable, Iterable, Sequence

    from ..rulebook.model.problems import Message
    from ..rulebook.model.vocabulary import Vocabulary
    from ..space.space import Space
    from .ladders import DecisionLevel
    from .shared_matters import SharedMatter


class LevelLikeness(enum.Enum):
    """How the levels of a matter compare in several municipalities.

    Where some have a rule and others none it is `LACKING` as long as those that have
    one say the same, and else `DIFFERENT`.
    """

    DIFFERENT = "different"
    LACKING = "lacking"
    ALIKE = "alike"
    TOO_LARGE = "too_large"


@record
class MatterLevels:
    """A matter, or several with the same levels, in each of the municipalities.

    `matters` are those, each by what it is in every municipality; there is a ladder
    for each municipality, in their order. Where the cases are too many to compare,
    `why` tells so and there is none.
    """

    matters: tuple[SharedMatter, ...]
    likeness: LevelLikeness
    ladders: tuple[Ladder, ...]
    why: Message | None = None


@record
class LevelComparison:
    """The levels of several municipalities on a day, matter by matter."""

    spaces: tuple[Space, ...]
    on: dt.date
    matters: tuple[MatterLevels, ...]

    def of(self, likeness: LevelLikeness) -> tuple[MatterLevels, ...]:
        """Return the matters that compare in one way."""
        return tuple(each for each in self.matters if each.likeness is likeness)


def compare_levels(
    spaces: Sequence[Space],
    law: Vocabulary,
    on: dt.date,
    only: Collection[str] = (),
) -> LevelComparison:
    """Return the levels of every matter that some municipality has a rule about.

    Args:
        spaces: the municipalities, in the order in which they are shown.
        law: the words of law and general guidance alone.
        on: the day.
        only: names of matters to keep to, with what lies under them; all for none.

    Raises:
        UnknownNameError: none of the municipalities has a matter of some name.
        EngineError: an amount is not registered that a rule needs.
    """
    jurisdictions = [space.jurisdiction for space in spaces]
    shared = shared_matters(jurisdictions, law, only)
    names = _SharedRoleNames([each.vocabulary for each in jurisdictions], law)
    alike: dict[Hashable, list[SharedMatter]] = {}
    found: dict[Hashable, MatterLevels] = {}
    for matter in shared:
        levels = _matter_levels(matter, spaces, names, on)
        if levels is None:
            continue
        content = levels.ladders or (matter, levels.why)
        alike.setdefault(content, []).append(matter)
        found.setdefault(content, levels)
    made = [
        MatterLevels(
            matters=tuple(alike[content]),
            likeness=levels.likeness,
            ladders=levels.ladders,
            why=levels.why,
        )
        for content, levels in found.items()
    ]
    return LevelComparison(spaces=tuple(spaces), on=on, matters=tuple(made))


def _matter_levels(
    matter: SharedMatter, spaces: Sequence[Space], names: _SharedRoleNames, on: dt.date
) -> MatterLevels | None:
    """Return the levels of one matter; None where no municipality has a rule."""
    try:
        answers = [
            _answer(space, id_, on)
            for space, id_ in zip(spaces, matter.ids, strict=True)
        ]
        grid = CaseGrid(answers)
    except TooManyCellsError as error:
        return MatterLevels(
            matters=(matter,),
            likeness=LevelLikeness.TOO_LARGE,
            ladders=(),
            why=error.message,
        )
    ladders = tuple(
        ladder(answer, grid, space.jurisdiction.rules_by_id)
        for answer, space in zip(answers, spaces, strict=True)
    )
    says = [
        names.statement(number, each)
        for number, each in enumerate(ladders)
        if each.is_ruled
    ]
    if not says:
        return None
    likeness = (
        LevelLikeness.ALIKE if len(says) == len(ladders) else LevelLikeness.LACKING
    )
    if len(set(says)) > 1:
        likeness = LevelLikeness.DIFFERENT
    return MatterLevels(matters=(matter,), likeness=likeness, ladders=ladders)


def _answer(space: Space, matter: str | None, on: dt.date) -> Answer:
    """Return the answer to the open question on a matter."""
    if matter is None:
        return Answer(outcome=Outcome.NO_RULE)
    slots = ((Slot.MATTER, matter),)
    return space.ask(Question(RuleKind.DECISION, slots, (), on))


class _SharedRoleNames:
    """Which roles of several municipalities are the same: those of law, or of a name.

    A role that a municipality has of its own is that of another only where both are
    called the same.
    """

    def __init__(self, words: Sequence[Vocabulary], law: Vocabulary) -> None:
        self._words = words
        self._law = law

    def statement(self, number: int, own: Ladder) -> Hashable:
        """Return what a ladder says, in names that all municipalities share."""
        levels = frozenset(self._level(number, level) for level in own.levels)
        return levels, own.unruled, own.disputed

    def _level(self, number: int, level: DecisionLevel) -> Hashable:
        terms = level.terms
        consults = frozenset(
            (self._role(number, each.role), each.way, each.is_documented)
            for each in terms.consults
        )
        return (
            level.function,
            level.mode,
            tuple(self._roles(number, level.roles)),
            level.act,
            level.force,
            level.cells,
            frozenset(text.sv for text in (*terms.provisos, *terms.requires)),
            consults,
            self._role(number, terms.through),
        )

    def _roles(self, number: int, ids: Iterable[str]) -> list[str]:
        return [self._role(number, id_) for id_ in ids]

    def _role(self, number: int, id_: str) -> str:
        known = self._words[number].roles.get(id_)
        if id_ in self._law.roles or known is None:
            return f"law {id_}" if id_ else ""
        return f"own {name_key(known.label.sv)}"
