"""What rows call their matters, and which matter of the law has such a name.

A name is told from what rows say by its words that are not light, each by its stem, and
by the provision that a row names beside them.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.sources import Rank
from ..understanding.lexicon import is_light
from ..understanding.quantities import without_figures
from ..understanding.words import swedish_stems, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.references import Reference
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.texts import Text

_CHAPTER = re.compile(r"(\d+)\s?kap\.?", re.IGNORECASE)
#: The letter of a section is part of its number: `32 a §` is another than `32 §`.
_SECTION = re.compile(r"\b(\d+)(?:\s?([a-z]))?\s?§+", re.IGNORECASE)
_SECTION_AFTER = re.compile(r"§+\s?(\d+)(?:\s?([a-z])\b)?", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\(\d{4}:\d+\)")
#: Chapter and section as they are written in short: `22:2`.
_COLON = re.compile(r"\b(\d+):(\d+)(?: ?([a-z])\b)?", re.IGNORECASE)
#: What no amount, span of time or share lacks.
_FIGURE = re.compile(r"kr|belopp|pbb|dag|dygn|veck|mån|år|%|procent")
_ASIDE = re.compile(r"\([^()]*\)")
#: What nearly every row of an order says, whatever it is about.
_GENERAL = (
    *("ärende", "beslut", "fråga", "handläggning", "delegation"),
    *("högst", "minst", "längre", "kortare", "mer", "över", "under", "upp"),
    *("svar", "svara", "besvara", "besvarande", "avgöra", "avgörande"),
    *("barn", "barnet", "barnets", "barnen", "ung", "unge", "unges", "unga"),
)
#: What tells that something is decided, and nothing of what: words that a name of the
#: law may have, and that a row need not share with it.
_DECIDED = ("anta", "antagande", "fastställa", "fastställande", "besluta", "beslutande")
#: How words begin that name what is done beside the decision that a section is on.
_BESIDE = (
    *("yttra", "överklag", "underrätt", "underställ", "polisanmäl", "anmäl", "ombud"),
    *("avvis", "rätta", "rättelse", "utlämn", "delge"),
)
#: What so many texts say is remembered: rows say the same again and again.
MOST_TEXTS = 4_096
#: So many words in common tell what a matter is, or so large a part of all its words
#: where these are so many at least.
_ENOUGH = 3
_PART = 0.5
_FEWEST = 2
#: A row that names more provisions than this is on none of them in particular.
_MOST_PROVISIONS = 20


class _Title(NamedTuple):
    """How an act is written: by its title, or by an abbreviation of it.

    Where `part`, in small letters, is missing the pattern need not be tried.
    """

    pattern: re.Pattern[str]
    part: str
    short: str


class MatterNames:
    """The matters of the law of a jurisdiction by their names.

    Args:
        jurisdiction: whose words and acts are read.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take the words, and the matters that the law declares."""
        self._words = jurisdiction.vocabulary
        self._declared = jurisdiction.matters_of_law
        self._jurisdiction = jurisdiction
        self._stems = swedish_stems()
        #: Returns the words of a text that tell what it is about, each by its stem.
        self._said = lru_cache(MOST_TEXTS)(self._worked_out)
        #: Returns how many words in common tell what a text is about.
        self._enough_of = lru_cache(MOST_TEXTS)(self._counted)
        self._sources = jurisdiction.sources

    def matter(self, matter: str, rule: Rule, is_free: Callable[[str], bool]) -> str:
        """Return the matter of the law whose name the names of a row say; or nothing.

        Of several the one with most words in common counts, and where they tie one that
        `is_free`: that the law does not limit.
        """
        best: tuple[int, bool, str] = (0, False, "")
        beside = self._beside(matter, rule)
        for text, fewest in self._texts(matter, rule):
            own = self._said(text)
            enough = self._enough_of(text)
            for word in own:
                for name, other in self._names.get(word, ()):
                    is_told = name <= own and not name <= beside
                    if is_told and len(name) >= max(enough, fewest):
                        best = max(best, (len(name), is_free(other), other))
        return best[2]

    def _texts(self, matter: str, rule: Rule) -> Iterator[tuple[str, int]]:
        """Yield what a row says of its matter, each with the fewest words that tell it.

        That it rests on an act says less than on which section of it. Each provision
        that a row names is looked at by itself.
        """
        term = self._words.matters[matter]
        laws = [*self._provisions(rule)]
        for name in (*_both(term.label), *term.synonyms):
            yield name, 1
            for law in laws:
                yield f"{name} {law}", 1
        for law in laws:
            yield law, _FEWEST
        for said in _both(rule.says):
            yield said, 1

    def _beside(self, matter: str, rule: Rule) -> frozenset[str]:
        """Return the words by which alone a row is on nothing of the law.

        They are those of its provisions, where its title says what is done beside the
        decision that these are on.
        """
        title = words(self._words.matters[matter].label.sv)
        if not any(word.startswith(_BESIDE) for word in title):
            return frozenset()
        return frozenset[str]().union(*map(self._said, self._provisions(rule)))

    def _provisions(self, rule: Rule) -> Iterator[str]:
        """Yield the provisions that a row names, one section each, in one way."""
        grants = getattr(rule.conclusion, "grants", ())
        named = (p for grant in grants for p in self._jurisdiction.provisions_of(grant))
        written = [text for provision in named for text in self._written(provision)]
        if len(written) <= _MOST_PROVISIONS:
            yield from dict.fromkeys(written)

    def _written(self, provision: Reference) -> Iterator[str]:
        source = self._sources.get(provision.act)
        act = source.short.sv if source else provision.act
        chapter = f"{provision.chapter} kap." if provision.chapter else ""
        for section in sorted(provision.sections) or [""]:
            yield f"{act} {chapter} {section} §" if section else f"{act} {chapter}"

    @cached_property
    def _names(self) -> Mapping[str, list[tuple[frozenset[str], str]]]:
        """What each name of a matter of the law says, and whose name it is.

        Each stands under one of its words: a text that lacks it says less than that.
        """
        names: dict[str, list[tuple[frozenset[str], str]]] = {}
        for id_ in self._declared:
            term = self._words.matters[id_]
            for name in (*_both(term.label), *term.synonyms):
                if said := self._said(name):
                    names.setdefault(min(said), []).append((said, id_))
        return names

    @cached_property
    def _titles(self) -> list[_Title]:
        """The acts as rows may write them."""
        titles = []
        for source in self._sources.values():
            if source.rank is not Rank.LAW:
                continue
            first, *rest = _NUMBER.sub(" ", source.title.sv).split()
            if rest:
                start = (
                    "lag(?:en)?" if first.casefold() == "lagen" else re.escape(first)
                )
                parts = (start, *map(re.escape, rest))
                title = r"\s+(?:\(\d{4}:\d+\)\s+)?".join(parts)
                titles.append((title, max(rest, key=len), source))
            names = source.statute.names if source.statute else ()
            titles += [
                # an abbreviation is told by its capitals
                (rf"(?-i:(?<!\w){re.escape(name)}(?!\w))", name, source)
                for name in names
                if name != source.short.sv
            ]
        return [
            _Title(re.compile(title, re.IGNORECASE), part.casefold(), source.short.sv)
            for title, part, source in titles
        ]

    @cached_property
    def _general(self) -> frozenset[str]:
        return frozenset(self._stems.of(word) for word in _GENERAL)

    @cached_property
    def _decided(self) -> frozenset[str]:
        return frozenset(self._stems.of(word) for word in _DECIDED)

    def _counted(self, text: str) -> float:
        # neither an aside, a limit nor the number of a section tells two matters apart
        core = _ASIDE.sub(" ", text) if "(" in text else text
        core = without_figures(core) if _FIGURE.search(core) else core
        told = self._said(core) - self._decided
        return _enough(sum(1 for word in told if not _has_digit(word)))

    def _worked_out(self, text: str) -> frozenset[str]:
        for title in self._titles:
            if title.part in text.casefold():
                text = title.pattern.sub(f" {title.short} ", text)
        if _has_digit(text):
            text = _COLON.sub(r" kapitel\1 paragraf\2\3 ", text)
            text = _SECTION.sub(r" paragraf\1\2 ", _CHAPTER.sub(r" kapitel\1 ", text))
            text = _SECTION_AFTER.sub(r" paragraf\1\2 ", text)
        return frozenset(
            stem
            for word in words(text)
            if not is_light(word)
            and (stem := word if _has_digit(word) else self._stems.of(word))
            not in self._general
        )


def _both(text: Text) -> tuple[str, ...]:
    return tuple(filter(None, (text.sv, text.en)))


def _enough(count: int) -> float:
    """Return how many words in common tell what a text of so many words is about."""
    return min(_ENOUGH, max(min(_FEWEST, count), count * _PART))


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
