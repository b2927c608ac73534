"""Decode the bytes of a file: UTF-8 and nothing else, with no sign that acts unseen."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from ..model.problems import Message, Place, Problem
from .yaml_errors import unseen_sign

#: What a parser skips, or takes for the end of a line where no editor does.
_NO_LINE_BREAK = re.compile("[\x85\u2028\u2029\ufeff]|\r(?!\n)")
#: Texts of the letters and signs that are written in the Nordic countries.
_NORDIC = re.compile(
    "[\t\r\n -~\xa0§°·½²³åäöÅÄÖæøÆØéèüÉÈÜ«»±\u2013\u2014\u2018\u2019\u201c\u201d\u2022"
    "\u2026\xb4\xd7]*"
)
#: What files in other encodings begin with; that of UTF-32 begins with another one.
_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decoded(content: bytes, file: str) -> str | Problem:
    """Return the text of a file, without a byte order mark, or what is wrong with it.

    `file` is the name problems use.
    """
    encoded = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = encoded.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(encoded, error.start, file)
    mark = _NO_LINE_BREAK.search(text)
    return text if mark is None else unseen_sign(text, mark.start(), file)


def decoded_as_saved(content: bytes, file: str) -> str | Problem:
    """Return the text of a file that an office program saved, or what is wrong with it.

    Such programs save as UTF-16 with a mark, or in the letters of Windows, besides
    UTF-8. The letters of Windows are known by holding none but those of Nordic texts.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(UnicodeDecodeError):
            return decoded(content.decode("utf-16").encode(), file)
    text = decoded(content, file)
    if isinstance(text, str) or b"\0" in content:
        return text
    with suppress(UnicodeDecodeError):
        windows = content.decode("cp1252")
        if _NORDIC.fullmatch(windows):
            return decoded(windows.encode(), file)
    return text


def _not_utf8(encoded: bytes, index: int, file: str) -> Problem:
    """Return the problem of the first byte that is no UTF-8, in a file without mark."""
    before = encoded[encoded.rfind(b"\n", 0, index) + 1 : index]
    where = Place(
        file=file,
        line=encoded.count(b"\n", 0, index) + 1,
        column=len(before.decode("utf-8")) + 1,
    )
    for mark, encoding in _OTHER_MARKS:
        if encoded.startswith(mark):
            message = Message.of("yaml/other-encoding", encoding=encoding)
            return Problem(where=where, message=message)
    text = encoded[:index].decode("utf-8")
    if "\0" in text:  # every other byte of UTF-16 without a mark
        return unseen_sign(text, text.index("\0"), file)
    byte = f"0x{encoded[index]:02x}"
    return Problem(where=where, message=Message.of("yaml/not-utf8", byte=byte))
