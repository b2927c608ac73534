"""Make a function a verb of the terminal."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import click

from .commands import NO_TEXT, Verb, VerbGroup, is_common
from .common import LAW_ALONE, common_options
from .errors import WrongUsageError
from .options import Options
from .overview import VERBS
from .parameters import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..rulebook.model.texts import Text
    from .exits import Exit


def verb(
    key: str,
    *formats: str,
    more: Text = NO_TEXT,
    example: str,
    municipality: Text = LAW_ALONE,
    is_several: bool = False,
) -> Callable[[Callable[[Options], Exit]], click.Command]:
    """Return what makes a function a verb of the terminal.

    Args:
        key: the words of the verb, as in `train report`; the overview has them.
        formats: the values of `--format`, the first one being the default.
        more: what help tells besides what the overview does.
        example: a command that runs, shown below the help.
        municipality: what leaving out `-m` means.
        is_several: whether `-m` names several.
    """

    def decorate(function: Callable[[Options], Exit]) -> click.Command:
        @functools.wraps(function)
        def run(**_: object) -> None:
            context = click.get_current_context()
            if context.invoked_subcommand is not None:
                _check_none_before(context, context.invoked_subcommand)
                return
            is_typed = functools.partial(_is_typed, context)
            context.exit(function(Options(context.params, is_typed)))

        command = common_options(
            formats or ("text", "json"), municipality, is_several=is_several
        )(run)
        is_group = any(name.startswith(f"{key} ") for name in VERBS)
        make = click.command(
            key.rpartition(" ")[2],
            key=key,
            cls=VerbGroup if is_group else Verb,
            about=VERBS[key],
            more=more,
            example=example,
        )
        return make(command)

    return decorate


def _check_none_before(context: click.Context, command: str) -> None:
    """Refuse options that stand before a verb below this one: nobody reads them."""
    for parameter in context.command.params:
        if _is_typed(context, parameter.name or "") and not is_common(parameter):
            raise WrongUsageError(
                "usage/option-before", option=shown(parameter), command=command
            )


def _is_typed(context: click.Context, name: str) -> bool:
    """Tell whether somebody typed an option, instead of leaving it out."""
    source = context.get_parameter_source(name)
    return source is click.core.ParameterSource.COMMANDLINE
