"""Rules that hold for roles that they do not speak of: by employer, organ or silence.

What is inherited by `is` is more than anybody reads in a rule. So lint works out for
each rule the roles that it reaches in every municipality, and tells of those that have
another employer or sit in another organ than those the rule names, and of bans that
hold for a role only because its document does not say what it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..answers.reach import Reached
from ..rulebook.model.conclusions import ConductConclusion, Verdict
from ..rulebook.model.rules import RuleKind, Slot
from .survey import Sighting, Witness, pack_of, question_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.problems import Place
    from ..rulebook.model.rules import Rule
    from .survey import Survey
    from .walks import Walk


class Stranger(NamedTuple):
    """A role that has another employer than those whom rules name."""

    role: str
    employer: str


def another_employer(survey: Survey) -> Iterable[Sighting]:
    """Yield the roles for which rules hold that are on another's employees."""
    seen: set[Stranger] = set()
    for walk in survey.walks.values():
        held: dict[Stranger, list[tuple[Rule, Reached]]] = {}
        affiliation = survey.reach(walk).affiliation
        for rule, reached in _reached(walk, survey):
            if affiliation.is_employed_elsewhere(reached):
                stranger = Stranger(reached.role, affiliation.employer(reached.named))
                held.setdefault(stranger, []).append((rule, reached))
        for stranger, pairs in held.items():
            if stranger in seen:
                continue
            seen.add(stranger)
            rule, reached = min(pairs, key=lambda pair: _mildness(pair[0]))
            rules = sorted({other.id for other, _ in pairs} - {rule.id})
            is_duty = rule.kind is RuleKind.DUTY
            yield Sighting(
                variant="duties" if is_duty else "several" if rules else "",
                rules=(rule.id, *rules),
                about=(reached.role, reached.named),
                place=_place(rule, reached, walk, survey),
                witness=_witness(rule, reached, walk, survey),
                count=len(rules),
            )


def another_organ(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that reach somebody who sits in another organ than they are on.

    Or whose way goes over others between two who sit in the same organ.
    """
    seen: set[tuple[str, str, str]] = set()
    for walk in survey.walks.values():
        reach = survey.reach(walk)
        for rule, reached in _reached(walk, survey):
            if reach.affiliation.sits_elsewhere(reached, reach.organs_of(rule)):
                variant = ""
            elif reach.affiliation.sits_beside(rule, reached):
                variant = "beside"
            else:
                continue
            key = (rule.id, reached.named, variant)
            if key not in seen:
                seen.add(key)
                yield _on_rule(rule, reached, walk, survey, variant=variant)


def undefined_role(survey: Survey) -> Iterable[Sighting]:
    """Yield the bans that hold for a role only because nobody says what it is."""
    seen: set[tuple[str, str]] = set()
    for walk in survey.walks.values():
        for rule in walk.jurisdiction.rules:
            for role, permit in survey.reach(walk).undefined(rule):
                if (rule.id, role) not in seen:
                    seen.add((rule.id, role))
                    reached = Reached(Slot.ACTOR.value, role, role)
                    yield _on_rule(rule, reached, walk, survey, permit=permit)


def _reached(walk: Walk, survey: Survey) -> Iterator[tuple[Rule, Reached]]:
    """Yield every rule with each role that it reaches without naming it."""
    reach = survey.reach(walk)
    for rule in walk.jurisdiction.rules:
        for reached in reach.of(rule):
            yield rule, reached


def _on_rule(  # noqa: PLR0913 - what makes one sighting of a rule
    rule: Rule,
    reached: Reached,
    walk: Walk,
    survey: Survey,
    *,
    variant: str = "",
    permit: Rule | None = None,
) -> Sighting:
    return Sighting(
        variant=variant,
        rules=(rule.id, permit.id) if permit else (rule.id,),
        about=(reached.role, reached.named),
        place=_place(rule, reached, walk, survey),
        witness=_witness(rule, reached, walk, survey),
    )


def _mildness(rule: Rule) -> int:
    """Return how little harm a rule does where it should not hold.

    A ban does most; what is only to be done harms least.
    """
    conclusion = rule.conclusion
    if isinstance(conclusion, ConductConclusion):
        return 0 if conclusion.verdict is Verdict.FORBIDDEN else 1
    return 3 if rule.kind is RuleKind.DUTY else 2


def _witness(rule: Rule, reached: Reached, walk: Walk, survey: Survey) -> Witness:
    """Return what to ask so that the rule is seen to hold for who is reached.

    What somebody decides, and is to do, is on the page of the role.
    """
    question = None
    if rule.kind in {RuleKind.CONDUCT, RuleKind.CONTACT}:
        asked = question_about(rule, survey.today)
        if asked and reached.key in {slot.value for slot, _ in asked.slots}:
            slots = tuple(
                (slot, reached.role if slot.value == reached.key else id_)
                for slot, id_ in asked.slots
            )
            question = replace(asked, slots=slots)
    return Witness(
        municipality=walk.jurisdiction.id,
        question=question,
        thing="" if question else reached.role,
    )


def _place(rule: Rule, reached: Reached, walk: Walk, survey: Survey) -> Place:
    """Return where to mend it: at the role where another pack has it than the rule."""
    known = survey.known_roles(walk, pack_of(rule.id))
    if reached.role in known:
        return rule.place
    return next(
        (
            place
            for pack in reversed(walk.jurisdiction.packs)
            if (place := survey.role_places(pack.id).get(reached.role))
        ),
        rule.place,
    )
