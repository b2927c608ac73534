"""The lists of a meeting as a document, as a table, and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...exchange.official_document import (
    OfficialCell,
    OfficialDocument,
    OfficialHeading,
    OfficialParagraph,
    OfficialTable,
)
from ...notification.reporting_lists import COUNTED, ReportingList
from ..csv_table import csv_table
from ..json_text import SCHEMA
from ..layout import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...exchange.official_document import OfficialBlock
    from ..objects.notification import ListedDecisionObject, NotificationOutput
    from .digest import ListLine, MeetingDigest

#: The number of the column that tells what was decided.
_SUBJECT = 1
#: The lists that the committee sees although nothing is on them.
_ALWAYS = frozenset({ReportingList.URGENT, ReportingList.TOLD})


def meeting_document(digest: MeetingDigest) -> OfficialDocument:
    """Return the lists of a meeting as a document."""
    place = digest.words.place
    return OfficialDocument(
        title=digest.title,
        issuer=place,
        footer=f"{place} · {digest.committee} · {digest.report.meeting.isoformat()}",
        sheet=digest.report.meeting.isoformat(),
        blocks=tuple(_blocks(digest)),
    )


def _blocks(digest: MeetingDigest) -> Iterator[OfficialBlock]:
    say = digest.say
    yield OfficialParagraph(text=f"{digest.words.place}. {digest.period}")
    if digest.unknown:
        yield OfficialParagraph(text=digest.unknown)
    for list_ in ReportingList:
        if list_ in COUNTED:
            continue
        lines = digest.lines(list_)
        if not lines and list_ not in _ALWAYS:
            continue
        yield OfficialHeading(
            text=f"{digest.list_title(list_)} ({len(lines)})", level=1
        )
        if not lines:
            yield OfficialParagraph(text=say("Inga.", "None."))
            continue
        yield _table(digest, list_, lines)
    counts = digest.counts()
    if counts:
        yield OfficialHeading(
            text=say("Finns i loggen men inte här", "In the log, and not here"), level=1
        )
        for count in counts:
            yield OfficialParagraph(text=f"{count}.")


def _table(
    digest: MeetingDigest, list_: ReportingList, lines: Sequence[ListLine]
) -> OfficialTable:
    """Return a list as a table, columns left out in which nothing stands."""
    headings = digest.headings()
    rows = [line.cells for line in lines]
    used = [
        number
        for number in range(len(headings))
        if number == _SUBJECT or any(row[number] for row in rows)
    ]
    title = digest.list_title(list_)
    return OfficialTable(
        caption=digest.say(
            f"{title}, i delegationsordningens ordning",
            f"{title}, in the order of the delegation order",
        ),
        header=tuple(capital(headings[number]) for number in used),
        rows=tuple(tuple(OfficialCell(row[n]) for n in used) for row in rows),
        subject=used.index(_SUBJECT),
    )


def meeting_csv(digest: MeetingDigest) -> str:
    """Return every row of the log with its list, as one table."""
    say = digest.say
    headers = [
        say("lista", "list"),
        *digest.headings(),
        say("rad i loggen", "row of the log"),
    ]
    rows = (
        [digest.list_title(listed.list), *line.cells, line.row]
        for listed in digest.report.decisions
        for line in (digest.line(listed),)
    )
    return csv_table([headers, *rows], delimiter=";")


def meeting_object(digest: MeetingDigest) -> NotificationOutput:
    """Return the lists of a meeting as plain data."""
    report = digest.report
    return {
        "schema": SCHEMA,
        "municipality": digest.words.jurisdiction.id,
        "committee": {"id": report.committee, "label": digest.committee},
        "meeting": report.meeting.isoformat(),
        "before": report.before.isoformat() if report.before else None,
        "reporting_told": report.is_reporting_told,
        "summary": {list_.value: report.count(list_) for list_ in ReportingList},
        "decisions": list(_objects(digest)),
    }


def _objects(digest: MeetingDigest) -> Iterator[ListedDecisionObject]:
    for listed in digest.report.decisions:
        line, nature = digest.line(listed), listed.nature
        told = nature.told_to
        yield {
            "row": line.row,
            "on_list": listed.list.value,
            "nature": nature.nature.value,
            "number": line.number,
            "matter": line.matter,
            "point": line.point,
            "chapter": nature.chapter,
            "day": line.day or None,
            "decided_by": line.decided_by,
            "due": listed.due.isoformat() if listed.due else None,
            "told_to": {"id": told, "label": digest.words.role(told)} if told else None,
            "why": nature.why.value if nature.why else None,
            "remark": line.remark,
            "rules": list(nature.rules),
            "kept": dict(zip(digest.kept, line.kept, strict=True)),
        }
