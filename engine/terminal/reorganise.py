"""`mandat reorganise`: the edition of a reorganisation, and what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .exits import Exit
from .output import message, output
from .parameters import argument, option
from .paths import PathName
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "reorganise",
    example="reorganise docs/examples/reorganisation/plan.yaml -m orrhed",
    municipality=Text(
        sv="Vems organisation det är; måste anges.",
        en="Whose organisation it is; must be named.",
    ),
    more=Text(
        sv="""\
PLAN säger vad det blir av roller och nämnder från en dag: nya namn, sammanslagningar,
delningar och sådant som upphör. Den nya utgåvan har båda: före dagen gäller allt som i
dag. Visar vad planen inte säger, det som ingen eller två beslutar, och varje fråga som
får ett annat svar. Inget skrivs utan --out. Slutkod 1 när planen lämnar något öppet,
eller en befogenhet har ingen, bara nämnden själv eller två.""",
        en="""\
PLAN says what becomes of roles and committees from a day: new names, mergers, splits
and removals. The new edition holds both: before the day all stays as it is. Shows what
the plan does not say, what nobody or two decide, and every question that gets another
answer. Nothing is written without --out. Exit code 1 when the plan leaves something
open, or a power has nobody, only the committee itself, or two.""",
    ),
)
@argument(
    "plan", Text(sv="PLAN", en="PLAN"), type=PathName(is_folder=False, exists=True)
)
@option(
    "--out",
    about=Text(
        sv="Skriv den nya utgåvan till en mapp som inte finns än.",
        en="Write the new edition into a folder that is not there yet.",
    ),
    value=Text(sv="MAPP", en="DIR"),
    type=PathName(is_written=True),
)
def reorganise(options: Options) -> Exit:
    """Make the edition of a reorganisation, and tell what it leaves open."""
    made = options.municipality.reorganise(options["plan"])
    folder = options["out"]
    if folder is not None:
        made.write(folder)
    output(
        options.format,
        text=lambda: made.to_page(options.language),
        json=lambda: made.to_dict(options.language),
    )
    if folder is not None:
        message(options.say(f"Skrev {folder}", f"Wrote {folder}"))
    return Exit.DONE if made.is_settled else Exit.MISSED
