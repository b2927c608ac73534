"""Collect scenarios from files and look their names up, all problems in one go."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.language.shapes import Problems
from ..rulebook.loading.checks import check_known
from ..rulebook.loading.files import stored_yaml_files, yaml_files
from ..rulebook.loading.shipped import shipped
from ..rulebook.model.problems import UnusableRulesError
from .cases import DilemmaDraft, read_scenarios, read_themes
from .forms import THEMES
from .links import link_dilemma, link_scenario

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping

    from ..rulebook.language.shapes import Entry
    from ..rulebook.loading.files import StoredFolder
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.texts import Text
    from .cases import Dilemma, Scenario, ScenarioDraft


@record
class Library:
    """What some files hold, not yet linked, and the problems found so far.

    `themes` are the names of themes by id.
    """

    drafts: tuple[ScenarioDraft, ...]
    dilemmas: tuple[DilemmaDraft, ...]
    themes: Mapping[str, Text]
    problems: Problems

    @property
    def cases(self) -> tuple[ScenarioDraft | DilemmaDraft, ...]:
        """All cases: the scenarios, then the dilemmas."""
        return (*self.drafts, *self.dilemmas)


@record
class LinkedLibrary:
    """What some files hold, every name looked up.

    `scenarios` are those to replay: the questions of dilemmas are among them.
    """

    scenarios: tuple[Scenario, ...]
    dilemmas: tuple[Dilemma, ...]


def scenario_files(paths: Iterable[Path]) -> dict[str, bytes]:
    """Return the content of scenario files, and of the file of themes that counts.

    The file of themes lies in the folder of the scenarios or the folder above; where
    neither has one, the shipped file counts.

    Raises:
        UnusableRulesError: some of them cannot be read.
    """
    listed = list(paths)
    files = yaml_files(listed)
    if any(Path(file).name == THEMES for file in files):
        return files
    folders = [path if path.is_dir() else path.parent for path in listed]
    near = [up / THEMES for path in folders for up in (path, path.resolve().parent)]
    return files | _first_themes(near)


def stored_scenario_files(folder: StoredFolder) -> dict[str, bytes]:
    """Return the scenario files of a stored folder, and the file of themes that counts.

    The file of themes is one in the folder, else the shipped file.

    Raises:
        UnusableRulesError: some of them are not read.
    """
    files = stored_yaml_files(folder)
    is_whole = any(PurePosixPath(file).name == THEMES for file in files)
    return files if is_whole else files | _first_themes([])


def _first_themes(near: Iterable[Path]) -> dict[str, bytes]:
    """Return the first file of themes that there is; the shipped one comes last."""
    paths = (*near, shipped("scenarios") / THEMES)
    themes = next((path for path in paths if path.is_file()), None)
    return yaml_files([themes]) if themes else {}


def read_library(files: Mapping[str, bytes]) -> Library:
    """Return what some files hold, and the problems found so far."""
    problems = Problems()
    themes: dict[str, Text] = {}
    drafts: list[ScenarioDraft] = []
    dilemmas: list[DilemmaDraft] = []
    for file in sorted(files):
        if Path(file).name == THEMES:
            themes |= read_themes(files[file], file, problems)
        else:
            own_drafts, own_dilemmas = read_scenarios(files[file], file, problems)
            drafts += own_drafts
            dilemmas += own_dilemmas
    library = Library(
        drafts=tuple(drafts),
        dilemmas=tuple(dilemmas),
        themes=themes,
        problems=problems,
    )
    _check_ids(library.cases, problems)
    for draft in library.cases:
        _check_themes(draft, themes, problems)
    return library


def _check_ids(
    drafts: Iterable[ScenarioDraft | DilemmaDraft], problems: Problems
) -> None:
    first: dict[tuple[Path, str], ScenarioDraft | DilemmaDraft] = {}
    for draft in drafts:
        folder = Path(draft.place.file).parent
        other = first.setdefault((folder, draft.id), draft)
        if other is not draft:
            problems.note(
                draft.place, "scenario/same-id", scenario=draft.id, first=other.place
            )


def _check_themes(
    draft: ScenarioDraft | DilemmaDraft, themes: Mapping[str, Text], problems: Problems
) -> None:
    training: Entry | None = draft.entry.get("training")
    for theme in training.get("themes", ()) if training else ():
        check_known(theme, themes, "scenario/unknown-theme", problems)


def link_library(
    library: Library,
    known: Iterable[str],
    jurisdiction: Callable[[str], Jurisdiction],
    today: dt.date,
) -> LinkedLibrary:
    """Return the scenarios ready to be replayed, and the dilemmas they belong to.

    Args:
        library: what was read.
        known: the ids of the municipalities there are.
        jurisdiction: opens the jurisdiction of a municipality.
        today: the day of scenarios that name none.

    Raises:
        UnusableRulesError: something has a problem.
    """
    municipalities = set(known)
    problems = Problems()
    problems.add(library.problems)
    scenarios: list[Scenario] = []
    dilemmas: list[Dilemma] = []
    for draft in library.cases:
        if draft.municipality and draft.municipality not in municipalities:
            unknown_municipality(draft, municipalities, problems)
            continue
        rules = jurisdiction(draft.municipality)
        asks = draft.asks if isinstance(draft, DilemmaDraft) else (draft,)
        linked = [link_scenario(ask, rules, today, problems) for ask in asks]
        ready = [scenario for scenario in linked if scenario]
        scenarios += ready
        if isinstance(draft, DilemmaDraft):
            dilemma = link_dilemma(draft, ready, rules, problems)
            dilemmas += [dilemma] if dilemma else []
    if problems:
        raise UnusableRulesError(problems, problems.more)
    return LinkedLibrary(scenarios=tuple(scenarios), dilemmas=tuple(dilemmas))


def unknown_municipality(
    draft: ScenarioDraft | DilemmaDraft, known: Collection[str], problems: Problems
) -> None:
    """Note that there is no such municipality as the one a scenario is about."""
    word = draft.entry.values["municipality"]
    check_known(word, known, "scenario/unknown-municipality", problems)
