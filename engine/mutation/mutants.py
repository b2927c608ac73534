"""Change a rule in one small way at a time: the mutants that scenarios should notice.

Every change is one that somebody could make by mistake while editing the rule, and
one that a scenario can tell. A rule gives the same mutants in the same order always.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..records import record
from ..rulebook.language.writing import (
    deadline_text,
    frequency_text,
    party_phrase,
    value_phrase,
)
from ..rulebook.model.conclusions import (
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Party,
    ProcedureConclusion,
    Strength,
    Verdict,
)
from ..rulebook.model.days import days_later
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.sources import Frequency
from ..rulebook.model.values import EXTENTS, ORDINARY, ValueKind
from .conditions import STEPS, changed_groups
from .parties import (
    exchanged,
    following,
    of_roles,
    other_parties,
    reordered,
    shortened,
    stand_in,
    without,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance, Vocabulary

    #: What changed, in the words of the rule language, and the conclusion after it.
    Changed = tuple[str, Conclusion]

_NOTHING = "–"


class Bans(NamedTuple):
    """Whom a constraint bans before it is changed and after.

    `is_elsewhere` tells that it also holds on other days or of other matters.
    """

    before: ConstraintConclusion
    after: ConstraintConclusion
    is_elsewhere: bool = False


@record
class Mutant:
    """A rule and what it would be with one change; None when it is gone.

    `change` names the change in the words of the rule language; with the rule's id
    it names the mutant, for as long as the rule stays as it is.
    """

    original: Rule
    rule: Rule | None
    change: str

    @property
    def name(self) -> tuple[str, str]:
        """What tells the mutant from all others, and puts mutants in order."""
        return self.original.id, self.change

    @property
    def fires_alike(self) -> bool:
        """Tell whether the mutant matters only where it and the original both fire.

        A classification matters elsewhere too: what it derives decides which other
        classifications are looked at.
        """
        rule, original = self.rule, self.original
        return (
            rule is not None
            and rule.kind is not RuleKind.CLASSIFICATION
            and all(
                getattr(rule, part) == getattr(original, part)
                for part in ("when", "unless", "scope", "exempt", "validity")
            )
        )

    @property
    def bans(self) -> Bans | None:
        """Return whom a constraint bans before and after; None where more differs.

        Mandatory or not, a constraint bans by its rank. One without conditions, which
        takes the place of no other, does nothing else; nor does it once it is gone, or
        holds on other days or of other matters.
        """
        before, rule, original = self.original.conclusion, self.rule, self.original
        if not isinstance(before, ConstraintConclusion):
            return None
        is_plain = not (original.when or original.unless or original.overrides)
        if rule is None:
            return Bans(before, ConstraintConclusion()) if is_plain else None
        after = rule.conclusion
        if not isinstance(after, ConstraintConclusion):
            return None
        likened = replace(rule, conclusion=before, is_mandatory=original.is_mandatory)
        if likened == original and after.tag == before.tag:
            return Bans(before, after)
        likened = replace(likened, validity=original.validity, scope=original.scope)
        if likened == original and is_plain:
            return Bans(before, after, is_elsewhere=True)
        return None


def mutants(rule: Rule, words: Vocabulary) -> tuple[Mutant, ...]:
    """Return every mutant of a rule, each with another name."""
    made: dict[str, Rule | None] = {"rule → –": None}
    made.update(
        (change, replace(rule, conclusion=conclusion))
        for change, conclusion in _conclusions(rule, words)
    )
    made.update(_conditions(rule, words))
    made.update(_scopes(rule))
    made.update(_standings(rule))
    return tuple(
        Mutant(original=rule, rule=mutant, change=change)
        for change, mutant in made.items()
        if mutant != rule
    )


def _conditions(rule: Rule, words: Vocabulary) -> Iterator[tuple[str, Rule]]:
    for change, group in changed_groups(rule.when, words):
        yield f"when {change}", replace(rule, when=group)
    for position, group in enumerate(rule.unless):
        before, after = rule.unless[:position], rule.unless[position + 1 :]
        number = f" {position + 1}" if len(rule.unless) > 1 else ""
        yield f"unless{number} → –", replace(rule, unless=(*before, *after))
        for change, other in changed_groups(group, words):
            if other:
                changed = (*before, other, *after)
                yield f"unless{number} {change}", replace(rule, unless=changed)


def _scopes(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield the rule with one of several subjects, or one it exempts, left out."""
    for role in sorted(rule.exempt):
        yield f"except {role} → –", replace(rule, exempt=rule.exempt - {role})
    if rule.conclusion.grant and not rule.conclusion.grant.point:
        return  # what an order leaves to its committee: nobody writes its subjects
    for slot, ids in rule.scope:
        if len(ids) < 2:  # noqa: PLR2004 - without its only subject the rule is gone
            continue
        for id_ in sorted(ids):
            scope = tuple(
                (name, listed - {id_} if name is slot else listed)
                for name, listed in rule.scope
            )
            yield (
                f"{slot.value} {id_} → –",
                replace(_without_bearer(rule, slot, id_), scope=scope),
            )


def _without_bearer(rule: Rule, slot: Slot, role: str) -> Rule:
    """Return a duty that a role no longer bears; any other rule as it is."""
    conclusion = rule.conclusion
    if not isinstance(conclusion, DutyConclusion) or slot is not Slot.OF:
        return rule
    left = tuple(other for other in conclusion.of.roles if other != role)
    return replace(
        rule, conclusion=replace(conclusion, of=of_roles(conclusion.of, left))
    )


def _standings(rule: Rule) -> Iterator[tuple[str, Rule]]:
    if rule.is_mandatory:
        yield "mandatory → –", replace(rule, is_mandatory=False)
    for id_ in sorted(rule.overrides):
        yield f"overrides {id_} → –", replace(rule, overrides=rule.overrides - {id_})
    for key, part in (("from", "first"), ("until", "last")):
        day: dt.date | None = getattr(rule.validity, part)
        if day is None:
            continue
        for other in filter(None, (days_later(day, -1), days_later(day, 1))):
            shifted = replace(rule.validity, **{part: other})
            yield f"{key} {day} → {other}", replace(rule, validity=shifted)


# conclusions --------------------------------------------------------------------------


def _conclusions(rule: Rule, words: Vocabulary) -> Iterator[Changed]:
    match rule.conclusion:
        case DecisionConclusion() as conclusion:
            yield from _decisions(conclusion, words)
        case ContactConclusion() as conclusion:
            yield from _contacts(conclusion, words)
        case ConductConclusion() as conclusion:
            yield from _conducts(conclusion, words)
        case DutyConclusion() as conclusion:
            yield from _duties(conclusion, words)
        case ProcedureConclusion() as conclusion:
            yield from _procedures(conclusion, words)
        case BodyConclusion() as conclusion:
            yield from _bodies(conclusion, words)
        case ClassificationConclusion() as conclusion:
            yield from _classifications(conclusion, words)
        case ConstraintConclusion() as conclusion:
            yield from _constraints(conclusion)


def _decisions(conclusion: DecisionConclusion, words: Vocabulary) -> Iterator[Changed]:
    functions = conclusion.functions
    says_more = len(functions) > 1 or conclusion.requires
    for position, (function, party) in enumerate(functions):
        before, after = functions[:position], functions[position + 1 :]
        key = function.value
        if says_more:
            dropped = replace(conclusion, functions=(*before, *after))
            yield f"{key} {party_phrase(party)} → –", dropped
        for other in other_parties(party, words):
            swapped = (*before, (function, other), *after)
            change = f"{key} {party_phrase(party)} → {party_phrase(other)}"
            yield change, replace(conclusion, functions=swapped)
    if functions or len(conclusion.requires) > 1:
        for position in range(len(conclusion.requires)):
            left = without(conclusion.requires, position)
            yield f"requires {position + 1} → –", replace(conclusion, requires=left)
    if conclusion.act:
        yield f"act {conclusion.act.value} → –", replace(conclusion, act=None)


def _contacts(conclusion: ContactConclusion, words: Vocabulary) -> Iterator[Changed]:
    via, fallback = conclusion.via, conclusion.fallback
    if via and not conclusion.is_free:
        yield "via → free", replace(conclusion, via=(), is_free=True)
    if conclusion.is_free and words.roles:
        way = via or (min(words.roles),)
        yield (
            f"free → via {', '.join(way)}",
            replace(conclusion, via=way, is_free=False),
        )
    if via and (conclusion.is_free or len(via) > 1):
        for change, left in shortened(via):
            yield f"via {change}", replace(conclusion, via=left)
    for change, changed in reordered(via, words):
        yield f"via {change}", replace(conclusion, via=changed)
    for change, left in shortened(fallback):
        yield f"fallback {change}", replace(conclusion, fallback=left)
    for change, changed in reordered(fallback, words):
        yield f"fallback {change}", replace(conclusion, fallback=changed)
    if conclusion.strength:
        other = following(list(Strength), conclusion.strength)
        change = f"strength {conclusion.strength.value} → {other.value}"
        yield change, replace(conclusion, strength=other)
    for step in conclusion.musts:
        left = tuple(each for each in conclusion.musts if each != step)
        yield f"must {step} → –", replace(conclusion, musts=left)


_OPPOSITE = {
    Verdict.FORBIDDEN: Verdict.PERMITTED,
    Verdict.PERMITTED: Verdict.FORBIDDEN,
    Verdict.REQUIRED: Verdict.PERMITTED,
}


def _conducts(conclusion: ConductConclusion, words: Vocabulary) -> Iterator[Changed]:
    other = _OPPOSITE[conclusion.verdict]
    change = f"verdict {conclusion.verdict.value} → {other.value}"
    yield change, replace(conclusion, verdict=other)
    instead = conclusion.instead
    if instead is None or not instead.via:
        return
    for change, via in (*shortened(instead.via), *reordered(instead.via, words)):
        changed = replace(instead, via=via)
        yield f"instead via {change}", replace(conclusion, instead=changed)


def _duties(conclusion: DutyConclusion, words: Vocabulary) -> Iterator[Changed]:
    if conclusion.every:
        other = _other_frequency(conclusion.every)
        change = f"every {frequency_text(conclusion.every)} → {frequency_text(other)}"
        yield change, replace(conclusion, every=other)
    if conclusion.within:
        later = replace(conclusion.within, count=conclusion.within.count + 1)
        change = f"within {deadline_text(conclusion.within)} → {deadline_text(later)}"
        yield change, replace(conclusion, within=later)
    if conclusion.towards:
        before = party_phrase(conclusion.towards)
        yield f"towards {before} → –", replace(conclusion, towards=None)
        for party in other_parties(conclusion.towards, words):
            change = f"towards {before} → {party_phrase(party)}"
            yield change, replace(conclusion, towards=party)


def _procedures(
    conclusion: ProcedureConclusion, words: Vocabulary
) -> Iterator[Changed]:
    steps = conclusion.steps
    for position, step in enumerate(steps):
        number = position + 1
        if len(steps) > 1:
            left = without(steps, position)
            yield f"steps {number} → –", replace(conclusion, steps=left)
        for party in other_parties(step.actor, words):
            swapped = replace(step, actor=party)
            changed = (*steps[:position], swapped, *steps[position + 1 :])
            change = (
                f"steps {number} {party_phrase(step.actor)} → {party_phrase(party)}"
            )
            yield change, replace(conclusion, steps=changed)
        if number < len(steps):
            turned = exchanged(steps, position)
            yield f"steps {number} ↔ {number + 1}", replace(conclusion, steps=turned)


def _bodies(conclusion: BodyConclusion, words: Vocabulary) -> Iterator[Changed]:
    for key, party in conclusion.points():
        if not isinstance(party, Party):
            continue
        for other in (None, *other_parties(party, words)):
            before, after = (party_phrase(p) if p else _NOTHING for p in (party, other))
            changed: dict[str, Any] = {key: other}
            yield f"{key} {before} → {after}", replace(conclusion, **changed)
    if conclusion.meets:
        often = _other_frequency(conclusion.meets)
        change = f"meets {frequency_text(conclusion.meets)} → {frequency_text(often)}"
        yield change, replace(conclusion, meets=often)


def _classifications(
    conclusion: ClassificationConclusion, words: Vocabulary
) -> Iterator[Changed]:
    derives = conclusion.derives
    for position, (name, value) in enumerate(derives):
        if len(derives) > 1:
            left = without(derives, position)
            yield f"derive {name} → –", replace(conclusion, derives=left)
        circumstance = words.circumstances[name]
        other = _other_value(circumstance, value, words)
        before, after = (value_phrase(v, circumstance.kind) for v in (value, other))
        changed = (*derives[:position], (name, other), *derives[position + 1 :])
        yield f"derive {name} {before} → {after}", replace(conclusion, derives=changed)


def _constraints(conclusion: ConstraintConclusion) -> Iterator[Changed]:
    never, only = conclusion.never, conclusion.only
    bans_joint = not conclusion.may_be_joint
    says_more = only is not None or bans_joint or len(never) > 1
    for role in sorted(never) if says_more else ():
        yield f"never {role} → –", replace(conclusion, never=never - {role})
    for role in sorted(only or ()):
        left = (only or frozenset()) - {role}
        yield f"only {role} → –", replace(conclusion, only=left or None)
    for role in sorted(conclusion.in_urgency):
        left = conclusion.in_urgency - {role}
        yield f"in_urgency {role} → –", replace(conclusion, in_urgency=left)
    if bans_joint and (never or only):
        yield "together no → –", replace(conclusion, may_be_joint=True)
    if conclusion.tag:
        yield f"tag {conclusion.tag} → –", replace(conclusion, tag="")
    if conclusion.act:
        yield f"act {conclusion.act.value} → –", replace(conclusion, act=None)


def _other_value(circumstance: Circumstance, value: Value, words: Vocabulary) -> Value:
    match circumstance.kind:
        case ValueKind.BOOL:
            return 0 if value else 1
        case ValueKind.ENUM:
            listed: list[Value] = [known for known, _ in circumstance.values]
            return following(listed, value)
        case ValueKind.ROLE:
            return stand_in(str(value), (str(value),), words)
        case kind:
            before = value if isinstance(value, int) else ORDINARY[kind]
            step = STEPS[kind] if before < EXTENTS[kind][1] else -STEPS[kind]
            return before + step


def _other_frequency(often: Frequency) -> Frequency:
    if often.word:
        words = ["continuously", "when_needed"]
        return Frequency(word=following(words, often.word))
    return (
        replace(often, times=often.times + 1)
        if often.every == 1
        else replace(often, every=often.every + 1)
    )
