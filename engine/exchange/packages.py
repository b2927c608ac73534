"""Look at a file of an office before anything unpacks it: what it is, and how large.

INVARIANT: a package is unpacked only when its parts, as they say themselves and as
they are counted, stay within bounds, and none of them declares entities.
"""

from __future__ import annotations

import enum
import io
import zipfile
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..rulebook.model.bounds import LARGEST_PART, LARGEST_UNPACKED, MOST_PARTS
from ..rulebook.model.problems import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What declares an entity, in the encodings that XML is read in.
_ENTITIES = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_LONGEST_ENTITY = max(map(len, _ENTITIES))
_ENDINGS = (".xml", ".rels", ".vml")
#: Of parts that are not XML nothing is read: pictures and fonts may be large.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


class OfficeFormat(enum.Enum):
    """The formats of documents that are read, each with how its files end."""

    DOCX = ".docx"
    XLSX = ".xlsx"
    ODS = ".ods"
    CSV = ".csv"
    HTML = ".html"


_SAME = {
    ".htm": OfficeFormat.HTML,
    ".xhtml": OfficeFormat.HTML,
    ".docm": OfficeFormat.DOCX,
    ".xlsm": OfficeFormat.XLSX,
    ".tsv": OfficeFormat.CSV,
    ".txt": OfficeFormat.CSV,
}
_PACKAGES = {
    "word/document.xml": OfficeFormat.DOCX,
    "xl/workbook.xml": OfficeFormat.XLSX,
    "content.xml": OfficeFormat.ODS,
}


def office_format(content: bytes, name: str) -> OfficeFormat:
    """Return what format a document has, by its content before its name.

    Raises:
        EngineError: it has none that is read, or is no sound file of its kind.
    """
    ending = PurePath(name).suffix.lower()
    start = content[:1024].lstrip()
    if start.startswith(b"%PDF") or ending == ".pdf":
        raise EngineError(Message.of("import/pdf", path=name))
    if content.startswith(_COMPOUND):
        code = "import/old-word" if ending in {".doc", ".dot"} else "import/locked"
        raise EngineError(Message.of(code, path=name))
    if ending in {".doc", ".dot", ".rtf", ".odt"}:
        raise EngineError(Message.of("import/old-word", path=name))
    if content.startswith(b"PK"):
        return _package_format(content, name)
    known = _SAME.get(ending) or next(
        (f for f in OfficeFormat if f.value == ending), None
    )
    is_package = known in {OfficeFormat.DOCX, OfficeFormat.XLSX, OfficeFormat.ODS}
    if is_package or not content.strip():
        raise EngineError(Message.of("import/broken", path=name))
    if start[:1] == b"<" or known is OfficeFormat.HTML:
        return OfficeFormat.HTML
    if known is None:
        raise EngineError(Message.of("import/unknown-format", path=name))
    return known


def _package_format(content: bytes, name: str) -> OfficeFormat:
    """Return the format of a package, having looked at every part of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS:
                raise EngineError(Message.of("import/too-large", path=name))
            if any(part.flag_bits & 1 for part in parts):
                raise EngineError(Message.of("import/locked", path=name))
            _check_sizes(package, name)
            names = {part.filename for part in parts}
            if "EncryptedPackage" in names or _is_locked(package, names):
                raise EngineError(Message.of("import/locked", path=name))
    except (*_BROKEN, RuntimeError, ValueError, KeyError) as error:
        raise EngineError(Message.of("import/broken", path=name)) from error
    for part, known in _PACKAGES.items():
        if part in names:
            if known is OfficeFormat.ODS and "word/document.xml" not in names:
                _check_is_spreadsheet(content, name)
            return known
    raise EngineError(Message.of("import/unknown-format", path=name))


def _is_locked(package: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in package.read(manifest)


def _check_is_spreadsheet(content: bytes, name: str) -> None:
    """Refuse a document of OpenDocument that is no spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        kind = package.read("mimetype") if "mimetype" in names else b"spreadsheet"
    if b"spreadsheet" not in kind:
        raise EngineError(Message.of("import/old-word", path=name))


def _check_sizes(package: zipfile.ZipFile, name: str) -> None:
    """Refuse a package that grows beyond bounds, or whose parts declare entities."""
    left = LARGEST_UNPACKED
    for part in package.infolist():
        if not part.filename.lower().endswith(_ENDINGS):
            continue
        size = 0
        tail = b""
        for chunk in _chunks(package, part):
            size += len(chunk)
            if size > LARGEST_PART or size > left:
                raise EngineError(Message.of("import/too-large", path=name))
            seen = tail + chunk
            if any(entity in seen for entity in _ENTITIES):
                raise EngineError(Message.of("import/entities", path=name))
            tail = chunk[-_LONGEST_ENTITY:]
        left -= size


def _chunks(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(part) as file:
        while chunk := file.read(_CHUNK):
            yield chunk
