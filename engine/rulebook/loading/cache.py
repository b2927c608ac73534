"""Keep compiled rulebooks on disk, so that a second question need not read YAML.

An entry holds a jurisdiction and the digest of every file it was made from; it is
used only while those files have the same content and the engine and Python are
the same. A damaged, foreign or unwritable cache is as good as none, and so is what
another user owns or may write. This module imports no YAML: that is half of what a
cold start would cost.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ...version import __version__
from .shipped import shelf
from .tables import packed, unpacked
from .walks import ordinary_content, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..model.packs import Jurisdiction

_MAGIC = b"mandat-rulebook-2\n"
_DIGEST = 32
#: No entry is larger, in bytes: the rules of a town take half a megabyte.
_LARGEST_ENTRY = 64_000_000
#: Larger files of rules are refused, so that no entry was made from one.
_LARGEST_FILE = 8_000_000


def _stamp() -> bytes:
    """Return what tells this engine on this Python from any other.

    A checkout changes without its version changing, and an entry made by other
    code could be read into something half right.
    """
    python = f"{sys.implementation.cache_tag} {sys.version_info[:3]}"
    version = f"{__name__} {__version__} {python}\n"
    digest = hashlib.sha256(version.encode())
    # INVARIANT: every class in an entry is one of `engine.rulebook`, which is digested
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
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
        # as they are named: where a link leads may change
        listed = sorted({str(path.absolute()) for path in files()})
        # INVARIANT: the digest is taken before the files are read, so an edit in
        # between makes the entry useless and not wrong.
        digest = content_digest(Path(file) for file in listed)
        made = make()
        made.vocabulary.index_names()  # kept with the rest: a tenth of an answer
        _write(entry, stamp, json.dumps([listed, digest]), made)
        return made


def _name(rules: Path, municipality: str) -> str:
    """Return one name for all editions of the same rules, so that none piles up.

    Rules that are named otherwise are apart: places are told by that name.
    """
    made_by = f"{__name__} {sys.implementation.cache_tag}"
    lent = shelf(rules)
    lender = f"{lent.resolve()}\n{shown(lent)}" if lent else ""
    key = f"{made_by}\n{rules.resolve()}\n{shown(rules)}\n{lender}\n{municipality}"
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def content_digest(files: Iterable[Path]) -> str:
    """Return one digest of the names and contents of files.

    A folder stands for what is in it: a file, folder or link that is new or leads
    elsewhere counts as a change.
    """
    digest = hashlib.sha256()
    for path in sorted(files):
        try:
            if path.is_dir():
                content = "\0".join(_names(path)).encode("utf-8", "surrogateescape")
            else:
                content = ordinary_content(path, _LARGEST_FILE) or b""
        except OSError:
            content = b"\0missing"
        name = str(path).encode("utf-8", "surrogateescape")
        digest.update(name + b"\0%d\0" % len(content))
        digest.update(content)
    return digest.hexdigest()


def _names(folder: Path) -> list[str]:
    """Return what a folder holds, and of a link where it leads, in order."""
    with os.scandir(folder) as entries:
        return sorted(
            f"{entry.name}\0{entry.is_dir()}\0"
            f"{Path(entry.path).readlink() if entry.is_symlink() else ''}"
            for entry in entries
            if not entry.name.startswith(".")
        )


def _read(entry: Path, stamp: bytes) -> Jurisdiction | None:
    """Return what an entry holds, None where it is not ours, not true, or no entry."""
    start = _MAGIC + stamp
    content = _own_content(entry)
    if content is None or not content.startswith(start):
        return None
    body = memoryview(content)[len(start) + _DIGEST :]
    if hashlib.sha256(body).digest() != content[len(start) :][:_DIGEST]:
        return None
    head, _, tables = bytes(body).partition(b"\n")
    was_collecting = gc.isenabled()
    gc.disable()  # thousands of small objects arrive at once, none of them garbage
    try:
        files, expected = json.loads(head)
        if content_digest(map(Path, files)) != expected:
            return None
        return unpacked(tables)
    except (ValueError, TypeError, RecursionError):
        return None
    finally:
        if was_collecting:
            gc.enable()


def _own_content(entry: Path) -> bytes | None:
    """Return the content of an ordinary file that nobody else may write."""
    if not _is_own(entry.parent):
        return None
    no_wait = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(entry, os.O_RDONLY | no_wait | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        status = os.fstat(handle)
        is_ordinary = stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST_ENTRY
        if not is_ordinary or not _is_ours(status):
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(_LARGEST_ENTRY)
    except OSError:
        return None
    finally:
        os.close(handle)


def _is_own(folder: Path) -> bool:
    """Tell whether a folder is there, and nobody else may put files into it."""
    try:
        status = folder.stat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and _is_ours(status)


def _is_ours(status: os.stat_result) -> bool:
    """Tell whether something belongs to this user, and no other may write it."""
    if not hasattr(os, "geteuid"):  # Windows keeps a user's folders from others
        return True
    may_others_write = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return status.st_uid == os.geteuid() and not may_others_write


def _write(entry: Path, stamp: bytes, head: str, made: Jurisdiction) -> None:
    """Write an entry whole or not at all; another process may be writing it too.

    Args:
        entry: the file.
        stamp: what tells this engine from others.
        head: one line, of the files behind the jurisdiction and their digest.
        made: the jurisdiction.
    """
    import tempfile  # noqa: PLC0415 - only what writes needs it

    try:
        entry.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return
    if not _is_own(entry.parent):
        return
    body = head.encode() + b"\n" + packed(made)
    content = _MAGIC + stamp + hashlib.sha256(body).digest() + body
    if len(content) > _LARGEST_ENTRY:
        return
    try:
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
