"""Try audits: `python -m tests.audit_trials [ROWS] [SEED]`.

Each row of a random log is judged with all others and then asked alone, on its day.
Exit codes: 0 no row differs; 1 some do.
"""

import datetime as dt
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import click

from engine import Mandat
from engine.service.audit import log_audit
from engine.service.decision_check import DecisionChecks
from engine.service.decision_log import decision_log
from tests.audit_trials.alone import verdict_alone
from tests.audit_trials.logs import LogMaker

AS_OF = dt.date(2026, 10, 1)


def differences(municipality, count, seed, folder, checks=None):
    """Return the rows that get another verdict alone, and how many got which."""
    maker = LogMaker(municipality, seed)
    log, mapping = folder / "log.csv", folder / "log.yaml"
    log.write_text(maker.text(count), "utf-8")
    mapping.write_text(maker.mapping, "utf-8")
    with log_audit(log, municipality, mapping, as_of=AS_OF) as audit:
        judged = {row.row: row for row in audit.judged.all_rows()}
        assert audit.rows == count
    found, totals = [], Counter()
    opened = decision_log(log, municipality, mapping)
    for decision in opened.decisions():
        row = judged.pop(decision.row)
        case = audit.cases[row.case].finding
        names = (case.message.code, case.heading) if case.message else case.names
        alone = verdict_alone(
            decision, municipality, audit.mapping.meetings, AS_OF, checks
        )
        totals[alone[0]] += 1
        if (row.verdict.value, names) != alone:
            found.append((decision, row, case, alone))
    assert not judged
    return found, totals


@click.command(help=__doc__)
@click.argument("rows", type=int, default=1_000)
@click.argument("seed", type=int, default=1)
@click.option("--kept", is_flag=True, help="Keep what posts have on each day.")
def main(rows, seed, *, kept):
    """Try a log, and print what differs."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        municipality = Mandat.open(cache=path / "cache").of("orrhed")
        checks = DecisionChecks(municipality) if kept else None
        found, totals = differences(municipality, rows, seed, path, checks)
    for verdict, number in totals.most_common():
        click.echo(f"{number:8} {verdict}")
    for decision, row, case, alone in found[:10]:
        click.echo(f"{decision}\n  {row}\n  {case}\n  {alone}")
    seconds = time.monotonic() - began
    click.echo(f"{rows} rows, {len(found)} different ({seconds:.0f} s)")
    return sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
