"""The numbers that Word puts before paragraphs, which stand nowhere in their text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST = 4_000
_Element = Any


class _ListLevel(NamedTuple):
    """How one level of a list is numbered: where it starts, in which signs, how set."""

    start: int
    form: str
    pattern: str


class WordNumbering:
    """Counts the paragraphs of each list as Word does.

    Args:
        part: the element that says how lists are numbered, None where none are.
        styles: for each style that numbers its paragraphs the list and the level.
    """

    def __init__(
        self, part: _Element | None, styles: dict[str, tuple[str, int]]
    ) -> None:
        """Take how lists are numbered."""
        self._styles = styles
        self._levels: dict[str, dict[int, _ListLevel]] = {}
        self._kinds: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if part is None:
            return
        kinds = {
            kind.get(f"{_W}abstractNumId", ""): {
                _number(level.get(f"{_W}ilvl")): _level(level)
                for level in kind.findall(f"{_W}lvl")
            }
            for kind in part.findall(f"{_W}abstractNum")
        }
        for listed in part.findall(f"{_W}num"):
            id_ = listed.get(f"{_W}numId", "")
            kind = listed.find(f"{_W}abstractNumId")
            name = "" if kind is None else kind.get(f"{_W}val", "")
            levels = dict(kinds.get(name, {}))
            # a list that starts anew counts for itself, others go on with their kind
            self._kinds[id_] = name
            for override in listed.findall(f"{_W}lvlOverride"):
                depth = _number(override.get(f"{_W}ilvl"))
                start = override.find(f"{_W}startOverride")
                own = override.find(f"{_W}lvl")
                if own is not None:
                    levels[depth] = _level(own)
                if start is not None:
                    self._kinds[id_] = f"{name}/{id_}"
                    base = levels.get(depth, _ListLevel(1, "decimal", ""))
                    levels[depth] = base._replace(start=_number(start.get(f"{_W}val")))
            self._levels[id_] = levels

    def marker(self, paragraph: _Element) -> str:
        """Return what stands before a paragraph, and count it; a bullet is `•`."""
        list_id, depth = self._place(paragraph)
        levels = self._levels.get(list_id)
        if not levels or depth not in levels:
            return ""
        counts = self._counts.setdefault(self._kinds[list_id], {})
        level = levels[depth]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "•"
        if level.form == "none":
            return ""

        def written(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            shown = levels.get(other, level)
            return _figure(counts.get(other, shown.start), shown.form)

        return _PLACE.sub(written, level.pattern).strip()

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        """Return the list and level of a paragraph, by itself or by its style."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        by_style = ("", 0)
        if style is not None:
            by_style = self._styles.get(style.get(f"{_W}val", ""), by_style)
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is None:
            return by_style
        list_id, level = own.find(f"{_W}numId"), own.find(f"{_W}ilvl")
        return (
            by_style[0] if list_id is None else list_id.get(f"{_W}val", ""),
            by_style[1] if level is None else _number(level.get(f"{_W}val")),
        )


def _level(element: _Element) -> _ListLevel:
    def value(name: str, default: str) -> str:
        found = element.find(f"{_W}{name}")
        return default if found is None else str(found.get(f"{_W}val", default))

    return _ListLevel(
        _number(value("start", "1")), value("numFmt", "decimal"), value("lvlText", "")
    )


def _figure(count: int, form: str) -> str:
    """Return a number in the signs of a level."""
    if not 0 < count < _MOST:
        return str(count)
    if form in {"lowerLetter", "upperLetter"}:
        again, letter = divmod(count - 1, len(_LETTERS))
        text = _LETTERS[letter] * (again + 1)
        return text.upper() if form == "upperLetter" else text
    if form in {"lowerRoman", "upperRoman"}:
        text = ""
        for size, sign in _ROMAN:
            times, count = divmod(count, size)
            text += sign * times
        return text.upper() if form == "upperRoman" else text
    return str(count)


def _number(text: str | None) -> int:
    is_number = text is not None and text.isascii() and text.isdecimal()
    return int(text[:6]) if is_number and text is not None else 0
