"""What click asks for the words that may stand for a parameter, in a shell.

What they are is found in `engine.terminal.offers`, which a shell alone imports.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


class Completer(NamedTuple):
    """Returns what a shell is offered where something of a kind is named."""

    kind: str

    def __call__(
        self, context: click.Context, parameter: click.Parameter, typed: str
    ) -> list[CompletionItem]:
        """Return what may stand where a word has begun."""
        offers = import_module(".offers", __package__)
        found: list[CompletionItem] = offers.completions(
            self.kind, context, parameter, typed
        )
        return found


MUNICIPALITIES = Completer("municipalities")
ROLES = Completer("roles")
MATTERS = Completer("matters")
ACTS = Completer("acts")
SUBJECTS = Completer("subjects")
THINGS = Completer("things")
POSTS = Completer("posts")
FACTS = Completer("facts")
