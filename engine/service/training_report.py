"""Sum sessions up for the yearly review of the rules."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ..records import record
from ..report.lines import layout_for
from ..report.say import Marks
from ..report.training.review import unattached_texts, yearly_review
from ..report.training.review_formats import (
    review_csv,
    review_object,
    review_page,
    review_sheet,
)
from ..training.results_file import results_in
from ..training.sessions import sessions, unattached
from ..training.tallies import tallies
from .setup import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ..report.layout import Page
    from ..report.objects.training import ReviewOutput
    from ..report.training.review import YearlyReview
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Problem
    from ..training.tallies import Tallies
    from .setup import Language


@record
class TrainingReport:
    """What many sessions amount to: which cases and rules people got wrong.

    Attributes:
        tallies: the cases and rules with their answers, the worst understood first.
        problems: the lines that could not be read and count for nothing.
        unattached: how many events count for nothing because their session's
            beginning is missing.
        on: the day from which the review of a document is overdue.
    """

    tallies: Tallies
    problems: tuple[Problem, ...]
    unattached: int
    on: dt.date
    _jurisdictions: tuple[Jurisdiction, ...] = field(repr=False, compare=False)

    @property
    def has_answers(self) -> bool:
        """Tell whether somebody answered anything that is summed up here."""
        return any(session.answers for session in self.tallies.sessions)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the report as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return review_sheet(self._review(language))

    def to_html(self, language: Language = "sv") -> str:
        """Return the report as one self-contained page with plots."""
        return review_page(self._review(language, Marks.TAGS))

    def to_csv(self, language: Language = "sv") -> str:
        """Return the report as one table for a spreadsheet."""
        return review_csv(self._review(language))

    def to_dict(self, language: Language = "sv") -> ReviewOutput:
        """Return the report as the JSON object that the terminal prints."""
        return review_object(self._review(language, Marks.NONE))

    def messages(self, language: Language = "sv") -> list[str]:
        """Return a sentence about the events that count for nothing, if any do."""
        return unattached_texts(self.unattached, words(self._first, language).say)

    @property
    def _first(self) -> Jurisdiction:
        return self._jurisdictions[0]

    def _review(self, language: Language, marks: Marks = Marks.QUOTES) -> YearlyReview:
        wordings = [words(each, language, marks) for each in self._jurisdictions]
        return yearly_review(self.tallies, wordings, self.on)


def training_report(
    files: Iterable[Path],
    jurisdictions: Sequence[Jurisdiction],
    municipality: str,
    on: dt.date,
) -> TrainingReport:
    """Sum up the sessions in some files.

    Args:
        files: results of sessions.
        jurisdictions: the rules that the cases may rest on, one at least.
        municipality: the id of the one whose cases count; empty for all.
        on: the day from which the review of a document is overdue.

    Raises:
        EngineError: a file cannot be read, or holds something else altogether.
    """
    events, problems = results_in(files)
    return TrainingReport(
        tallies=tallies(sessions(events), municipality),
        problems=tuple(problems),
        unattached=unattached(events),
        on=on,
        _jurisdictions=tuple(jurisdictions),
    )
