"""Keep compiled rulebooks on disk, so that a second question need not read YAML.

An entry holds a jurisdiction and the digest of every file it was made from; it is
used only while those files have the same content and the engine and Python are
the same. A damaged, foreign or unwritable cache is as good as none. This module
imports no YAML: that is half of what a cold start would cost.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import io
import os
import pickle
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...version import __version__
from .walks import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..model.packs import Jurisdiction

_MAGIC = b"mandat-rulebook-1\n"
_DIGEST = 32


def _stamp() -> bytes:
    """Return what tells this engine on this Python from any other.

    A checkout changes without its version changing, and an entry made by other
    code could unpickle into something half right. So could one made by the same code
    under its other name: an entry names the modules of its classes.
    """
    python = f"{sys.implementation.cache_tag} {sys.version_info[:3]}"
    version = f"{__name__} {__version__} {python}\n"
    digest = hashlib.sha256(version.encode())
    # INVARIANT: every class in an entry is one of `engine.rulebook`, which is digested
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        stat = path.stat()
        digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.digest()


class RulebookCache:
    """Compiled jurisdictions in a folder the user owns; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        """Take the folder; it is created when something is first kept."""
        self._folder = folder

    def jurisdiction(
        self,
        rules: Path,
        municipality: str,
        files: Callable[[], Iterable[Path]],
        make: Callable[[], Jurisdiction],
    ) -> Jurisdiction:
        """Return the jurisdiction kept for these rules, or make and keep it.

        Args:
            rules: the folder of packs.
            municipality: its name as asked for; empty for law and guidance alone.
            files: names the files that the jurisdiction is made from.
            make: reads them.
        """
        if self._folder is None:
            return make()
        entry = self._folder / f"{_name(rules, municipality)}.rulebook"
        stamp = _stamp()
        kept = _read(entry, stamp)
        if kept is not None:
            return kept
        listed = sorted({str(path.resolve()) for path in files()})
        # INVARIANT: the digest is taken before the files are read, so an edit in
        # between makes the entry useless and not wrong.
        digest = content_digest(Path(file) for file in listed)
        made = make()
        made.vocabulary.index_names()  # kept with the rest: a tenth of an answer
        _write(entry, stamp, _packed(listed, digest, made))
        return made


def _name(rules: Path, municipality: str) -> str:
    """Return one name for all editions of the same rules, so that none piles up.

    Seen from another folder the same rules have another name: a rulebook names its
    files to people, from where they stood when it was made.
    """
    made_by = f"{__name__} {sys.implementation.cache_tag}"
    key = f"{made_by}\n{rules.resolve()}\n{shown(rules)}\n{municipality}"
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def content_digest(files: Iterable[Path]) -> str:
    """Return one digest of the names and contents of files.

    A folder stands for the names in it, so that a new file counts as a change.
    """
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.is_dir():
            names = sorted(entry.name for entry in path.iterdir())
            digest.update(f"{path}\0{names}\0".encode())
            continue
        try:
            content = path.read_bytes()
        except OSError:
            content = b"\0missing"
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read(entry: Path, stamp: bytes) -> Jurisdiction | None:
    try:
        content = entry.read_bytes()
    except OSError:
        return None
    if not content.startswith(_MAGIC + stamp):
        return None
    rest = content[len(_MAGIC) + len(stamp) :]
    digest, body = rest[:_DIGEST], rest[_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        return None
    was_collecting = gc.isenabled()
    gc.disable()  # thousands of small objects arrive at once, none of them garbage
    try:
        files, expected, packed = pickle.loads(body)  # noqa: S301 - our own, digested
        if content_digest(Path(file) for file in files) != expected:
            return None
        jurisdiction: Jurisdiction = pickle.loads(packed)  # noqa: S301 - as above
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, ValueError):
        return None
    finally:
        if was_collecting:
            gc.enable()
    return jurisdiction


def _packed(files: list[str], digest: str, made: Jurisdiction) -> bytes:
    inner = io.BytesIO()
    _Packer(inner, pickle.HIGHEST_PROTOCOL).dump(made)
    body = files, digest, inner.getvalue()
    return pickle.dumps(body, protocol=pickle.HIGHEST_PROTOCOL)


class _Packer(pickle.Pickler):
    """Writes frozen dataclasses with slots so that they are read twice as fast.

    By themselves they look up the fields of their class for every object anew.
    """

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 - as pickle has it
        kind = type(obj)
        if not is_dataclass(kind) or not hasattr(kind, "__slots__"):
            return NotImplemented
        return _unpacked, (kind, *(getattr(obj, field.name) for field in fields(kind)))


def _unpacked(kind: type, *values: object) -> object:
    """Return the object of a class with these values of its fields, in their order."""
    made: object = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(made, value)
    return made


@functools.cache
def _setters(kind: Any) -> tuple[Callable[[object, object], None], ...]:  # noqa: ANN401
    """Return what sets the fields of a class, also where the class is frozen."""
    return tuple(getattr(kind, field.name).__set__ for field in fields(kind))


def _write(entry: Path, stamp: bytes, body: bytes) -> None:
    """Write an entry whole or not at all; another process may be writing it too."""
    import tempfile  # noqa: PLC0415 - only what writes needs it

    content = _MAGIC + stamp + hashlib.sha256(body).digest() + body
    try:
        entry.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=entry.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(entry)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
