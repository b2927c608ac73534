"""Write packs of a made-up delegation order, of whatever size a measurement needs.

Every matter is delegated in a ladder as real orders do it: an officer up to one
amount, the head of the administration up to a higher one, the committee above;
and inside a special area the lowest step goes to somebody else.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES_A_MATTER = 4
_MATTERS_A_FILE = 1_000
_AREAS = ("skola", "vard", "teknik")
_SOURCES = """\
sources:
  ordning:
    title: Delegationsordning
    short: Delegationsordning
    rank: board
    status: adopted
    passages:
"""


def write_pack(folder: Path, name: str, rules: int) -> None:
    """Write a municipality's pack with about `rules` rules under `folder`."""
    pack = folder / name
    pack.mkdir(parents=True)
    matters = [f"arende-{number}" for number in range(rules // RULES_A_MATTER)]
    head = f"pack: {name}\nkind: municipality\nlabel: {name}\nuses: []\n"
    (pack / "pack.yaml").write_text(head, encoding="utf-8")
    (pack / "vocabulary.yaml").write_text(_vocabulary(matters), encoding="utf-8")
    passages = "".join(
        f"      {matter}:\n        section: {matter}\n        place: rad 1\n"
        f"        gist: Vem som beslutar i {matter}.\n"
        for matter in matters
    )
    (pack / "sources.yaml").write_text(_SOURCES + passages, encoding="utf-8")
    ladder = random.Random(name)  # noqa: S311 - any amounts will do, the same each time
    for first in range(0, len(matters), _MATTERS_A_FILE):
        some = matters[first : first + _MATTERS_A_FILE]
        entries = "".join(entry for matter in some for entry in _ladder(matter, ladder))
        path = pack / f"ordning-{first}.yaml"
        path.write_text(f"rules:\n{entries}", encoding="utf-8")


def write_scenarios(folder: Path, name: str, matters: int, count: int) -> None:
    """Write scenarios on a pack of `write_pack` that has so many matters."""
    folder.mkdir(parents=True)
    chance = random.Random(name)  # noqa: S311 - any matters will do, the same each time
    entries = "".join(
        f"  - id: fall-{number}\n    municipality: {name}\n    told: Ett inköp.\n"
        f"    ask: {{who: {matter}}}\n    given: {{belopp: 1, omrade: vard}}\n"
        "    expect:\n      outcome: answered\n      decides: enhetschef\n"
        f"      cites: ordning#{matter}\n"
        for number in range(count)
        for matter in [f"arende-{chance.randrange(matters)}"]
    )
    (folder / "fall.yaml").write_text(f"scenarios:\n{entries}", encoding="utf-8")


def _vocabulary(matters: list[str]) -> str:
    roles = ("namnd", "forvaltningschef", "enhetschef", "rektor")
    lines = ["roles:", *(f"  {role}: {{label: {role}}}" for role in roles)]
    lines += ["matters:", *(f"  {matter}: {{label: {matter}}}" for matter in matters)]
    values = ", ".join(f"{area}: {area}" for area in _AREAS)
    lines += [
        "circumstances:",
        "  belopp: {label: belopp, type: money}",
        f"  omrade: {{label: område, type: enum, values: {{{values}}}}}",
    ]
    return "\n".join(lines) + "\n"


def _ladder(matter: str, amounts: random.Random) -> Iterator[str]:
    low = amounts.randrange(10, 100) * 1_000
    high = low + amounts.randrange(10, 900) * 1_000
    for step, decider, limits, area in (
        ("enhetschef", "enhetschef", f"{{max: {low}}}", "[vard, teknik]"),
        ("rektor", "rektor", f"{{max: {low}}}", "skola"),
        ("chef", "forvaltningschef", f"{{over: {low}, max: {high}}}", ""),
        ("namnd", "namnd", f"{{over: {high}}}", ""),
    ):
        yield (
            f"  - id: {matter}-{step}\n    matter: {matter}\n    decides: {decider}\n"
            f"    says: I {matter} beslutar {decider}.\n    when:\n"
            f"      belopp: {limits}\n"
            + (f"      omrade: {area}\n" if area else "")
            + f"    cites: ordning#{matter}\n"
        )
