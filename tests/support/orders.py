"""Delegation orders for tests: written as a clerk writes them, and read by hand.

`who_may` is the meaning of an order in the plainest words: every role of every row
that applies, each alone, and always the committee itself.
"""

import itertools

from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.conclusions import Function
from engine.rulebook.model.vocabulary import TermKind
from tests.support.park import who, write_park, write_small_law
from tests.support.town import rule_text

HEADER = """\
committee: parknamnden
source: {title: Parknämndens delegationsordning, short: PN, status: adopted}
key:
  TM: {role: tradmastaren, superior: PC}
  PC: {role: parkchefen, substitutes: [TM]}
  PO: parkordforanden
  PN: parknamnden
conditions:
  rasrisk: {rasrisk: yes}
  i övrigt: rest
"""
#: What the abbreviations of the key mean, and whose superior is whose.
ROLES = {"TM": "tradmastaren", "PC": "parkchefen", "PO": "parkordforanden"}
SUPERIORS = {"TM": "PC"}
KRONOR_PER_BASE = 59_200


#: A file of rules has some; this one is about nothing that is asked.
_SPARE = rule_text("spare", matter="fallning", informed="byran", cites="ordning#p1")


def write_order(pack, name, header, table):
    """Write an order below the folder of a pack."""
    folder = pack / "orders" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "order.yaml").write_text(header, "utf-8")
    (folder / "rows.csv").write_text(table, "utf-8")


def loaded_order(folder, table, header=HEADER, rules=(), **orders):
    """Return the park's town with an order, and others by name."""
    write_small_law(folder)
    write_park(folder, rules or [_SPARE])
    write_order(folder / "by", "pn", header, table)
    for name, (other_header, other_table) in orders.items():
        write_order(folder / "by", name, other_header, other_table)
    return load(RulesFolder(folder), ["by"])["by"]


def table_of(rows, headings=("nr", "ärende", "delegat", "över", "högst", "villkor")):
    """Return rows, each a mapping by heading, as the text of a table."""
    lines = [";".join(headings)]
    lines += [";".join(row.get(heading, "") for heading in headings) for row in rows]
    return "\n".join(lines) + "\n"


def who_decides(space, matter, **given):
    """Return the answer to who decides a matter that is named as a person names it."""
    id_ = space.jurisdiction.vocabulary.id_of(TermKind.MATTER, matter)
    return who(space, id_, **given)


def deciders_of(answer):
    """Return who may decide by an answer, None where it does not say."""
    sets = [
        frozenset(party.roles)
        for finding in answer.findings
        for function, party in finding.conclusion.functions
        if function is Function.DECIDES
    ]
    return sets[0] if len(sets) == 1 else None


def who_may(rows, matter, ore, is_risky, *, is_lowest):
    """Return who may decide a matter by the rows of an order, the committee included.

    Args:
        rows: mappings by heading, with limits in whole prisbasbelopp.
        matter: what is asked about.
        ore: the amount.
        is_risky: whether the one condition that rows may have holds.
        is_lowest: whether the order lets superiors decide too.
    """

    def bounds(row):
        low, high = (row.get(key, "").split(" ")[0] for key in ("över", "högst"))
        base = KRONOR_PER_BASE * 100
        return (int(low) * base if low else None, int(high) * base if high else None)

    def applies(row):
        low, high = bounds(row)
        is_meant = row.get("villkor") != "rasrisk" or is_risky
        return is_meant and (low is None or ore > low) and (high is None or ore <= high)

    own = [row for row in rows if row["ärende"] == matter]
    plain = [row for row in own if row.get("villkor") != "i övrigt"]
    rest = [row for row in own if row.get("villkor") == "i övrigt"]
    applying = [row for row in plain if applies(row)]
    if not applying:
        applying = [row for row in rest if applies(row)]
    named = itertools.chain(*(row["delegat"].split(" / ") for row in applying))
    words = set(named) - {"PN"}
    if is_lowest:
        words |= {SUPERIORS[word] for word in words if word in SUPERIORS}
    return frozenset({"parknamnden", *(ROLES[word] for word in words)})
