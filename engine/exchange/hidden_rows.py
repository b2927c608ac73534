"""Find the rows of a workbook that are hidden, which calamine reads like all others."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_ROW = re.compile(r"<(?:\w+:)?row\b(?=[^>]*\bhidden=[\"'](?:1|true))[^>]*>")
_COLUMN = re.compile(r"<(?:\w+:)?col\b[^>]*\bhidden=[\"'](?:1|true)")
_FILE_RELATIONS = "xl/_rels/workbook.xml.rels"


def hidden_rows(content: bytes) -> dict[str, frozenset[int]]:
    """Return for each sheet of an xlsx the rows that are hidden, counted from 1.

    Where a column is hidden, every row is. Other workbooks have none here.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        if not {"xl/workbook.xml", _FILE_RELATIONS} <= names:
            return {}
        files = {
            _value(tag, "Id"): _value(tag, "Target")
            for tag in _RELATION.findall(_text(package, _FILE_RELATIONS))
        }
        found: dict[str, frozenset[int]] = {}
        for tag in _SHEET.findall(_text(package, "xl/workbook.xml")):
            target = files.get(_value(tag, "r:id"), "").removeprefix("/xl/")
            name = f"xl/{target}"
            if name in names:
                rows = _hidden(_text(package, name))
                if rows:
                    found[unescape(_value(tag, "name"))] = rows
        return found


def _text(package: zipfile.ZipFile, name: str) -> str:
    return package.read(name).decode("utf-8", "replace")


def _value(tag: str, name: str) -> str:
    match = re.search(rf"\s{name}=[\"']([^\"']*)", tag)
    return match[1] if match else ""


def _hidden(sheet: str) -> frozenset[int]:
    numbers = (_value(tag, "r") for tag in _ROW.findall(sheet))
    rows = frozenset(int(n) for n in numbers if n.isascii() and n.isdecimal())
    if _COLUMN.search(sheet):
        every = re.findall(r"<(?:\w+:)?row\b[^>]*?\sr=[\"']([0-9]{1,7})", sheet)
        rows |= frozenset(map(int, every))
    return rows
