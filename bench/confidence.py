"""Fit how sure a reading is: `python -m bench.confidence FILE…`.

Each question of the files is asked; the signs of its likeliest reading, and whether
that is right, make one case of a logistic regression with a penalty on large weights.
What is printed first goes into `engine/understanding/weights.py`. Then stands, for each
limit of confidence, what would be answered, and wrongly, by weights fitted without the
questions they are tried on: cross-validation by what is right, in
ten parts, and by the municipality, each tried with weights fitted to the others.

A question that no rule answers has no right reading. Questions that are not answered
whatever the confidence, as who asks is not told or a grave doubt is, are left out.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from bench.understanding import opened, read
from engine.understanding import Certainty
from engine.understanding.weights import Signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PARTS = 10
#: How strongly large weights are held back, for signs scaled to a deviation of one.
PENALTY = 3.0
_STEPS = 12
_LIMITS = (0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.95)


class Case(NamedTuple):
    """The signs of a reading, whether it is right, and which part it is tried in."""

    signs: tuple[float, ...]
    is_right: bool
    part: int
    municipality: str
    text: str


class Weights(NamedTuple):
    """What a logistic regression has found: a constant, and a weight for each sign."""

    base: float
    of_signs: tuple[float, ...]

    def chance(self, signs: Sequence[float]) -> float:
        """Return the chance that a reading with these signs is right."""
        power = self.base + sum(
            w * s for w, s in zip(self.of_signs, signs, strict=True)
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, power))))


def cases(files: Iterable[Path], on: dt.date) -> list[Case]:
    """Ask the questions of some files, and return those that may be answered."""
    found = []
    for expected in itertools.chain.from_iterable(map(read, files)):
        town = opened(expected.municipality)
        understood = town.reader.understanding(expected.text, on)
        is_open = understood.certainty in {Certainty.UNTOLD, Certainty.SEVERAL}
        is_doubted = any(one.is_grave for one in understood.reservations)
        if not understood.ranked or is_doubted or is_open:
            continue
        best = understood.ranked[0]
        found.append(
            Case(
                tuple(best.signs),
                town.is_right(best, expected, on),
                zlib.crc32(str(expected.right or expected.text).encode()) % PARTS,
                expected.municipality,
                expected.text,
            )
        )
    return found


def fitted(told: Sequence[Case]) -> Weights:
    """Return the weights that make what was found likeliest, by Newton's method."""
    count = len(Signs._fields)
    means = [sum(c.signs[n] for c in told) / len(told) for n in range(count)]
    spreads = [
        math.sqrt(sum((c.signs[n] - means[n]) ** 2 for c in told) / len(told)) or 1.0
        for n in range(count)
    ]
    rows = [
        [1.0, *((s - m) / d for s, m, d in zip(c.signs, means, spreads, strict=True))]
        for c in told
    ]
    weights = [0.0] * (count + 1)
    for _ in range(_STEPS):
        weights = _stepped(rows, [c.is_right for c in told], weights)
    scaled = [w / d for w, d in zip(weights[1:], spreads, strict=True)]
    base = weights[0] - sum(w * m for w, m in zip(scaled, means, strict=True))
    return Weights(base, tuple(scaled))


def _stepped(
    rows: Sequence[Sequence[float]], right: Sequence[bool], weights: Sequence[float]
) -> list[float]:
    """Return weights one step of Newton's method nearer to the likeliest."""
    size = len(weights)
    slope = [0.0, *(-PENALTY * w for w in weights[1:])]
    bend = [[0.0] * size for _ in range(size)]
    for n in range(1, size):
        bend[n][n] = PENALTY
    for row, is_right in zip(rows, right, strict=True):
        power = sum(w * x for w, x in zip(weights, row, strict=True))
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, power))))
        spread = chance * (1 - chance)
        for n, x in enumerate(row):
            slope[n] += (is_right - chance) * x
            line = bend[n]
            for m in range(n + 1):
                line[m] += spread * x * row[m]
    for n in range(size):
        for m in range(n + 1, size):
            bend[n][m] = bend[m][n]
        bend[n][n] += 1e-9
    change = _solved(bend, slope)
    return [w + c for w, c in zip(weights, change, strict=True)]


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Return what a system of equations has for its unknowns."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for n in range(size):
        pivot = max(range(n, size), key=lambda m, n=n: abs(rows[m][n]))
        rows[n], rows[pivot] = rows[pivot], rows[n]
        for m in range(size):
            if m != n:
                times = rows[m][n] / rows[n][n]
                rows[m] = [a - times * b for a, b in zip(rows[m], rows[n], strict=True)]
    return [rows[n][size] / rows[n][n] for n in range(size)]


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the questions.")
@click.option("--misses", is_flag=True, help="Also list what is sure and wrong.")
def main(files: tuple[Path, ...], on: dt.datetime | None, *, misses: bool) -> None:
    """Print weights of the signs of a reading, fitted to the questions in FILES."""
    day = (on or dt.datetime.now().astimezone()).date()
    told = cases(files, day)
    whole = fitted(told)
    click.echo(f"BASE = {whole.base:.2f}")
    click.echo("SIGN_WEIGHTS = Signs(")
    for name, weight in zip(Signs._fields, whole.of_signs, strict=True):
        click.echo(f"    {name}={weight:.2f},")
    click.echo(")")
    tried = _cross_validated(told, lambda case: case.part)
    for name, parted in (
        ("by subject", tried),
        ("by municipality", _cross_validated(told, lambda case: case.municipality)),
    ):
        for limit in _LIMITS:
            sure = [case for case, chance in parted if chance >= limit]
            right = sum(case.is_right for case in sure)
            click.echo(
                f"{name}, {limit:.2f}: {len(sure)} of {len(told)} answered, "
                f"{right} rightly, {len(sure) - right} wrongly"
            )
    if misses:
        for case, chance in sorted(tried, key=lambda pair: -pair[1]):
            if not case.is_right and chance >= _LIMITS[0]:
                click.echo(f"{chance:.2f} {case.text}")


def _cross_validated(
    told: Sequence[Case], part_of: Callable[[Case], int | str]
) -> list[tuple[Case, float]]:
    """Return cases with the chance told by weights fitted to those of other parts."""
    found = []
    for part in sorted({part_of(case) for case in told}, key=str):
        own = [case for case in told if part_of(case) == part]
        weights = fitted([case for case in told if part_of(case) != part])
        found.extend((case, weights.chance(case.signs)) for case in own)
    return found


if __name__ == "__main__":
    main()
