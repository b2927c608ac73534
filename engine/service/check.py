"""Replay scenarios: which answers are as expected, and what no scenario notices."""

from __future__ import annotations

from dataclasses import field, replace
from functools import cache
from typing import TYPE_CHECKING

from ..mutation.stale import stale
from ..mutation.workers import mutation_trials
from ..records import record
from ..report.check import acceptances, replays
from ..report.check.coverage import coverage_object, coverage_page
from ..report.check.junit import junit_text
from ..report.check.mutation import MutationReport
from ..report.failures import problem_blocks
from ..report.layout import page
from ..report.lines import layout_for
from ..report.say import Marks
from ..scenarios.acceptance import accept, replace_files
from ..scenarios.check import CheckResult, check_scenarios
from ..scenarios.coverage import coverage, exercised, idle_rows
from ..scenarios.edits import Decision
from ..scenarios.library import scenario_files
from ..space.space import Space
from .setup import say, unheard, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ..mutation.trials import Trial
    from ..report.layout import Block, Page
    from ..report.objects.checks import AcceptOutput, CheckOutput
    from ..report.wording import Wording
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Problem
    from ..scenarios.acceptance import AcceptResult
    from ..scenarios.coverage import Coverage
    from ..scenarios.replay import Replay
    from .setup import Language, Progress, Setup


@record
class Mutation:
    """Changes of rules that were tried one by one, and which went unnoticed.

    `stale` are recorded reasons for a change that scenarios do notice by now, and
    `idle_rows` counts the rows of delegation orders that no scenario is about: they
    were not changed.
    """

    trials: tuple[Trial, ...]
    stale: tuple[Problem, ...]
    idle_rows: int = 0


@record
class CheckReport:
    """Replayed scenarios; `with_coverage` and `with_mutation` add what they exercise.

    Attributes:
        result: every replay, and the rules they ran in.
        coverage: what scenarios exercise in each municipality; None until asked for.
        mutation: what became of changed rules; None until asked for.
        on: the day of scenarios that name none.
    """

    result: CheckResult
    on: dt.date
    coverage: tuple[Coverage, ...] | None = None
    mutation: Mutation | None = None
    _paths: tuple[Path, ...]
    _named: str
    _municipality: str
    _setup: Setup = field(repr=False, compare=False)

    @property
    def replays(self) -> tuple[Replay, ...]:
        """Every scenario with the answer it got."""
        return self.result.replays

    @property
    def missed(self) -> tuple[Replay, ...]:
        """The scenarios whose answer is not as expected."""
        return tuple(replay for replay in self.replays if not replay.is_passed)

    @property
    def is_passed(self) -> bool:
        """Tell whether there are scenarios, and everything asked for is as it should.

        A changed rule that no scenario notices counts, unless a reason is recorded.
        Where there are no rules to cover, and no change alters an answer, nothing was
        measured, and that is not as it should.
        """
        mutation = self.mutation
        is_explained = mutation is None or not (
            mutation.stale or self._mutants("sv").unexplained
        )
        is_measured = (
            self.coverage is None or any(each.rules for each in self.coverage)
        ) and (mutation is None or self._mutants("sv").is_measured)
        is_replayed = bool(self.replays) and self.result.is_passed
        return is_replayed and is_explained and is_measured

    def with_coverage(self, tell: Progress = unheard) -> CheckReport:
        """Return the report with the rules and cells that no scenario exercises."""
        covered = coverage(self.result.jurisdictions, self.replays, self.on, tell)
        return replace(self, coverage=covered)

    def with_mutation(
        self, *, workers: int = 1, tell: Progress = unheard
    ) -> CheckReport:
        """Return the report with the changes of rules that no scenario notices.

        All scenarios are tried on each changed rule; where only some of them were
        replayed, only the rules that those exercise are changed. Nor are the rows of a
        delegation order that no scenario is about: each is one line of a table, which
        coverage tells of better.

        Args:
            workers: how many processes to use; with more than one they are started
                anew, so a program must begin under `if __name__ == "__main__"`.
            tell: is told how many of how many rules are done.
        """
        result = self.result
        idle: frozenset[str] = frozenset()
        if self._named:
            only = exercised(result.replays)
            result = _checked(self._setup, self._paths, "", self._municipality, self.on)
        else:
            idle = idle_rows(result.jurisdictions.values(), result.replays)
            rules = (each.rules_by_id for each in result.jurisdictions.values())
            only = frozenset().union(*rules) - idle
        trials = mutation_trials(
            result.jurisdictions,
            [replay.scenario for replay in result.replays],
            self.on,
            workers,
            tell,
            only=only,
        )
        survivors = self.result.survivors
        problems = stale(survivors, trials, is_whole=not self._named)
        mutation = Mutation(trials=trials, stale=tuple(problems), idle_rows=len(idle))
        return replace(self, mutation=mutation)

    def accept(self, decision: str, why: str) -> AcceptanceReport:
        """Rewrite the expectations that were missed, and record the decision there.

        Args:
            decision: what changed the answers, such as `KS 2026-11-30 § 12`.
            why: why the new answers are right.

        Raises:
            EngineError: the decision says nothing, or a file cannot be written.
        """
        made = Decision(name=decision, why=why, on=self.on)
        spaces = {id_: Space(own) for id_, own in self.result.jurisdictions.items()}
        result = accept(self.missed, scenario_files(self._paths), spaces, made)
        replace_files(result.files)
        return AcceptanceReport(result=result, decision=made)

    def to_text(
        self,
        language: Language = "sv",
        *,
        equivalent: bool = False,
        width: int | None = None,
    ) -> str:
        """Return what was missed as the terminal prints it; empty when nothing was.

        Args:
            language: `sv` or `en`.
            equivalent: whether to list also changes of rules that alter no answer.
            width: how many columns the reader's screen has; 88 when left out, and
                then lines that begin with a place are not cut.
        """
        return self.to_page(language, equivalent=equivalent).text(layout_for(width))

    def to_page(self, language: Language = "sv", *, equivalent: bool = False) -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        wording = self._wording(language)
        missed: list[Block] = [
            replays.miss_block(replay, wording(replay.scenario.municipality))
            for replay in self.missed
        ]
        for problem in self.result.problems:
            missed += problem_blocks(problem, say(language))
        whole = page(missed)
        if self.coverage is not None:
            whole += coverage_page(self.coverage, wording, self.on)
        if self.mutation is not None:
            mutants = self._mutants(language)
            whole += mutants.page(say(language), with_equivalents=equivalent)
        return whole

    def to_dict(
        self, language: Language = "sv", *, equivalent: bool = False
    ) -> CheckOutput:
        """Return what was missed as the JSON object that the terminal prints.

        Args:
            language: of labels and sentences, `sv` or `en`.
            equivalent: whether to list also changes of rules that alter no answer.
        """
        wording = self._wording(language, Marks.NONE)
        own = say(language, Marks.NONE)
        content = replays.check_object(self.result, wording, own)
        if self.coverage is not None:
            content["coverage"] = coverage_object(self.coverage, wording)
        if self.mutation is not None:
            mutants = self._mutants(language, Marks.NONE)
            content["mutation"] = mutants.object(with_equivalents=equivalent)
        return content

    def to_junit(self, language: Language = "sv") -> str:
        """Return the replays as JUnit XML, for programs that show test results."""
        return junit_text(self.result, self._wording(language), say(language), self.on)

    def summary(self, language: Language = "sv") -> str:
        """Return how many scenarios there were and how many missed, on one line."""
        return replays.summary_line(self.result, say(language))

    def _wording(
        self, language: Language, marks: Marks = Marks.QUOTES
    ) -> Callable[[str], Wording]:
        known: Mapping[str, Jurisdiction] = self.result.jurisdictions
        return cache(lambda id_: words(known[id_], language, marks))

    def _mutants(
        self, language: Language, marks: Marks = Marks.QUOTES
    ) -> MutationReport:
        trials = self.mutation.trials if self.mutation else ()
        reasons = {(s.rule, s.change): s.because for s in self.result.survivors}
        idle = self.mutation.idle_rows if self.mutation else 0
        wording = self._wording(language, marks)
        return MutationReport(trials, reasons, wording, self.on, idle_rows=idle)


@record
class AcceptanceReport:
    """Which expectations were rewritten by a decision, and which were left, and why."""

    result: AcceptResult
    decision: Decision

    @property
    def is_whole(self) -> bool:
        """Tell whether every expectation that was missed could be rewritten."""
        return not self.result.left

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return each rewritten scenario as the terminal does, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return acceptances.acceptance_page(self.result, say(language))

    def to_dict(self, language: Language = "sv") -> AcceptOutput:
        """Return what was rewritten as the JSON object that the terminal prints."""
        return acceptances.acceptance_object(
            self.result, self.decision, say(language, Marks.NONE)
        )

    def summary(self, language: Language = "sv") -> str:
        """Return how many expectations were rewritten and how many left."""
        return acceptances.acceptance_line(self.result, say(language))


def check_report(
    setup: Setup,
    paths: Sequence[Path],
    *,
    named: str,
    municipality: str,
    on: dt.date | None,
) -> CheckReport:
    """Replay scenarios and compare their answers with what they expect.

    Args:
        setup: where the rules lie.
        paths: files or folders; the scenarios beside the rules when there are none.
        named: only scenarios whose id or file has this in it; empty for all.
        municipality: only scenarios of this municipality; empty for all.
        on: the day of scenarios that name none; None for today.

    Raises:
        UnusableRulesError: the rules or scenarios have problems.
        EngineError: no files are named, and no scenarios lie beside the rules.
    """
    chosen = setup.scenario_paths(paths)
    day = on or setup.today()
    return CheckReport(
        result=_checked(setup, chosen, named, municipality, day),
        on=day,
        _paths=chosen,
        _named=named,
        _municipality=municipality,
        _setup=setup,
    )


def _checked(
    setup: Setup,
    paths: Sequence[Path],
    named: str,
    municipality: str,
    on: dt.date,
) -> CheckResult:
    return check_scenarios(
        scenario_files(paths),
        folder=setup.folder(),
        open_jurisdiction=setup.jurisdiction,
        words=named,
        municipality=municipality or None,
        today=on,
    )
