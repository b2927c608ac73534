"""Link vocabularies: drafts of roles, matters, acts and circumstances → terms.

A pack that uses another adds to its words for itself alone. So a lexicon *grows* by
one pack at a time, and only what that pack says is looked at: the law's words are
linked once, however many municipalities use them.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..language.drafts import Part
from ..language.shapes import Entry, Wrong
from ..model.names import folded
from ..model.problems import Referent, nearest_one
from ..model.texts import Text
from ..model.values import ValueKind
from ..model.vocabulary import Act, Circumstance, Matter, Resolution, Role, Vocabulary
from .checks import parsed_value, rings
from .lexicon import SORTS, TAGS, Lexicon, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..language.drafts import PackDraft
    from ..language.nodes import Scalar
    from ..language.shapes import Problems
    from ..model.problems import Place
    from ..model.values import Value

#: Keys by which a term of one sort names terms of another; no such chain may close.
_REFERENCES = (
    ("roles", "is", "roles"),
    ("roles", "reports_to", "roles"),
    ("matters", "under", "matters"),
    ("acts", "under", "acts"),
)


def grown(base: Lexicon, draft: PackDraft, problems: Problems) -> Lexicon:
    """Return the words of `base` with those of one more pack, problems noted."""
    tables = {sort: dict(base.terms[sort]) for sort in SORTS}
    touched: dict[str, dict[Scalar, Entry]] = {sort: {} for sort in SORTS}
    for sort, table in tables.items():
        for id_, said in draft.vocabulary.get(sort, {}).items():
            is_wrong = isinstance(said, Wrong)
            entry = Entry({}, id_) if is_wrong else said
            touched[sort][id_] = entry
            before = table.get(id_)
            table[str(id_)] = Term(
                id=str(id_),
                entries=(*before.entries, entry) if before else (entry,),
                is_wrong=is_wrong or (before is not None and before.is_wrong),
            )
    tags = dict(base.vocabulary.tags)
    for tag, text in draft.vocabulary.get(TAGS, {}).items():
        tags[str(tag)] = text or Text(str(tag))
    lexicon = replace(
        base,
        vocabulary=replace(base.vocabulary, tags=tags),
        terms=tables,
        is_whole=base.is_whole and not {Part.HEAD, Part.VOCABULARY} & draft.unread,
    )
    growth = _Growth(base, lexicon, touched, problems)
    growth.check_terms()
    vocabulary = growth.vocabulary()
    growth.check_resolutions(vocabulary)
    return replace(lexicon, vocabulary=vocabulary, names=growth.names())


class _Growth:
    """One step of growing: the pack's own terms, checked and built."""

    def __init__(
        self,
        base: Lexicon,
        lexicon: Lexicon,
        touched: Mapping[str, Mapping[Scalar, Entry]],
        problems: Problems,
    ) -> None:
        self._base = base
        self._lexicon = lexicon
        self._terms = lexicon.terms
        self._touched = touched
        self._problems = problems

    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary: what was there, and the terms this pack touches."""
        before, terms, touched = self._base.vocabulary, self._terms, self._touched
        made = {
            id_: circumstance
            for id_ in map(str, touched["circumstances"])
            if (circumstance := self._circumstance(terms["circumstances"][id_]))
        }
        return replace(
            self._lexicon.vocabulary,
            roles={**before.roles, **_made(_role, terms, touched, "roles")},
            matters={**before.matters, **_made(_matter, terms, touched, "matters")},
            acts={**before.acts, **_made(_act, terms, touched, "acts")},
            circumstances={**before.circumstances, **made},
        )

    # checks -----------------------------------------------------------------------

    def check_terms(self) -> None:
        """Note missing labels, unknown names, rings, and words that changed meaning."""
        for sort in SORTS:
            for id_, entry in self._touched[sort].items():
                if id_ in self._base.terms[sort]:
                    self._check_added(sort, id_, entry)
                elif self._lacks(self._terms[sort][id_], "label"):
                    self._note_no_label(sort, id_)
        for sort, key, target in _REFERENCES:
            for entry in self._touched[sort].values():
                said = entry.get(key, ())
                for word in said if isinstance(said, tuple) else (said,):
                    self._lexicon.check_known(word, target, self._problems)
            self._check_rings(sort, key)
        for entry in itertools.chain(*(e.values() for e in self._touched.values())):
            for tag in entry.get(TAGS, ()):
                self._lexicon.check_known(tag, TAGS, self._problems)

    def _lacks(self, term: Term, key: str) -> bool:
        """Tell whether no pack says `key` of a term, as far as all could be read."""
        is_sure = self._lexicon.is_whole and not term.is_wrong
        return is_sure and not any(key in entry.values for entry in term.entries)

    def _check_added(self, sort: str, id_: Scalar, entry: Entry) -> None:
        """Refuse that a pack gives a used pack's term another place or type.

        The used pack's rules were written for the term as it stands there.
        """
        before = self._base.terms[sort][id_]
        for key in ("type", "under"):
            old, new = before.last(key), entry.get(key)
            if old is None or new is None or old == new:
                continue
            shown = getattr(old, "value", old)
            self._problems.note(
                entry.place_of(key),
                "term/changed",
                term=Referent(SORTS[sort], str(id_)),
                key=key,
                value=str(shown),
            )

    def _note_no_label(self, sort: str, id_: Scalar) -> None:
        near = nearest_one(id_, [known for known in self._terms[sort] if known != id_])
        term = Referent(SORTS[sort], str(id_))
        self._problems.note(id_.place, "term/no-label", term=term, near=near)

    def _check_rings(self, sort: str, key: str) -> None:
        own = {str(id_): e for id_, e in self._touched[sort].items() if key in e.values}
        if not own:
            return
        arrows = {id_: term.targets(key) for id_, term in self._terms[sort].items()}
        for ring in rings(arrows):
            first = next((id_ for id_ in ring if id_ in own), None)
            if first is not None:
                where = own[first].place_of(key)
                self._problems.note(where, "term/ring", key=key, ring=ring)

    def check_resolutions(self, vocabulary: Vocabulary) -> None:
        """Note relative roles that no value could ever resolve."""
        for entry in self._touched["roles"].values():
            resolves: Entry | None = entry.get("resolves")
            name: Scalar | None = resolves.get("circumstance") if resolves else None
            if resolves is None or name is None:
                continue
            by_value: Mapping[Scalar, Scalar] = resolves.get("as", {})
            for role in by_value.values():
                self._lexicon.check_known(role, "roles", self._problems)
            if not self._lexicon.check_known(name, "circumstances", self._problems):
                continue
            circumstance = vocabulary.circumstances.get(name)
            if circumstance is None:
                continue
            kind = circumstance.kind
            if kind is ValueKind.ROLE or (kind is ValueKind.ENUM and by_value):
                for value in by_value:
                    parsed_value(
                        circumstance, value, self._terms["roles"], self._problems
                    )
            elif kind is ValueKind.ENUM:
                self._problems.note(name.place, "role/from-no-roles", circumstance=name)
            else:
                self._problems.note(
                    name.place,
                    "role/from-no-choice",
                    circumstance=name,
                    type=kind.value,
                )

    # circumstances ------------------------------------------------------------------

    def _circumstance(self, term: Term) -> Circumstance | None:
        kind = term.last("type")
        place = term.entries[-1].place
        if not isinstance(kind, ValueKind):
            if self._lacks(term, "type"):
                self._problems.note(
                    self._place("circumstances", term.id),
                    "circumstance/no-type",
                    circumstance=term.id,
                    known=tuple(kind.value for kind in ValueKind),
                )
            return None
        labels: dict[str, Text] = {}
        for entry in term.entries:
            said = entry.get("values", {})
            for value, text in said.items():
                labels[str(value)] = text or Text(str(value))
            place = entry.place_of("values") if said else place
        if kind is ValueKind.ENUM and not labels:
            if self._lacks(term, "values"):
                self._problems.note(
                    self._place("circumstances", term.id),
                    "circumstance/no-values",
                    circumstance=term.id,
                )
            return None
        if kind is not ValueKind.ENUM and labels:
            self._problems.note(
                place, "circumstance/needless-values", circumstance=term.id
            )
        self._check_value_names(term.id, labels, place)
        made = Circumstance(
            **term.common(),
            kind=kind,
            values=tuple(labels.items()),
            question=term.last("question"),
        )
        made = replace(made, tags=self._tags(made, term))
        default: Scalar | None = term.last("default")
        if default is None:
            return made
        value = parsed_value(made, default, self._terms["roles"], self._problems)
        if isinstance(value, Wrong):
            return made
        return replace(made, default=value, has_default=True)

    def _tags(
        self, circumstance: Circumstance, term: Term
    ) -> tuple[tuple[str, frozenset[Value]], ...]:
        """Return with which values a circumstance carries which tag."""
        tagged: dict[str, set[Value]] = {}
        for entry in term.entries:
            for tag, texts in entry.get(TAGS, {}).items():
                for text in texts:
                    value = parsed_value(
                        circumstance, text, self._terms["roles"], self._problems
                    )
                    if not isinstance(value, Wrong):
                        tagged.setdefault(str(tag), set()).add(value)
        return tuple((tag, frozenset(values)) for tag, values in tagged.items())

    def _place(self, sort: str, id_: str) -> Place:
        return next(known.place for known in self._touched[sort] if known == id_)

    def _check_value_names(
        self, id_: str, labels: Mapping[str, Text], place: Place
    ) -> None:
        owner = {folded(value): value for value in labels}
        for value, text in labels.items():
            for name in filter(None, (text.sv, text.en)):
                other = owner.setdefault(folded(name), value)
                if other != value:
                    self._problems.note(
                        place,
                        "circumstance/values-alike",
                        name=name,
                        circumstance=id_,
                        one=other,
                        other=value,
                    )

    # names ------------------------------------------------------------------------

    def names(self) -> dict[str, dict[str, str]]:
        """Return which term each name stands for; a name of two terms is a problem.

        An answer must not depend on which of two terms happens to come first.
        """
        found = {}
        for sort in SORTS:
            owner = dict(self._base.names[sort])
            for id_ in self._touched[sort]:
                self._claim(owner, sort, id_, id_, id_.place)
            for id_, entry in self._touched[sort].items():
                for name, place in _said_names(entry):
                    self._claim(owner, sort, id_, name, place)
            found[sort] = owner
        return found

    def _claim(
        self, owner: dict[str, str], sort: str, id_: str, name: str, place: Place
    ) -> None:
        key = folded(name)
        if not key:
            self._problems.note(place, "term/blank-name", name=name)
            return
        other = owner.setdefault(key, str(id_))
        if other != id_:
            self._problems.note(
                place,
                "term/names-alike",
                name=name,
                one=Referent(SORTS[sort], other),
                other=Referent(SORTS[sort], str(id_)),
            )


def _said_names(entry: Entry) -> Iterable[tuple[str, Place]]:
    label = entry.get("label")
    if isinstance(label, Text):
        for name in filter(None, (label.sv, label.en)):
            yield name, entry.place_of("label")
    for synonym in entry.get("synonyms", ()):
        yield synonym, synonym.place


def _made(
    make: Any,  # noqa: ANN401 - one of the three functions below
    terms: Mapping[str, Mapping[str, Term]],
    touched: Mapping[str, Mapping[Scalar, Entry]],
    sort: str,
) -> dict[str, Any]:
    return {str(id_): make(terms[sort][id_]) for id_ in touched[sort]}


def _role(term: Term) -> Role:
    resolves: Entry | None = term.last("resolves")
    return Role(
        **term.common(),
        kinds=term.union("is"),
        reports_to=str(term.last("reports_to", "")),
        resolves=None if resolves is None else _resolution(resolves),
        tags=term.union(TAGS),
    )


def _resolution(entry: Entry) -> Resolution:
    return Resolution(
        reports_to=str(entry.get("reports_to", "")),
        circumstance=str(entry.get("circumstance", "")),
        by_value=tuple((str(v), str(role)) for v, role in entry.get("as", {}).items()),
    )


def _matter(term: Term) -> Matter:
    return Matter(
        **term.common(), under=str(term.last("under", "")), tags=term.union(TAGS)
    )


def _act(term: Term) -> Act:
    return Act(
        **term.common(), under=str(term.last("under", "")), tags=term.union(TAGS)
    )
