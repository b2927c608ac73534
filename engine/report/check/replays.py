"""Write what replaying scenarios gave: a line for each miss, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...rulebook.language.writing import (
    bool_text,
    deadline_text,
    frequency_text,
    list_text,
    party_phrase,
    step_text,
)
from ...rulebook.model.conclusions import Party
from ...rulebook.model.sources import Deadline, Frequency
from ...rulebook.model.texts import Text
from ...scenarios.points import ExpectedStep
from ..answers.as_json import answer_object
from ..answers.why import miss_text
from ..failures import problem_object
from ..json_text import SCHEMA
from ..layout import Paragraph, located
from ..lines import Stress
from ..say import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...scenarios.check import CheckResult
    from ...scenarios.replay import Deviation, Replay
    from ..objects.checks import CheckOutput, MissedObject
    from ..say import Say
    from ..wording import Wording


def miss_line(replay: Replay, wording: Wording) -> str:
    """Return one line for a miss: where, what was expected, what came."""
    return f"{replay.scenario.place}: {_miss_text(replay, wording)}"


def miss_block(replay: Replay, wording: Wording) -> Paragraph:
    """Return the line for a miss as a block, which a screen may cut."""
    place = replay.scenario.place
    return located(place, _miss_text(replay, wording), Stress.WARNING)


def _miss_text(replay: Replay, wording: Wording) -> str:
    points = "; ".join(
        deviation_text(deviation, wording.say) for deviation in replay.deviations
    )
    text = f"{replay.scenario.id}: {points}"
    if replay.nearest is None:
        return text
    near = miss_text(replay.nearest, wording)
    named = replay.nearest.rule.id
    return f"{text}; {wording.say('närmast', 'nearest')} {named}: {near}"


def deviation_text(deviation: Deviation, say: Say) -> str:
    """Return one point on which an answer is not as expected."""
    expected, actual = _both(deviation, say)
    verdict = say(
        f"väntade {expected}, fick {actual}", f"expected {expected}, got {actual}"
    )
    return f"{deviation.point}: {verdict}"


def change_text(deviation: Deviation, say: Say) -> str:
    """Return the old expectation of a point and the new one."""
    expected, actual = _both(deviation, say)
    return f"{deviation.point}: {expected} → {actual}"


def _both(deviation: Deviation, say: Say) -> tuple[str, str]:
    nothing = say("inget", "nothing")
    return (
        _plain(deviation.expected) or nothing,
        _plain(deviation.actual) or nothing,
    )


def _plain(value: Any) -> str:  # noqa: ANN401 - whatever a conclusion can say
    """Return a value in the words of the files; empty for none."""
    match value:
        case None | ():
            return ""
        case Party():
            return party_phrase(value)
        case Frequency():
            return frequency_text(value)
        case Deadline():
            return deadline_text(value)
        case Text():
            return value.sv
        case ExpectedStep():
            return step_text(*value)
        case bool():
            return bool_text(value)
        case tuple() | list() | frozenset():
            return list_text(map(_plain, value))
        case _:
            return str(getattr(value, "value", value))


#: So many facts that nothing reads are named; JSON has them all.
_MOST_UNREAD = 5


def summary_line(result: CheckResult, say: Say) -> str:
    """Return how many scenarios there were and how many missed."""
    count = len(result.replays)
    missed = sum(not replay.is_passed for replay in result.replays)
    faults = len(result.problems)
    if not count:
        return say("inget scenario hittades", "no scenario found")
    line = say(
        f"{counted(count, 'scenario', 'scenarier')}: {count - missed} som väntat, "
        f"{missed} avvek",
        f"{counted(count, 'scenario', 'scenarios')}: {count - missed} passed, "
        f"{missed} missed",
    )
    if faults:
        not_wrong = say("svarsalternativ är inte fel", "alternatives are not wrong")
        line += f"; {faults} {not_wrong}"
    unread = [
        f"{name} ({replay.scenario.id})"
        for replay in result.replays
        for name in replay.unread
    ]
    if not unread:
        return line
    first = ", ".join(unread[:_MOST_UNREAD])
    more = ", …" if len(unread) > _MOST_UNREAD else ""
    given = say(
        counted(len(unread), "given uppgift", "givna uppgifter"),
        counted(len(unread), "given fact", "given facts"),
    )
    nobody = say("läses av ingen regel om frågan", "that no rule on the question reads")
    return f"{line}\n{given} {nobody}: {first}{more}"


def check_object(
    result: CheckResult, wording: Callable[[str], Wording], say: Say
) -> CheckOutput:
    """Return a check as plain data; `wording` gives that of a municipality."""
    replays = result.replays
    return {
        "schema": SCHEMA,
        "scenarios": len(replays),
        "passed": sum(replay.is_passed for replay in replays),
        "missed": [
            _missed(r, wording(r.scenario.municipality))
            for r in replays
            if not r.is_passed
        ],
        "problems": [problem_object(problem, say) for problem in result.problems],
        "unread": [
            {
                "scenario": replay.scenario.id,
                "file": replay.scenario.place.file,
                "line": replay.scenario.place.line,
                "circumstance": name,
            }
            for replay in replays
            for name in replay.unread
        ],
    }


def _missed(replay: Replay, wording: Wording) -> MissedObject:
    return {
        "id": replay.scenario.id,
        "file": replay.scenario.place.file,
        "line": replay.scenario.place.line,
        "differences": [
            {
                "point": d.point,
                "expected": _plain(d.expected) or None,
                "actual": _plain(d.actual) or None,
            }
            for d in replay.deviations
        ],
        "nearest": None
        if replay.nearest is None
        else {
            "rule": replay.nearest.rule.id,
            "why": miss_text(replay.nearest, wording),
        },
        "answer": answer_object(replay.answer, replay.scenario.question, wording),
    }
