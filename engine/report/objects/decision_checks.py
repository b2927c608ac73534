"""Checks of decisions that were taken: whether by those who may, and what is wrong."""

from typing import Annotated, TypedDict

from ..decision_verdicts import DecisionVerdict
from .answers import AnswerObject
from .parts import Output


class DecisionFieldsObject(TypedDict):
    """The four fields of a case system as they should be filled in.

    Attributes:
        legalBasis: the provisions that the decision rests on.
        delegationReference: the points of orders by which the decider may; empty where
            it decides by no order.
        decidedBy: the ids of the roles that may decide, each alone.
        method: how the decision was taken, as it was told.
    """

    legalBasis: list[str]
    delegationReference: list[str]
    decidedBy: list[str]
    method: str


class DecisionCheckOutput(Output):
    """Whether a decision was taken by somebody who may.

    Attributes:
        verdict: what the rules say of the decision.
        reasons: why, in sentences.
        matter: the id of the matter that was decided.
        fields: what the case system should say.
        missing: the ids of circumstances that decide and were not told.
        answer: who decides such a matter, in the case that was told.
    """

    verdict: Annotated[str, DecisionVerdict]
    reasons: list[str]
    matter: str
    fields: DecisionFieldsObject
    missing: list[str]
    answer: AnswerObject
