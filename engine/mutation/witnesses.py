"""Find a question that a rule answers differently once it is changed.

The classes of the rules before and after are laid over each other, so that inside
every cell of the walk neither tells two questions apart: no difference is missed.
Cells in which the changed rule cannot fire, before or after, are not walked: there
both run the same rules on the same facts.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from ..answers.precedence import Precedence
from ..answers.specificity import Specificity
from ..inference.layers import layers_of
from ..rulebook.model.conclusions import ClassificationConclusion
from ..rulebook.model.conditions import holds
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.problems import Message
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind
from ..space.cells import UNSAID, dimensions
from ..space.space import MOST_CELLS, TooManyCellsError
from ..space.subject_classes import day_in, periods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from ..answers.subjects import Subject
    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Vocabulary
    from ..space.cells import Dimension
    from ..space.space import Space
    from ..space.subject_classes import SubjectClass


def questions(
    subject: SubjectClass, spaces: tuple[Space, Space], changed: str, today: dt.date
) -> Iterator[Question]:
    """Yield a question for every cell that a change of one rule can touch.

    Each period counts, today's first; in it the cells in which everything is said
    come first, then those in which something is left for a classification to derive,
    or may or may not exist. That there is none counts where a rule asks for it. Years
    whose prisbasbelopp is needed but not known are left out: nobody answers there.

    Args:
        subject: what is asked about.
        spaces: the rules before and after.
        changed: the id of the rule that was changed, or that is gone.
        today: a day to take where no other is nearer.

    Raises:
        TooManyCellsError: there are more cells than were walked.
    """
    subjects = [space.decider.subject(subject.kind, subject.slots) for space in spaces]
    cuts = [cut for listed in subjects for cut in listed.day_cuts]
    days = [day_in(first, last, today) for first, last in periods(cuts)]
    for day in sorted(days, key=lambda day: (abs(day - today), day)):
        try:
            before, after = (
                _rules(listed, space, day)
                for listed, space in zip(subjects, spaces, strict=True)
            )
        except MissingAmountError:
            continue
        if not _is_changed(before.get(changed), after.get(changed)):
            continue
        cells = _FiringCells(before, after, changed, spaces[0].jurisdiction.vocabulary)
        for given in cells.facts():
            yield Question(subject.kind, subject.slots, given, day)


def _rules(subject: Subject, space: Space, day: dt.date) -> dict[str, Rule]:
    """Return the rules of a subject in force on a day by id, limits in öre."""
    rules = (*subject.rules, *subject.classifications)
    return {rule.id: rule for rule in space.jurisdiction.in_force(rules, day)}


def _is_changed(before: Rule | None, after: Rule | None) -> bool:
    """Tell whether a rule differs on a day on which both are in force, or one is."""
    if before is None or after is None:
        return before is not after
    return replace(after, validity=before.validity) != before


class _FiringCells:
    """The cells of one subject in one period in which a changed rule may fire."""

    def __init__(
        self,
        before: Mapping[str, Rule],
        after: Mapping[str, Rule],
        changed: str,
        words: Vocabulary,
    ) -> None:
        """Take the rules in force before and after, and which of them differs."""
        editions = [[*before.values()], [*after.values()]]
        self._words = words
        self._dimensions = self._cut([*editions[0], *editions[1]])
        self._absent = _asked_on_one_side(*map(self._cut, editions))
        self._is_anywhere = _contested(editions[0]) != _contested(editions[1])
        self._derivable = {
            name for edition in editions for name in layers_of(edition)[0]
        }
        self._changed = [
            edition[changed]
            for edition in (before, after)
            if changed in edition and self._may_speak(edition[changed], edition)
        ]

    def _cut(self, rules: list[Rule]) -> tuple[Dimension, ...]:
        words = self._words
        return dimensions(rules, words.circumstances, words.role_kinds)

    def facts(self) -> Iterator[tuple[tuple[str, Value], ...]]:
        """Yield facts that lie in each cell, by name.

        Raises:
            TooManyCellsError: there are more cells than were walked.
        """
        sides = self._sides()
        partly = []
        for cell in itertools.islice(itertools.product(*sides), MOST_CELLS):
            known = {
                dimension.name: dimension.classes[number].representative
                for dimension, number in zip(self._dimensions, cell, strict=True)
                if number != UNSAID
            }
            if self._absent - known.keys() or self._may_differ(known):
                if len(known) < len(cell):
                    partly.append(known)
                else:
                    yield tuple(known.items())
        for known in sorted(partly, key=len, reverse=True):
            yield tuple(known.items())
        if math.prod(map(len, sides)) > MOST_CELLS:
            names = tuple(dimension.name for dimension in self._dimensions)
            message = Message.of("cells/too-many", circumstances=names, most=MOST_CELLS)
            raise TooManyCellsError(message)

    def _sides(self) -> list[list[int]]:
        """Return for each dimension the classes in which the changed rule may fire."""
        sides = []
        for dimension in self._dimensions:
            numbers = [
                number
                for number, value_class in enumerate(dimension.classes)
                if self._absent
                or self._may_differ({dimension.name: value_class.representative})
            ]
            if dimension.name in self._derivable | self._absent:
                numbers.append(UNSAID)
            sides.append(numbers)
        return sides

    def _may_differ(self, known: Mapping[str, Value]) -> bool:
        return self._is_anywhere or any(
            self._may_fire(rule, known) for rule in self._changed
        )

    def _may_speak(self, rule: Rule, edition: Mapping[str, Rule]) -> bool:
        """Tell whether a rule that fires can change an answer at all.

        A constraint cannot where it forbids nothing and overrides nothing.
        """
        if rule.kind is not RuleKind.CONSTRAINT or rule.overrides:
            return True
        words = self._words
        precedence = Precedence(
            slots={},
            kinds=lambda _, id_: frozenset({id_}),
            role_kinds=words.role_kinds,
            specificity=Specificity(words),
            constraints=(),
        )
        return any(precedence.forbids(rule, other) for other in edition.values())

    def _may_fire(self, rule: Rule, known: Mapping[str, Value]) -> bool:
        """Tell whether a rule may fire, and say something, where this much is said."""
        conclusion = rule.conclusion
        if isinstance(conclusion, ClassificationConclusion) and all(
            name in known for name, _ in conclusion.derives
        ):
            return False
        kinds = self._words.role_kinds

        def is_met(condition: Condition, *, unsaid: bool) -> bool:
            name = condition.circumstance
            return holds(condition, known[name], kinds) if name in known else unsaid

        return all(is_met(condition, unsaid=True) for condition in rule.when) and not (
            any(all(is_met(c, unsaid=False) for c in group) for group in rule.unless)
        )


def _contested(rules: Iterable[Rule]) -> set[str]:
    """Return the circumstances to which classifications may give different values.

    Where they do the answer is a conflict, whether or not a rule that depends on it
    fires.
    """
    values: dict[str, set[Value]] = {}
    for rule in rules:
        if isinstance(rule.conclusion, ClassificationConclusion):
            for name, value in rule.conclusion.derives:
                values.setdefault(name, set()).add(value)
    return {name for name, own in values.items() if len(own) > 1}


def _asked_on_one_side(
    before: Iterable[Dimension], after: Iterable[Dimension]
) -> frozenset[str]:
    """Return the circumstances of which only one side asks whether there is one.

    Leaving them out may then mean more on one side than on the other.
    """
    asking = [
        {d.name for d in side if d.classes[-1].representative is None}
        for side in (before, after)
    ]
    return frozenset(asking[0] ^ asking[1])
