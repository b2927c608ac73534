"""Print how fast Mandat is beside its peers: `uv run --extra bench python -m bench`.

`python -m bench --against COMMIT` prints how the commands start beside those of an
older commit instead, `python -m bench --growth` how they grow with the rules, from 200
to 20,000, with `--quick` in about a minute; neither needs peers.

All contestants of a line take turns within the run, so their ratio says something
even where the machine is slow or busy. Exits with 1 when a goal is missed.
"""

from __future__ import annotations

import platform
import shutil
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from bench import cold, growth
from engine.report.layout import Table, TableRow, page
from engine.report.lines import layout_for

if TYPE_CHECKING:
    from bench.measuring import Line, Spread

_SCALE = {"MB": 1, "ms": 1e3, "µs": 1e6}


def _ratio(line: Line) -> str:
    return f"{line.ratio.median:.2f} ({line.ratio.low:.2f} to {line.ratio.high:.2f})"


def _goal(line: Line) -> str:
    if line.goal is None:
        return "none"
    return f"≤ {line.goal:g} {'reached' if line.is_reached else 'MISSED'}"


def _time(spread: Spread, unit: str) -> str:
    value = spread.median * _SCALE[unit]
    return f"{value:.0f} {unit}" if value >= 10 else f"{value:.2f} {unit}"  # noqa: PLR2004


def _all_lines() -> list[Line]:
    lines = cold.lines()
    for name in ("warm", "words", "columns", "new_cells", "sizes", "limits", "web"):
        lines += import_module(f"bench.{name}").lines()  # they need the peers
    return [*lines, *growth.lines(is_quick=False)]


@click.command()
@click.option("--against", metavar="COMMIT", help="An older commit to start beside.")
@click.option("--growth", "grows", is_flag=True, help="How commands grow, alone.")
@click.option("--audits", is_flag=True, help="Audits of long logs, alone.")
@click.option("--web", "serves", is_flag=True, help="The server, alone.")
@click.option("--quick", is_flag=True, help="With --growth or --audits: the smaller.")
def main(
    against: str | None, *, grows: bool, audits: bool, serves: bool, quick: bool
) -> None:
    """Measure everything, or a part alone, and print it, ratios first."""
    if audits:
        lines = list(import_module("bench.audits").lines(is_quick=quick))
    elif serves:
        lines = import_module("bench.web").lines()
    elif grows or quick:
        lines = growth.lines(is_quick=quick)
    else:
        lines = cold.lines_against(against) if against else _all_lines()
    rows = [
        [
            line.what,
            line.beside,
            _ratio(line),
            _goal(line),
            _time(line.ours, line.unit),
            _time(line.theirs, line.unit),
        ]
        for line in lines
    ]
    headers = ["what", "beside", "ratio (quarters)", "goal", "Mandat", "the other"]
    table = page([Table(headers, [TableRow(cells) for cells in rows], leading=1)])
    click.echo(table.text(layout_for(shutil.get_terminal_size((120, 50)).columns)))
    for line in lines:
        if line.why and not line.is_reached:
            click.echo(f"{line.what}: {line.why}.")
    click.echo(
        f"Medians; Python {platform.python_version()}, {platform.machine()}. "
        "Engines compared with each other gave the same answers."
    )
    sys.exit(0 if all(line.is_reached for line in lines) else 1)


if __name__ == "__main__":
    main()
