"""What an audit says of each row of a log: one of these, and never none."""

from __future__ import annotations

import enum


class AuditVerdict(enum.Enum):
    """What the rules of its day say of a decision in a log.

    The first ones are those of a check of one decision; the others come of when it was
    reported, and of a row that is no decision at all.
    """

    __hash__ = object.__hash__

    ANOTHER_DECIDES = "another_decides"
    NO_RULE = "no_rule"
    NOT_IN_FORCE = "not_in_force"
    WRONG_POINT = "wrong_point"
    NOT_REPORTED = "not_reported"
    REPORTED_NO_DECISION = "reported_no_decision"
    CONFLICT = "conflict"
    DOUBTFUL = "doubtful"
    FACTS_MISSING = "facts_missing"
    UNREADABLE = "unreadable"
    IN_ORDER = "in_order"

    @property
    def is_out_of_order(self) -> bool:
        """Tell whether something is wrong with the decision."""
        return self in _OUT_OF_ORDER

    @property
    def is_open(self) -> bool:
        """Tell whether nobody can say by the log and the rules if it is in order."""
        return self is not AuditVerdict.IN_ORDER and self not in _OUT_OF_ORDER


_OUT_OF_ORDER = frozenset(
    {
        AuditVerdict.ANOTHER_DECIDES,
        AuditVerdict.NO_RULE,
        AuditVerdict.NOT_IN_FORCE,
        AuditVerdict.WRONG_POINT,
        AuditVerdict.NOT_REPORTED,
        AuditVerdict.REPORTED_NO_DECISION,
    }
)
#: The verdicts from the worst to the best, each by its number in tables.
VERDICTS = tuple(AuditVerdict)
