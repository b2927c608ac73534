"""Write a sketched scenario as YAML, ready to be told and put into a scenario file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ...rulebook.language.writing import listed, own_ids, point_lines, quoted_text
from ...rulebook.model.values import NUMBER_SCALE, ORE_PER_KRONA, ValueKind, date_text
from ...scenarios.forms import ASKS

if TYPE_CHECKING:
    from ...rulebook.model.questions import Question
    from ...rulebook.model.values import Value
    from ...rulebook.model.vocabulary import Vocabulary
    from ...scenarios.cases import Expectation, Scenario

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
    lines.append(f"  told: {quoted_text(scenario.told.sv)}")
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
        lines += point_lines(key, point)
    if expected.depends_on is not None:
        lines.append(f"depends_on: [{', '.join(sorted(expected.depends_on))}]")
    lines.append(f"cites: {listed(own_ids(expected.cites, pack))}")
    if expected.rules is not None:
        lines.append(f"rules: {listed(own_ids(expected.rules, pack))}")
    if expected.notes:
        kinds = sorted(kind.value for kind in expected.notes)
        lines.append(f"notes: [{', '.join(kinds)}]")
    return lines
