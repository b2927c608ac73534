"""Matters of an order that are, by another name, matters that the law limits.

A constraint holds for what stands under its matter. A row on a matter of the
municipality's own escapes it where nobody has written under what the matter stands, so
here it is told from its names, from the sections that its rule cites, and from how wide
it is.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..answers.authority import Authority
from ..rulebook.model.conclusions import (
    ConstraintConclusion,
    DecisionAct,
    DecisionConclusion,
    Function,
    Mode,
    Party,
)
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.sources import Rank
from ..rulebook.model.tags import Tag
from ..rulebook.model.vocabulary import TermKind
from ..understanding.lexicon import is_light
from ..understanding.words import Stems, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.texts import Text

_CHAPTER = re.compile(r"(\d+)\s?kap\.?", re.IGNORECASE)
#: The letter of a section is part of its number: `32 a §` is another than `32 §`.
_SECTION = re.compile(r"\b(\d+)(?:\s?([a-z]))?\s?§+", re.IGNORECASE)
_SECTION_AFTER = re.compile(r"§+\s?(\d+)(?:\s?([a-z])\b)?", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\(\d{4}:\d+\)")
#: Chapter and section as they are written in short: `22:2`.
_COLON = re.compile(r"\b(\d+):(\d+)(?: ?([a-z])\b)?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
#: What nearly every row of an order says, whatever it is about.
_GENERAL = (
    *("ärende", "beslut", "fråga", "handläggning", "delegation"),
    *("barn", "barnet", "barnets", "barnen", "ung", "unge", "unges", "unga"),
)
#: How words begin that say that something decided is carried out.
_CARRYING_OUT = ("verkställ", "genomför", "execut", "carry")
#: What so many texts say is remembered: rows say the same again and again.
MOST_TEXTS = 4_096
#: A position of an internal group and a signature give nobody a power.
_GIVING = frozenset(
    {
        None,
        DecisionAct.DECISION,
        DecisionAct.DELEGATED_DECISION,
        DecisionAct.EXECUTION,
    }
)
#: So many words in common tell what a matter is, or so large a part of all its words
#: where these are so many at least.
_ENOUGH = 3
_PART = 0.5
_FEWEST = 2


class LegalLimit(NamedTuple):
    """A matter of the law that a constraint keeps from whoever decides by a rule."""

    matter: str
    constraint: Rule


class Likening(NamedTuple):
    """A matter of a row, what the law limits that it is like, and by what it shows."""

    variant: str
    matter: str
    limit: LegalLimit


class LimitedMatters:
    """The matters that the law of a jurisdiction limits, and what is like them.

    Args:
        jurisdiction: whose rules and words are read.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take the words, and the rules of the rank of law."""
        self._words = jurisdiction.vocabulary
        self._declared = jurisdiction.matters_of_law
        self._authority = Authority(self._words)
        self._stems = Stems()
        #: Returns the words of a text that tell what it is about, each by its stem.
        self._said = lru_cache(MOST_TEXTS)(self._worked_out)
        self._law = [rule for rule in jurisdiction.rules if rule.rank is Rank.LAW]
        self._sources = jurisdiction.sources.values()

    def likening(self, rule: Rule) -> Likening | None:
        """Return the first matter of a row that is what the law limits, if one is."""
        if not gives_power(rule):
            return None
        like = self._executed if _is_executed(rule) else self._decided
        matters = sorted(rule.scope_of.get(Slot.MATTER, ()))
        likenings = (like(matter, rule) for matter in matters)
        return next(filter(None, likenings), None)

    def _decided(self, matter: str, rule: Rule) -> Likening | None:
        """Return what a row decides under another name.

        Of what the law knows by its own name the answers themselves tell.
        """
        if matter in self._declared or self._is_placed(matter):
            return None
        like = self._by_name(matter, rule)
        if like:
            limit = self._limit(like, rule) or self._by_breadth(like, rule)
            return Likening("named", matter, limit) if limit else None
        for variant, limit in (
            ("cited", self._by_section(rule)),
            ("wide", self._by_breadth(matter, rule)),
        ):
            if limit:
                return Likening(variant, matter, limit)
        return None

    def _executed(self, matter: str, rule: Rule) -> Likening | None:
        """Return what a row calls an execution, though the law calls it a decision."""
        if self._is_carried_out(matter):
            return None
        is_known = matter in self._declared or self._is_placed(matter)
        like = matter if is_known else self._by_name(matter, rule)
        limit = self._limit(like, rule) if like else None
        return Likening("executed", matter, limit) if limit else None

    def _is_carried_out(self, matter: str) -> bool:
        """Tell whether a matter is by its name to carry out what is decided."""
        term = self._words.matters[matter]
        return any(
            token.startswith(_CARRYING_OUT)
            for name in (*_both(term.label), *term.synonyms)
            for token in words(name)
        )

    # limits ---------------------------------------------------------------------------

    @cached_property
    def _constraints(self) -> list[Rule]:
        return [rule for rule in self._law if rule.kind is RuleKind.CONSTRAINT]

    def _limit(self, matter: str, rule: Rule) -> LegalLimit | None:
        """Return the limit of a matter that keeps it from the deciders of a rule."""
        asked = {condition.circumstance for condition in rule.when}
        for constraint in self._constraints:
            conclusion = constraint.conclusion
            party = _acting(rule)
            if (
                party
                and isinstance(conclusion, ConstraintConclusion)
                and self._covers(constraint, conclusion, matter)
                and asked.isdisjoint(c.circumstance for c in constraint.when)
                and self._authority.banned(rule, party, conclusion)
            ):
                return LegalLimit(matter, constraint)
        return None

    def _covers(
        self, constraint: Rule, conclusion: ConstraintConclusion, matter: str
    ) -> bool:
        named = constraint.scope_of.get(Slot.MATTER, frozenset())
        if conclusion.tag:
            return conclusion.tag in self._words.tags_of(matter)
        return bool(named & self._kinds(matter))

    def _kinds(self, matter: str) -> frozenset[str]:
        return self._words.matter_kinds[matter]

    # what a matter is -----------------------------------------------------------------

    def _is_placed(self, matter: str) -> bool:
        """Tell whether the law speaks of a matter, or of one that it stands under."""
        return not (
            self._spoken_of.isdisjoint(self._kinds(matter))
            and self._limited_tags.isdisjoint(self._words.tags_of(matter))
        )

    @cached_property
    def _limited_tags(self) -> frozenset[str]:
        """The tags of the matters that constraints are on."""
        return frozenset(
            conclusion.tag
            for constraint in self._constraints
            if isinstance(conclusion := constraint.conclusion, ConstraintConclusion)
            and conclusion.tag
        )

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        return frozenset[str]().union(
            *(rule.scope_of.get(Slot.MATTER, frozenset()) for rule in self._law)
        )

    def _by_breadth(self, matter: str, rule: Rule) -> LegalLimit | None:
        """Return what is limited below the matter of the law that one stands under.

        Nothing where the law itself speaks of the wider matter.
        """
        above = self._kinds(matter) & self._declared
        if not above or self._is_placed(matter):
            return None
        for other in sorted(self._declared):
            if above <= self._kinds(other):
                limit = self._limit(other, rule)
                if limit:
                    return limit
        return None

    @cached_property
    def _placing(self) -> frozenset[str]:
        """The passages of the law on deciding in another committee's field."""
        tag = Tag.ANOTHER_COMMITTEES_FIELD.value
        acts = self._words.tagged(TermKind.ACT, tag)
        return frozenset(
            cite
            for rule in self._law
            if acts & rule.scope_of.get(Slot.DOES, frozenset())
            for cite in rule.cites
        )

    def _by_section(self, rule: Rule) -> LegalLimit | None:
        """Return what is limited of which alone a section speaks that a row cites.

        The section that lets the council place a matter elsewhere speaks of more.
        """
        for cite in rule.cites:
            if cite in self._placing:
                continue
            limits = [
                self._limit(matter, rule)
                for other in self._citing.get(cite, ())
                for matter in sorted(other.scope_of.get(Slot.MATTER, ()))
            ]
            if limits and all(limits):
                return limits[0]
        return None

    @cached_property
    def _citing(self) -> Mapping[str, list[Rule]]:
        """For each passage the rules of the law that rest on it."""
        citing: dict[str, list[Rule]] = {}
        for rule in self._law:
            for cite in set(rule.cites):
                citing.setdefault(cite, []).append(rule)
        return citing

    # names ----------------------------------------------------------------------------

    def _by_name(self, matter: str, rule: Rule) -> str:
        """Return the matter of the law whose name the names of a row say; or nothing.

        Of several the one with most words in common counts, and where they tie one that
        is not limited.
        """
        best: tuple[int, bool, str] = (0, False, "")
        for text, fewest in self._texts(matter, rule):
            own = self._said(text)
            # neither an aside nor the number of a section tells two matters apart
            core = self._said(_ASIDE.sub(" ", text))
            enough = _enough(sum(1 for word in core if not _has_digit(word)))
            for word in own:
                for name, other in self._names.get(word, ()):
                    if name <= own and len(name) >= max(enough, fewest):
                        is_free = self._limit(other, rule) is None
                        best = max(best, (len(name), is_free, other))
        return best[2]

    def _texts(self, matter: str, rule: Rule) -> Iterator[tuple[str, int]]:
        """Yield what a row says of its matter, each with the fewest words that tell it.

        That it rests on an act says less than on which section of it.
        """
        term = self._words.matters[matter]
        grants = getattr(rule.conclusion, "grants", ())
        laws = " ".join(law for grant in grants for law in grant.laws)
        for name in (*_both(term.label), *term.synonyms):
            yield name, 1
            yield f"{name} {laws}", 1
        yield laws, _FEWEST
        for said in _both(rule.says):
            yield said, 1

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
    def _titles(self) -> list[tuple[re.Pattern[str], str]]:
        """The acts as rows may write them out, each with its short name."""
        titles = []
        for source in self._sources:
            first, *rest = _NUMBER.sub(" ", source.title.sv).split()
            if source.rank is Rank.LAW and rest:
                start = (
                    "lag(?:en)?" if first.casefold() == "lagen" else re.escape(first)
                )
                parts = (start, *map(re.escape, rest))
                title = r"\s+(?:\(\d{4}:\d+\)\s+)?".join(parts)
                titles.append((re.compile(title, re.IGNORECASE), source.short.sv))
        return titles

    @cached_property
    def _any_title(self) -> re.Pattern[str]:
        """What the title of some act is found by."""
        titles = "|".join(title.pattern for title, _ in self._titles)
        return re.compile(titles or "(?!)", re.IGNORECASE)

    @cached_property
    def _general(self) -> frozenset[str]:
        return frozenset(self._stems.of(word) for word in _GENERAL)

    def _worked_out(self, text: str) -> frozenset[str]:
        if self._any_title.search(text):
            for title, short in self._titles:
                text = title.sub(f" {short} ", text)
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


def gives_power(rule: Rule) -> bool:
    """Tell whether a rule below law lets somebody decide, or says none needs to."""
    conclusion = rule.conclusion
    return (
        rule.rank is not Rank.LAW
        and isinstance(conclusion, DecisionConclusion)
        and conclusion.act in _GIVING
    )


def _is_executed(rule: Rule) -> bool:
    """Tell whether a rule says that something is carried out and nothing decided."""
    conclusion = rule.conclusion
    return (
        isinstance(conclusion, DecisionConclusion)
        and conclusion.act is DecisionAct.EXECUTION
        and conclusion.party(Function.DECIDES) is None
    )


def _acting(rule: Rule) -> Party | None:
    """Return who decides by a rule, or steps in for them, or carries it out instead."""
    conclusion = rule.conclusion
    if _is_executed(rule):
        return conclusion.party(Function.CARRIES_OUT)
    party, grant = conclusion.party(Function.DECIDES), conclusion.grant
    if party is None or grant is None:
        return party
    others = (*grant.superiors, *sorted(grant.steps))
    roles = tuple(dict.fromkeys((*party.roles, *others)))
    return Party(mode=Mode.ANY_OF if len(roles) > 1 else Mode.ONE, roles=roles)


def _both(text: Text) -> tuple[str, ...]:
    return tuple(filter(None, (text.sv, text.en)))


def _enough(count: int) -> float:
    """Return how many words in common tell what a text of so many words is about."""
    return min(_ENOUGH, max(min(_FEWEST, count), count * _PART))


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
