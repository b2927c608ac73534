"""Write what differs between two editions as Markdown, for a pull request or a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..layout import capital
from .digest import ADDED, CHANGED, REMOVED
from .sentences import Sentences

if TYPE_CHECKING:
    from .digest import Digest, RowText, SubjectChange

#: Characters that mean something to Markdown, or to the HTML in it.
_SPECIAL = "\\`*_[]<>|#"
_SPACES = re.compile(r"\s+")


def changes_markdown(digest: Digest) -> str:
    """Return a comparison as Markdown, ending in a line break."""
    sentences = Sentences(digest)
    parts = [f"**{_plain(sentences.summary())}**", _plain(sentences.compared())]
    for change in (CHANGED, ADDED, REMOVED):
        subjects = digest.subjects(change)
        if subjects:
            parts.append(f"## {_plain(sentences.title(change))}")
            parts.extend(_subject(subject, sentences) for subject in subjects)
    for title, lines in sentences.lists():
        if lines:
            parts.append(f"## {_plain(title)}")
            parts.append("\n".join(f"- {_with_code(line)}" for line in lines))
    return "\n\n".join(parts) + "\n"


def _subject(subject: SubjectChange, sentences: Sentences) -> str:
    digest, say, captions = sentences.digest, sentences.say, sentences.captions()
    sides = subject.sides
    table = [
        [say("När", "When"), *(capital(captions[side]) for side in sides)],
        ["---"] * (1 + len(sides)),
        *(
            [
                _when(row, sentences),
                *(_statement(row, side, digest) for side in sides),
            ]
            for row in subject.rows
        ),
    ]
    rules = ", ".join(f"`{id_}`" for id_ in subject.rules)
    return "\n".join(
        [
            f"### {_plain(subject.heading)}",
            "",
            _plain(digest.places(subject.municipalities)),
            "",
            *(f"| {' | '.join(cells)} |" for cells in table),
            "",
            f"{say('Regler', 'Rules')}: {rules}",
        ]
    )


def _when(row: RowText, sentences: Sentences) -> str:
    parts = [_plain(part) for part in row.when or (sentences.always(),)]
    missing = sentences.uncovered(row, is_alone=False)
    return "<br>".join([*parts, *([f"⚠ {_plain(missing)}"] if missing else [])])


def _statement(row: RowText, side: int, digest: Digest) -> str:
    lines = [
        f"{_plain(caption)}: **{_plain(text)}**" if caption else _plain(text)
        for caption, text in (row.before, row.after)[side]
    ]
    citations = map(_plain, digest.citations(row, side))
    return "<br>".join([*lines, *(f"<sub>{text}</sub>" for text in citations)])


def _with_code(text: str) -> str:
    """Return text in which only the code in backticks keeps its meaning."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # an odd backtick begins no code
        return _plain(text)
    return "`".join(
        part if number % 2 else _plain(part) for number, part in enumerate(parts)
    )


def _plain(text: str) -> str:
    """Return text in which no character means anything."""
    escaped = "".join(f"\\{char}" if char in _SPECIAL else char for char in text)
    return _SPACES.sub(" ", escaped)
