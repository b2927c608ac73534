"""Check scenarios: read them, open the municipalities they are about, replay them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..records import record
from ..rulebook.model.conclusions import Party
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import Message, Problem
from ..space.space import Space
from .cases import read_survivors
from .library import link_library, read_library
from .replay import Replay, is_nearly_right, is_right, replay_scenario

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from ..rulebook.loading.folders import RulesFolder
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.texts import Text
    from .cases import Claim, Dilemma, DilemmaDraft, ScenarioDraft
    from .survivors import Survivor


@record
class CheckResult:
    """The replays, in the order of files, and the jurisdictions they ran in.

    `dilemmas` are the cases without a single answer, whose questions are among the
    replays. `problems` are alternatives of training cases that happen to be right.
    `survivors` are the changes of rules that the files let go unnoticed. `themes`
    are the names of themes by id.
    """

    replays: tuple[Replay, ...]
    dilemmas: tuple[Dilemma, ...]
    problems: tuple[Problem, ...]
    jurisdictions: Mapping[str, Jurisdiction]
    survivors: tuple[Survivor, ...]
    themes: Mapping[str, Text]

    @property
    def is_passed(self) -> bool:
        """Tell whether every answer is as expected, and no alternative is right."""
        return not self.problems and all(replay.is_passed for replay in self.replays)


def check_scenarios(  # noqa: PLR0913 - the edges of a run, each named at the call
    files: Mapping[str, bytes],
    *,
    folder: RulesFolder,
    open_jurisdiction: Callable[[str], Jurisdiction],
    words: str,
    municipality: str | None,
    today: dt.date,
    lessons_only: bool = False,
) -> CheckResult:
    """Replay the scenarios in files.

    Args:
        files: the content of scenario files by the names that problems show.
        folder: the packs.
        open_jurisdiction: opens a municipality by id; empty for law alone.
        words: only scenarios whose id or file contains this; empty for all.
        municipality: only scenarios of this municipality; empty for those that rest on
            law and guidance alone, None for all.
        today: the day of scenarios that name none.
        lessons_only: only training cases and dilemmas.

    Raises:
        UnusableRulesError: scenarios or rules have problems.
    """
    library = read_library(files)
    opened: dict[str, Jurisdiction] = {}

    def jurisdiction(id_: str) -> Jurisdiction:
        if id_ not in opened:
            opened[id_] = open_jurisdiction(id_)
        return opened[id_]

    only = folder.municipality(municipality) if municipality else municipality
    wanted = name_key(words)

    def is_chosen(draft: ScenarioDraft | DilemmaDraft) -> bool:
        named = name_key(f"{draft.id} {Path(draft.place.file)}")
        return (
            only in {None, draft.municipality}
            and wanted in named
            and (not lessons_only or draft.entry.get("training") is not None)
        )

    chosen = replace(
        library,
        drafts=tuple(filter(is_chosen, library.drafts)),
        dilemmas=tuple(filter(is_chosen, library.dilemmas)),
    )
    linked = link_library(chosen, folder.pack_ids, jurisdiction, today)
    spaces: dict[str, Space] = {}
    replays = []
    for scenario in linked.scenarios:
        id_ = scenario.municipality
        if id_ not in spaces:
            spaces[id_] = Space(jurisdiction(id_))
        replays.append(replay_scenario(scenario, spaces[id_]))
    return CheckResult(
        replays=tuple(replays),
        dilemmas=linked.dilemmas,
        problems=tuple(
            problem
            for replay in replays
            for problem in _accidentally_right(
                replay, opened[replay.scenario.municipality]
            )
        ),
        jurisdictions=opened,
        survivors=tuple(
            survivor
            for file in sorted(files)
            for survivor in read_survivors(files[file], file)
        ),
        themes=library.themes,
    )


def _accidentally_right(
    replay: Replay, jurisdiction: Jurisdiction
) -> Iterator[Problem]:
    """Yield a problem for each alternative of a training case that is no wrong one."""
    scenario = replay.scenario
    claims = scenario.lesson.alternatives if scenario.lesson else ()
    outcomes = {scenario.expected.outcome, *(claim.outcome for claim in claims)}
    may_be_none = Outcome.NO_RULE in outcomes
    for number, claim in enumerate(claims, 1):
        place = claim.place or scenario.place
        if claim in claims[: number - 1]:
            code = "alternative/same-as-another"
        elif is_right(claim, scenario.question, replay.answer, jurisdiction.vocabulary):
            code = "alternative/right"
        elif is_nearly_right(
            claim, scenario.question, replay.answer, jurisdiction.vocabulary
        ):
            code = "alternative/nearly-right"
        elif may_be_none and _names_nobody(claim):
            code = "alternative/reads-like-another"
        else:
            continue
        message = Message.of(code, number=number, scenario=scenario.id)
        yield Problem(where=place, message=message)


def _names_nobody(claim: Claim) -> bool:
    parties = (value for value in claim.points.values() if isinstance(value, Party))
    return any(not party.roles for party in parties)
