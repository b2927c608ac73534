"""Write what differs between two editions as a page for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layout import Block, Page, Paragraph, Table, TableRow, heading, page, section
from ..lines import INDENT, Stress
from .digest import ADDED, CHANGED, REMOVED
from .sentences import Sentences

if TYPE_CHECKING:
    from .digest import Digest, RowText, SubjectChange


def changes_page(digest: Digest) -> Page:
    """Return a comparison as a page."""
    return _PageReport(digest).page()


class _PageReport:
    """Writes a comparison, and numbers the passages as they come."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._sentences = Sentences(digest)
        self._numbers: dict[str, int] = {}

    def page(self) -> Page:
        sentences = self._sentences
        summary = Paragraph(sentences.summary(), stress=Stress.ANSWER)
        parts: list[list[Block]] = [
            [summary, Paragraph(sentences.compared(), is_whole=True)]
        ]
        for change in (CHANGED, ADDED, REMOVED):
            subjects = self._digest.subjects(change)
            if subjects:
                title = sentences.title(change)
                parts.append([heading(title), Paragraph("─" * len(title))])
                parts.extend(map(self._subject, subjects))
        parts.extend(self._lists())
        return page(*parts)

    def _lists(self) -> list[list[Block]]:
        parts = [
            section(title, lines) for title, lines in self._sentences.lists() if lines
        ]
        if self._numbers:
            title = self._digest.say("Källor", "Sources")
            sources = [f"[{n}] {text}" for text, n in self._numbers.items()]
            parts.append(section(title, sources, bullet=""))
        return parts

    # subjects -------------------------------------------------------------------------

    def _subject(self, subject: SubjectChange) -> list[Block]:
        sentences = self._sentences
        is_alone = len(subject.rows) == 1 and not subject.rows[0].when
        blocks: list[Block] = [
            Paragraph(subject.heading, stress=Stress.HEADING),
            Paragraph(self._digest.places(subject.municipalities)),
            self._table(subject, is_alone=is_alone),
            Paragraph(sentences.responsible(subject), INDENT, INDENT * 2),
        ]
        if is_alone:
            missing = sentences.uncovered(subject.rows[0], is_alone=True)
            warning = Paragraph(f"! {missing}", INDENT, INDENT * 2, Stress.WARNING)
            blocks += [warning] if missing else []
        return blocks

    def _table(self, subject: SubjectChange, *, is_alone: bool) -> Table:
        captions = self._sentences.captions()
        headers = [captions[side] for side in subject.sides]
        table = [
            [self._statement(row, side) for side in subject.sides]
            for row in subject.rows
        ]
        if not is_alone:
            headers.insert(0, self._digest.say("när", "when"))
            table = [
                [self._when(row), *cells]
                for row, cells in zip(subject.rows, table, strict=True)
            ]
        rows = [TableRow(cells) for cells in table]
        return Table(headers, rows, leading=0 if is_alone else 1, is_ruled=True)

    def _when(self, row: RowText) -> str:
        parts = list(row.when) or [self._sentences.always()]
        missing = self._sentences.uncovered(row, is_alone=False)
        return "\n".join([*parts, *([f"! {missing}"] if missing else [])])

    def _statement(self, row: RowText, side: int) -> str:
        """Return what an answer says, and the numbers of its passages: `[1] [3]`."""
        pairs_of_side = (row.before, row.after)[side]
        lines = [
            f"{caption}: {text}" if caption else text for caption, text in pairs_of_side
        ]
        numbers = [
            self._numbers.setdefault(citation, len(self._numbers) + 1)
            for citation in self._digest.citations(row, side)
        ]
        if numbers:
            lines.append(" ".join(f"[{number}]" for number in sorted({*numbers})))
        return "\n".join(lines)
