"""Read the text files that documents were saved as: plain text or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model.problems import (
    EngineError,
    Message,
    Place,
    Problem,
    UnusableTextsError,
    system_reason,
)
from .walks import DEEPEST, MOST_ENTRIES, FolderWalk, ordinary_content, shown

if TYPE_CHECKING:
    from pathlib import Path, PurePath

#: How the names of text files end.
_SUFFIXES = frozenset({".txt", ".md", ".markdown"})
_MARKDOWN = frozenset({".md", ".markdown"})
#: So many bytes of a file tell which act it is.
_HEAD = 8000
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


def markdown_files(folder: Path) -> list[Path]:
    """Return the Markdown files in a folder and the folders below it, in order.

    Raises:
        UnusableTextsError: a folder cannot be looked through.
        EngineError: there are none.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    bounds = {"file/too-deep": DEEPEST, "file/too-many": MOST_ENTRIES}
    for entry in FolderWalk(folder, _is_markdown).below(folder):
        if entry.fault:
            most = {"most": bounds[entry.fault]} if entry.fault in bounds else {}
            message = Message.of(entry.fault, **most)
            problems.append(
                Problem(where=Place(file=shown(entry.path)), message=message)
            )
        elif not entry.is_folder:
            files.append(entry.path)
    if problems:
        raise UnusableTextsError(problems)
    if not files:
        raise EngineError(Message.of("file/no-texts", path=folder))
    return files


def _is_markdown(path: PurePath) -> bool:
    return path.suffix.lower() in _MARKDOWN


def document_head(path: Path) -> str:
    """Return how a text file begins, for whoever wants to know what it is.

    Raises:
        EngineError: it cannot be read.
    """
    try:
        content = ordinary_content(path, _HEAD)
    except OSError as error:
        raise _unreadable(path, system_reason(error)) from error
    return (content or b"").decode("utf-8-sig", "replace")


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
