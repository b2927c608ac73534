"""Compare two editions of the rules, or one edition on two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diff.comparison import compare
from ..diff.editions import edition_pair, held_edition
from ..diff.revisions import EditionFiles, folder_files, named_files
from ..records import record
from ..report.diff.as_json import changes_object
from ..report.diff.digest import Digest
from ..report.diff.markdown import changes_markdown
from ..report.diff.text import changes_page
from ..report.lines import layout_for
from ..report.say import Marks
from ..rulebook.loading.walks import shown
from ..rulebook.model.problems import EngineError, Message
from .setup import say

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from ..diff.comparison import Comparison
    from ..diff.editions import Edition
    from ..report.layout import Page
    from ..report.objects.changes import DiffOutput
    from .setup import Language, Progress, Setup

    #: A folder of packs, or the name of a git revision.
    EditionName = str | Path


@record
class DiffReport:
    """Every question that two editions of the rules answer differently."""

    comparison: Comparison
    _today: dt.date

    @property
    def is_answer_changed(self) -> bool:
        """Tell whether some question has another answer, not only other reasons."""
        return self.comparison.is_answer_changed

    @property
    def is_compared(self) -> bool:
        """Tell whether there were rules to compare."""
        return self.comparison.is_compared

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return what differs as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return changes_page(self._digest(language))

    def to_markdown(self, language: Language = "sv") -> str:
        """Return what differs as Markdown, for a pull request or the minutes."""
        return changes_markdown(self._digest(language))

    def to_dict(self, language: Language = "sv") -> DiffOutput:
        """Return what differs as the JSON object that the terminal prints."""
        return changes_object(self._digest(language, Marks.NONE))

    def _digest(self, language: Language, marks: Marks = Marks.QUOTES) -> Digest:
        return Digest(self.comparison, say(language, marks), self._today)


def diff_report(  # noqa: PLR0913 - the edges of a run, each named at the call
    setup: Setup,
    old: EditionName | None,
    new: EditionName | None,
    *,
    municipality: str,
    days: tuple[dt.date, ...],
    only: str,
    workers: int = 1,
    tell: Progress,
) -> DiffReport:
    """Compare two editions of the rules of a municipality, or of all.

    Args:
        setup: where the rules in use lie.
        old: the edition before; None for the rules in use, on two days.
        new: the edition after; None for the rules in use.
        municipality: its name; empty for all.
        days: the day to ask on, or one for each edition; none for every day.
        only: the matter, role, act or rule to keep to; empty for all.
        workers: how many processes to use.
        tell: is told how many of how many municipalities are done.

    Raises:
        UnusableEditionError: the rules or scenarios of an edition have problems.
        UnknownNameError: neither edition has what is named.
        EngineError: an edition cannot be found, or there is nothing to compare.
    """
    _check(old, days)
    comparison = compare(
        *_editions(setup, old, new, municipality, workers),
        today=setup.today(),
        days=(days[0], days[-1]) if days else None,
        only=only,
        tell=tell,
    )
    return DiffReport(comparison=comparison, _today=setup.today())


def _editions(
    setup: Setup,
    old: EditionName | None,
    new: EditionName | None,
    municipality: str,
    workers: int,
) -> tuple[Edition, Edition]:
    if setup.held is not None and municipality and old is None and new is None:
        files = EditionFiles(name=shown(setup.rules), rules=setup.rules, scenarios=None)
        own = setup.jurisdiction(municipality)
        alone = held_edition(files, own, setup.held.cases)
        return alone, alone
    after = (
        folder_files(setup.rules) if new is None else named_files(str(new), setup.rules)
    )
    before = after if old is None else named_files(str(old), setup.rules)
    return edition_pair(before, after, municipality, setup.cache, workers=workers)


def _check(old: EditionName | None, days: tuple[dt.date, ...]) -> None:
    """Refuse what names nothing to compare, or too much."""
    if len(days) > 2:  # noqa: PLR2004 - before and after
        raise EngineError(Message.of("edition/many-days", count=len(days)))
    if old is None and len(days) != 2:  # noqa: PLR2004 - as above
        raise EngineError(Message.of("edition/nothing-to-compare"))
    if old is not None and len(days) > 1:
        raise EngineError(Message.of("edition/two-days"))
