"""Whether somebody may decide a matter by an answer, and in which cases.

An order of a committee that names a kind of manager means those of its own
administration. Whoever is such a manager by what their role is a kind of may be one
of another: a head teacher is a unit manager, and decides nothing of what the social
services committee lets its unit managers decide.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.conclusions import DecisionConclusion, Function
from ..rulebook.model.grants import provisos_of
from .cells import merged
from .powers import names_of_role
from .staffing import Staffing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable

    from ..answers.answer import Answer, Finding
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.texts import Text
    from .cells import When

#: What counts as doing it: a decision, an execution that needs none, a signature.
_DOING = (Function.DECIDES, Function.CARRIES_OUT, Function.SIGNS)


class Scope(enum.Enum):
    """In how many of the cases of an answer somebody may decide."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@record
class Membership:
    """A kind of role that somebody must be in what a committee is responsible for."""

    role: str
    committee: str


@record
class Entitlement:
    """What a role may do in a matter, by one function; `when` are its cases.

    `function` is the decision where the role has none: that is what was asked. Whoever
    may not may still step in for a delegate (`is_substitute`). With `only_as` the role
    may as one of these alone, and whether it is one is not known. `provisos` are the
    conditions on which alone it may, and which nobody but the reader can judge.
    """

    role: str
    function: Function
    scope: Scope
    when: tuple[When, ...] = ()
    is_substitute: bool = False
    only_as: tuple[Membership, ...] = ()
    provisos: tuple[Text, ...] = ()


def entitlement(
    answer: Answer, role: str, jurisdiction: Jurisdiction, on: dt.date
) -> Entitlement:
    """Return what a role may do by an answer on a decision.

    A role has what is given to the roles that it is a kind of. Where rules contradict
    each other it has it in the cases alone in which none names somebody else.

    Args:
        answer: to the question who decides.
        role: its id.
        jurisdiction: whose rules the answer rests on.
        on: the day of the question.
    """
    names = names_of_role(jurisdiction.vocabulary, role).keys()
    for function in _DOING:
        named = [f for f in answer.findings if _is_named(f, function, names)]
        disputed = {finding.when for finding in answer.findings if finding not in named}
        ways = {
            finding: memberships(finding, function, role, jurisdiction, on)
            for finding in named
            if finding.when not in disputed
        }
        # what it may as itself is told, and else what it may as another
        held = [finding for finding, by in ways.items() if not by] or list(ways)
        if not held:
            continue
        is_always = len(held) == len(answer.findings)
        whens = dict.fromkeys(finding.when for finding in held)
        return Entitlement(
            role=role,
            function=function,
            scope=Scope.ALWAYS if is_always else Scope.SOMETIMES,
            when=() if is_always else tuple(_joined(whens)),
            only_as=tuple(dict.fromkeys(m for each in held for m in ways[each])),
            provisos=_provisos(held, names) if function is Function.DECIDES else (),
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


def _provisos(held: Iterable[Finding], names: Container[str]) -> tuple[Text, ...]:
    """Return the conditions on which alone somebody decides, in every case."""
    listed = [
        provisos_of(names, finding.conclusion.grants)
        for finding in held
        if isinstance(finding.conclusion, DecisionConclusion)
    ]
    told = dict.fromkeys(text for texts in listed for text in texts)
    return tuple(told) if all(listed) else ()


def memberships(
    finding: Finding,
    function: Function,
    role: str,
    jurisdiction: Jurisdiction,
    on: dt.date,
) -> tuple[Membership, ...]:
    """Return as what alone a role has a function by a finding; empty for as itself.

    Args:
        finding: which names the role, or what it is a kind of.
        function: which the role has by it.
        role: its id.
        jurisdiction: whose rules the finding rests on.
        on: the day of the question.
    """
    conclusion = finding.conclusion
    party = conclusion.party(function) if conclusion else None
    words = jurisdiction.vocabulary
    named = names_of_role(words, role).keys() & set(party.roles if party else ())
    if not isinstance(conclusion, DecisionConclusion) or not named <= (
        words.role_kinds[role] - {role}
    ):
        return ()
    found: list[Membership] = []
    for name in sorted(named):
        committees = [
            grant.by
            for grant in conclusion.grants
            if function is not Function.DECIDES
            or name in {*grant.delegates, *grant.superiors}
        ]
        if not committees or any(
            name == by or serves(role, by, jurisdiction, on) for by in committees
        ):
            return ()
        found += [Membership(role=name, committee=by) for by in committees]
    return tuple(dict.fromkeys(found))


def serves(role: str, committee: str, jurisdiction: Jurisdiction, on: dt.date) -> bool:
    """Tell whether whoever has a role serves a committee, by all that is known."""
    if jurisdiction.vocabulary.roles[role].reports_to == committee:
        return True
    staffing = Staffing(jurisdiction.posts, jurisdiction.vocabulary, on)
    serving = [
        staffing.committees(post)
        for post in jurisdiction.posts.values()
        if staffing.has_role(post, role)
    ]
    return bool(serving) and all(committee in own for own in serving)


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
