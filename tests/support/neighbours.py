"""Made-up municipalities beside each other, each with an order of its committee."""

from engine import Mandat
from tests.support.orders import write_order

LAW = """\
roles:
  chef: {label: {sv: chefen, en: the manager}}
  direktor: {label: {sv: direktören, en: the director}}
  namnd: {label: {sv: nämnden, en: the committee}}
matters:
  yttrande: {label: {sv: yttrande, en: statement}}
"""
HEADER = """\
committee: namnd
source: {title: Delegationsordning, short: Ordningen, status: STATUS, from: 2026-01-01}
key:
  C: {role: chef, superior: D}
  D: direktor
  N: namnd
clauses: {lowest_level: LOWEST}
"""


def write_neighbours(folder, lowest="no", law=LAW, **tables):
    """Write a municipality for each table of rows, and the law that they share."""
    _write(folder, "lag", "law", law)
    _write_amounts(folder)
    for name, table in tables.items():
        rows, _, more = table.partition("\n---\n")
        _write(folder, name, "municipality", more)
        header = HEADER.replace("STATUS", "adopted").replace("LOWEST", lowest)
        write_order(folder / name, "namnden", header, rows)
    return folder


def neighbours(folder, **tables):
    """Return what answers for such municipalities."""
    return Mandat.open(write_neighbours(folder, **tables))


def _write(folder, name, kind, vocabulary):
    pack = folder / name
    pack.mkdir(parents=True)
    uses = "" if kind == "law" else "uses: [lag]\n"
    label = name.capitalize()
    head = f"pack: {name}\nkind: {kind}\nlabel: {{sv: {label}, en: {label}}}\n{uses}"
    (pack / "pack.yaml").write_text(head, "utf-8")
    if vocabulary:
        (pack / "vocabulary.yaml").write_text(vocabulary, "utf-8")


def _write_amounts(folder):
    amounts = "prisbasbelopp:\n  2026: {amount: 59200, source: SFS 2025:1}\n"
    (folder / "prisbasbelopp.yaml").write_text(amounts, "utf-8")
