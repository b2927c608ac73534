"""The training cases that somebody wants, and what puts them into words."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING, Any

from ..report.training.exercise_texts import ExerciseWording
from ..rulebook.loading.shipped import shipped
from ..rulebook.model.texts import Text
from ..scenarios.check import check_scenarios
from ..scenarios.forms import Level
from ..space.space import Space
from ..training.alternatives import alternatives
from ..training.material import material
from ..training.selection import Criteria, ExerciseKind
from .parameters import option
from .values import PathName, Whole, WordChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..training.material import Material
    from .options import Options


_CHOOSING = (
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
            sv="Filer eller mappar med fall; annars de medföljande.",
            en="Files or folders with cases; the shipped ones when left out.",
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
        seed=secrets.randbelow(10_000) if typed is None else typed,
    )


def training_material(
    options: Options,
) -> tuple[Material, Mapping[str, Jurisdiction]]:
    """Read and replay the training cases; return them with whose rules they need."""
    checked = check_scenarios(
        options["paths"] or (shipped("scenarios"),),
        rules=options.mandat.rules,
        open_jurisdiction=lambda id_: options.mandat.of(id_).jurisdiction,
        words="",
        municipality=options.named,
        today=options.mandat.today,
        lessons_only=True,
    )
    return material(checked), checked.jurisdictions


def exercise_wording(
    options: Options,
    cases: Material,
    jurisdictions: Mapping[str, Jurisdiction],
    seed: int,
) -> ExerciseWording:
    """Return what puts exercises into words, alternatives in the order of a seed."""
    space = cache(lambda id_: Space(jurisdictions[id_]))
    return ExerciseWording(
        options.say,
        cache(lambda id_: options.words(jurisdictions[id_])),
        space,
        lambda exercise: alternatives(exercise, space(exercise.municipality), seed),
        cases.themes,
    )
