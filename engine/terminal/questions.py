"""The options of the verbs that ask a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..rulebook.model.texts import Text
from .completers import FACTS, ROLES
from .parameters import option
from .values import day_option

if TYPE_CHECKING:
    from collections.abc import Callable

_ASKING = (
    option(
        "-g",
        "--given",
        about=Text(
            sv="En omständighet som är känd; får upprepas.",
            en="A circumstance that is known; may be repeated.",
        ),
        value=Text(sv="NAMN=VÄRDE", en="NAME=VALUE"),
        multiple=True,
        shell_complete=FACTS,
    ),
    day_option(
        Text(
            sv="Dagen som frågan gäller; annars i dag.",
            en="Day the question is asked for; today when left out.",
        ),
    ),
    option(
        "--why",
        about=Text(
            sv="Säg vilka regler som ledde till svaret.",
            en="Tell which rules led to the answer.",
        ),
        is_flag=True,
    ),
    option(
        "--why-not",
        about=Text(
            sv="Säg varför ROLL inte nämns i svaret.",
            en="Tell why ROLE is not named by the answer.",
        ),
        value=Text(sv="ROLL", en="ROLE"),
        shell_complete=ROLES,
    ),
    option(
        "--receipt",
        about=Text(
            sv="Spara svaret med allt det vilar på i FIL, att pröva med `verify`.",
            en="Keep the answer with all it rests on in FILE, to try with `verify`.",
        ),
        value=Text(sv="FIL", en="FILE"),
        type=click.Path(),
    ),
)


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that ask a question."""
    for each in reversed(_ASKING):
        command = each(command)
    return command
