"""The exercises there are: cases and dilemmas whose answers still follow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..rulebook.model.problems import Place
    from ..rulebook.model.texts import Text
    from ..scenarios.cases import Dilemma, Lesson, Scenario
    from ..scenarios.check import CheckResult
    from ..scenarios.replay import Replay


@record
class Exercise:
    """A case or a dilemma to go through, with how the rules answer.

    `id` is `folder/case`, by which results name it. A case has one replay; a
    dilemma one for each of its questions.
    """

    id: str
    told: Text
    lesson: Lesson
    municipality: str
    replays: tuple[Replay, ...]
    dilemma: Dilemma | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that the answers rest on, each once."""
        found = (rule for replay in self.replays for rule in replay.answer.rules)
        return tuple(dict.fromkeys(found))


@record
class Material:
    """All exercises, and those left out because the rules answer otherwise by now.

    `left_out` holds the id and the place of each; `themes` the names of themes.
    """

    exercises: tuple[Exercise, ...]
    left_out: tuple[tuple[str, Place], ...]
    themes: Mapping[str, Text]


def material(checked: CheckResult) -> Material:
    """Return the exercises among what was checked, in the order of files."""
    faulty = {(p.where.file, p.where.line) for p in checked.problems}
    exercises, left_out = [], []
    for exercise, place in _exercises(checked):
        claims = exercise.lesson.alternatives
        places = [claim.place for claim in claims if claim.place]
        is_sound = not any((at.file, at.line) in faulty for at in places)
        if is_sound and all(replay.is_passed for replay in exercise.replays):
            exercises.append(exercise)
        else:
            left_out.append((exercise.id, place))
    return Material(
        exercises=tuple(exercises), left_out=tuple(left_out), themes=checked.themes
    )


def _exercises(checked: CheckResult) -> Iterator[tuple[Exercise, Place]]:
    replays = {_key(replay.scenario): replay for replay in checked.replays}
    for replay in checked.replays:
        scenario = replay.scenario
        if scenario.lesson is not None:
            yield _exercise(scenario, scenario.lesson, (replay,)), scenario.place
    for dilemma in checked.dilemmas:
        asked = tuple(replays[_key(ask)] for ask in dilemma.asks)
        yield _exercise(dilemma, dilemma.lesson, asked, dilemma), dilemma.place


def _key(scenario: Scenario) -> tuple[str, str]:
    return scenario.place.file, scenario.id


def _exercise(
    told: Scenario | Dilemma,
    lesson: Lesson,
    replays: tuple[Replay, ...],
    dilemma: Dilemma | None = None,
) -> Exercise:
    return Exercise(
        id=f"{Path(told.place.file).parent.name}/{told.id}",
        told=told.told,
        lesson=lesson,
        municipality=told.municipality,
        replays=replays,
        dilemma=dilemma,
    )
