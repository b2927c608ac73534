"""Print what a command found, in the form that was asked for."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Any

from ..report.json_text import json_text
from ..report.layout import Page
from ..report.lines import layout_for
from .display import screen_width
from .streams import OutputKind, tell_aside, write, write_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .audience import Audience


def output(form: str, **forms: Callable[[], Page | str | Mapping[str, Any]]) -> None:
    """Print to stdout what the function named as the form returns.

    A page is laid out for the reader's screen, text is printed as it is, and plain data
    is written as one JSON object.
    """
    printer(form, forms[form]())()


def printer(
    form: str,
    content: Page | str | Mapping[str, Any],
    reader: Audience | None = None,
) -> Callable[[], None]:
    """Return what prints a content in a form as `output` does, all of it ready.

    The reader need not be named while a command of click runs.
    """
    if isinstance(content, Page):
        lines = list(content.lines(layout_for(screen_width(reader))))
        return lambda: write_lines(lines, reader)
    if not isinstance(content, str):
        text = json_text(content)
        return lambda: write(text, OutputKind.JSON, reader=reader)
    kind = OutputKind.TEXT if form == "text" else OutputKind.DOCUMENT
    return lambda: write(content, kind, reader=reader)


def message(text: str) -> None:
    """Print a line to stderr, where everything goes that is not the answer."""
    tell_aside(text)


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what shows how far something has come, once it has taken a second."""
    import click  # noqa: PLC0415 - a question shows no progress

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
