"""What changes between two days, as a page; and the days of changes, as a feed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from starlette.responses import Response

from ..report.layout import Command, Paragraph, page, section
from ..report.lines import Stress
from ..rulebook.model.problems import EngineError, Message
from .visit import Visit, words_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import HTMLResponse

    from ..report.layout import Page
    from ..rulebook.model.packs import Jurisdiction

#: The names of the two days in a query.
_FROM, _UNTIL = "fran", "till"
_DAY = dt.timedelta(days=1)


def changes(request: Request) -> HTMLResponse:
    """Show every question that two days answer differently, or offer days."""
    visit = Visit(request)
    first, last = (_day(request, name) for name in (_FROM, _UNTIL))
    if first is None or last is None:
        return words_page(visit, _days(visit))
    here, language = visit.municipality, visit.asked.language
    key = ("changes", here.id, first, last, language)

    def compared() -> Page:
        return here.diff(days=(first, last)).to_page(language)

    return words_page(visit, visit.edition.works.made(key, compared))


def _day(request: Request, name: str) -> dt.date | None:
    text = request.query_params.get(name, "").strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise EngineError(Message.of("web/not-a-day", text=text)) from error


def _days(visit: Visit) -> Page:
    """Return the days on which rules begin or end, each with its comparison."""
    say = visit.wording.say
    title = say("Ändringar", "Changes")
    head = [
        Paragraph(title, stress=Stress.TITLE),
        Paragraph(visit.wording.place),
    ]
    days = change_days(visit.municipality.jurisdiction)
    if not days:
        none = say(
            "Ingen regel börjar eller slutar gälla på en känd dag.",
            "No rule begins or ends to hold on a known day.",
        )
        return page([*head, Paragraph(none)])
    heading = say("Dagar då regler börjar eller slutar gälla", "Days of change")
    listed = section(heading, ())
    place = ["-m", visit.municipality.id] if visit.municipality.id else []
    for day in reversed(days):
        listed.append(Paragraph(f"• {day.isoformat()}"))
        before = (day - _DAY).isoformat()
        words = ["mandat", "diff", *place, "--on", before, "--on", day.isoformat()]
        listed.append(Command(" ".join(words)))
    return page(head, listed)


def change_days(jurisdiction: Jurisdiction) -> list[dt.date]:
    """Return the days on which own rules or documents begin, or no longer hold.

    Those of the law are shown where law alone is read about.
    """
    own = jurisdiction.id
    held = [
        *(
            rule.validity
            for rule in jurisdiction.rules
            if not own or rule.id.startswith(f"{own}/")
        ),
        *(
            source.validity
            for source in jurisdiction.sources.values()
            if not own or source.id.startswith(f"{own}/")
        ),
    ]
    days: set[dt.date] = set()
    for validity in held:
        if validity.first and validity.first > dt.date.min:
            days.add(validity.first)
        if validity.last and validity.last < dt.date.max:
            days.add(validity.last + _DAY)
    return sorted(days)


def feed(request: Request) -> Response:
    """Return the days of changes as an Atom feed (RFC 4287)."""
    visit = Visit(request)
    say, live = visit.wording.say, visit.edition
    base = request.app.state.public_url or str(request.base_url).rstrip("/")
    page_address = f"{base}{visit.to.at('andringar')}"
    title = escape(f"{visit.wording.place} – {say('ändringar', 'changes')}")
    entries = []
    for day in change_days(visit.municipality.jurisdiction):
        pairs = [(_FROM, (day - _DAY).isoformat()), (_UNTIL, day.isoformat())]
        link = f"{base}{visit.to.at('andringar', query=pairs)}"
        told = say(f"Regler ändras {day}", f"Rules change on {day}")
        entries.append(
            f"<entry><id>{escape(link)}</id><title>{escape(told)}</title>"
            f"<updated>{day.isoformat()}T00:00:00Z</updated>"
            f"<link href={quoteattr(link)}/></entry>"
        )
    text = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{visit.to.language}">'
        f"<id>{escape(page_address)}</id><title>{title}</title>"
        f"<updated>{live.read_at.isoformat(timespec='seconds')}</updated>"
        f"<author><name>Mandat</name></author><link href={quoteattr(page_address)}/>"
        f"{''.join(entries)}</feed>"
    )
    return Response(text, media_type="application/atom+xml")
