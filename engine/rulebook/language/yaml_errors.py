"""Find the problem that a rule writer made behind what a YAML parser complains of."""

from __future__ import annotations

import re
from typing import Any

from ...records import record
from ..model.problems import Message, Place, Problem
from ..model.signs import code_point

_DIRECTIVE = re.compile("^%", re.MULTILINE)
_SOMETHING = re.compile(r"\S")
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


@record
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
    before = text[text.rfind("\n", 0, mark.index) + 1 : mark.index]
    sign = text[mark.index : mark.index + 1].strip("\r\n")
    is_directive = "directive" in context or "document start" in complaint
    if is_directive or "incompatible" in complaint:
        directive = _DIRECTIVE.search(text, 0, mark.index + 1)
        if directive is not None:
            where = _place(text, directive.start(), file)
            return Problem(where=where, message=Message.of("yaml/directive"))
    if "flow node" in context and inside and not _SOMETHING.search(text, mark.index):
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


def unseen_sign(text: str, index: int, file: str) -> Problem:
    """Return the problem of an invisible character at `index` in a file's text."""
    character = code_point(text[index])
    return Problem(
        where=_place(text, index, file),
        message=Message.of("yaml/invisible-in-file", character=character),
    )


def _place(text: str, index: int, file: str) -> Place:
    line = text.count("\n", 0, index) + 1
    return Place(file=file, line=line, column=index - text.rfind("\n", 0, index))
