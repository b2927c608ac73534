"""`mandat diff`: every question that two editions of the rules answer differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .exits import Exit
from .options import OF_ALL
from .output import output, progress
from .verbs import verb

if TYPE_CHECKING:
    import datetime as dt

    from .options import Options


@verb(
    "text",
    "markdown",
    "json",
    example="diff docs/examples/change/before docs/examples/change/after",
    municipality=OF_ALL,
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--on",
    "days",
    multiple=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="Compare on this day alone; given twice, one set of rules on two days.",
)
@click.option(
    "--only",
    default="",
    metavar="SUBJECT",
    help="Keep to a matter, role, act or rule, and what is under it.",
)
@click.option(
    "--fail-on-change", is_flag=True, help="Exit with 1 when some answer changed."
)
def diff(options: Options) -> Exit:
    """List every question that two editions of the rules answer differently.

    OLD and NEW are folders of rule packs, or git revisions of the repository in which
    the rules lie; NEW is the rules in use when left out. Every municipality is
    compared, or the one named with -m.
    """
    days = tuple(day.date() for day in options["days"])
    _check(options["old"], days)
    with progress("diff") as tell:
        report = options.mandat.diff(
            options["old"],
            options["new"],
            municipality=options.named,
            days=days,
            only=options["only"],
            tell=tell,
        )
    output(
        options.format,
        text=lambda: report.to_text(options.language),
        markdown=lambda: report.to_markdown(options.language),
        json=lambda: report.to_dict(options.language),
    )
    is_refused = options["fail_on_change"] and report.is_answer_changed
    return Exit.MISSED if is_refused else Exit.DONE


def _check(old: str | None, days: tuple[dt.date, ...]) -> None:
    """Refuse what names nothing to compare, or too much."""
    if old is None and len(days) != 2:  # noqa: PLR2004 - before and after
        msg = "name what to compare with: a folder, a git revision, or `--on` twice"
        raise click.UsageError(msg)
    if old is not None and len(days) > 1:
        msg = "`--on` given twice compares one set of rules: leave out OLD and NEW"
        raise click.UsageError(msg)
