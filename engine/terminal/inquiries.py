"""What a question asks and how its answer is printed: what four of the verbs share.

None of it needs click, which takes longer to import than a question to answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .exits import Exit
from .output import printer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..service.interpretation import Interpretation
    from ..service.response import Response
    from .audience import Audience
    from .options import Options


def decision(options: Options) -> Response:
    """Ask who decides a matter."""
    given = given_facts(options)
    matter = " ".join(options["matter"])
    return options.municipality.who(matter, given=given, on=options.day)


def contact(options: Options) -> Response:
    """Ask which way a contact must go."""
    given = given_facts(options)
    return options.municipality.route(
        options["sender"],
        options["receiver"],
        about=options["about"] or "",
        given=given,
        on=options.day,
    )


def conduct(options: Options) -> Response:
    """Ask whether somebody may do something."""
    given = given_facts(options)
    act = " ".join(options["act"])
    return options.municipality.may(options["actor"], act, given=given, on=options.day)


def free_question(options: Options) -> Interpretation:
    """Ask in everyday Swedish."""
    given = given_facts(options)
    text = " ".join(options["text"])
    if not any(character.isalnum() for character in text):
        _refuse("usage/no-question")
    return options.municipality.understand(
        text, given=given, on=options.day, asker=options["asker"]
    )


def given_facts(options: Options) -> list[tuple[str, str]]:
    """Return the circumstances typed as NAME=VALUE, in the order typed."""
    facts = []
    for pair in options["given"]:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip() or not value.strip():
            _refuse("usage/not-a-fact", fact=pair)
        facts.append((name.strip(), value.strip()))
    return facts


def _refuse(code: str, **parameters: str) -> None:
    from .errors import WrongUsageError  # noqa: PLC0415 - seldom, and it imports click

    raise WrongUsageError(code, **parameters)


def answered(answer: Response | Interpretation, options: Options) -> Exit:
    """Print an answer: exit code 3 when the rules name nobody, or several disagree."""
    if options["receipt"]:
        _keep(answer, options)
    answer_printer(answer, options)()
    return exit_code(answer)


def _keep(answer: Response | Interpretation, options: Options) -> None:
    """Write the receipt of an answer, if there is an answer."""
    response = cast("Response | None", getattr(answer, "response", answer))
    if response is not None:
        from ..service.receipts import receipt  # noqa: PLC0415 - seldom

        receipt(response, options.mandat).write(options["receipt"])


def answer_printer(
    answer: Response | Interpretation,
    options: Options,
    reader: Audience | None = None,
) -> Callable[[], None]:
    """Return what prints an answer, once all that it prints is made."""
    more = {"why": options["why"], "why_not": options["why_not"]}
    if options.format == "json":
        return printer("json", answer.to_dict(options.language, **more), reader)
    return printer("text", answer.to_page(options.language, **more), reader)


def exit_code(answer: Response | Interpretation) -> Exit:
    """Return the exit code of an answer."""
    return Exit.DONE if answer.is_settled else Exit.NO_ONE_OR_SEVERAL
