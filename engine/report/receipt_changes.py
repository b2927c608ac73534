"""Tell whether the answer of a receipt is the answer still, and what has changed."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from .layout import Block, Page, Pairs, Paragraph, Verbatim, heading, page, section
from .lines import Stress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rulebook.model.sources import Source
    from .say import Say


class PassageChange(enum.Enum):
    """What has become of a passage since a receipt was written."""

    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"
    NO_LONGER_CITED = "no_longer_cited"


class ChangedPassage(NamedTuple):
    """A passage that is not as it was, with where it stands."""

    id: str
    change: PassageChange
    citation: str


class ReceiptChanges(NamedTuple):
    """What has become of an answer.

    `now` is the answer as it would be printed; empty where it cannot be asked, for a
    reason (`hindrance`).
    """

    number: str
    is_same: bool
    is_same_edition: bool
    before: Sequence[str]
    now: Sequence[str]
    hindrance: str
    passages: Sequence[ChangedPassage]
    sources: Sequence[Source]


_CHANGES = {
    PassageChange.CHANGED: ("texten är en annan", "the text is another"),
    PassageChange.GONE: ("finns inte längre", "is gone"),
    PassageChange.NEW: ("svaret vilar nu på det", "the answer rests on it now"),
    PassageChange.NO_LONGER_CITED: (
        "svaret vilar inte längre på det",
        "the answer no longer rests on it",
    ),
}


def receipt_changes_page(changes: ReceiptChanges, say: Say) -> Page:
    """Return what has become of an answer as a page."""
    title = say(f"Kvitto {changes.number}", f"Receipt {changes.number}")
    parts: list[Sequence[Block]] = [
        [Paragraph(title, stress=Stress.TITLE), _verdict(changes, say)]
    ]
    if not changes.is_same:
        parts.append([heading(say("Då", "Then")), _lines(changes.before)])
        if changes.now:
            parts.append([heading(say("Nu", "Now")), _lines(changes.now)])
    if changes.passages:
        listed = [
            f"{each.citation}: {say(*_CHANGES[each.change])}"
            for each in changes.passages
        ]
        parts.append(section(say("Stycken", "Passages"), listed))
    if changes.sources:
        rows = [_decision(source, say) for source in changes.sources]
        title = say("Dokumenten bakom ändringen", "Documents behind the change")
        parts.append([heading(title), Pairs(rows)])
    edition = (
        say("Regler och program är desamma.", "Rules and program are the same.")
        if changes.is_same_edition
        else say(
            "Reglerna eller programmet är en annan utgåva än då.",
            "The rules or the program are another edition than then.",
        )
    )
    return page(*parts, [Paragraph(edition)])


def _verdict(changes: ReceiptChanges, say: Say) -> Paragraph:
    if changes.hindrance:
        asked = say(
            f"Frågan kan inte ställas längre: {changes.hindrance}",
            f"The question cannot be asked any more: {changes.hindrance}",
        )
        return Paragraph(asked, stress=Stress.WARNING)
    if changes.is_same:
        same = say(
            "Svaret på frågan, för samma dag, är detsamma.",
            "The answer to the question, for the same day, is the same.",
        )
        return Paragraph(same, stress=Stress.ANSWER)
    other = say(
        "Svaret på frågan, för samma dag, är ett annat nu.",
        "The answer to the question, for the same day, is another now.",
    )
    return Paragraph(other, stress=Stress.WARNING)


def _lines(lines: Sequence[str]) -> Verbatim:
    return Verbatim("\n".join(lines))


def _decision(source: Source, say: Say) -> tuple[str, str]:
    title = say.plain(source.title)
    if source.adopted is None:
        return title, say("beslutsdag inte känd", "day of decision not known")
    day = source.adopted.isoformat()
    return title, say(f"beslutat {day}", f"decided {day}")
