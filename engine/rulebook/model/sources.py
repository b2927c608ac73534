"""The documents rules rest on, and the registered passages in them."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ...records import record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .problems import Place
    from .statutes import Statute
    from .texts import Text


class Rank(enum.Enum):
    """The weight of a source; a smaller `height` is a higher rank."""

    __hash__ = object.__hash__  # as for RuleKind: asked for again and again

    LAW = "law"
    COUNCIL = "council"
    BOARD = "board"
    DIRECTOR = "director"
    ADMINISTRATION = "administration"
    GUIDELINE = "guideline"
    AGREEMENT = "agreement"
    GUIDANCE = "guidance"

    @property
    def height(self) -> int:
        """Return 0 for law, and one more for each rank below it."""
        return _HEIGHTS[self]

    def is_above(self, other: Rank) -> bool:
        """Tell whether this rank is strictly higher than `other`."""
        return self.height < other.height


_HEIGHTS = {rank: height for height, rank in enumerate(Rank)}


class Status(enum.Enum):
    """Whether a document binds: adopted, only proposed, or merely published."""

    ADOPTED = "adopted"
    PROPOSAL = "proposal"
    PUBLISHED = "published"


class Reason(enum.Enum):
    """Why a normative passage is not a rule.

    `UNLAWFUL` is for a passage that contradicts the law, so that nobody may follow it.
    """

    VALUE = "value"
    DEFINITION = "definition"
    HISTORY = "history"
    PICTURE = "picture"
    RECOMMENDATION = "recommendation"
    REPEAT = "repeat"
    UNLAWFUL = "unlawful"


@record
class Validity:
    """First and last day in force, both included; None is without limit."""

    first: dt.date | None = None
    last: dt.date | None = None

    def is_in_force(self, on: dt.date) -> bool:
        """Tell whether a day lies within the validity."""
        return (self.first is None or self.first <= on) and (
            self.last is None or on <= self.last
        )


@record
class Frequency:
    """How often: `times` per `every` `unit`s, or a word such as continuously."""

    word: str = ""
    times: int = 1
    every: int = 1
    unit: str = ""


@record
class Deadline:
    """Within how long: `count` `unit`s from what the duty tells of."""

    count: int
    unit: str


@record
class ReviewCycle:
    """How often a document is to be reviewed, by whom, and when it last was."""

    every: Frequency
    by: tuple[str, ...] = ()
    last: dt.date | None = None


@record
class Passage:
    """A registered place in a document, described in our own words.

    `id` is the full id `pack/source#passage`. `fingerprint` is empty where the
    text was not at hand when the passage was registered. `defines` are the ids of
    roles, matters, acts or circumstances that it says the meaning of. `tags` say
    what the passage is on, to checks that must know. Of a section of an act, `amended`
    is the number of the act that last changed it, empty for the original wording, and
    `pending` a change that is known to come and has not been read.
    """

    id: str
    source: str
    section: str
    where: str
    gist: Text
    fingerprint: str
    reason: Reason | None
    because: Text | None
    defines: tuple[str, ...]
    place: Place
    tags: tuple[str, ...] = ()
    amended: str = ""
    pending: Text | None = None


@record
class Source:
    """A document with rank, status and dates. `id` is `pack/source`.

    `text` is the fingerprint of its whole text, and `rest` are those of the lines in
    it that are no passages, such as headings; empty where they were not registered.
    `statute` is the act that it is, None for any other document.
    """

    id: str
    title: Text
    short: Text
    rank: Rank
    status: Status
    validity: Validity
    adopted: dt.date | None
    consulted: dt.date | None
    url: str
    review: ReviewCycle | None
    passages: Mapping[str, Passage]
    place: Place
    text: str = ""
    rest: tuple[str, ...] = ()
    statute: Statute | None = None
