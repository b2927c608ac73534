"""Print what a command found, in the form that was asked for."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from ..report.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def output(form: str, **forms: Callable[[], str | Mapping[str, Any]]) -> None:
    """Print to stdout what the function named as the form returns.

    Text is printed as it is; plain data is written as one JSON object.
    """
    content = forms[form]()
    text = content if isinstance(content, str) else json_text(content)
    click.echo(text, nl=False)


def message(text: str) -> None:
    """Print a line to stderr, where everything goes that is not the answer."""
    click.echo(text, err=True)


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what shows how far something has come, once it has taken a second."""
    with contextlib.ExitStack() as stack:
        began = time.monotonic()
        bars: list[Any] = []

        def tell(done: int, total: int) -> None:
            if bars:
                bars[0].update(done - bars[0].pos)
            elif sys.stderr.isatty() and time.monotonic() - began > 1:
                bar = click.progressbar(length=total, label=label, file=sys.stderr)
                bars.append(stack.enter_context(bar))
                bars[0].update(done)

        yield tell
