"""FolderWalk folders and read files that nobody vouches for, with bounds on both.

INVARIANT: only ordinary files are read, never more of one than was asked for, and
nothing is waited for. A link counts for what it leads to while that lies within the
folder; a link out of the folder, or round in it, is a fault. This module imports no
YAML: a cached answer needs it.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from ..model.signs import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIX = ".yaml"
#: What people and editors call YAML files too; passing one over would lose rules.
NEARLY = frozenset({".yml", SUFFIX})
#: The rows of a delegation order stand in `orders/NAME/rows.csv`, and the posts of a
#: municipality in `posts.csv`, in no other table.
ORDERS, ROWS, POSTS, TABLE_SUFFIX = "orders", "rows.csv", "posts.csv", ".csv"
TABLES = frozenset({ROWS, POSTS})
#: What people call a table of posts; passing one over would lose the posts.
_NEARLY_POSTS = frozenset({"posts", "post", "poster", "befattningar"})
#: What an import left to be decided lies beside an order, and says nothing itself.
REVIEW = "review.yaml"
#: So many files and folders are looked at in one walk.
MOST_ENTRIES = 50_000
#: So many folders may lie in each other.
DEEPEST = 32


class WalkEntry(NamedTuple):
    """A folder, a file that is named as wanted, or what is wrong with a folder.

    `fault` is the code of a problem; empty for what can be read.
    """

    path: Path
    is_folder: bool = False
    fault: str = ""


class FolderWalk:
    """A walk within one folder; what it may look at is bounded for all its parts."""

    def __init__(
        self, within: Path, is_wanted: Callable[[PurePath], bool] | None = None
    ) -> None:
        """Take the folder that no link may lead out of, and which files are wanted.

        Those that may hold rules are where nothing is said.
        """
        self._within = os.path.realpath(within)
        self._is_wanted = is_wanted or may_be_rules
        self._left = MOST_ENTRIES

    def leads_out(self, path: Path) -> bool:
        """Tell whether what stands at a path lies outside the folder."""
        real = os.path.realpath(path)
        within = self._within.rstrip(os.sep) + os.sep
        return real != self._within and not real.startswith(within)

    def below(self, folder: Path) -> Iterator[WalkEntry]:
        """Yield the folder, the folders below it, and the files that are named so.

        A folder that cannot be read is yielded as if it were such a file: there may
        be some in it. Entries come in the order of their names.
        """
        yield from self._below(folder, ())

    def names(self, folder: Path) -> list[str]:
        """Return what a folder holds, hidden things aside, in order.

        It is cut where the walk has looked at all that it may.

        Raises:
            OSError: the folder cannot be read.
        """
        names: list[str] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if self._left <= 0:
                    break
                self._left -= 1
                if not entry.name.startswith("."):
                    names.append(entry.name)
        return sorted(names)

    @property
    def is_spent(self) -> bool:
        """Tell whether the walk has looked at all that it may."""
        return self._left <= 0

    def _below(
        self, folder: Path, above: tuple[tuple[int, int], ...]
    ) -> Iterator[WalkEntry]:
        if (not above or folder.is_symlink()) and self.leads_out(folder):
            yield WalkEntry(folder, fault="file/link-outside")
            return
        try:
            status = folder.stat()
            here = (status.st_dev, status.st_ino)
            if here in above:
                yield WalkEntry(folder, fault="file/link-in-a-ring")
                return
            if len(above) >= DEEPEST:
                yield WalkEntry(folder, fault="file/too-deep")
                return
            names = self.names(folder)
        except OSError:
            yield WalkEntry(folder)
            return
        yield WalkEntry(folder, is_folder=True)
        for name in names:
            path = folder / name
            if self._is_wanted(path):
                is_out = path.is_symlink() and self.leads_out(path)
                fault = "file/link-outside" if is_out else ""
                yield WalkEntry(path, fault=fault)
            elif is_folder(path):
                yield from self._below(path, (*above, here))
        if self.is_spent and not above:
            yield WalkEntry(folder, fault="file/too-many")


def may_be_rules(path: PurePath) -> bool:
    """Tell whether a file is named like YAML, or like a table of rules."""
    suffix = path.suffix.lower()
    is_of_order = path.parent.parent.name == ORDERS
    if is_of_order and path.name == REVIEW:
        return False
    is_table = suffix == TABLE_SUFFIX and (
        is_of_order or path.stem.lower() in _NEARLY_POSTS
    )
    return suffix in NEARLY or is_table


def is_folder(path: Path) -> bool:
    """Tell whether a folder stands at a path, itself or by a link."""
    try:
        return path.is_dir()
    except OSError:
        return False


def ordinary_content(path: Path, most: int) -> bytes | None:
    """Return what an ordinary file holds, of more than `most` bytes one byte more.

    None tells that it is no ordinary file: a pipe or device is not waited for.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        return None  # opening a device may already do something
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return _content(handle, most)
    finally:
        os.close(handle)


def _content(handle: int, most: int) -> bytes:
    parts: list[bytes] = []
    left = most + 1
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def shown(path: Path) -> str:
    """Return the name problems use for a file: relative to here where it lies below."""
    # it may lie elsewhere, and the folder somebody stands in may be gone
    with contextlib.suppress(ValueError, OSError):
        path = path.relative_to(Path.cwd())
    return visible(path.as_posix())
