"""Write scenarios in the language of their files: an expectation, or a whole one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..rulebook.language.writing import (
    bool_text,
    deadline_text,
    frequency_text,
    list_text,
    party_text,
    quoted_text,
    step_text,
    value_text,
)
from ..rulebook.model.conclusions import Party
from ..rulebook.model.sources import Deadline, Frequency
from ..rulebook.model.texts import Text
from .forms import ASKS
from .points import ExpectedStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.questions import Question
    from ..rulebook.model.vocabulary import Vocabulary
    from .cases import Expectation, Scenario

_KEYS = {kind: key for key, kind in ASKS.items()}
#: Questions that are written as a mapping of their slots.
_WITH_SLOTS = frozenset({"duty", "route", "may"})


def own_ids(ids: Iterable[str], pack: str) -> list[str]:
    """Return ids in order, those of the municipality's own pack without its name."""
    own = f"{pack}/" if pack else "/"
    return sorted(id_.removeprefix(own) for id_ in ids)


def point_text(content: Any) -> str | list[str]:  # noqa: ANN401 - what a rule can say
    """Return the content of a point as text on one line, or as items, a text each."""
    match content:
        case Party():
            return party_text(content)
        case Frequency():
            return frequency_text(content)
        case Deadline():
            return deadline_text(content)
        case bool():
            return bool_text(content)
        case (Text(), *_):
            return [quoted_text(text.sv) for text in content]
        case (ExpectedStep(), *_):
            return [step_text(*step) for step in content]
        case tuple():
            return list_text(content)
        case _:
            return str(content.value)


def scenario_text(scenario: Scenario, words: Vocabulary, *, is_dated: bool) -> str:
    """Return a scenario as one item of a list, ending in a line break.

    Args:
        scenario: what to write; a training case is written without its lesson.
        words: tells how values are written.
        is_dated: whether to write the day, which no rule may need.
    """
    question = scenario.question
    lines = [f"- id: {scenario.id}"]
    if scenario.municipality:
        lines.append(f"  municipality: {scenario.municipality}")
    lines.append(f"  told: {quoted_text(scenario.told.sv)}")
    lines.append(f"  ask: {_question(question)}")
    if question.given:
        given = ", ".join(
            f"{name}: {value_text(value, words.circumstances[name].kind)}"
            for name, value in question.given
        )
        lines.append(f"  given: {{{given}}}")
    if is_dated:
        lines.append(f"  on: {question.on.isoformat()}")
    lines.append("  expect:")
    expected = _expectation(scenario.expected, scenario.municipality)
    lines += [f"    {line}" for line in expected]
    return "\n".join(lines) + "\n"


def _question(question: Question) -> str:
    key, slots = _KEYS[question.kind], question.slots
    if key not in _WITH_SLOTS:
        return f"{{{key}: {slots[0][1]}}}"
    inner = ", ".join(f"{slot.value}: {id_}" for slot, id_ in slots)
    return f"{{{key}: {{{inner}}}}}"


def _expectation(expected: Expectation, pack: str) -> Iterator[str]:
    yield f"outcome: {expected.outcome.value}"
    for key, content in expected.points.items():
        text = point_text(content)
        if isinstance(text, str):
            yield f"{key}: {text}"
        else:
            yield f"{key}:"
            yield from (f"  - {item}" for item in text)
    if expected.depends_on is not None:
        yield f"depends_on: {list_text(sorted(expected.depends_on))}"
    yield f"cites: {list_text(own_ids(expected.cites, pack))}"
    if expected.rules is not None:
        yield f"rules: {list_text(own_ids(expected.rules, pack))}"
    if expected.posts is not None:
        yield f"posts: {list_text(sorted(expected.posts))}"
    if expected.notes:
        yield f"notes: {list_text(sorted(kind.value for kind in expected.notes))}"
