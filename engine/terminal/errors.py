"""What the engine could not do, on its way out of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..report.failures import failure_object, failure_text
from ..report.json_text import json_text
from .exits import Exit

if TYPE_CHECKING:
    from ..rulebook.model.problems import EngineError
    from .options import Options


class NotDoneError(click.ClickException):
    """An engine error: exit code 2, in the form that was asked for."""

    exit_code = Exit.NOT_DONE

    def __init__(self, error: EngineError, options: Options) -> None:
        """Keep the error and how the user wants to read it."""
        super().__init__(str(error))
        self.error = error
        self.options = options

    def show(self, file: object = None) -> None:
        """Print the error: to stderr as text, to stdout as JSON when asked for."""
        del file
        say = self.options.say
        if self.options.format == "json":
            click.echo(json_text(failure_object(self.error, say)), nl=False)
        else:
            click.echo(failure_text(self.error, say), err=True)
