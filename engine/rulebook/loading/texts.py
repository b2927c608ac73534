"""Read the text files that documents were saved as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.problems import EngineError

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
        except (UnicodeDecodeError, OSError) as error:
            msg = f"`{path}` cannot be read as UTF-8 text: {error}"
            raise EngineError(msg) from error
    if not texts:
        msg = f"`{folder}` holds no `.txt` files: save the documents there as text"
        raise EngineError(msg)
    return texts
