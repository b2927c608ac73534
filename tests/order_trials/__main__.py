"""Ask random questions on random orders: `python -m tests.order_trials`.

Each answer of the program is held to what `docs/reference/orders.md` says that the
orders mean. Exit codes: 0 nothing wrong; 1 something is, with the seed of the town.
"""

import sys
import time

import click

from tests.order_trials.trials import Town


@click.command(help=__doc__)
@click.option("--questions", type=int, default=100_000, help="So many questions.")
@click.option("--each", type=int, default=100, help="So many on the orders of a town.")
@click.option(
    "--seed", type=int, default=None, help="Chance; by the clock if left out."
)
@click.option("--town", type=int, default=None, help="That town alone, with its files.")
@click.option("--stop-after", type=int, default=5, help="End after so many findings.")
def main(questions, each, seed, town, stop_after):
    """Ask, print what is wrong and how much was asked."""
    seed = int(time.time()) if seed is None else seed
    asked = towns = refused = wrong = 0
    number = town or 0
    while asked < questions and wrong < stop_after:
        made = Town(f"{seed} {number}")
        if town is not None:
            for name, (header, table) in made.files.items():
                click.echo(f"--- {name}\n{header}\n{table}")
        towns += 1
        is_refused = made.meaning.refused > 0
        told = made.codes.count("order/not-passed-on") == made.meaning.refused
        if not told or set(made.codes) - {"order/not-passed-on"}:
            wrong += 1
            click.echo(f"town {number}: {made.codes}, expected {made.meaning.refused}")
        refused += is_refused
        for _ in range(each if made.space is not None else 0):
            case = made.case()
            asked += 1
            for fault in made.faults(case):
                wrong += 1
                click.echo(f"town {number}: {case}\n  " + "\n  ".join(map(str, fault)))
                break
            if wrong >= stop_after:
                break
        if town is not None:
            break
        number += 1
    click.echo(
        f"seed {seed}: {asked} questions on {towns} towns, {refused} of them refused"
        f" as they should be, {wrong} wrong"
    )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
