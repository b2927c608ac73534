"""`mandat lint`: contradictions, gaps, unlawful delegation and what nobody needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..lint import run
from ..lint.kinds import KINDS_BY_NAME
from ..lint.scenarios import scenario_references
from ..report.lint import findings
from ..report.lint.sarif import sarif_text
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import all_municipalities, load_written
from ..rulebook.model.problems import UnusableRulesError
from ..scenarios.library import scenario_files
from .exits import Exit
from .options import OF_ALL
from .output import message, output, progress
from .verbs import verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..lint.run import LintResult
    from ..report.lint.findings import FindingWords
    from ..report.wording import Wording
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
        result, wording_of = _linted(options)
    except UnusableRulesError as error:
        if options.format not in {"sarif", "github"}:
            raise
        _print(findings.problems_in_words(error.problems), [], options)
        return Exit.NOT_DONE
    result = result.of_kinds(kinds)
    standing = findings.in_words(result.findings, wording_of, options.setting)
    accepted = findings.in_words(result.accepted, wording_of, options.setting)
    _print(standing, accepted, options)
    message(findings.summary_line(result, options.say))
    return Exit.MISSED if result.has_errors else Exit.DONE


def _kinds(named: tuple[str, ...]) -> frozenset[str]:
    """Return the kinds of finding that were named, all of them if none was."""
    for name in named:
        if name not in KINDS_BY_NAME:
            known = ", ".join(KINDS_BY_NAME)
            msg = f"`{name}` is no kind of finding: choose of {known}"
            raise click.BadParameter(msg, param_hint="'--only'")
    return frozenset(named or KINDS_BY_NAME)


def _linted(options: Options) -> tuple[LintResult, Callable[[str], Wording]]:
    """Load the rules and scenarios, and run the checks."""
    folder = RulesFolder(options.folder)
    everyone = all_municipalities(folder)
    named = options.municipality
    written = load_written(folder, [folder.municipality(named)] if named else everyone)
    paths: tuple[Path, ...] = options["paths"]
    beside = options.scenarios_beside
    if not paths and beside:
        paths = (beside,)
    scenarios = None
    if paths:
        files = scenario_files(paths)
        scenarios = scenario_references(
            files, written.jurisdictions, everyone, options.on
        )
    with progress("lint") as tell:
        result = run.lint(written, scenarios, options.on, tell)
    loaded = written.jurisdictions
    first = min(loaded)
    return result, lambda id_: options.wording(loaded.get(id_, loaded[first]))


def _print(
    standing: list[FindingWords], accepted: list[FindingWords], options: Options
) -> None:
    """Print findings; those that packs accept are marked as such."""
    shown = [*standing, *accepted] if options["accepted"] else standing
    output(
        options.format,
        text=lambda: findings.findings_text(shown, options.say),
        json=lambda: findings.findings_object(standing, accepted),
        sarif=lambda: sarif_text([*standing, *accepted], options.say),
        github=lambda: findings.annotations_text(standing),
    )
