"""Print what a command found, in the form that was asked for."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from ..report.json_text import json_text
from ..report.layout import Page
from ..report.lines import layout_for
from .display import screen_width
from .streams import OutputKind, tell_aside, write, write_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def output(form: str, **forms: Callable[[], Page | str | Mapping[str, Any]]) -> None:
    """Print to stdout what the function named as the form returns.

    A page is laid out for the reader's screen, text is printed as it is, and plain data
    is written as one JSON object.
    """
    content = forms[form]()
    if isinstance(content, Page):
        write_lines(content.lines(layout_for(screen_width())))
    elif not isinstance(content, str):
        write(json_text(content), OutputKind.JSON)
    elif form == "text":
        write(content)
    else:
        write(content, OutputKind.DOCUMENT)


def message(text: str) -> None:
    """Print a line to stderr, where everything goes that is not the answer."""
    tell_aside(text)


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what shows how far something has come, once it has taken a second."""
    with contextlib.ExitStack() as stack:
        began = time.monotonic()
        bars: list[Any] = []

        def tell(done: int, total: int) -> None:
            if bars:
                bars[0].update(done - bars[0].pos)
            elif sys.stderr and sys.stderr.isatty() and time.monotonic() - began > 1:
                bar = click.progressbar(length=total, label=label, file=sys.stderr)
                bars.append(stack.enter_context(bar))
                bars[0].update(done)

        yield tell
