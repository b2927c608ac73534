"""Print the answer to a question: what four of the verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from ..rulebook.model.texts import Text
from .completers import FACTS, ROLES
from .errors import WrongUsageError
from .exits import Exit
from .output import output
from .parameters import option
from .values import day_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..service.interpretation import Interpretation
    from ..service.response import Response
    from .options import Options


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


def answered(answer: Response | Interpretation, options: Options) -> Exit:
    """Print an answer: exit code 3 when the rules name nobody, or several disagree."""
    more = {"why": options["why"], "why_not": options["why_not"]}
    if options["receipt"]:
        _keep(answer, options)
    output(
        options.format,
        text=lambda: answer.to_page(options.language, **more),
        json=lambda: answer.to_dict(options.language, **more),
    )
    return Exit.DONE if answer.is_settled else Exit.NO_ONE_OR_SEVERAL


def _keep(answer: Response | Interpretation, options: Options) -> None:
    """Write the receipt of an answer, if there is an answer."""
    response = cast("Response | None", getattr(answer, "response", answer))
    if response is not None:
        options.mandat.receipt(response).write(options["receipt"])


def given_facts(options: Options) -> list[tuple[str, str]]:
    """Return the circumstances typed as NAME=VALUE, in the order typed."""
    facts = []
    for pair in options["given"]:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise WrongUsageError("usage/not-a-fact", fact=pair)
        facts.append((name.strip(), value.strip()))
    return facts
