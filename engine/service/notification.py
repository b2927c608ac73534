"""Make the reporting list of a committee's meeting out of a log of decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..notification.meetings import MeetingCalendar
from ..notification.reporting_lists import MeetingReport, meeting_report
from ..records import field, record
from ..report.lines import layout_for
from ..report.notification.digest import MeetingDigest
from ..report.notification.document import (
    meeting_csv,
    meeting_document,
    meeting_object,
)
from ..report.publication.document import document_page
from ..report.publication.web_page import order_page
from ..report.say import Marks
from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.vocabulary import TermKind
from ..space.space import Space
from .decision_log import decision_log
from .outlets import outlet, written_file
from .publication import document_bytes
from .setup import say

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from ..exchange.official_document import OfficialDocument
    from ..report.layout import Page
    from ..report.objects.notification import NotificationOutput
    from ..rulebook.model.packs import Jurisdiction
    from .municipality import Municipality
    from .setup import Language

#: The formats in which the list is a file.
LIST_FORMATS = ("docx", "html", "csv")


@record
class MeetingNotification:
    """What is reported to a committee at a meeting, and every other row of a log.

    The document is in Swedish, as the committee's minutes are.
    """

    report: MeetingReport
    _jurisdiction: Jurisdiction = field(repr=False)
    _rules: Path = field(repr=False, compare=False)
    _inputs: tuple[str | Path | None, ...] = field(repr=False, compare=False)
    _kept: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is late or has to be settled first."""
        return self.report.is_settled

    @property
    def document(self) -> OfficialDocument:
        """The list as the document of the committee."""
        return meeting_document(self._digest("sv", Marks.NONE))

    def to_docx(self) -> bytes:
        """Return the list as docx.

        Raises:
            EngineError: `mandat[office]` is not installed.
        """
        return document_bytes(self.document, "docx")

    def to_html(self) -> str:
        """Return the list as a web page of its own."""
        return order_page(self.document)

    def to_csv(self) -> str:
        """Return every row of the log with its list, as one table."""
        return meeting_csv(self._digest("sv", Marks.NONE))

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the list as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return document_page(meeting_document(self._digest(language, Marks.QUOTES)))

    def to_dict(self, language: Language = "sv") -> NotificationOutput:
        """Return every row of the log as the JSON object that the terminal prints."""
        return meeting_object(self._digest(language, Marks.NONE))

    def to_bytes(self, form: str) -> bytes:
        """Return the list in a format: `docx`, `html` or `csv`.

        Raises:
            EngineError: `mandat[office]` is not installed.
        """
        if form == "docx":
            return self.to_docx()
        text = self.to_html() if form == "html" else self.to_csv()
        return text.encode()

    def write(self, path: str | Path, form: str = "") -> None:
        """Write the list to a file, in the format that its name ends with.

        Args:
            path: the file; one that is there is written over.
            form: the format, where the name does not say it.

        Raises:
            EngineError: nothing says the format, or the file is the log or its mapping,
                lies among the rules, or cannot be written.
        """
        file = outlet(path, self._rules, self._inputs)
        written_file(file, form, LIST_FORMATS, self.to_bytes)

    def _digest(self, language: Language, marks: Marks) -> MeetingDigest:
        words = say(language, marks)
        return MeetingDigest(self.report, self._jurisdiction, self._kept, words)


def meeting_notification(  # noqa: PLR0913 - the edges of a meeting, each named
    log: str | Path,
    municipality: Municipality,
    *,
    committee: str,
    meeting: dt.date,
    previous: dt.date | None = None,
    mapping: str | Path | None = None,
    table: str = "",
) -> MeetingNotification:
    """Return what of a log is reported to a committee at a meeting.

    Args:
        log: a file: csv, xlsx, ods, parquet, or a database of DuckDB.
        municipality: by whose rules the decisions were taken.
        committee: the committee, by id or name.
        meeting: the day on which it meets.
        previous: the meeting before, where the mapping does not name it.
        mapping: what the columns of the log say, and when committees meet.
        table: the table of a database.

    Raises:
        UnknownNameError: nobody is called as the committee.
        EngineError: it has no order, the meeting before is none before, or the log
            cannot be read.
    """
    known = municipality.jurisdiction
    id_ = known.vocabulary.id_of(TermKind.ROLE, committee)
    if all((g := r.conclusion.grant) is None or g.by != id_ for r in known.rules):
        raise EngineError(Message.of("log/no-committee", name=committee))
    if previous is not None and previous >= meeting:
        raise EngineError(Message.of("notify/not-before", day=previous.isoformat()))
    opened = decision_log(log, municipality, mapping, table=table)
    days = [*opened.mapping.meetings.get(id_, ()), meeting]
    if previous is not None:
        days = [day for day in days if not previous < day < meeting] + [previous]
    report = meeting_report(
        opened.decisions(),
        Space(known),
        committee=id_,
        meeting=meeting,
        calendar=MeetingCalendar.of(days),
        is_reporting_told=opened.layout.is_reporting_told,
    )
    return MeetingNotification(
        report=report,
        _jurisdiction=known,
        _kept=tuple(opened.layout.keep),
        _rules=municipality.rules_folder,
        _inputs=(log, mapping),
    )
