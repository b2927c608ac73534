"""Write the yearly review as a page: the rule most people got wrong comes first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .charts import columns, share_bar, stacked_bar, two_years
from .pages import element, page, told
from .reviewing import change_text, due_text, headline, percent, wrong_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .reviewing import Result, Review

#: So many sessions fit in one plot.
_MOST_COLUMNS = 12


def review_page(found: Review) -> str:
    """Return the yearly review as one self-contained HTML page."""
    say = found.wording.say
    title = say("Vad övningarna visar", "What the sessions show")
    parts = [
        told("h1", title),
        told("p", headline(found), class_="muted"),
        _worst(found),
        _rules(found),
        _over_time(found),
        _cases(found),
        _doubts(found),
        _documents(found),
        told(
            "p",
            say(
                "Andelen fel räknas på svar, inte på tillfällen. Rader med färre än "
                "fem svar står sist. Dilemman har inget rätt svar och räknas inte.",
                "The share of wrong answers counts answers, not sessions. Lines with "
                "fewer than five answers come last. Dilemmas have no right answer and "
                "do not count.",
            ),
            class_="muted",
        ),
    ]
    body = "".join(f"{part}\n" for part in parts if part)
    return page(title, body, found.wording.say.language)


def _worst(found: Review) -> str:
    worst = found.worst
    if worst is None:
        return ""
    say = found.wording.say
    chosen = ""
    if worst.instead:
        text, count = worst.instead[0]
        of = f"{count}/{worst.tally.wrong}"
        lead = say("Vanligast i stället:", "Most often chosen instead:")
        chosen = told("p", f"{lead} {text} ({of})")
    share = percent(worst.tally.share)
    inside = (
        told(
            "div",
            say("Regeln som flest svarade fel på", "The rule most people got wrong"),
            class_="muted",
        )
        + told("div", say(f"{share} fel", f"{share} wrong"), class_="figure")
        + told("p", worst.text, class_="said")
        + chosen
        + told("p", _where(worst, found), class_="muted")
    )
    return element("div", inside, class_="callout")


def _where(result: Result, found: Review) -> str:
    cases, tally = ", ".join(result.where), result.tally
    return found.wording.say(
        f"{tally.wrong} av {tally.total} svar · {result.id} · fall: {cases}",
        f"{tally.wrong} of {tally.total} answers · {result.id} · in: {cases}",
    )


def _rules(found: Review) -> str:
    say = found.wording.say
    if not found.rules:
        return ""
    heads = [say("Regel", "Rule"), say("Andel fel", "Share wrong"), ""]
    heads += (
        [say(f"Sedan {found.before}", f"Since {found.before}"), ""]
        if found.before
        else []
    )
    rows = [_rule_row(rule, found) for rule in found.rules]
    legend = ""
    if found.before:
        legend = told(
            "p",
            say(
                f"Ring: {found.before}. Punkt: {found.year}. Åt höger är sämre.",
                f"Ring: {found.before}. Dot: {found.year}. To the right is worse.",
            ),
            class_="muted",
        )
    title = say("Regler, de sämst förstådda först", "Rules, worst understood first")
    return told("h2", title) + _table(heads, rows) + legend


def _rule_row(rule: Result, found: Review) -> list[str]:
    about = wrong_text(rule.tally, found.wording)
    text = escape(rule.text) + told("div", rule.id, class_="muted")
    cells = [
        element("td", text),
        element("td", share_bar(rule.tally.share, about), class_="plot"),
        element("td", _figure(rule), class_="number"),
    ]
    if found.before:
        plot = ""
        if rule.then is not None and rule.now is not None:
            between = f"{percent(rule.then)} → {percent(rule.now)}"
            plot = two_years(rule.then, rule.now, between)
        cells.append(element("td", plot, class_="plot"))
        cells.append(told("td", change_text(rule), class_="number"))
    return cells


def _figure(result: Result) -> str:
    counts = f"{result.tally.wrong}/{result.tally.total}"
    mark = " *" if result.few else ""
    return f"{percent(result.tally.share)}{mark}" + told("div", counts, class_="muted")


def _over_time(found: Review) -> str:
    """Return a plot of how many answers were right at each session."""
    say = found.wording.say
    voted = [g for g in found.gatherings if g.total][-_MOST_COLUMNS:]
    if len(voted) < 2:  # noqa: PLR2004 - one column shows nothing over time
        return ""
    shares = [(str(g.day), g.right / g.total) for g in voted]
    title = say("Rätta svar vid varje tillfälle", "Right answers at each session")
    return told("h2", title) + element(
        "figure", columns(shares, title), style="margin:0"
    )


def _cases(found: Review) -> str:
    say = found.wording.say
    if not found.cases:
        return ""
    heads = [
        say("Fall", "Case"),
        say("Rätt och fel", "Right and wrong"),
        say("Fel", "Wrong"),
        say("Vad som valdes i stället", "Chosen instead"),
    ]
    rows = [
        [
            element(
                "td",
                escape(case.text)
                + told(
                    "div", f"✓ {case.truth}", class_="right", style="font-size:.9rem"
                ),
            ),
            element("td", _stack(case), class_="plot"),
            element("td", _figure(case), class_="number"),
            element("td", _instead(case)),
        ]
        for case in found.cases
    ]
    title = say("Fall, de svåraste först", "Cases, the hardest first")
    return told("h2", title) + _table(heads, rows)


def _stack(case: Result) -> str:
    counts = [count for _, count in case.instead]
    about = f"{case.tally.right} / {case.tally.total}"
    return stacked_bar(case.tally.right, counts, about)


def _instead(case: Result) -> str:
    lines = (f"{escape(text)} ({count})" for text, count in case.instead)
    return "<br>".join(lines) or "–"


def _doubts(found: Review) -> str:
    say = found.wording.say
    if not found.doubts:
        return ""
    heads = [say("Regel", "Rule"), say("Anteckning", "Note"), say("Fall", "Case")]
    rows = [
        [
            element("td", escape(doubt.text) + told("div", doubt.rule, class_="muted")),
            told("td", doubt.note or "–"),
            element(
                "td", escape(doubt.case) + told("div", str(doubt.day), class_="muted")
            ),
        ]
        for doubt in found.doubts
    ]
    title = say("Regler som är oklara", "Rules that are unclear")
    return told("h2", title) + _table(heads, rows)


def _documents(found: Review) -> str:
    say = found.wording.say
    parts = []
    if found.due:
        heads = [
            say("Dokument", "Document"),
            say("Ses över", "Review"),
            say("Av", "By"),
        ]
        rows = [
            [
                told("td", due.title),
                told(
                    "td", due_text(due, found.wording), **_late(is_late=due.is_overdue)
                ),
                told("td", due.by or "–"),
            ]
            for due in found.due
        ]
        parts.append(told("h2", say("Dokument att se över", "Documents to review")))
        parts.append(_table(heads, rows))
    if found.unreviewed:
        lead = say("Utan angiven översyn: ", "Without a stated review: ")
        parts.append(told("p", lead + "; ".join(found.unreviewed), class_="muted"))
    return "".join(parts)


def _late(*, is_late: bool) -> dict[str, str]:
    return {"class_": "late"} if is_late else {}


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(told("th", name) for name in heads)
    body = "".join(element("tr", "".join(row)) + "\n" for row in rows)
    return element(
        "table", element("thead", element("tr", head)) + element("tbody", body)
    )
