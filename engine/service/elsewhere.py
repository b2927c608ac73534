"""Words that are unknown here but have a meaning in other municipalities.

A word that another municipality uses is not misspelt: here no rule is about what it
means. What it means there is told, and nothing is answered from there.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..answers.answer import Answer, Outcome
from ..answers.nearby import nearest_subjects
from ..records import record
from ..report.commands import command_text, typed_words
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.opening import (
    municipality_heads,
    open_jurisdiction,
    pack_ids,
)
from ..rulebook.model.names import name_key, text_key
from ..rulebook.model.problems import (
    EngineError,
    UnknownNameError,
    UnusableRulesError,
    UnusableValueError,
)
from ..rulebook.model.questions import SLOTS, Question, given_value, slot_kinds
from ..rulebook.model.texts import Text
from ..rulebook.model.vocabulary import (
    Act,
    Circumstance,
    Matter,
    Role,
    TermKind,
    Vocabulary,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..report.commands import Setting
    from ..rulebook.model.packs import Jurisdiction, PackHead
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Term
    from .given import TypedQuestion
    from .setup import Setup


_Found = TypeVar("_Found")


@record
class ForeignQuestion:
    """A question with words that only other municipalities know, and no answer here.

    `jurisdiction` is the one asked, with these words added so that they can be told;
    `municipalities` are those that know all of them, or else some.
    """

    question: Question
    answer: Answer
    jurisdiction: Jurisdiction
    municipalities: tuple[PackHead, ...]


@record
class Elsewhere:
    """Another municipality, and the command that asks the same question there."""

    municipality: PackHead
    command: str


class OtherMunicipalities:
    """The rules of every other municipality, each read when it may be needed.

    Which ones have a word is told by the text of their packs, so that a word that
    nobody has makes nobody's rules be read. Those that are broken are left out.
    """

    def __init__(
        self, setup: Setup, here: str, read: Sequence[Jurisdiction] | None = None
    ) -> None:
        """Take where the rules lie.

        Args:
            setup: where they lie.
            here: the municipality that is asked, empty for law alone.
            read: the others, where they have all been read.
        """
        self._setup = setup
        self._all = None if read is None else [*read]
        self._here = here
        self._opened: dict[str, Jurisdiction | None] = {}
        self._texts: dict[str, str] = {}

    def all(self) -> list[Jurisdiction]:
        """Return the rules of all of them."""
        if self._all is None:
            self._all = [*self._read(self._heads())]
        return self._all

    def knowing(self, words: Iterable[str]) -> list[Jurisdiction]:
        """Return the rules of those whose packs have one of some words, or may."""
        if self._all is not None:
            return self._all
        keys = {name_key(word) for word in words}
        folder = RulesFolder(self._setup.rules)
        own = {*folder.closure(self._here)}
        knowing = [
            head
            for head in self._heads()
            if any(
                any(key in text or _ESCAPED in text for key in keys)
                for pack in folder.closure(head.id)
                if pack not in own
                for text in (self._text(folder, pack),)
            )
        ]
        return [*self._read(knowing)]

    def _heads(self) -> list[PackHead]:
        rules = self._setup.rules
        heads = municipality_heads(rules, pack_ids(rules))
        return [head for head in heads if head.id != self._here]

    def _read(self, heads: Iterable[PackHead]) -> Iterator[Jurisdiction]:
        for head in heads:
            if head.id not in self._opened:
                self._opened[head.id] = None
                with suppress(UnusableRulesError):
                    rules, cache = self._setup.rules, self._setup.cache
                    self._opened[head.id] = open_jurisdiction(rules, head.id, cache)
            opened = self._opened[head.id]
            if opened is not None:
                yield opened

    def _text(self, folder: RulesFolder, pack: str) -> str:
        """Return what stands in the files of a pack, as the keys of names are."""
        if pack not in self._texts:
            contents = folder.files(pack).files.values()
            texts = (content.decode("utf-8", "replace") for content in contents)
            self._texts[pack] = text_key("\n".join(texts))
        return self._texts[pack]


#: What begins a sign that is written by its number, and may be any: as a key has it.
_ESCAPED = "\\"


def unknown_words(here: Jurisdiction, typed: TypedQuestion) -> list[str]:
    """Return the words of a question that have no meaning here."""
    words, unknown = here.vocabulary, []
    for slot, terms in SLOTS[typed.kind].items():
        if slot in typed.named and not words.named(terms, typed.named[slot]):
            unknown.append(typed.named[slot])
    for name, text in typed.given:
        id_ = words.named(TermKind.CIRCUMSTANCE, name)
        if not id_:
            unknown.append(name)
            continue
        try:
            given_value(here, words.circumstances[id_], text, typed.on)
        except UnknownNameError:
            unknown.append(text)
        except EngineError:
            continue
    return unknown


def foreign_question(
    here: Jurisdiction, others: Sequence[Jurisdiction], typed: TypedQuestion
) -> ForeignQuestion:
    """Return a question in which some words are known in other municipalities alone.

    Args:
        here: whose rules are asked.
        others: the other municipalities.
        typed: the question, its words ids, labels or synonyms.

    Raises:
        UnknownNameError: a word is known nowhere.
        UnusableValueError: a value does not fit its circumstance.
    """
    kind, named = typed.kind, typed.named
    lookup = _Lookup(here, others, typed.on)
    slots = tuple(
        (slot, lookup.term(terms, named[slot]))
        for slot, terms in SLOTS[kind].items()
        if slot in named
    )
    facts = dict(lookup.fact(name, text) for name, text in typed.given)
    own = {
        slot: id_
        for slot, id_ in slots
        if id_ in here.vocabulary.terms(SLOTS[kind][slot])
    }
    near = nearest_subjects(here, kind, slot_kinds(here.vocabulary, kind, own))
    return ForeignQuestion(
        question=Question(kind, slots, tuple(sorted(facts.items())), typed.on),
        answer=Answer(outcome=Outcome.NO_RULE, nearest=near),
        jurisdiction=lookup.jurisdiction(),
        municipalities=lookup.municipalities(),
    )


def asked_elsewhere(
    heads: Iterable[PackHead], typed: TypedQuestion, setting: Setting
) -> tuple[Elsewhere, ...]:
    """Return municipalities, each with the command that asks the question there."""
    made = []
    for head in heads:
        words = typed_words(
            typed.kind, typed.named, typed.given, setting, ["-m", head.id]
        )
        made.append(Elsewhere(municipality=head, command=command_text(words, setting)))
    return tuple(made)


class _Fact(NamedTuple):
    circumstance: Circumstance
    value: Value


class _Lookup:
    """Looks up words here, and what is unknown here in the other municipalities."""

    def __init__(
        self, here: Jurisdiction, others: Sequence[Jurisdiction], on: dt.date
    ) -> None:
        self._here = here
        self._others = others
        self._on = on
        self._added: dict[TermKind, dict[str, Term]] = {kind: {} for kind in TermKind}
        self._knowing: list[set[str]] = []

    def term(self, kind: TermKind, name: str) -> str:
        """Return the id of a term; one that is unknown here becomes known."""

        def id_in(jurisdiction: Jurisdiction) -> str | None:
            return jurisdiction.vocabulary.named(kind, name) or None

        try:
            return self._here.vocabulary.id_of(kind, name)
        except UnknownNameError as error:
            where, id_ = self._elsewhere(id_in, error)
        term = _alone(where.vocabulary.terms(kind)[id_])
        if id_ in self._here.vocabulary.terms(kind):
            # what is called so there is called otherwise here, and may mean more
            id_ = f"{where.id}/{id_}"
            term = replace(term, id=id_, label=Text(name))
        self._added[kind][id_] = term
        return id_

    def fact(self, name: str, text: str) -> tuple[str, Value]:
        """Return a circumstance by id, and its value."""

        def fact_in(jurisdiction: Jurisdiction) -> _Fact:
            words = jurisdiction.vocabulary
            id_ = words.id_of(TermKind.CIRCUMSTANCE, name)
            known = words.circumstances[id_]
            return _Fact(known, given_value(jurisdiction, known, text, self._on))

        try:
            known, value = fact_in(self._here)
        except UnknownNameError as error:
            where, (known, value) = self._elsewhere(fact_in, error)
            self._added[TermKind.CIRCUMSTANCE][known.id] = known
            roles = where.vocabulary.roles
            if value in roles and value not in self._here.vocabulary.roles:
                self._added[TermKind.ROLE][str(value)] = _alone(roles[str(value)])
        return known.id, value

    def _elsewhere(
        self, look_up: Callable[[Jurisdiction], _Found | None], error: EngineError
    ) -> tuple[Jurisdiction, _Found]:
        """Return what the first of the municipalities that know a word means by it."""
        found: list[tuple[Jurisdiction, _Found]] = []
        for other in self._others:
            try:
                meant = look_up(other)
                if meant is not None:
                    found.append((other, meant))
            except UnknownNameError as unknown:
                if unknown.message.code == "question/unknown-value":
                    error = unknown  # the circumstance is known there
            except UnusableValueError as unfit:
                error = unfit  # as above
        if not found:
            raise error
        self._knowing.append({other.id for other, _ in found})
        return found[0]

    def jurisdiction(self) -> Jurisdiction:
        """Return the rules asked, with the words that are known elsewhere added."""
        words = self._here.vocabulary
        tables: dict[str, Any] = {
            kind.table: {**words.terms(kind), **self._added[kind]} for kind in TermKind
        }
        return replace(self._here, vocabulary=Vocabulary(**tables, tags=words.tags))

    def municipalities(self) -> tuple[PackHead, ...]:
        """Return the municipalities that know every such word, or else some of them."""
        ids = set.intersection(*self._knowing) or set.union(*self._knowing)
        heads = (other.municipality for other in self._others if other.id in ids)
        return tuple(filter(None, heads))


def _alone(term: Term) -> Term:
    """Return a term without what it is a kind of: no rule here reaches it."""
    match term:
        case Role():
            return replace(term, kinds=(), reports_to="", resolves=None, tags=())
        case Matter() | Act():
            return replace(term, under="", tags=())
        case _:
            return term
