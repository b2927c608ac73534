"""Hold a conversation at the terminal: show screens, read what is typed."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from ..report.training.screens import ScreenSize, Style, endless_paper

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from ..report.training.screens import Screen

_LOOKS: Mapping[Style, Mapping[str, Any]] = {
    Style.TITLE: {"bold": True},
    Style.HEADING: {"bold": True},
    Style.RIGHT: {"fg": "green"},
    Style.WRONG: {"fg": "red"},
    Style.MUTED: {"dim": True},
}


def screen_size() -> ScreenSize:
    """Return how much fits on the screen; without one, lines end nowhere."""
    if not sys.stdout.isatty():
        return endless_paper()
    size = shutil.get_terminal_size()
    return ScreenSize(width=size.columns, height=size.lines)


def converse(talk: Generator[Screen, str | None, None], *, to_stderr: bool) -> None:
    """Show screens and read what is typed, until there is no more of either."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a slip of the keyboard is no bug
    with _interrupts_noted() as pressed:
        screen = next(talk)
    while True:
        typed = None
        with contextlib.suppress(KeyboardInterrupt):  # the same as the end of input
            if not pressed or not screen.prompt:
                _show(screen, to_stderr=to_stderr)
            if not screen.prompt:
                return
            typed = None if pressed else sys.stdin.readline() or None
        if typed is None or not sys.stdin.isatty():
            click.echo(err=to_stderr)  # the line was not ended by somebody's Enter
        with _interrupts_noted() as pressed:
            screen = talk.send(typed)


@contextlib.contextmanager
def _interrupts_noted() -> Iterator[list[int]]:
    """Note Ctrl-C instead of stopping there, while the next screen is worked out."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _show(screen: Screen, *, to_stderr: bool) -> None:
    if sys.stdout.isatty() and not to_stderr:
        click.clear()
    color = False if os.environ.get("NO_COLOR") else None
    for line in screen.lines:
        look = _LOOKS.get(line.style, {})
        text = click.style(line.text, **look) if look else line.text
        click.echo(text, err=to_stderr, color=color)
    if screen.prompt:
        click.echo(screen.prompt, nl=False, err=to_stderr)
