"""Write the yearly review as text, as a table for other programs, and as data."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from ..layout import filled, section
from ..shares import percent
from .reviewing import change_text, due_text, headline, wrong_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .reviewing import Doubt, Result, Review

_WIDTH = 80
_INDENT = " " * 10
_BAR = 20
#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")
_COLUMNS = (
    "kind",
    "id",
    "text",
    "answers",
    "wrong",
    "share_wrong",
    "year",
    "share_year",
    "year_before",
    "share_before",
    "chosen_instead",
    "note",
    "day",
)


def review_text(found: Review) -> str:
    """Return the yearly review as text, ending in a line break."""
    say = found.wording.say
    parts = [filled(headline(found), "", "", _WIDTH)]
    if found.worst:
        parts.append(_worst(found.worst, found))
    for title, results in (
        (
            say("Regler, de sämst förstådda först", "Rules, worst understood first"),
            found.rules,
        ),
        (say("Fall, de svåraste först", "Cases, the hardest first"), found.cases),
    ):
        if results:
            blocks = (_block(result, found) for result in results)
            parts.append("\n".join([title, *blocks]))
    if any(result.few for result in (*found.rules, *found.cases)):
        parts.append(
            say(
                "* för få svar för att säga något säkert",
                "* too few answers to say anything for certain",
            )
        )
    for title, lines in (
        (
            say("Regler som är oklara", "Rules that are unclear"),
            [doubt_text(doubt) for doubt in found.doubts],
        ),
        (
            say("Dokument att se över", "Documents to review"),
            [f"{due.title}: {due_text(due, found.wording)}" for due in found.due],
        ),
        (
            say("Dokument utan angiven översyn", "Documents without a stated review"),
            list(found.unreviewed),
        ),
    ):
        if lines:
            parts.append(section(title, lines))
    return "\n\n".join(parts) + "\n"


def _worst(worst: Result, found: Review) -> str:
    title = found.wording.say(
        "Regeln som flest svarade fel på", "The rule most people got wrong"
    )
    said = f"{worst.text.rstrip('.')}: {wrong_text(worst.tally, found.wording)}"
    return section(title, [said])


def _block(result: Result, found: Review) -> str:
    """Return a case or a rule as a line of figures with what it is about below."""
    say, tally = found.wording.say, result.tally
    few = "*" if result.few else " "
    track = "█" * round(_BAR * tally.share)
    line = f"  {percent(tally.share):>5}{few} {track:<{_BAR}} "
    line += say(
        f"{tally.wrong} fel av {tally.total}", f"{tally.wrong} wrong of {tally.total}"
    )
    if result.change is not None:
        line += (
            f" · {found.before} {percent(result.then)} → {found.year} "
            f"{percent(result.now)} ({change_text(result)})"
        )
    below = [filled(result.text, _INDENT, _INDENT, _WIDTH)]
    if result.truth:  # a case: what was chosen instead is told there, not by rule
        lead = say("rätt svar:", "right answer:")
        below.append(filled(f"{lead} {result.truth}", _INDENT, _INDENT, _WIDTH))
        chosen = ", ".join(f"{text} ({count})" for text, count in result.instead)
        lead = say("valde i stället:", "chose instead:")
        if chosen:
            below.append(filled(f"{lead} {chosen}", _INDENT, _INDENT, _WIDTH))
    return "\n".join([line, *below])


def doubt_text(doubt: Doubt) -> str:
    """Return a rule that is unclear, with the case and what somebody noted."""
    note = f": ”{doubt.note}”" if doubt.note else ""
    return f"{doubt.text} [{doubt.case}, {doubt.day}]{note}"


# for other programs -------------------------------------------------------------------


def review_csv(found: Review) -> str:
    """Return the yearly review as one CSV table; `kind` tells what a row is about."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in _rows(found):
        writer.writerow([_cell(row.get(column, "")) for column in _COLUMNS])
    return stream.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    is_number = isinstance(value, (int, float))
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text


def _rows(found: Review) -> Iterable[dict[str, Any]]:
    for kind, results in (("rule", found.rules), ("case", found.cases)):
        for result in results:
            yield {
                "kind": kind,
                "id": result.id,
                "text": result.text,
                "answers": result.tally.total,
                "wrong": result.tally.wrong,
                "share_wrong": _rounded(result.tally.share),
                "year": found.year,
                "share_year": _rounded(result.now),
                "year_before": found.before,
                "share_before": _rounded(result.then),
                "chosen_instead": "; ".join(f"{t} ({n})" for t, n in result.instead),
            }
    for doubt in found.doubts:
        yield {
            "kind": "unclear",
            "id": doubt.rule,
            "text": doubt.text,
            "note": doubt.note,
            "day": doubt.day,
        }
    for due in found.due:
        yield {
            "kind": "review",
            "id": due.id,
            "text": due.title,
            "note": due_text(due, found.wording),
            "day": due.day,
        }


def review_object(found: Review) -> dict[str, Any]:
    """Return the yearly review as plain data."""
    return {
        "sessions": [
            {"day": str(g.day), "right": g.right, "answers": g.total}
            for g in found.gatherings
        ],
        "answers": found.total.total,
        "wrong": found.total.wrong,
        "answers_elsewhere": found.elsewhere,
        "year": found.year,
        "year_before": found.before,
        "rules": [_result_object(result) for result in found.rules],
        "cases": [_result_object(result) for result in found.cases],
        "unclear": [
            {
                "rule": doubt.rule,
                "text": doubt.text,
                "case": doubt.case,
                "day": str(doubt.day),
                "note": doubt.note,
            }
            for doubt in found.doubts
        ],
        "reviews": [
            {
                "source": due.id,
                "title": due.title,
                "day": str(due.day) if due.day else None,
                "overdue": due.is_overdue,
            }
            for due in found.due
        ],
    }


def _result_object(result: Result) -> dict[str, Any]:
    return {
        "id": result.id,
        "text": result.text,
        "answers": result.tally.total,
        "wrong": result.tally.wrong,
        "share_wrong": _rounded(result.tally.share),
        "share_year": _rounded(result.now),
        "share_before": _rounded(result.then),
        "right_answer": result.truth,
        "chosen_instead": [{"text": t, "votes": n} for t, n in result.instead],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
