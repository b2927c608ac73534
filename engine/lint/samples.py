"""Sample questions: whether they are about the rule that they stand at.

`ask` finds a rule by them, so that one which is about something else gives a wrong
answer to exactly the question that it tells how to put.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..answers.answer import LossReason
from ..rulebook.model.problems import EngineError
from ..rulebook.model.rules import RuleKind
from ..understanding import Certainty, Reader
from ..understanding.everyday import DECIDING
from ..understanding.lexicon import is_light
from ..understanding.mentions import Roles
from ..understanding.words import swedish_stems, words
from .survey import Sighting, Witness

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule
    from ..space.space import Space
    from ..understanding.mentions import Mention
    from .survey import Survey
    from .walks import Walk

_SHORTEST_STEM = 4
#: Against these a rule is told to yield, whoever asks: `set_aside` finds it.
_YIELDS = frozenset({LossReason.CONSTRAINT, LossReason.MANDATORY, LossReason.PROPOSAL})
#: Of readings that fit alike, so many are looked at.
_ALIKE = 2


# words that are about something else ----------------------------------------------


def stray_samples(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules with a sample question that has nothing in common with them.

    Such a question names a role that the rule does not concern, and no other word of it
    is one of the rule's.
    """
    seen: set[str] = set()
    for walk in survey.walks.values():
        speech = _Speech(walk.jurisdiction)
        for rule in walk.jurisdiction.rules:
            if rule.id in seen or not walk.jurisdiction.is_own(rule.id):
                continue
            seen.add(rule.id)
            for ask in rule.asks:
                strange = speech.stranger(ask, rule)
                if strange:
                    yield Sighting(
                        rules=(rule.id,),
                        about=(strange,),
                        place=rule.place,
                        quote=ask,
                        witness=Witness(
                            municipality=walk.jurisdiction.id, thing=rule.id
                        ),
                    )


class _Speech:
    """What the words of a jurisdiction are about: roles, and the words of rules."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._here = jurisdiction
        self._stems = swedish_stems()
        self._roles = Roles(jurisdiction.vocabulary, self._stems)
        self._deciding = frozenset(map(self._stems.of, DECIDING))
        self._roles_in = cache(self._read_roles)

    def stranger(self, ask: str, rule: Rule) -> str:
        """Return the role that alone tells what a sample is about, if it is foreign."""
        tokens = words(ask)
        mentions = self._named(tokens)
        if not mentions:
            return ""
        bound = self._bound(rule)
        if any(self._is_related(mention.role, bound) for mention in mentions):
            return ""  # most are, and then nothing else of the rule need be read
        texts = list(self._texts(rule))
        told = frozenset[str]().union(*map(self._roles_in, texts))
        if any(self._is_related(mention.role, told) for mention in mentions):
            return ""
        covered = {n for m in mentions for n in range(m.start, m.end)}
        asked = {
            self._stems.of(word)
            for n, word in enumerate(tokens)
            if n not in covered and not is_light(word)
        }
        asked -= self._deciding
        known = {stem for text in texts for stem in self._stems.all(text)}
        is_tied = any(_is_alike(one, other) for one in asked for other in known)
        return "" if is_tied else mentions[0].role

    def _read_roles(self, text: str) -> frozenset[str]:
        return frozenset(mention.role for mention in self._named(words(text)))

    def _named(self, tokens: list[str]) -> list[Mention]:
        """Return the roles that words name, the asker and the municipality apart.

        What is only like a name, or ends in one, is not taken for it.
        """
        return [
            mention
            for mention in self._roles.mentions(tokens)
            if not mention.is_asker
            and not all(map(is_light, tokens[mention.start : mention.end]))
            and (
                mention.end > mention.start + 1
                or self._roles.is_name(tokens[mention.start])
            )
        ]

    def _texts(self, rule: Rule) -> Iterator[str]:
        """Yield all that a rule says, and what its subject and passages are called."""
        vocabulary = self._here.vocabulary
        yield from (text.sv for text in (rule.says, *rule.conclusion.texts()))
        if rule.note:
            yield rule.note.sv
        for _, ids in rule.scope:
            for id_ in ids:
                term = vocabulary.matters.get(id_) or vocabulary.acts.get(id_)
                if term:
                    yield from (term.label.sv, *term.synonyms)
        for name in rule.circumstances:
            circumstance = vocabulary.circumstances[name]
            yield circumstance.label.sv
            yield from (label.sv for _, label in circumstance.values)
        for cite in rule.cites:
            if cite in self._here.passages:
                yield self._here.passages[cite].gist.sv

    def _bound(self, rule: Rule) -> frozenset[str]:
        """Return the roles that the keys of a rule name."""
        roles = self._here.vocabulary.roles
        named = {id_ for _, ids in rule.scope for id_ in ids if id_ in roles}
        return rule.exempt.union(named, rule.conclusion.roles())

    def _is_related(self, role: str, others: Collection[str]) -> bool:
        kinds = self._here.vocabulary.role_kinds
        return any(
            role in kinds.get(other, frozenset({other})) or other in kinds[role]
            for other in others
        )


def _is_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _SHORTEST_STEM and shorter in longer)


# questions that get another answer ------------------------------------------------


def unanswered_samples(survey: Survey) -> Iterable[Sighting]:
    """Yield the sample questions that `ask` does not answer by their own rule.

    Every question is read, which takes a while: only where that is wished for.
    """
    if not survey.reads_samples:
        return
    seen: set[str] = set()
    for walk in survey.walks.values():
        here = walk.jurisdiction
        reader = Reader(here)
        for rule in here.rules:
            if rule.id in seen or not here.is_own(rule.id):
                continue
            seen.add(rule.id)
            for ask in rule.asks if rule.is_in_force(survey.today) else ():
                variant = _missed(ask, rule, walk, reader, survey.today)
                if variant:
                    yield Sighting(
                        variant=variant,
                        rules=(rule.id,),
                        place=rule.place,
                        quote=ask,
                        witness=Witness(municipality=here.id, asked=ask),
                    )


def _missed(ask: str, rule: Rule, walk: Walk, reader: Reader, on: dt.date) -> str:
    """Return how a sample question misses its rule; nothing where it does not."""
    try:
        understood = reader.understanding(ask, on)
    except EngineError:  # a name in it stands for two terms
        return "several"
    match understood.certainty:
        case Certainty.NOTHING | Certainty.UNSURE:
            return str(understood.certainty.value)
        case Certainty.SEVERAL | Certainty.UNTOLD:
            alike = understood.others[:_ALIKE]
            is_met = any(_bears_on(rule, r.question, walk.space) for r in alike)
            return "" if is_met else "several"
        case _:
            question = understood.ranked[0].question
            if _speaks(rule, question, walk.space):
                return ""
            return "case" if _bears_on(rule, question, walk.space) else "elsewhere"


def _bears_on(rule: Rule, question: Question, space: Space) -> bool:
    """Tell whether a rule is about what a question asks, whatever the case."""
    subject = space.decider.subject(question.kind, question.slots)
    about = {each.id for each in (*subject.rules, *subject.classifications)}
    return rule.id in about


def _speaks(rule: Rule, question: Question, space: Space) -> bool:
    """Tell whether the answer to a question rests on a rule, or says why it yields."""
    if rule.kind is RuleKind.CLASSIFICATION:
        return _bears_on(rule, question, space)
    try:
        answer = space.ask(question)
    except EngineError:  # too many facts are missing at once
        return _bears_on(rule, question, space)
    losses = (loss for loss in answer.lost if loss.rule == rule.id)
    return rule.id in answer.rules or any(loss.reason in _YIELDS for loss in losses)
