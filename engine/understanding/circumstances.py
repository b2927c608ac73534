"""Take circumstances from a free question: amounts, days, and what words give away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.values import ValueKind, money_in, multiple_in
from .clauses import SUBJECT_PRONOUNS
from .everyday import BEFORE_A_NAME, FIRST_PERSON
from .forms import MODAL, asking_from
from .lexicon import SAME_MEANING_FIT, is_light
from .quantities import amounts, bare_amounts, counted, days
from .words import bare, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance
    from .lexicon import Lexicon
    from .mentions import Mention
    from .words import Stems

#: Verbs that make a question of a clause which they begin.
_VERB_FIRST = frozenset({"ar", "var", "blir", "har", "finns", "raknas", "anses"})
#: Verbs of those who wonder or judge whether something is so.
_WONDERS = frozenset(
    """
    undrar vet veta avgor avgora bedomer bedoma provar prova bestammer bestamma fragan
    fraga fragar beslutar besluta kontrollerar osaker oklart
    """.split()
)
_BEGINS_A_CLAUSE = SUBJECT_PRONOUNS | BEFORE_A_NAME
_BE = frozenset({"vara", "bli"})
#: After these a verb comes before its subject, and asks nothing.
_FRONTED = frozenset("da nu har idag sedan dessutom darfor".split())
#: What happened before: verbs in the past, and how their forms end.
_WAS = frozenset(
    "såg sågs mötte möttes sa kom gick satt stod fick blev ringde hörde läste".split()
)
_WAS_ENDS = ("ade", "ades")
_OF_THE_SAME = frozenset("henne honom hen dem dom hon han".split())
_NOT = frozenset(
    "inte ej icke utan ingen inget inga saknar saknas aldrig utanför utom".split()
)
#: What denies behind what it denies.
_NOT_BEHIND = frozenset("inte ej icke aldrig saknas fattas uteblev".split())
#: Who asks whether something is needed does not say that it is there.
_NEEDS = frozenset({"behöver", "behövs", "krävs", "kräver", "måste"})
#: How far before a word a negation or a need reaches, and how far an alternative.
_REACH = 3
_EITHER = frozenset({"eller", "varken"})
_BESIDE = 2


class _Typed(NamedTuple):
    """A text as it is searched: its words, who is mentioned, the day it was typed.

    `spent` are the places of words that tell whether something is so, `who` those of
    words that name somebody, and `past` those of words that tell what happened before;
    `said` are the places of words that tell a value.
    """

    text: str
    words: Sequence[str]
    roles: frozenset[str]
    on: dt.date
    who: frozenset[int]
    past: range
    spent: set[int]
    said: set[int]


class Given(NamedTuple):
    """The circumstances that a text gives, and its words that tell them."""

    values: tuple[tuple[str, Value], ...]
    words: frozenset[str]


class Circumstances:
    """Finds the values of a jurisdiction's circumstances in what somebody typed."""

    def __init__(
        self, jurisdiction: Jurisdiction, lexicon: Lexicon, stems: Stems
    ) -> None:
        """Take the circumstances and the words they go by."""
        self._jurisdiction = jurisdiction
        self._lexicon = lexicon
        self._stems = stems

    def given(
        self,
        text: str,
        tokens: Sequence[str],
        mentions: Iterable[Mention],
        wanted: Iterable[str],
        on: dt.date,
    ) -> Given:
        """Return the wanted circumstances that the text gives a value, in order."""
        known = self._jurisdiction.vocabulary.circumstances
        named = list(mentions)
        roles = frozenset(mention.role for mention in named if not mention.is_asker)
        who = frozenset(n for m in named for n in range(m.start, m.end))
        typed = _Typed(
            text, tokens, roles, on, who, _past(tokens, named), spent=set(), said=set()
        )
        given: list[tuple[str, Value]] = []
        # Words that tell whether something is so name no value of another circumstance.
        for name in sorted(wanted, key=lambda n: (known[n].kind is ValueKind.ENUM, n)):
            value = self._value(known[name], typed)
            if value is not None:
                given.append((name, value))
        said = frozenset(tokens[place] for place in typed.spent | typed.said)
        return Given(tuple(sorted(given)), said)

    def _value(self, circumstance: Circumstance, typed: _Typed) -> Value:
        tokens = typed.words
        match circumstance.kind:
            case ValueKind.MONEY:
                return self._money(typed.text, typed.on)
            case ValueKind.DATE:
                ordinals = days(typed.text)
                return ordinals[0] if len(ordinals) == 1 else None
            case ValueKind.BOOL:
                names = (circumstance.label.sv, *circumstance.synonyms)
                places = [
                    place for name in names for place in self._places(name, tokens)
                ]
                typed.spent.update(places)
                if not places or _is_asked(places, tokens, typed.who):
                    return None
                return 0 if any(_is_denied(place, tokens) for place in places) else 1
            case ValueKind.ENUM:
                return self._chosen(circumstance, typed)
            case ValueKind.NUMBER | ValueKind.DECIMAL:
                return counted(typed.text, circumstance, self._stems)
            case ValueKind.ROLE:
                return next(iter(typed.roles)) if len(typed.roles) == 1 else None
            case _:
                return None

    def _chosen(self, circumstance: Circumstance, typed: _Typed) -> str | None:
        """Return the one value that is named by words that say nothing else.

        What is denied, asked for or one of two alternatives is not given: which value
        is then left open. Whom a text names only tells a value that is called just so,
        and what happened before is another event than the one that is asked about.
        """
        tokens, spent, who = typed.words, typed.spent, typed.who
        found = {
            value: places
            for value, label in circumstance.values
            for name in (label.sv, value.replace("-", " "))
            if not all(map(is_light, words(name)))
            and not spent.issuperset(places := self._places(name, tokens))
            and not any(place in typed.past for place in places)
            and (not who.issuperset(places) or self._is_said(name, places, tokens))
            and _is_told(name, places, tokens)
        }
        if len(found) != 1:
            return None
        ((value, places),) = found.items()
        typed.said.update(places)
        return value

    def _money(self, text: str, on: dt.date) -> Value:
        written = amounts(text)
        if not written:
            bare = bare_amounts(text)
            return bare[0] if len(bare) == 1 else None
        if len(written) != 1:
            return None
        times = multiple_in(written[0])
        if times is None:
            return money_in(written[0])
        if on.year not in self._jurisdiction.base_amounts:
            return None
        return self._jurisdiction.in_ore(times, on.year)

    def _places(self, name: str, tokens: Sequence[str]) -> list[int]:
        """Return where the words of a name stand, when all of them do."""
        places: list[int] = []
        for word in words(name):
            wanted = self._stems.of(word)
            fitting = (n for n, t in enumerate(tokens) if self._means(t, wanted))
            place = next(fitting, None)
            if place is None:
                return []
            places.append(place)
        return places

    def _is_said(self, name: str, places: Iterable[int], tokens: Sequence[str]) -> bool:
        """Tell whether places hold the very words of a name, and not only like ones."""
        typed = [self._stems.of(tokens[place]) for place in places]
        return typed == self._stems.all(name)

    def _means(self, typed: str, wanted: str) -> bool:
        stem = self._stems.of(typed)
        if stem == wanted:
            return True
        return self._lexicon.near(stem).get(wanted, 0.0) >= SAME_MEANING_FIT


def _follows(before: frozenset[str], place: int, tokens: Sequence[str]) -> bool:
    """Tell whether one of some words stands shortly before a place."""
    return bool(before.intersection(tokens[max(0, place - _REACH) : place]))


def _is_denied(place: int, tokens: Sequence[str]) -> bool:
    """Tell whether what a word says is said not to be so.

    A finite verb has its "inte" behind it, and a noun behind its verb: "sitter inte i
    nämnden", "ramavtal finns inte", "protokoll saknas".
    """
    following = tokens[place + 1 : place + 3]
    if bare("".join(following[:1])) in _VERB_FIRST | SUBJECT_PRONOUNS:
        following = following[1:]
    is_behind = not _NOT_BEHIND.isdisjoint(following[:1])
    return is_behind or _follows(_NOT, place, tokens)


def _is_open(place: int, tokens: Sequence[str]) -> bool:
    """Tell whether a word is denied, asked the need of, or one of two alternatives."""
    near = tokens[max(0, place - _BESIDE) : place + _BESIDE + 1]
    is_needed = _follows(_NEEDS, place, tokens)
    return is_needed or _is_denied(place, tokens) or not _EITHER.isdisjoint(near)


def _past(tokens: Sequence[str], mentions: Sequence[Mention]) -> range:
    """Return which words tell of what happened before, and not of what is asked.

    Where the part that asks says "henne" of whoever was met, it goes on about that.
    """
    asking = max(
        (n for n, word in enumerate(tokens) if n and _asks_of_oneself(tokens, n)),
        default=asking_from(tokens),
    )
    is_past = any(
        word in _WAS or (word.endswith(_WAS_ENDS) and not is_light(word))
        for word in tokens[:asking]
    )
    others = (mention for mention in mentions if not mention.is_asker)
    is_of_others = any(mention.start >= asking for mention in others)
    if "men" in tokens[:asking]:  # "jag är ledig men vill som politiker ringa"
        return range(asking)
    is_of_the_same = not _OF_THE_SAME.isdisjoint(tokens[asking:])
    goes_on = is_of_the_same or not is_of_others
    return range(asking if is_past and not goes_on else 0)


def _asks_of_oneself(tokens: Sequence[str], place: int) -> bool:
    """Tell whether "får jag" or the like stands at a place."""
    following = tokens[place + 1 : place + 2]
    return bare(tokens[place]) in MODAL and not FIRST_PERSON.isdisjoint(following)


def _is_asked(
    places: Iterable[int], tokens: Sequence[str], who: frozenset[int]
) -> bool:
    """Tell whether it is asked if something is so: "är handläggaren jävig".

    A verb before its subject asks ("är hon", "kan hon vara"), and so does an "om" after
    who wonders or judges; where more is asked after it, a verb that comes first makes a
    condition: "är det bråttom får jag ringa".
    """
    first, last = min(places), max(places)
    words_ = [bare(word) for word in tokens]
    if not MODAL.isdisjoint(words_[last + 1 :]) and asking_from(tokens) > last:
        return False
    before = range(first - 1, -1, -1)
    if_ = next((n for n in before if _is_if(words_, n, who)), None)
    if if_ is not None:
        return not _WONDERS.isdisjoint(words_[max(0, if_ - _REACH) : if_])
    is_first = bool(words_) and words_[0] in _VERB_FIRST
    inner = words_[max(0, first - _REACH) : first]
    is_possible = words_[0] in MODAL and not _BE.isdisjoint(inner)
    is_inverted = any(
        word in _VERB_FIRST and not SUBJECT_PRONOUNS.isdisjoint(words_[n + 1 : n + 2])
        for n, word in enumerate(words_[:first])
        if n and words_[n - 1] not in _FRONTED
    )
    return is_first or is_possible or is_inverted


def _is_if(words_: Sequence[str], place: int, who: frozenset[int]) -> bool:
    """Tell whether "om" begins a clause: "om hon är jävig", and not "om bygglov"."""
    following = words_[place + 1 : place + 2]
    is_subject = place + 1 in who or not _BEGINS_A_CLAUSE.isdisjoint(following)
    return words_[place] == "om" and is_subject


def _is_told(name: str, places: Iterable[int], tokens: Sequence[str]) -> bool:
    """Tell whether words say a value, and say what it says: that it is so, or not."""
    if _NOT.isdisjoint(words(name)):
        return not any(_is_open(place, tokens) for place in places)
    denied = [place for place in places if tokens[place] not in _NOT]
    return any(_is_denied(place, tokens) for place in denied)
