"""Audits of logs of decisions: every row counted once, and some of them told."""

from typing import Annotated, TypedDict

from ...audit.verdicts import AuditVerdict
from .answers import AnswerOutput
from .parts import Day, Output


class AuditGroupObject(TypedDict):
    """The rows of one committee, point or month.

    Attributes:
        name: what it is called; `–` where rows have none.
        decisions: how many rows there are.
        wrong: how many of them are out of order.
        open: of how many nobody can say by the log and the rules.
        verdicts: how many have each verdict that occurs.
    """

    name: str
    decisions: int
    wrong: int
    open: int
    verdicts: dict[str, int]


class AuditRowObject(TypedDict):
    """A row of a log with its verdict.

    Attributes:
        row: its number; the headings are row 1.
        told: what columns say that are only told, by heading.
        verdict: what the rules of its day say of it.
        reason: why, in a sentence.
        matter: the id of the matter; empty where the row could not be read.
        reference: the point that the log names; empty for none.
        committee: the id of the committee; empty for none.
        decidedBy: the id of the role or the post; empty where it could not be read.
        day: the day of the decision; null where it could not be read.
        case: the number of its case: all rows of one have one answer.
        cell: the classes of the facts, by the ids of the circumstances.
        points: the points by which the decider may, or anybody may.
        rules: the ids of the rules behind the answer.
        passages: what they rest on.
    """

    row: int
    told: dict[str, str]
    verdict: Annotated[str, AuditVerdict]
    reason: str
    matter: str
    reference: str
    committee: str
    decidedBy: str
    day: Day | None
    case: int
    cell: dict[str, str]
    points: list[str]
    rules: list[str]
    passages: list[str]


class AuditOutput(Output):
    """What the rules of its days say of a log of decisions.

    Attributes:
        log: how the log is called.
        municipality: the id of whose rules count.
        decisions: how many rows the log has that are not blank.
        first: the first day of the log; null where it has none.
        last: the last day.
        until: the day up to which the log tells what was reported.
        verdicts: how many rows have each verdict; the sum is `decisions`.
        cases: how many questions were asked: one for all rows that are alike.
        committees: by committee, the worst first.
        points: by point, the worst first.
        months: by month, in their order.
        rows: the rows that are not in order, the worst first; so many at most.
        more: how many such rows are left out.
        sample: the rows chosen by chance.
        remarks: how far the audit goes, in sentences.
    """

    log: str
    municipality: str
    decisions: int
    first: Day | None
    last: Day | None
    until: Day
    verdicts: dict[str, int]
    cases: int
    committees: list[AuditGroupObject]
    points: list[AuditGroupObject]
    months: list[AuditGroupObject]
    rows: list[AuditRowObject]
    more: int
    sample: list[AuditRowObject]
    remarks: list[str]


class AuditRowOutput(Output):
    """One row of a log, asked alone, with the answer that its verdict rests on.

    Attributes:
        row: the row with its verdict.
        answer: who decides such a matter in the case that the row tells; null where the
            row could not be read or asked about.
    """

    row: AuditRowObject
    answer: AnswerOutput | None


class CellsOutput(Output):
    """What a table of cells holds; the rows are in the file that was written.

    Attributes:
        municipality: the id of whose cells they are.
        first: the first day.
        last: the last day.
        rows: how many rows there are.
        matters: how many matters.
        columns: the columns with their types, as DuckDB calls them.
        unwalked: the ids of the matters whose cells are too many, or not answered.
    """

    municipality: str
    first: Day
    last: Day
    rows: int
    matters: int
    columns: dict[str, str]
    unwalked: list[str]
