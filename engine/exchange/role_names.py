"""Find the role that a word of a document means, or offer those that it may mean."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.model.names import name_key
from ..rulebook.model.tags import Tag
from ..rulebook.model.vocabulary import TermKind, name_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..rulebook.model.vocabulary import Vocabulary

#: How Swedish nouns end in other forms than the one a dictionary has.
_ENDINGS = (
    "erna",
    "arna",
    "orna",
    "ernas",
    "arnas",
    "na",
    "en",
    "et",
    "er",
    "ar",
    "n",
    "t",
)
_SHORTEST_STEM = 5
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,3}[A-ZÅÄÖ]?|[A-ZÅÄÖ]{1,6}")
#: So like must a name be to be offered, of 100.
_LIKE = 62
_MOST_OFFERED = 6
#: For more unknown words than this nothing is offered: no order has so many roles.
_MOST_GUESSED = 1_000
#: What a new role may be, by how its name ends; the last is what all others are.
_ENDS = (
    ("ordförande", "ordförande"),
    ("utskott", "utskott"),
    ("nämnd", "nämnd"),
    ("styrelse", "nämnd"),
    ("chef", "chef"),
    ("direktör", "chef"),
)
EMPLOYEE = "anställd"
#: How the titles of employees end, in the form that a dictionary has.
_TITLES = (
    r"chef|direktör|handläggare|sekreterare|ingenjör|inspektör|assistent|samordnare"
    r"|controller|jurist|strateg|arkitekt|rektor|bibliotekarie|konsulent|administratör"
    r"|ekonom|ledare|pedagog|registrator|kurator|tekniker|utredare|antikvarie|planerare"
    r"|rådgivare|specialist|koordinator|arkivarie|geolog|ekolog|skötare"
)
#: Titles of those whom another than the municipality employs, or of the elected too.
_OF_OTHERS = re.compile(
    r"verkställande direktör|bolags|förbunds|stiftelse|gruppledare|parti", re.IGNORECASE
)
#: A title that says by itself what it is: one word; and several where a key has them.
_TITLE = re.compile(
    rf"(?:\w{{2,40}}- och )?(?:[\w-]{{2,40}})(?:{_TITLES})"
    r"|registrator|controller|kurator|arkivarie|bibliotekarie|administratör|ekonom",
    re.IGNORECASE,
)
_RANKED = re.compile(
    rf"(?!(?:respektive|resp|berörd|närmaste|närmast|överordnad|ansvarig|annan) )"
    rf"(?:[\w:-]{{1,40}} ){{0,3}}[\w-]{{0,40}}(?:{_TITLES})",
    re.IGNORECASE,
)
_SUBCOMMITTEE = re.compile(r"[\w -]{2,60}utskott(?:et)?", re.IGNORECASE)
#: So like a known name may be a slip of it, of 100.
_SLIP = 88
_END = 3
#: What stands between names in a cell, for our own table: none may be in a name.
SEPARATOR = re.compile(
    r"[;,/\n:]|\beller\b|\bor\b|\bdärefter\b|\bi andra hand\b|\bthen\b"
)
#: What a chair is called for short where the document explains nothing.
_CHAIRS = {"ordf": "ordförande", "ordf.": "ordförande"}
_OWN_COMMITTEE = frozenset(
    map(name_key, ("nämnden", "nämnd", "styrelsen", "styrelse", "nämnden själv"))
)


_RESPECTIVE = re.compile(r"(?:respektive|resp\.?|berörd) (?P<who>.+)", re.IGNORECASE)


@record
class Abbreviation:
    """A line of the key of a document: what stands for what, and who is above."""

    short: str
    meaning: str
    superior: str = ""
    substitutes: tuple[str, ...] = ()


class RoleWord(NamedTuple):
    """A word of a document that names a role: as it is written, and the role.

    The id is empty where nobody knows the role: `meaning` is then what the key of the
    document says of the word, or the word itself, and `offered` are roles it may be.
    With `is_own_area` the key says that each who has the role decides in their own.
    """

    word: str
    id: str
    meaning: str = ""
    offered: tuple[str, ...] = ()
    is_in_key: bool = False
    is_own_area: bool = False


class RoleNames:
    """The words for roles: of the key of a document, and of the vocabulary.

    Args:
        vocabulary: the words of the municipality, or of law alone.
        key: the key of abbreviations of the document.
        committee: whose order it is; empty where that is not known.
        decisions: for the key of each word that a person decided on the id of the role.
        new_role: returns the id of a role that is made of its name; None where none is.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        key: Iterable[Abbreviation] = (),
        committee: str = "",
        decisions: Mapping[str, str] | None = None,
        new_role: Callable[[str], str] | None = None,
    ) -> None:
        """Take the words."""
        self._new_role = new_role
        self.vocabulary = vocabulary
        self.committee = committee
        self.decisions = dict(decisions or {})
        self._index = name_index(vocabulary.roles.values())
        self._homonyms = vocabulary.homonyms.get(TermKind.ROLE, {})
        self.key: dict[str, Abbreviation] = {}
        self._doubles: dict[str, list[str]] = {}
        for line in key:
            known = self.key.setdefault(word_key(line.short), line)
            if name_key(known.meaning) != name_key(line.meaning):
                self._doubles.setdefault(word_key(line.short), [known.meaning]).append(
                    line.meaning
                )
        self._elected = vocabulary.tagged(TermKind.ROLE, Tag.ELECTED.value)
        self._committees = vocabulary.tagged(
            TermKind.ROLE, Tag.COMMITTEE.value
        ) | vocabulary.tagged(TermKind.ROLE, Tag.COUNCIL.value)
        #: Every word that was understood, by its key, as it was first written.
        self.used: dict[str, RoleWord] = {}
        #: Every word that was asked for and is not understood.
        self.unknown: dict[str, RoleWord] = {}
        self._guessed = 0
        self._found: dict[str, RoleWord] = {}

    def find(self, word: str) -> RoleWord:
        """Return what a word means; nothing is noted of it."""
        plain = " ".join(word.split())
        wanted = word_key(plain)
        known = self._found.get(wanted)
        if known is None:
            known = self._found[wanted] = self._find(plain, wanted)
        return known._replace(word=plain)

    def note(self, word: RoleWord) -> RoleWord:
        """Keep a word as one that a row uses, known or not."""
        table = self.used if word.id else self.unknown
        table.setdefault(word_key(word.word), word)
        return word

    def is_known(self, word: str) -> bool:
        """Tell whether a word means a role for sure."""
        return bool(self.find(word).id)

    def learn(self, words: Iterable[str]) -> None:
        """Make the roles that words are titles of: then other forms are known too."""
        for word in words:
            self.find(word)
        self._found.clear()

    def is_known_for_good(self, word: str) -> bool:
        """Tell whether a word means a role that does not depend on who asks."""
        role = self.vocabulary.roles.get(self.find(word).id)
        return role is not None and role.resolves is None

    def is_abbreviation(self, word: str) -> bool:
        """Tell whether the key of the document has a word."""
        return word_key(word) in self.key

    def label(self, id_: str) -> str:
        """Return what a role is called."""
        role = self.vocabulary.roles.get(id_)
        return role.label.sv if role else id_

    def is_committee(self, id_: str) -> bool:
        """Tell whether a role is the council, or a committee."""
        return id_ in self._committees

    def _find(self, word: str, wanted: str) -> RoleWord:
        decided = self.decisions.get(wanted)
        line = self.key.get(wanted)
        meaning = line.meaning if line else _CHAIRS.get(wanted, word)
        if decided:
            return RoleWord(word, decided, meaning, is_in_key=line is not None)
        if wanted in self._doubles:
            offered = [self._named(text) for text in self._doubles[wanted]]
            return RoleWord(word, "", meaning, tuple(filter(None, offered)))
        ids = self._ids(meaning)
        if len(ids) == 1 and (line or not self._is_guess(word, ids[0])):
            return RoleWord(word, ids[0], meaning, is_in_key=line is not None)
        if not ids and self._says_itself(word, meaning, is_in_key=line is not None):
            return RoleWord(word, self._made(meaning), meaning, is_in_key=bool(line))
        own = _RESPECTIVE.fullmatch(meaning)
        if own and line and not ids and wanted != word_key(own["who"]):
            each = self._find(own["who"], word_key(own["who"]))
            if each.id:
                return each._replace(word=word, is_in_key=True, is_own_area=True)
        ids = (*ids, *(self._ids(own["who"]) if own else ()))
        offered = [*ids, *self._candidates(meaning, is_short=line is None)]
        return RoleWord(
            word, "", meaning, tuple(dict.fromkeys(offered))[:_MOST_OFFERED]
        )

    def _says_itself(self, word: str, meaning: str, *, is_in_key: bool) -> bool:
        """Tell whether a name that nobody knows is surely that of a role of its own.

        It is where it is the title of an employee, or the key explains a word by one,
        and it is no slip of a name that is known.
        """
        if self._new_role is None or len(meaning) < _SHORTEST_STEM:
            return False
        is_title = (
            _RANKED.fullmatch(meaning) or _SUBCOMMITTEE.fullmatch(meaning)
            if is_in_key
            else _TITLE.fullmatch(word)
        )
        is_other = name_key(meaning) in _OWN_COMMITTEE or _OF_OTHERS.match(meaning)
        if not is_title or is_other:
            return False
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where one is unknown

        self._guessed += 1
        if self._guessed > _MOST_GUESSED:
            return False
        labels = self._plain_labels
        plain = meaning.casefold()[:100]
        near = process.extractOne(plain, labels, scorer=fuzz.ratio, score_cutoff=_SLIP)
        # a slip leaves what somebody is: `överförmyndarchef` is none of överförmyndare
        return near is None or not near[0].endswith(plain[-_END:])

    def _made(self, name: str) -> str:
        """Return the role that is made of a name; other forms of it mean that role."""
        assert self._new_role is not None  # noqa: S101 - asked for before
        made = self._new_role(name)
        self._index = {**self._index, word_key(name): made}
        return made

    def _is_guess(self, word: str, id_: str) -> bool:
        """Tell whether an abbreviation that the document does not explain may mislead.

        Documents abbreviate as they like; what a committee is called is no secret.
        """
        is_short = _ABBREVIATION.fullmatch(word) is not None
        return is_short and not self.is_committee(id_)

    def _named(self, name: str) -> str:
        ids = self._ids(name)
        return ids[0] if len(ids) == 1 else ""

    def _ids(self, name: str) -> tuple[str, ...]:
        """Return the roles that a name is that of, in any of its forms."""
        wanted = word_key(name)
        if self.committee and wanted in _OWN_COMMITTEE:
            return (self.committee,)
        if wanted in self._homonyms:
            return self._homonyms[wanted]
        known = self._index.get(wanted)
        if known is not None:
            return self._own(known)
        last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
        stems = {
            self._index[stem]
            for ending in _ENDINGS
            if wanted.endswith(ending)
            and len(last) > len(ending) + 1  # no word of its own
            and len(stem := wanted[: -len(ending)]) >= _SHORTEST_STEM
            and stem in self._index
        }
        return self._own(stems.pop()) if len(stems) == 1 else tuple(sorted(stems))

    def _own(self, id_: str) -> tuple[str, ...]:
        """Return a role, or the one of its kind that belongs to the committee.

        `Ordföranden` in the order of a committee is its own chair. Where several of
        the kind are the committee's, all of them are returned.
        """
        if not self.committee or id_ == self.committee:
            return (id_,)
        if id_ not in self._elected:
            return (id_,)
        own = [
            role.id
            for role in self.vocabulary.roles.values()
            if role.id != id_
            and id_ in role.kinds
            and self.committee in {role.reports_to, role.seat}
        ]
        return tuple(sorted(own)) or (id_,)

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The role of each name, but for ids and English ones."""
        return {
            label: role.id
            for role in self.vocabulary.roles.values()
            for label in (role.label.sv, *role.synonyms)
        }

    @cached_property
    def _plain_labels(self) -> dict[str, str]:
        return {label: label.casefold() for label in self._labels}

    def _candidates(self, name: str, *, is_short: bool) -> list[str]:
        """Return the roles whose names are like a name, the likest first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where one is unknown

        names = self._labels
        self._guessed += 1
        if self._guessed > _MOST_GUESSED:
            return []
        if is_short and _ABBREVIATION.fullmatch(name):
            letters = name.casefold()
            return [
                id_ for label, id_ in names.items() if _abbreviates(letters, label)
            ][:_MOST_OFFERED]
        found = process.extract(
            name.casefold()[:100],
            self._plain_labels,
            scorer=fuzz.WRatio,
            limit=3 * _MOST_OFFERED,
            score_cutoff=_LIKE,
        )
        ids = [names[label] for _, _, label in found]
        within = [
            id_
            for label, id_ in names.items()
            if len(label) > _SHORTEST_STEM and label.casefold() in name.casefold()
        ]
        return [*within[:2], *ids]


def word_key(word: str) -> str:
    """Return the key of a word for a role: `R/U` are two roles, and never `RU`."""
    key = name_key(word)
    return f"{key}/" if "/" in word else key


def _abbreviates(letters: str, label: str) -> bool:
    """Tell whether letters stand in a label in their order, the first one first."""
    text = label.casefold()
    if not text.startswith(letters[0]):
        return False
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True


def kind_of(name: str) -> str:
    """Return the name of what a new role is a kind of, by how its own name ends."""
    plain = name.casefold().rstrip()
    for ending, kind in _ENDS:
        if plain.endswith((ending, f"{ending}n", f"{ending}en", f"{ending}et")):
            return kind
    return EMPLOYEE


def committee_word(names: RoleNames) -> str:
    """Return the word for the committee itself, kept as one that is used."""
    return names.note(names.find(names.label(names.committee))).word


def written(word: RoleWord, names: RoleNames) -> str:
    """Return a word for a role as it can stand in a cell of our table."""
    if SEPARATOR.search(word.word):
        return word.id
    return names.note(word).word
