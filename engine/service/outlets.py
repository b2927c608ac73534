"""Where results are written: never among the rules, and never over what was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..rulebook.model.problems import (
    EngineError,
    Message,
    UnknownNameError,
    nearest,
    system_reason,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def outlet(
    place: str | Path, rules: Path, inputs: Iterable[str | Path | None] = ()
) -> Path:
    """Return a file or folder that a result may be written to.

    Args:
        place: the file or folder.
        rules: the folder of the rules; beside it may lie that of their scenarios.
        inputs: files that the result is made of.

    Raises:
        EngineError: it lies among the rules or their scenarios, or is one of the
            inputs.
    """
    path = Path(place)
    own = path.resolve()
    packs = rules.resolve()
    for folder in (packs, packs.parent / "scenarios"):
        if own.is_relative_to(folder):
            raise EngineError(Message.of("out/among-rules", path=path))
    for each in inputs:
        if each is None or "://" in str(each):
            continue
        read = Path(each)
        is_same = own == read.resolve() or (
            path.exists() and read.exists() and path.samefile(read)
        )
        if is_same or own.is_relative_to(read.resolve()):
            raise EngineError(Message.of("out/over-input", path=path))
    return path


def written_file(
    file: Path, form: str, forms: Sequence[str], content: Callable[[str], bytes]
) -> None:
    """Write a document to a file, in the format that its name ends with.

    Args:
        file: the file; one that is there is written over.
        form: the format, where the name does not say it.
        forms: the formats that there are.
        content: returns the document in a format.

    Raises:
        UnknownNameError: there is no such format.
        EngineError: the file cannot be written, or what writes it is not installed.
    """
    chosen = form or file.suffix.lower().removeprefix(".")
    if chosen not in forms:
        near, known = nearest(chosen, forms), tuple(forms)
        raise UnknownNameError("publish/unknown-format", chosen, near, known=known)
    made = content(chosen)
    try:
        file.write_bytes(made)
    except OSError as error:
        reason = system_reason(error)
        message = Message.of("file/unwritable", path=file, reason=reason)
        raise EngineError(message) from error
