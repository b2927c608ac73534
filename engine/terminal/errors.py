"""What was typed wrongly and what the engine could not do, on the way out."""

from __future__ import annotations

import contextlib
from importlib import import_module
from typing import TYPE_CHECKING

import click

from ..rulebook.model.problems import EngineError, Message
from .exits import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..rulebook.model.problems import Parameter
    from .audience import Audience


class WrongUsageError(EngineError):
    """A command line that cannot be meant.

    `context` is that of the command which was being read.
    """

    def __init__(self, code: str, /, **parameters: Parameter) -> None:
        """Take the code of the message, `usage/…`, and its parameters."""
        super().__init__(Message.of(code, **parameters))
        self.context = click.get_current_context(silent=True)


class NotDoneError(Exception):
    """An error of the engine, of usage or of the system, and who is to read of it."""

    def __init__(self, error: EngineError | OSError, audience: Audience) -> None:
        """Keep the error and who reads of it."""
        super().__init__(str(error))
        self.error = error
        self.audience = audience

    def told(self) -> Exit:
        """Print the error and return its exit code."""
        failures = import_module(".failures", __package__)
        code: Exit = failures.told(self.error, self.audience)
        return code


@contextlib.contextmanager
def errors_told(audience: Audience) -> Iterator[None]:
    """Turn what the engine cannot do into an error that the audience is told.

    So is what the system refuses wherever nobody expected it to: that is no bug.
    """
    try:
        yield
    except (EngineError, OSError) as error:
        raise NotDoneError(error, audience) from error
    except KeyboardInterrupt as press:
        raise click.exceptions.Exit(Exit.INTERRUPTED) from press


def wrong_usage(error: click.UsageError, context: click.Context) -> WrongUsageError:
    """Return what click found wrong in a command line as an error with a code."""
    match error:
        case click.NoSuchOption(option_name=option, possibilities=near):
            offer = tuple(near or ())[:1]
            return WrongUsageError("usage/no-such-option", option=option, near=offer)
        case click.BadOptionUsage(option_name=option):
            if _is_flag(option, context):
                return WrongUsageError("usage/needless-value", option=option)
            return WrongUsageError("usage/no-value", option=option)
        case click.MissingParameter():
            argument = getattr(error.param, "value", "")
            return WrongUsageError("usage/missing-argument", argument=argument)
        case _:
            return WrongUsageError("usage/other", answer=error.format_message())


def _is_flag(name: str, context: click.Context) -> bool:
    """Tell whether an option takes no value."""
    return any(
        isinstance(parameter, click.Option)
        and name in parameter.opts
        and parameter.is_flag
        for parameter in context.command.params
    )
