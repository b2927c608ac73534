"""Names that two terms would have: refused, or left to the municipality's own term.

Within one pack, and between packs that several municipalities use, a name stands for
one term. A municipality may give a term of its own a name that stands for another one
in a pack it uses, for itself alone: the name is then that of its own term where this
is a kind of the other, so that what holds for the other holds for it too. Where it is
not, a question by that name is asked back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..model.names import name_key
from ..model.problems import Place, Referent
from ..model.texts import Text
from ..model.vocabulary import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..language.nodes import Scalar
    from ..language.shapes import Entry, Problems
    from ..model.vocabulary import Term, Vocabulary
    from .glossary import Glossary


class NameClaims:
    """Which term each name stands for, once one more pack has named its own."""

    def __init__(
        self,
        base: Glossary,
        grown: Glossary,
        vocabulary: Vocabulary,
        is_municipal: bool,  # noqa: FBT001 - of five, each is named where it is made
        problems: Problems,
    ) -> None:
        """Take the words before and after the pack, and whether it may reuse names."""
        self._base = base
        self._grown = grown
        self._vocabulary = vocabulary
        self._is_municipal = is_municipal
        self._problems = problems
        self._homonyms: dict[TermKind, dict[str, tuple[str, ...]]] = {}

    def names(self, kind: TermKind, entries: Mapping[Scalar, Entry]) -> dict[str, str]:
        """Return which term each name of a kind stands for, with those of a pack.

        An answer must not depend on which of two terms happens to come first: a name
        that cannot be left to both is a problem.
        """
        owner = dict(self._base.names[kind])
        for id_ in entries:
            self._claim(owner, kind, id_, id_, id_.place)
        for id_, entry in entries.items():
            for name, place in _written_names(entry):
                self._claim(owner, kind, id_, name, place)
        return owner

    def vocabulary(self) -> Vocabulary:
        """Return the words, in which a name left to a narrower term is that term's."""
        if not self._homonyms:
            return self._vocabulary
        made = self._vocabulary
        tables: dict[str, Any] = {
            kind.table: {
                id_: self._without_lost_names(kind, term)
                for id_, term in made.terms(kind).items()
            }
            for kind in self._homonyms
        }
        return replace(made, homonyms=self._homonyms, **tables)

    def _without_lost_names(self, kind: TermKind, term: Term) -> Term:
        lost = {
            name
            for name, ids in self._homonyms[kind].items()
            if len(ids) == 1 and ids[0] != term.id
        }
        kept = tuple(name for name in term.synonyms if name_key(name) not in lost)
        return term if kept == term.synonyms else replace(term, synonyms=kept)

    def _claim(
        self, owner: dict[str, str], kind: TermKind, id_: str, name: str, place: Place
    ) -> None:
        key = name_key(name)
        if not key:
            self._problems.note(place, "term/blank-name", name=name)
            return
        other = owner.setdefault(key, str(id_))
        if other == id_:
            return
        first = self._place(kind, other, key)
        one, two = Referent(kind.value, other), Referent(kind.value, str(id_))
        if self._base.names[kind].get(key) != other:
            self._problems.note(
                place, "term/names-alike", name=name, one=one, other=two, first=first
            )
        elif self._may_be_left(kind, other, str(id_), key):
            is_kind = self._is_kind_of(kind, str(id_), other)
            ids = (str(id_),) if is_kind else (str(id_), other)
            self._homonyms.setdefault(kind, {})[key] = ids
            owner[key] = str(id_)
        else:
            self._problems.note(
                place,
                "term/name-of-used-pack",
                name=name,
                one=one,
                other=two,
                id=other,
                first=first,
            )

    def _may_be_left(self, kind: TermKind, other: str, id_: str, key: str) -> bool:
        """Tell whether a municipality may have a name that a pack it uses has too.

        Each of the two must be told from the other by its id, and by its label where
        an answer shows it.
        """
        terms = self._vocabulary.terms(kind)
        if other not in terms or id_ not in terms:
            return self._is_municipal  # something else is wrong with one of them
        one, two = (
            {name_key(text) for text in (term.label.sv, term.label.en) if text}
            for term in (terms[other], terms[id_])
        )
        return (
            self._is_municipal
            and key != name_key(other)
            and (key != name_key(id_) or self._is_kind_of(kind, id_, other))
            and one.isdisjoint(two)
        )

    def _is_kind_of(self, kind: TermKind, id_: str, other: str) -> bool:
        if kind is TermKind.CIRCUMSTANCE:
            return False
        return other in self._vocabulary.kinds(kind).get(id_, ())

    def _place(self, kind: TermKind, id_: str, key: str) -> Place:
        """Return where the vocabulary of a pack gives a term a name."""
        term = self._grown.terms[kind][id_]
        for entry in term.entries:
            for name, place in _written_names(entry):
                if name_key(name) == key:
                    return place
        return term.entries[0].place


def _written_names(entry: Entry) -> Iterable[tuple[str, Place]]:
    label = entry.get("label")
    if isinstance(label, Text):
        for name in filter(None, (label.sv, label.en)):
            yield name, entry.place_of("label")
    for synonym in entry.get("synonyms", ()):
        yield synonym, synonym.place
