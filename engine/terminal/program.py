"""The `mandat` command: its verbs, and what becomes of a bug."""

from __future__ import annotations

import gc
import sys

import click

from ..version import __version__
from .exits import Exit
from .verbs import LazyGroup

_VERBS = (
    "ask",
    "check",
    "diff",
    "lint",
    "may",
    "route",
    "rules",
    "show",
    "sources",
    "train",
    "who",
)


@click.group(
    cls=LazyGroup,
    verbs={name: name for name in _VERBS},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="mandat")
def mandat() -> None:
    """Tell who may decide, who approves, and which way a contact must go.

    Answers rest on written rules and name the passage they rest on. They are not
    legal advice.

    Exit codes: 0 answered; 1 an expectation was missed; 2 wrong usage or unusable
    rules; 3 no rule, rules that contradict each other, or an unclear question.
    """


def main() -> None:
    """Run the command; a bug shows its traceback and exits 70."""
    gc.disable()  # a command ends before there is garbage worth collecting
    try:
        mandat(prog_name="mandat")
    except Exception:  # noqa: BLE001 - the last line before the shell
        sys.excepthook(*sys.exc_info())
        sys.exit(Exit.BUG)
