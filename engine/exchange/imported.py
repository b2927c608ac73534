"""What was made of a document: an order of ours, and what is not certain of it."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ..records import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .order_plain import PlainOrder
    from .parts import Parts
    from .review import ReviewEntry
    from .source_rows import Chapter


@record
class TakenRow:
    """A row of our table, and where in the document it comes from."""

    parts: Parts
    chapter: Chapter | None
    table: int
    line: int


@record
class NewRole:
    """A role that the vocabulary lacks and somebody decided to add."""

    id: str
    label: str
    kind: str


@record
class KeyLine:
    """A line of the key of our order: a word, the role, who is above and steps in.

    `relation` tells how whom the word means is found, "" where it means the role.
    """

    word: str
    role: str
    superior: str = ""
    substitutes: tuple[str, ...] = ()
    relation: str = ""


@record
class SubDelegationDecision:
    """A decision that passes rows on: by whom, in a word of the key, and its rows.

    `table` is the number of its list in the document, `adopted` the day of the decision
    and `dnr` the number of its case, empty where the text does not tell.
    """

    by: str
    table: int
    rows: tuple[TakenRow, ...]
    adopted: str = ""
    dnr: str = ""


@record
class ImportedOrder:
    """What was made of a document.

    Attributes:
        committee: whose order it is; empty where that is not known yet.
        title: the title of the document.
        adopted: the day on which it was adopted, empty where the text does not tell.
        in_force: the day from which it holds, empty where the text does not tell.
        until: the last day on which it holds, likewise.
        dnr: the number of its case, likewise.
        is_draft: whether the document says that it is a proposal.
        clauses: what holds for every row that does not say otherwise.
        key: the words for roles that its rows use.
        rows: the rows that were taken.
        entries: what was not certain, decided or not.
        waiting: how many rows of the document wait for a decision.
        left_out: how many rows of the document somebody decided to leave out.
        new_roles: roles that must be added to the words of the municipality.
        skipped: the tables that are none of rows, each by its number.
        unread: the paragraphs that nothing was made of.
        passed_on: the decisions by which rows of it are passed on.
        own: the order as it was written, where the document is the official one that
            Mandat made of it: then nothing of it need be asked about.
    """

    committee: str
    title: str
    adopted: str = ""
    in_force: str = ""
    until: str = ""
    dnr: str = ""
    is_draft: bool = False
    clauses: Mapping[str, str] = field(default_factory=dict)
    key: tuple[KeyLine, ...] = ()
    rows: tuple[TakenRow, ...] = ()
    entries: tuple[ReviewEntry, ...] = ()
    waiting: int = 0
    left_out: int = 0
    new_roles: tuple[NewRole, ...] = ()
    skipped: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()
    passed_on: tuple[SubDelegationDecision, ...] = ()
    own: PlainOrder | None = None

    @property
    def open_entries(self) -> tuple[ReviewEntry, ...]:
        """What nobody has decided on."""
        return tuple(entry for entry in self.entries if entry.is_open)

    @property
    def is_day_open(self) -> bool:
        """Whether it is not known from when it holds, though the document tells."""
        return any(entry.why == "in-force" for entry in self.open_entries)
