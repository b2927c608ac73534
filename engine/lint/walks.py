"""Walk every settled question of a jurisdiction once, for all checks to look at.

Subjects that the same rules bear on in the same way have the same answers, so one
of them is walked for all; and what the rules shared by several jurisdictions say is
walked in the first of them alone. Only periods from today on count.

Answers are looked at while they are there and kept by nobody: what a check wants of
them its watcher notes. So whatever is walked in stretches, by whichever process, takes
the memory of what was noted.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..answers.authority import Authority
from ..inference.compilation import MOST_ALTERNATIVES, UnwieldyRuleError, compile_rules
from ..inference.durable import MOST_FACTS_A_RULE, MOST_TESTS
from ..inference.layers import RingError
from ..inference.store import Programs
from ..records import record
from ..rulebook.model.conclusions import ConstraintConclusion
from ..rulebook.model.conditions import IsRole, OneOf
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind
from ..space.cells import facts
from ..space.memory import Memory
from ..space.space import Space, refuse_too_many_cells
from ..space.subject_classes import day_in, periods, subject_classes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..answers.subjects import Subject
    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Message
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary
    from ..space.cells import Cell
    from ..space.subject_classes import SubjectClass
#: So many parts of what is walked are remembered (`engine.space.memory`): the subjects
#: of 20,000 rules, so that none is looked up again where it is walked.
_MOST_PARTS = 20_000


class Spot(NamedTuple):
    """A cell: of which municipality, in which period of its walk, by number."""

    municipality: str
    period: int
    cell: Cell


@record
class SubjectPeriod:
    """One subject in one period, in which no rule of it begins or ends.

    `day` lies in the period, today where it can.
    """

    subject: SubjectClass
    candidates: Subject
    day: dt.date


@record(slots=False)
class Walk:
    """The settled questions of one jurisdiction, period by period of each subject.

    `refused` are rules too unwieldy for the inference library, with the reason;
    they take no part in the walk.
    """

    jurisdiction: Jurisdiction
    space: Space
    periods: tuple[SubjectPeriod, ...]
    refused: tuple[tuple[Rule, Message], ...]

    def question(self, spot: Spot) -> Question:
        """Return the question that says everything said in a cell."""
        period = self.periods[spot.period]
        asked = period_question(period)
        given = tuple(facts(self.space.relevant(asked), spot.cell).items())
        return replace(asked, given=given)

    @cached_property
    def deriving(self) -> Mapping[str, Sequence[SubjectPeriod]]:
        """By rule the periods of the subjects on which it and classifications bear."""
        deriving: dict[str, list[SubjectPeriod]] = {}
        for period in self.periods:
            if period.candidates.classifications:
                for rule in period.candidates.rule_ids:
                    deriving.setdefault(rule, []).append(period)
        return deriving


def period_question(period: SubjectPeriod) -> Question:
    """Return the question on a subject in a period that says nothing besides."""
    return Question(period.subject.kind, period.subject.slots, (), period.day)


def walks(jurisdictions: Iterable[Jurisdiction], today: dt.date) -> dict[str, Walk]:
    """Return the walk through each jurisdiction by its id, before anybody sets out.

    Args:
        jurisdictions: law and general guidance first where they are among them.
        today: periods that have ended before it are left out.

    Raises:
        TooManyCellsError: there are more cells in all than can be walked.
    """
    made: dict[str, Walk] = {}
    seen = _Seen()
    # nothing is asked twice, so little need be remembered
    programs, memory = Programs(), Memory(_MOST_PARTS)
    for jurisdiction in jurisdictions:
        refused = tuple(_refused(jurisdiction))
        wieldy = _without({rule.id for rule, _ in refused}, jurisdiction)
        space = Space(wieldy, programs, memory)
        made[jurisdiction.id] = Walk(
            jurisdiction=jurisdiction,
            space=space,
            periods=tuple(
                SubjectPeriod(subject=subject, candidates=candidates, day=day)
                for subject, candidates in _distinct(space, seen)
                for day in _days(candidates, today)
            ),
            refused=refused,
        )
    rules = {rule.id for walk in made.values() for rule in walk.jurisdiction.rules}
    cells = (
        _cell_count(walk.space, period.subject, period.day)
        for walk in made.values()
        for period in walk.periods
    )
    refuse_too_many_cells(cells, len(rules))
    return made


def _cell_count(space: Space, subject: SubjectClass, day: dt.date) -> int:
    """Return how many cells there are to walk; none where walking will fail."""
    try:
        return space.cell_count(subject.kind, subject.slots, day)
    except EngineError:
        return 0


def _without(rules: Collection[str], jurisdiction: Jurisdiction) -> Jurisdiction:
    if not rules:
        return jurisdiction
    kept = tuple(rule for rule in jurisdiction.rules if rule.id not in rules)
    return replace(jurisdiction, rules=kept)


def _days(candidates: Subject, today: dt.date) -> Iterator[dt.date]:
    for first, last in periods(candidates.day_cuts):
        if last is None or last >= today:
            yield day_in(first, last, today)


# which subjects are alike ---------------------------------------------------------


def _distinct(space: Space, seen: _Seen) -> Iterator[tuple[SubjectClass, Subject]]:
    """Yield subjects with their rules, one of each that have the same answers.

    Nothing is told of what came with this copy, so where no other rule bears on a
    subject nobody need look.
    """
    here = space.jurisdiction
    words = here.vocabulary
    authority = Authority(words)
    for subject in subject_classes((here,)):
        candidates = space.decider.subject(subject.kind, subject.slots)
        if not here.concerns_own((*candidates.rules, *candidates.classifications)):
            continue
        if seen.is_new(candidates, words, authority):
            yield subject, candidates


class _Seen:
    """Which subjects have been seen, of those that are alike one."""

    def __init__(self) -> None:
        #: By the rules that bear on them: what subjects are like, or the one subject
        #: of which that need not be known yet. What it is like takes ten kilobytes.
        self._alike: dict[object, set[object] | _Told] = {}

    def is_new(self, subject: Subject, words: Vocabulary, authority: Authority) -> bool:
        """Tell whether no subject like one has been seen; it is seen then."""
        told = _Told(subject, words, authority)
        # INVARIANT: a rule that several jurisdictions see is one object in all of them
        rules = frozenset(map(id, (*subject.rules, *subject.classifications)))
        alike = self._alike.setdefault((subject.kind, rules), told)
        if alike is told:
            return True
        if isinstance(alike, _Told):
            alike = self._alike[subject.kind, rules] = {_likeness(*alike)}
        likeness = _likeness(*told)
        is_new = likeness not in alike
        alike.add(likeness)
        return is_new


class _Told(NamedTuple):
    """A subject, the words it is told in, and who may decide what in them."""

    subject: Subject
    words: Vocabulary
    authority: Authority


def _likeness(subject: Subject, words: Vocabulary, authority: Authority) -> object:
    """Return what two subjects share when every answer to them is the same.

    Which rules bear on them, which part of each rule's scope covers them, and what
    the words of these rules mean to each other: a pack may say more of a shared
    word than another does.
    """
    rules = (*subject.rules, *subject.classifications)
    bearing = frozenset(
        (id(rule), *(ids & subject.slots.get(slot, ids) for slot, ids in rule.scope))
        for rule in rules
    )
    return subject.kind, bearing, _meaning(subject, rules, words, authority)


def _meaning(
    subject: Subject, rules: tuple[Rule, ...], words: Vocabulary, authority: Authority
) -> object:
    named = frozenset[str]().union(
        *(ids & subject.slots.get(slot, ids) for r in rules for slot, ids in r.scope),
        *(_words_beside_scope(rule) for rule in rules),
    )
    tables = (words.role_kinds, words.matter_kinds, words.act_kinds)
    standings = frozenset(
        (id_, authority.weight(id_)) for id_ in named if id_ in words.roles
    )
    kinds = frozenset(
        (number, id_, table[id_] & named)
        for number, table in enumerate(tables)
        for id_ in named
        if id_ in table
    )
    asked = {name for rule in rules for name in rule.circumstances}
    circumstances = frozenset(words.circumstances[name] for name in asked)
    # new roles can fall between the roles that a condition asks for
    roles = words.role_kinds if any(_asks_for_role(rule) for rule in rules) else {}
    tags = frozenset((id_, words.tags_of(id_)) for id_ in named if id_ in words.matters)
    law = authority.knows_organs, standings, tags
    return kinds, law, circumstances, frozenset(roles.items())


def words_of(rule: Rule) -> frozenset[str]:
    """Return the ids of all roles, matters, acts and values that a rule names."""
    return _words_beside_scope(rule).union(*(ids for _, ids in rule.scope))


def _words_beside_scope(rule: Rule) -> frozenset[str]:
    named = rule.exempt | rule.conclusion.roles()
    named |= {value for value in rule.derives.values() if isinstance(value, str)}
    if isinstance(rule.conclusion, ConstraintConclusion):
        named |= rule.conclusion.never | (rule.conclusion.only or frozenset())
        named |= rule.conclusion.in_urgency
    for group in (rule.when, *rule.unless):
        for condition in group:
            if isinstance(condition, IsRole):
                named |= condition.roles
    return frozenset(named)


def _asks_for_role(rule: Rule) -> bool:
    return any(
        isinstance(condition, IsRole)
        for group in (rule.when, *rule.unless)
        for condition in group
    )


# rules that the inference library cannot hold -------------------------------------


def _refused(jurisdiction: Jurisdiction) -> Iterator[tuple[Rule, Message]]:
    """Yield the rules that are too unwieldy, each with the reason."""
    classifications = tuple(
        rule for rule in jurisdiction.rules if rule.kind is RuleKind.CLASSIFICATION
    )
    for rule in jurisdiction.rules:
        if not _may_be_unwieldy(rule):
            continue
        try:
            compile_rules(
                (rule, *(other for other in classifications if other != rule))
            )
        except UnwieldyRuleError as error:
            if error.message["rule"] == rule.id:
                yield rule, error.message
        except RingError:
            continue  # every subject they bear on will fail, and tell it


def _may_be_unwieldy(rule: Rule) -> bool:
    return any(
        math.prod(map(_alternatives, group)) > MOST_ALTERNATIVES
        or len(group) >= MOST_FACTS_A_RULE
        or sum(map(_tests, group)) + len(rule.scope) >= MOST_TESTS
        for group in (rule.when, *rule.unless)
    )


def _alternatives(condition: Condition) -> int:
    is_plain = isinstance(condition, OneOf) and not condition.negated
    return _tests(condition) if is_plain else 1


def _tests(condition: Condition) -> int:
    return len(condition.values) if isinstance(condition, OneOf) else 2
