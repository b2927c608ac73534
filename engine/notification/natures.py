"""What a decision is to the committee: told to it, minuted apart, or nothing of both.

The answer of the rules on the day of the decision says by which row of an order it was
taken, and the row says whether and how it is told. Where rules, facts or the order
leave that open the decision is unclear, and somebody has to look at it. Whether whoever
decided might do so in the very case is not asked here: that is for an audit.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..answers.authority import Authority
from ..records import field, record, replace
from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion, Function
from ..rulebook.model.grants import Appeal, Notification
from ..rulebook.model.points import rows_at
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question, parse_question
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..answers.answer import Answer, Finding
    from ..audit.logged_decisions import LoggedDecision
    from ..rulebook.model.grants import Grant
    from ..rulebook.model.problems import Message
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.texts import Text
    from ..space.space import Space

#: The circumstance by which a matter of several committees is that of one.
_COMMITTEE = "namnd-i-fragan"


class DecisionNature(enum.Enum):
    """What a decision is to the committee by whose order it was taken.

    `MINUTED` is one that is not told and can be appealed as the Local Government Act
    says, so that it is minuted apart (6 kap. 40 §, 7 kap. 8 §); `SILENT` one that is
    neither told nor minuted apart. `THROUGH` is told to whoever passed it on, who tells
    the committee. `OWN` was taken by nobody's delegation.
    """

    URGENT = "urgent"
    TOLD = "told"
    THROUGH = "through"
    TOLD_ELSEWHERE = "told_elsewhere"
    MINUTED = "minuted"
    SILENT = "silent"
    EXECUTION = "execution"
    OWN = "own"
    UNCLEAR = "unclear"


class Unclearness(enum.Enum):
    """Why nobody can tell what a decision is to the committee."""

    UNREAD = "unread"
    NO_RULE = "no_rule"
    CONFLICT = "conflict"
    ANOTHER_DECIDES = "another_decides"
    FACTS_MISSING = "facts_missing"
    SEVERAL_MATTERS = "several_matters"
    UNSAID = "unsaid"
    OWN_WORDS = "own_words"


@record
class NatureOfDecision:
    """What a decision is to a committee, and by which row of its order.

    `told_to` is to whom it is told in the first place, `order` where the row stands
    among the rules. `written` is what the order says in words of its own, as a
    condition for telling. Of one that is unclear `why` and `names` tell why, or
    `message`.
    """

    nature: DecisionNature
    committee: str = ""
    notification: Notification = Notification.NEXT_MEETING
    point: str = ""
    chapter: str = ""
    order: int = -1
    told_to: str = ""
    written: tuple[Text, ...] = ()
    is_appeal_unsaid: bool = False
    rules: tuple[str, ...] = ()
    why: Unclearness | None = None
    names: tuple[str, ...] = ()
    message: Message | None = field(default=None, compare=False)


class DecisionNatures:
    """Tells what decisions are to a committee, by the rules of their days.

    Args:
        space: the rules.
    """

    def __init__(self, space: Space) -> None:
        """Take the rules."""
        self._space = space
        self._known = space.jurisdiction
        self._authority = Authority(self._known.vocabulary)
        self._rows: dict[str, tuple[Rule, ...]] = {}
        self._places: dict[tuple[str, str], tuple[int, Rule]] = {}
        for number, rule in enumerate(self._known.rules):
            grant = _grant(rule)
            if grant and grant.point and not grant.through:
                self._places.setdefault((grant.by, grant.point), (number, rule))

    def of(self, decision: LoggedDecision) -> NatureOfDecision:
        """Return what a decision is."""
        rows = self._at(decision.reference)
        committee = decision.committee or _only({g.by for g in map(_grant, rows) if g})
        try:
            return self._nature(decision, rows, committee)
        except EngineError as error:
            return NatureOfDecision(
                nature=DecisionNature.UNCLEAR,
                committee=committee,
                why=Unclearness.UNREAD,
                message=error.message,
            )

    def _at(self, reference: str) -> tuple[Rule, ...]:
        if not reference:
            return ()
        if reference not in self._rows:
            self._rows[reference] = rows_at(reference, self._known)
        return self._rows[reference]

    def _nature(
        self, decision: LoggedDecision, rows: Sequence[Rule], committee: str
    ) -> NatureOfDecision:
        matter = decision.matter or _only(
            {m for row in rows for m in row.scope_of[Slot.MATTER]}
        )
        if not matter:
            why = Unclearness.SEVERAL_MATTERS if rows else Unclearness.NO_RULE
            return _unclear(committee, why, [decision.reference])
        own = self._kinds(decision)
        urgent = self._urgent_by_name(matter, rows, own)
        if urgent is not None:
            return replace(urgent, committee=urgent.committee or committee)
        answer = self._answer(matter, decision, committee)
        if answer.outcome is Outcome.CONFLICT:
            return _unclear(committee, Unclearness.CONFLICT, [])
        points = {grant.point for row in rows if (grant := _grant(row))}
        natures = [self._of_finding(each, own, points) for each in answer.findings]
        able = [each for each in natures if each.why not in _NOT_ABLE]
        able = [each for each in able if each.point in points] or able
        if not able:
            others = [each for each in natures if each.why is not Unclearness.NO_RULE]
            why = Unclearness.ANOTHER_DECIDES if others else Unclearness.NO_RULE
            names = dict.fromkeys(name for each in others for name in each.names)
            named = _only({each.committee for each in others} - {""})
            return _unclear(committee or named, why, names)
        first = able[0]
        if any(_telling(other) != _telling(first) for other in able[1:]):
            return _unclear(committee, Unclearness.FACTS_MISSING, answer.depends_on)
        return first if first.committee else replace(first, committee=committee)

    def _urgent_by_name(
        self, matter: str, rows: Sequence[Rule], own: frozenset[str]
    ) -> NatureOfDecision | None:
        """Return that a decision is urgent, where the log says it by its point.

        Whoever decides by the row on urgent matters says so by that, and whether the
        committee could be awaited need not stand in the log.
        """
        urgent = [row for row in rows if self._authority.is_urgent(row)]
        if not urgent or len(urgent) < len(rows):
            return None
        for row in urgent:
            grant, party = _grant(row), row.conclusion.party(Function.DECIDES)
            steps = grant.steps if grant else frozenset()
            if party and matter and own.intersection((*party.roles, *steps)):
                return self._by_row(grant, DecisionNature.URGENT, (row.id,))
        return None

    def _answer(self, matter: str, decision: LoggedDecision, committee: str) -> Answer:
        """Return who decides such a matter, by the facts that the log tells."""
        asked = parse_question(
            self._known,
            RuleKind.DECISION,
            {Slot.MATTER: matter},
            decision.given,
            decision.on,
        )
        given = dict(asked.given)
        whose = self._known.vocabulary.circumstances.get(_COMMITTEE)
        is_role = whose is not None and whose.kind is ValueKind.ROLE
        if whose and committee and (is_role or committee in whose.value_ids):
            given.setdefault(_COMMITTEE, committee)
        return self._space.ask(
            Question(asked.kind, asked.slots, tuple(sorted(given.items())), asked.on)
        )

    def _kinds(self, decision: LoggedDecision) -> frozenset[str]:
        """Return the roles of whoever decided, with all that they are kinds of."""
        words = self._known.vocabulary
        post = self._known.posts.get(decision.decided_by)
        is_role = decision.decided_by in words.roles
        roles = (decision.decided_by,) if is_role or post is None else post.roles
        kinds = (words.role_kinds.get(role, frozenset({role})) for role in roles)
        return frozenset[str]().union(*kinds)

    def _of_finding(
        self, finding: Finding, own: frozenset[str], points: set[str]
    ) -> NatureOfDecision:
        """Return what a decision is where one conclusion holds."""
        conclusion = finding.conclusion
        if not isinstance(conclusion, DecisionConclusion):
            return _unclear("", Unclearness.NO_RULE, [])
        grants = [g for g in conclusion.grants if g.point in points] if points else []
        grants = grants or list(conclusion.grants)
        party = conclusion.party(Function.DECIDES)
        if conclusion.act is DecisionAct.EXECUTION or party is None:
            is_done = conclusion.act is DecisionAct.EXECUTION or any(
                function in _DOING for function in conclusion.acting()
            )
            nature = DecisionNature.EXECUTION if is_done else DecisionNature.OWN
            return self._by(next(iter(grants), None), nature, finding)
        named = _named(grants, own)
        if self._is_urgent(finding, own) or _waits_for_nobody(grants, own):
            grant = next(iter(named or grants), None)
            return self._by(grant, DecisionNature.URGENT, finding)
        if named:
            told = [self._of_grant(each, finding) for each in named]
            return min(told, key=_strictness)
        if own.intersection(party.roles):
            return self._by(next(iter(grants), None), DecisionNature.OWN, finding)
        committee = _only({grant.by for grant in grants})
        return _unclear(committee, Unclearness.ANOTHER_DECIDES, party.roles)

    def _is_urgent(self, finding: Finding, own: frozenset[str]) -> bool:
        """Tell whether somebody decides by a rule that holds in urgent cases alone."""
        by_id = self._known.rules_by_id
        for id_ in finding.rules:
            rule = by_id[id_]
            party = rule.conclusion.party(Function.DECIDES)
            is_theirs = party is not None and own.intersection(party.roles)
            if is_theirs and self._authority.is_urgent(rule):
                return True
        return False

    def _of_grant(self, grant: Grant, finding: Finding) -> NatureOfDecision:
        """Return what a decision by a grant is to its committee."""
        written = tuple(text for text in (grant.told,) if text)
        match grant.notification:
            case None:
                return _unclear(grant.by, Unclearness.UNSAID, [grant.point])
            case Notification.AS_WRITTEN:
                told = grant.told.sv if grant.told else ""
                return _unclear(grant.by, Unclearness.OWN_WORDS, [grant.point, told])
            case Notification.NONE:
                is_other = grant.appeal in {
                    Appeal.ADMINISTRATIVE_APPEAL,
                    Appeal.NONE,
                }
                nature = DecisionNature.SILENT if is_other else DecisionNature.MINUTED
            case _ if grant.told_to and grant.told_to == grant.through:
                nature = DecisionNature.THROUGH
            case _ if grant.told_to and grant.told_to != grant.by:
                nature = DecisionNature.TOLD_ELSEWHERE
            case _:
                nature = DecisionNature.TOLD
        return self._by(grant, nature, finding, written)

    def _by(
        self,
        grant: Grant | None,
        nature: DecisionNature,
        finding: Finding,
        written: tuple[Text, ...] = (),
    ) -> NatureOfDecision:
        """Return a nature with the row of the order that it is by."""
        return replace(self._by_row(grant, nature, finding.rules), written=written)

    def _by_row(
        self, grant: Grant | None, nature: DecisionNature, rules: tuple[str, ...]
    ) -> NatureOfDecision:
        if grant is None:
            return NatureOfDecision(nature=nature, rules=rules)
        place, row = self._places.get((grant.by, grant.point), (-1, None))
        passage = self._known.passages.get(row.cites[0]) if row else None
        is_urgent = nature is DecisionNature.URGENT
        is_open = grant.appeal in {None, Appeal.AS_WRITTEN}
        return NatureOfDecision(
            nature=nature,
            committee=grant.by,
            notification=(
                Notification.NEXT_MEETING
                if is_urgent or grant.notification is None
                else grant.notification
            ),
            point=grant.point,
            chapter=passage.where if passage else "",
            order=place,
            told_to=grant.by if is_urgent else grant.told_to or grant.by,
            is_appeal_unsaid=nature is DecisionNature.MINUTED and is_open,
            rules=rules,
        )


def _grant(rule: Rule) -> Grant | None:
    return rule.conclusion.grant


def _only(values: Iterable[str]) -> str:
    """Return the only value; empty where there is none, or several."""
    listed = set(values)
    return next(iter(listed)) if len(listed) == 1 else ""


def _unclear(
    committee: str, why: Unclearness | None, names: Iterable[str]
) -> NatureOfDecision:
    return NatureOfDecision(
        nature=DecisionNature.UNCLEAR,
        committee=committee,
        why=why,
        names=tuple(name for name in names if name),
    )


def _named(grants: Sequence[Grant], own: frozenset[str]) -> list[Grant]:
    """Return the grants by which somebody decides: as delegate, else as whoever may.

    A row of their own counts before those on which they are above or step in.
    """
    for roles in (
        lambda grant: grant.delegates,
        lambda grant: grant.superiors,
        lambda grant: [step.role for _, steps in grant.substitutes for step in steps],
    ):
        found = [grant for grant in grants if own.intersection(roles(grant))]
        if found:
            return found
    return []


def _waits_for_nobody(grants: Sequence[Grant], own: frozenset[str]) -> bool:
    """Tell whether somebody decides only what cannot wait for others (6 kap. 39 §)."""
    steps = {s for grant in grants if grant.people for s in grant.people.steps}
    return bool(own.intersection(steps)) and not _named(grants, own)


#: Why whoever decided may not, in some case of the answer.
_NOT_ABLE = frozenset({Unclearness.ANOTHER_DECIDES, Unclearness.NO_RULE})
#: What is done without a decision.
_DOING = frozenset({Function.CARRIES_OUT, Function.SIGNS})
#: The natures from the one that asks most of whoever reports.
_ORDER = (
    DecisionNature.URGENT,
    DecisionNature.TOLD,
    DecisionNature.THROUGH,
    DecisionNature.TOLD_ELSEWHERE,
    DecisionNature.UNCLEAR,
    DecisionNature.MINUTED,
    DecisionNature.SILENT,
)
_SOONEST = (
    Notification.PROMPTLY,
    Notification.NEXT_MEETING,
    Notification.MONTHLY,
    Notification.QUARTERLY,
)


def _strictness(nature: NatureOfDecision) -> tuple[int, int]:
    """Return what sorts the rows by which one decision may be: what asks most first."""
    told = nature.notification
    soon = _SOONEST.index(told) if told in _SOONEST else len(_SOONEST)
    return _ORDER.index(nature.nature), soon


def _telling(nature: NatureOfDecision) -> tuple[object, ...]:
    """Return what must be the same in all cases, for it to be known what is told."""
    return (
        nature.nature,
        nature.committee,
        nature.notification,
        nature.told_to,
        nature.why,
        nature.written,
    )
