"""Spread the trials of many mutants over several processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..crew import Crew
from ..rulebook.model.rules import RuleKind
from .runs import MutationRun

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ..rulebook.model.packs import Jurisdiction
    from ..scenarios.cases import Scenario
    from .trials import Trial

#: Below this many rules, starting processes takes longer than trying them all.
_FEW = 40
#: Constraints and classifications bear on most subjects: whoever begins with them
#: is not left waiting for one of them at the end.
_SLOW = {RuleKind.CONSTRAINT: 0, RuleKind.CLASSIFICATION: 1}


def mutation_trials(  # noqa: PLR0913 - the edges of a run, each plain at the call
    jurisdictions: Mapping[str, Jurisdiction],
    scenarios: Sequence[Scenario],
    today: dt.date,
    workers: int,
    tell: Callable[[int, int], None],
    *,
    only: Collection[str] | None = None,
) -> tuple[Trial, ...]:
    """Return the trials of all mutants of rules, ordered by rule.

    Args:
        jurisdictions: the rules of each municipality, empty for law and guidance.
        scenarios: those to replay.
        today: the day of questions made up for sketches, where it can be.
        workers: how many processes to use.
        tell: is told how many rules are done, and of how many.
        only: the rules to change; all of them when left out.
    """
    run = MutationRun(jurisdictions, scenarios, today)
    rules = [rule for rule in run.rules if only is None or rule in only]
    trials: dict[str, tuple[Trial, ...]] = {}
    if workers < 2 or len(rules) < _FEW:  # noqa: PLR2004 - one needs no company
        for rule in rules:
            trials[rule] = run.trials(rule)
            tell(len(trials), len(rules))
    else:
        run_of_each = (jurisdictions, scenarios, today)
        # the questions asked so far have left sessions in C, which are not copied
        with Crew(workers, _trials_of, run_of_each, method="spawn") as crew:
            waiting = sorted(rules, key=_turns(jurisdictions))
            for rule, made in crew.work(waiting):
                trials[rule] = made
                tell(len(trials), len(rules))
    return tuple(trial for rule in rules for trial in trials[rule])


def _trials_of(
    jurisdictions: Mapping[str, Jurisdiction],
    scenarios: Sequence[Scenario],
    today: dt.date,
) -> Callable[[str], tuple[Trial, ...]]:
    """Return what tries all mutants of a rule, in a run of its own."""
    return MutationRun(jurisdictions, scenarios, today).trials


def _turns(
    jurisdictions: Mapping[str, Jurisdiction],
) -> Callable[[str], tuple[int, str]]:
    kinds = {
        r.id: r.kind
        for jurisdiction in jurisdictions.values()
        for r in jurisdiction.rules
    }
    return lambda rule: (_SLOW.get(kinds[rule], len(_SLOW)), rule)
