"""`mandat diff`: every question that two editions of the rules answer differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .common import OF_ALL
from .completers import SUBJECTS
from .environment import processors
from .errors import WrongUsageError
from .exits import Exit
from .output import output, progress
from .parameters import argument, option
from .values import day_option
from .verbs import verb

if TYPE_CHECKING:
    import datetime as dt

    from .options import Options


@verb(
    "diff",
    "text",
    "markdown",
    "json",
    example="diff docs/examples/change/before docs/examples/change/after",
    municipality=OF_ALL,
    more=Text(
        sv="""\
FÖRE och EFTER är mappar med regelpaket, eller git-revisioner av arkivet där reglerna
ligger; utan EFTER jämförs med reglerna som används. Varje kommun jämförs, eller den
som anges med -m. Slutkod 1 när det inte finns någon regel att jämföra.""",
        en="""\
OLD and NEW are folders of rule packs, or git revisions of the repository in which the
rules lie; NEW is the rules in use when left out. Every municipality is compared, or
the one named with -m. Exit code 1 when there is no rule to compare.""",
    ),
)
@argument("old", Text(sv="FÖRE", en="OLD"), required=False)
@argument("new", Text(sv="EFTER", en="NEW"), required=False)
@day_option(
    Text(
        sv="Jämför bara denna dag; två gånger: samma regler på två dagar.",
        en="Compare on this day alone; given twice, one set of rules on two days.",
    ),
    "days",
    multiple=True,
)
@option(
    "--only",
    about=Text(
        sv="Bara ett ärende, en roll, handling eller regel, och det som hör dit.",
        en="Keep to a matter, role, act or rule, and what is under it.",
    ),
    value=Text(sv="SAK", en="SUBJECT"),
    default="",
    shell_complete=SUBJECTS,
)
@option(
    "--fail-on-change",
    about=Text(
        sv="Slutkod 1 när något svar har ändrats.",
        en="Exit with 1 when some answer changed.",
    ),
    is_flag=True,
)
def diff(options: Options) -> Exit:
    """List every question that two editions of the rules answer differently."""
    days = tuple(day.date() for day in options["days"])
    _check(options["old"], days)
    with progress("diff") as tell:
        report = options.mandat.diff(
            options["old"],
            options["new"],
            municipality=options.named,
            days=days,
            only=options["only"],
            workers=processors(),
            tell=tell,
        )
    output(
        options.format,
        text=lambda: report.to_page(options.language),
        markdown=lambda: report.to_markdown(options.language),
        json=lambda: report.to_dict(options.language),
    )
    is_refused = options["fail_on_change"] and report.is_answer_changed
    return Exit.MISSED if is_refused or not report.is_compared else Exit.DONE


def _check(old: str | None, days: tuple[dt.date, ...]) -> None:
    """Refuse what names nothing to compare, or too much."""
    if old is None and len(days) != 2:  # noqa: PLR2004 - before and after
        raise WrongUsageError("usage/nothing-to-compare")
    if old is not None and len(days) > 1:
        raise WrongUsageError("usage/too-much-to-compare")
