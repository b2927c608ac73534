"""Write the yearly review as a page: the rule most people got wrong comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..html_page import html_page
from .reviewing import change_text, due_text, headline, wrong_text

if TYPE_CHECKING:
    from .reviewing import Review

#: So many sessions fit in one plot.
_MOST_COLUMNS = 12


def review_page(review: Review) -> str:
    """Return the yearly review as one self-contained HTML page."""
    say = review.wording.say
    voted = [meeting for meeting in review.gatherings if meeting.total]
    return html_page(
        "review.html",
        say,
        headline=headline(review),
        review=review,
        shares=[(str(m.day), m.right / m.total) for m in voted[-_MOST_COLUMNS:]],
        wrong_text=wrong_text,
        change_text=change_text,
        due_text=due_text,
    )
