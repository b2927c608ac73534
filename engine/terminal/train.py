"""`mandat train`: go through cases, alone or as a group or several tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.failures import problem_text
from ..rulebook.model.texts import Text
from ..training.plans import Participants
from ..training.results import FEWEST_TABLES, MOST_TABLES, SessionMode
from ..training.votes import MOST_PEOPLE
from .environment import results_file
from .errors import WrongUsageError
from .exercises import GENERAL, choosing, criteria, training
from .exits import Exit
from .output import message, output
from .parameters import option
from .paths import PathName
from .screens import converse, screen_size
from .values import Whole
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


#: What belongs to the beginning of a session, and stays as it was.
_ANEW = (
    "municipality",
    "general",
    "themes",
    "levels",
    "kind",
    "number",
    "seed",
    "name",
)


@verb(
    "train",
    example="train -m kungsör --theme media --seed 7",
    municipality=GENERAL,
    more=Text(
        sv="""\
Varje svar visas med sitt skäl, sina stycken och vad lagen lägger till. Det som
besvaras skrivs ner genast, så inget går förlorat om omgången avbryts.""",
        en="""\
Each answer is shown with its reason, its passages and what the law adds. What is
answered is written down at once, so nothing is lost if the session is broken off.""",
    ),
)
@option(
    "--group",
    about=Text(
        sv="En grupp röstar, `12 8 5`; utan ANTAL frågas hur många den är.",
        en="A group votes, `12 8 5`; without COUNT its size is asked for.",
    ),
    value=Text(sv="[ANTAL]", en="[COUNT]"),
    is_flag=False,
    flag_value=0,
    type=Whole(0, MOST_PEOPLE),
)
@option(
    "--tables",
    about=Text(
        sv="Så många bord svarar: skriv en bokstav för varje, `bab..`.",
        en="So many tables answer: type a letter for each, `bab..`.",
    ),
    value=Text(sv="ANTAL", en="COUNT"),
    type=Whole(FEWEST_TABLES, MOST_TABLES),
)
@option(
    "--practice",
    about=Text(
        sv="Öva ensam: det som blev fel kommer tillbaka tidigare.",
        en="Practise alone: what was missed comes back sooner.",
    ),
    is_flag=True,
)
@option(
    "--resume",
    about=Text(
        sv="Fortsätt med omgången som avbröts sist, eller den med ett visst id.",
        en="Go on with the session broken off last, or with that of an id.",
    ),
    value=Text(sv="[ID]", en="[ID]"),
    is_flag=False,
    flag_value="",
)
@option(
    "--name",
    about=Text(
        sv="Vems svar det är; sparas bara om det skrivs.",
        en="Whose answers these are; not kept unless typed.",
    ),
    value=Text(sv="NAMN", en="NAME"),
    default="",
)
@option(
    "--results",
    about=Text(
        sv="Fil som svaren läggs till i; annars en egen fil.",
        en="File the answers are added to; one of your own when left out.",
    ),
    value=Text(sv="FIL", en="FILE"),
    type=PathName(is_folder=False),
)
@choosing
def train(options: Options) -> Exit:
    """Go through cases: alone, or a group or several tables that vote."""
    _check(options)
    file, id_ = options["results"] or results_file(), options["resume"]
    if id_ is not None:
        paths = options["paths"]
        session = options.mandat.resume_training(file, id_, scenarios=paths)
    else:
        cases = training(options)
        session = cases.begin(criteria(options), _participants(options), file)
    screens = session.screens(screen_size, options.language, options=_resuming(options))
    is_interrupted = converse(screens, to_stderr=options.format == "json")
    for problem in session.problems:
        message(problem_text(problem, options.say))
    for text in session.left_out(options.language):
        message(text)
    output(options.format, text=lambda: "", json=session.to_dict)
    return Exit.INTERRUPTED if is_interrupted else Exit.DONE


def _check(options: Options) -> None:
    """Refuse options that do not go together."""
    modes = ("group", "tables", "practice", "resume")
    given = [option for option in modes if _is_chosen(options[option])]
    if len(given) > 1:
        one, other = (f"--{name}" for name in given[:2])
        raise WrongUsageError("usage/options-apart", one=one, other=other)
    if options["resume"] is not None:
        for name in _ANEW:
            if options.is_typed(name):
                option = f"--{name.rstrip('s')}"
                raise WrongUsageError("usage/resume-apart", option=option)


def _is_chosen(value: object) -> bool:
    """Tell whether an option was named; 0 is a group that has not been counted yet."""
    return value is not None and value is not False


def _resuming(options: Options) -> list[str]:
    """Return the options that whoever goes on with a session needs again."""
    words: list[str] = []
    for name in ("results", "rules", "lang"):
        words += [f"--{name}", str(options[name])] if options[name] else []
    for path in options["paths"]:
        words += ["--scenarios", str(path)]
    return words


def _participants(options: Options) -> Participants:
    mode = SessionMode.ALONE
    for name, named in (
        ("group", SessionMode.GROUP),
        ("tables", SessionMode.TABLES),
        ("practice", SessionMode.PRACTICE),
    ):
        mode = named if _is_chosen(options[name]) else mode
    return Participants(
        mode=mode,
        tables=options["tables"] or 0,
        name=options["name"].strip(),
        people=options["group"] or 0,
    )
