"""See what scenarios refer to: each by itself, so that one mistake hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.language.nodes import Scalar
from ..rulebook.language.shapes import Entry, Problems
from ..scenarios.cases import DilemmaDraft
from ..scenarios.library import read_library, unknown_municipality
from ..scenarios.links import link_dilemma, link_scenario
from .findings import Case

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Problem
    from ..scenarios.cases import ScenarioDraft


def referring(
    files: Mapping[str, bytes],
    jurisdictions: Mapping[str, Jurisdiction],
    known: Collection[str],
    today: dt.date,
) -> tuple[Case, ...]:
    """Return every scenario of some files with the words it uses and its problems.

    Args:
        files: the content of scenario files by name.
        jurisdictions: those that are looked at; scenarios of others are left out.
        known: the ids of the municipalities there are.
        today: the day of scenarios that name none.
    """
    library = read_library(files)
    cases = [_misread(problem) for problem in library.problems.found]
    for draft in library.told:
        own = Problems()
        if draft.municipality and draft.municipality not in known:
            unknown_municipality(draft, known, own)
        elif draft.municipality in jurisdictions:
            _link(draft, jurisdictions[draft.municipality], today, own)
        else:
            continue
        cases.append(
            Case(
                id=draft.id,
                municipality=draft.municipality,
                place=draft.place,
                names=frozenset(_words(draft.entry)),
                problems=tuple(own.found),
            )
        )
    return tuple(cases)


def _link(
    draft: ScenarioDraft | DilemmaDraft,
    jurisdiction: Jurisdiction,
    today: dt.date,
    problems: Problems,
) -> None:
    """Look up every name in a scenario or dilemma, for the problems alone."""
    if isinstance(draft, DilemmaDraft):
        for ask in draft.asks:
            link_scenario(ask, jurisdiction, today, problems)
        link_dilemma(draft, (), jurisdiction, problems)
    else:
        link_scenario(draft, jurisdiction, today, problems)


def _misread(problem: Problem) -> Case:
    """Return what stands for a scenario whose very form is wrong."""
    return Case(id="", municipality="", place=problem.where, problems=(problem,))


def _words(said: object) -> Iterator[str]:
    """Yield every word in a scenario that may be an id, keys included."""
    match said:
        case Scalar():
            yield str(said)
        case Entry():
            yield from _words(said.values)
        case dict():
            for key, value in said.items():
                yield from (*_words(key), *_words(value))
        case tuple():
            for item in said:
                yield from _words(item)
        case _:
            roles = getattr(said, "roles", ())
            yield from map(str, roles)
