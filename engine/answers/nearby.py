"""When no rule answers: the nearest subjects of the municipality that have one."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from ..rulebook.model.lookup import RuleLookup
from ..rulebook.model.questions import SLOTS
from ..rulebook.model.rules import RuleKind, Slot
from .subjects import covers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary

    _Slots = tuple[tuple[Slot, str], ...]

MOST = 5


def nearest_subjects(
    jurisdiction: Jurisdiction, kind: RuleKind, slots: Mapping[Slot, frozenset[str]]
) -> tuple[_Slots, ...]:
    """Return subjects of rules of this kind, the ones most like the question first.

    Nearness counts what the question and the subject have in common in each slot:
    for matters the shared ancestors, for roles and acts the shared kinds.
    """
    words = jurisdiction.vocabulary
    near = {
        (slot, id_): len(words.kinds(term)[id_] & asked)
        for slot, term in SLOTS[kind].items()
        if (asked := slots.get(slot, frozenset()))
        for id_ in {id_ for own in asked for id_ in words.narrower(term, own)}
    }
    scored: dict[_Slots, int] = {}
    for rule in _naming(near, kind, jurisdiction.rules):
        for subject in _subjects(rule.scope):
            score = sum(near.get(part, 0) for part in subject)
            if score:
                scored[subject] = score
    ranked = sorted(scored, key=lambda subject: (-scored[subject], str(subject)))
    return tuple(ranked[:MOST])


def duties_to_act(
    jurisdiction: Jurisdiction, slots: Mapping[Slot, frozenset[str]]
) -> tuple[_Slots, ...]:
    """Return the duties of whoever asks whether an act is allowed, to that very act.

    No rule allows or forbids what somebody is bound to do: that it is a duty is the
    nearest there is to say.
    """
    if Slot.ACTOR not in slots or Slot.DOES not in slots:
        return ()
    asked = {Slot.OF: slots[Slot.ACTOR], Slot.TO: slots[Slot.DOES]}
    acts = [(Slot.TO, id_) for id_ in sorted(asked[Slot.TO])]
    duties = {
        subject
        for rule in _naming(acts, RuleKind.DUTY, jurisdiction.rules)
        if covers(rule, asked)
        for subject in _subjects(rule.scope)
        if len(subject) == len(asked) and all(id_ in asked[s] for s, id_ in subject)
    }
    return tuple(sorted(duties, key=str))


def rule_of_duty(jurisdiction: Jurisdiction, duty: _Slots) -> Rule:
    """Return the rule that binds a role to an act; of several the first by its id."""
    binding = (
        rule
        for rule in _naming(duty, RuleKind.DUTY, jurisdiction.rules)
        if all(id_ in rule.scope_of.get(slot, ()) for slot, id_ in duty)
    )
    return min(binding, key=lambda rule: rule.id)


def _naming(
    near: Iterable[tuple[Slot, str]], kind: RuleKind, rules: Sequence[Rule]
) -> Iterable[Rule]:
    """Return the rules of a kind, at least all that name one of some parts."""
    if not isinstance(rules, RuleLookup) or rules.is_whole:
        return (rule for rule in rules if rule.kind is kind)
    by_slot: dict[Slot, list[str]] = {}
    for slot, id_ in near:
        by_slot.setdefault(slot, []).append(id_)
    return {
        rule.id: rule
        for slot, ids in by_slot.items()
        for rule in rules.naming(kind, slot, ids)
    }.values()


class NearbySubjects:
    """The subjects of all rules of a kind, put in order for whoever asks often.

    Args:
        words: what the ids in slots are kinds of.
        kind: the kind of rules and of questions.
        rules: the rules of that kind.
    """

    def __init__(
        self, words: Vocabulary, kind: RuleKind, rules: Iterable[Rule]
    ) -> None:
        """Put each subject under every part of it, and each part under its kinds."""
        self._parts: dict[tuple[Slot, str], list[tuple[Slot, str]]] = {}
        self._subjects: dict[tuple[Slot, str], list[_Slots]] = {}
        listed = (subject for rule in rules for subject in _subjects(rule.scope))
        for subject in dict.fromkeys(listed):
            for part in subject:
                self._subjects.setdefault(part, []).append(subject)
        for part in self._subjects:
            slot, id_ = part
            for wider in words.kinds(SLOTS[kind][slot]).get(id_, ()):
                self._parts.setdefault((slot, wider), []).append(part)

    def of(self, slots: Mapping[Slot, frozenset[str]]) -> tuple[_Slots, ...]:
        """Return what `nearest_subjects` does."""
        shared = Counter(
            part
            for slot, ids in slots.items()
            for id_ in ids
            for part in self._parts.get((slot, id_), ())
        )
        scores: Counter[_Slots] = Counter()
        for part, count in shared.items():
            for subject in self._subjects[part]:
                scores[subject] += count
        best = sorted(scores.values(), reverse=True)[:MOST]
        near = [subject for subject, score in scores.items() if score >= best[-1]]
        near.sort(key=lambda subject: (-scores[subject], str(subject)))
        return tuple(near[:MOST])


def _subjects(scope: tuple[tuple[Slot, frozenset[str]], ...]) -> Iterator[_Slots]:
    """Yield what a rule is about: an id of its scope in each slot."""
    return itertools.product(*([(slot, id_) for id_ in ids] for slot, ids in scope))
