"""Say which texts only read differently, each way in which they do once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...diff.parts import Reading, Rewording


def rewordings(texts: Iterable[Rewording], language: str) -> list[str]:
    """Return texts before and after, those that changed in the same way together."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for text in texts:
        part, _, _ = text.part.partition(".")
        key = text.sort, part, _reading(text, language)
        told.setdefault(key, []).append(f"`{text.id}`")
    is_english = language == "en"
    return [
        f"{_SORTS[sort][is_english]} {', '.join(ids)} ({part}): {reading}"
        for (sort, part, reading), ids in told.items()
    ]


def _reading(text: Rewording, language: str) -> str:
    """Return how a text read before and reads now; of a list what differs."""
    before, after = _apart(text.before, text.after)
    says = _read(before, language), _read(after, language)
    if says[0] == says[1]:  # what differs is in the other language
        other = "sv" if language == "en" else "en"
        says = _read(before, other), _read(after, other)
    return " → ".join(says)


def _apart(before: Reading, after: Reading) -> tuple[Reading, Reading]:
    """Return two texts; two lists without what they share, unless that is all."""
    if not isinstance(before, tuple) or not isinstance(after, tuple):
        return before, after
    gone = [text for text in before if text not in after]
    come = [text for text in after if text not in before]
    # the items of one list are all texts or all words
    return (tuple(gone), tuple(come)) if gone or come else (before, after)  # type: ignore[return-value]


def _read(read: Reading, language: str) -> str:
    if read is None or read in ((), ""):
        return "nothing" if language == "en" else "inget"
    if isinstance(read, Text):
        return f"”{read.in_language(language)}”"
    if isinstance(read, str):
        return f"”{read}”"
    return ", ".join(_read(item, language) for item in read)


_SORTS = {
    "rule": ("regeln", "the rule"),
    "role": ("rollen", "the role"),
    "matter": ("ärendet", "the matter"),
    "act": ("handlingen", "the act"),
    "circumstance": ("omständigheten", "the circumstance"),
    "source": ("källan", "the source"),
    "passage": ("stycket", "the passage"),
}
