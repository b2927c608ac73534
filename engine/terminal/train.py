"""`mandat train`: go through cases, alone or as a group or several tables."""

from __future__ import annotations

import datetime as dt
import shlex
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..report.failures import problem_text
from ..report.training.conversation import Conversation
from ..report.training.keeping import Keeper, kept
from ..report.training.starting import (
    Party,
    greeting,
    left_out_texts,
    resumed,
    started,
)
from ..report.training.summary import session_object
from ..training.results import Mode
from ..training.sessions import sessions
from .environment import results_file
from .exercises import choosing, exercise_wording, training_material, wish
from .exits import Exit
from .options import OF_ALL
from .output import message, output
from .screens import converse, screen_size
from .verbs import verb

if TYPE_CHECKING:
    from ..report.training.starting import Start
    from ..training.results import Event
    from .options import Options


@verb(
    example="train -m kungsör --theme media --seed 7",
    municipality=OF_ALL,
    verbs={"handout": "train_handout", "report": "train_report"},
)
@click.option("--group", is_flag=True, help="A group votes: type counts, `a 12 b 8`.")
@click.option(
    "--tables",
    type=click.IntRange(2, 40),
    help="So many tables answer: type a letter for each, `bab..`.",
)
@click.option(
    "--practice",
    is_flag=True,
    help="Practise alone: what was missed comes back sooner.",
)
@click.option("--resume", is_flag=True, help="Go on with an interrupted session.")
@click.option(
    "--name", default="", help="Whose answers these are; not kept unless typed."
)
@click.option(
    "--results",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File the answers are added to; one of your own when left out.",
)
@choosing
def train(options: Options) -> Exit:
    """Go through cases: alone, or a group or several tables that vote.

    Each answer is shown with its reason, its passages and what the law adds. What is
    answered is written down at once, so nothing is lost if the session is broken off.
    """
    _check(options)
    file = options["results"] or results_file()
    needs_past = options["resume"] or options["practice"]
    past = kept([file]) if needs_past and file.exists() else ([], [])
    keeper = Keeper(file)
    keeper.check()  # before anybody has answered in vain
    start, conversation = _conversation(options, past[0], keeper, file)
    converse(conversation, to_stderr=options.format == "json")
    for problem in past[1]:
        message(problem_text(problem, options.say))
    for text in left_out_texts(start, options.say):
        message(text)
    output(
        options.format,
        text=lambda: "",
        json=lambda: session_object(start.session),
    )
    return Exit.DONE


def _check(options: Options) -> None:
    """Refuse options that do not go together."""
    modes = ("group", "tables", "practice", "resume")
    given = [option for option in modes if options[option]]
    if len(given) > 1:
        msg = f"--{given[0]} and --{given[1]} do not go together"
        raise click.UsageError(msg)
    if options["resume"]:
        for name in ("themes", "levels", "kind", "number", "seed", "name"):
            if options.is_typed(name):
                option = name.rstrip("s")
                msg = f"--resume goes on with a session as it was: leave out --{option}"
                raise click.UsageError(msg)


class _Opening(NamedTuple):
    """A session as it begins, and the conversation in which it is held."""

    start: Start
    conversation: Conversation


def _conversation(
    options: Options, events: list[Event], keeper: Keeper, file: Path
) -> _Opening:
    """Begin a session or take one up."""
    cases, jurisdictions = training_material(options)
    past = sessions(events)
    if options["resume"]:
        start = resumed(cases, past)
    else:
        start = started(
            cases,
            wish(options),
            _party(options),
            past=past,
            id_=uuid.uuid4().hex,
            now=_now(),
        )
    wording = exercise_wording(options, cases, jurisdictions, start.session.began.seed)
    conversation = Conversation(
        session=start.session,
        exercises=start.exercises,
        wording=wording,
        keep=keeper.keep,
        now=_now,
        size=screen_size,
        greeting=greeting(start, wording, str(file)),
        resuming=_resuming(options),
    )
    return _Opening(start, conversation)


def _resuming(options: Options) -> str:
    """Return the command that goes on with a session, with the options it needs."""
    words = ["mandat", "train", "--resume"]
    for name in ("results", "rules", "lang"):
        words += [f"--{name}", str(options[name])] if options[name] else []
    for path in options["paths"]:
        words += ["--scenarios", str(path)]
    return shlex.join(words)


def _party(options: Options) -> Party:
    mode = Mode.ALONE
    for option, named in (
        ("group", Mode.GROUP),
        ("tables", Mode.TABLES),
        ("practice", Mode.PRACTICE),
    ):
        mode = named if options[option] else mode
    name = options["name"].strip()
    return Party(mode=mode, tables=options["tables"] or 0, name=name)


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
