"""Survivors that are none: the reason a scenario file gives has outlived its change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.problems import Message, Problem, nearest_one
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
    change, rule = survivor.change, survivor.rule
    if trial is None:
        known = [trial.change for trial in trials if trial.rule == rule]
        near = nearest_one(change, known)
        message = Message.of("survivor/untried", change=change, rule=rule, near=near)
    elif trial.fate is Fate.NOTICED:
        message = Message.of(
            "survivor/noticed", change=change, rule=rule, scenario=trial.by
        )
    else:
        message = Message.of("survivor/no-change", change=change, rule=rule)
    return Problem(where=survivor.place, message=message)
