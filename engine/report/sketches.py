"""Write a sketched scenario as YAML, ready to be told and put into a scenario file."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.rulebook.rules import Mode, Party
from engine.rulebook.sources import Frequency
from engine.rulebook.texts import Text
from engine.rulebook.values import (
    NUMBER_SCALE,
    ORE_PER_KRONA,
    ValueKind,
    date_text,
)
from engine.scenarios.forms import ASKS
from engine.space.swapping import often_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.answers.question import Question
    from engine.rulebook.values import Value
    from engine.rulebook.vocabulary import Vocabulary
    from engine.scenarios.cases import Expectation, Scenario

_KEYS = {kind: key for key, kind in ASKS.items()}


def sketch_text(scenario: Scenario, words: Vocabulary, *, is_dated: bool) -> str:
    """Return a scenario as one item of a list, ending in a line break.

    Args:
        scenario: what to write.
        words: tells how values are written.
        is_dated: whether to write the day, which no rule may need.
    """
    question, expected = scenario.question, scenario.expected
    lines = [f"- id: {scenario.id}"]
    if scenario.municipality:
        lines.append(f"  municipality: {scenario.municipality}")
    lines.append(f"  told: {_text(scenario.told.sv)}")
    lines.append(f"  ask: {_asked(question)}")
    if question.given:
        given = (
            f"{name}: {_value(value, name, words)}" for name, value in question.given
        )
        lines.append(f"  given: {{{', '.join(given)}}}")
    if is_dated:
        lines.append(f"  on: {question.on.isoformat()}")
    lines.append("  expect:")
    lines += [f"    {line}" for line in _expected(expected, scenario.municipality)]
    return "\n".join(lines) + "\n"


def _asked(question: Question) -> str:
    key = _KEYS[question.kind]
    slots = question.slots
    if len(slots) == 1 and key not in {"duty", "route", "may"}:
        return f"{{{key}: {slots[0][1]}}}"
    inner = ", ".join(f"{slot.value}: {id_}" for slot, id_ in slots)
    return f"{{{key}: {{{inner}}}}}"


def _value(value: Value, name: str, words: Vocabulary) -> str:
    if value is None:
        return "ingen"
    if isinstance(value, str):
        return value
    match words.circumstances[name].kind:
        case ValueKind.BOOL:
            return "yes" if value else "no"
        case ValueKind.MONEY:
            return f"{Decimal(value) / ORE_PER_KRONA:f}"
        case ValueKind.NUMBER:
            return f"{Decimal(value) / NUMBER_SCALE:f}"
        case _:
            return date_text(value)


def _expected(expected: Expectation, pack: str) -> list[str]:
    lines = [f"outcome: {expected.outcome.value}"]
    for key, point in expected.points.items():
        lines += _point(key, point)
    if expected.depends_on is not None:
        lines.append(f"depends_on: [{', '.join(sorted(expected.depends_on))}]")
    lines.append(f"cites: {_ids(expected.cites, pack)}")
    if expected.rules is not None:
        lines.append(f"rules: {_ids(expected.rules, pack)}")
    if expected.notes:
        kinds = sorted(kind.value for kind in expected.notes)
        lines.append(f"notes: [{', '.join(kinds)}]")
    return lines


def _ids(ids: Iterable[str], pack: str) -> str:
    """Return ids as a list, those of the municipality's own pack without its name."""
    own = f"{pack}/" if pack else "/"
    return f"[{', '.join(sorted(id_.removeprefix(own) for id_ in ids))}]"


def _point(key: str, point: Any) -> list[str]:  # noqa: ANN401 - whatever a rule can say
    match point:
        case Party():
            return [f"{key}: {_party(point)}"]
        case Frequency():
            return [f"{key}: {often_text(point)}"]
        case bool():
            return [f"{key}: {'yes' if point else 'no'}"]
        case tuple() if point and isinstance(point[0], Text):
            return [f"{key}:", *(f"  - {_text(text.sv)}" for text in point)]
        case tuple() if point and isinstance(point[0], tuple):
            steps = (_step(actor, act, result) for actor, act, result in point)
            return [f"{key}:", *(f"  - {{{step}}}" for step in steps)]
        case tuple():
            return [f"{key}: [{', '.join(point)}]"]
        case _:
            return [f"{key}: {point.value}"]


def _step(actor: Party, act: Text | None, result: Text | None) -> str:
    parts = [f"actor: {_party(actor)}"]
    if act is not None:
        parts.append(f"act: {_text(act.sv)}")
    if result is not None:
        parts.append(f"result: {_text(result.sv)}")
    return ", ".join(parts)


def _party(party: Party) -> str:
    roles = f"[{', '.join(party.roles)}]"
    match party.mode:
        case Mode.NOBODY:
            return "nobody"
        case Mode.ONE:
            return party.roles[0]
        case Mode.ALL:
            return roles
        case relation:
            return f"{{{relation.value}: {roles}}}"


def _text(text: str) -> str:
    """Return text in quotes, as YAML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False)
