"""Write the yearly review as text, as a page, as a table for programs, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..csv_table import csv_table
from ..html_page import html_page
from ..json_text import SCHEMA
from ..layout import Block, Page, Paragraph, heading, page, section
from ..lines import INDENT, Stress
from ..say import percent, share_figure
from .review import wrong_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..objects.training import ReviewLineObject, ReviewOutput
    from .review import Doubt, ReviewLine, YearlyReview

_INDENT = " " * 10
_BAR = 20
#: So many sessions fit in one plot.
_MOST_COLUMNS = 12
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


def review_sheet(review: YearlyReview) -> Page:
    """Return the yearly review as a page for the terminal."""
    say = review.say
    headline = Paragraph(review.headline, stress=Stress.TITLE)
    parts: list[list[Block]] = [[headline]]
    if review.worst:
        parts.append(_worst(review.worst, review))
    for title, results in (
        (
            say("Regler, de sämst förstådda först", "Rules, worst understood first"),
            review.rules,
        ),
        (say("Fall, de svåraste först", "Cases, the hardest first"), review.cases),
    ):
        if results:
            blocks = [b for result in results for b in _blocks(result, review)]
            parts.append([heading(title), *blocks])
    if any(result.is_scant for result in (*review.rules, *review.cases)):
        scant = say(
            "* för få svar för att säga något säkert",
            "* too few answers to say anything for certain",
        )
        parts.append([Paragraph(scant)])
    for title, lines in (
        (
            say("Regler som är oklara", "Rules that are unclear"),
            [doubt_text(doubt) for doubt in review.doubts],
        ),
        (
            say("Dokument att se över", "Documents to review"),
            [f"{due.title}: {due.text}" for due in review.due],
        ),
        (
            say("Dokument utan angiven översyn", "Documents without a stated review"),
            list(review.unreviewed),
        ),
    ):
        if lines:
            parts.append(section(title, lines))
    return page(*parts)


def _worst(worst: ReviewLine, review: YearlyReview) -> list[Block]:
    title = review.say(
        "Regeln som flest svarade fel på", "The rule most people got wrong"
    )
    says = worst.text.rstrip(".")
    return section(title, [f"{says}: {wrong_text(worst.tally, review.say)}"])


def _blocks(result: ReviewLine, review: YearlyReview) -> list[Block]:
    """Return a case or a rule as a line of figures with what it is about below."""
    say, tally = review.say, result.tally
    few = "*" if result.is_scant else " "
    track = "█" * round(_BAR * tally.share)
    line = f"{percent(tally.share):>5}{few} {track:<{_BAR}} "
    line += say(
        f"{tally.wrong} fel av {tally.total}", f"{tally.wrong} wrong of {tally.total}"
    )
    if result.change is not None:
        line += (
            f" · {review.before} {percent(result.before)} → {review.year} "
            f"{percent(result.now)} ({result.change_text})"
        )
    below: list[Block] = [
        Paragraph(line, INDENT, _INDENT),
        Paragraph(result.text, _INDENT, _INDENT),
    ]
    if result.truth:  # a case: what was chosen instead is told there, not by rule
        lead = say("rätt svar:", "right answer:")
        below.append(Paragraph(f"{lead} {result.truth}", _INDENT, _INDENT))
        chosen = ", ".join(f"{text} ({count})" for text, count in result.instead)
        lead = say("valde i stället:", "chose instead:")
        if chosen:
            below.append(Paragraph(f"{lead} {chosen}", _INDENT, _INDENT))
    return below


def doubt_text(doubt: Doubt) -> str:
    """Return a rule that is unclear, with the case and what somebody noted."""
    note = f": ”{doubt.note}”" if doubt.note else ""
    return f"{doubt.text} [{doubt.case}, {doubt.day}]{note}"


def review_page(review: YearlyReview) -> str:
    """Return the yearly review as one self-contained HTML page."""
    voted = [session for session in review.sessions if session.total]
    shares = [(str(s.day), s.right / s.total) for s in voted[-_MOST_COLUMNS:]]
    return html_page(
        "review.html", review.say, review=review, shares=shares, wrong_text=wrong_text
    )


# for other programs -------------------------------------------------------------------


def review_csv(review: YearlyReview) -> str:
    """Return the yearly review as one CSV table; `kind` tells what a row is about."""
    rows = ([row.get(column, "") for column in _COLUMNS] for row in _rows(review))
    return csv_table([_COLUMNS, *rows])


def _rows(review: YearlyReview) -> Iterable[dict[str, Any]]:
    for kind, results in (("rule", review.rules), ("case", review.cases)):
        for result in results:
            yield {
                "kind": kind,
                "id": result.id,
                "text": result.text,
                "answers": result.tally.total,
                "wrong": result.tally.wrong,
                "share_wrong": _rounded(result.tally.share),
                "year": review.year,
                "share_year": _rounded(result.now),
                "year_before": review.before,
                "share_before": _rounded(result.before),
                "chosen_instead": "; ".join(f"{t} ({n})" for t, n in result.instead),
            }
    for doubt in review.doubts:
        yield {
            "kind": "unclear",
            "id": doubt.rule,
            "text": doubt.text,
            "note": doubt.note,
            "day": doubt.day,
        }
    for due in review.due:
        yield {
            "kind": "review",
            "id": due.id,
            "text": due.title,
            "note": due.text,
            "day": due.day,
        }


def review_object(review: YearlyReview) -> ReviewOutput:
    """Return the yearly review as plain data."""
    return {
        "schema": SCHEMA,
        "sessions": [
            {"day": str(g.day), "right": g.right, "answers": g.total}
            for g in review.sessions
        ],
        "answers": review.total.total,
        "wrong": review.total.wrong,
        "answers_elsewhere": review.elsewhere,
        "year": review.year,
        "year_before": review.before,
        "rules": [_result_object(result) for result in review.rules],
        "cases": [_result_object(result) for result in review.cases],
        "unclear": [
            {
                "rule": doubt.rule,
                "text": doubt.text,
                "case": doubt.case,
                "day": str(doubt.day),
                "note": doubt.note,
            }
            for doubt in review.doubts
        ],
        "reviews": [
            {
                "source": due.id,
                "title": due.title,
                "day": str(due.day) if due.day else None,
                "overdue": due.is_overdue,
            }
            for due in review.due
        ],
    }


def _result_object(result: ReviewLine) -> ReviewLineObject:
    return {
        "id": result.id,
        "text": result.text,
        "answers": result.tally.total,
        "wrong": result.tally.wrong,
        "share_wrong": _rounded(result.tally.share),
        "share_year": _rounded(result.now),
        "share_before": _rounded(result.before),
        "right_answer": result.truth,
        "chosen_instead": [{"text": t, "votes": n} for t, n in result.instead],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else share_figure(share)
