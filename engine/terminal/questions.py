"""Print the answer to a question: what four of the verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .exits import Exit
from .output import output

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..service.interpretation import Interpretation
    from ..service.response import Response
    from .options import Options


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that ask a question."""
    for option in (
        click.option(
            "--why-not",
            metavar="ROLE",
            help="Tell why ROLE is not named by the answer.",
        ),
        click.option("--why", is_flag=True, help="Tell which rules led to the answer."),
        click.option(
            "--on",
            type=click.DateTime(["%Y-%m-%d"]),
            help="Day the question is asked for; today when left out.",
        ),
        click.option(
            "-g",
            "--given",
            multiple=True,
            metavar="NAME=VALUE",
            help="A circumstance that is known; may be repeated.",
        ),
    ):
        command = option(command)
    return command


def answered(answer: Response | Interpretation, options: Options) -> Exit:
    """Print an answer: exit code 3 when the rules name nobody, or several disagree."""
    more = {"why": options["why"], "why_not": options["why_not"]}
    output(
        options.format,
        text=lambda: answer.to_text(options.language, **more),
        json=lambda: answer.to_dict(options.language, **more),
    )
    return Exit.DONE if answer.is_settled else Exit.NO_ONE_OR_SEVERAL


def given_facts(options: Options) -> dict[str, str]:
    """Return the circumstances typed as NAME=VALUE."""
    facts: dict[str, str] = {}
    for pair in options["given"]:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip() or not value.strip():
            msg = f"`{pair}` is not NAME=VALUE, such as `målområde=medarbetare`"
            raise click.BadParameter(msg, param_hint="'-g'")
        if facts.setdefault(name.strip(), value.strip()) != value.strip():
            msg = f"`{name.strip()}` is given twice with different values"
            raise click.BadParameter(msg, param_hint="'-g'")
    return facts
