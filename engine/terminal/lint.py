"""`mandat lint`: contradictions, gaps, unlawful delegation and what nobody needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..lint.kinds import KINDS_BY_NAME
from ..report.lint import findings
from ..report.lint.sarif import sarif_text
from ..rulebook.model.problems import UnusableRulesError
from .exits import Exit
from .options import OF_ALL
from .output import message, output, progress
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "text",
    "json",
    "sarif",
    "github",
    example="lint -m kungsör --accepted",
    municipality=OF_ALL,
)
@click.option(
    "--only", "kinds", multiple=True, metavar="KIND", help="Only this kind of finding."
)
@click.option(
    "--accepted", is_flag=True, help="Show also what the packs accept, with why."
)
@click.option(
    "--scenarios",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Scenarios to look at; those beside the rules when left out.",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day from which on rules are looked at; today when left out.",
)
def lint(options: Options) -> Exit:
    """Find contradictions, gaps, unlawful delegation and what nobody needs.

    Looks at every municipality, or at the one named with -m, in every circumstance,
    from today on. Each finding comes with a command that shows it and a remedy.
    Exit code 1 when there is an error that no pack accepts.
    """
    kinds = _kinds(options["kinds"])
    try:
        with progress("lint") as tell:
            report = options.mandat.lint(
                options.named, scenarios=options["paths"], on=options.day, tell=tell
            )
    except UnusableRulesError as error:
        if options.format not in {"sarif", "github"}:
            raise
        _print_problems(error, options)
        return Exit.NOT_DONE
    report = report.of_kinds(kinds)
    language = options.language
    output(
        options.format,
        text=lambda: report.to_text(language, accepted=options["accepted"]),
        json=lambda: report.to_dict(language),
        sarif=lambda: report.to_sarif(language),
        github=lambda: report.to_annotations(language),
    )
    message(report.summary(language))
    return Exit.MISSED if report.has_errors else Exit.DONE


def _kinds(named: tuple[str, ...]) -> frozenset[str]:
    """Return the kinds of finding that were named, all of them if none was."""
    for name in named:
        if name not in KINDS_BY_NAME:
            known = ", ".join(KINDS_BY_NAME)
            msg = f"`{name}` is no kind of finding: choose of {known}"
            raise click.BadParameter(msg, param_hint="'--only'")
    return frozenset(named or KINDS_BY_NAME)


def _print_problems(error: UnusableRulesError, options: Options) -> None:
    """Print what keeps the rules from being read where findings are waited for."""
    problems = findings.problems_in_words(error.problems, options.say)
    output(
        options.format,
        sarif=lambda: sarif_text(problems, options.say),
        github=lambda: findings.annotations_text(problems),
    )
