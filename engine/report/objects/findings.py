"""Findings of lint: what is wrong, where, and what to do about it."""

from typing import Annotated, TypedDict

from ...lint.kinds import Severity
from .parts import Output, ReferenceObject


class AcceptedByObject(ReferenceObject):
    """Where a pack accepts a finding, and why.

    Attributes:
        reason: why it is let stand.
    """

    reason: str


class LintFindingObject(ReferenceObject):
    """A finding.

    Attributes:
        kind: the kind of finding, as `--only` takes it.
        severity: how bad it is.
        municipality: where it shows; null for law and general guidance alone.
        rules: the ids of the rules that it is about.
        about: the ids of whatever else it is about.
        column: the column, counted from 1.
        says: what is wrong, in a sentence.
        cites: the ids of the passages that it concerns.
        witness: a command that shows it; null where the rules cannot be read.
        remedy: what to do about it.
        help: where the kind is explained with an example; null where nothing is.
        accepted: where a pack accepts it; null where it stands.
    """

    kind: str
    severity: Annotated[str, Severity]
    municipality: str | None
    rules: list[str]
    about: list[str]
    column: int
    says: str
    cites: list[str]
    witness: str | None
    remedy: str
    help: str | None
    accepted: AcceptedByObject | None


class CountsObject(TypedDict):
    """How many findings of each severity stand.

    Attributes:
        error: how many errors.
        warning: how many warnings.
        info: how many notes.
    """

    error: int
    warning: int
    info: int


class LookedAtObject(TypedDict):
    """How much was looked at.

    Attributes:
        rules: how many rules; of none nothing can be found.
        scenarios: how many scenarios; null where there are no files of them.
        borrowed: the packs that were not, because they came with Mandat.
        replaced: the packs that count before one of that name which came with Mandat.
    """

    rules: int
    scenarios: int | None
    borrowed: list[str]
    replaced: list[str]


class LintOutput(Output):
    """What lint finds (`lint`).

    Attributes:
        findings: the findings that stand, in the order of files and lines.
        accepted: those that some pack accepts.
        counts: how many of each severity stand.
        looked_at: how much was looked at.
    """

    findings: list[LintFindingObject]
    accepted: list[LintFindingObject]
    counts: CountsObject
    looked_at: LookedAtObject
