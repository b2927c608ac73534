"""Open an edition: its rules and its scenarios, every problem said with its name."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import load_all
from ..rulebook.loading.opening import open_jurisdiction
from ..rulebook.model.problems import (
    UnknownNameError,
    UnusableEditionError,
    UnusableRulesError,
)
from ..scenarios.library import read_library, scenario_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ..rulebook.model.packs import Jurisdiction
    from ..scenarios.cases import ScenarioDraft
    from .revisions import Edition

#: Scenarios of the same municipality are told apart by their id.
CaseKey = tuple[str, str]
#: Scenarios by the content of the files they were read from.
_Known = dict[tuple[bytes, ...], "dict[CaseKey, ScenarioDraft]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedEdition:
    """An edition with its rules read; `drafts` is None when it has no scenarios.

    `municipality` is the one that alone was read, as somebody named it, if any.
    """

    edition: Edition
    jurisdictions: Mapping[str, Jurisdiction]
    drafts: Mapping[CaseKey, ScenarioDraft] | None
    municipality: str = ""


def _opened(
    edition: Edition, municipality: str, cache: Path | None, known: _Known
) -> OpenedEdition:
    """Return an edition with its rules and scenarios read.

    Args:
        edition: where they lie.
        municipality: the one to read, as somebody named it; empty for all.
        cache: the folder for compiled rulebooks; None to go without.
        known: the scenarios read so far.

    Raises:
        UnusableEditionError: its rules or scenarios have problems.
        UnknownNameError: no municipality has that name.
    """
    with _named(edition):
        return OpenedEdition(
            edition=edition,
            jurisdictions=_jurisdictions(edition, municipality, cache),
            drafts=_drafts(edition, known),
            municipality=municipality,
        )


def opened_pair(
    old: Edition, new: Edition, municipality: str, cache: Path | None
) -> tuple[OpenedEdition, OpenedEdition]:
    """Return two editions opened; one may lack the municipality, not both.

    Args:
        old: where the edition before lies.
        new: where the edition after lies; may be the same.
        municipality: the one to read, as somebody named it; empty for all.
        cache: the folder for compiled rulebooks; None to go without.

    Raises:
        UnusableEditionError: rules or scenarios have problems.
        UnknownNameError: neither has a municipality of that name.
    """
    known: _Known = {}
    if old == new:
        alone = _opened(new, municipality, cache, known)
        return alone, alone
    found = []
    unknown = None
    for edition in (new, old):
        try:
            found.append(_opened(edition, municipality, cache, known))
        except UnknownNameError as error:
            if unknown is not None:
                raise
            unknown = error
            with _named(edition):
                drafts = _drafts(edition, known)
            found.append(
                OpenedEdition(
                    edition=edition,
                    jurisdictions={},
                    drafts=drafts,
                    municipality=municipality,
                )
            )
    return found[1], found[0]


def _jurisdictions(
    edition: Edition, municipality: str, cache: Path | None
) -> dict[str, Jurisdiction]:
    if not municipality:  # reading all at once is faster than the cache, one by one
        return load_all(RulesFolder(edition.rules))
    kept = None if edition.commit else cache
    found = open_jurisdiction(edition.rules, municipality, kept)
    return {found.id: found}


def _drafts(edition: Edition, known: _Known) -> dict[CaseKey, ScenarioDraft] | None:
    """Return the scenarios of an edition; those with the same text are read once."""
    if edition.scenarios is None:
        return None
    files = scenario_files([edition.scenarios])
    contents = tuple(sorted(files.values()))
    if contents not in known:
        known[contents] = _read_drafts(files)
    return known[contents]


def _read_drafts(files: Mapping[str, bytes]) -> dict[CaseKey, ScenarioDraft]:
    library = read_library(files)
    if library.problems.found:
        raise UnusableRulesError(library.problems.found)
    asks = (ask for dilemma in library.dilemmas for ask in dilemma.asks)
    return {(draft.municipality, draft.id): draft for draft in (*library.drafts, *asks)}


@contextlib.contextmanager
def _named(edition: Edition) -> Iterator[None]:
    """Say of problems in which edition they are."""
    try:
        yield
    except UnusableRulesError as error:
        problems = [edition.renamed(problem) for problem in error.problems]
        raise UnusableEditionError(edition.called, problems) from error
