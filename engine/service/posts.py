"""What a post may decide on a day: text and plain data."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ..records import record
from ..report.lines import layout_for
from ..report.pages.post_days import PostSheet
from ..report.pages.post_objects import post_object
from ..report.say import Marks
from ..rulebook.model.posts import post_of
from ..space.post_powers import post_day
from ..space.staffing import Staffing
from .setup import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..report.layout import Page
    from ..report.objects.posts import PostOutput
    from ..space.post_powers import PostDay
    from ..space.space import Space
    from .setup import Language


@record
class PostPage:
    """What a post may decide on a day, what has moved, and what it reports to whom."""

    day: PostDay
    _space: Space = field(repr=False, compare=False)
    _staffing: Staffing = field(repr=False, compare=False)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the page as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(
        self, language: Language = "sv", *, marks: Marks = Marks.QUOTES
    ) -> Page:
        """Return what `to_text` does before it is laid out for a screen.

        `marks` tells how Swedish words are shown to a reader of English.
        """
        wording = words(self._space.jurisdiction, language, marks)
        return PostSheet(self.day, self._staffing, wording).page()

    def to_dict(self, language: Language = "sv") -> PostOutput:
        """Return the page as the JSON object that the terminal prints."""
        wording = words(self._space.jurisdiction, language, Marks.NONE)
        return post_object(self.day, self._staffing, wording)


def post_page(
    space: Space, name: str, on: dt.date, disqualified: Iterable[str]
) -> PostPage:
    """Return what a post may decide on a day.

    Args:
        space: the rules that count, with the posts.
        name: the post, by its id or its title.
        on: the day.
        disqualified: posts whose holders are disqualified in what is asked.

    Raises:
        UnknownNameError: no post is called so.
        EngineError: there are no posts, several have that title, or some matter cannot
            be walked.
    """
    jurisdiction = space.jurisdiction
    posts = jurisdiction.posts
    post = post_of(name, posts)
    barred = [post_of(other, posts).id for other in disqualified]
    staffing = Staffing(posts, jurisdiction.vocabulary, on, barred)
    day = post_day(space, post, staffing)
    return PostPage(day=day, _space=space, _staffing=staffing)
