"""Tell what was typed wrongly, and what the engine or the system could not do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..report.failures import failure_object, failure_text
from ..report.json_text import json_text
from ..report.lines import Stress
from ..rulebook.model.problems import EngineError, Message, system_reason
from .errors import WrongUsageError
from .exits import Exit
from .streams import OutputKind, tell_aside, write

if TYPE_CHECKING:
    import click

    from ..report.objects.errors import ErrorOutput
    from ..report.say import Say
    from .audience import Audience


def told(error: EngineError | OSError, audience: Audience) -> Exit:
    """Print an error and return its exit code.

    It goes to stderr as text, and to stdout as JSON when that was asked for.
    """
    known = EngineError(_refusal(error)) if isinstance(error, OSError) else error
    if audience.is_program:
        try:
            write(json_text(_object(known, audience.say)), OutputKind.JSON)
        except EngineError:  # it is this that could not be written, or as little
            _tell(known, audience)
    else:
        _tell(known, audience)
    return Exit.NOT_DONE


def _tell(error: EngineError, audience: Audience) -> None:
    text, before = failure_text(error, audience.say), ""
    if isinstance(error, WrongUsageError) and error.context:
        before = _usage(error.context, audience.say)
        text = f"{audience.say('Fel', 'Error')}: {text}"
    tell_aside(before, reader=audience)
    tell_aside(text, Stress.WARNING, audience)


def _usage(context: click.Context, say: Say) -> str:
    more = say(
        f"`{context.command_path} --help` berättar mer.",
        f"`{context.command_path} --help` tells more.",
    )
    return f"{context.get_usage()}\n{more}\n\n"


def _object(error: EngineError, say: Say) -> ErrorOutput:
    content = failure_object(error, say)
    if isinstance(error, WrongUsageError) and error.context:
        content["error"]["command"] = error.context.command_path
    return content


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
