"""`mandat check`: scenarios replayed against the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.failures import problem_text
from ..rulebook.model.problems import EngineError, Message, system_reason
from ..rulebook.model.texts import Text
from .common import OF_ALL
from .environment import processors
from .errors import WrongUsageError
from .exits import Exit
from .output import message, output, progress
from .parameters import argument, option
from .paths import PathName
from .verbs import verb

if TYPE_CHECKING:
    from pathlib import Path

    from ..service.check import CheckReport
    from .options import Options


#: The options that ask for a report.
_REPORTS = ("coverage", "mutate", "junit")


@verb(
    "check",
    "text",
    "json",
    "junit",
    example="check -k nämndmål",
    municipality=OF_ALL,
    more=Text(
        sv="""\
FILER är scenariofiler eller mappar; annars mappen `scenarios` bredvid reglerna.
Slutkod 1 när ett svar inte är som väntat, med --mutate också när en ändring går
obemärkt förbi utan att ett skäl är antecknat; med --accept, som skriver om FILERNA, när
ett sådant scenario inte gick att skriva om.""",
        en="""\
PATHS are scenario files or folders; when left out the folder `scenarios` beside the
rules. Exit code 1 when an answer is not as expected, with --mutate also when a change
goes unnoticed for which no reason is recorded; with --accept, which rewrites the PATHS
named, when such a scenario could not be rewritten.""",
    ),
)
@argument("paths", Text(sv="FILER", en="PATHS"), nargs=-1, type=PathName(exists=True))
@option(
    "-k",
    "words",
    about=Text(
        sv="Bara scenarier vars id eller fil innehåller TEXT.",
        en="Only scenarios whose id or file has TEXT.",
    ),
    value=Text(sv="TEXT", en="TEXT"),
)
@option(
    "--coverage",
    about=Text(
        sv="Säg vilka regler och vilka fall inget scenario prövar.",
        en="Tell which rules and which cells no scenario exercises.",
    ),
    is_flag=True,
)
@option(
    "--mutate",
    about=Text(
        sv=(
            "Ändra reglerna en i taget och säg vilka ändringar inget scenario märker; "
            "med -k bara reglerna som de scenarierna prövar."
        ),
        en=(
            "Change the rules one by one and tell which changes no scenario notices; "
            "with -k only the rules that those scenarios exercise."
        ),
    ),
    is_flag=True,
)
@option(
    "--equivalent",
    about=Text(
        sv="Med --mutate: lista också ändringar som inte ändrar något svar.",
        en="With --mutate, also list the changes that alter no answer.",
    ),
    is_flag=True,
)
@option(
    "--junit",
    about=Text(
        sv="Skriv också resultaten till FIL som JUnit-XML.",
        en="Also write the replays to FILE as JUnit XML.",
    ),
    value=Text(sv="FIL", en="FILE"),
    type=PathName(is_folder=False, is_written=True),
)
@option(
    "--accept",
    about=Text(
        sv="Skriv om det som avvek i scenariofilerna; kräver --decision och --why.",
        en=(
            "Rewrite what was missed in the scenario files; needs --decision and --why."
        ),
    ),
    is_flag=True,
)
@option(
    "--decision",
    about=Text(
        sv="Med --accept: beslutet som ändrade svaren.",
        en="With --accept: the decision that changed the answers.",
    ),
    value=Text(sv="TEXT", en="TEXT"),
)
@option(
    "--why",
    about=Text(
        sv="Med --accept: varför de nya svaren är rätt.",
        en="With --accept: why the new answers are right.",
    ),
    value=Text(sv="TEXT", en="TEXT"),
)
def check(options: Options) -> Exit:
    """Replay scenarios and tell which answers are not what they expect."""
    _check_accept(options)
    report = options.mandat.check(
        *options["paths"], municipality=options.named, named=options["words"] or ""
    )
    if options["accept"]:
        return _accept(report, options)
    language = options.language
    if options["junit"]:
        # a short command loads none of what writes results
        from ..service.outlets import outlet  # noqa: PLC0415

        file = outlet(options["junit"], options.mandat.rules)
        _write(file, report.to_junit(language))
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
        text=lambda: report.to_page(language, equivalent=equivalent),
        json=lambda: report.to_dict(language, equivalent=equivalent),
        junit=lambda: report.to_junit(language),
    )
    message(report.summary(language))
    return Exit.DONE if report.is_passed else Exit.MISSED


def _check_accept(options: Options) -> None:
    """Refuse to accept without files, a decision and a reason, or with a report."""
    reasons = [name for name in ("decision", "why") if options[name] is not None]
    if not options["accept"]:
        if reasons:
            raise WrongUsageError("usage/accept-missing", option=f"--{reasons[0]}")
        return
    if len(reasons) != 2:  # noqa: PLR2004 - nothing is accepted without both
        raise WrongUsageError("usage/accept-needs-reasons")
    if not options["paths"]:
        raise WrongUsageError("usage/accept-needs-files")
    reports = [f"--{name}" for name in _REPORTS if options[name]]
    reports += ["--format junit"] if options.format == "junit" else []
    if reports:
        raise WrongUsageError("usage/accept-apart", option=reports[0])


def _accept(report: CheckReport, options: Options) -> Exit:
    """Rewrite the expectations that were missed."""
    acceptance = report.accept(options["decision"], options["why"])
    output(
        options.format,
        text=lambda: acceptance.to_page(options.language),
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
