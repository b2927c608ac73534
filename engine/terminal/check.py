"""`mandat check`: scenarios replayed against the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..report.failures import problem_text
from ..rulebook.model.problems import EngineError, Message, system_reason
from .environment import processors
from .exits import Exit
from .options import OF_ALL
from .output import message, output, progress
from .verbs import verb

if TYPE_CHECKING:
    from ..service.check import CheckReport
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
    report = options.mandat.check(
        *options["paths"], municipality=options.named, named=options["words"] or ""
    )
    if options["accept"]:
        return _accept(report, options)
    language = options.language
    if options["junit"]:
        _write(options["junit"], report.to_junit(language))
    if options["coverage"]:
        with progress("coverage") as tell:
            report = report.with_coverage(tell)
    if options["mutate"]:
        with progress("mutate") as tell:
            report = report.with_mutation(workers=processors(), tell=tell)
    for problem in report.mutation.stale if report.mutation else ():
        message(problem_text(problem, options.say))
    equivalent = options["equivalent"]
    output(
        options.format,
        text=lambda: report.to_text(language, equivalent=equivalent),
        json=lambda: report.to_dict(language, equivalent=equivalent),
        junit=lambda: report.to_junit(language),
    )
    message(report.summary(language))
    return Exit.DONE if report.is_passed else Exit.MISSED


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


def _accept(report: CheckReport, options: Options) -> Exit:
    """Rewrite the expectations that were missed."""
    acceptance = report.accept(options["decision"], options["why"])
    output(
        options.format,
        text=lambda: acceptance.to_text(options.language),
        json=lambda: acceptance.to_dict(options.language),
    )
    message(acceptance.summary(options.language))
    return Exit.DONE if acceptance.is_whole else Exit.MISSED


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = system_reason(error)
        refusal = Message.of("file/unwritable", path=file, reason=reason)
        raise EngineError(refusal) from error
