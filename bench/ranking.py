"""Fit what readings are ranked by: `python -m bench.ranking FILE…`.

Each question of the files is read; the evidence of its likeliest readings, and which of
them are right, make one case of a conditional logistic regression: the weights under
which the right ones are likeliest among their own. Those of now are what it falls back
on (`PULL`), so that few questions move them little. What is printed goes into
`engine/understanding/weights.py`; then stands how often the right reading is on top, by
the weights of now and by weights fitted without the subjects they are tried on.
"""

from __future__ import annotations

import itertools
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import numpy as np

from bench.understanding import opened, read
from engine.understanding.weights import WEIGHTS, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

PARTS = 10
#: So many of a question's readings are weighed; hardly ever is the right one below.
MOST = 40
#: How strongly a weight is held where it is.
PULL = 0.004
_STEPS = 400
_RATE = 0.05
_SLOW, _SLOWER = 0.9, 0.999


class Case(NamedTuple):
    """The evidence of a question's readings, and which of them are right."""

    evidence: NDArray[np.float64]
    is_right: NDArray[np.bool_]
    part: int


def cases(files: Iterable[Path]) -> list[Case]:
    """Read the questions of some files that have an answer, and return their cases."""
    found = []
    for expected in itertools.chain.from_iterable(map(read, files)):
        town = opened(expected.municipality)
        if not expected.right or not expected.is_answerable:
            continue
        decider = town.space.decider
        right = {
            decider.subject(kind, slots).rule_ids for kind, slots in expected.right
        }
        weighed = town.reader.weighed(expected.text)[:MOST]
        told = [
            (kind, slots) in expected.right
            or decider.subject(kind, slots).rule_ids in right
            for kind, slots, _ in weighed
        ]
        if any(told):
            found.append(
                Case(
                    np.array([evidence for _, _, evidence in weighed], float),
                    np.array(told, bool),
                    zlib.crc32(str(expected.right).encode()) % PARTS,
                )
            )
    return found


def fitted(told: Sequence[Case], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights that make the right readings likeliest, by Adam's method."""
    weights = start.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = -PULL * (weights - start)
        for case in told:
            powers = case.evidence @ weights
            chances = np.exp(powers - powers.max())
            chances /= chances.sum()
            right = chances * case.is_right
            right /= right.sum() + 1e-12
            slope += case.evidence.T @ (right - chances) / len(told)
        mean = _SLOW * mean + (1 - _SLOW) * slope
        square = _SLOWER * square + (1 - _SLOWER) * slope**2
        pace = np.sqrt(square / (1 - _SLOWER**step)) + 1e-8
        weights = weights + _RATE * mean / (1 - _SLOW**step) / pace
    return weights


def on_top(told: Sequence[Case], weights: NDArray[np.float64]) -> int:
    """Return of how many questions a right reading is on top."""
    return sum(bool(c.is_right[np.argmax(c.evidence @ weights)]) for c in told)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def main(files: tuple[Path, ...]) -> None:
    """Print weights of evidence, fitted to the questions in FILES."""
    told = cases(files)
    now = np.array(WEIGHTS, float)
    click.echo("WEIGHTS = Evidence(")
    for name, weight in zip(Evidence._fields, fitted(told, now), strict=True):
        click.echo(f"    {name}={weight:.2f},")
    click.echo(")")
    apart = 0
    for part in range(PARTS):
        own = [case for case in told if case.part == part]
        others = [case for case in told if case.part != part]
        apart += on_top(own, fitted(others, now))
    click.echo(f"on top of {len(told)} now: {on_top(told, now)}")
    click.echo(f"on top by weights fitted to other subjects: {apart}")


if __name__ == "__main__":
    main()
