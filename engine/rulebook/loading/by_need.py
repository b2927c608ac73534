"""A jurisdiction of which each rule and term is read when somebody asks for it.

What a question is about is a handful of rules, roles and passages of thousands. They
are read one by one from the pages of a file; whoever goes through all of something has
the whole jurisdiction read, and from then on that is what is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from ...records import replace
from ..model.lookup import RuleLookup
from ..model.packs import Jurisdiction
from ..model.questions import SLOTS
from ..model.rules import Rule, RuleKind, Slot
from ..model.vocabulary import TermKind, Vocabulary
from .pages import DamagedPageError, PageFile
from .units import unit, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Value = TypeVar("_Value")

#: Where more rules than this leave a slot open, what stands in it tells little.
_MOST_OPEN = 256
#: When so much of the pages has been read, the whole is read at once instead.
_MUCH = 0.25
_CORE, _KEYS = "core", "keys"
#: What raises where a page is not what was written.
_DAMAGES = (DamagedPageError, ValueError, TypeError, LookupError, ArithmeticError)


# what is written ----------------------------------------------------------------------


def units_of(whole: Jurisdiction) -> Iterator[tuple[str, Any]]:
    """Yield all that may be asked of a jurisdiction, by name, as JSON can hold it.

    One at a time: all of them together take as much room as the rules.
    """
    yield _CORE, unit(_core(whole))
    for table, content in _contents(whole).items():
        yield f"{_KEYS} {table}", list(content)
        for key, value in content.items():
            yield f"{table} {key}", unit(value)
    for source in whole.sources.values():
        yield f"{_KEYS} {_passages_in(source.id)}", list(source.passages)
    for name, rules in _postings(whole.rules).items():
        yield name, sorted(rules)


def _core(whole: Jurisdiction) -> Jurisdiction:
    """Return what is read with every question: what does not grow with the rules."""
    words = Vocabulary(tags=whole.vocabulary.tags, homonyms=whole.vocabulary.homonyms)
    return replace(whole, vocabulary=words, sources={}, rules=(), posts={})


def _contents(whole: Jurisdiction) -> dict[str, Mapping[str, Any]]:
    """Return each table of a jurisdiction by its name."""
    contents = {name: table(whole) for name, table in _TABLES.items()}
    # the passages of a document are read by themselves
    bare = {id_: replace(s, passages={}) for id_, s in whole.sources.items()}
    return {**contents, "sources": bare}


_TABLES: dict[str, Callable[[Jurisdiction], Mapping[str, Any]]] = {
    "rules": lambda whole: whole.rules_by_id,
    "sources": lambda whole: whole.sources,
    "passages": lambda whole: whole.passages,
    "posts": lambda whole: whole.posts,
    "roles": lambda whole: whole.vocabulary.roles,
    "matters": lambda whole: whole.vocabulary.matters,
    "acts": lambda whole: whole.vocabulary.acts,
    "circumstances": lambda whole: whole.vocabulary.circumstances,
    "role kinds": lambda whole: whole.vocabulary.role_kinds,
    "matter kinds": lambda whole: whole.vocabulary.matter_kinds,
    "act kinds": lambda whole: whole.vocabulary.act_kinds,
    "tagged": lambda whole: whole.vocabulary.tagged_terms,
    "tagged values": lambda whole: whole.vocabulary.tagged_values,
    "narrower": lambda whole: whole.vocabulary.narrower_terms,
    "role names": lambda whole: whole.vocabulary.name_index(TermKind.ROLE),
    "matter names": lambda whole: whole.vocabulary.name_index(TermKind.MATTER),
    "act names": lambda whole: whole.vocabulary.name_index(TermKind.ACT),
    "circumstance names": lambda whole: whole.vocabulary.name_index(
        TermKind.CIRCUMSTANCE
    ),
}


def _passages_in(source: str) -> str:
    return f"passages in {source}"


def _postings(rules: Iterable[Rule]) -> dict[str, list[str]]:
    """Return which rules name something in a slot, leave it open, or derive a fact."""
    postings: dict[str, list[str]] = {}

    def post(name: str, rule: Rule) -> None:
        postings.setdefault(name, []).append(rule.id)

    for rule in rules:
        post(_of_kind(rule.kind), rule)
        for slot in _slots_of(rule.kind):
            for id_ in rule.scope_of.get(slot) or ("",):
                post(_naming(rule.kind, slot, id_), rule)
        for circumstance in rule.derives:
            post(_deriving(circumstance), rule)
        if rule.kind is RuleKind.CONSTRAINT:
            post(_limiting(getattr(rule.conclusion, "tag", "")), rule)
    return postings


def _slots_of(kind: RuleKind) -> Iterable[Slot]:
    return SLOTS.get(RuleKind.DECISION if kind is RuleKind.CONSTRAINT else kind, ())


def _of_kind(kind: RuleKind) -> str:
    return f"of kind {kind.value}"


def _naming(kind: RuleKind, slot: Slot, id_: str) -> str:
    """Return the name of the rules that name an id in a slot; "" leaves it open."""
    return f"naming {kind.value} {slot.value} {id_}"


def _deriving(circumstance: str) -> str:
    return f"deriving {circumstance}"


def _limiting(tag: str) -> str:
    return f"limiting {tag}"


# what is read -------------------------------------------------------------------------


class _Store:
    """Where the parts of a jurisdiction are read, and the whole where one cannot be."""

    def __init__(self, pages: PageFile, read_whole: Callable[[], Jurisdiction]) -> None:
        self._pages = pages
        self._read_whole = read_whole
        self._lock = RLock()
        self._whole: Jurisdiction | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether everything has been read, or enough to read all of it now."""
        return self._whole is not None or self._pages.share > _MUCH

    def whole(self) -> Jurisdiction:
        """Return the jurisdiction as it is when all of it is read."""
        with self._lock:
            if self._whole is None:
                self._whole = self._read_whole()
            return self._whole

    def value(self, name: str) -> Any:  # noqa: ANN401 - whatever a rulebook holds
        """Return what has a name, None where nothing has.

        Raises:
            DamagedPageError: it cannot be told.
        """
        if self._whole is not None:
            raise DamagedPageError
        try:
            return value_of(self._pages.get(name))
        except _DAMAGES as error:
            raise DamagedPageError from error

    def names(self, name: str) -> list[str]:
        """Return a list of ids or keys by its name, an empty one where there is none.

        Raises:
            DamagedPageError: it cannot be told.
        """
        try:
            return self._pages.get(name) or []
        except _DAMAGES as error:
            raise DamagedPageError from error


class KeptTable(Mapping[str, _Value]):
    """A table of a jurisdiction of which each value is read when it is asked for."""

    def __init__(
        self,
        store: _Store,
        name: str,
        whole: Callable[[Jurisdiction], Mapping[str, _Value]],
        keys: str = "",
    ) -> None:
        """Take where it is read.

        Args:
            store: where values are read.
            name: of the table in which they stand.
            whole: returns the table from a jurisdiction that was read as a whole.
            keys: the name of the list of its keys, where it is not all of that table.
        """
        self._store = store
        self._name = name
        self._from = whole
        self._key_list = f"{_KEYS} {keys or name}"
        self._got: dict[str, _Value] = {}
        self._all: Mapping[str, _Value] | None = None

    def __getitem__(self, key: str) -> _Value:
        """Return a value; one that was read before is the same object."""
        value = self._got.get(key)
        if value is not None:
            return value
        if self._all is not None:
            return self._all[key]
        try:
            value = self._store.value(f"{self._name} {key}")
        except DamagedPageError:
            return self.whole[key]
        if value is None:
            raise KeyError(key)
        return self._got.setdefault(key, value)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys, in the order in which they were written."""
        if self._all is None:
            try:
                return iter(self._store.names(self._key_list))
            except DamagedPageError:
                pass
        return iter(self.whole)

    def __len__(self) -> int:
        """Return how many values there are."""
        return sum(1 for _ in self)

    def items(self) -> Any:  # noqa: ANN401 - the view of a dict
        """Return all keys with their values."""
        return self.whole.items()

    def values(self) -> Any:  # noqa: ANN401 - the view of a dict
        """Return all values."""
        return self.whole.values()

    @property
    def whole(self) -> Mapping[str, _Value]:
        """The whole table: values that somebody has are the same objects in it."""
        if self._all is None:
            table = self._from(self._store.whole())
            self._all = {**table, **self._got} if self._got else table
        return self._all

    def __reduce__(self) -> tuple[type, tuple[dict[str, _Value]]]:
        """Go to another process as a whole."""
        return dict, (dict(self.items()),)

    def __repr__(self) -> str:
        """Return the table as it is written in code."""
        return repr(dict(self.items()))


class KeptRules(RuleLookup):
    """The rules of a jurisdiction, of which each is read when it is asked for."""

    def __init__(self, store: _Store, by_id: KeptTable[Rule]) -> None:
        """Take where they are read."""
        self._store = store
        self._by_id = by_id
        self._all: tuple[Rule, ...] | None = None

    @property
    def whole(self) -> tuple[Rule, ...]:
        """All rules: those that somebody has are the same objects in it."""
        if self._all is None:
            by_id = self._by_id.whole
            self._all = tuple(by_id[rule.id] for rule in self._store.whole().rules)
        return self._all

    @property
    def is_whole(self) -> bool:
        """Tell whether to look up rules among all of them is what takes less."""
        return self._store.is_whole

    def candidates(
        self, kind: RuleKind, asked: Mapping[Slot, frozenset[str]]
    ) -> list[Rule]:
        """Return the rules of a kind that may cover some slots, by id."""
        chosen: set[str] | None = None
        for slot in _slots_of(kind):
            if slot not in asked:
                continue
            opened = self._listed(_naming(kind, slot, ""))
            if len(opened) <= _MOST_OPEN:
                naming = (self._listed(_naming(kind, slot, i)) for i in asked[slot])
                found = set(opened).union(*naming)
                chosen = found if chosen is None else chosen & found
        return self._rules(self._listed(_of_kind(kind)) if chosen is None else chosen)

    def naming(self, kind: RuleKind, slot: Slot, ids: Iterable[str]) -> list[Rule]:
        """Return the rules of a kind that name one of some ids in a slot, by id."""
        lists = (self._listed(_naming(kind, slot, id_)) for id_ in ids)
        return self._rules(set[str]().union(*lists))

    def limiting(self, tags: Iterable[str]) -> list[Rule]:
        """Return the constraints on matters with one of some tags, or on all, by id."""
        tagged = (self._listed(_limiting(tag)) for tag in {"", *tags})
        return self._rules(set[str]().union(*tagged))

    def deriving(self, circumstances: Iterable[str]) -> list[Rule]:
        """Return the classifications that derive one of some circumstances, by id."""
        lists = (self._listed(_deriving(name)) for name in circumstances)
        return self._rules(set[str]().union(*lists))

    def _listed(self, name: str) -> list[str]:
        try:
            return self._store.names(name)
        except DamagedPageError:
            return sorted(_postings(self._store.whole().rules).get(name, ()))

    def _rules(self, ids: Iterable[str]) -> list[Rule]:
        return [self._by_id[id_] for id_ in sorted(ids)]


def jurisdiction_of(
    pages: PageFile, read_whole: Callable[[], Jurisdiction]
) -> Jurisdiction:
    """Return a jurisdiction that reads its parts from pages when they are asked for.

    Args:
        pages: those of what `units_of` returned.
        read_whole: reads all of it, for who wants all, or where a page is damaged.

    Raises:
        DamagedPageError: the pages are not those of a jurisdiction.
    """
    store = _Store(pages, read_whole)
    core = store.value(_CORE)
    if not isinstance(core, Jurisdiction):
        raise DamagedPageError
    tables: dict[str, KeptTable[Any]] = {
        name: KeptTable(store, name, whole) for name, whole in _TABLES.items()
    }
    tables["sources"] = _KeptSources(store, "sources", _TABLES["sources"])
    words = replace(
        core.vocabulary,
        roles=tables["roles"],
        matters=tables["matters"],
        acts=tables["acts"],
        circumstances=tables["circumstances"],
    )
    # in the place of what would be made of all terms, or of all rules
    vars(words).update(
        role_kinds=tables["role kinds"],
        matter_kinds=tables["matter kinds"],
        act_kinds=tables["act kinds"],
        tagged_terms=tables["tagged"],
        tagged_values=tables["tagged values"],
        narrower_terms=tables["narrower"],
        _name_indexes={kind: tables[f"{kind.value} names"] for kind in TermKind},
    )
    kept = replace(
        core,
        vocabulary=words,
        sources=tables["sources"],
        rules=KeptRules(store, tables["rules"]),
        posts=tables["posts"],
    )
    vars(kept).update(rules_by_id=tables["rules"], passages=tables["passages"])
    return kept


class _KeptSources(KeptTable[Any]):
    """The documents of a jurisdiction; the passages of each are read by themselves."""

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - a source
        is_new = key not in self._got
        source = super().__getitem__(key)
        if is_new and key in self._got:
            passages: KeptTable[Any] = KeptTable(
                self._store,
                "passages",
                lambda whole: whole.sources[key].passages,
                _passages_in(key),
            )
            source = self._got[key] = replace(source, passages=passages)
        return source

    def items(self) -> Any:  # noqa: ANN401 - the view of a dict
        """Return all documents by their ids: there are few, without their passages."""
        return {key: self[key] for key in self}.items()

    def values(self) -> Any:  # noqa: ANN401 - the view of a dict
        """Return all documents."""
        return {key: self[key] for key in self}.values()
