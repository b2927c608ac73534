"""Findings: what lint tells of the rules, with the question that shows it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from ..answers.answer import LossReason
    from ..rulebook.language.acceptances import Acceptance, FindingKind
    from ..rulebook.model.problems import Place, Problem
    from ..rulebook.model.questions import Question


class Severity(enum.Enum):
    """How bad a finding is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Ban(enum.Enum):
    """What a rule on who decides may not do, beside what constraints ban."""

    CONSTRAINT = "constraint"
    GROUP = "group"
    MIXED = "mixed"
    URGENCY = "urgency"
    NOTIFICATION = "notification"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """The command that shows what a finding tells.

    Either a question (with `is_why`, also which rules lost and failed), or a
    `thing` to look up or a `file` of scenarios to check; with none of them lint
    itself shows it.
    """

    municipality: str
    question: Question | None = None
    is_why: bool = False
    thing: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding:
    """One thing found, in the first jurisdiction in which it was seen.

    `rules` are full ids, the one to look at first in front. `about` are ids of
    other things: roles, matters, circumstances, passages, documents, scenarios.
    `cites` are the passages of law that it runs against. What the rest means
    depends on the kind: `reason` why a rule yields, `ban` what it breaks, `count`
    a number of cells, `day` a date, `problem` the mistake in a scenario, `said`
    what the engine answered.
    """

    kind: FindingKind
    severity: Severity
    place: Place
    witness: Witness
    rules: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    reason: LossReason | None = None
    ban: Ban | None = None
    count: int = 0
    day: dt.date | None = None
    problem: Problem | None = None
    said: str = ""
    acceptance: Acceptance | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two findings the same one, seen twice."""
        return (self.kind, self.ban, self.rules, self.about, self.cites)

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key: by place, then by what it is."""
        place = (self.place.file, self.place.line, self.place.column)
        return (*place, self.kind.value, self.rules, self.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A scenario as lint sees it: what it names, and what in it names nothing."""

    id: str
    municipality: str
    place: Place
    names: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
