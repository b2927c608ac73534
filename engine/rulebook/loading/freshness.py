"""Tell whether files are as they were, most of them without reading them again.

INVARIANT: a file is believed to be unchanged without being read only where the system
would show any change of it: it is the same file of the same device, and its size and
the time of its last change are the same. That time nobody can set; it was long enough
past when the file was read that another change would have another; and the file lies
where files can be written, for a read-only image has the times that whoever made it
chose. Everything else is read, and its digest compared.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .walks import ordinary_content

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Larger files of rules are refused, so that nothing was made from one.
_LARGEST_FILE = 8_000_000
#: A change shows in the time of the last one when that is so long past, in nanoseconds:
#: some file systems tell even seconds only.
_SETTLED = 3_000_000_000

#: By which a file or folder is known again: its device, number, size, and the times of
#: its last changes. None where it must be read.
Mark = list[int] | None
#: The name of each file and folder, the digest of what it holds, and its mark.
Footing = list[tuple[str, str, Mark]]


def footing_of(paths: Iterable[str]) -> Footing:
    """Return what tells later whether files and folders are as they are now.

    A folder stands for what is in it: a file, folder or link that is new or leads
    elsewhere counts as a change.
    """
    now = time.time_ns()
    # INVARIANT: the mark before the digest, so that a change in between shows
    return [(path, *_reading(path, now)) for path in sorted(paths)]


def still_true(footing: Footing) -> Footing | None:
    """Return what tells the same later, None where a file or folder has changed.

    It is the same where nothing need be read that can now be known by its mark.
    """
    now = time.time_ns()
    firmer: Footing = []
    is_firmer = False
    for path, digest, mark in footing:
        if mark is not None and _status(path) == mark:
            firmer.append((path, digest, mark))
            continue
        digest_now, mark_now = _reading(path, now)
        if digest_now != digest:
            return None
        is_firmer = is_firmer or mark_now is not None
        firmer.append((path, digest, mark_now))
    return firmer if is_firmer else footing


def _reading(path: str, now: int) -> tuple[str, Mark]:
    """Return the digest of what is at a path, and its mark."""
    mark = _mark(path, now)
    return _digest(path), mark


def _status(path: str) -> Mark:
    """Return by what a file or folder is known, None where it is neither.

    It is opened: a network drive asks its server then, and not before.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - of each file at each start
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            return None
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        status = os.fstat(handle)
        os.close(handle)
    except OSError:
        return None
    return [
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    ]


def _mark(path: str, now: int) -> Mark:
    """Return by what a file or folder is known again, None where it must be read."""
    mark = _status(path)
    if mark is None or os.name != "posix" or max(mark[-2:]) > now - _SETTLED:
        return None
    try:
        is_firm = _is_firm(path)
    except OSError:
        return None
    return mark if is_firm else None


def _is_firm(path: str) -> bool:
    """Tell whether a change of what is at a path shows at the path itself.

    What a link in a folder leads to changes without the folder.
    """
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        return False
    mode = os.stat(path).st_mode  # noqa: PTH116 - as above
    if stat.S_ISDIR(mode):
        with os.scandir(path) as entries:
            return not any(entry.is_symlink() for entry in entries)
    return stat.S_ISREG(mode)


def _digest(path: str) -> str:
    """Return the digest of a file, or of what a folder holds."""
    try:
        if os.path.isdir(path):  # noqa: PTH112 - as above
            names = "\0".join(_names(path))
            content = b"folder\0" + names.encode("utf-8", "surrogateescape")
        else:
            read = ordinary_content(Path(path), _LARGEST_FILE)
            content = b"nothing to read" if read is None else b"file\0" + read
    except OSError:
        content = b"missing"
    return hashlib.sha256(content).hexdigest()


def _names(folder: str) -> list[str]:
    """Return what a folder holds, and of a link where it leads, in order."""
    with os.scandir(folder) as entries:
        return sorted(
            f"{entry.name}\0{entry.is_dir()}\0"
            f"{os.readlink(entry.path) if entry.is_symlink() else ''}"  # noqa: PTH115 - as above
            for entry in entries
            if not entry.name.startswith(".")
        )
