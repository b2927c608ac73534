"""Write which rules and which cells no scenario exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...answers.answer import Outcome
from ...rulebook.model.questions import Question
from ..answers.as_json import when_object
from ..conclusions import finding_rows, subject_text
from ..layout import Block, Page, Pairs, Paragraph, capital, heading, items, page
from ..lines import DEEPER, DEEPEST, INDENT, Stress
from ..say import share_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from ...answers.answer import Answer, Span
    from ...scenarios.coverage import Coverage, Gap
    from ..objects.checks import CoverageObject, GapObject
    from ..wording import Wording


def coverage_page(
    covered: Iterable[Coverage], wording: Callable[[str], Wording], today: dt.date
) -> Page:
    """Return coverage as a page, with parts for each municipality.

    Args:
        covered: the coverage of each municipality.
        wording: returns the words of a municipality.
        today: the day whose cells were counted.
    """
    parts = (_parts(one, wording(one.municipality), today) for one in covered)
    return page(*(part for listed in parts for part in listed))


def _parts(coverage: Coverage, wording: Wording, today: dt.date) -> list[list[Block]]:
    title = wording.say("Prövat av scenarier", "Exercised by scenarios")
    rules = _share(_rested_on(coverage), len(coverage.rules), wording)
    if yielding := len(coverage.yielding):
        rules += wording.say(f"; {yielding} bara viker", f"; {yielding} only yield")
    if not coverage.rules:
        rules = wording.say("inga egna regler", "no rules of its own")
    counts = [
        (wording.say("regler", "rules"), rules),
        (wording.say("celler", "cells"), _share(coverage.met, coverage.cells, wording)),
    ]
    parts: list[list[Block]] = [
        [Paragraph(f"{title}: {wording.place}", stress=Stress.TITLE), Pairs(counts)]
    ]
    for ids, title in (
        (
            coverage.idle,
            wording.say(
                "Regler som inget scenario prövar", "Rules that no scenario exercises"
            ),
        ),
        (
            coverage.yielding,
            wording.say(
                "Regler som inget väntat svar vilar på: de viker bara för en annan",
                "Rules that no expected answer rests on: they only yield to another",
            ),
        ),
    ):
        if ids:
            listed = [_rule(id_, wording) for id_ in ids]
            parts.append([heading(title), *items(listed)])
    if coverage.gaps:
        title = wording.say(
            "Frågor som inget scenario ställer", "Questions that no scenario asks"
        )
        gaps = [b for gap in coverage.gaps for b in _gap(gap, wording, today)]
        parts.append([heading(title), *gaps])
    return parts


def _rested_on(coverage: Coverage) -> int:
    """Return how many rules some expected answer rests on."""
    return len(coverage.rules) - len(coverage.idle) - len(coverage.yielding)


def _share(part: int, whole: int, wording: Wording) -> str:
    of = wording.say("av", "of")
    return f"{part} {of} {whole} ({share_text(part, whole, wording.say)})"


def _rule(id_: str, wording: Wording) -> tuple[str, str]:
    rule = wording.jurisdiction.rules_by_id[id_]
    where = f"{rule.place.file}:{rule.place.line}"
    return f"{id_}  ({where})", wording.say.text(rule.says)


def _gap(gap: Gap, wording: Wording, today: dt.date) -> list[Block]:
    title = capital(subject_text(gap.kind, gap.slots, wording))
    if gap.alike:
        title += wording.say(
            f" (och {gap.alike} med samma regler)",
            f" (and {gap.alike} with the same rules)",
        )
    question = Question(gap.kind, gap.slots, (), today)
    blocks: list[Block] = [Paragraph(title, INDENT, DEEPER)]
    for when, answer in gap.boxes:
        where = _where(when, wording)
        blocks.append(Paragraph(f"• {where}", DEEPER, DEEPEST))
        short = _short(answer, question, wording)
        blocks.append(Paragraph(short, DEEPEST, DEEPEST))
    return blocks


def _where(when: Iterable[tuple[str, Span]], wording: Wording) -> str:
    return " · ".join(wording.where(when)) or wording.phrase("any")


def _short(answer: Answer, question: Question, wording: Wording) -> str:
    """Return an answer in one sentence, with the ids of its rules."""
    if answer.outcome is not Outcome.ANSWERED:
        text = wording.enum(answer.outcome)
    else:
        rows = finding_rows(answer.findings[0], question, wording)
        text = "; ".join(f"{caption} {text}" for caption, text in rows)
    rules = ", ".join(answer.rules)
    return f"→ {text} [{rules}]" if rules else f"→ {text}"


def coverage_object(
    covered: Iterable[Coverage], wording: Callable[[str], Wording]
) -> list[CoverageObject]:
    """Return coverage as plain data."""
    return [
        {
            "municipality": one.municipality or None,
            "rules": len(one.rules),
            "rules_exercised": _rested_on(one),
            "cells": one.cells,
            "cells_exercised": one.met,
            "idle_rules": list(one.idle),
            "yielding_rules": list(one.yielding),
            "gaps": [_gap_object(gap, wording(one.municipality)) for gap in one.gaps],
        }
        for one in covered
    ]


def _gap_object(gap: Gap, wording: Wording) -> GapObject:
    return {
        "kind": gap.kind.value,
        "asked": {slot.value: id_ for slot, id_ in gap.slots},
        "alike": gap.alike,
        "cells": [
            {
                "when": when_object(when, wording),
                "outcome": answer.outcome.value,
                "rules": list(answer.rules),
            }
            for when, answer in gap.boxes
        ],
    }
