"""Hold a conversation at the terminal: show screens, read what is typed."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import signal
import sys
from typing import TYPE_CHECKING, Any, Self

import click

from ..report.training.screens import ScreenSize, Style, endless_paper
from .display import BLUE, ORANGE, is_shown, screen_width
from .streams import write, write_aside

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from types import FrameType

    from ..report.training.screens import Screen, ScreenLine

#: Words keep the colour that somebody chose for their terminal, which they can read.
_WORDS: Mapping[Style, Mapping[str, Any]] = {
    Style.TITLE: {"bold": True},
    Style.HEADING: {"bold": True},
    Style.RIGHT: {"bold": True},
}
#: Ticks and bars are coloured besides.
SIGNS: Mapping[Style, int] = {Style.RIGHT: BLUE, Style.WRONG: ORANGE}
_SIGN = re.compile(r"([✓✗█]+)")


def screen_size() -> ScreenSize:
    """Return how much fits on the screen; without one, pages end nowhere."""
    width = screen_width() or endless_paper().width
    height = shutil.get_terminal_size().lines if is_shown() else 0
    return ScreenSize(width=width, height=height)


def converse(talk: Generator[Screen, str | None, None], *, to_stderr: bool) -> bool:
    """Show screens and read what is typed; return whether Ctrl-C was pressed.

    It is the end of what is typed: the conversation says how to go on with it.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a slip of the keyboard is no bug
    with _Interrupts() as interrupts:
        screen = next(talk)
        while screen.prompt:
            typed = None
            with contextlib.suppress(KeyboardInterrupt), interrupts.heard():
                _show(screen, to_stderr=to_stderr)
                typed = sys.stdin.readline() or None
            if typed is None or not sys.stdin.isatty():
                # the line was not ended by somebody's Enter
                (write_aside if to_stderr else write)("\n")
            screen = talk.send(typed)
        _show(screen, to_stderr=to_stderr)
        return interrupts.is_pressed


class _Interrupts:
    """Presses of Ctrl-C while a conversation lasts.

    One is noted while a screen is worked out and raised as soon as somebody is heard,
    the first one only: whoever presses twice wants nothing else.
    """

    def __init__(self) -> None:
        self.is_pressed = False
        self._is_hearing = False
        self._before: Any = None

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._press)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _press(self, _number: int, _frame: FrameType | None) -> None:
        self.is_pressed = True
        self._raise_while_heard()

    def _raise_while_heard(self) -> None:
        if self.is_pressed and self._is_hearing:
            self._is_hearing = False
            raise KeyboardInterrupt

    @contextlib.contextmanager
    def heard(self) -> Iterator[None]:
        """Raise KeyboardInterrupt when Ctrl-C is pressed, or was before."""
        self._is_hearing = True
        try:
            self._raise_while_heard()
            yield
        finally:
            self._is_hearing = False


def _show(screen: Screen, *, to_stderr: bool) -> None:
    if is_shown() and not to_stderr:
        click.clear()
    put = write_aside if to_stderr else write
    for line in screen.lines:
        for text, look in _painted(line):
            put(text, look=look)
        put("\n")
    put(screen.prompt)


def _painted(line: ScreenLine) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the parts of a line, and how a terminal shows each."""
    words = _WORDS.get(line.style, {})
    signs = {"fg": SIGNS[line.style]} if line.style in SIGNS else words
    for part in _SIGN.split(line.text):
        yield part, signs if _SIGN.fullmatch(part) else words
