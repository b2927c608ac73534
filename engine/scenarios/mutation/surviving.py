"""Mutants that no scenario notices and that somebody lets live, each with a reason.

They stand in scenario files under `survivors:`. An entry counts as long as its
mutant survives; one that was noticed after all is stale, and refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.rulebook.language import RULE
from engine.rulebook.problems import Problem, did_you_mean, quoted
from engine.rulebook.records import Items, Record, Words
from engine.rulebook.shapes import Line
from engine.scenarios.mutation.trials import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.rulebook.problems import Place
    from engine.rulebook.shapes import Entry
    from engine.rulebook.texts import Text
    from engine.scenarios.mutation.trials import Trial

SURVIVOR = Record(
    "survivor",
    {
        "rule": RULE,
        "change": Items(Line("a change, as `mandat check --mutate` names it")),
        "because": Words(),
    },
    required=("rule", "change", "because"),
    about={
        "rule": "the full id of the rule that was changed",
        "change": "the changes that no scenario notices",
        "because": "why no scenario can, or should, notice them",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survivor:
    """A change of a rule that may go unnoticed, and why."""

    rule: str
    change: str
    because: Text
    place: Place


def survivors_in(entries: Iterable[Entry]) -> list[Survivor]:
    """Return the survivors that well-formed entries name."""
    found = []
    for entry in entries:
        rule, because = entry.get("rule"), entry.get("because")
        for change in entry.get("change", ()):
            if rule is None or because is None:
                continue
            survivor = Survivor(
                rule=str(rule), change=str(change), because=because, place=change.place
            )
            found.append(survivor)
    return found


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
