"""Write what differs between two editions as Markdown, for a pull request or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layout import capital
from ..markdown import markdown_text, markdown_with_code
from .digest import ADDED, CHANGED, REMOVED
from .sentences import Sentences

if TYPE_CHECKING:
    from .digest import Digest, RowText, SubjectChange


def changes_markdown(digest: Digest) -> str:
    """Return a comparison as Markdown, ending in a line break."""
    sentences = Sentences(digest)
    parts = [
        f"**{markdown_text(sentences.summary())}**",
        markdown_text(sentences.compared()),
    ]
    for change in (CHANGED, ADDED, REMOVED):
        subjects = digest.subjects(change)
        if subjects:
            parts.append(f"## {markdown_text(sentences.title(change))}")
            parts.extend(_subject(subject, sentences) for subject in subjects)
    for title, lines in sentences.lists():
        if lines:
            parts.append(f"## {markdown_text(title)}")
            parts.append("\n".join(f"- {markdown_with_code(line)}" for line in lines))
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
            f"### {markdown_text(subject.heading)}",
            "",
            markdown_text(digest.places(subject.municipalities)),
            "",
            *(f"| {' | '.join(cells)} |" for cells in table),
            "",
            f"{say('Regler', 'Rules')}: {rules}",
        ]
    )


def _when(row: RowText, sentences: Sentences) -> str:
    parts = [markdown_text(part) for part in row.when or (sentences.always(),)]
    missing = sentences.uncovered(row, is_alone=False)
    return "<br>".join([*parts, *([f"⚠ {markdown_text(missing)}"] if missing else [])])


def _statement(row: RowText, side: int, digest: Digest) -> str:
    lines = [
        f"{markdown_text(caption)}: **{markdown_text(text)}**"
        if caption
        else markdown_text(text)
        for caption, text in (row.before, row.after)[side]
    ]
    citations = map(markdown_text, digest.citations(row, side))
    return "<br>".join([*lines, *(f"<sub>{text}</sub>" for text in citations)])
