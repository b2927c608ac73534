"""What every verb of the terminal is: its common options, its errors, its exit code."""

from __future__ import annotations

import functools
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from ..rulebook.model.problems import EngineError
from .errors import NotDoneError
from .options import LAW_ALONE, Options, common_options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .exits import Exit


class LazyGroup(click.Group):
    """A group whose verbs are imported only when one of them runs.

    `verbs` names the module in this package for each verb; the module has a command
    called as the verb.
    """

    def __init__(self, *args: Any, verbs: Mapping[str, str], **more: Any) -> None:  # noqa: ANN401 - passed on
        """Take the verbs, and what every group of click takes."""
        super().__init__(*args, **more)
        self._verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the verbs."""
        del ctx
        return sorted(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb by its name, by importing its module."""
        del ctx
        if cmd_name not in self._verbs:
            return None
        module = import_module(f".{self._verbs[cmd_name]}", __package__)
        command: click.Command = getattr(module, cmd_name)
        return command


def verb(
    *formats: str,
    example: str,
    municipality: str = LAW_ALONE,
    verbs: Mapping[str, str] | None = None,
) -> Callable[[Callable[[Options], Exit]], click.Command]:
    """Return what makes a function a verb of the terminal.

    Args:
        formats: the values of `--format`, the first one being the default.
        example: a command that runs, shown below the help.
        municipality: what leaving out `-m` means.
        verbs: the verbs below this one, when it is a group; see `LazyGroup`.
    """

    def decorate(function: Callable[[Options], Exit]) -> click.Command:
        @functools.wraps(function)
        def run(**_: object) -> None:
            context = click.get_current_context()
            if context.invoked_subcommand is not None:
                _check_none_before(context, context.invoked_subcommand)
                return
            options = Options(context)
            try:
                context.exit(function(options))
            except EngineError as error:
                raise NotDoneError(error, options) from error

        command: Callable[..., None] = run
        for option in common_options(formats or ("text", "json"), municipality):
            command = option(command)
        epilog = f"Example: mandat {example}"
        if verbs is None:
            return click.command(epilog=epilog)(command)
        make = click.group(
            cls=LazyGroup, verbs=verbs, invoke_without_command=True, epilog=epilog
        )
        return make(command)

    return decorate


def _check_none_before(context: click.Context, command: str) -> None:
    """Refuse options that stand before a command below this one: nobody reads them."""
    typed = click.core.ParameterSource.COMMANDLINE
    for parameter in context.command.params:
        if parameter.name and context.get_parameter_source(parameter.name) is typed:
            option = parameter.opts[-1]
            msg = f"{option} stands before `{command}`: write options after it"
            raise click.UsageError(msg)
