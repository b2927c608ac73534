"""Collect scenarios from files and look their names up, all problems in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.rulebook.problems import UnusableRulesError, did_you_mean
from engine.rulebook.shapes import Problems
from engine.scenarios.cases import ScenarioDraft, link_scenario, read_scenarios

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from engine.rulebook.packs import Jurisdiction
    from engine.scenarios.cases import Scenario


def read_library(files: Mapping[str, bytes]) -> tuple[list[ScenarioDraft], Problems]:
    """Return the scenarios of some files, and the problems found so far."""
    problems = Problems()
    drafts = [
        draft
        for file in sorted(files)
        for draft in read_scenarios(files[file], file, problems)
    ]
    first: dict[tuple[Path, str], ScenarioDraft] = {}
    for draft in drafts:
        folder = Path(draft.place.file).parent
        other = first.setdefault((folder, draft.id), draft)
        if other is not draft:
            what = f"two scenarios are called `{draft.id}`"
            problems.note(
                draft.place, what, f"rename one: the first is at {other.place}"
            )
    return drafts, problems


def linked_library(
    drafts: Iterable[ScenarioDraft],
    problems: Problems,
    known: Iterable[str],
    jurisdiction: Callable[[str], Jurisdiction],
    today: dt.date,
) -> tuple[Scenario, ...]:
    """Return the scenarios ready to be replayed.

    Args:
        drafts: the scenarios as read.
        problems: the problems found while reading; more may be added.
        known: the ids of the municipalities there are.
        jurisdiction: opens the jurisdiction of a municipality.
        today: the day of scenarios that name none.

    Raises:
        UnusableRulesError: some scenario has a problem.
    """
    municipalities = set(known)
    linked = []
    for draft in drafts:
        if draft.municipality and draft.municipality not in municipalities:
            unknown_municipality(draft, municipalities, problems)
            continue
        scenario = link_scenario(
            draft, jurisdiction(draft.municipality), today, problems
        )
        if scenario is not None:
            linked.append(scenario)
    if problems.found:
        raise UnusableRulesError(problems.found)
    return tuple(linked)


def unknown_municipality(
    draft: ScenarioDraft, known: Iterable[str], problems: Problems
) -> None:
    """Note that there is no such municipality as the one a scenario is about."""
    word = draft.entry.values["municipality"]
    remedy = did_you_mean(word, known, "add its pack under `rules/`")
    problems.note(word.place, f"unknown municipality `{word}`", remedy)
