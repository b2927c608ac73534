"""Read what stands in the cells of a log by the words that the rules have.

Each reader takes the text of one cell, so that a log of any length is read by asking
once for each text that occurs in it.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING

from ..rulebook.model.bounds import MOST_LIKENED
from ..rulebook.model.names import name_key
from ..rulebook.model.posts import post_of
from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.questions import given_value
from ..rulebook.model.values import date_in
from ..rulebook.model.vocabulary import TermKind
from .mapping import LogColumn

if TYPE_CHECKING:
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.values import Value
    from .mapping import LogMapping

_COMPACT = re.compile(r"(?:19|20)[0-9]{6}")
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:.*")
#: Days as Excel counts them, from 1980 to 2099; before 1900-03-01 it counts wrongly.
_NUMBERED = re.compile(r"(?:29[2-9][0-9]{2}|[3-6][0-9]{4}|7[0-2][0-9]{3})(?:\.0+)?")
_EXCEL_ZERO = dt.date(1899, 12, 30)


class LogWords:
    """Reads the cells of a log by the words of a municipality and a mapping."""

    def __init__(self, jurisdiction: Jurisdiction, mapping: LogMapping) -> None:
        """Take whose words count, and what the log calls them."""
        self._known = jurisdiction
        self._values = mapping.values
        self._are_days_numbers = mapping.are_days_numbers
        self._ids: dict[tuple[TermKind, str], str | Message] = {}
        self._likened = MOST_LIKENED

    def _id_of(self, kind: TermKind, name: str) -> str:
        """Return the id that a name stands for, looked up once.

        Of names that nothing has only the first get a nearest one.

        Raises:
            EngineError: nothing, or more than one thing, is called so.
        """
        key = kind, name
        known = self._ids.get(key)
        if known is None:
            words = self._known.vocabulary
            try:
                known = words.id_of(kind, name, is_likened=self._likened > 0)
            except EngineError as error:
                known = error.message
                self._likened -= 1
            self._ids[key] = known
        if isinstance(known, Message):
            raise EngineError(known)
        return known

    def meant(self, column: str, text: str) -> str:
        """Return what a cell means: what the mapping says of it, else its own text.

        Args:
            column: the word of a column in a mapping, or the id of a circumstance.
            text: what stands in the cell.
        """
        own = " ".join(text.split())
        table = self._values.get(column)
        return table.get(name_key(own), own) if table else own

    def has_values(self, column: str) -> bool:
        """Tell whether the mapping says what values of a column mean."""
        return column in self._values

    def matter(self, text: str) -> str:
        """Return the id of a matter.

        Raises:
            EngineError: nothing, or more than one thing, is called so.
        """
        meant = self.meant(LogColumn.MATTER.value, text)
        return self._id_of(TermKind.MATTER, meant)

    def committee(self, text: str) -> str:
        """Return the id of a committee.

        Raises:
            EngineError: no committee with an order is called so.
        """
        meant = self.meant(LogColumn.COMMITTEE.value, text)
        id_ = self._id_of(TermKind.ROLE, meant)
        if id_ not in self._committees:
            raise EngineError(Message.of("log/no-committee", name=meant))
        return id_

    @cached_property
    def _committees(self) -> frozenset[str]:
        grants = (rule.conclusion.grant for rule in self._known.rules)
        return frozenset(grant.by for grant in grants if grant)

    def decider(self, text: str) -> str:
        """Return the id of the role or, where no role is called so, of the post.

        Raises:
            EngineError: neither a role nor a post is called so.
        """
        meant = self.meant(LogColumn.DECIDED_BY.value, text)
        words = self._known.vocabulary
        role = words.named(TermKind.ROLE, meant)
        if role:
            return role
        wanted = name_key(meant)
        for post in self._known.posts.values():
            if wanted in {name_key(post.id), name_key(post.title)}:
                return post_of(meant, self._known.posts).id
        return self._id_of(TermKind.ROLE, meant)

    def day(self, text: str) -> dt.date:
        """Return a day: `2026-03-01`, with a time of day or without, or `20260301`.

        Raises:
            EngineError: it is none.
        """
        own = text.strip()
        if timed := _WITH_TIME.fullmatch(own):
            own = timed[1]
        elif _COMPACT.fullmatch(own):
            own = f"{own[:4]}-{own[4:6]}-{own[6:]}"
        elif self._are_days_numbers and _NUMBERED.fullmatch(own):
            return _EXCEL_ZERO + dt.timedelta(days=int(own.partition(".")[0]))
        found = date_in(own)
        if found is None:
            raise EngineError(Message.of("log/no-day", value=own))
        return found

    def plain(self, column: LogColumn, text: str) -> str:
        """Return a text that the engine reads itself."""
        return self.meant(column.value, text)

    def reference(self, text: str, committee: str) -> str:
        """Return a point as orders cite it: with the committee, where it is a number.

        Args:
            text: what stands in the cell.
            committee: the id of the committee that the row names; empty for none.
        """
        meant = self.plain(LogColumn.REFERENCE, text)
        if committee and meant[:1].isdigit():
            label = self._known.vocabulary.roles[committee].label.sv
            return f"{label} {meant}"
        return meant

    def fact(self, circumstance: str, text: str, on: dt.date) -> tuple[str, Value]:
        """Return what a cell tells of a circumstance: as text, and as a value.

        Args:
            circumstance: its id.
            text: what stands in the cell.
            on: the day of the decision, whose prisbasbelopp counts.

        Raises:
            EngineError: the text is no value of the circumstance.
        """
        meant = self.meant(circumstance, text)
        term = self._known.vocabulary.circumstances[circumstance]
        return meant, given_value(self._known, term, meant, on)
