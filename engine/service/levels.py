"""Lay the levels of several municipalities side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..levels.side_by_side import LevelLikeness, compare_levels
from ..records import record
from ..report.levels.as_json import levels_object
from ..report.levels.digest import LevelDigest
from ..report.levels.page import levels_csv, levels_page
from ..report.lines import layout_for
from ..report.say import Marks
from ..rulebook.model.problems import EngineError, Message
from ..space.space import Space
from .setup import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ..levels.side_by_side import LevelComparison
    from ..report.layout import Page
    from ..report.objects.levels import LevelsOutput
    from ..rulebook.model.packs import Jurisdiction
    from .setup import Language, Setup


@record
class LevelReport:
    """Who decides in several municipalities, up to what, and where they differ."""

    comparison: LevelComparison

    @property
    def is_alike(self) -> bool:
        """Tell whether all of them say the same on every matter."""
        counted = {each.likeness for each in self.comparison.matters}
        return counted <= {LevelLikeness.ALIKE}

    def to_text(
        self,
        language: Language = "sv",
        *,
        with_alike: bool = False,
        width: int | None = None,
    ) -> str:
        """Return the levels as the terminal prints them, so many columns wide."""
        return self.to_page(language, with_alike=with_alike).text(layout_for(width))

    def to_page(self, language: Language = "sv", *, with_alike: bool = False) -> Page:
        """Return what `to_text` does before it is laid out for a screen.

        `with_alike` tells whether matters are shown on which all say the same.
        """
        return levels_page(
            LevelDigest(self.comparison, say(language)), with_alike=with_alike
        )

    def to_csv(self, language: Language = "sv") -> str:
        """Return every level as a line of a table, those that are alike among them."""
        return levels_csv(self._plain(language))

    def to_dict(self, language: Language = "sv") -> LevelsOutput:
        """Return every level as the JSON object that the terminal prints."""
        return levels_object(self._plain(language))

    def _plain(self, language: Language) -> LevelDigest:
        return LevelDigest(self.comparison, say(language, Marks.NONE))


def level_report(
    setup: Setup,
    jurisdictions: Sequence[Jurisdiction],
    law: Jurisdiction,
    matters: Sequence[str],
    on: dt.date,
) -> LevelReport:
    """Return the levels of several municipalities side by side.

    Args:
        setup: what is shared to save memory.
        jurisdictions: the municipalities, in order; named twice, one counts once.
        law: law and general guidance alone.
        matters: names of matters to keep to, with what lies under them; all for none.
        on: the day.

    Raises:
        EngineError: fewer than two municipalities are named.
        UnknownNameError: none of them has a matter of some name.
    """
    chosen = {each.id: each for each in jurisdictions}
    if len(chosen) < 2 or "" in chosen:  # noqa: PLR2004 - one has nothing beside it
        raise EngineError(Message.of("compare/too-few"))
    spaces = [Space(each, setup.programs, setup.memory) for each in chosen.values()]
    return LevelReport(
        comparison=compare_levels(spaces, law.vocabulary, on, tuple(matters))
    )
