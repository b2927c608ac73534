"""Write answers as JSON: one object, `schema: 1`, stable keys, ids and labels."""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING, Any

from ...answers.answer import Limits
from ...rulebook.model.conclusions import (
    Advice,
    BodyConclusion,
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Party,
    ProcedureConclusion,
    Step,
)
from ...rulebook.model.questions import SLOTS
from ...rulebook.model.sources import Frequency
from ...rulebook.model.texts import Text
from ...rulebook.model.values import NUMBER_SCALE, ORE_PER_KRONA, ValueKind, date_text
from ..conclusions import otherwise
from ..notes import note_text
from .why import miss_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...answers.answer import Answer, Finding, Note, Span
    from ...answers.reasons import Miss
    from ...rulebook.model.conclusions import Conclusion
    from ...rulebook.model.questions import Question
    from ...rulebook.model.values import Value
    from ..wording import Wording

SCHEMA = 1
#: The points of each kind of conclusion, in the order in which they are written.
_KEYS: Mapping[type[Conclusion], tuple[str, ...]] = {
    ContactConclusion: ("free", "via", "strength", "fallback"),
    ConductConclusion: ("verdict", "instead"),
    ProcedureConclusion: ("steps",),
    BodyConclusion: ("leader", "members", "place", "meets", "mandate"),
}


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
    role: dict[str, Any] = {"id": id_, "label": wording.role(id_)}
    meant = wording.resolved(id_, question)
    if meant:
        role["means"] = {"id": meant, "label": wording.role(meant)}
    return role


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
    functions: dict[str, Any] = {}
    for function, listed in parties.items():
        groups = [_party(party, question, wording) for party in listed]
        if len(groups) == 1:
            (functions[function.value],) = groups
            continue
        roles = [role for group in groups for role in group["roles"]]
        functions[function.value] = {"mode": "all", "roles": roles, "groups": groups}
    return functions


def _conclusion(
    finding: Finding, question: Question, wording: Wording
) -> dict[str, Any]:
    """Return the points of a conclusion by their keys."""
    conclusion = finding.conclusion
    if conclusion is None:
        return {}
    points = {
        key: _content(content, question, wording)
        for key, content in conclusion.points()
    }
    match conclusion:
        case DecisionConclusion():
            more = {key: points[key] for key in ("requires", "act") if points[key]}
            return {**_functions(conclusion, question, wording), **more}
        case DutyConclusion():
            rule = wording.jurisdiction.rules_by_id[finding.rules[0]]
            duty = wording.say.text(rule.says)
            return {"of": points["of"], "duty": duty, **points}
        case _:
            return {key: points[key] for key in _KEYS.get(type(conclusion), ())}


def _content(content: Any, question: Question, wording: Wording) -> Any:  # noqa: ANN401
    """Return what a conclusion says on a point, or a part of that, as plain data."""

    def plain(part: Any) -> Any:  # noqa: ANN401
        return _content(part, question, wording)

    match content:
        case Party():
            return _party(content, question, wording)
        case Advice():
            return {"says": plain(content.says), "via": plain(content.via)}
        case Step():
            keys = ("actor", "act", "result")
            return {key: plain(getattr(content, key)) for key in keys}
        case Text():
            return wording.say.text(content)
        case Frequency():
            return wording.frequency(content)
        case Enum():
            return content.value
        case str():  # whom a way goes over
            return _role(content, question, wording)
        case tuple():
            return [plain(part) for part in content]
        case _:
            return content


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
    content: dict[str, Any] = {
        "kind": note.kind.value,
        "text": note_text(note, wording),
    }
    if note.rule:
        content["rule"] = note.rule
    if note.by:
        content["by"] = note.by
    if note.source:
        content["source"] = note.source
    if note.circumstance:
        content["circumstance"] = note.circumstance
        content["value"] = value_object(note.circumstance, note.value, wording)
    return content


def trail_object(
    answer: Answer, missed: Iterable[Miss], wording: Wording
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
        "failed": misses_object((miss for miss in missed if not miss.losses), wording),
    }


def misses_object(missed: Iterable[Miss], wording: Wording) -> list[dict[str, Any]]:
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
