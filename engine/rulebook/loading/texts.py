"""Read the text files that documents were saved as: plain text or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model.problems import EngineError, Message, system_reason
from .walks import ordinary_content

if TYPE_CHECKING:
    from pathlib import Path

#: How the names of text files end.
_SUFFIXES = frozenset({".txt", ".md", ".markdown"})
#: No document is larger, in bytes; the longest law is a third of it.
_LARGEST = 2_000_000


class DocumentTexts(NamedTuple):
    """Texts by the name of their file, and what else lies in the folder: no texts."""

    texts: dict[str, str]
    others: tuple[str, ...] = ()


def document_texts(place: Path) -> DocumentTexts:
    """Return the text of a file, or the texts of all text files in a folder.

    Raises:
        EngineError: the folder holds none, or one of them is not UTF-8, no ordinary
            file or too large.
    """
    if not place.is_dir():
        return DocumentTexts({place.name: document_text(place)})
    try:
        paths = sorted(place.iterdir())
    except OSError as error:
        raise _unreadable(place, system_reason(error)) from error
    texts = {}
    others = []
    for path in paths:
        if path.suffix.lower() in _SUFFIXES:
            texts[path.name] = document_text(path)
        elif not path.name.startswith("."):
            others.append(f"{path.name}/" if path.is_dir() else path.name)
    if not texts:
        raise EngineError(Message.of("file/no-texts", path=place))
    return DocumentTexts(texts, tuple(others))


def document_text(path: Path) -> str:
    """Return what a text file holds.

    Raises:
        EngineError: it is not UTF-8, no ordinary file or too large.
    """
    try:
        content = ordinary_content(path, _LARGEST)
    except OSError as error:
        raise _unreadable(path, system_reason(error)) from error
    if content is None:
        code = "system/is-a-folder" if path.is_dir() else "system/not-ordinary"
        raise _unreadable(path, Message.of(code))
    if len(content) > _LARGEST:
        message = Message.of("file/text-too-large", path=path, most=_LARGEST // 10**6)
        raise EngineError(message)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EngineError(Message.of("file/not-text", path=path)) from error
    if "\0" in text:
        raise EngineError(Message.of("file/not-text", path=path))
    return text


def _unreadable(path: Path, reason: Message) -> EngineError:
    return EngineError(Message.of("file/unreadable", path=path, reason=reason))
