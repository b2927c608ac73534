"""Write to stdout and stderr: nothing unseen, in their encoding, or told why not.

Whatever a command prints goes through here, so that no sign of a rule, an argument or
a file name acts on the terminal, and no sign is beyond what a stream can be given.
"""

from __future__ import annotations

import contextlib
import enum
import errno
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

from ..report.lines import DEEPER, Span, indented, layout_for
from ..rulebook.model.problems import EngineError, Message, system_reason
from ..rulebook.model.signs import escape, visible
from .display import LOOKS, is_coloured, painted, screen_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..report.lines import Line, Stress
    from .audience import Audience


#: A text, and how a terminal shows it in the words of `click.style`.
Piece = tuple[str, "Mapping[str, Any]"]


class NoReaderError(Exception):
    """Whoever read the output has stopped reading."""


class OutputKind(enum.Enum):
    """What is written: it decides how signs are told that a stream cannot be given."""

    #: For people, in the encoding of their terminal: `→` becomes `->`.
    TEXT = "text"
    #: One JSON object: every sign can be written as an escape.
    JSON = "json"
    #: A document that says itself that it is UTF-8, as XML and HTML do.
    DOCUMENT = "document"


#: How signs that our texts are set with are written where an encoding lacks them.
_PLAIN = {
    **dict.fromkeys("─═", "-"),
    "│": "|",
    **dict.fromkeys("┌┐└┘├┤┬┴┼╞╡╪", "+"),
    "█": "#",
    **dict.fromkeys("”“", '"'),
    "–": "-",
    **dict.fromkeys("•·", "*"),
    "→": "->",
    "↔": "<->",
    "…": "...",
    "≤": "<=",
    "≥": ">=",
    "✓": "+",
    "✗": "x",
    "⚠": "!",
}
_UTF_8 = "utf-8"


def write(
    text: str,
    content: OutputKind = OutputKind.TEXT,
    look: Mapping[str, Any] | None = None,
    *,
    reader: Audience | None = None,
) -> None:
    """Write to stdout, where the answer goes and nothing else.

    Args:
        text: what to write, its line breaks included.
        content: what it is.
        look: how a terminal shows it, in the words of `click.style`.
        reader: who reads it; need not be named while a command of click runs.

    Raises:
        EngineError: it could not be written, or there is no stdout.
        NoReaderError: whoever read it has stopped reading.
    """
    _write([(text, look or {})], content, reader)


def _write(
    pieces: Sequence[Piece], content: OutputKind, reader: Audience | None
) -> None:
    if any(text for text, _ in pieces):
        with _stdout() as stream:
            _echo(pieces, content, stream, err=False, reader=reader)


@contextlib.contextmanager
def _stdout() -> Iterator[TextIO]:
    """Give stdout to write to, and tell why where it cannot be written to."""
    if sys.stdout is None:
        reason = Message.of("system/closed")
        raise EngineError(Message.of("output/unwritable", reason=reason))
    try:
        yield sys.stdout
    except OSError as error:
        _give_up(sys.stdout)
        if error.errno in _NO_READER:
            raise NoReaderError from error
        refusal = Message.of("output/unwritable", reason=system_reason(error))
        raise EngineError(refusal) from error


def write_bytes(content: bytes) -> None:
    """Write a file that is no text to stdout.

    Raises:
        EngineError: it could not be written, or there is no stdout.
        NoReaderError: whoever read it has stopped reading.
    """
    import click  # noqa: PLC0415 - an answer is text

    with _stdout():
        click.echo(content, nl=False)


def write_lines(lines: Iterable[Line], reader: Audience | None = None) -> None:
    """Write the lines of a page to stdout, what is stressed as a terminal shows it.

    Raises:
        EngineError: they could not be written, or there is no stdout.
        NoReaderError: whoever reads them has stopped reading.
    """
    _write(_pieces(lines), OutputKind.TEXT, reader)


def _pieces(lines: Iterable[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    for line in lines:
        pieces += [(s.text, LOOKS[s.stress] if s.stress else {}) for s in line]
        pieces.append(("\n", {}))
    return pieces


def write_aside(text: str, look: Mapping[str, Any] | None = None) -> None:
    """Write to stderr, which may be closed or full: the exit code tells the rest."""
    if sys.stderr is None:
        return
    try:
        _echo([(text, look or {})], OutputKind.TEXT, sys.stderr, err=True)
    except OSError:
        _give_up(sys.stderr)


def tell_aside(
    text: str, stress: Stress | None = None, reader: Audience | None = None
) -> None:
    """Write lines to stderr as a page is: cut where a screen shows them.

    The reader need not be named while a command runs.
    """
    layout = layout_for(screen_width(reader))
    pieces: list[Piece] = []
    for line in text.splitlines():
        words = line.lstrip(" ")
        indent = line[: len(line) - len(words)]
        told = Span(words, stress)
        shown = indented(told, indent, indent + DEEPER, layout, is_whole=True)
        pieces += _pieces(shown)
    if sys.stderr is None:
        return
    try:
        _echo(pieces, OutputKind.TEXT, sys.stderr, err=True, reader=reader)
    except OSError:
        _give_up(sys.stderr)


#: How systems say that nobody reads any more; EINVAL is what Windows says.
_NO_READER = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}


def _echo(
    pieces: Sequence[Piece],
    content: OutputKind,
    stream: TextIO,
    *,
    err: bool,
    reader: Audience | None = None,
) -> None:
    is_painted = is_coloured(stream, reader)
    encoding = stream.encoding or _UTF_8
    if content is OutputKind.DOCUMENT and not _is_unicode(encoding):
        whole = "".join(visible(text, "\n") for text, _ in pieces)
        import click  # noqa: PLC0415 - as below

        click.echo(whole.encode(_UTF_8), nl=False, err=err)
        return
    made = []
    for text, look in pieces:
        fit = _fit(visible(text, "\n"), content, encoding)
        made.append(painted(fit, look) if look and is_painted else fit)
    whole = "".join(made)
    if os.name == "posix" and encoding.lower() in {"utf-8", "utf8"}:
        stream.write(whole)
        stream.flush()
        return
    import click  # noqa: PLC0415 - it knows the terminals of Windows and old encodings

    click.echo(whole, nl=False, err=err, color=is_painted)


def _is_unicode(encoding: str) -> bool:
    # whoever set no encoding has one for ASCII, which click replaces by UTF-8
    return encoding.lower().startswith(("utf", "ascii", "us-ascii", "ansi_x3"))


def _fit(text: str, content: OutputKind, encoding: str) -> str:
    """Return a text with what an encoding does not have written otherwise."""
    if _is_unicode(encoding):
        return text
    # JSON is UTF-8 to those who read it, and so is what has but ASCII in it
    most = "ascii" if content is OutputKind.JSON else encoding
    lacking = sorted(sign for sign in {*text} if not _has(most, sign))
    return text.translate(_replacements(lacking, content, encoding))


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _replacements(
    signs: Iterable[str], content: OutputKind, encoding: str
) -> dict[int, str]:
    """Return what is written for signs that an encoding does not have."""
    made = {}
    for sign in signs:
        plain = "" if content is OutputKind.JSON else _PLAIN.get(sign, "")
        is_plain = plain and _has(encoding, plain)
        made[ord(sign)] = plain if is_plain else escape(sign)
    return made


def _give_up(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere, or Python would tell of it at the end.

    A stream that is no file of the system, as in tests, is left alone.
    """
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
