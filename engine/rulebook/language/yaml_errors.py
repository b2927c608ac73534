"""Find the problem that a rule writer made behind what a YAML parser complains of.

The parser is written in C where that is installed and in Python elsewhere; they
word the same mistake differently, so a mistake is known by words both use.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.problems import Message, Place, Problem
from ..model.signs import code_point

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mistake:
    """A mistake: the words of the parser that give it away, and its code.

    `begins` tells that the place to show is where the broken thing begins, not
    where the parser gave up.
    """

    signs: tuple[str, ...]
    within: str = ""
    code: str
    begins: bool = False


_MISTAKES = (
    _Mistake(
        signs=("end of stream", "document indicator", "document separator"),
        within="quoted scalar",
        code="yaml/unclosed-quote",
        begins=True,
    ),
    _Mistake(signs=("escape", "hexdecimal"), code="yaml/unknown-escape"),
    _Mistake(signs=("',' or ']'",), code="yaml/broken-list", begins=True),
    _Mistake(signs=("',' or '}'",), code="yaml/broken-mapping", begins=True),
    _Mistake(signs=("node content",), code="yaml/no-value"),
    _Mistake(signs=("mapping values are not allowed",), code="yaml/misplaced-colon"),
    _Mistake(signs=("sequence entries are not allowed",), code="yaml/misplaced-dash"),
    _Mistake(signs=("could not find expected ':'",), code="yaml/no-key", begins=True),
    _Mistake(signs=("alphabetic or numeric",), code="yaml/begins-alias", begins=True),
    _Mistake(signs=("tag", "'>'", "tag URI"), code="yaml/begins-tag"),
    _Mistake(
        signs=(
            "comment or line break",
            "chomping or indentation",
            "indentation indicator",
        ),
        within="block scalar",
        code="yaml/text-below",
        begins=True,
    ),
)


def explained(error: Exception, text: str, file: str, inside: Place | None) -> Problem:
    """Return the problem behind an error of the YAML parser in `text`.

    `inside` is where the innermost list or mapping begins that was not yet ended.
    """
    begins: Any = getattr(error, "context_mark", None)
    mark: Any = getattr(error, "problem_mark", None) or begins
    if mark is None:
        unseen = _UNREADABLE.search(text)
        return unseen_sign(text, unseen.start() if unseen else 0, file)
    complaint = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    line = _line(text, mark.line)
    before, sign = line[: mark.column], line[mark.column : mark.column + 1]
    is_directive = "directive" in context or "document start" in complaint
    if is_directive or "incompatible" in complaint:
        for at, directive in enumerate(itertools.islice(_lines(text), mark.line + 1)):
            if directive.startswith("%"):
                where = Place(file=file, line=at + 1)
                return Problem(where=where, message=Message.of("yaml/directive"))
    if "flow node" in context and inside and not _rest(text, mark.line, line, before):
        return Problem(where=inside, message=Message.of("yaml/unclosed-bracket"))
    message, is_at_beginning = _mistake(complaint, context, before, sign)
    if is_at_beginning and begins is not None:
        mark = begins
    where = Place(file=file, line=mark.line + 1, column=mark.column + 1)
    return Problem(where=where, message=message)


def _mistake(
    complaint: str, context: str, before: str, sign: str
) -> tuple[Message, bool]:
    """Return what the mistake is, and whether to show where its thing begins."""
    if " tab " in complaint or (sign == "\t" and not before.strip()):
        return Message.of("yaml/tab"), False
    if "cannot start any token" in complaint:
        if sign == "`":
            return Message.of("yaml/begins-backtick"), False
        return Message.of("yaml/bad-beginning", character=sign), False
    for mistake in _MISTAKES:
        is_within = mistake.within in context
        if is_within and any(words in complaint for words in mistake.signs):
            return Message.of(mistake.code), mistake.begins
    is_after = bool(before.strip())
    return Message.of("yaml/after-value" if is_after else "yaml/indentation"), False


def _rest(text: str, number: int, line: str, before: str) -> str:
    """Return what follows in the text after `before` on a line."""
    later = itertools.islice(_lines(text), number + 1, None)
    return (line[len(before) :] + "".join(later)).strip()


def _lines(text: str) -> Iterator[str]:
    start = 0
    for line_break in _LINE_BREAK.finditer(text):
        yield text[start : line_break.start()]
        start = line_break.end()
    yield text[start:]


def _line(text: str, number: int) -> str:
    return next((line for at, line in enumerate(_lines(text)) if at == number), "")


def unseen_sign(text: str, index: int, file: str) -> Problem:
    """Return the problem of an invisible character at `index` in a file's text."""
    lines = list(_lines(text[:index]))
    character = code_point(text[index])
    return Problem(
        where=Place(file=file, line=len(lines), column=len(lines[-1]) + 1),
        message=Message.of("yaml/invisible-in-file", character=character),
    )
