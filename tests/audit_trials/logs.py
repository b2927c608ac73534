"""Make logs of decisions of the made-up municipality by chance, sound and unsound."""

import csv
import datetime as dt
import io
from random import Random

from engine.rulebook.model.rules import Slot
from engine.rulebook.model.values import ValueKind

HEAD = ("nr", "matter", "reference", "committee", "decided_by", "day", "reported_on")
MAPPING = """\
columns: {number: nr, matter: matter, reference: reference, committee: committee,
          decided_by: decided_by, day: day, reported_on: reported_on,
          legal_basis: lagrum, method: method}
facts:
%s
values:
  utgang: {B: bifall, A: avslag}
  decided_by: {Chefen: enhetschef}
meetings:
  kommunstyrelsen: [2026-02-11, 2026-03-11, 2026-04-15, 2026-05-20, 2026-06-10]
  socialnämnden: [2026-03-24, 2026-05-26]
"""
AMOUNTS = ("100", "5 920", "5920,01", "5\u00a0921 kr", "118400", "118 400,50", "0")
AMOUNTS += ("5 pbb", "10 prisbasbelopp", "1,5 mnkr", "296000", "296001", "12345678")
AMOUNTS += ("2 tkr", "-5", "ingen", " ", "592 000", "592 000,01", "59200", "59201")
NUMBERS = ("1", "3", "4", "6", "12", "24", "120", "30", "ingen", "2 000", "5", "13")
SHARES = ("5", "10", "10,5", "25", "0,1250", "100", "ingen")
#: What is no value of any circumstance that has figures or listed values.
UNREADABLE = ("1.500", "mycket", "1,234", "12,3,4", "tre\tfyra")


def facts_of(jurisdiction, matters):
    """Return the circumstances that the rules of some matters ask for."""
    found = set()
    for rule in jurisdiction.rules:
        if not rule.scope_of.get(Slot.MATTER, frozenset()).isdisjoint(matters):
            found |= rule.circumstances
    return sorted(found)


class LogMaker:
    """Makes rows of a log by chance."""

    def __init__(self, municipality, seed):
        self.known = municipality.jurisdiction
        self.chance = Random(seed)  # noqa: S311 - made up
        rows = [
            rule
            for rule in self.known.rules
            if (grant := rule.conclusion.grant) and grant.point
        ]
        self.rows = rows
        words = self.known.vocabulary
        self.matters = sorted({m for r in rows for m in r.scope_of[Slot.MATTER]})
        self.other_matters = sorted(words.matters)
        self.facts = facts_of(self.known, set(self.matters))
        self.roles = sorted({role for r in rows for role in r.conclusion.roles()})
        self.posts = sorted(self.known.posts)

    @property
    def mapping(self):
        listed = "\n".join(f"  {fact}: {fact}" for fact in self.facts)
        return MAPPING % listed

    @property
    def head(self):
        return (*HEAD, "lagrum", "method", *self.facts)

    def text(self, count):
        written = io.StringIO()
        writer = csv.writer(written, delimiter=";")
        writer.writerow(self.head)
        for number in range(count):
            writer.writerow(self.row(number))
        return written.getvalue()

    def often(self, share):
        return self.chance.random() < share

    def row(self, number):
        pick = self.chance.choice
        row = pick(self.rows)
        grant = row.conclusion.grant
        words = self.known.vocabulary
        committee = words.roles[grant.by].label.sv
        matter = pick(sorted(row.scope_of[Slot.MATTER]))
        label = words.matters[matter].label.sv
        form = self.chance.randrange(4)
        shown = matter if form == 0 else label.upper() if form == 1 else label
        if self.often(0.1):
            shown = pick(self.matters if self.often(0.7) else self.other_matters)
        if self.often(0.15):
            shown = ""
        if self.often(0.01):
            shown = "något annat"
        point = f"{committee} {grant.point}" if self.often(0.7) else grant.point
        if self.often(0.1):
            point = pick(self.rows).conclusion.grant.point
        if self.often(0.2):
            point = pick(("", "", " ", "99.9"))
        party = [*row.conclusion.roles(), grant.by]
        decider = pick(sorted(party))
        if self.often(0.25):
            decider = pick(self.roles)
        if self.often(0.3):
            decider = pick(self.posts)
        if self.often(0.02):
            decider = pick(("", "kungen", "Chefen", "  ", "\u00a0"))
        day = dt.date(2025, 11, 1) + dt.timedelta(days=self.chance.randrange(420))
        reported = day + dt.timedelta(days=self.chance.randrange(-2, 90))
        return (
            f"D {number}",
            shown,
            point,
            committee if self.often(0.4) else "",
            decider,
            self.day(day),
            self.day(reported) if self.often(0.6) else "",
            pick(("", "", "", "", "KL 6 kap. 39 §", "2025:400", "2001:453 4 kap.")),
            pick(("", "", "", "manual", "automatic", "tärning"))
            if self.often(0.1)
            else "",
            *(self.fact(name) for name in self.facts),
        )

    def day(self, day):
        chance = self.chance.random()
        if chance < 0.01:
            return self.chance.choice(("", "igår", "2026-02-30", "46000"))
        if chance < 0.1:
            return f"{day:%Y%m%d}"
        if chance < 0.2:
            return f"{day.isoformat()} 12:00"
        return day.isoformat()

    def fact(self, name):
        pick = self.chance.choice
        if self.often(0.65):
            return ""
        if self.often(0.005):
            return pick(UNREADABLE)
        term = self.known.vocabulary.circumstances[name]
        match term.kind:
            case ValueKind.MONEY:
                return (
                    pick(AMOUNTS)
                    if self.often(0.2)
                    else str(self.chance.randrange(3_000_000))
                )
            case ValueKind.NUMBER:
                return pick(NUMBERS)
            case ValueKind.DECIMAL:
                return pick(SHARES)
            case ValueKind.BOOL:
                return pick(("ja", "nej", "Ja", "no", "1", "ja", "nej"))
            case ValueKind.DATE:
                return pick(("2026-01-01", "2026-05-05"))
            case ValueKind.ENUM:
                values = [
                    text for value, label in term.values for text in (value, label.sv)
                ]
                own = ("B", "A") if name == "utgang" else ()
                return pick((*values, *own))
            case _:
                return pick(self.roles)
