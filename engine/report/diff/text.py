"""Write what differs between two editions as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layout import INDENT, pairs, paragraph, section, table_text
from .digest import ADDED, CHANGED, REMOVED
from .sentences import Sentences

if TYPE_CHECKING:
    from .digest import Digest, RowText, SubjectChange

#: Old and new stand side by side, so narrower than an answer: a plain terminal.
_WIDTH = 80


def changes_text(digest: Digest) -> str:
    """Return a comparison as text, ending in a line break."""
    return _TextReport(digest).text()


class _TextReport:
    """Writes a comparison, and numbers the passages as they come."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._sentences = Sentences(digest)
        self._numbers: dict[str, int] = {}

    def text(self) -> str:
        sentences = self._sentences
        summary = paragraph(sentences.summary(), "", "", _WIDTH)
        parts = [f"{summary}\n{sentences.compared()}"]
        for change in (CHANGED, ADDED, REMOVED):
            subjects = self._digest.subjects(change)
            if subjects:
                title = sentences.title(change)
                parts.append(f"{title}\n{'─' * len(title)}")
                parts.extend(map(self._subject, subjects))
        parts.extend(self._lists())
        return "\n\n".join(part for part in parts if part) + "\n"

    def _lists(self) -> list[str]:
        parts = [
            section(title, lines, width=_WIDTH)
            for title, lines in self._sentences.lists()
            if lines
        ]
        if self._numbers:
            title = self._digest.say("Källor", "Sources")
            sources = [f"[{n}] {text}" for text, n in self._numbers.items()]
            parts.append(section(title, sources, bullet="", width=_WIDTH))
        return parts

    # subjects -------------------------------------------------------------------------

    def _subject(self, subject: SubjectChange) -> str:
        sentences = self._sentences
        title = paragraph(subject.heading, "", "", _WIDTH)
        places = paragraph(self._digest.places(subject.municipalities), "", "", _WIDTH)
        is_alone = len(subject.rows) == 1 and not subject.rows[0].when
        below = [paragraph(sentences.responsible(subject), INDENT, INDENT * 2, _WIDTH)]
        if is_alone:
            missing = sentences.uncovered(subject.rows[0], is_alone=True)
            below += [f"{INDENT}! {missing}"] if missing else []
        body = self._table(subject, is_alone=is_alone) or self._blocks(subject)
        return "\n".join([title, places, body, *below])

    def _table(self, subject: SubjectChange, *, is_alone: bool) -> str | None:
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
        return table_text(headers, table, _WIDTH, is_ruled=True)

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
            lines.append(" ".join(f"[{number}]" for number in sorted(numbers)))
        return "\n".join(lines)

    def _blocks(self, subject: SubjectChange) -> str:
        """Return rows below each other, where a table would be too wide."""
        captions = self._sentences.captions()
        when = self._digest.say("när", "when")
        blocks = []
        for row in subject.rows:
            lines = [(when, part) for part in row.when]
            for side in subject.sides:
                statement = self._statement(row, side).split("\n")
                lines += [(captions[side], text) for text in statement]
            missing = self._sentences.uncovered(row, is_alone=False)
            lines += [("!", missing)] if missing and row.when else []
            blocks.append(pairs(lines))
        return "\n\n".join(blocks)
