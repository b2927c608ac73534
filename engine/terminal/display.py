"""What shows a command's output: how many columns it has, and whether colours show."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

from ..report.lines import Stress
from .audience import Audience, audience

if TYPE_CHECKING:
    from collections.abc import Mapping

BOLD = "\x1b[1m"
#: Of the 256 colours of a terminal; the colour-blind tell them apart.
BLUE, ORANGE = 33, 166
#: How a terminal shows what is stressed. Bold keeps the colour that somebody chose for
#: their terminal; the blue and the orange stand out 3:1 from black as from white.
LOOKS: Mapping[Stress, Mapping[str, Any]] = {
    Stress.TITLE: {"bold": True},
    Stress.HEADING: {"bold": True, "fg": BLUE},
    Stress.ANSWER: {"bold": True},
    Stress.WARNING: {"bold": True, "fg": ORANGE},
}
#: How many columns terminals have that do not tell.
_USUAL_WIDTH = 80
#: What may be typed for `--color`.
COLORS = ("auto", "always", "never")
#: The widest screen that may be typed for `--width`.
WIDEST = 1000


def is_shown() -> bool:
    """Tell whether a terminal shows what is written to stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def screen_width(reader: Audience | None = None) -> int | None:
    """Return how many columns there are: typed, in COLUMNS, or those of the terminal.

    None where nobody says, as when a pipe or a file takes the output.
    """
    typed = (reader or _reader()).width
    for text in (typed, os.environ.get("COLUMNS", "")):
        if text.isascii() and text.isdigit() and int(text[:6]) > 0:
            return int(text[:6])
    return _terminal_width() if is_shown() else None


def _terminal_width() -> int:
    """Return the columns of the terminal on stdout, 80 where it does not tell."""
    with contextlib.suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL_WIDTH
    return _USUAL_WIDTH


def is_coloured(stream: TextIO, reader: Audience | None = None) -> bool:
    """Tell whether a stream shows colours and bold.

    What was typed counts before NO_COLOR, that before FORCE_COLOR and CLICOLOR_FORCE,
    and those before what the stream is.
    """
    typed = (reader or _reader()).color
    if typed in {"always", "never"}:
        return typed == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(_is_set(name) for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _is_set(name: str) -> bool:
    return os.environ.get(name, "") not in {"", "0", "false"}


def painted(text: str, look: Mapping[str, Any]) -> str:
    """Return a text with the signs by which a terminal shows a look, as click does."""
    colour = f"\x1b[38;5;{look['fg']}m" if "fg" in look else ""
    return f"{colour}{BOLD if look.get('bold') else ''}{text}\x1b[0m"


def _reader() -> Audience:
    import click  # noqa: PLC0415 - a question that is read without it names its reader

    context = click.get_current_context(silent=True)
    return audience(context) if context else Audience.of(())
