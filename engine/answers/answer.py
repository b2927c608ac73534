"""Answers: what follows, from which rules, and what was set aside."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..records import field, record

if TYPE_CHECKING:
    from ..inference.program import Derivation
    from ..rulebook.model.conclusions import Conclusion, Function
    from ..rulebook.model.rules import Slot
    from ..rulebook.model.values import Value


class Outcome(enum.Enum):
    """What became of a question; never a guess."""

    __hash__ = object.__hash__  # as for RuleKind: asked for again and again

    ANSWERED = "answered"
    DEPENDS = "depends"
    NO_RULE = "no_rule"
    CONFLICT = "conflict"


class NoteKind(enum.Enum):
    """What an answer must say beside its conclusion."""

    SET_ASIDE = "set_aside"
    PROPOSAL = "proposal"
    GUIDANCE = "guidance"
    NO_DECIDER = "no_decider"
    EXECUTION = "execution"
    INHERITED = "inherited"
    ASSUMED = "assumed"
    REMARK = "remark"
    TERM = "term"
    CLAUSE = "clause"
    CLASSIFICATIONS_DISAGREE = "classifications_disagree"
    UNREAD = "unread"
    OUTWEIGHED = "outweighed"
    PENDING = "pending"
    LAW_STALE = "law_stale"
    EARLIER_LAW = "earlier_law"
    LIKE_LIMITED = "like_limited"


class LossReason(enum.Enum):
    """Why a rule that fired did not prevail."""

    __hash__ = object.__hash__  # as for RuleKind: asked for again and again

    CONSTRAINT = "constraint"
    MANDATORY = "mandatory"
    PROPOSAL = "proposal"
    OVERRIDDEN = "overridden"
    LESS_SPECIFIC = "less_specific"


@record
class Loss:
    """A rule that fired and yielded to another, wholly or in one `function`.

    Of a grant sometimes only those `roles` have lost the right; none means all of them.
    """

    rule: str
    to: str
    reason: LossReason
    function: Function | None = None
    roles: tuple[str, ...] = ()


@record
class Note:
    """Something that an answer says beside its conclusions.

    One on a clause is what an order of the committee `by` says of all its rows. One on
    a `term` is about that term of the grant that `rule` is, without `roles`,
    who have no right to step in, and as it holds in urgent cases where it `is_urgent`.
    One on what is like a `matter` that the law limits names the constraint as `by`.
    """

    kind: NoteKind
    rule: str = ""
    term: str = ""
    roles: tuple[str, ...] = ()
    is_urgent: bool = False
    by: str = ""
    source: str = ""
    passage: str = ""
    circumstance: str = ""
    value: Value = None
    matter: str = ""


@record
class Limits:
    """Values between two limits, both included; None is no limit."""

    low: int | None
    high: int | None


#: The values of one circumstance for which a row of an answer holds.
Span = tuple["Value | Limits", ...]


@record
class Finding:
    """One conclusion with the rules it rests on, and where it holds.

    `cites` are their passages and those of the classifications they depend on.
    `when` is empty in a plain answer; in one that depends, each entry limits a
    circumstance to some values, and `outcome` tells what the answer is there: no
    rule (then there is no conclusion), or one side of a conflict. `notes` are those of
    the answer that concern this row and not every other one.
    """

    conclusion: Conclusion | None
    rules: tuple[str, ...]
    cites: tuple[str, ...] = ()
    when: tuple[tuple[str, Span], ...] = ()
    outcome: Outcome = Outcome.ANSWERED
    # no part of what is concluded: two answers are the same without it, see `essence`
    notes: tuple[Note, ...] = field(default=(), compare=False)


@record
class Answer:
    """What follows from the rules for every question of one cell.

    `rules` prevailed; `cites` are the passages of these rules and of the
    classifications they rest on. `fired` and `lost` are the trail; `derived` says what
    was classified and by which rule. Where no rule answers, `nearest` names subjects
    that do have a rule. An answer that `depends_on` what is missing is a table: its
    outcome is a conflict where the rules contradict each other in some row.
    """

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    rules: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    fired: tuple[str, ...] = ()
    lost: tuple[Loss, ...] = ()
    derived: tuple[Derivation, ...] = ()
    depends_on: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    nearest: tuple[tuple[tuple[Slot, str], ...], ...] = field(default=())

    @property
    def is_table(self) -> bool:
        """Tell whether each finding holds in some circumstances only."""
        return bool(self.depends_on)
