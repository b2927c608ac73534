"""`mandat check`: scenarios replayed against the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..mutation.stale import stale
from ..mutation.workers import mutation_trials
from ..report.check import acceptances, replays
from ..report.check.coverage import coverage_object, coverage_text
from ..report.check.junit import junit_text
from ..report.check.mutation import MutationReport
from ..rulebook.loading.shipped import shipped
from ..rulebook.model.problems import EngineError
from ..scenarios.acceptance import accepted, replaced
from ..scenarios.check import check_scenarios
from ..scenarios.coverage import coverage, exercised
from ..scenarios.edits import Decision
from ..scenarios.library import scenario_files
from ..space.space import Space
from .environment import processors
from .exits import Exit
from .options import OF_ALL
from .output import message, output, progress
from .verbs import verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..report.wording import Wording
    from ..scenarios.check import CheckResult
    from .options import Options


@verb("text", "json", "junit", example="check -k nämndmål", municipality=OF_ALL)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "-k", "words", metavar="TEXT", help="Only scenarios whose id or file has TEXT."
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Tell which rules and which cells no scenario exercises.",
)
@click.option(
    "--mutate",
    is_flag=True,
    help=(
        "Change the rules one by one and tell which changes no scenario notices; "
        "with -k only the rules that those scenarios exercise."
    ),
)
@click.option(
    "--equivalent",
    is_flag=True,
    help="With --mutate, also list the changes that alter no answer.",
)
@click.option(
    "--junit",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Also write the replays to FILE as JUnit XML.",
)
@click.option(
    "--accept",
    is_flag=True,
    help="Rewrite what was missed in the scenario files; needs --decision and --why.",
)
@click.option(
    "--decision",
    metavar="TEXT",
    help="With --accept: the decision that changed the answers.",
)
@click.option(
    "--why", metavar="TEXT", help="With --accept: why the new answers are right."
)
def check(options: Options) -> Exit:
    """Replay scenarios and tell which answers are not what they expect.

    PATHS are scenario files or folders; when left out the folder `scenarios` beside
    the rules, or else the shipped ones. Exit code 1 when an answer is not as expected,
    with --mutate also when a change goes unnoticed for which no reason is recorded;
    with --accept, which rewrites the PATHS named, when such a scenario could not be
    rewritten.
    """
    _check_accept(options)
    paths = options["paths"] or (options.scenarios_beside or shipped("scenarios"),)
    words = options["words"] or ""
    result = _checked(paths, words, options)
    if options["accept"]:
        return _accept(result, paths, options)
    wording = options.wordings(result.jurisdictions)
    if options["junit"]:
        _write_junit(options["junit"], result, wording)
    misses = _misses_text(result, wording)
    parts = [misses] if misses else []
    content = replays.check_object(result, wording)
    is_missed = not (result.replays and result.is_passed)
    if options["coverage"]:
        text, content["coverage"] = _coverage(result, wording, options)
        parts.append(text)
    if options["mutate"]:
        whole = _checked(paths, "", options) if words else result
        mutation = _mutation(whole, result if words else None, options)
        parts.append(mutation.text)
        content["mutation"] = mutation.object
        is_missed = is_missed or mutation.is_unexplained
    output(
        options.format,
        text=lambda: "\n".join(parts),
        json=lambda: content,
        junit=lambda: junit_text(result, wording),
    )
    message(replays.summary_line(result, options.say))
    return Exit.MISSED if is_missed else Exit.DONE


def _check_accept(options: Options) -> None:
    """Refuse to accept without files, a decision and a reason, or with a report."""
    given = [name for name in ("decision", "why") if options[name] is not None]
    if not options["accept"]:
        if given:
            msg = f"--{given[0]} belongs to --accept, which rewrites expectations"
            raise click.UsageError(msg)
        return
    if len(given) != 2:  # noqa: PLR2004 - nothing is accepted without both
        msg = (
            '--accept needs both, as in --decision "KS 2026-11-30 § 12" '
            '--why "nya beloppsgränser"'
        )
        raise click.UsageError(msg)
    if not options["paths"]:
        msg = "--accept rewrites files: name them, as in `mandat check scenarios`"
        raise click.UsageError(msg)
    for name in ("coverage", "mutate", "junit"):
        if options[name]:
            msg = f"--accept rewrites, --{name} reports: run one and then the other"
            raise click.UsageError(msg)
    if options.format == "junit":
        msg = "--accept rewrites, `junit` reports: run one and then the other"
        raise click.UsageError(msg)


def _checked(paths: tuple[Path, ...], words: str, options: Options) -> CheckResult:
    """Replay the scenarios in some files that have some words in their names."""
    return check_scenarios(
        paths,
        rules=options.folder,
        open_jurisdiction=options.jurisdiction,
        words=words,
        municipality=options.municipality,
        today=options.on,
    )


def _accept(result: CheckResult, paths: tuple[Path, ...], options: Options) -> Exit:
    """Rewrite the expectations that were missed."""
    decision = Decision(name=options["decision"], why=options["why"], on=options.on)
    spaces = {id_: Space(own) for id_, own in result.jurisdictions.items()}
    missed = [replay for replay in result.replays if not replay.is_passed]
    acceptance = accepted(missed, scenario_files(paths), spaces, decision)
    replaced(acceptance.files)
    output(
        options.format,
        text=lambda: acceptances.acceptance_text(acceptance, options.say),
        json=lambda: acceptances.acceptance_object(acceptance, decision),
    )
    message(acceptances.acceptance_line(acceptance, options.say))
    return Exit.MISSED if acceptance.left else Exit.DONE


def _write_junit(
    file: Path, result: CheckResult, wording: Callable[[str], Wording]
) -> None:
    try:
        file.write_text(junit_text(result, wording), encoding="utf-8")
    except OSError as error:
        msg = f"`{file}` cannot be written: {error.strerror}"
        raise EngineError(msg) from error


def _misses_text(result: CheckResult, wording: Callable[[str], Wording]) -> str:
    """Return a line for each answer that was not as expected, and each problem."""
    lines = [
        replays.miss_line(replay, wording(replay.scenario.municipality))
        for replay in result.replays
        if not replay.is_passed
    ]
    lines += map(str, result.problems)
    return "".join(f"{line}\n" for line in lines)


def _coverage(
    result: CheckResult, wording: Callable[[str], Wording], options: Options
) -> tuple[str, list[dict[str, Any]]]:
    """Return what the scenarios exercise, as text and as plain data."""
    with progress("coverage") as tell:
        covered = coverage(result.jurisdictions, result.replays, options.on, tell)
    text = coverage_text(covered, wording, options.on)
    return text, coverage_object(covered, wording)


class _Mutation(NamedTuple):
    """What became of mutants, as text and data, and whether some need a look."""

    text: str
    object: dict[str, Any]
    is_unexplained: bool


def _mutation(
    result: CheckResult, chosen: CheckResult | None, options: Options
) -> _Mutation:
    """Try the scenarios on changed rules; only on those that `chosen` exercises."""
    scenarios = [replay.scenario for replay in result.replays]
    only = exercised(chosen.replays) if chosen else None
    with progress("mutate") as tell:
        trials = mutation_trials(
            result.jurisdictions, scenarios, options.on, processors(), tell, only=only
        )
    reasons = {(s.rule, s.change): s.because for s in result.survivors}
    report = MutationReport(
        trials, reasons, options.wordings(result.jurisdictions), options.on
    )
    problems = stale(result.survivors, trials, is_whole=only is None)
    for problem in problems:
        message(str(problem))
    with_equivalents = options["equivalent"]
    return _Mutation(
        report.text(options.say, with_equivalents=with_equivalents),
        report.object(with_equivalents=with_equivalents),
        bool(problems or report.unexplained),
    )
