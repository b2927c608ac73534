"""Read the text files that documents were saved as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.problems import EngineError, Message, system_reason

if TYPE_CHECKING:
    from pathlib import Path


def document_texts(folder: Path) -> dict[str, str]:
    """Return the text files of a folder by name.

    Raises:
        EngineError: the folder holds none, or one of them is not UTF-8.
    """
    texts = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            texts[path.name] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise EngineError(Message.of("file/not-text", path=path)) from error
        except OSError as error:
            reason = system_reason(error)
            message = Message.of("file/unreadable", path=path, reason=reason)
            raise EngineError(message) from error
    if not texts:
        raise EngineError(Message.of("file/no-texts", path=folder))
    return texts
