"""Keep compiled rulebooks on disk, so that a second question need not read YAML.

An entry holds a jurisdiction, as a whole and part by part, and what tells whether the
files it was made from are as they were (`engine.rulebook.loading.freshness`); it is
used only while they are, and the engine and Python are the same. A damaged, foreign or
unwritable cache is as good as none, and so is what another user owns or may write. This
module imports no YAML: that is half of what a cold start would cost.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import json
import os
import stat
import struct
import sys
from typing import TYPE_CHECKING, Any

from ...version import __version__
from .freshness import Footing, footing_of, still_true
from .pages import DamagedPageError, PageFile, paged, section_digest
from .shipped import shelf
from .walks import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ..model.packs import Jurisdiction

_MAGIC = b"mandat-rulebook-3\n"
_DIGEST = 32
#: The lengths of the two parts of a head: what stands in JSON, and the directory.
_LENGTHS = struct.Struct("<LL")
#: No entry is larger, in bytes: the rules of a town take two megabytes.
_LARGEST_ENTRY = 128_000_000
#: No head is larger: the directory of the largest entry takes a tenth of that.
_LARGEST_HEAD = 16_000_000


@functools.cache
def _stamp() -> bytes:
    """Return what tells this engine on this Python from any other.

    A checkout changes without its version changing, and an entry made by other
    code could be read into something half right. A process keeps the code that it
    began with, and so its stamp.
    """
    python = f"{sys.implementation.cache_tag} {sys.version_info[:3]}"
    digest = hashlib.sha256(f"{__name__} {__version__} {python}\n".encode())
    # INVARIANT: every class in an entry is one of `engine.rulebook`, which is digested
    _add_code(digest, os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120 - of each start
    return digest.digest()


def _add_code(digest: Any, folder: str) -> None:  # noqa: ANN401 - of `hashlib`
    """Add to a digest which modules and texts there are in a folder and below it."""
    rooms = [folder]
    while rooms:
        room = rooms.pop()
        with os.scandir(room) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.name.endswith((".py", ".txt")):
                    status = entry.stat()
                    told = f"{entry.path} {status.st_size} {status.st_mtime_ns}\n"
                    digest.update(told.encode("utf-8", "surrogateescape"))
                elif entry.is_dir() and entry.name != "__pycache__":
                    rooms.append(entry.path)


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
        kept = _read(entry, stamp, make)
        if kept is not None:
            return kept
        # INVARIANT: what the files are is looked at before they are read, so an edit in
        # between makes the entry useless and not wrong.
        # as they are named: where a link leads may change
        footing = footing_of({str(path.absolute()) for path in files()})
        made = make()
        directory = _write(entry, stamp, footing, made)
        if directory:
            vars(made)["aside"] = _Beside(entry, stamp, directory)
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


def _read(
    entry: Path, stamp: bytes, make: Callable[[], Jurisdiction]
) -> Jurisdiction | None:
    """Return what an entry holds, None where it is not ours, not true, or no entry.

    What is found to be damaged later is read from the files.
    """
    handle = _own_file(entry)
    if handle is None:
        return None
    try:
        head, start = _head(handle, stamp)
        footing, section, directory = _parts(head)
        pages = PageFile(os.dup(handle), start, directory)
        firmer = still_true(footing)
        if firmer is None:
            return None
        if firmer is not footing:
            _keep(entry, stamp, _joined(firmer, section, directory), handle, start)
    except (ValueError, TypeError, LookupError, RecursionError, struct.error, OSError):
        return None
    finally:
        os.close(handle)

    def whole() -> Jurisdiction:
        from .tables import unpacked  # noqa: PLC0415 - for who wants all of it

        try:
            with _no_collection():
                return unpacked(pages.section(*section))
        except (DamagedPageError, ValueError):
            with contextlib.suppress(OSError):
                entry.unlink()  # the next one who asks makes another
            return make()

    from .by_need import jurisdiction_of  # noqa: PLC0415 - where there is an entry

    try:
        kept = jurisdiction_of(pages, whole)
    except DamagedPageError:
        return None
    vars(kept)["aside"] = _Beside(entry, stamp, directory)
    return kept


class _Beside:
    """What is kept beside an entry, and true while that is the same."""

    def __init__(self, entry: Path, stamp: bytes, directory: bytes) -> None:
        self._entry = entry
        #: The pages of an entry tell what it holds.
        self._entry_digest = hashlib.sha256(stamp + directory).digest()

    def _stamp(self, maker: str) -> bytes:
        digest = hashlib.sha256(self._entry_digest)
        _add_code(digest, maker)
        return digest.digest()

    def read(self, name: str, maker: str) -> bytes | None:
        """Return what is kept under a name, None where nothing is that is true."""
        handle = _own_file(self._entry.with_suffix(f".{name}"))
        if handle is None:
            return None
        with os.fdopen(handle, "rb") as file:
            content = file.read(_LARGEST_ENTRY)
        start = _MAGIC + self._stamp(maker)
        body = content[len(start) + _DIGEST :]
        is_true = content.startswith(start) and (
            hashlib.sha256(body).digest() == content[len(start) :][:_DIGEST]
        )
        return body if is_true else None

    def write(self, name: str, maker: str, content: bytes) -> None:
        """Keep something under a name."""
        if _is_own(self._entry.parent) and len(content) < _LARGEST_ENTRY:
            file = self._entry.with_suffix(f".{name}")
            _keep(file, self._stamp(maker), content, ())


def _head(handle: int, stamp: bytes) -> tuple[bytes, int]:
    """Return the head of an entry, and where in the file what it tells of begins.

    Raises:
        ValueError: it is no entry, one of another engine, or damaged.
    """
    start = _MAGIC + stamp
    fixed = os.read(handle, len(start) + _DIGEST + _LENGTHS.size)
    lengths = fixed[len(start) + _DIGEST :]
    length = sum(_LENGTHS.unpack(lengths))
    if not fixed.startswith(start) or length > _LARGEST_HEAD:
        raise ValueError(_MAGIC)
    head = lengths + os.read(handle, length)
    if hashlib.sha256(head).digest() != fixed[len(start) :][:_DIGEST]:
        raise ValueError(_MAGIC)
    return head, len(fixed) + length


def _parts(head: bytes) -> tuple[Footing, tuple[int, int, bytes], bytes]:
    """Return what an entry rests on, where the whole stands, and the directory."""
    length, _ = _LENGTHS.unpack_from(head)
    told, directory = head[_LENGTHS.size :][:length], head[_LENGTHS.size + length :]
    files, (start, size, digest) = json.loads(told)
    return files, (start, size, bytes.fromhex(digest)), directory


def _joined(
    footing: Footing, section: tuple[int, int, bytes], directory: bytes
) -> bytes:
    """Return the head of an entry."""
    start, length, digest = section
    told = json.dumps([footing, [start, length, digest.hex()]]).encode()
    return _LENGTHS.pack(len(told), len(directory)) + told + directory


@contextlib.contextmanager
def _no_collection() -> Any:  # noqa: ANN401 - of nothing
    """Let no garbage be looked for: thousands of small objects arrive, none of it."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def _own_file(entry: Path) -> int | None:
    """Return an ordinary file, open to be read, that nobody else may write."""
    if not _is_own(entry.parent):
        return None
    no_wait = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(entry, os.O_RDONLY | no_wait | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    status = os.fstat(handle)
    is_ordinary = stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST_ENTRY
    if is_ordinary and _is_ours(status):
        return handle
    os.close(handle)
    return None


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


def _write(entry: Path, stamp: bytes, footing: Footing, made: Jurisdiction) -> bytes:
    """Write an entry to a folder that nobody else may write; return its directory.

    Args:
        entry: the file.
        stamp: what tells this engine from others.
        footing: the files behind the jurisdiction.
        made: the jurisdiction.
    """
    from .by_need import units_of  # noqa: PLC0415 - only what writes needs it
    from .tables import packed  # noqa: PLC0415 - as above

    try:
        entry.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return b""
    if not _is_own(entry.parent):
        return b""
    made.vocabulary.index_names()  # kept with the rest: a tenth of an answer
    whole = packed(made)
    directory, pages = paged(units_of(made), len(whole))
    section = (0, len(whole), section_digest(whole))
    head = _joined(footing, section, directory)
    if len(head) + len(whole) + sum(map(len, pages)) < _LARGEST_ENTRY:
        _keep(entry, stamp, head, [whole, *pages])
    return directory


def _keep(
    entry: Path, stamp: bytes, head: bytes, body: Sequence[bytes] | int, start: int = 0
) -> None:
    """Write an entry whole or not at all; another process may be writing it too.

    Args:
        entry: the file.
        stamp: what tells this engine from others.
        head: of the entry.
        body: what the head tells of, or an open file that holds it.
        start: where in that file it begins.
    """
    import tempfile  # noqa: PLC0415 - only what writes needs it

    try:
        handle, name = tempfile.mkstemp(dir=entry.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + stamp + hashlib.sha256(head).digest() + head)
            if not isinstance(body, int):
                file.writelines(body)
            else:
                os.lseek(body, start, os.SEEK_SET)
                while part := os.read(body, 1 << 20):
                    file.write(part)
        os.replace(name, entry)  # noqa: PTH105 - a name
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - as above
