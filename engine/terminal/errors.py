"""What was typed wrongly and what the engine could not do, on the way out."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..report.lines import Stress
from ..rulebook.model.problems import EngineError, Message, system_reason
from .exits import Exit
from .streams import OutputKind, tell_aside, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..report.objects.errors import ErrorOutput
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
    """An error of the engine or of usage: exit code 2, in the form asked for."""

    def __init__(self, error: EngineError, audience: Audience) -> None:
        """Keep the error and who reads about it."""
        super().__init__(str(error))
        self._error = error
        self._audience = audience

    def told(self) -> Exit:
        """Print the error and return its exit code.

        It goes to stderr as text, and to stdout as JSON when that was asked for.
        """
        from ..report.json_text import json_text  # noqa: PLC0415 - seldom needed

        if self._audience.is_program:
            try:
                write(json_text(self._object()), OutputKind.JSON)
            except EngineError:  # it is this that could not be written, or as little
                self._tell()
        else:
            self._tell()
        return Exit.NOT_DONE

    def _tell(self) -> None:
        from ..report.failures import failure_text  # noqa: PLC0415 - as above

        text, before = failure_text(self._error, self._audience.say), ""
        if isinstance(self._error, WrongUsageError) and self._error.context:
            before = self._usage(self._error.context)
            text = f"{self._audience.say('Fel', 'Error')}: {text}"
        tell_aside(before, reader=self._audience)
        tell_aside(text, Stress.WARNING, self._audience)

    def _usage(self, context: click.Context) -> str:
        say = self._audience.say
        more = say(
            f"`{context.command_path} --help` berättar mer.",
            f"`{context.command_path} --help` tells more.",
        )
        return f"{context.get_usage()}\n{more}\n\n"

    def _object(self) -> ErrorOutput:
        from ..report.failures import failure_object  # noqa: PLC0415 - as above

        content = failure_object(self._error, self._audience.say)
        if isinstance(self._error, WrongUsageError) and self._error.context:
            content["error"]["command"] = self._error.context.command_path
        return content


@contextlib.contextmanager
def errors_told(audience: Audience) -> Iterator[None]:
    """Turn what the engine cannot do into an error that tells the audience.

    So is what the system refuses wherever nobody expected it to: that is no bug.
    """
    try:
        yield
    except EngineError as error:
        raise NotDoneError(error, audience) from error
    except KeyboardInterrupt as press:
        raise click.exceptions.Exit(Exit.INTERRUPTED) from press
    except OSError as error:
        raise NotDoneError(EngineError(_refusal(error)), audience) from error


def _refusal(error: OSError) -> Message:
    """Return the message of what the system refuses."""
    try:
        Path.cwd()
    except OSError:
        return Message.of("system/no-working-folder")
    reason = system_reason(error)
    if isinstance(error.filename, str):
        return Message.of("file/refused", path=Path(error.filename), reason=reason)
    return Message.of("system/refused", reason=reason)


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
