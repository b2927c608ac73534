"""Check a decision that was taken: by somebody who may, and on the right point."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..answers.capacity import Capacity, capacity, doubts
from ..records import record
from ..report.answers import as_json
from ..report.answers.may import entitlement_text
from ..report.decision_verdicts import DecisionVerdict, verdict_text
from ..report.json_text import SCHEMA
from ..report.notes import note_text
from ..report.say import Marks
from ..rulebook.model.conclusions import (
    DecisionAct,
    DecisionConclusion,
    Function,
    Mode,
)
from ..rulebook.model.points import point_key, rows_at, rows_by_point
from ..rulebook.model.problems import EngineError, Message, UnknownNameError
from ..rulebook.model.rules import Slot
from ..rulebook.model.vocabulary import TermKind
from ..space.entitlements import entitlement
from ..space.post_powers import PostDays
from ..space.staffing import Staffing
from .setup import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from ..answers.answer import Finding
    from ..report.objects.decision_checks import DecisionCheckOutput
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.posts import Post
    from ..rulebook.model.rules import Rule
    from ..space.entitlements import Entitlement
    from .given import Given
    from .municipality import Municipality
    from .response import Response
    from .setup import Language

#: How a decision is taken.
METHODS = ("manual", "automatic")


@record
class TakenDecision:
    """A decision as a case system has it.

    Attributes:
        decided_by: the role, or the post, that decided; by id or name.
        on: the day of the decision.
        matter: what was decided, by id or name; empty where the reference tells it.
        reference: the point of the delegation order, as `SN 3.2.1`; empty for none.
        legal_basis: the provisions that the case system names; empty for none.
        method: `manual` or `automatic`.
        given: what is known of the case.
    """

    decided_by: str
    on: dt.date
    matter: str = ""
    reference: str = ""
    legal_basis: str = ""
    method: str = "manual"
    given: Given | None = None


@record
class DecisionCheck:
    """What the rules say of a decision that was taken.

    Attributes:
        verdict: whether it is in order, or what is wrong.
        names: what the sentence of the verdict names, as ids, points or provisions.
        matter: the id of the matter.
        response: who decides such a matter.
        points: the points of orders by which the decider may, or anybody may.
        method: how the decision was taken.
        doubt: what the decider may as a kind of role alone that it may not have in what
            the committee is responsible for; None for nothing.
        deciders: the ids of the roles that decide such a matter, each alone.
        allowed: the conclusions by which whoever decided may.
        roles: the ids of the roles of whoever decided.
    """

    verdict: DecisionVerdict
    names: tuple[str, ...]
    matter: str
    response: Response
    points: tuple[str, ...]
    method: str
    doubt: Entitlement | None = None
    deciders: tuple[str, ...] = ()
    allowed: tuple[Finding, ...] = field(repr=False, compare=False, default=())
    roles: tuple[str, ...] = ()

    @property
    def is_in_order(self) -> bool:
        """Tell whether the decider may decide, on the point that is told."""
        return self.verdict is DecisionVerdict.IN_ORDER

    def to_dict(self, language: Language = "sv") -> DecisionCheckOutput:
        """Return the check as an object for programs.

        Args:
            language: of labels and sentences, `sv` or `en`.
        """
        wording = words(self.response.jurisdiction, language, Marks.NONE)
        answer, question = self.response.answer, self.response.question
        known = wording.jurisdiction.vocabulary
        names = [
            wording.role(name)
            if name in known.roles
            else wording.circumstance(name)
            if name in known.circumstances
            else name
            for name in self.names
        ]
        if self.verdict is DecisionVerdict.DOUBTFUL:
            names = [note_text(note, wording) for note in doubts(answer)]
            names += [entitlement_text(self.doubt, wording)] if self.doubt else []
        return {
            "schema": SCHEMA,
            "verdict": self.verdict.value,
            "reasons": [verdict_text(self.verdict, names, wording.say)],
            "matter": self.matter,
            "fields": {
                "legalBasis": [
                    wording.citation(id_)
                    for id_ in answer.cites
                    if wording.jurisdiction.passages[id_].source
                    not in self._orders(wording.jurisdiction)
                ],
                "delegationReference": list(self.points),
                "decidedBy": list(self.deciders),
                "method": self.method,
            },
            "missing": list(answer.depends_on),
            "answer": as_json.answer_object(answer, question, wording),
        }

    def _orders(self, jurisdiction: Jurisdiction) -> set[str]:
        """Return the documents that the rows behind the answer stand in."""
        return {
            cite.partition("#")[0]
            for id_ in self.response.answer.rules
            for rule in (jurisdiction.rules_by_id[id_],)
            if (grant := rule.conclusion.grant) and grant.point
            for cite in rule.cites
        }


def check_decision(taken: TakenDecision, municipality: Municipality) -> DecisionCheck:
    """Tell whether a decision was taken by somebody who may, on the right point.

    Args:
        taken: the decision as a case system has it.
        municipality: whose rules count.

    Raises:
        UnknownNameError: the decider, the matter or a circumstance is unknown, or no
            matter is told and nothing has the reference.
        EngineError: the method is neither, the matter cannot be told from the
            reference, or the question cannot be answered.
    """
    return DecisionChecks(municipality).check(taken)


#: So many points are looked up one by one, before all rows are put by theirs.
_FEW_POINTS = 4


class DecisionChecks:
    """Checks many decisions of one municipality, and keeps what they have in common.

    Args:
        municipality: whose rules count.
    """

    def __init__(self, municipality: Municipality) -> None:
        """Take whose rules count."""
        self.municipality = municipality
        self._rows: dict[str, tuple[Rule, ...]] = {}
        self._late: dict[tuple[str, dt.date], str] = {}

    def check(self, taken: TakenDecision) -> DecisionCheck:
        """Tell of a decision what `check_decision` does.

        Raises:
            EngineError: as for `check_decision`.
        """
        return _Examination(self, taken).check()

    def rows(self, reference: str) -> tuple[Rule, ...]:
        """Return the rows of orders at a point."""
        if reference not in self._rows:
            known = self.municipality.jurisdiction
            self._rows[reference] = (
                rows_at(reference, known)
                if len(self._rows) < _FEW_POINTS
                else self._by_point.get(point_key(reference), ())
            )
        return self._rows[reference]

    @cached_property
    def _by_point(self) -> dict[str, tuple[Rule, ...]]:
        return rows_by_point(self.municipality.jurisdiction)

    def rules_of_post(self, post: Post, on: dt.date) -> frozenset[str]:
        """Return the rules by which a post has something to decide on a day."""
        day = self._days.day(post, on)
        own = (rule for power in day.own for rule in power.rules)
        return frozenset((*own, *(move.rule for move in day.received)))

    @cached_property
    def _days(self) -> PostDays:
        return PostDays(self.municipality.space)

    def late_basis(self, legal_basis: str, on: dt.date) -> str:
        """Return a legal basis that was not in force on a day, empty where it was."""
        key = legal_basis, on
        if key not in self._late:
            known = self.municipality.jurisdiction
            wanted = known.act_names.references(legal_basis) if legal_basis else ()
            is_late = any(
                named.act in known.sources
                and not known.sources[named.act].validity.is_in_force(on)
                for named in wanted
            )
            self._late[key] = legal_basis if is_late else ""
        return self._late[key]


class _Examination:
    """Works out what the rules say of one decision."""

    def __init__(self, checks: DecisionChecks, taken: TakenDecision) -> None:
        municipality = checks.municipality
        self._checks = checks
        self._municipality = municipality
        self._taken = taken
        self._known = municipality.jurisdiction
        if taken.method not in METHODS:
            message = Message.of("decision/method", method=taken.method, known=METHODS)
            raise EngineError(message)
        self._rows = checks.rows(taken.reference) if taken.reference else ()
        self._roles, self._held = self._decider()

    def check(self) -> DecisionCheck:
        """Return the verdict, with what it rests on."""
        taken = self._taken
        response = self._municipality.who(
            self._matter(), given=taken.given, on=taken.on
        )
        allowed = [f for f in response.findings if self._may(f)]
        verdict, names = self._verdict(response, allowed)
        doubt = self._doubt(response) if verdict is DecisionVerdict.IN_ORDER else None
        shown = allowed or list(response.findings)
        return DecisionCheck(
            verdict=DecisionVerdict.DOUBTFUL if doubt else verdict,
            names=tuple(names),
            matter=response.question.slot_of[Slot.MATTER],
            response=response,
            points=tuple(dict.fromkeys(self._points(shown))),
            method=taken.method,
            doubt=doubt,
            deciders=tuple(dict.fromkeys(_deciders(response.findings))),
            allowed=tuple(allowed),
            roles=self._roles,
        )

    def _verdict(
        self, response: Response, allowed: Sequence[Finding]
    ) -> tuple[DecisionVerdict, Sequence[str]]:
        if late := self._not_in_force():
            return DecisionVerdict.NOT_IN_FORCE, late
        if response.outcome is Outcome.NO_RULE:
            return DecisionVerdict.NO_RULE, ()
        if response.outcome is Outcome.CONFLICT:
            return DecisionVerdict.CONFLICT, ()
        executions = [f for f in response.findings if _is_execution(f)]
        if executions and len(executions) == len(response.findings):
            return DecisionVerdict.NO_DECISION, tuple(_carriers(executions))
        if executions and not allowed:
            return DecisionVerdict.FACTS_MISSING, response.answer.depends_on
        if not allowed:
            deciders = tuple(dict.fromkeys(_deciders(response.findings)))
            return DecisionVerdict.ANOTHER_DECIDES, deciders
        is_open = response.outcome is Outcome.DEPENDS
        if is_open and len(allowed) < len(response.findings):
            return DecisionVerdict.FACTS_MISSING, response.answer.depends_on
        cited = {row.id for row in self._rows}
        if self._taken.reference and not any(
            cited.intersection(finding.rules) for finding in allowed
        ):
            return DecisionVerdict.WRONG_POINT, tuple(
                dict.fromkeys(self._points(allowed))
            )
        if doubts(response.answer):
            return DecisionVerdict.DOUBTFUL, ()
        return DecisionVerdict.IN_ORDER, ()

    def _doubt(self, response: Response) -> Entitlement | None:
        """Return what the decider may as a kind of role alone; of a post it is known.

        One role that may without such a reservation is enough.
        """
        if self._held is not None:
            return None
        found = [
            entitlement(response.answer, role, self._known, self._taken.on)
            for role in self._roles
        ]
        return found[0] if all(each.only_as for each in found) else None

    def _may(self, finding: Finding) -> bool:
        """Tell whether the decider may, where a conclusion holds."""
        if finding.conclusion is None:
            return False
        if self._held is not None and self._held.isdisjoint(finding.rules):
            return False
        kinds = self._known.vocabulary.role_kinds
        return any(
            capacity(finding.conclusion, Function.DECIDES, kinds[role])
            is Capacity.ALONE
            for role in self._roles
        )

    def _decider(self) -> tuple[tuple[str, ...], frozenset[str] | None]:
        """Return the roles of the decider; of a post also the rules it has them by."""
        name, vocabulary = self._taken.decided_by, self._known.vocabulary
        if vocabulary.named(TermKind.ROLE, name):
            return (vocabulary.id_of(TermKind.ROLE, name),), None
        post = self._known.posts.get(name)
        if post is None:
            return (vocabulary.id_of(TermKind.ROLE, name),), None
        staffing = Staffing(self._known.posts, vocabulary, self._taken.on)
        if not staffing.is_there(post):
            return (), frozenset()
        return post.roles, self._checks.rules_of_post(post, self._taken.on)

    def _matter(self) -> str:
        """Return the matter that was decided.

        Raises:
            EngineError: it is not told, and the reference tells none or several.
        """
        if self._taken.matter:
            return self._taken.matter
        matters = {matter for row in self._rows for matter in row.scope_of[Slot.MATTER]}
        if len(matters) == 1:
            return next(iter(matters))
        if matters:
            known = tuple(sorted(matters))
            reference = self._taken.reference
            raise EngineError(
                Message.of("decision/several-matters", point=reference, known=known)
            )
        if self._taken.reference:
            raise UnknownNameError("question/unknown-name", self._taken.reference, ())
        raise EngineError(Message.of("decision/no-matter"))

    def _not_in_force(self) -> list[str]:
        """Return the point, or the provisions, that did not hold on the day."""
        on = self._taken.on
        if self._rows and not any(row.is_in_force(on) for row in self._rows):
            return [self._taken.reference]
        late = self._checks.late_basis(self._taken.legal_basis, on)
        return [late] if late else []

    def _points(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Yield the points of the rows behind conclusions, as they are cited."""
        wording = words(self._known, "sv", Marks.NONE)
        for finding in findings:
            for id_ in finding.rules:
                row: Rule = self._known.rules_by_id[id_]
                grant = row.conclusion.grant
                if grant and grant.point:
                    yield f"{wording.role(grant.by)} {grant.point}"


def _is_execution(finding: Finding) -> bool:
    """Tell whether a conclusion says that there is nothing to decide."""
    conclusion = finding.conclusion
    return (
        isinstance(conclusion, DecisionConclusion)
        and conclusion.act is DecisionAct.EXECUTION
        and conclusion.party(Function.DECIDES) is None
    )


def _carriers(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the ids of the roles that carry out what is no decision."""
    for finding in findings:
        party = finding.conclusion and finding.conclusion.party(Function.CARRIES_OUT)
        yield from party.roles if party else ()


def _deciders(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the ids of the roles that decide, each alone."""
    for finding in findings:
        party = finding.conclusion and finding.conclusion.party(Function.DECIDES)
        if party and party.mode is not Mode.NOBODY:
            yield from party.roles
