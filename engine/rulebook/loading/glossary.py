"""The words that some packs see together, with everything each pack says of them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from ...records import record
from ..model.texts import Text
from ..model.vocabulary import TermKind, Vocabulary
from .checks import check_known, check_term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..language.nodes import Scalar
    from ..language.shapes import Entry, Problems

TAGS = "tags"


@record
class TermDraft:
    """One term with everything the packs of a jurisdiction say about it, in order."""

    id: str
    entries: tuple[Entry, ...]
    is_wrong: bool = False

    def last(self, key: str, otherwise: Any = None) -> Any:  # noqa: ANN401
        """Return what the last pack that has `key` says under it."""
        for entry in reversed(self.entries):
            value = entry.get(key)
            if value is not None:
                return value
        return otherwise

    def union(self, key: str) -> tuple[str, ...]:
        """Return everything that packs list under `key`, in order, each word once."""
        words = (str(word) for entry in self.entries for word in entry.get(key, ()))
        return tuple(dict.fromkeys(words))

    def targets(self, key: str) -> tuple[str, ...]:
        """Return the terms that `key` points at: all of `is`, the last of others."""
        if key == "is":
            return self.union(key)
        target = self.last(key)
        return () if target is None else (str(target),)

    def common(self) -> dict[str, Any]:
        """Return what terms of every kind have."""
        labels = [entry.get("label") for entry in self.entries]
        written = [label for label in labels if isinstance(label, Text)]
        # labels that a later pack replaced stay as synonyms
        behind = (word for text in written[:-1] for word in (text.sv, text.en) if word)
        return {
            "id": self.id,
            "label": written[-1] if written else Text(self.id),
            "synonyms": tuple(dict.fromkeys((*self.union("synonyms"), *behind))),
        }


def _empty_tables() -> dict[TermKind, dict[str, TermDraft]]:
    return {kind: {} for kind in TermKind}


@record
class Glossary:
    """The words that some packs see together.

    `names` says which term the key of each name stands for. Without all its files read
    (`is_whole`), a word that is missing may be no mistake.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    terms: Mapping[TermKind, Mapping[str, TermDraft]] = field(
        default_factory=_empty_tables
    )
    names: Mapping[TermKind, Mapping[str, str]] = field(
        default_factory=lambda: {kind: {} for kind in TermKind}
    )
    is_whole: bool = True

    def check_term(self, word: Scalar, kind: TermKind, problems: Problems) -> bool:
        """Tell whether a term is known; note a problem when it surely is not."""
        known = self.terms[kind]
        if not self.is_whole:
            return word in known
        return check_term(word, kind, known, problems)

    def check_tag(self, word: Scalar, problems: Problems) -> bool:
        """Tell whether a tag is known; note a problem when it surely is not."""
        known = self.vocabulary.tags
        if not self.is_whole:
            return word in known
        return check_known(word, known, "name/unknown-tag", problems)
