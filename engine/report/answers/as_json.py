"""Write answers as JSON: one object, `schema: 1`, stable keys, ids and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ...answers.answer import Limits, NoteKind
from ...rulebook.model.conclusions import (
    BodyConclusion,
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Function,
    ProcedureConclusion,
)
from ...rulebook.model.grants import Substitute, provisos_of
from ...rulebook.model.questions import SLOTS
from ...rulebook.model.values import DECIMAL_SCALE, ORE_PER_KRONA, ValueKind, date_text
from ..conclusions import otherwise, roles_left_out
from ..notes import note_text
from .why import miss_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...answers.answer import Answer, Finding, Note, Span
    from ...answers.reasons import Miss
    from ...rulebook.model.clauses import PeopleClauses
    from ...rulebook.model.conclusions import Party
    from ...rulebook.model.grants import Grant
    from ...rulebook.model.questions import Question
    from ...rulebook.model.sources import Frequency
    from ...rulebook.model.texts import Text
    from ...rulebook.model.values import Value
    from ..objects.answers import (
        AnswerObject,
        CitationObject,
        MissObject,
        NoteObject,
        QuestionObject,
        TrailObject,
    )
    from ..objects.conclusions import (
        BodyObject,
        ConductObject,
        ContactObject,
        DecisionObject,
        DutyObject,
        FindingHead,
        FindingObject,
        FindingTail,
        GrantObject,
        GroupObject,
        PartyObject,
        PeopleClausesObject,
        ProcedureObject,
        RoleObject,
        SubstitutesObject,
    )
    from ..objects.parts import IntervalObject, PlainValue, TermObject, WhenObject
    from ..wording import Wording


def answer_object(answer: Answer, question: Question, wording: Wording) -> AnswerObject:
    """Return an answer as plain data."""
    rest = otherwise(answer)
    return {
        "question": question_object(question, wording),
        "outcome": answer.outcome.value,
        "answers": [
            finding_object(
                f,
                question,
                wording,
                is_rest=number in rest,
                notes=[n for n, note in enumerate(answer.notes) if note in f.notes],
            )
            for number, f in enumerate(answer.findings)
        ],
        "depends_on": [
            {"id": name, "label": wording.circumstance(name)}
            for name in answer.depends_on
        ],
        "derived": [
            {
                "circumstance": name,
                "label": wording.circumstance(name),
                "value": value_object(name, value, wording),
                "rule": rule,
            }
            for name, value, rule in answer.derived
        ],
        "rules": list(answer.rules),
        "candidates": list(answer.candidates),
        "citations": [citation_object(cite, wording) for cite in answer.cites],
        "notes": [note_object(note, wording) for note in answer.notes],
        "nearest": [
            {slot.value: id_ for slot, id_ in subject} for subject in answer.nearest
        ],
    }


def question_object(question: Question, wording: Wording) -> QuestionObject:
    """Return a question as plain data."""
    asked: dict[str, TermObject] = {
        slot.value: {"id": id_, "label": wording.term(SLOTS[question.kind][slot], id_)}
        for slot, id_ in question.slots
    }
    return {
        "kind": question.kind.value,
        "municipality": wording.jurisdiction.id or None,
        "asked": asked,
        "date": question.on.isoformat(),
        "given": {
            name: value_object(name, value, wording) for name, value in question.given
        },
    }


def value_object(name: str, value: Value, wording: Wording) -> PlainValue:
    """Return a value as JSON knows it: SEK, ISO dates, true and false, ids."""
    circumstance = wording.jurisdiction.vocabulary.circumstances.get(name)
    if circumstance is None or value is None or isinstance(value, str):
        return value
    match circumstance.kind:
        case ValueKind.BOOL:
            return bool(value)
        case ValueKind.MONEY:
            return _divided(value, ORE_PER_KRONA)
        case ValueKind.NUMBER:
            return value
        case ValueKind.DECIMAL:
            return _divided(value, DECIMAL_SCALE)
        case _:
            return date_text(value)


def _divided(value: int, scale: int) -> int | float:
    return value // scale if value % scale == 0 else value / scale


def when_object(when: Iterable[tuple[str, Span]], wording: Wording) -> WhenObject:
    """Return where something holds as plain data."""
    return {name: span_object(name, span, wording) for name, span in when}


def span_object(
    name: str, span: Span, wording: Wording
) -> list[PlainValue | IntervalObject]:
    """Return the values of a row as plain data, an interval as its limits."""
    return [
        {
            "min": None if item.low is None else value_object(name, item.low, wording),
            "max": None
            if item.high is None
            else value_object(name, item.high, wording),
        }
        if isinstance(item, Limits)
        else value_object(name, item, wording)
        for item in span
    ]


def finding_object(
    finding: Finding,
    question: Question,
    wording: Wording,
    *,
    is_rest: bool,
    notes: Iterable[int] = (),
) -> FindingObject:
    """Return one conclusion as plain data, with where it holds and its rules.

    `is_rest` tells that it holds wherever no other does, which `when` spells out.
    `notes` are the numbers of the answer's notes that concern it and not every other.
    """
    head: FindingHead = {
        "when": when_object(finding.when, wording),
        "outcome": finding.outcome.value,
    }
    if is_rest:
        head = {"otherwise": True, **head}
    numbers = list(notes)
    if numbers:
        head["notes"] = numbers
    tail: FindingTail = {
        "rules": list(finding.rules),
        "citations": list(finding.cites),
    }
    plain = _Conclusions(question, wording)
    if left := roles_left_out(finding, question, wording):
        tail["left_out"] = [{"id": id_, "label": wording.role(id_)} for id_ in left]
    match finding.conclusion:
        case DecisionConclusion() as conclusion:
            return {**head, **plain.decision(conclusion), **tail}
        case ContactConclusion() as conclusion:
            return {**head, **plain.contact(conclusion), **tail}
        case ConductConclusion() as conclusion:
            return {**head, **plain.conduct(conclusion), **tail}
        case DutyConclusion() as conclusion:
            return {**head, **plain.duty(conclusion, finding.rules[0]), **tail}
        case ProcedureConclusion() as conclusion:
            return {**head, **plain.procedure(conclusion), **tail}
        case BodyConclusion() as conclusion:
            return {**head, **plain.body(conclusion), **tail}
        case _:
            return {**head, **tail}


class _Conclusions:
    """Writes the conclusions of one question as plain data."""

    def __init__(self, question: Question, wording: Wording) -> None:
        self._question = question
        self._wording = wording

    def decision(self, conclusion: DecisionConclusion) -> DecisionObject:
        groups: dict[str, list[GroupObject]] = {}
        for function, party in conclusion.functions:
            group = self._party(party)
            if function is Function.DECIDES:
                for role in group["roles"]:
                    if texts := provisos_of({role["id"]}, conclusion.grants):
                        role["provisos"] = self._texts(texts)
            groups.setdefault(function.value, []).append(group)
        functions = {name: _joined(listed) for name, listed in groups.items()}
        # a function is called in JSON what it is called here
        decision = cast("DecisionObject", functions)
        if conclusion.requires:
            decision["requires"] = self._texts(conclusion.requires)
        if conclusion.act:
            decision["act"] = conclusion.act.value
        if conclusion.grants:
            decision["grants"] = [self._grant(grant) for grant in conclusion.grants]
        return decision

    def _grant(self, grant: Grant) -> GrantObject:
        made: GrantObject = {
            "by": self._role(grant.by),
            "point": grant.point,
            "delegates": self._roles(grant.delegates),
            "superiors": self._roles(grant.superiors),
            "substitutes": [
                self._substitutes(role, steps) for role, steps in grant.substitutes
            ],
            "consults": [
                {
                    "role": self._role(consult.role),
                    "way": consult.way.value,
                    "documented": consult.is_documented,
                }
                for consult in grant.consults
            ],
            "laws": list(grant.laws),
            "clauses": [clause.value for clause in grant.clauses],
            "notification": grant.notification.value if grant.notification else None,
            "sub_delegation": grant.sub_delegation.value
            if grant.sub_delegation
            else None,
            "appeal": grant.appeal.value if grant.appeal else None,
            "provisos": self._texts(grant.provisos),
        }
        if grant.relations:
            made["relations"] = [
                {"role": self._role(role), "relation": relation.value}
                for role, relation in grant.relations
            ]
        if grant.people:
            made["people"] = self._people(grant.people)
        if grant.through:
            made["through"] = self._role(grant.through)
        if grant.told_to:
            made["told_to"] = self._role(grant.told_to)
        if grant.told:
            made["told"] = self._wording.say.text(grant.told)
        if grant.passed_on:
            made["passed_on"] = self._wording.say.text(grant.passed_on)
        if grant.appealed:
            made["appealed"] = self._wording.say.text(grant.appealed)
        return made

    def _substitutes(self, role: str, steps: Iterable[Substitute]) -> SubstitutesObject:
        return {
            "delegate": self._role(role),
            "substitutes": [
                {
                    "role": self._role(step.role),
                    "on": step.on.value if step.on else None,
                }
                for step in steps
            ],
        }

    def _people(self, clauses: PeopleClauses) -> PeopleClausesObject:
        return {
            "superior_on_absence": clauses.superior_on_absence,
            "sole_holder": clauses.sole_holder,
            "temporary": clauses.temporary,
            "new_employee": clauses.new_employee,
            "may_lift": clauses.may_lift,
            "may_take_over": clauses.may_take_over,
            "two_members": self._roles(clauses.two_members),
            "cannot_wait": [
                self._substitutes(role, [Substitute(role=step) for step in steps])
                for role, steps in clauses.cannot_wait
            ],
        }

    def contact(self, conclusion: ContactConclusion) -> ContactObject:
        return {
            "free": conclusion.is_free,
            "via": self._roles(conclusion.via),
            "strength": conclusion.strength.value if conclusion.strength else None,
            "must": self._roles(conclusion.musts),
            "fallback": self._roles(conclusion.fallback),
        }

    def conduct(self, conclusion: ConductConclusion) -> ConductObject:
        instead = conclusion.instead
        return {
            "verdict": conclusion.verdict.value,
            "instead": {
                "says": self._text(instead.says),
                "via": self._roles(instead.via),
            }
            if instead
            else None,
        }

    def duty(self, conclusion: DutyConclusion, rule: str) -> DutyObject:
        says = self._wording.jurisdiction.rules_by_id[rule].says
        return {
            "of": self._party(conclusion.of),
            "duty": self._wording.say.text(says),
            "every": self._frequency(conclusion.every),
            "within": self._wording.deadline(conclusion.within)
            if conclusion.within
            else None,
            "towards": self._party_or_none(conclusion.towards),
        }

    def procedure(self, conclusion: ProcedureConclusion) -> ProcedureObject:
        return {
            "steps": [
                {
                    "actor": self._party(step.actor),
                    "act": self._wording.say.text(step.act),
                    "result": self._text(step.result),
                }
                for step in conclusion.steps
            ]
        }

    def body(self, conclusion: BodyConclusion) -> BodyObject:
        return {
            "leader": self._party_or_none(conclusion.leader),
            "members": self._party_or_none(conclusion.members),
            "place": self._party_or_none(conclusion.place),
            "meets": self._frequency(conclusion.meets),
            "mandate": self._text(conclusion.mandate),
        }

    def _party(self, party: Party) -> GroupObject:
        return {"mode": party.mode.value, "roles": self._roles(party.roles)}

    def _party_or_none(self, party: Party | None) -> GroupObject | None:
        return self._party(party) if party else None

    def _roles(self, ids: Iterable[str]) -> list[RoleObject]:
        return [self._role(id_) for id_ in ids]

    def _role(self, id_: str) -> RoleObject:
        wording = self._wording
        role: RoleObject = {"id": id_, "label": wording.role(id_)}
        meant = wording.resolved(id_, self._question)
        if meant:
            role["means"] = {"id": meant, "label": wording.role(meant)}
        return role

    def _text(self, text: Text | None) -> str | None:
        return self._wording.say.text(text) if text else None

    def _texts(self, texts: Iterable[Text]) -> list[str]:
        return [self._wording.say.text(text) for text in texts]

    def _frequency(self, often: Frequency | None) -> str | None:
        return self._wording.frequency(often) if often else None


def _joined(groups: list[GroupObject]) -> PartyObject:
    """Return several groups as one of all of them; one alone as it is."""
    first, *others = groups
    if not others:
        return {"mode": first["mode"], "roles": first["roles"]}
    roles = [role for group in groups for role in group["roles"]]
    return {"mode": "all", "roles": roles, "groups": groups}


def citation_object(id_: str, wording: Wording) -> CitationObject:
    """Return a citation as plain data."""
    passage = wording.jurisdiction.passages[id_]
    source = wording.jurisdiction.sources[passage.source]
    return {
        "passage": id_,
        "source": source.id,
        "title": wording.say.text(source.title),
        "section": passage.section,
        "place": passage.where or None,
        "gist": wording.say.text(passage.gist),
        "rank": source.rank.value,
        "status": source.status.value,
    }


def note_object(note: Note, wording: Wording) -> NoteObject:
    """Return a note as plain data."""
    content: NoteObject = {
        "kind": note.kind.value,
        "text": note_text(note, wording),
    }
    if note.rule:
        content["rule"] = note.rule
    if note.by:
        content["by"] = note.by
    if note.matter:
        content["matter"] = note.matter
    if note.term:
        content["term"] = note.term
    if note.source:
        content["source"] = note.source
    if note.kind is NoteKind.LAW_STALE:
        consulted = wording.jurisdiction.sources[note.source].consulted
        content["date"] = consulted.isoformat() if consulted else ""
    if note.passage:
        content["passage"] = note.passage
    if note.circumstance:
        content["circumstance"] = note.circumstance
        content["value"] = value_object(note.circumstance, note.value, wording)
    return content


def trail_object(
    answer: Answer, missed: Iterable[Miss], wording: Wording
) -> TrailObject:
    """Return the trail as plain data: what fired, what lost to what, what failed."""
    return {
        "fired": list(answer.fired),
        "lost": [
            {
                "rule": loss.rule,
                "to": loss.to,
                "reason": loss.reason.value,
                "function": loss.function.value if loss.function else None,
            }
            for loss in answer.lost
        ],
        "failed": misses_object((miss for miss in missed if not miss.losses), wording),
    }


def misses_object(missed: Iterable[Miss], wording: Wording) -> list[MissObject]:
    """Return rules that did not prevail as plain data, the nearest first."""
    return [
        {
            "rule": miss.rule.id,
            "in_force": miss.is_in_force,
            "conditions": [f.condition.circumstance for f in miss.unmet],
            "why": miss_text(miss, wording),
        }
        for miss in missed
    ]
