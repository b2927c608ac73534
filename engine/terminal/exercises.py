"""The options that choose training cases, and the cases that they choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..rulebook.model.texts import Text
from ..scenarios.forms import Level
from ..training.selection import Criteria, ExerciseKind, drawn_seed
from .errors import WrongUsageError
from .parameters import option
from .paths import PathName
from .values import Whole, WordChoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..service.training import Training
    from .options import Options


#: What leaving out -m means to those who go through cases.
GENERAL = Text(
    sv="Kommunen vars fall det gäller; annars allmänna fall, om lagen ensam.",
    en="Whose cases to take; general ones, on the law alone, when left out.",
)

_CHOOSING = (
    option(
        "--general",
        about=Text(
            sv="Allmänna fall, för den vars kommun inte har några egna.",
            en="General cases, for those whose municipality has none of its own.",
        ),
        is_flag=True,
    ),
    option(
        "--theme",
        "themes",
        about=Text(
            sv="Bara fall om detta, till exempel `media`; får upprepas.",
            en="Only cases about this, such as `media`; may be repeated.",
        ),
        value=Text(sv="ID", en="ID"),
        multiple=True,
    ),
    option(
        "--level",
        "levels",
        about=Text(
            sv="Bara fall på denna nivå; får upprepas.",
            en="Only cases of this level; may be repeated.",
        ),
        multiple=True,
        type=WordChoice("basic", "intermediate", "advanced"),
    ),
    option(
        "--kind",
        about=Text(
            sv="Bara fall som har ett svar, eller bara dilemman.",
            en="Only cases with an answer, or only dilemmas.",
        ),
        type=WordChoice("case", "dilemma"),
    ),
    option(
        "-n",
        "--number",
        about=Text(sv="Hur många fall.", en="How many cases."),
        value=Text(sv="ANTAL", en="COUNT"),
        type=Whole(1, 200),
        default=10,
        show_default=True,
    ),
    option(
        "--seed",
        about=Text(
            sv="Samma frö ger samma fall; annars dras ett.",
            en="The same seed gives the same cases; drawn when left out.",
        ),
        value=Text(sv="TAL", en="NUMBER"),
        type=Whole(),
    ),
    option(
        "--scenarios",
        "paths",
        about=Text(
            sv="Filer eller mappar med fall; annars de bredvid reglerna.",
            en="Files or folders with cases; those beside the rules when left out.",
        ),
        value=Text(sv="FIL", en="PATH"),
        multiple=True,
        type=PathName(exists=True),
    ),
)


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose training cases."""
    for each in reversed(_CHOOSING):
        command = each(command)
    return command


def criteria(options: Options) -> Criteria:
    """Return which cases are wanted; a seed is drawn when none was typed."""
    typed: int | None = options["seed"]
    return Criteria(
        themes=frozenset(options["themes"]),
        levels=frozenset(map(Level, options["levels"])),
        kind=ExerciseKind(options["kind"]) if options["kind"] else None,
        number=options["number"],
        seed=drawn_seed() if typed is None else typed,
    )


def training(options: Options) -> Training:
    """Read and replay the cases to choose among."""
    if options["general"] and options.is_typed("municipality"):
        one, other = "--general", "--municipality"
        raise WrongUsageError("usage/options-apart", one=one, other=other)
    named = "" if options["general"] else options.named
    return options.mandat.training(named, scenarios=options["paths"])
