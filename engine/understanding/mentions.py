"""Find who is mentioned in a question, and who is asking."""

from __future__ import annotations

import enum
import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from rapidfuzz.distance import OSA

from ..records import record, replace
from ..rulebook.model.names import name_key
from ..rulebook.model.vocabulary import TermKind
from .everyday import (
    BEFORE_A_NAME,
    CALLED,
    FIRST_PERSON,
    IRREGULAR,
    MEMBER,
    ORGANS,
)
from .lexicon import is_light
from .words import MOST_WORDS, bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..rulebook.model.vocabulary import Role, Vocabulary
    from .words import Stems

_LONGEST_NAME = 6
_SHORTEST_MISTYPED = 6
#: A longer name may hold two typing errors.
_LONG = 9
_SHORTEST_HEAD = 4
#: What joins the one who asks to a role: "jag som", "vi i", "jag sitter i".
_AS = frozenset({"som", "är", "i", "på"})
_FILLERS = frozenset({"en", "ett", "vanlig", "ny", "nyvald", "själv", "bara"})
_SITS = frozenset({"sitter", "jobbar", "arbetar", "är"})
#: What is right is no court.
_RIGHT = "rätt"
_FIRST_WORDS = 3
_HERE = frozenset({"här"})
#: The definite form is somebody known, and not who introduces himself.
_DEFINITE = re.compile(r"(?:en|rn|an|et|na)$")
_INDEFINITE = re.compile(r"(?:man|kvinna|barn)$")
#: Words before a role that tell which place it has in a contact.
_TOWARDS = frozenset({"till", "med", "åt", "hos", "mot", "på"})
_FROM = frozenset({"från", "av"})
_THROUGH = frozenset({"via", "genom"})
_ABOUT = frozenset({"om", "gäller", "angående", "kring"})


class Way(enum.Enum):
    """What the word before a role tells of its place in a contact."""

    UNTOLD = "untold"
    TOWARDS = "towards"
    FROM = "from"
    THROUGH = "through"
    ABOUT = "about"


_WAYS = {
    Way.TOWARDS: _TOWARDS,
    Way.FROM: _FROM,
    Way.THROUGH: _THROUGH,
    Way.ABOUT: _ABOUT,
}


@record(kw_only=False)
class Mention:
    """A role that a text names, and at which of its words.

    `is_asker` tells that the one who asks is meant: "jag som politiker"; `way` which
    place in a contact the word before it gives it; `is_narrower` that people call some
    of those with the role so, as a "skolchef" is one head of administration of many;
    `is_compound` that the name is the end of a longer word, as in "partiordförande".
    """

    start: int
    end: int
    role: str
    is_asker: bool = False
    way: Way = Way.UNTOLD
    is_narrower: bool = False
    is_compound: bool = False


class Roles:
    """The names of a vocabulary's roles, found in text in any form."""

    KEPT: ClassVar[tuple[str, ...]] = (
        "_names",
        "_narrower",
        "_lengths",
        "_everyday",
        "_member",
        "_organs",
        "_single",
        "_mistypable",
    )

    def __init__(self, vocabulary: Vocabulary, stems: Stems) -> None:
        """Take the roles and their names."""
        from .groups import word_groups  # noqa: PLC0415 - of no start with an index

        self.prepare(vocabulary, stems)
        self._names: dict[tuple[str, ...], str] = {}
        called = {
            name_key(name): role.id
            for role in vocabulary.roles.values()
            for name in (role.id, *_own_names(role, vocabulary))
        }
        for role in sorted(vocabulary.roles.values(), key=lambda role: role.id):
            for name in _own_names(role, vocabulary):
                self._names.setdefault(tuple(stems.all(name)), role.id)
        narrower = {
            (stems.of(other),): known
            for name, others in CALLED.items()
            if (known := called.get(name_key(name)))
            for other in others.split()
        }
        self._narrower = narrower.keys() - self._names.keys()
        self._names = narrower | self._names
        #: For the first stem of each name the lengths of such names, the longest first.
        self._lengths: dict[str, list[int]] = {}
        for first, length in sorted({(n[0], len(n)) for n in self._names if n})[::-1]:
            if length <= _LONGEST_NAME:
                self._lengths.setdefault(first, []).append(length)
        # A word that everybody knows is no typing error for the name of a role.
        self._everyday = frozenset(
            stems.of(word)
            for words_ in (
                IRREGULAR.values(),
                *word_groups().same,
            )
            for word in words_
        )
        self._member = called.get(name_key(MEMBER), "")
        self._organs = {called.get(name_key(name), "") for name in ORGANS} - {""}
        self._single = {
            key[0]: id_ for key, id_ in self._names.items() if len(key) == 1
        }

        #: The names of one word that somebody may mistype, by their length.
        self._mistypable: dict[int, list[str]] = {}
        for name in self._single:
            if len(name) >= _SHORTEST_MISTYPED:
                self._mistypable.setdefault(len(name), []).append(name)

    def prepare(self, vocabulary: Vocabulary, stems: Stems) -> None:
        """Take what is not kept."""
        self._stems = stems
        self._kinds = vocabulary.role_kinds
        self._heard = lru_cache(MOST_WORDS)(self._alike)

    def is_name(self, word: str) -> bool:
        """Tell whether a word is the name of a role."""
        return self._stems.of(word) in self._single

    def mentions(self, tokens: Sequence[str]) -> tuple[Mention, ...]:
        """Return the roles mentioned by the words of a text, from left to right."""
        stems = [self._stems.of(word) for word in tokens]
        mentions: list[Mention] = []
        position = 0
        while position < len(stems):
            stem = stems[position]
            # as nearly all words are no name
            is_word = stem in self._lengths or bool(self._heard(stem))
            word = tokens[position]
            is_name = is_word and word != _RIGHT
            mention = self._at(tokens, stems, position) if is_name else None
            if mention:
                mentions.append(self._as_person(mention, tokens))
                position = mention.end
            else:
                position += 1
        return tuple(mentions)

    def _as_person(self, mention: Mention, tokens: Sequence[str]) -> Mention:
        """Return the member of an organ for one who says to sit in it."""
        is_inside = mention.is_asker and tokens[mention.start - 1] == "i"
        if not (is_inside and self._member):
            return mention
        if not self._organs & self._kinds[mention.role]:
            return mention
        return replace(mention, role=self._member)

    def _at(
        self, tokens: Sequence[str], stems: Sequence[str], start: int
    ) -> Mention | None:
        for length in self._lengths.get(stems[start], ()):
            role = self._names.get(tuple(stems[start : start + length]))
            if role and start + length <= len(stems):
                mention = _mention(tokens, start, start + length, role)
                is_narrower = tuple(stems[start : start + length]) in self._narrower
                return replace(mention, is_narrower=is_narrower)
        role = self._heard(stems[start])
        if not role:
            return None
        mention = _mention(tokens, start, start + 1, role)
        return replace(mention, is_compound=True)

    def _alike(self, stem: str) -> str:
        """Return the role whose name is mistyped or ends a compound, or nothing."""
        if len(stem) < _SHORTEST_MISTYPED or stem in self._everyday:
            return ""
        allowed = 1 if len(stem) < _LONG else 2
        near = [
            (OSA.distance(stem, name, score_cutoff=allowed), name)
            for length in range(len(stem) - allowed, len(stem) + allowed + 1)
            for name in self._mistypable.get(length, ())
        ]
        near = [pair for pair in near if pair[0] <= allowed]
        if near:
            return self._single[min(near)[1]]
        for cut in range(3, len(stem) - _SHORTEST_HEAD + 1):
            role = self._single.get(stem[cut:])
            if role:
                return role
        return ""


def is_definite(word: str) -> bool:
    """Tell whether a person is called in the definite form: somebody known."""
    return bool(_DEFINITE.search(word)) and not _INDEFINITE.search(word)


def _own_names(role: Role, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the names of a role that stand for no other role."""
    for name in (role.label.sv, *role.synonyms):
        if vocabulary.is_named(TermKind.ROLE, role.id, name):
            yield name


def _mention(tokens: Sequence[str], start: int, end: int, role: str) -> Mention:
    place = start - 1
    while place > 0 and bare(tokens[place]) in BEFORE_A_NAME:
        place -= 1
    before = tokens[place] if place >= 0 else ""
    way = next((way for way, words_ in _WAYS.items() if before in words_), Way.UNTOLD)
    return Mention(start, end, role, _is_asker(tokens, start, end), way)


def _is_asker(tokens: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the words around a role say that the asker has it."""
    before = list(tokens[max(0, start - 5) : start])
    while before and before[-1] in _FILLERS:
        before.pop()
    if not before:
        return bool(_HERE.intersection(tokens[end : end + 1]))
    if before[-1] not in _AS:
        return False
    if before[-1] == "som" and len(before) > 1 and is_light(before[-2]):
        # "jag är ledig idag men vill som politiker ringa"
        return bool(FIRST_PERSON.intersection(tokens[:start]))
    if len(before) == 1 and start <= _FIRST_WORDS:
        # "är lärare och undrar", "som lärare, får jag …"
        is_known = is_definite(tokens[end - 1])  # "är handläggaren jävig"
        return (before[0] == "är" and not is_known) or bool(
            before[0] == "som" and FIRST_PERSON.intersection(tokens[end : end + 3])
        )
    if before[-1] in {"i", "på"}:
        return before[-2] in FIRST_PERSON or (
            before[-2] in _SITS and bool(FIRST_PERSON.intersection(before[:-2]))
        )
    return bool(FIRST_PERSON.intersection(before))
