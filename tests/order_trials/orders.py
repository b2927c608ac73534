"""Delegation orders by chance: what a clerk may write, as records and as files.

What an order means `tests.order_trials.meaning` says of the records; the program reads
the files.
"""

import csv
import dataclasses
import io
from dataclasses import dataclass, field

#: What each role of the town is: the kinds that the small law speaks of.
KINDS = {
    "tradmastaren": {"anstalld"},
    "arboristen": {"anstalld"},
    "parkchefen": {"anstalld"},
    "gatuchefen": {"anstalld"},
    "parkordforanden": {"ledamot"},
    "parkutskottet": {"utskott"},
    "byran": {"utomstaende"},
    "parknamnden": {"namnd"},
    "kommunstyrelsen": {"namnd"},
}
VOCABULARY = """\
roles:
  parknamnden: {label: parknämnden, is: [namnd], reports_to: kommunfullmaktige}
  parkordforanden:
    {label: parknämndens ordförande, is: [ordforande], reports_to: parknamnden}
  parkchefen: {label: parkchefen, is: [forvaltningschef]}
  gatuchefen: {label: gatuchefen, is: [chef]}
  tradmastaren: {label: trädmästaren, is: [medarbetare]}
  arboristen: {label: arboristen, is: [medarbetare]}
  byran: {label: konsultbyrån, is: [utomstaende]}
  parkutskottet: {label: parkutskottet, is: [utskott], reports_to: parknamnden}
matters:
  parkens-mal: {label: parkens mål, tags: [mal-inriktning]}
  torgplats: {label: torgplats för en enskild, tags: [principiell-myndighetsutovning]}
circumstances:
  rasrisk: {label: rasrisk, type: bool}
  utgang:
    label: utgång
    type: enum
    values: {bifall: bifall, avslag: avslag}
"""
PLAIN = (
    "Köpa träd",
    "Sälja ved",
    "Yttrande",
    "Parkens mål",
    "Torgplats för en enskild",
    "Avstängning",
    "Varning",
)
URGENT_MATTER = "Brådskande ärende"
EXECUTED = "Vattna träd"
#: Words of the rows and what they mean: a circumstance with its value, None for words
#: that nobody has given a meaning.
WORDS = {
    "rasrisk": ("rasrisk", 1),
    "rasrisk = nej": ("rasrisk", 0),
    "brådskande": ("namnden-kan-invantas", 0),
    "i viss mån": None,
    "efter förhandling": None,
}
REST = "i övrigt"
MEANT = """\
conditions:
  rasrisk: {rasrisk: yes}
  brådskande: {namnden-kan-invantas: no}
  i övrigt: rest
"""
MONEY = (
    ("20 000 kr", 20_000),
    ("0,5 mnkr", 500_000),
    ("300 tkr", 300_000),
    ("1 000 000 kronor", 1_000_000),
)
TIMES = (("6 månader", 6), ("3 mån", 3), ("2 år", 24))
SHARES = (("25 %", 250_000), ("12,5 procent", 125_000))


@dataclass(frozen=True)
class Limit:
    """A limit: on which circumstance, on which side, how much of what unit.

    `base` is in prisbasbelopp, `amount` in the smallest unit of the circumstance.
    """

    measure: str
    side: str
    text: str
    base: int | None = None
    amount: int | None = None
    besides: str = ""


@dataclass(frozen=True)
class Delegate:
    """One of the alternatives of a row, and what holds for them alone."""

    abbr: str
    consult: tuple[str, str, bool] | None = None
    condition: str = ""
    limit: Limit | None = None
    is_lowest: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    number: str
    matter: str
    delegates: tuple[Delegate, ...]
    limits: tuple[Limit, ...] = ()
    conditions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    outcome: str = ""
    act: str = ""
    substitutes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    consults: tuple[tuple[str, str, bool], ...] = ()
    notification: tuple[str, str, str] | None = None  # kind, to whom, words
    appeal: tuple[str, str] | None = None
    passing: tuple[str, Limit | None, tuple[str, ...]] | None = None
    laws: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    continues: bool = False


@dataclass(frozen=True)
class Order:
    """An order, or a decision that passes its rows on where there is an `under`."""

    name: str
    committee: str
    key: dict[str, str]
    superiors: dict[str, str]
    substitutes: dict[str, tuple[tuple[str, str], ...]]
    clauses: dict[str, str]
    rows: tuple[Row, ...]
    under: str = ""
    by: str = ""
    by_role: str = ""


@dataclass
class Chance:
    """Makes orders by chance."""

    random: object
    numbers: list = field(default_factory=list)

    def often(self, share):
        return self.random.random() < share

    def some(self, things, most):
        return tuple(self.random.sample(list(things), self.random.randint(0, most)))

    def orders(self):
        """Return the orders of one town, and what is passed on."""
        made = [self._order("pn", "parknamnden")]
        if self.often(0.3):
            made.append(self._order("ks", "kommunstyrelsen"))
        if self.often(0.5):
            made.append(self._passing(made[0]))
        return made

    def _order(self, name, committee):
        key = {
            "TM": "tradmastaren",
            "AR": "arboristen",
            "PC": "parkchefen",
            "GC": "gatuchefen",
            "PO": "parkordforanden",
            "PU": "parkutskottet",
            "BY": "byran",
            "N": committee,
        }
        if self.often(0.3):
            key["T2"] = "tradmastaren"
        above = {"TM": "PC", "AR": "GC", "T2": "GC", "PC": "GC"}
        superiors = {a: s for a, s in above.items() if a in key and self.often(0.6)}
        substitutes = {
            abbr: self._steps(abbr)
            for abbr in key
            if abbr not in {"N", "T2"} and self.often(0.25)
        }
        clauses = {}
        for clause in (
            "lowest_level",
            "principle",
            "frames",
            "statements",
            "two_steps",
        ):
            if self.often(0.4):
                clauses[clause] = "yes"
        if self.often(0.5):
            clauses["notification"] = self.random.choice(
                ["next_meeting", "monthly", "quarterly", "promptly", "none"]
            )
        if self.often(0.4):
            clauses["sub_delegation"] = self.random.choice(["allowed", "forbidden"])
        if self.often(0.4):
            clauses["appeal"] = self.random.choice(
                ["legality_review", "administrative_appeal", "none"]
            )
        rows = []
        matters = [*PLAIN, URGENT_MATTER, EXECUTED]
        chosen = self.random.sample(matters, self.random.randint(1, 4))
        for number, matter in enumerate(chosen, 1):
            abbrs = sorted(key)
            if matter == URGENT_MATTER:
                abbrs.remove("N")  # that it keeps what the law gives others contradicts
            rows += self._matter(f"1.{number}", matter, abbrs)
        return Order(name, committee, key, superiors, substitutes, clauses, tuple(rows))

    def _steps(self, abbr):
        others = [a for a in ("TM", "AR", "PC", "GC", "PO", "BY") if a != abbr]
        steps = self.random.sample(others, self.random.randint(1, 2))
        occasions = ["", "", "jäv", "frånvaro", "vakans"]
        return tuple((step, self.random.choice(occasions)) for step in steps)

    def _matter(self, number, matter, abbrs):
        """Return the rows of one matter, a ladder where there are several."""
        count = self.random.randint(1, 3)
        has_rest = count > 1 and matter != EXECUTED and self.often(0.3)
        rows = []
        for n in range(count):
            is_rest = has_rest and n == count - 1
            row = self._row(number, matter, abbrs, is_plain=has_rest)
            if is_rest:
                row = dataclasses.replace(
                    row, conditions=(REST,), limits=(), outcome=""
                )
            elif has_rest and not row.limits:
                row = dataclasses.replace(row, conditions=("rasrisk",))
            if matter == EXECUTED:
                row = dataclasses.replace(row, act="V")
            elif n > 0 and self.often(0.25) and not is_rest:
                row = dataclasses.replace(row, act="U")
            is_ladder = n > 0 and self.often(0.6)
            rows.append(dataclasses.replace(row, continues=is_ladder))
        return rows

    def _row(self, number, matter, abbrs, *, is_plain):
        named = self.random.sample(abbrs, self.random.choice([1, 1, 1, 2, 2, 3]))
        if "TM" in named and "T2" in named:
            named.remove("T2")
        delegates = tuple(
            Delegate(abbr) if is_plain else self._delegate(abbr) for abbr in named
        )
        conditions = () if is_plain else self.some(WORDS, 2)
        meant = [WORDS[word][0] for word in conditions if WORDS[word]]
        if len(set(meant)) < len(meant):
            conditions = conditions[:1]
        limits = self._limits()
        own = [d.limit.measure for d in delegates if d.limit]
        limits = tuple(limit for limit in limits if limit.measure not in own)
        words = {WORDS[c][0] for c in conditions if WORDS[c]}
        delegates = tuple(
            dataclasses.replace(d, condition="")
            if WORDS.get(d.condition) and WORDS[d.condition][0] in words
            else d
            for d in delegates
        )
        substitutes = ()
        if self.often(0.2):
            whose = self.random.choice(["", *named])
            substitutes = ((whose, self._steps(whose or named[0])),)
        return Row(
            number=number,
            matter=matter,
            delegates=delegates,
            limits=limits,
            conditions=conditions,
            exceptions=self.some(["rasrisk", "hotell"], 1) if not is_plain else (),
            outcome=self.random.choice(["", "", "", "bifall", "avslag"]),
            substitutes=substitutes,
            consults=(self._consult(),) if self.often(0.2) else (),
            notification=self._notification() if self.often(0.3) else None,
            appeal=self.random.choice(
                [
                    None,
                    None,
                    None,
                    ("laglighetsprövning", ""),
                    ("nej", ""),
                    ("förvaltningsbesvär", "kammarrätten"),
                    ("till hovrätten", ""),
                ]
            ),
            passing=self._passing_cell() if self.often(0.5) else None,
            laws=self.some(["LVU 6 §", "PBL 9 kap. 31 §", "FL 36–38 §§"], 2),
            first="2026-03-01" if not is_plain and self.often(0.1) else "",
            last="2026-06-30" if not is_plain and self.often(0.1) else "",
        )

    def _delegate(self, abbr):
        kind = self.random.random()
        if kind < 0.15:
            return Delegate(abbr, consult=self._consult())
        if kind < 0.25:
            return Delegate(
                abbr, condition=self.random.choice(list(WORDS)[:1] + list(WORDS)[2:])
            )
        if kind < 0.42:
            return Delegate(abbr, is_lowest=True)
        if kind < 0.5:
            return Delegate(abbr, limit=self._limit("belopp", "max"))
        return Delegate(abbr)

    def _consult(self):
        way = self.random.choice(["i samråd med", "efter samråd med"])
        return way, self.random.choice(["TM", "PC", "PO"]), self.often(0.2)

    def _limits(self):
        limits = []
        for measure in self.some(
            ["belopp", "belopp-under-avtalstiden", "tid-i-manader", "andel-i-procent"],
            2,
        ):
            limits.append(self._limit(measure, "max"))
            if self.often(0.3):
                limits[-1] = self._limit(measure, "over")
        return tuple(limits)

    def _limit(self, measure, column):
        sides = {"max": ["max", "under"], "over": ["over", "min"]}[column]
        side = self.random.choice(sides)
        lead = {
            "max": ["", "högst ", "upp till "],
            "under": ["under ", "mindre än "],
            "over": ["", "över ", "mer än "],
            "min": ["minst ", "fr.o.m. "],
        }[side]
        lead = self.random.choice(lead)
        if measure == "belopp" and self.often(0.5):
            base = self.random.choice([1, 2, 5, 10])
            unit = self.random.choice(["pbb", "prisbasbelopp", "basbelopp"])
            return Limit(measure, side, f"{lead}{base} {unit}", base=base)
        if measure.startswith("belopp"):
            text, kronor = self.random.choice(MONEY)
            besides, more = "", ""
            if measure != "belopp":
                ways = ["per avtalsperiod", "under hela avtalstiden"]
                more = self.random.choice(ways)
            elif self.often(0.1):
                besides = more = "per månad"
            elif self.often(0.2):
                more = "per tillfälle"
            text = f"{lead}{text} {more}".strip()
            return Limit(measure, side, text, amount=kronor * 100, besides=besides)
        choices = TIMES if measure == "tid-i-manader" else SHARES
        text, amount = self.random.choice(choices)
        return Limit(measure, side, f"{lead}{text}", amount=amount)

    def _notification(self):
        return self.random.choice(
            [
                ("none", "", ""),
                ("yes", "", ""),
                ("next_meeting", "", ""),
                ("monthly", "PO", ""),
                ("next_meeting", "", "vid avslag"),
                ("as_written", "", "på särskild lista"),
            ]
        )

    def _passing_cell(self):
        limit = self._limit("belopp", "max") if self.often(0.3) else None
        if limit is not None:
            limit = dataclasses.replace(
                limit, text=limit.text.replace(" per månad", ""), besides=""
            )
        levels = self.random.choice([(), (), ("TM",), ("TM", "AR")])
        word = self.random.choice(["ja", "ja", "nej"])
        return (word, None, ()) if word == "nej" else (word, limit, levels)

    def _passing(self, upper):
        """Return a decision by the head of the park that passes rows on."""
        rows = []
        for number in sorted({row.number for row in upper.rows}):
            if not self.often(0.6):
                continue
            abbr = self.random.choice(["TM", "TM", "AR"])
            rows.append(
                Row(
                    number=number,
                    matter="",
                    delegates=(Delegate(abbr),),
                    limits=(self._limit("belopp", "max"),) if self.often(0.4) else (),
                    conditions=("rasrisk",) if self.often(0.2) else (),
                    notification=self._notification() if self.often(0.2) else None,
                    consults=(self._consult(),) if self.often(0.2) else (),
                )
            )
        return Order(
            name="vidare",
            committee=upper.committee,
            key={**upper.key},
            superiors={},
            substitutes={},
            clauses={},
            rows=tuple(rows),
            under=upper.name,
            by="PC",
            by_role="parkchefen",
        )


# files --------------------------------------------------------------------------------

_NOTIFIED = {
    "none": "nej",
    "yes": "ja",
    "next_meeting": "nästa sammanträde",
    "monthly": "månadsvis",
}
HEADINGS = {
    "nr": "nr", "matter": "ärende", "delegate": "delegat",
    "max": "högst", "over": "över",
    "conditions": "villkor", "except": "utom", "outcome": "utfall", "act": "slag",
    "substitutes": "ersättare", "consults": "samråd", "notification": "anmälan",
    "appeal": "överklagas", "passing": "vidare", "laws": "lagrum", "first": "från",
    "last": "till och med",
}  # fmt: skip


def header_of(order):
    """Return the header of an order as a file."""
    lines = [
        f"under: {order.under}\nby: {order.by}"
        if order.under
        else f"committee: {order.committee}"
    ]
    lines.append(
        f"source: {{title: {order.name}, short: {order.name}, status: adopted}}"
    )
    lines.append("key:")
    for abbr, role in order.key.items():
        parts = [f"role: {role}"]
        if abbr in order.superiors:
            parts.append(f"superior: {order.superiors[abbr]}")
        if abbr in order.substitutes:
            steps = ", ".join(f"{_step(*step)}" for step in order.substitutes[abbr])
            parts.append(f"substitutes: [{steps}]")
        lines.append(f"  {abbr}: {{{', '.join(parts)}}}")
    lines.append(MEANT.rstrip())
    if order.clauses:
        said = ", ".join(f"{name}: {value}" for name, value in order.clauses.items())
        lines.append(f"clauses: {{{said}}}")
    return "\n".join(lines) + "\n"


def table_of(order, chance):
    """Return the rows of an order as a file: columns in any order, any separator."""
    columns = list(HEADINGS)
    chance.shuffle(columns)
    if order.under:
        columns.remove("matter")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=chance.choice(";,\t"), lineterminator="\n")
    writer.writerow([HEADINGS[column] for column in columns])
    for row in order.rows:
        cells = _cells(row, chance)
        writer.writerow([cells.get(column, "") for column in columns])
    return text.getvalue()


def _cells(row, chance):
    delegates, more = _delegates(row, chance)
    sides = {"max": "max", "under": "max", "over": "over", "min": "over"}
    limits = {"max": [], "over": []}
    for limit in row.limits:
        limits[sides[limit.side]].append(limit.text)
    cells = {
        "nr": "" if row.continues else row.number,
        "matter": "" if row.continues else row.matter,
        "delegate": delegates,
        "max": "; ".join([*limits["max"], *more["max"]]),
        "over": "; ".join(limits["over"]),
        "conditions": "; ".join([*row.conditions, *more["conditions"]]),
        "except": "; ".join(row.exceptions),
        "outcome": row.outcome,
        "act": row.act,
        "substitutes": "; ".join(
            (f"{whose}: " if whose else "") + ", ".join(_step(*s) for s in steps)
            for whose, steps in row.substitutes
        ),
        "consults": "; ".join([*map(_consult, row.consults), *more["consults"]]),
        "appeal": ", ".join(filter(None, row.appeal or ())),
        "laws": "; ".join(row.laws),
        "first": row.first,
        "last": row.last,
    }
    if row.notification:
        kind, to, words = row.notification
        said = _NOTIFIED.get(kind, "") + (f" till {to}" if to else "")
        cells["notification"] = ", ".join(filter(None, [said, words]))
    if row.passing:
        word, limit, levels = row.passing
        said = [word]
        if limit:
            is_led = limit.text[0].isalpha()
            said.append(limit.text if is_led else f"högst {limit.text}")
        if levels:
            said.append(f"till {' eller '.join(levels)}")
        cells["passing"] = ", ".join(said)
    return cells


def _delegates(row, chance):
    """Return the cell of delegates, and what other cells say of one of them.

    What holds for one alternative stands beside it, or in the column that it is of.
    """
    apart = chance.choice([" / ", "/", "; ", " eller ", "\n"])
    is_beside = chance.random() < 0.5
    if is_beside and any(each.consult for each in row.delegates):
        apart = " / "  # behind whom somebody consults, another `or` is refused
    words, more = [], {"max": [], "conditions": [], "consults": []}
    for each in row.delegates:
        own = [("conditions", each.condition)] if each.condition else []
        own += [("max", each.limit.text)] if each.limit else []
        consult = _consult(each.consult) if each.consult else ""
        word = f"lägst {each.abbr}" if each.is_lowest else each.abbr
        if is_beside:
            word += f" {consult}" if consult else ""
            word += f" ({'; '.join(text for _, text in own)})" if own else ""
        else:
            own += [("consults", consult)] if consult else []
            for column, text in own:
                more[column].append(f"{each.abbr}: {text}")
        words.append(word)
    return apart.join(words), more


def _consult(consult):
    way, whom, is_documented = consult
    return f"{way} {whom}" + (" som dokumenteras" if is_documented else "")


def _step(abbr, occasion):
    return f"{abbr} vid {occasion}" if occasion else abbr
