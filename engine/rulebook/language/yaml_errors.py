"""Say in the words of a rule writer what a YAML parser says in its own.

The parser is written in C where that is installed and in Python elsewhere; they
word the same mistake differently, so a mistake is known by words both use.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.problems import Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mistake:
    """A mistake: the words that give it away, and what to say of it.

    `begins` tells that the place to show is where the broken thing begins, not
    where the parser gave up.
    """

    said: tuple[str, ...]
    within: str = ""
    what: str
    remedy: str
    begins: bool = False


_MISTAKES = (
    _Mistake(
        said=("end of stream", "document indicator", "document separator"),
        within="quoted scalar",
        what="the quote that begins here is never closed",
        remedy="close it, or delete it",
        begins=True,
    ),
    _Mistake(
        said=("escape", "hexdecimal"),
        what="a backslash in double quotes begins an unknown escape",
        remedy="write the text in single quotes, or double the backslash",
    ),
    _Mistake(
        said=("',' or ']'",),
        what="the list that begins here is not written as `[a, b]`",
        remedy="put commas between its items and `]` at its end",
        begins=True,
    ),
    _Mistake(
        said=("',' or '}'",),
        what="the mapping that begins here is not written as `{a: b, c: d}`",
        remedy="put commas between, `}` at its end, "
        "and quotes around a text with a colon or comma",
        begins=True,
    ),
    _Mistake(
        said=("node content",),
        what="a sign stands where a value is expected",
        remedy="write the value, or put the text in quotes",
    ),
    _Mistake(
        said=("mapping values are not allowed",),
        what="a colon stands where no key can be",
        remedy="put a text that holds `: ` in quotes, or correct the indentation above",
    ),
    _Mistake(
        said=("sequence entries are not allowed",),
        what="a dash stands where no list can begin",
        remedy="begin the list on the line below its key",
    ),
    _Mistake(
        said=("could not find expected ':'",),
        what="a line without a key",
        remedy="write `key: value`, or indent the line below the key it belongs to",
        begins=True,
    ),
    _Mistake(
        said=("alphabetic or numeric",),
        what="`*` and `&` begin aliases and anchors, "
        "which are not part of the rule language",
        remedy="put the text in quotes",
        begins=True,
    ),
    _Mistake(
        said=("tag", "'>'", "tag URI"),
        what="`!` begins a tag, which is not part of the rule language",
        remedy="put the text in quotes",
    ),
    _Mistake(
        said=(
            "comment or line break",
            "chomping or indentation",
            "indentation indicator",
        ),
        within="block scalar",
        what="only `|`, `>`, `|-` or `>-` may stand before a text of several lines",
        remedy="begin the text on the next line, indented",
        begins=True,
    ),
)
_BAD_START = "a text cannot begin with "
_INDENTED = _Mistake(
    said=(),
    what="this line is not indented like the ones it belongs with",
    remedy="align keys with keys and dashes with dashes",
)
_AFTERWARDS = _Mistake(
    said=(),
    what="something follows after the end of the value",
    remedy="put the whole text in one pair of quotes, and double a quote inside it",
)
_TAB = _Mistake(
    said=(), what="a tab stands where the line is indented", remedy="indent with spaces"
)


def explained(error: Exception, text: str, file: str, inside: Place | None) -> Problem:
    """Return the problem behind an error of the YAML parser in `text`.

    `inside` is where the innermost list or mapping begins that was not yet ended.
    """
    begins: Any = getattr(error, "context_mark", None)
    mark: Any = getattr(error, "problem_mark", None) or begins
    if mark is None:
        found = _UNREADABLE.search(text)
        return unseen_sign(text, found.start() if found else 0, file)
    said = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    line = _line(text, mark.line)
    before, sign = line[: mark.column], line[mark.column : mark.column + 1]
    if "directive" in context or "incompatible" in said or "document start" in said:
        for at, directive in enumerate(itertools.islice(_lines(text), mark.line + 1)):
            if directive.startswith("%"):
                where = Place(file=file, line=at + 1)
                what = "a line that begins with `%` is not part of the rule language"
                return Problem(where=where, what=what, remedy="delete it")
    if "flow node" in context and inside and not _rest(text, mark.line, line, before):
        what = "the bracket or brace that begins here is never closed"
        return Problem(where=inside, what=what, remedy="close it with `]` or `}`")
    mistake = _mistake(said, context, before, sign)
    if mistake.begins and begins is not None:
        mark = begins
    where = Place(file=file, line=mark.line + 1, column=mark.column + 1)
    return Problem(where=where, what=mistake.what, remedy=mistake.remedy)


def _mistake(said: str, context: str, before: str, sign: str) -> _Mistake:
    if " tab " in said or (sign == "\t" and not before.strip()):
        return _TAB
    if "cannot start any token" in said:
        what = _BAD_START + ("a backtick" if sign == "`" else quoted(sign))
        return _Mistake(said=(), what=what, remedy="put the text in quotes")
    for mistake in _MISTAKES:
        if mistake.within in context and any(words in said for words in mistake.said):
            return mistake
    return _AFTERWARDS if before.strip() else _INDENTED


def _rest(text: str, number: int, line: str, before: str) -> str:
    """Return what follows in the text after `before` on a line."""
    later = itertools.islice(_lines(text), number + 1, None)
    return (line[len(before) :] + "".join(later)).strip()


def _lines(text: str) -> Iterator[str]:
    start = 0
    for found in _LINE_BREAK.finditer(text):
        yield text[start : found.start()]
        start = found.end()
    yield text[start:]


def _line(text: str, number: int) -> str:
    return next((line for at, line in enumerate(_lines(text)) if at == number), "")


def unseen_sign(text: str, index: int, file: str) -> Problem:
    """Return the problem of an invisible sign at `index` in a file's text."""
    lines = list(_lines(text[:index]))
    return Problem(
        where=Place(file=file, line=len(lines), column=len(lines[-1]) + 1),
        what=f"the file holds an invisible sign (U+{ord(text[index]):04X})",
        remedy="delete it",
    )
