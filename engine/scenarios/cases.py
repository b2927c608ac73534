"""Read scenario files: told cases with a question and the expected answer."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from ..records import record
from ..rulebook.language import nodes
from ..rulebook.language.shapes import WRONG, Entry, Problems, Wrong
from .forms import SCENARIO_FILE, THEMES_FILE
from .survivors import Survivor, survivors_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..answers.answer import NoteKind, Outcome
    from ..rulebook.model.problems import Place
    from ..rulebook.model.questions import Question
    from ..rulebook.model.texts import Text
    from .forms import Level


@record
class Expectation:
    """What the answer must be; `points` holds only what the scenario mentions.

    `posts` are those that decide on the day of the question, None where that is not
    asked.
    """

    outcome: Outcome
    points: Mapping[str, Any]
    cites: frozenset[str]
    notes: frozenset[NoteKind]
    depends_on: frozenset[str] | None
    rules: frozenset[str] | None
    posts: frozenset[str] | None = None


@record
class Claim:
    """Something an answer could have said: a wrong alternative, or the right one."""

    outcome: Outcome
    points: Mapping[str, Any]
    depends_on: frozenset[str] | None = None
    place: Place | None = field(default=None, compare=False)


@record
class Lesson:
    """What makes a scenario a training case: a title, a question and wrong answers.

    Wrong answers (`alternatives`) are made up where somebody wrote none.
    """

    title: Text
    question: Text
    level: Level
    themes: tuple[str, ...]
    alternatives: tuple[Claim, ...] = ()
    discuss: tuple[Text, ...] = ()
    notice: Text | None = None


@record
class ScenarioDraft:
    """A scenario whose form is right; its names are looked up per jurisdiction."""

    id: str
    municipality: str
    told: Text
    entry: Entry
    place: Place


@record
class DilemmaDraft:
    """A dilemma whose form is right; `asks` are its questions, each a scenario."""

    id: str
    municipality: str
    told: Text
    asks: tuple[ScenarioDraft, ...]
    entry: Entry
    place: Place


@record
class Scenario:
    """A told case with its question and the expected answer.

    With a `lesson` it is a training case, too.
    """

    id: str
    municipality: str
    told: Text
    question: Question
    expected: Expectation
    traps: str
    lesson: Lesson | None = None
    place: Place = field(compare=False)


@record
class Dilemma:
    """A told case without a single right answer.

    `positions` are standpoints, `asks` what the rules do say, `stops` where they
    stop; `settled_by` are the ids of the roles that have to settle it.
    """

    id: str
    municipality: str
    told: Text
    lesson: Lesson
    positions: tuple[Text, ...]
    asks: tuple[Scenario, ...]
    stops: Text
    settled_by: tuple[str, ...]
    settled_how: Text
    place: Place = field(compare=False)


def read_scenarios(
    content: bytes, file: str, problems: Problems
) -> tuple[list[ScenarioDraft], list[DilemmaDraft]]:
    """Return the well-formed scenarios and dilemmas of a file, problems noted."""
    node, faults = nodes.read_nodes(content, file)
    problems.add(faults)
    entry = SCENARIO_FILE.read(node, problems) if node is not None else WRONG
    if isinstance(entry, Wrong):
        return [], []
    drafts = []
    for scenario in entry.get("scenarios", ()):
        id_, told = scenario.get("id"), scenario.get("told")
        if id_ is None or told is None or not scenario.get("ask"):
            continue
        drafts.append(
            ScenarioDraft(
                id=str(id_),
                municipality=str(scenario.get("municipality", "")),
                told=told,
                entry=scenario,
                place=scenario.place_of("id"),
            )
        )
    read = (_dilemma(dilemma) for dilemma in entry.get("dilemmas", ()))
    return drafts, [dilemma for dilemma in read if dilemma]


def _dilemma(entry: Entry) -> DilemmaDraft | None:
    id_, told = entry.get("id"), entry.get("told")
    if id_ is None or told is None:
        return None
    municipality = str(entry.get("municipality", ""))
    return DilemmaDraft(
        id=str(id_),
        municipality=municipality,
        told=told,
        asks=tuple(
            ScenarioDraft(
                id=f"{id_}#{number}",
                municipality=municipality,
                told=told,
                entry=ask,
                place=ask.place,
            )
            for number, ask in enumerate(entry.get("asks", ()), 1)
            if ask.get("ask")
        ),
        entry=entry,
        place=entry.place_of("id"),
    )


def read_themes(content: bytes, file: str, problems: Problems) -> dict[str, Text]:
    """Return the themes of a file by id, problems noted.

    A theme whose name was written wrongly is among them, for its id is known.
    """
    node, faults = nodes.read_nodes(content, file)
    problems.add(faults)
    entry = THEMES_FILE.read(node, problems) if node is not None else WRONG
    if isinstance(entry, Wrong):
        return {}
    return {str(id_): label for id_, label in entry.get("themes", {}).items()}


def read_survivors(content: bytes, file: str) -> list[Survivor]:
    """Return the well-formed survivors of a file; `read_scenarios` notes problems."""
    if b"survivors" not in content:
        return []
    node, _ = nodes.read_nodes(content, file)
    entry = SCENARIO_FILE.read(node, Problems()) if node is not None else WRONG
    return [] if isinstance(entry, Wrong) else survivors_in(entry.get("survivors", ()))


def reads_alike(one: ScenarioDraft | None, other: ScenarioDraft | None) -> bool:
    """Tell whether two scenarios say the same, wherever they stand."""
    if one is None or other is None:
        return False
    return one is other or _plain(one.entry) == _plain(other.entry)


def _plain(value: object) -> object:
    if isinstance(value, Entry):
        return {str(key): _plain(item) for key, item in value.values.items()}
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return value
