"""Write which rules and which cells no scenario exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...answers.answer import Outcome
from ...rulebook.model.questions import Question
from ..answers.as_json import span_object
from ..conclusions import finding_rows, subject_text
from ..layout import INDENT, capital, filled, items, pairs
from ..say import share_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from ...answers.answer import Answer, Span
    from ...scenarios.coverage import Coverage, Gap
    from ..wording import Wording

_DEEPER = "    "
_DEEPEST = "      "


def coverage_text(
    found: Iterable[Coverage], wording: Callable[[str], Wording], today: dt.date
) -> str:
    """Return coverage as text, a part for each municipality.

    Args:
        found: the coverage of each municipality.
        wording: returns the words of a municipality.
        today: the day whose cells were counted.
    """
    return "\n".join(_part(one, wording(one.municipality), today) for one in found)


def _part(found: Coverage, wording: Wording, today: dt.date) -> str:
    said = wording.say("Prövat av scenarier", "Exercised by scenarios")
    met = len(found.rules) - len(found.idle)
    counts = [
        (wording.say("regler", "rules"), _share(met, len(found.rules), wording)),
        (wording.say("celler", "cells"), _share(found.met, found.cells, wording)),
    ]
    parts = [f"{said}: {wording.place}\n{pairs(counts)}"]
    if found.idle:
        title = wording.say(
            "Regler som inget scenario prövar", "Rules that no scenario exercises"
        )
        parts.append(f"{title}\n{items([_rule(id_, wording) for id_ in found.idle])}")
    if found.gaps:
        title = wording.say(
            "Frågor som inget scenario ställer", "Questions that no scenario asks"
        )
        blocks = [_gap(gap, wording, today) for gap in found.gaps]
        parts.append("\n".join([title, *blocks]))
    return "\n\n".join(parts) + "\n"


def _share(part: int, whole: int, wording: Wording) -> str:
    of = wording.say("av", "of")
    return f"{part} {of} {whole} ({share_text(part, whole, wording.say)})"


def _rule(id_: str, wording: Wording) -> tuple[str, str]:
    rule = wording.jurisdiction.rules_by_id[id_]
    where = f"{rule.place.file}:{rule.place.line}"
    return f"{id_}  ({where})", wording.say.text(rule.says)


def _gap(gap: Gap, wording: Wording, today: dt.date) -> str:
    title = capital(subject_text(gap.kind, gap.slots, wording))
    if gap.alike:
        title += wording.say(
            f" (och {gap.alike} med samma regler)",
            f" (and {gap.alike} with the same rules)",
        )
    question = Question(gap.kind, gap.slots, (), today)
    lines = [filled(title, INDENT, _DEEPER)]
    for when, answer in gap.boxes:
        where = _where(when, wording)
        lines.append(filled(f"• {where}", _DEEPER, _DEEPEST))
        lines.append(filled(_short(answer, question, wording), _DEEPEST, _DEEPEST))
    return "\n".join(lines)


def _where(when: Iterable[tuple[str, Span]], wording: Wording) -> str:
    said = [
        f"{wording.circumstance(name)}: {wording.span(name, span)}"
        for name, span in when
    ]
    return " · ".join(said) or wording.phrase("any")


def _short(answer: Answer, question: Question, wording: Wording) -> str:
    """Return an answer in one sentence; what its rules are says the rest."""
    if answer.outcome is not Outcome.ANSWERED:
        said = wording.enum(answer.outcome)
    else:
        rows = finding_rows(answer.findings[0], question, wording)
        said = "; ".join(f"{caption} {text}" for caption, text in rows)
    rules = ", ".join(answer.rules)
    return f"→ {said} [{rules}]" if rules else f"→ {said}"


def coverage_object(
    found: Iterable[Coverage], wording: Callable[[str], Wording]
) -> list[dict[str, Any]]:
    """Return coverage as plain data."""
    return [
        {
            "municipality": one.municipality or None,
            "rules": len(one.rules),
            "rules_exercised": len(one.rules) - len(one.idle),
            "cells": one.cells,
            "cells_exercised": one.met,
            "idle_rules": list(one.idle),
            "gaps": [_gap_object(gap, wording(one.municipality)) for gap in one.gaps],
        }
        for one in found
    ]


def _gap_object(gap: Gap, wording: Wording) -> dict[str, Any]:
    return {
        "kind": gap.kind.value,
        "asked": {slot.value: id_ for slot, id_ in gap.slots},
        "alike": gap.alike,
        "cells": [
            {
                "when": {name: span_object(name, span, wording) for name, span in when},
                "outcome": answer.outcome.value,
                "rules": list(answer.rules),
            }
            for when, answer in gap.boxes
        ],
    }
