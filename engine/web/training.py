"""Training cases in the browser: pick an answer and see why; nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.say import Marks
from ..report.training.exercise_texts import answer_parts, discussion_part
from ..rulebook.model.problems import UnknownNameError
from .visit import Visit

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import HTMLResponse

    from ..service.training import Training

#: The letter that somebody picked, in a query.
PICKED = "svar"
#: Alternatives come in the same order for everybody, so that an address shows the same.
_SEED = 1


def cases(request: Request) -> HTMLResponse:
    """List the cases of a municipality, by what they are called."""
    visit = Visit(request)
    wording = _training(visit).in_words(_SEED, visit.asked.language, Marks.TAGS)
    listed = []
    for exercise in _training(visit).exercises:
        text = wording.text(exercise)
        link = visit.to.at("utbildning", *exercise.id.split("/"))
        listed.append((text.title, text.about, link))
    title = visit.wording.say("Öva på fall", "Practise on cases")
    return visit.shown("cases.html", title, cases=listed)


def case(request: Request) -> HTMLResponse:
    """Show a case; with an answer picked, whether it is right, and why."""
    visit = Visit(request)
    training = _training(visit)
    exercises = list(training.exercises)
    ids = [exercise.id for exercise in exercises]
    name = request.path_params["case"]
    if name not in ids:
        raise UnknownNameError("question/unknown-name", name, ())
    place = ids.index(name)
    wording = training.in_words(_SEED, visit.asked.language, Marks.TAGS)
    text = wording.text(exercises[place])
    choices, picked = dict(text.choices), request.query_params.get(PICKED, "")
    discussed = [discussion_part(text)] if text.discussion else []
    following = ids[(place + 1) % len(ids)]
    return visit.shown(
        "case.html",
        text.title,
        text=text,
        picked=picked if picked in choices else "",
        right=f"{text.right}) {choices[text.right]}" if text.right else "",
        parts=[*answer_parts(text), *discussed],
        following=visit.to.at("utbildning", *following.split("/")),
        all_cases=visit.to.at("utbildning"),
    )


def _training(visit: Visit) -> Training:
    """Return the cases; reading them replays them: once for each edition."""
    mandat, place = visit.edition.mandat, visit.municipality.id
    key = ("training", place, mandat.today)
    return visit.edition.works.made(key, lambda: mandat.training(place))
