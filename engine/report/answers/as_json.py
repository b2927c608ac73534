"""Write answers as JSON: one object, `schema: 1`, stable keys, ids and labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...answers.answer import Limits
from ...rulebook.model.conclusions import (
    BodyConclusion,
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Function,
    ProcedureConclusion,
)
from ...rulebook.model.questions import SLOTS
from ...rulebook.model.values import NUMBER_SCALE, ORE_PER_KRONA, ValueKind, date_text
from ..notes import note_text
from .otherwise import otherwise
from .why import miss_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...answers.answer import Answer, Finding, Note, Span
    from ...answers.reasons import Miss
    from ...rulebook.model.conclusions import Party
    from ...rulebook.model.questions import Question
    from ...rulebook.model.values import Value
    from ..wording import Wording

SCHEMA = 1


def written(content: dict[str, Any]) -> str:
    """Return one JSON object as text, ending in a line break."""
    return (
        json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, indent=2) + "\n"
    )


def answer_object(
    answer: Answer, question: Question, wording: Wording
) -> dict[str, Any]:
    """Return an answer as plain data."""
    rest = otherwise(answer)
    return {
        "question": question_object(question, wording),
        "outcome": answer.outcome.value,
        "answers": [
            finding_object(f, question, wording, is_rest=number in rest)
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


def question_object(question: Question, wording: Wording) -> dict[str, Any]:
    """Return a question as plain data."""
    asked = {
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


def value_object(name: str, value: Value, wording: Wording) -> Any:  # noqa: ANN401
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
            return _divided(value, NUMBER_SCALE)
        case _:
            return date_text(value)


def _divided(value: int, scale: int) -> int | float:
    return value // scale if value % scale == 0 else value / scale


def span_object(name: str, span: Span, wording: Wording) -> list[Any]:
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


def _role(id_: str, question: Question, wording: Wording) -> dict[str, Any]:
    found: dict[str, Any] = {"id": id_, "label": wording.role(id_)}
    meant = wording.resolved(id_, question)
    if meant:
        found["means"] = {"id": meant, "label": wording.role(meant)}
    return found


def _party(party: Party, question: Question, wording: Wording) -> dict[str, Any]:
    return {
        "mode": party.mode.value,
        "roles": [_role(role, question, wording) for role in party.roles],
    }


def finding_object(
    finding: Finding, question: Question, wording: Wording, *, is_rest: bool
) -> dict[str, Any]:
    """Return one conclusion as plain data, with where it holds and its rules.

    `is_rest` tells that it holds wherever no other does, which `when` spells out.
    """
    return {
        **({"otherwise": True} if is_rest else {}),
        "when": {name: span_object(name, span, wording) for name, span in finding.when},
        "outcome": finding.outcome.value,
        **_conclusion(finding, question, wording),
        "rules": list(finding.rules),
        "citations": list(finding.cites),
    }


def _functions(
    conclusion: DecisionConclusion, question: Question, wording: Wording
) -> dict[str, Any]:
    """Return the party of each function; several are one of all, with its groups."""
    parties: dict[Function, list[Party]] = {}
    for function, party in conclusion.functions:
        parties.setdefault(function, []).append(party)
    said: dict[str, Any] = {}
    for function, listed in parties.items():
        groups = [_party(party, question, wording) for party in listed]
        if len(groups) == 1:
            (said[function.value],) = groups
            continue
        roles = [role for group in groups for role in group["roles"]]
        said[function.value] = {"mode": "all", "roles": roles, "groups": groups}
    return said


def _conclusion(
    finding: Finding, question: Question, wording: Wording
) -> dict[str, Any]:
    conclusion = finding.conclusion
    say = wording.say

    def roles(ids: Iterable[str]) -> list[dict[str, Any]]:
        return [_role(id_, question, wording) for id_ in ids]

    match conclusion:
        case DecisionConclusion():
            said = _functions(conclusion, question, wording)
            if conclusion.requires:
                said["requires"] = [say.text(t) for t in conclusion.requires]
            if conclusion.act:
                said["act"] = conclusion.act.value
            return said
        case ContactConclusion():
            return {
                "free": conclusion.is_free,
                "via": roles(conclusion.via),
                "strength": conclusion.strength.value if conclusion.strength else None,
                "fallback": roles(conclusion.fallback),
            }
        case ConductConclusion():
            instead = conclusion.instead
            return {
                "verdict": conclusion.verdict.value,
                "instead": None
                if instead is None
                else {
                    "says": say.text(instead.says) if instead.says else None,
                    "via": roles(instead.via),
                },
            }
        case DutyConclusion():
            rule = wording.jurisdiction.rules_by_id[finding.rules[0]]
            return {
                "of": _party(conclusion.of, question, wording),
                "duty": say.text(rule.says),
                "every": wording.frequency(conclusion.every)
                if conclusion.every
                else None,
                "towards": _party(conclusion.towards, question, wording)
                if conclusion.towards
                else None,
            }
        case ProcedureConclusion():
            return {
                "steps": [
                    {
                        "actor": _party(step.actor, question, wording),
                        "act": say.text(step.act),
                        "result": say.text(step.result) if step.result else None,
                    }
                    for step in conclusion.steps
                ]
            }
        case BodyConclusion():
            parties = {
                "leader": conclusion.leader,
                "members": conclusion.members,
                "place": conclusion.place,
            }
            return {
                **{
                    key: _party(party, question, wording) if party else None
                    for key, party in parties.items()
                },
                "meets": wording.frequency(conclusion.meets)
                if conclusion.meets
                else None,
                "mandate": say.text(conclusion.mandate) if conclusion.mandate else None,
            }
        case _:
            return {}


def citation_object(id_: str, wording: Wording) -> dict[str, Any]:
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


def note_object(note: Note, wording: Wording) -> dict[str, Any]:
    """Return a note as plain data."""
    found: dict[str, Any] = {"kind": note.kind.value, "text": note_text(note, wording)}
    if note.rule:
        found["rule"] = note.rule
    if note.by:
        found["by"] = note.by
    if note.source:
        found["source"] = note.source
    if note.circumstance:
        found["circumstance"] = note.circumstance
        found["value"] = value_object(note.circumstance, note.value, wording)
    return found


def trail_object(
    answer: Answer, found: Iterable[Miss], wording: Wording
) -> dict[str, Any]:
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
        "failed": misses_object((miss for miss in found if not miss.losses), wording),
    }


def misses_object(found: Iterable[Miss], wording: Wording) -> list[dict[str, Any]]:
    """Return rules that did not prevail as plain data, the nearest first."""
    return [
        {
            "rule": miss.rule.id,
            "in_force": miss.is_in_force,
            "conditions": [f.condition.circumstance for f in miss.unmet],
            "why": miss_text(miss, wording),
        }
        for miss in found
    ]
