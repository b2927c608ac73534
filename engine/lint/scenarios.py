"""Scenarios that refer to something that is not there, or no longer.

Each scenario is looked at by itself, so that one mistake hides no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.language.nodes import Scalar
from ..rulebook.language.shapes import Entry, Problems
from ..scenarios.cases import DilemmaDraft
from ..scenarios.library import read_library, unknown_municipality
from ..scenarios.links import link_dilemma, link_scenario
from .survey import ScenarioReferences, Sighting, Witness

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Problem
    from ..scenarios.cases import ScenarioDraft
    from .survey import Survey


def lost_scenarios(survey: Survey) -> Iterable[Sighting]:
    """Yield each name in a scenario that names nothing."""
    for scenario in survey.scenarios or ():
        for problem in scenario.problems:
            yield Sighting(
                variant="" if scenario.id else "misread",
                about=(scenario.id,),
                place=problem.where,
                problem=problem,
                witness=Witness(
                    municipality=scenario.municipality, file=scenario.place.file
                ),
            )


# what scenarios name --------------------------------------------------------------


def scenario_references(
    files: Mapping[str, bytes],
    jurisdictions: Mapping[str, Jurisdiction],
    known: Collection[str],
    today: dt.date,
) -> tuple[ScenarioReferences, ...]:
    """Return every scenario of some files with the words it uses and its mistakes.

    Args:
        files: the content of scenario files by name.
        jurisdictions: those that are looked at; scenarios of others are left out.
        known: the ids of the municipalities there are.
        today: the day of scenarios that name none.
    """
    library = read_library(files)
    references = [_misread(problem) for problem in library.problems]
    for draft in library.cases:
        own = Problems()
        if draft.municipality and draft.municipality not in known:
            unknown_municipality(draft, known, own)
        elif draft.municipality in jurisdictions:
            _link(draft, jurisdictions[draft.municipality], today, own)
        else:
            continue
        references.append(
            ScenarioReferences(
                id=draft.id,
                municipality=draft.municipality,
                place=draft.place,
                names=frozenset(_words(draft.entry)),
                problems=tuple(own),
            )
        )
    return tuple(references)


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


def _misread(problem: Problem) -> ScenarioReferences:
    """Return what stands for a scenario whose very form is wrong."""
    return ScenarioReferences(
        id="", municipality="", place=problem.where, problems=(problem,)
    )


def _words(written: object) -> Iterator[str]:
    """Yield every word in a scenario that may be an id, keys included."""
    match written:
        case Scalar():
            yield str(written)
        case Entry():
            yield from _words(written.values)
        case dict():
            for key, value in written.items():
                yield from (*_words(key), *_words(value))
        case tuple():
            for item in written:
                yield from _words(item)
        case _:
            yield from map(str, getattr(written, "roles", ()))
