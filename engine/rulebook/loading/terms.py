"""Link vocabularies: drafts of roles, matters, acts and circumstances → terms.

A pack that uses another adds to its words for itself alone. So a glossary *grows* by
one pack at a time, and only what that pack says is looked at: the law's words are
linked once, however many municipalities use them.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..language.drafts import PackPart
from ..language.shapes import Entry, Wrong
from ..model.bounds import MOST_KINDS
from ..model.names import name_key
from ..model.packs import PackKind
from ..model.problems import Referent
from ..model.texts import Text
from ..model.values import ValueKind
from ..model.vocabulary import (
    Act,
    Circumstance,
    Matter,
    Resolution,
    Role,
    TermKind,
    Vocabulary,
    YesNoClause,
)
from .checks import rings, too_many_above, value_in
from .counterparts import with_counterparts
from .glossary import TAGS, Glossary, TermDraft
from .homonyms import NameClaims

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..language.drafts import PackDraft
    from ..language.nodes import Scalar
    from ..language.shapes import Problems
    from ..model.problems import Place
    from ..model.values import Value

#: Keys by which a term names others of its kind.
_REFERENCES = (
    (TermKind.ROLE, "is"),
    (TermKind.ROLE, "reports_to"),
    (TermKind.ROLE, "named_among"),
    (TermKind.ROLE, "seat"),
    (TermKind.ROLE, "employer"),
    (TermKind.MATTER, "under"),
    (TermKind.ACT, "under"),
)
#: Keys whose chain from term to term may not close.
_CHAINS = frozenset({"is", "reports_to", "under"})


def grow(base: Glossary, draft: PackDraft, problems: Problems) -> Glossary:
    """Return the words of `base` with those of one more pack, problems noted."""
    tables = {kind: dict(base.terms[kind]) for kind in TermKind}
    touched: dict[TermKind, dict[Scalar, Entry]] = {kind: {} for kind in TermKind}
    for kind, table in tables.items():
        for id_, term in draft.vocabulary.get(kind.table, {}).items():
            is_wrong = isinstance(term, Wrong)
            entry = Entry({}, id_) if is_wrong else term
            touched[kind][id_] = entry
            before = table.get(id_)
            table[str(id_)] = TermDraft(
                id=str(id_),
                entries=(*before.entries, entry) if before else (entry,),
                is_wrong=is_wrong or (before is not None and before.is_wrong),
            )
    tags = dict(base.vocabulary.tags)
    for tag, text in draft.vocabulary.get(TAGS, {}).items():
        tags[str(tag)] = text or Text(str(tag))
    glossary = replace(
        base,
        vocabulary=replace(base.vocabulary, tags=tags),
        terms=tables,
        is_whole=base.is_whole
        and not {PackPart.HEAD, PackPart.VOCABULARY} & draft.unread,
    )
    growth = _Growth(base, glossary, touched, problems)
    growth.check_terms()
    vocabulary = with_counterparts(
        growth.vocabulary(), touched[TermKind.ACT], glossary, problems
    )
    growth.check_resolutions(vocabulary)
    is_municipal = draft.head.kind is PackKind.MUNICIPALITY
    claims = NameClaims(base, glossary, vocabulary, is_municipal, problems)
    names = {kind: claims.names(kind, entries) for kind, entries in touched.items()}
    return replace(glossary, vocabulary=claims.vocabulary(), names=names)


class _Growth:
    """One step of growing: the pack's own terms, checked and built."""

    def __init__(
        self,
        base: Glossary,
        glossary: Glossary,
        touched: Mapping[TermKind, Mapping[Scalar, Entry]],
        problems: Problems,
    ) -> None:
        self._base = base
        self._glossary = glossary
        self._terms = glossary.terms
        self._touched = touched
        self._problems = problems

    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary: what was there, and the terms this pack touches."""
        before, terms, touched = self._base.vocabulary, self._terms, self._touched
        made = {
            id_: circumstance
            for id_ in map(str, touched[TermKind.CIRCUMSTANCE])
            if (circumstance := self._circumstance(terms[TermKind.CIRCUMSTANCE][id_]))
        }
        return replace(
            self._glossary.vocabulary,
            roles={**before.roles, **_made(_role, terms, touched, TermKind.ROLE)},
            matters={
                **before.matters,
                **_made(_matter, terms, touched, TermKind.MATTER),
            },
            acts={**before.acts, **_made(_act, terms, touched, TermKind.ACT)},
            circumstances={**before.circumstances, **made},
        )

    # checks -----------------------------------------------------------------------

    def check_terms(self) -> None:
        """Note missing labels, unknown names, rings, and words that changed meaning."""
        for kind in TermKind:
            for id_, entry in self._touched[kind].items():
                if id_ in self._base.terms[kind]:
                    self._check_added(kind, id_, entry)
                elif self._lacks(self._terms[kind][id_], "label"):
                    self._note_no_label(kind, id_)
        for kind, key in _REFERENCES:
            self._check_references(kind, key)
        for entry in itertools.chain(*(e.values() for e in self._touched.values())):
            for tag in entry.get(TAGS, ()):
                self._glossary.check_tag(tag, self._problems)

    def _check_references(self, kind: TermKind, key: str) -> None:
        for entry in self._touched[kind].values():
            named = entry.get(key, ())
            for word in named if isinstance(named, tuple) else (named,):
                self._glossary.check_term(word, kind, self._problems)
        if key in _CHAINS:
            self._check_rings(kind, key)

    def _lacks(self, term: TermDraft, key: str) -> bool:
        """Tell whether no pack says `key` of a term, as far as all could be read."""
        is_sure = self._glossary.is_whole and not term.is_wrong
        return is_sure and not any(key in entry.values for entry in term.entries)

    def _check_added(self, kind: TermKind, id_: Scalar, entry: Entry) -> None:
        """Refuse that a pack gives a used pack's term another place or type.

        The used pack's rules were written for the term as it stands there.
        """
        before = self._base.terms[kind][id_]
        for key in ("type", "under"):
            old, new = before.last(key), entry.get(key)
            if old is None or new is None or old == new:
                continue
            shown = getattr(old, "value", old)
            first = next(e for e in reversed(before.entries) if key in e.values)
            self._problems.note(
                entry.place_of(key),
                "term/changed",
                term=Referent(kind.value, str(id_)),
                key=key,
                value=str(shown),
                first=first.place_of(key),
            )

    def _note_no_label(self, kind: TermKind, id_: Scalar) -> None:
        others = (known for known in self._terms[kind] if known != id_)
        near = self._problems.near(id_, others)
        term = Referent(kind.value, str(id_))
        self._problems.note(id_.place, "term/no-label", term=term, near=near)

    def _check_rings(self, kind: TermKind, key: str) -> None:
        own = {str(id_): e for id_, e in self._touched[kind].items() if key in e.values}
        if not own:
            return
        arrows = {id_: term.targets(key) for id_, term in self._terms[kind].items()}
        found = rings(arrows)
        for ring in found:
            first = next((id_ for id_ in ring if id_ in own), None)
            if first is not None:
                where = own[first].place_of(key)
                self._problems.note(where, "term/ring", key=key, ring=ring)
        if found or key == "reports_to":  # along that nothing is inherited
            return
        for id_ in too_many_above(arrows, MOST_KINDS):
            if id_ in own:
                where, term = own[id_].place_of(key), Referent(kind.value, id_)
                self._problems.note(
                    where, "term/too-many-above", term=term, key=key, most=MOST_KINDS
                )

    def check_resolutions(self, vocabulary: Vocabulary) -> None:
        """Note relative roles that no value could ever resolve, and unknown roles."""
        for entry in self._touched[TermKind.CIRCUMSTANCE].values():
            for role in entry.get("open_for", ()):
                self._glossary.check_term(role, TermKind.ROLE, self._problems)
        for entry in self._touched[TermKind.ROLE].values():
            resolves: Entry | None = entry.get("resolves")
            name: Scalar | None = resolves.get("circumstance") if resolves else None
            if resolves is None or name is None:
                continue
            by_value: Mapping[Scalar, Scalar] = resolves.get("as", {})
            for role in by_value.values():
                self._glossary.check_term(role, TermKind.ROLE, self._problems)
            sought = TermKind.CIRCUMSTANCE
            is_known = self._glossary.check_term(name, sought, self._problems)
            circumstance = vocabulary.circumstances.get(name) if is_known else None
            if circumstance is None:
                continue
            kind = circumstance.kind
            if kind is ValueKind.ROLE or (kind is ValueKind.ENUM and by_value):
                for value in by_value:
                    value_in(
                        circumstance, value, self._terms[TermKind.ROLE], self._problems
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

    def _circumstance(self, term: TermDraft) -> Circumstance | None:
        kind = term.last("type")
        place = term.entries[-1].place
        if not isinstance(kind, ValueKind):
            if self._lacks(term, "type"):
                self._problems.note(
                    self._place(TermKind.CIRCUMSTANCE, term.id),
                    "circumstance/no-type",
                    circumstance=term.id,
                    known=tuple(kind.value for kind in ValueKind),
                )
            return None
        labels: dict[str, Text] = {}
        written: dict[str, Place] = {}
        for entry in term.entries:
            values = entry.get("values", {})
            for value, text in values.items():
                labels[str(value)] = text or Text(str(value))
                written[str(value)] = value.place
            place = entry.place_of("values") if values else place
        if kind is ValueKind.ENUM and not labels:
            if self._lacks(term, "values"):
                self._problems.note(
                    self._place(TermKind.CIRCUMSTANCE, term.id),
                    "circumstance/no-values",
                    circumstance=term.id,
                )
            return None
        if kind is not ValueKind.ENUM and labels:
            self._problems.note(
                place, "circumstance/needless-values", circumstance=term.id
            )
        self._check_value_names(term.id, labels, written)
        made = Circumstance(
            **term.common(),
            kind=kind,
            values=tuple(labels.items()),
            question=term.last("question"),
            clause=self._clause(term, kind),
            open_for=term.union("open_for"),
        )
        made = replace(made, tags=self._tags(made, term))
        default: Scalar | None = term.last("default")
        if default is None:
            return made
        value = value_in(made, default, self._terms[TermKind.ROLE], self._problems)
        if isinstance(value, Wrong):
            return made
        return replace(made, default=value, has_default=True)

    def _clause(self, term: TermDraft, kind: ValueKind) -> YesNoClause | None:
        """Return what is the case where a circumstance is so, and where it is not."""
        entry: Entry | None = term.last("clause")
        if entry is None:
            return None
        if kind is not ValueKind.BOOL:
            where = self._place(TermKind.CIRCUMSTANCE, term.id)
            code = "circumstance/needless-clause"
            self._problems.note(where, code, circumstance=term.id)
        yes, no = entry.get("yes"), entry.get("no")
        return YesNoClause(yes=yes, no=no) if yes and no else None

    def _tags(
        self, circumstance: Circumstance, term: TermDraft
    ) -> tuple[tuple[str, frozenset[Value]], ...]:
        """Return with which values a circumstance carries which tag."""
        tagged: dict[str, set[Value]] = {}
        for entry in term.entries:
            for tag, texts in entry.get(TAGS, {}).items():
                for text in texts:
                    value = value_in(
                        circumstance, text, self._terms[TermKind.ROLE], self._problems
                    )
                    if not isinstance(value, Wrong):
                        tagged.setdefault(str(tag), set()).add(value)
        return tuple((tag, frozenset(values)) for tag, values in tagged.items())

    def _place(self, kind: TermKind, id_: str) -> Place:
        return next(known.place for known in self._touched[kind] if known == id_)

    def _check_value_names(
        self, id_: str, labels: Mapping[str, Text], places: Mapping[str, Place]
    ) -> None:
        owner = {name_key(value): value for value in labels}
        for value, text in labels.items():
            for name in filter(None, (text.sv, text.en)):
                other = owner.setdefault(name_key(name), value)
                if other != value:
                    self._problems.note(
                        places[value],
                        "circumstance/values-alike",
                        name=name,
                        circumstance=id_,
                        one=other,
                        other=value,
                        first=places[other],
                    )


def _made(
    make: Any,  # noqa: ANN401 - one of the three functions below
    terms: Mapping[TermKind, Mapping[str, TermDraft]],
    touched: Mapping[TermKind, Mapping[Scalar, Entry]],
    kind: TermKind,
) -> dict[str, Any]:
    return {str(id_): make(terms[kind][id_]) for id_ in touched[kind]}


def _role(term: TermDraft) -> Role:
    resolves: Entry | None = term.last("resolves")
    return Role(
        **term.common(),
        kinds=term.union("is"),
        reports_to=str(term.last("reports_to", "")),
        resolves=None if resolves is None else _resolution(resolves),
        named_among=term.union("named_among"),
        seat=str(term.last("seat", "")),
        employer=str(term.last("employer", "")),
        tags=term.union(TAGS),
    )


def _resolution(entry: Entry) -> Resolution:
    return Resolution(
        reports_to=str(entry.get("reports_to", "")),
        circumstance=str(entry.get("circumstance", "")),
        by_value=tuple((str(v), str(role)) for v, role in entry.get("as", {}).items()),
    )


def _matter(term: TermDraft) -> Matter:
    return Matter(
        **term.common(), under=str(term.last("under", "")), tags=term.union(TAGS)
    )


def _act(term: TermDraft) -> Act:
    return Act(
        **term.common(), under=str(term.last("under", "")), tags=term.union(TAGS)
    )
