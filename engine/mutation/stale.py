"""Survivors that are none: the reason a scenario file gives has outlived its change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.problems import Problem, did_you_mean, quoted
from .trials import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..scenarios.survivors import Survivor
    from .trials import Trial


def stale(
    survivors: Iterable[Survivor], trials: Sequence[Trial], *, is_whole: bool
) -> list[Problem]:
    """Return a problem for each survivor that is none.

    Args:
        survivors: what may go unnoticed.
        trials: the mutants that were tried.
        is_whole: whether every rule of the packs they belong to was changed;
            otherwise only survivors of the rules that were are looked at.
    """
    tried = {(trial.rule, trial.change): trial for trial in trials}
    rules = {trial.rule for trial in trials}
    packs = {rule.partition("/")[0] for rule in rules if is_whole}
    return [
        _problem(survivor, tried.get((survivor.rule, survivor.change)), trials)
        for survivor in survivors
        if (survivor.rule in rules or survivor.rule.partition("/")[0] in packs)
        and not _is_alive(tried.get((survivor.rule, survivor.change)))
    ]


def _is_alive(trial: Trial | None) -> bool:
    return trial is not None and trial.fate.is_unnoticed


def _problem(
    survivor: Survivor, trial: Trial | None, trials: Sequence[Trial]
) -> Problem:
    named = f"{quoted(survivor.change)} of {quoted(survivor.rule)}"
    if trial is None:
        known = [t.change for t in trials if t.rule == survivor.rule]
        what = f"no change {named} is tried"
        remedy = did_you_mean(survivor.change, known, "delete the entry")
    elif trial.fate is Fate.NOTICED:
        what = f"the change {named} does not survive: {quoted(trial.by)} notices it"
        remedy = "delete the entry"
    else:
        what = f"the change {named} alters no answer, so no scenario need notice it"
        remedy = "delete the entry"
    return Problem(where=survivor.place, what=what, remedy=remedy)
