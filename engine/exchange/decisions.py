"""Apply what a person decided on a document, each decision to what it was taken on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.orders import COLUMNS
from ..rulebook.model.names import name_key
from ..rulebook.model.vocabulary import TermKind
from .columns import ColumnRole
from .imported import NewRole
from .role_names import EMPLOYEE, RoleNames, kind_of, word_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..rulebook.model.vocabulary import Vocabulary
    from .parts import RowReading
    from .review import Offer, ReviewDecisions
    from .role_names import Abbreviation

#: How a decision says that a word stands for a role that nobody has written down.
NEW_ROLE = "ny roll"
_NEW = frozenset(map(name_key, (NEW_ROLE, "new role")))
_COLUMN = re.compile("t[0-9]+k[0-9]+")


class Decisions:
    """What was decided, by what it is on.

    Args:
        decided: what the review file says.
        vocabulary: the words of the municipality, or of law alone.
        key: the key of abbreviations of the document.
    """

    def __init__(
        self,
        decided: ReviewDecisions,
        vocabulary: Vocabulary,
        key: Sequence[Abbreviation],
    ) -> None:
        """Sort the decisions."""
        self._decided = decided.decided
        self.texts = decided.texts
        self._vocabulary = vocabulary
        self._key = key
        self._names = RoleNames(vocabulary)
        #: Roles that the vocabulary lacks, by their ids.
        self.new_roles: dict[str, NewRole] = {}
        #: The role that each word stands for, by the key of the word.
        self.roles: Mapping[str, str] = dict(self._words())
        #: What each column says, by its place.
        self.columns: Mapping[str, ColumnRole] = dict(self._column_roles())
        #: How each cell or row is read, by its place.
        self.cells: Mapping[str, RowReading] = {
            id_: offer
            for id_, offer in self._decided.items()
            if not isinstance(offer, str) and not _COLUMN.fullmatch(id_)
        }

    def on(self, id_: str) -> Offer | None:
        """Return what was decided on an entry, None where nothing was."""
        return self._decided.get(id_)

    def committee(self, name: str) -> str:
        """Return the committee that somebody decided on, "" where nobody did.

        Args:
            name: what the document calls a committee that nobody knows.
        """
        offer = self._decided.get("committee")
        return self._role(offer, name) if isinstance(offer, str) else ""

    def _words(self) -> list[tuple[str, str]]:
        words = []
        for id_, offer in self._decided.items():
            word = self.texts.get(id_, "")
            if id_.startswith("role-") and isinstance(offer, str) and word:
                role = self._role(offer, word)
                if role:
                    words.append((word_key(word), role))
        return words

    def _role(self, offer: str, word: str) -> str:
        """Return the role that a decision names: an id, a name, or a new one."""
        head, _, kind = offer.partition(":")
        if name_key(head) not in _NEW:
            if offer in self._vocabulary.roles:
                return offer
            return self._names.find(offer).id
        line = next((a for a in self._key if name_key(a.short) == name_key(word)), None)
        return self.new_role(line.meaning if line else word, kind.strip())

    def new_role(self, label: str, kind: str = "") -> str:
        """Return the id of a new role of a name: a kind of what is told, or it says."""
        wanted = kind or kind_of(label)
        known = next((r for r in self.new_roles.values() if r.label == label), None)
        if known is not None:
            return known.id
        id_ = slug(label)
        while id_ in self._vocabulary.roles or id_ in self.new_roles:
            id_ = f"{id_}-2"
        self.new_roles[id_] = NewRole(id=id_, label=label, kind=self._kind(wanted))
        return id_

    def _kind(self, name: str) -> str:
        """Return the known role that a new one is a kind of: the one named, or any."""
        if name in self._vocabulary.roles:
            return name
        named = self._vocabulary.named
        return named(TermKind.ROLE, name) or named(TermKind.ROLE, EMPLOYEE)

    def _column_roles(self) -> list[tuple[str, ColumnRole]]:
        roles = []
        for id_, offer in self._decided.items():
            heading = self.texts.get(id_, "")
            if not _COLUMN.fullmatch(id_):
                continue
            if offer == ():
                roles.append((id_, ColumnRole(heading, is_ignored=True)))
            elif isinstance(offer, str):
                column = COLUMNS.get(name_key(offer))
                if column is not None:
                    roles.append((id_, ColumnRole(heading, column)))
        return roles


def slug(text: str) -> str:
    """Return a text as an id: small letters without diacritics, words apart."""
    words = " ".join(name_key(word) for word in text.split())
    short = re.sub("[^a-z0-9]+", "-", words)[:40].strip("-")
    return short if short[:1].isalpha() else f"x-{short}".rstrip("-")
