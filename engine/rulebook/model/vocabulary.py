"""The words rules are written in: roles, matters, acts and circumstances."""

from __future__ import annotations

import enum
from functools import cached_property
from typing import TYPE_CHECKING

from ...records import field, record, replace
from .names import find, name_key
from .problems import AmbiguousNameError, Message, Referent, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .texts import Text
    from .values import Value, ValueKind


class TermKind(enum.Enum):
    """The kinds of terms; a name is looked up among the terms of one kind."""

    __hash__ = object.__hash__  # members are unique; Enum's own hash is Python code

    ROLE = "role"
    MATTER = "matter"
    ACT = "act"
    CIRCUMSTANCE = "circumstance"

    @property
    def table(self) -> str:
        """The key of `vocabulary.yaml` under which the terms of a kind stand."""
        return f"{self.value}s"


#: The kinds of terms of which one may be a kind of another.
_WITH_KINDS = (TermKind.ROLE, TermKind.MATTER, TermKind.ACT)
#: The code of the error that a name is that of no term of a kind.
_UNKNOWN = {
    TermKind.ROLE: "question/unknown-role",
    TermKind.MATTER: "question/unknown-matter",
    TermKind.ACT: "question/unknown-act",
    TermKind.CIRCUMSTANCE: "question/unknown-circumstance",
}


@record
class Resolution:
    """How a relative role finds whom it means.

    Either through the organisation (`reports_to`: the slot of the question whose
    role's superior is meant) or through a circumstance, whose value is the role
    itself or is looked up in `by_value`.
    """

    reports_to: str = ""
    circumstance: str = ""
    by_value: tuple[tuple[str, str], ...] = ()


@record
class Role:
    """An organ, an office, a group or an outsider.

    `named_among` are the kinds of role of which a document may name any to this one.
    `seat` is the organ in which the role sits, where that is not the one it reports to,
    and `employer` whose employee it is; of an organ, whose employees report to it. Both
    are those of the role itself: what it has by its kinds `engine.answers.reach` tells.
    """

    id: str
    label: Text
    synonyms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    reports_to: str = ""
    resolves: Resolution | None = None
    named_among: tuple[str, ...] = ()
    seat: str = ""
    employer: str = ""
    tags: tuple[str, ...] = ()


@record
class Matter:
    """What is decided, prepared or communicated about; a node in a tree."""

    id: str
    label: Text
    synonyms: tuple[str, ...] = ()
    under: str = ""
    tags: tuple[str, ...] = ()


@record
class Counterpart:
    """Another question that asks the same as one on an act.

    It is on another `act`, on who decides a `matter`, or on the way of a contact with a
    role; only one of the three is there. The questions are the same where the facts
    `here` are those of the one on the act, and the facts `there` those of the other.
    """

    act: str = ""
    matter: str = ""
    contact: str = ""
    here: tuple[tuple[str, Value], ...] = ()
    there: tuple[tuple[str, Value], ...] = ()


@record
class Act:
    """What somebody does or must do; a node in a tree."""

    id: str
    label: Text
    synonyms: tuple[str, ...] = ()
    under: str = ""
    tags: tuple[str, ...] = ()
    same_as: tuple[Counterpart, ...] = ()


@record
class YesNoClause:
    """What is the case where a circumstance is so, and where it is not.

    In the order of words that stands behind `att`, `om` and `när`: `verksamheten inte
    följer besluten`.
    """

    yes: Text
    no: Text


@record(slots=False)
class Circumstance:
    """A named, typed fact that rules may depend on.

    `label` is what it is called, a noun: it stands in front of a value and above a
    column. `clause` says the same as a clause, for sentences. `tags` says with which
    values the circumstance carries a tag: that a committee can be awaited is urgent
    when it is not so. The default is assumed of nobody who is a role in `open_for`,
    or a kind of one: for them there is no ordinary case.
    """

    id: str
    label: Text
    kind: ValueKind
    synonyms: tuple[str, ...] = ()
    values: tuple[tuple[str, Text], ...] = ()
    default: Value = None
    has_default: bool = False
    question: Text | None = None
    clause: YesNoClause | None = None
    tags: tuple[tuple[str, frozenset[Value]], ...] = ()
    open_for: tuple[str, ...] = ()

    def asked_about(self, roles: frozenset[str]) -> Circumstance:
        """Return the circumstance as it is for a role: as is, or without its default.

        Args:
            roles: the role that a question is about, and all that it is a kind of.
        """
        if roles.isdisjoint(self.open_for):
            return self
        return replace(self, default=None, has_default=False)

    @cached_property
    def labels(self) -> Mapping[str, Text]:
        """The label of each enum value, in the order in which they are written."""
        return dict(self.values)

    @cached_property
    def value_names(self) -> Mapping[str, str]:
        """The enum value for the key of each of its names."""
        names: dict[str, str] = {}
        for value, label in self.values:
            for name in (value, label.sv, label.en):
                names.setdefault(name_key(name), value)
        return names

    @cached_property
    def value_ids(self) -> tuple[str, ...]:
        """The enum values, in the order in which they are written."""
        return tuple(self.labels)

    def value_label(self, value: str) -> Text | None:
        """Return the label of an enum value, or None when it is not one."""
        return self.labels.get(value)


Term = Role | Matter | Act | Circumstance


@record(slots=False)
class Vocabulary:
    """All the words of one jurisdiction, looked up by id.

    `homonyms` are names that a municipality gives a term of its own though they name
    another one in a pack it uses: the key of the name with the ids it stands for here.
    Its own alone where that is a kind of the other, and else both: who is asked by such
    a name cannot know which is meant.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    matters: Mapping[str, Matter] = field(default_factory=dict)
    acts: Mapping[str, Act] = field(default_factory=dict)
    circumstances: Mapping[str, Circumstance] = field(default_factory=dict)
    tags: Mapping[str, Text] = field(default_factory=dict)
    homonyms: Mapping[TermKind, Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict
    )

    @cached_property
    def role_kinds(self) -> Mapping[str, frozenset[str]]:
        """For each role the roles it is a kind of, itself included."""
        parents = {role.id: role.kinds for role in self.roles.values()}
        return {id_: _closure(id_, parents) for id_ in self.roles}

    @cached_property
    def matter_kinds(self) -> Mapping[str, frozenset[str]]:
        """For each matter the matters it lies under, itself included."""
        parents = {m.id: (m.under,) if m.under else () for m in self.matters.values()}
        return {id_: _closure(id_, parents) for id_ in self.matters}

    @cached_property
    def act_kinds(self) -> Mapping[str, frozenset[str]]:
        """For each act the acts it lies under, itself included."""
        parents = {
            act.id: (act.under,) if act.under else () for act in self.acts.values()
        }
        return {id_: _closure(id_, parents) for id_ in self.acts}

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all roles, matters, acts and circumstances."""
        return frozenset((*self.roles, *self.matters, *self.acts, *self.circumstances))

    def tags_of(self, matter: str) -> frozenset[str]:
        """Return the tags of a matter, those of the matters above it included."""
        return frozenset(
            tag
            for id_ in self.matter_kinds.get(matter, frozenset()) & self.matters.keys()
            for tag in self.matters[id_].tags
        )

    def tagged(self, kind: TermKind, tag: str) -> frozenset[str]:
        """Return the terms that carry a tag, or are a kind of one that does."""
        return self.tagged_terms.get(f"{kind.value} {tag}", frozenset())

    @cached_property
    def tagged_terms(self) -> Mapping[str, frozenset[str]]:
        """What `tagged` returns, by `role TAG`, `matter TAG` and `act TAG`."""
        tagged: dict[str, set[str]] = {}
        for kind in _WITH_KINDS:
            terms = self.terms(kind)
            for id_, wider in self.kinds(kind).items():
                # of a pack that could not be read what it is a kind of is not known
                known = wider & terms.keys()
                for tag in {tag for other in known for tag in terms[other].tags}:
                    tagged.setdefault(f"{kind.value} {tag}", set()).add(id_)
        return {key: frozenset(ids) for key, ids in tagged.items()}

    def narrower(self, kind: TermKind, id_: str) -> tuple[str, ...]:
        """Return the roles, matters or acts that are of a kind, itself among them."""
        return self.narrower_terms.get(f"{kind.value} {id_}", ())

    @cached_property
    def narrower_terms(self) -> Mapping[str, tuple[str, ...]]:
        """What `narrower` returns, by `role ID`, `matter ID` and `act ID`."""
        below: dict[str, list[str]] = {}
        for kind in _WITH_KINDS:
            for id_, wider in self.kinds(kind).items():
                for other in wider:
                    below.setdefault(f"{kind.value} {other}", []).append(id_)
        return {key: tuple(ids) for key, ids in below.items()}

    def values_tagged(self, tag: str) -> Mapping[str, frozenset[Value]]:
        """Return for each circumstance with a tag the values that have the tag."""
        return self.tagged_values.get(tag, {})

    @cached_property
    def tagged_values(self) -> Mapping[str, Mapping[str, frozenset[Value]]]:
        """What `values_tagged` returns, by tag."""
        tagged: dict[str, dict[str, frozenset[Value]]] = {}
        for circumstance in self.circumstances.values():
            for tag, values in circumstance.tags:
                tagged.setdefault(tag, {})[circumstance.id] = values
        return tagged

    def terms(self, kind: TermKind) -> Mapping[str, Term]:
        """Return the terms of a kind by id."""
        tables: Mapping[str, Term] = getattr(self, kind.table)
        return tables

    def kinds(self, kind: TermKind) -> Mapping[str, frozenset[str]]:
        """Return for each role, matter or act what it is a kind of, itself included."""
        kinds: Mapping[str, frozenset[str]] = getattr(self, f"{kind.value}_kinds")
        return kinds

    def id_of(self, kind: TermKind, name: str, *, is_likened: bool = True) -> str:
        """Return the id of the term of a kind that somebody named.

        A name that is unknown is likened to all others, which takes some hundredths of
        a second, unless nobody asks for that.

        Raises:
            UnknownNameError: no term of that kind has the name.
            AmbiguousNameError: nobody can tell which of two terms is meant.
        """
        if id_ := self.named(kind, name):
            return id_
        labels = (
            label
            for term in (self.terms(kind).values() if is_likened else ())
            for label in (term.label.sv, term.label.en, *term.synonyms)
            if label
        )
        try:
            return find(_UNKNOWN[kind], name, self.name_index(kind), labels)
        except UnknownNameError:
            self._refuse_other_kind(kind, name)
            raise

    def named(self, kind: TermKind, name: str) -> str:
        """Return the id of the term of a kind that has a name, or ``""``.

        Raises:
            AmbiguousNameError: nobody can tell which of two terms is meant.
        """
        key, shared = name_key(name), self.homonyms.get(kind)
        standing = shared.get(key, ()) if shared else ()
        if len(standing) > 1:
            raise self.ambiguity(kind, name, standing)
        return standing[0] if standing else self.name_index(kind).get(key, "")

    def _refuse_other_kind(self, kind: TermKind, name: str) -> None:
        """Refuse a name that a term of another kind has, and tell which."""
        for other in TermKind:
            id_ = self.name_index(other).get(name_key(name))
            if id_ is not None and other is not kind:
                wanted, is_ = Referent(kind.value), Referent(other.value, id_)
                code = "question/name-of-another-kind"
                raise UnknownNameError(code, name, (), wanted=wanted, known_as=is_)

    def ambiguity(
        self, kind: TermKind, name: str, ids: tuple[str, ...]
    ) -> AmbiguousNameError:
        """Return the error that a name stands for several terms."""
        one, other = (self.terms(kind)[id_] for id_ in ids[:2])
        message = Message.of(
            "question/ambiguous-name",
            name=name,
            one=Referent(kind.value, one.id),
            one_label=one.label,
            other=Referent(kind.value, other.id),
            other_label=other.label,
        )
        return AmbiguousNameError(message)

    def names_shared(self, kind: TermKind, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names, as they are written, that all of some terms have."""
        terms = [self.terms(kind)[id_] for id_ in ids]
        names = [
            {name_key(name): name for name in (t.label.sv, t.label.en, *t.synonyms)}
            for t in terms
        ]
        shared = set.intersection(*(set(own) for own in names)) - {""}
        return tuple(sorted(names[0][key] for key in shared))

    def is_named(self, kind: TermKind, id_: str, name: str) -> bool:
        """Tell whether one of a term's names stands for it, and for nothing else."""
        standing = self.homonyms.get(kind, {}).get(name_key(name))
        return standing is None or standing == (id_,)

    def index_names(self) -> None:
        """Get ready to look up names of every kind, before somebody names a term."""
        for kind in TermKind:
            self.name_index(kind)

    def name_index(self, kind: TermKind) -> Mapping[str, str]:
        """Return the id for the key of each name of the terms of a kind."""
        if kind not in self._name_indexes:
            self._name_indexes[kind] = name_index(self.terms(kind).values())
        return self._name_indexes[kind]

    @cached_property
    def _name_indexes(self) -> dict[TermKind, Mapping[str, str]]:
        return {}  # one is made when a term of that kind is first looked up


def name_index(terms: Iterable[Term]) -> dict[str, str]:
    """Return the id for the key of each name; an id beats a label beats a synonym."""
    index: dict[str, str] = {}
    ordered = sorted(terms, key=lambda term: term.id)
    for names in (
        lambda term: (term.id,),
        lambda term: (term.label.sv,),
        lambda term: (term.label.en,),
        lambda term: term.synonyms,
    ):
        for term in ordered:
            for name in names(term):
                if name:
                    index.setdefault(name_key(name), term.id)
    return index


def _closure(start: str, parents: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return `start` and everything above it; a cycle ends where it closes."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        waiting.extend(parents.get(current, ()))
    return frozenset(seen)
