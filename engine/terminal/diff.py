"""`mandat diff`: every question that two editions of the rules answer differently."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..diff.comparison import compare
from ..diff.editions import edition_pair
from ..diff.revisions import folder_files, named_files
from ..report.diff.as_json import changes_object
from ..report.diff.digest import Digest
from ..report.diff.markdown import changes_markdown
from ..report.diff.text import changes_text
from .environment import cache_folder
from .exits import Exit
from .options import OF_ALL
from .output import output, progress
from .verbs import verb

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..diff.editions import Edition
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
    with (
        progress("diff") as tell,
        _editions(options["old"], options["new"], options) as editions,
    ):
        comparison = compare(
            *editions,
            today=options.on,
            days=(days[0], days[-1]) if days else None,
            only=options["only"],
            tell=tell,
        )
    digest = Digest(comparison, options.language, options.on)
    output(
        options.format,
        text=lambda: changes_text(digest),
        markdown=lambda: changes_markdown(digest),
        json=lambda: changes_object(digest),
    )
    is_refused = options["fail_on_change"] and comparison.is_answer_changed
    return Exit.MISSED if is_refused else Exit.DONE


def _check(old: str | None, days: tuple[dt.date, ...]) -> None:
    """Refuse what names nothing to compare, or too much."""
    if old is None and len(days) != 2:  # noqa: PLR2004 - before and after
        msg = "name what to compare with: a folder, a git revision, or `--on` twice"
        raise click.UsageError(msg)
    if old is not None and len(days) > 1:
        msg = "`--on` given twice compares one set of rules: leave out OLD and NEW"
        raise click.UsageError(msg)


@contextlib.contextmanager
def _editions(
    old: str | None, new: str | None, options: Options
) -> Iterator[tuple[Edition, Edition]]:
    """Open both editions; of a git revision for as long as they are used."""
    with tempfile.TemporaryDirectory(prefix="mandat-") as place:
        working = options.folder
        places = Path(place, "old"), Path(place, "new")
        after = (
            folder_files(working)
            if new is None
            else named_files(new, working, places[1])
        )
        before = after if old is None else named_files(old, working, places[0])
        yield edition_pair(before, after, options.municipality, cache_folder())
