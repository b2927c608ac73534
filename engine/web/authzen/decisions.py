"""Decide whether somebody may: true only where the rules settle that they may.

The subject is a role or a post. Three kinds of questions are asked with the name of the
action: `decide` and its like about a matter, `contact` about somebody, and anything
else about an act that somebody would do. What the properties and the context tell
counts as known where it is the name of a circumstance; the rest is left aside.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ...answers.answer import NoteKind, Outcome
from ...answers.capacity import Capacity, capacity, doubts
from ...records import record
from ...report.answers.may import entitlement_text
from ...report.notes import note_lines, note_text
from ...report.say import Marks
from ...rulebook.model.conclusions import (
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    Function,
    Verdict,
)
from ...rulebook.model.problems import EngineError, Message
from ...rulebook.model.questions import parse_question
from ...rulebook.model.rules import RuleKind, Slot
from ...rulebook.model.tags import Tag
from ...rulebook.model.vocabulary import TermKind
from ...service.errors import error_text
from ...service.given import given_texts
from ...service.setup import words
from ...space.entitlements import entitlement
from ...space.staffing import Staffing
from ..reading import day_in_sweden

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from ...answers.answer import Finding
    from ...service.municipality import Municipality
    from ...service.response import Response
    from .entities import AccessRequest, Body, Entity

#: The names of actions by which a part in a decision is asked about.
FUNCTIONS = {
    "decide": Function.DECIDES,
    "approve": Function.APPROVES,
    "propose": Function.PROPOSES,
    "prepare": Function.PREPARES,
    "sign": Function.SIGNS,
    "carry_out": Function.CARRIES_OUT,
    "follow_up": Function.FOLLOWS_UP,
    "lead": Function.LEADS,
}
CONTACT = "contact"
#: The types of subjects that are roles, and with which tags: those of any for none.
ROLES: Mapping[str, frozenset[Tag]] = {
    "role": frozenset(),
    "function": frozenset(),
    "party": frozenset(),
    "employee": frozenset({Tag.EMPLOYEE}),
    "committee": frozenset({Tag.COMMITTEE, Tag.COUNCIL}),
}
POST = "post"
#: A matter by its own id, with `matter_type` among its properties; or its type alone.
MATTER, MATTER_TYPE = "matter", "matter-type"


@record
class AccessDecision:
    """Whether somebody may, and what is told beside.

    Attributes:
        is_permitted: whether the rules settle that the subject may.
        context: the reason and what it rests on, as the answer carries it.
    """

    is_permitted: bool
    context: dict[str, Any]

    def as_object(self) -> dict[str, Any]:
        """Return the decision as it is sent (5.5)."""
        return {"decision": self.is_permitted, "context": self.context}


def refusal(reason: str) -> AccessDecision:
    """Return a decision that nobody may, for a reason in English."""
    return AccessDecision(is_permitted=False, context={"reason": reason})


class DecisionPoint:
    """Decides for the rules of one municipality."""

    def __init__(self, municipality: Municipality, today: dt.date) -> None:
        """Take the rules, and the day that counts where a request tells none."""
        self._municipality = municipality
        self._today = today
        self._words = municipality.jurisdiction.vocabulary

    def decide(self, asked: AccessRequest) -> AccessDecision:
        """Return whether the subject may; what is unknown is refused with a reason."""
        try:
            on = self._day(asked.context)
            roles = self._roles(asked.subject, on)
            return self._decided(asked, roles, on)
        except EngineError as error:
            return refusal(error_text(error, "en"))

    def response(self, asked: AccessRequest, role: str, on: dt.date) -> Response:
        """Return the answer of the rules to what is asked, for a role.

        Raises:
            EngineError: something that is named is unknown, or a value unusable.
        """
        kind, named = self._subject(asked, role)
        given = given_texts(list(self._facts(asked)))
        jurisdiction = self._municipality.jurisdiction
        question = parse_question(jurisdiction, kind, named, given, on)
        return self._municipality.answer(question)

    def day(self, asked: AccessRequest) -> dt.date:
        """Return the day that a request is about, in Sweden.

        Raises:
            EngineError: `context.time` is no time.
        """
        return self._day(asked.context)

    # what is asked --------------------------------------------------------------------

    def _subject(
        self, asked: AccessRequest, role: str
    ) -> tuple[RuleKind, dict[Slot, str]]:
        """Return the kind of question, and what it is about."""
        name, resource = asked.action.name, asked.resource
        if name in FUNCTIONS:
            return RuleKind.DECISION, {Slot.MATTER: _matter(resource)}
        if name == CONTACT:
            named = {Slot.FROM: role, Slot.TO: resource.id}
            about = asked.action.properties.get("about")
            return RuleKind.CONTACT, named | (
                {Slot.ABOUT: about} if isinstance(about, str) else {}
            )
        return RuleKind.CONDUCT, {Slot.ACTOR: role, Slot.DOES: name}

    def _facts(self, asked: AccessRequest) -> Iterator[tuple[str, Any]]:
        """Yield what is known of circumstances, each with its value."""
        yield from self._thing(asked)
        told = (
            asked.context,
            asked.resource.properties,
            asked.subject.properties,
            asked.action.properties,
        )
        for properties in told:
            for name, value in properties.items():
                if self._words.named(TermKind.CIRCUMSTANCE, name):
                    yield name, Decimal(repr(value)) if _is_float(value) else value

    def _thing(self, asked: AccessRequest) -> Iterator[tuple[str, str]]:
        """Yield what a resource tells by its id: the circumstance that its type names.

        It counts where an act is asked about, whose resource is nothing else.
        """
        type_ = asked.resource.type
        is_of_act = asked.action.name not in {*FUNCTIONS, CONTACT}
        is_told = type_ in asked.resource.properties
        if is_of_act and not is_told and self.things(type_):
            yield type_, asked.resource.id

    def things(self, type_: str) -> tuple[str, ...]:
        """Return the ids of the resources of a type: the values of a circumstance."""
        named = self._words.named(TermKind.CIRCUMSTANCE, type_)
        if not named:
            return ()
        return tuple(id_ for id_, _ in self._words.circumstances[named].values)

    def _day(self, context: Body) -> dt.date:
        time = context.get("time")
        if time is None:
            return self._today
        if not isinstance(time, str):
            raise EngineError(Message.of("web/not-a-day", text=str(time)))
        return day_in_sweden(time)

    def _roles(self, subject: Entity, on: dt.date) -> list[str]:
        """Return the roles of a subject by id: one, those of a post, or those it tells.

        Raises:
            EngineError: nothing has that name.
        """
        functions = subject.properties.get("functions")
        if isinstance(functions, list):
            names = [name for name in functions if isinstance(name, str)]
            return [self._words.id_of(TermKind.ROLE, name) for name in names]
        if subject.type == POST:
            posts = self._municipality.jurisdiction.posts
            post = posts.get(subject.id)
            is_there = post and Staffing(posts, self._words, on).is_there(post)
            return list(post.roles) if post and is_there else []
        role = self._words.id_of(TermKind.ROLE, subject.id)
        return [role] if self.is_of_type(role, subject.type) else []

    def is_of_type(self, role: str, type_: str) -> bool:
        """Tell whether a role is a subject of a type."""
        kinds = self._words.role_kinds[role]
        if type_ not in ROLES:
            general = self._words.named(TermKind.ROLE, type_)
            return general != role and general in kinds
        wanted = {tag.value for tag in ROLES[type_]}
        roles = self._words.roles
        tags = {tag for kind in kinds for tag in roles[kind].tags}
        return not wanted or bool(wanted & tags)

    # what follows ---------------------------------------------------------------------

    def _decided(
        self, asked: AccessRequest, roles: list[str], on: dt.date
    ) -> AccessDecision:
        if not roles:
            return refusal("the subject has no role here on that day")
        held = self._held(asked, on)
        decided = [
            self.decided(self.response(asked, role, on), asked, role, held)
            for role in roles
        ]
        return next((each for each in decided if each.is_permitted), decided[0])

    def _held(self, asked: AccessRequest, on: dt.date) -> frozenset[str] | None:
        """Return the rules by which a post has what its roles have, None for others.

        Whoever holds a post may lack some: as newly employed, appointed for a time or
        serving another committee. Others may have moved to it.
        """
        if asked.subject.type != POST or asked.action.name not in FUNCTIONS:
            return None
        day = self._municipality.post(asked.subject.id, on=on).day
        own = (rule for power in day.own for rule in power.rules)
        return frozenset((*own, *(move.rule for move in day.received)))

    def decided(
        self,
        response: Response,
        asked: AccessRequest,
        role: str,
        held: frozenset[str] | None = None,
    ) -> AccessDecision:
        """Return what an answer of the rules means for a role.

        Args:
            response: the answer.
            asked: what was asked.
            role: by its id.
            held: the rules by which its holder has what the role has; None for all.
        """
        context = _context(response)
        if response.outcome is not Outcome.ANSWERED:
            reasons = {
                Outcome.DEPENDS: "it depends on what the request does not tell",
                Outcome.NO_RULE: "no rule answers",
                Outcome.CONFLICT: "the rules contradict each other",
            }
            context["reason"] = reasons[response.outcome]
            return AccessDecision(is_permitted=False, context=context)
        function = FUNCTIONS.get(asked.action.name)
        reason = self._hindrance(response, function, role, held)
        if not reason:
            reason = _doubt(response, role if held is None else "")
        if reason:
            context["reason"] = reason
        return AccessDecision(is_permitted=not reason, context=context)

    def _hindrance(
        self,
        response: Response,
        function: Function | None,
        role: str,
        held: frozenset[str] | None,
    ) -> str:
        """Return why a role may not, empty where it may."""
        kinds = self._words.role_kinds[role]
        reasons = [
            self._of(finding, function, kinds)
            if held is None or not held.isdisjoint(finding.rules)
            else "who holds the post has not got it on that day"
            for finding in response.findings
        ]
        if function is not None:  # parts in a decision add up
            return "" if "" in reasons else reasons[0]
        return next(filter(None, reasons), "")

    def _of(
        self,
        finding: Finding,
        function: Function | None,
        kinds: frozenset[str],
    ) -> str:
        match finding.conclusion:
            case DecisionConclusion() as decision if function is not None:
                party = decision.party(function)
                match capacity(decision, function, kinds):
                    case Capacity.ALONE:
                        return ""
                    case Capacity.OTHERS_ALONE if party is not None:
                        named = map(self._municipality.label, party.roles)
                        return f"others are named: {', '.join(named)}"
                    case Capacity.WITH_OTHERS:
                        return "not alone: the rules name several, jointly or in order"
                    case _:
                        return "the rules do not say who"
            case ContactConclusion() as way:
                return "" if way.is_free and not way.via else "the way goes via others"
            case ConductConclusion() as conduct:
                is_forbidden = conduct.verdict is Verdict.FORBIDDEN
                return "it is forbidden" if is_forbidden else ""
            case _:
                return "no rule answers"


def _matter(resource: Entity) -> str:
    """Return the matter that a resource is, by its name; its own id is of one case."""
    told = resource.properties.get("matter_type")
    if resource.type == MATTER and isinstance(told, str):
        return told
    return resource.id


def _doubt(response: Response, role: str) -> str:
    """Return why nobody may act on an answer alone, empty where they may.

    Args:
        response: which names somebody.
        role: of the one who asks, who may be a kind of the role that is named; empty
            for the holder of a post, of whom it is known what they are.
    """
    wording = words(response.jurisdiction, "en", Marks.NONE)
    found = [note_text(note, wording) for note in doubts(response.answer)]
    if role and response.question.kind is RuleKind.DECISION:
        known, on = response.jurisdiction, response.question.on
        entitled = entitlement(response.answer, role, known, on)
        found += [entitlement_text(entitled, wording)] if entitled.only_as else []
    return " ".join(found)


def _is_float(value: object) -> bool:
    return isinstance(value, float)


def _context(response: Response) -> dict[str, Any]:
    """Return what an answer rests on, and what it would need to know."""
    answer = response.answer
    context: dict[str, Any] = {
        "outcome": answer.outcome.value,
        "rules": list(answer.rules),
        "basis": list(answer.cites),
        "missing": list(answer.depends_on),
        "assumed": sorted(
            note.circumstance
            for note in answer.notes
            if note.kind is NoteKind.ASSUMED and note.circumstance
        ),
    }
    wording = words(response.jurisdiction, "en", Marks.NONE)
    beside = [note for note in answer.notes if note.kind is not NoteKind.ASSUMED]
    context["notes"] = note_lines(beside, wording, answer.rules)
    requires: list[str] = []
    for finding in answer.findings:
        match finding.conclusion:
            case DecisionConclusion(requires=texts):
                requires += [text.sv for text in texts]
            case ContactConclusion(via=via) if via:
                context["route"] = list(via)
            case _:
                continue
    if requires:
        context["requires"] = list(dict.fromkeys(requires))
    return {name: value for name, value in context.items() if value != []}
