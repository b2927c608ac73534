"""Write what differs between two editions as Markdown, for a pull request or a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..layout import capital
from .digest import ADDED, CHANGED, REMOVED
from .sentences import Sentences

if TYPE_CHECKING:
    from .digest import Digest, Group, Line

#: Signs that mean something to Markdown, or to the HTML in it.
_SPACES = re.compile(r"\s+")
_ALIVE = "\\`*_[]<>|#"


def changes_markdown(digest: Digest) -> str:
    """Return a comparison as Markdown, ending in a line break."""
    say = Sentences(digest)
    parts = [f"**{_plain(say.summary())}**", _plain(say.compared())]
    for fate in (CHANGED, ADDED, REMOVED):
        groups = digest.of(fate)
        if groups:
            parts.append(f"## {_plain(say.title(fate))}")
            parts.extend(_group(group, digest, say) for group in groups)
    for title, lines in say.lists():
        if lines:
            parts.append(f"## {_plain(title)}")
            parts.append("\n".join(f"- {_kept(line)}" for line in lines))
    return "\n\n".join(parts) + "\n"


def _group(group: Group, digest: Digest, say: Sentences) -> str:
    before, after = say.sides()
    headers = [say.choose("När", "When")]
    headers += [capital(before)] if group.fate != ADDED else []
    headers += [capital(after)] if group.fate != REMOVED else []
    rows = []
    for line in group.lines:
        cells = [_when(line, say)]
        cells += [_said(line, 0, digest)] if group.fate != ADDED else []
        cells += [_said(line, 1, digest)] if group.fate != REMOVED else []
        rows.append(cells)
    table = [
        f"| {' | '.join(cells)} |" for cells in (headers, ["---"] * len(headers), *rows)
    ]
    rules = sorted({id_ for line in group.lines for id_ in line.rules})
    listed = ", ".join(f"`{id_}`" for id_ in rules)
    return "\n".join(
        [
            f"### {_plain(group.heading)}",
            "",
            _plain(digest.places(group.municipalities)),
            "",
            *table,
            "",
            f"{say.choose('Regler', 'Rules')}: {listed}",
        ]
    )


def _when(line: Line, say: Sentences) -> str:
    parts = [_plain(part) for part in line.when or (say.always(),)]
    missing = say.uncovered(line, is_alone=False)
    return "<br>".join([*parts, *([f"⚠ {_plain(missing)}"] if missing else [])])


def _said(line: Line, side: int, digest: Digest) -> str:
    said = (line.before, line.after)[side]
    lines = [
        f"{_plain(caption)}: **{_plain(text)}**" if caption else _plain(text)
        for caption, text in said
    ]
    words = digest.words[line.changes[0].municipality]
    cited = [f"<sub>{_plain(words.citation(cite))}</sub>" for cite in line.cites[side]]
    return "<br>".join([*lines, *cited])


def _kept(text: str) -> str:
    """Return text in which only the code in backticks keeps its meaning."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # an odd backtick begins no code
        return _plain(text)
    return "`".join(
        part if number % 2 else _plain(part) for number, part in enumerate(parts)
    )


def _plain(text: str) -> str:
    """Return text in which no sign means anything."""
    escaped = "".join(f"\\{sign}" if sign in _ALIVE else sign for sign in text)
    return _SPACES.sub(" ", escaped)
