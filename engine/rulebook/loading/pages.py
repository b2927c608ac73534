"""A file of many small values by their names, of which one is read alone.

Names are spread over pages by a checksum of the name: to read a value is to read one
page of some kilobytes, whatever the file holds. Values are JSON; a page is believed
while it has the digest that the directory says.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many values are on a page, on average.
_ON_A_PAGE = 8
#: A longer value, in bytes, has a page of its own.
_LONG = 4_096
#: A page in the directory: where it begins in the file, its length, and its digest.
_ENTRY = struct.Struct("<QL16s")
#: What stands for a value that has a page of its own, with the number of that.
_APART = "apart"
_ENCODER = json.JSONEncoder(separators=(",", ":"))


class DamagedPageError(Exception):
    """A page that is not what was written."""


def paged(values: Iterable[tuple[str, Any]], start: int) -> tuple[bytes, list[bytes]]:
    """Return the directory and the pages of some values.

    Args:
        values: what JSON can hold, by names that differ.
        start: how far from the beginning of what is read by pages they will stand.
    """
    long: list[int] = []
    texts: list[tuple[str, bytes]] = []
    for name, value in values:
        text = _ENCODER.encode(value).encode()
        if len(text) > _LONG:
            long.append(len(texts))
        texts.append((name, text))
    count = max(1, len(texts) // _ON_A_PAGE)
    pages: list[Any] = [[] for _ in range(count)]
    for number in long:
        name, text = texts[number]
        texts[number] = name, _ENCODER.encode({_APART: len(pages)}).encode()
        pages.append(text)
    for name, text in texts:
        key = _ENCODER.encode(name).encode()
        pages[_page_of(name, count)].append(b"%b:%b" % (key, text))
    del texts
    directory = [struct.pack("<L", count)]
    for number, page in enumerate(pages):
        written = page if isinstance(page, bytes) else b"{%b}" % b",".join(page)
        pages[number] = written
        directory.append(_ENTRY.pack(start, len(written), section_digest(written)))
        start += len(written)
    return b"".join(directory), pages


class PageFile:
    """The pages of a file that is open; many threads may read them."""

    def __init__(self, handle: int, start: int, directory: bytes) -> None:
        """Take what is read by pages.

        Args:
            handle: the file, which is closed with this.
            start: where in it that begins.
            directory: of the pages.
        """
        self._handle = handle
        self._start = start
        #: Tells what stands on each page, and so what all of them hold.
        self.directory = directory
        self._count: int = struct.unpack_from("<L", directory)[0]
        self._lock = Lock()
        #: The pages that were read, as they were read: few, or all is read at once.
        self._read: dict[int, Any] = {}

    def __del__(self) -> None:
        """Close the file."""
        os.close(self._handle)

    @property
    def share(self) -> float:
        """How much has been read, as a share of all pages."""
        return len(self._read) / self._count

    def get(self, name: str) -> Any:  # noqa: ANN401 - as JSON holds it
        """Return the value of a name; None where there is none.

        Raises:
            DamagedPageError: it cannot be read.
        """
        value = self._page(_page_of(name, self._count)).get(name)
        if isinstance(value, dict):
            return self._page(value[_APART])
        return value

    def section(self, start: int, length: int, digest: bytes) -> bytes:
        """Return a part of the file.

        Raises:
            DamagedPageError: it cannot be read, or has another digest.
        """
        try:
            content = self._read_at(self._start + start, length)
            while content and len(content) < length:
                place = self._start + start + len(content)
                more = self._read_at(place, length - len(content))
                content = content + more if more else b""
        except OSError as error:
            raise DamagedPageError from error
        if section_digest(content) != digest:
            raise DamagedPageError
        return content

    def _read_at(self, place: int, length: int) -> bytes:
        """Return what stands at a place; other processes may share the open file."""
        if hasattr(os, "pread"):
            return os.pread(self._handle, length, place)
        with self._lock:
            os.lseek(self._handle, place, os.SEEK_SET)
            return os.read(self._handle, length)

    def _page(self, number: int) -> Any:  # noqa: ANN401 - as JSON holds it
        page = self._read.get(number)
        if page is None:
            place = struct.calcsize("<L") + number * _ENTRY.size
            entry = _ENTRY.unpack_from(self.directory, place)
            page = self._read[number] = json.loads(self.section(*entry))
        return page


def section_digest(content: bytes) -> bytes:
    """Return the digest by which a part of a file is known."""
    return sha256(content).digest()[:16]


def _page_of(name: str, count: int) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % count
