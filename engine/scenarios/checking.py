"""Check scenarios: read them, open the municipalities they are about, replay them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.rulebook.folders import RulesFolder, yaml_files
from engine.rulebook.names import folded
from engine.scenarios.cases import read_survivors
from engine.scenarios.library import linked_library, read_library
from engine.scenarios.replaying import Replay, replayed
from engine.space.asking import Space

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from engine.rulebook.packs import Jurisdiction
    from engine.scenarios.surviving import Survivor


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The replays, in the order of files, and the jurisdictions they ran in.

    `survivors` are the changes of rules that the files let go unnoticed.
    """

    replays: tuple[Replay, ...]
    jurisdictions: Mapping[str, Jurisdiction]
    survivors: tuple[Survivor, ...]


def check_scenarios(  # noqa: PLR0913 - the edges of a run, each named at the call
    paths: Iterable[Path],
    *,
    rules: Path,
    open_jurisdiction: Callable[[str], Jurisdiction],
    words: str,
    municipality: str,
    today: dt.date,
) -> CheckResult:
    """Replay the scenarios in files and folders.

    Args:
        paths: files, or folders searched for `*.yaml`.
        rules: the folder of packs.
        open_jurisdiction: opens a municipality by id; empty for law alone.
        words: only scenarios whose id or file contains this; empty for all.
        municipality: only scenarios of this municipality; empty for all.
        today: the day of scenarios that name none.

    Raises:
        UnusableRulesError: scenarios or rules have problems.
    """
    files = yaml_files(paths)
    drafts, problems = read_library(files)
    folder = RulesFolder(rules)
    opened: dict[str, Jurisdiction] = {}

    def jurisdiction(id_: str) -> Jurisdiction:
        if id_ not in opened:
            opened[id_] = open_jurisdiction(id_)
        return opened[id_]

    only = folder.municipality(municipality) if municipality else ""
    wanted = folded(words)
    chosen = [
        draft
        for draft in drafts
        if (not only or draft.municipality == only)
        and (not wanted or wanted in folded(f"{draft.id} {Path(draft.place.file)}"))
    ]
    scenarios = linked_library(chosen, problems, folder.pack_ids, jurisdiction, today)
    spaces: dict[str, Space] = {}
    replays = []
    for scenario in scenarios:
        id_ = scenario.municipality
        if id_ not in spaces:
            spaces[id_] = Space(jurisdiction(id_))
        replays.append(replayed(scenario, spaces[id_]))
    return CheckResult(
        replays=tuple(replays),
        jurisdictions=opened,
        survivors=tuple(
            survivor
            for file in sorted(files)
            for survivor in read_survivors(files[file], file)
        ),
    )
