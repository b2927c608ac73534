"""Write what differs between two editions as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layout import INDENT, pairs, paragraph, section, table_text
from .digest import ADDED, CHANGED, REMOVED
from .sentences import Sentences

if TYPE_CHECKING:
    from .digest import Digest, Group, Line

#: Old and new stand side by side, so narrower than an answer: a plain terminal.
_WIDTH = 80


def changes_text(digest: Digest) -> str:
    """Return a comparison as text, ending in a line break."""
    return _TextReport(digest).text()


class _TextReport:
    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._say = Sentences(digest)
        self._cites: dict[str, int] = {}

    def text(self) -> str:
        say, digest = self._say, self._digest
        parts = [f"{paragraph(say.summary(), '', '', _WIDTH)}\n{say.compared()}"]
        for fate in (CHANGED, ADDED, REMOVED):
            groups = digest.of(fate)
            if groups:
                parts.append(_underlined(say.title(fate)))
                parts.extend(self._group(group) for group in groups)
        parts.extend(self._lists())
        return "\n\n".join(part for part in parts if part) + "\n"

    def _lists(self) -> list[str]:
        listed = self._say.lists()
        parts = [
            section(title, lines, width=_WIDTH) for title, lines in listed if lines
        ]
        if self._cites:
            title = self._say.choose("Källor", "Sources")
            sources = [f"[{n}] {text}" for text, n in self._cites.items()]
            parts.append(section(title, sources, bullet="", width=_WIDTH))
        return parts

    # groups ---------------------------------------------------------------------------

    def _group(self, group: Group) -> str:
        title = paragraph(group.heading, "", "", _WIDTH)
        places = paragraph(self._digest.places(group.municipalities), "", "", _WIDTH)
        is_alone = len(group.lines) == 1 and not group.lines[0].when
        below = [paragraph(self._say.responsible(group), INDENT, INDENT * 2, _WIDTH)]
        if is_alone:
            missing = self._say.uncovered(group.lines[0], is_alone=True)
            below += [f"{INDENT}! {missing}"] if missing else []
        body = self._table(group, is_alone=is_alone) or self._blocks(group)
        return "\n".join([title, places, body, *below])

    def _table(self, group: Group, *, is_alone: bool) -> str | None:
        before, after = self._say.sides()
        headers = [] if is_alone else [self._say.choose("när", "when")]
        headers += [before] if group.fate != ADDED else []
        headers += [after] if group.fate != REMOVED else []
        rows = []
        for line in group.lines:
            cells = [] if is_alone else [self._when(line)]
            cells += [self._said(line, 0)] if group.fate != ADDED else []
            cells += [self._said(line, 1)] if group.fate != REMOVED else []
            rows.append(cells)
        return table_text(headers, rows, _WIDTH, is_ruled=True)

    def _when(self, line: Line) -> str:
        parts = list(line.when) or [self._say.always()]
        missing = self._say.uncovered(line, is_alone=False)
        return "\n".join([*parts, *([f"! {missing}"] if missing else [])])

    def _said(self, line: Line, side: int) -> str:
        said = (line.before, line.after)[side]
        lines = [f"{caption}: {text}" if caption else text for caption, text in said]
        cited = self._cited(line, side)
        return "\n".join([*lines, *([cited] if cited else [])])

    def _cited(self, line: Line, side: int) -> str:
        """Return the numbers of the passages of one side: `[1] [3]`."""
        words = self._digest.words[line.changes[0].municipality]
        cited = [words.citation(cite) for cite in line.cites[side]]
        numbers = [self._cites.setdefault(c, len(self._cites) + 1) for c in cited]
        return " ".join(f"[{number}]" for number in sorted(numbers))

    def _blocks(self, group: Group) -> str:
        """Return lines below each other, where a table would be too wide."""
        before, after = self._say.sides()
        blocks = []
        for line in group.lines:
            rows = [(self._say.choose("när", "when"), part) for part in line.when]
            for side, caption, fate in ((0, before, ADDED), (1, after, REMOVED)):
                if group.fate != fate:
                    said = self._said(line, side).split("\n")
                    rows += [(caption, text) for text in said]
            missing = self._say.uncovered(line, is_alone=False)
            rows += [("!", missing)] if missing and line.when else []
            blocks.append(pairs(rows))
        return "\n\n".join(blocks)


def _underlined(title: str) -> str:
    return f"{title}\n{'─' * len(title)}"
