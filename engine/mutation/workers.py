"""Spread the trials of many mutants over several processes."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TYPE_CHECKING

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

#: What a worker process tries mutants on; each of them is filled once, when it starts.
_HERE: list[MutationRun] = []


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
        with ProcessPoolExecutor(
            workers,
            # a forked copy of a process that has threads or C sessions may hang
            mp_context=get_context("spawn"),
            initializer=_settle_in,
            initargs=(jurisdictions, scenarios, today),
        ) as pool:
            waiting = {
                pool.submit(_trials, rule): rule
                for rule in sorted(rules, key=_turns(jurisdictions))
            }
            for future in as_completed(waiting):
                trials[waiting[future]] = future.result()
                tell(len(trials), len(rules))
    return tuple(trial for rule in rules for trial in trials[rule])


def _turns(
    jurisdictions: Mapping[str, Jurisdiction],
) -> Callable[[str], tuple[int, str]]:
    kinds = {
        r.id: r.kind
        for jurisdiction in jurisdictions.values()
        for r in jurisdiction.rules
    }
    return lambda rule: (_SLOW.get(kinds[rule], len(_SLOW)), rule)


def _settle_in(
    jurisdictions: Mapping[str, Jurisdiction],
    scenarios: Sequence[Scenario],
    today: dt.date,
) -> None:
    _HERE[:] = [MutationRun(jurisdictions, scenarios, today)]


def _trials(rule: str) -> tuple[Trial, ...]:
    (run,) = _HERE
    return run.trials(rule)
