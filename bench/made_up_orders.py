"""Write delegation orders of a made-up municipality, as large as real ones are.

Some 300 rows a committee: chapters, ladders by amount, months or outcome, conditions
in words, whoever is consulted, what the law provides and how it is reported, in the
proportions of real orders. Some matters recur in every committee, as hiring does.
"""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = "nr;ärende;delegat;högst;villkor;utfall;slag;samråd;anmälan;vidare;lagrum"
#: What every committee has rows on.
_SHARED = (
    "Anställa vikarie",
    "Avskriva fordran",
    "Teckna abonnemang",
    "Besluta om tjänsteresa",
    "Yttrande över remiss",
)
_VERBS = (
    "Bevilja Avslå Teckna Häva Förlänga Pröva Godkänna Omfördela Fastställa "
    "Upphandla Återkalla Ändra Besiktiga Medge Fördela"
)
_FIRST = (
    "park skol vatten gatu hamn torg badhus lekplats skogs musik idrotts bro museum "
    "cykel belysnings avfalls träd marknads väg motions fiske odlings kaj brunns"
)
_SECOND = (
    "tillstånd avgift avtal bidrag upplåtelse plan underhåll inköp arrende anläggning "
    "stipendium ersättning hyra"
)
_LAWS = ("KL 6 kap. 39 §", "FL 45 §", "OSL 6 kap. 3 §", "SoL 11 kap. 1 §", "PBL 9 kap.")
_CHAPTER_ROWS = 30
#: How many matters of one hold provisions.
_CITING = 0.3


def write_orders(folder: Path, name: str, committees: int, rows: int) -> None:
    """Write a municipality's pack with orders of about `rows` rows a committee."""
    pack = folder / name
    pack.mkdir(parents=True)
    _write(
        pack / "pack.yaml",
        f"pack: {name}\nkind: municipality\nlabel: {name}\nuses: [kommunallagen]\n",
    )
    numbers = range(1, committees + 1)
    _write(pack / "vocabulary.yaml", "".join(("roles:\n", *map(_roles, numbers))))
    names = _matters()
    for number in numbers:
        chance = random.Random(f"{name}-{number}")  # noqa: S311 - the same each time
        order = pack / "orders" / f"namnd-{number}"
        order.mkdir(parents=True)
        _write(order / "order.yaml", _header(number))
        lines = (";".join(cells).rstrip(";") for cells in _lines(names, rows, chance))
        _write(order / "rows.csv", "\n".join((COLUMNS, *lines, "")))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _matters() -> Iterator[str]:
    """Yield names of matters, each once, so that no two committees share them."""
    chance = random.Random("matters")  # noqa: S311 - the same each time
    every = [
        f"{verb} {first}{second}"
        for verb, first, second in itertools.product(
            _VERBS.split(), _FIRST.split(), _SECOND.split()
        )
    ]
    chance.shuffle(every)
    return itertools.cycle(every)


def _roles(number: int) -> str:
    return (
        f"  namnd-{number}: {{label: provnämnd {number}, is: [namnd]}}\n"
        f"  fc-{number}: {{label: förvaltningschef {number}, is: [forvaltningschef], "
        f"reports_to: namnd-{number}}}\n"
        f"  ac-{number}: {{label: avdelningschef {number}, is: [chef], "
        f"reports_to: fc-{number}}}\n"
        f"  ec-{number}: {{label: enhetschef {number}, is: [enhetschef], "
        f"reports_to: ac-{number}}}\n"
        f"  hl-{number}: {{label: handläggare {number}, is: [handlaggare], "
        f"reports_to: ec-{number}}}\n"
    )


def _header(number: int) -> str:
    return (
        f"committee: namnd-{number}\n"
        f"source: {{title: Provnämnd {number}s delegationsordning, short: PN{number}, "
        "status: adopted, adopted: 2026-01-20, from: 2026-02-01}\n"
        "key:\n"
        f"  FC: fc-{number}\n"
        f"  AC: {{role: ac-{number}, superior: FC, substitutes: [FC]}}\n"
        f"  EC: {{role: ec-{number}, superior: AC}}\n"
        f"  HL: {{role: hl-{number}, superior: EC}}\n"
        "conditions: {brådskande: {namnden-kan-invantas: no}, i övrigt: rest}\n"
        "clauses: {lowest_level: yes, notification: next_meeting, "
        "sub_delegation: forbidden}\n"
    )


def _lines(
    names: Iterator[str], rows: int, chance: random.Random
) -> Iterator[list[str]]:
    """Yield the cells of each line, with the headings of chapters between them."""
    columns = COLUMNS.split(";")
    written = chapter = point = 0
    for matter in itertools.chain(_SHARED, names):
        if written >= rows:
            return
        if written >= chapter * _CHAPTER_ROWS:
            chapter, point = chapter + 1, 0
            yield [str(chapter), f"Kapitel {chapter}"]
        point += 1
        first = {"nr": f"{chapter}.{point}", "ärende": matter}
        if chance.random() < _CITING:
            first["lagrum"] = chance.choice(_LAWS)
        low = chance.randrange(1, 20)
        for step in _steps(chance.random()):
            row = {name: cell.format(low, low * 5) for name, cell in step.items()}
            yield [{**first, **row}.get(column, "") for column in columns]
            first = {}
            written += 1


def _steps(share: float) -> tuple[dict[str, str], ...]:
    """Return the rows of a matter: one, or a ladder of two or three."""
    return next(steps for most, steps in _SHAPES if share < most)


#: How large a share of the matters, up to this one, has which rows.
_SHAPES: tuple[tuple[float, tuple[dict[str, str], ...]], ...] = (
    (0.35, ({"delegat": "EC"},)),
    (0.45, ({"delegat": "HL", "slag": "V"},)),
    (0.55, ({"delegat": "EC / AC", "anmälan": "nej"},)),
    (0.6, ({"delegat": "AC", "samråd": "efter samråd med FC"},)),
    (0.65, ({"delegat": "FC", "villkor": "brådskande", "vidare": "nej"},)),
    (
        0.8,
        ({"delegat": "EC", "högst": "{0} pbb"}, {"delegat": "AC", "högst": "{1} pbb"}),
    ),
    (0.85, ({"delegat": "EC", "högst": "{0} månader"}, {"delegat": "AC"})),
    (
        0.92,
        ({"delegat": "HL", "utfall": "bifall"}, {"delegat": "EC", "utfall": "avslag"}),
    ),
    (
        1,
        (
            {"delegat": "HL", "högst": "{0}000 kr"},
            {"delegat": "EC", "högst": "{1}000 kr", "villkor": "inte av större vikt"},
            {"delegat": "FC", "villkor": "i övrigt"},
        ),
    ),
)
