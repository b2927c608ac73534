"""`mandat lint`: contradictions, gaps, unlawful delegation and what nobody needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lint.kinds import KINDS_BY_NAME
from ..report.lint import findings
from ..report.lint.sarif import sarif_text
from ..rulebook.model.problems import UnusableRulesError
from ..rulebook.model.texts import Text
from .common import OF_ALL
from .environment import processors
from .exits import Exit
from .output import message, output, progress
from .parameters import option
from .paths import PathName
from .values import WordChoice, day_option
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "lint",
    "text",
    "json",
    "sarif",
    "github",
    example="lint -m kungsör --accepted",
    municipality=OF_ALL,
    more=Text(
        sv="""\
Granskar alla kommuner, eller den som anges med -m, i alla omständigheter, från och
med i dag. Varje anmärkning har ett kommando som visar den och ett sätt att åtgärda
den. Slutkod 1 när det finns ett fel som inget paket godtar.""",
        en="""\
Looks at every municipality, or at the one named with -m, in every circumstance, from
today on. Each finding comes with a command that shows it and a remedy. Exit code 1
when there is an error that no pack accepts.""",
    ),
)
@option(
    "--only",
    "kinds",
    about=Text(
        sv="Bara denna sorts anmärkning; får upprepas.",
        en="Only this kind of finding; may be repeated.",
    ),
    value=Text(sv="SORT", en="KIND"),
    multiple=True,
    type=WordChoice(*KINDS_BY_NAME),
)
@option(
    "--samples",
    about=Text(
        sv="Läs också varje exempelfråga som `ask` gör; det tar en stund.",
        en="Read every sample question, too, as `ask` does; it takes a while.",
    ),
    is_flag=True,
)
@option(
    "--accepted",
    about=Text(
        sv="Visa också det som paketen godtar, med skälet.",
        en="Show also what the packs accept, with why.",
    ),
    is_flag=True,
)
@option(
    "--scenarios",
    "paths",
    about=Text(
        sv="Scenarier att se på; annars de som ligger bredvid reglerna.",
        en="Scenarios to look at; those beside the rules when left out.",
    ),
    value=Text(sv="FIL", en="PATH"),
    multiple=True,
    type=PathName(exists=True),
)
@day_option(
    Text(
        sv="Dagen från vilken reglerna ses på; annars i dag.",
        en="Day from which on rules are looked at; today when left out.",
    ),
)
def lint(options: Options) -> Exit:
    """Find contradictions, gaps, unlawful delegation and what nobody needs."""
    try:
        with progress("lint") as tell:
            report = options.mandat.lint(
                options.named,
                scenarios=options["paths"],
                samples=options["samples"],
                on=options.day,
                workers=processors(),
                tell=tell,
            )
    except UnusableRulesError as error:
        if options.format not in {"sarif", "github"}:
            raise
        _print_problems(error, options)
        return Exit.NOT_DONE
    report = report.of_kinds(frozenset(options["kinds"] or KINDS_BY_NAME))
    language = options.language
    output(
        options.format,
        text=lambda: report.to_page(language, accepted=options["accepted"]),
        json=lambda: report.to_dict(language),
        sarif=lambda: report.to_sarif(language),
        github=lambda: report.to_annotations(language),
    )
    message(report.summary(language))
    return Exit.DONE if report.is_passed else Exit.MISSED


def _print_problems(error: UnusableRulesError, options: Options) -> None:
    """Print what keeps the rules from being read where findings are waited for."""
    problems = findings.problems_in_words(error.problems, options.say)
    output(
        options.format,
        sarif=lambda: sarif_text(problems, options.say),
        github=lambda: findings.annotations_text(problems),
    )
