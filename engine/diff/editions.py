"""Read an edition of the rules and its scenarios; a problem names its edition."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ..crew import beside
from ..records import record
from ..rulebook.loading.files import StoredFolder
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import load, load_all
from ..rulebook.loading.opening import open_jurisdiction
from ..rulebook.model.problems import (
    UnknownNameError,
    UnusableEditionError,
    UnusableRulesError,
)
from ..scenarios.library import read_library, scenario_files, stored_scenario_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ..rulebook.model.packs import Jurisdiction
    from ..scenarios.cases import ScenarioDraft
    from .revisions import EditionFiles

#: A municipality, empty for the law alone, and the id of one of its scenarios.
ScenarioKey = tuple[str, str]
#: Scenarios by the content of the files they were read from.
_Memory = dict[tuple[bytes, ...], "dict[ScenarioKey, ScenarioDraft]"]


@record
class Edition:
    """The rules of every municipality at one time, and the scenarios beside them.

    `drafts` is None when no scenarios lie beside the rules. `municipality` is the one
    whose rules alone were read, by the name that somebody gave; empty for all.
    """

    files: EditionFiles
    jurisdictions: Mapping[str, Jurisdiction]
    drafts: Mapping[ScenarioKey, ScenarioDraft] | None
    municipality: str = ""


def edition_pair(
    old: EditionFiles,
    new: EditionFiles,
    municipality: str,
    cache: Path | None,
    *,
    workers: int = 1,
) -> tuple[Edition, Edition]:
    """Return two editions; one of them may lack the municipality, not both.

    Args:
        old: where the edition before lies.
        new: where the edition after lies; may be the same.
        municipality: the one to read, as somebody named it; empty for all.
        cache: the folder for compiled rulebooks; None to go without.
        workers: how many processes to use: where there is a cache a second one reads
            the old edition into it while this one reads the new.

    Raises:
        UnusableEditionError: rules or scenarios have problems.
        UnknownNameError: neither edition has a municipality of that name.
    """
    memory: _Memory = {}
    if old == new:
        alone = _edition(new, municipality, cache, memory)
        return alone, alone
    editions = []
    missing = None
    is_kept = municipality and cache and not isinstance(old.rules, StoredFolder)
    for files in (new, old):
        is_first = files is new
        try:
            with beside(
                lambda: _jurisdictions(old, municipality, cache),
                workers if is_kept and is_first else 1,
            ):
                edition = _edition(files, municipality, cache, memory)
            editions.append(edition)
        except UnknownNameError as error:
            if missing is not None:
                raise
            missing = error
            with _problems_named_after(files):
                drafts = _drafts(files, memory)
            editions.append(
                Edition(
                    files=files,
                    jurisdictions={},
                    drafts=drafts,
                    municipality=municipality,
                )
            )
    return editions[1], editions[0]


def held_edition(
    files: EditionFiles,
    jurisdiction: Jurisdiction,
    cases: Mapping[str, bytes] | None,
) -> Edition:
    """Return the edition of a municipality whose rules have been read before.

    Args:
        files: where they lay.
        jurisdiction: its rules.
        cases: the content of the scenarios beside them; None for no scenarios.

    Raises:
        UnusableEditionError: the scenarios have problems.
    """
    with _problems_named_after(files):
        return Edition(
            files=files,
            jurisdictions={jurisdiction.id: jurisdiction},
            drafts=None if cases is None else _read_drafts(cases),
            municipality=jurisdiction.id,
        )


def _edition(
    files: EditionFiles, municipality: str, cache: Path | None, memory: _Memory
) -> Edition:
    with _problems_named_after(files):
        return Edition(
            files=files,
            jurisdictions=_jurisdictions(files, municipality, cache),
            drafts=_drafts(files, memory),
            municipality=municipality,
        )


def _jurisdictions(
    files: EditionFiles, municipality: str, cache: Path | None
) -> dict[str, Jurisdiction]:
    if not municipality:  # reading all at once is faster than the cache, one by one
        return load_all(RulesFolder(files.rules))
    if isinstance(files.rules, StoredFolder):
        folder = RulesFolder(files.rules)
        return load(folder, [folder.municipality(municipality)])
    jurisdiction = open_jurisdiction(files.rules, municipality, cache)
    return {jurisdiction.id: jurisdiction}


def _drafts(
    files: EditionFiles, memory: _Memory
) -> dict[ScenarioKey, ScenarioDraft] | None:
    """Return the scenarios of an edition; the same texts are read once for both."""
    if files.scenarios is None:
        return None
    texts = (
        stored_scenario_files(files.scenarios)
        if isinstance(files.scenarios, StoredFolder)
        else scenario_files([files.scenarios])
    )
    contents = tuple(sorted(texts.values()))
    if contents not in memory:
        memory[contents] = _read_drafts(texts)
    return memory[contents]


def _read_drafts(files: Mapping[str, bytes]) -> dict[ScenarioKey, ScenarioDraft]:
    library = read_library(files)
    if library.problems:
        raise UnusableRulesError(library.problems, library.problems.more)
    asks = (ask for dilemma in library.dilemmas for ask in dilemma.asks)
    return {(draft.municipality, draft.id): draft for draft in (*library.drafts, *asks)}


@contextlib.contextmanager
def _problems_named_after(files: EditionFiles) -> Iterator[None]:
    """Give every problem that arises the name of the edition in which it is."""
    try:
        yield
    except UnusableRulesError as error:
        raise UnusableEditionError(files.label, error.problems, error.more) from error
