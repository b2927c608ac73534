"""Give the program what nobody would give it: `python -m tests.fuzz`.

Rule files, packs, scenarios, results, documents, acts, revisions, words, questions and
kept rulebooks are malformed by chance, and every command is held to what it promises:
an exit code that is documented, no traceback, at most five seconds of a processor and
500 MB, no control character in what it prints, nothing changed that it should not
change.
Random questions on random rules are answered as a slow reader of the rules answers.

Exit codes: 0 nothing found; 1 something found, with the command that shows it again;
2 wrong usage.
"""

import collections
import itertools
import os
import random
import shutil
import sys
import tempfile
import time

import click

from tests.conftest import SURROUNDINGS
from tests.fuzz.kinds import KINDS
from tests.fuzz.workers import Workers

_WEIGHTS = {kind.__name__: weight for kind, weight in KINDS.items()}


def _chosen(names, seed, first):
    """Yield trials by kind and number without end, often those with a large weight.

    Of so many as the weights together each kind has as many as its own, so that none
    is left out where there are few.
    """
    chance = random.Random(f"{seed} order")  # noqa: S311 - chance, not secrecy
    deck = [name for name in names for _ in range(_WEIGHTS[name])]
    numbers = dict.fromkeys(names, first)
    while True:
        chance.shuffle(deck)
        for name in deck:
            yield name, numbers[name]
            numbers[name] += 1


def _say(text):
    """Print a text, whatever it holds."""
    click.echo(text.encode("ascii", "backslashreplace").decode())


@click.command(help=__doc__)
@click.argument("kinds", nargs=-1, type=click.Choice(list(_WEIGHTS)))
@click.option("--seconds", type=float, default=60, help="End after so long.")
@click.option("--trials", type=int, default=sys.maxsize, help="End after so many.")
@click.option(
    "--seed", type=int, default=None, help="Chance; by the clock if left out."
)
@click.option("--number", type=int, default=0, help="Begin with that trial.")
@click.option("--processes", type=int, default=os.cpu_count(), help="At once.")
@click.option("--stop-after", type=int, default=20, help="End after so many findings.")
def main(kinds, seconds, trials, seed, number, processes, stop_after):  # noqa: PLR0913, PLR0917 - one for each option
    """Run trials, print what they find and how many there were."""
    kept = tempfile.mkdtemp(prefix="mandat-fuzz-kept-")
    os.environ.update(SURROUNDINGS, MANDAT_CACHE=kept)
    for name in ("PYTHONDONTWRITEBYTECODE", "MANDAT_RULES", "MANDAT_MUNICIPALITY"):
        os.environ.pop(name, None)
    seed = int(time.time()) if seed is None else seed
    names = list(dict.fromkeys(kinds)) or list(_WEIGHTS)
    ends = time.monotonic() + seconds
    counts = collections.Counter()
    commands = findings = 0
    workers = Workers(processes)
    try:
        chosen = itertools.islice(_chosen(names, seed, number), trials)
        chosen = itertools.takewhile(lambda _: time.monotonic() < ends, chosen)
        for (name, of_kind), ending in workers.run(chosen, seed):
            counts[name] += 1
            commands += ending.commands
            for found in ending.findings:
                findings += 1
                _say(
                    f"{name} {of_kind}: {found.wrong}\n  mandat {found.command}\n"
                    f"  {found.details}\n  again: python -m tests.fuzz {name} "
                    f"--seed {seed} --number {of_kind} --trials 1\n"
                )
            if findings >= stop_after:
                break
    finally:
        workers.close()
        shutil.rmtree(kept, ignore_errors=True)
    listed = ", ".join(f"{name} {count}" for name, count in counts.most_common())
    click.echo(f"seed {seed}: {counts.total()} trials ({listed}), {commands} commands")
    click.echo(f"{findings} found" if findings else "nothing found")
    if not counts.total() and trials:
        raise click.UsageError("no trial ended in that time")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main(prog_name="python -m tests.fuzz")
