"""The words that some packs see together, with everything each pack said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..model.texts import Text
from ..model.vocabulary import Vocabulary
from .checks import check_known

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..language.nodes import Scalar
    from ..language.shapes import Entry, Problems

#: The sorts of terms as files call them, each with its noun.
SORTS = {
    "roles": "role",
    "matters": "matter",
    "acts": "act",
    "circumstances": "circumstance",
}
TAGS = "tags"
#: The code of the problem that a word names no term of a sort, or no tag.
UNKNOWN = {
    "roles": "name/unknown-role",
    "matters": "name/unknown-matter",
    "acts": "name/unknown-act",
    "circumstances": "name/unknown-circumstance",
    TAGS: "name/unknown-tag",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term with everything the packs of a jurisdiction say about it, in order."""

    id: str
    entries: tuple[Entry, ...]
    is_wrong: bool = False

    def last(self, key: str, otherwise: Any = None) -> Any:  # noqa: ANN401
        """Return what the last pack that says it says."""
        for entry in reversed(self.entries):
            value = entry.get(key)
            if value is not None:
                return value
        return otherwise

    def union(self, key: str) -> tuple[str, ...]:
        """Return what all packs say together, in order, each once."""
        said = (str(word) for entry in self.entries for word in entry.get(key, ()))
        return tuple(dict.fromkeys(said))

    def targets(self, key: str) -> tuple[str, ...]:
        """Return the terms that `key` points at: all of `is`, the last of others."""
        if key == "is":
            return self.union(key)
        target = self.last(key)
        return () if target is None else (str(target),)

    def common(self) -> dict[str, Any]:
        """Return what every sort of term has."""
        labels = [entry.get("label") for entry in self.entries]
        said = [label for label in labels if isinstance(label, Text)]
        # labels that a later pack replaced stay as synonyms
        behind = (word for text in said[:-1] for word in (text.sv, text.en) if word)
        return {
            "id": self.id,
            "label": said[-1] if said else Text(self.id),
            "synonyms": tuple(dict.fromkeys((*self.union("synonyms"), *behind))),
        }


def _empty_tables() -> dict[str, dict[str, Term]]:
    return {sort: {} for sort in SORTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words that some packs see together.

    `names` says which term each folded name stands for. Without all its files read
    (`is_whole`), a word that is missing may be no mistake.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    terms: Mapping[str, Mapping[str, Term]] = field(default_factory=_empty_tables)
    names: Mapping[str, Mapping[str, str]] = field(
        default_factory=lambda: {sort: {} for sort in SORTS}
    )
    is_whole: bool = True

    def check_known(self, word: Scalar, sort: str, problems: Problems) -> bool:
        """Tell whether a term or tag is known; note a problem when it surely is not."""
        known: Collection[str]
        known = self.vocabulary.tags if sort == TAGS else self.terms[sort]
        if not self.is_whole:
            return word in known
        return check_known(word, known, UNKNOWN[sort], problems)
