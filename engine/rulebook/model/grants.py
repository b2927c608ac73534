"""Grants: the authority that a committee gives to others, and on what terms.

A row of a delegation order is a grant. It gives authority and takes none away, so the
grants of one committee add up; the committee itself may always decide what it has
granted (kommunallagen 6 kap. 37 §).
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ...records import record, replace

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from .clauses import PeopleClauses, Relation
    from .texts import Text


class Notification(enum.Enum):
    """When decisions by a grant are told to the committee (kommunallagen 6:40)."""

    NONE = "none"
    NEXT_MEETING = "next_meeting"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    PROMPTLY = "promptly"
    AS_WRITTEN = "as_written"


class Consultation(enum.Enum):
    """Whether somebody is consulted together with the delegate, or before."""

    TOGETHER = "together"
    BEFORE = "before"


class Occasion(enum.Enum):
    """When somebody steps in for a delegate, where the order says more than "away"."""

    ABSENCE = "absence"
    DISQUALIFICATION = "disqualification"
    VACANCY = "vacancy"


class DocumentClause(enum.Enum):
    """What an order says once, of all that is decided by its rows.

    `PRINCIPLE`: nothing of principle or of greater weight; `FRAMES`: within budget and
    guidelines; `STATEMENTS`: a row includes statements to courts on the delegate's own
    decisions.
    """

    PRINCIPLE = "principle"
    FRAMES = "frames"
    STATEMENTS = "statements"


class SubDelegation(enum.Enum):
    """Whether a head of administration may pass a grant on (kommunallagen 7:6)."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    AS_WRITTEN = "as_written"


class Appeal(enum.Enum):
    """In which way a decision by a grant can be appealed."""

    LEGALITY_REVIEW = "legality_review"
    ADMINISTRATIVE_APPEAL = "administrative_appeal"
    NONE = "none"
    AS_WRITTEN = "as_written"


#: What a grant says beside who decides, in the order in which it is told.
_TERMS = (
    "through",
    "relations",
    "provisos",
    "consults",
    "substitutes",
    "hindrance",
    "laws",
    "clauses",
    "notification",
    "sub_delegation",
    "appeal",
    "customs",
)
#: Terms that change nothing of who decides: no answer tells them.
CUSTOMS = "customs"


@record
class Consult:
    """Whom a delegate consults, in which way, and whether that must be documented."""

    role: str
    way: Consultation
    is_documented: bool = False


@record
class Substitute:
    """Who steps in for a delegate; `on` tells when, None whenever the delegate cannot.

    Some step in on some occasions alone: where the delegate is disqualified, say.
    """

    role: str
    on: Occasion | None = None


@record
class Grant:
    """Authority that the committee `by` gives to others; each of them alone may decide.

    `point` is its number in the order, and `through` who has passed it on, empty where
    the committee grants it itself (kommunallagen 7:6). `delegates` may decide, and so
    may their `superiors`; in a rule who decides stands in the conclusion, and the
    delegates are filled in where an answer is made. `substitutes` step in for a
    delegate in order, when the one before cannot. `laws` are the provisions that the
    order names, which lend it no rank, and `clauses` what it says of all its rows. What
    `provisos` say nobody can judge but the reader. `relations` tell of which delegates
    the row names nobody for good, and `people` what the order says once of all who
    decide by it. Decisions are told to `told_to`, the committee where that is empty.
    The texts `told`, `passed_on` and `appealed` are the order's own words, beside the
    member of the enumeration or in its place: on which condition a decision is told,
    how far it may be passed on, and to which instance it is appealed.
    """

    by: str
    through: str = ""
    point: str = ""
    delegates: tuple[str, ...] = ()
    superiors: tuple[str, ...] = ()
    substitutes: tuple[tuple[str, tuple[Substitute, ...]], ...] = ()
    consults: tuple[Consult, ...] = ()
    laws: tuple[str, ...] = ()
    clauses: tuple[DocumentClause, ...] = ()
    notification: Notification | None = None
    told_to: str = ""
    told: Text | None = None
    sub_delegation: SubDelegation | None = None
    passed_on: Text | None = None
    appeal: Appeal | None = None
    appealed: Text | None = None
    provisos: tuple[Text, ...] = ()
    relations: tuple[tuple[str, Relation], ...] = ()
    people: PeopleClauses | None = None

    def roles(self) -> frozenset[str]:
        """Return every role that the grant names, the committee included."""
        replaced = {role for role, _ in self.substitutes}
        consulted = {consult.role for consult in self.consults}
        named = {self.by, *self.delegates, *self.superiors, self.through, self.told_to}
        more = self.people.roles() if self.people else frozenset()
        return frozenset(named | replaced | self.steps | consulted | more) - {""}

    def terms(self) -> tuple[str, ...]:
        """Return on which terms the grant says something, by their names here."""
        return tuple(name for name in _TERMS if getattr(self, name))

    def among(self, roles: Iterable[str]) -> Grant:
        """Return the grant with its delegates: those of `roles`, in their order.

        A superior who is not among them has lost the right too.
        """
        listed = tuple(roles)
        superiors = tuple(role for role in self.superiors if role in listed)
        delegates = tuple(role for role in listed if role not in self.superiors)
        return replace(self, delegates=delegates, superiors=superiors)

    @property
    def steps(self) -> frozenset[str]:
        """Everybody who may step in for a delegate."""
        own = {step.role for _, steps in self.substitutes for step in steps}
        return frozenset(own | (self.people.steps if self.people else frozenset()))

    @property
    def hindrance(self) -> PeopleClauses | None:
        """The clauses that say who decides while a delegate cannot, None for none.

        Where delegates have substitutes by the row, those come first and are told, and
        where their superiors decide anyhow there is nothing to tell.
        """
        clauses = self.people
        if clauses is None:
            return None
        is_bare = not self.substitutes and not self.superiors
        superior = clauses.superior_on_absence or clauses.sole_holder
        told = (is_bare and superior) or clauses.cannot_wait or clauses.two_members
        return clauses if told else None

    @property
    def customs(self) -> PeopleClauses | None:
        """The clauses that change nothing of who decides, None for none."""
        clauses = self.people
        if clauses is None:
            return None
        told = clauses.may_lift or clauses.may_take_over or clauses.new_employee
        return clauses if told or clauses.temporary is not None else None

    def in_urgency(self) -> Grant:
        """Return the grant as it holds in urgent cases (kommunallagen 6:39–40).

        What cannot wait is told at the next meeting, whatever the order says, and may
        be of principle (HFD 2016 ref. 74).
        """
        return replace(
            self,
            notification=Notification.NEXT_MEETING,
            told=None,
            told_to="",
            clauses=tuple(c for c in self.clauses if c is not DocumentClause.PRINCIPLE),
        )

    def without_substitutes(self, banned: frozenset[str]) -> Grant:
        """Return the grant with those alone as substitutes who are not banned."""
        left = (
            (role, tuple(step for step in steps if step.role not in banned))
            for role, steps in self.substitutes
        )
        clauses = self.people
        if clauses and clauses.cannot_wait:
            clauses = replace(clauses, cannot_wait=tuple(clauses.without(banned)))
        return replace(
            self,
            substitutes=tuple(pair for pair in left if pair[1]),
            people=clauses,
        )


def provisos_of(roles: Container[str], grants: Iterable[Grant]) -> tuple[Text, ...]:
    """Return the conditions nobody can judge on which alone somebody decides.

    None where one of the grants lets one of the roles decide without a condition.
    """
    own = [
        grant
        for grant in grants
        if any(role in roles for role in (*grant.delegates, *grant.superiors))
    ]
    if not all(grant.provisos for grant in own):
        return ()
    return tuple(dict.fromkeys(text for grant in own for text in grant.provisos))
