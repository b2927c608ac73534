"""Whether somebody may decide a matter by an answer, and in which cases."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.conclusions import DecisionConclusion, Function
from .cells import merged
from .powers import names_of_role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..answers.answer import Answer, Finding
    from ..rulebook.model.vocabulary import Vocabulary
    from .cells import When

#: What counts as doing it: a decision, an execution that needs none, a signature.
_DOING = (Function.DECIDES, Function.CARRIES_OUT, Function.SIGNS)


class Scope(enum.Enum):
    """In how many of the cases of an answer somebody may decide."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@record
class Entitlement:
    """What a role may do in a matter, by one function; `when` are its cases.

    `function` is the decision where the role has none: that is what was asked. Whoever
    may not may still step in for a delegate (`is_substitute`).
    """

    role: str
    function: Function
    scope: Scope
    when: tuple[When, ...] = ()
    is_substitute: bool = False


def entitlement(answer: Answer, role: str, words: Vocabulary) -> Entitlement:
    """Return what a role may do by an answer on a decision.

    A role has what is given to the roles that it is a kind of. Where rules contradict
    each other it has it in the cases alone in which none names somebody else.
    """
    names = names_of_role(words, role).keys()
    for function in _DOING:
        named = [f for f in answer.findings if _is_named(f, function, names)]
        if not named:
            continue
        others = [f for f in answer.findings if f not in named]
        disputed = {finding.when for finding in others}
        whens = [f.when for f in named if f.when not in disputed]
        if not whens:
            continue
        if not others:
            return Entitlement(role=role, function=function, scope=Scope.ALWAYS)
        return Entitlement(
            role=role,
            function=function,
            scope=Scope.SOMETIMES,
            when=tuple(_joined(dict.fromkeys(whens))),
        )
    steps = {
        step
        for finding in answer.findings
        if isinstance(conclusion := finding.conclusion, DecisionConclusion)
        for grant in conclusion.grants
        for step in grant.steps
    }
    return Entitlement(
        role=role,
        function=Function.DECIDES,
        scope=Scope.NEVER,
        is_substitute=not steps.isdisjoint(names),
    )


def _is_named(finding: Finding, function: Function, names: Iterable[str]) -> bool:
    conclusion = finding.conclusion
    if not isinstance(conclusion, DecisionConclusion):
        return False
    party = conclusion.party(function)
    return party is not None and not set(names).isdisjoint(party.roles)


def _joined(whens: Iterable[When]) -> list[When]:
    """Return cases with those made one that differ in a single circumstance."""
    left = list(whens)
    place = 0
    while place < len(left):
        for other in range(place + 1, len(left)):
            made = _one(left[place], left[other])
            if made is not None:
                left[place] = made
                del left[other]
                place = -1
                break
        place += 1
    return left


def _one(one: When, other: When) -> When | None:
    """Return two cases as one, None where they differ in more than one thing."""
    first, second = dict(one), dict(other)
    if first.keys() != second.keys():
        return None
    apart = [name for name in first if first[name] != second[name]]
    if len(apart) != 1:
        return None
    (name,) = apart
    return tuple(
        (each, merged((span, second[name])) if each == name else span)
        for each, span in one
    )
