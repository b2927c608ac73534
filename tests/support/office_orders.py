"""Made-up delegation orders, written from a survey of some forty-five real ones.

An order knows the truth of each row; how it is laid out on pages is another matter. The
shares of kinds of rows, the twelve sets of columns and the ways to write delegates and
limits are those of the survey, and owe nothing to whatever reads the documents.
"""

import random
from dataclasses import dataclass, field, replace

from engine.rulebook.model.texts import Text
from engine.rulebook.model.vocabulary import Role, Vocabulary

#: The roles of a municipality: id, what it is called, what it is, to whom it reports.
ROLES = (
    ("namnd", "nämnd", (), ""),
    ("socialnamnd", "socialnämnden", ("namnd",), ""),
    ("kommunstyrelsen", "kommunstyrelsen", ("namnd",), ""),
    ("anstalld", "anställd", (), ""),
    ("chef", "chef", ("anstalld",), ""),
    ("utskott", "utskott", (), ""),
    ("ordforande", "ordförande", (), ""),
    ("vice-ordforande", "vice ordförande", (), ""),
    ("sn-ordforande", "socialnämndens ordförande", ("ordforande",), "socialnamnd"),
    ("sn-vice", "socialnämndens vice ordförande", ("vice-ordforande",), "socialnamnd"),
    ("sn-utskott", "socialnämndens arbetsutskott", ("utskott",), "socialnamnd"),
    ("forvaltningschef", "förvaltningschef", ("chef",), ""),
    ("avdelningschef", "avdelningschef", ("chef",), ""),
    ("enhetschef", "enhetschef", ("chef",), ""),
    ("ekonomichef", "ekonomichef", ("chef",), ""),
    ("personalchef", "personalchef", ("chef",), ""),
    ("fastighetschef", "fastighetschef", ("chef",), ""),
    ("upphandlingschef", "upphandlingschef", ("chef",), ""),
    ("socialsekreterare", "socialsekreterare", ("anstalld",), ""),
    ("bistandshandlaggare", "biståndshandläggare", ("anstalld",), ""),
    ("byggnadsinspektor", "byggnadsinspektör", ("anstalld",), ""),
    ("rektor", "rektor", ("chef",), ""),
    ("narmaste-chef", "närmaste chef", ("chef",), ""),
    ("ursprunglig-delegat", "delegat i ursprungsärendet", ("anstalld",), ""),
)
TAGS = {
    "namnd": ("committee",),
    "ordforande": ("elected",),
    "vice-ordforande": ("elected",),
    "utskott": ("elected",),
}
LABELS = {id_: label for id_, label, _, _ in ROLES}
STAFF = tuple(
    id_
    for id_, _, kinds, _ in ROLES
    if set(kinds) & {"chef", "anstalld"} and id_ not in {"chef", "narmaste-chef"}
)
POLITICAL = ("sn-ordforande", "sn-utskott", "socialnamnd")
#: How the committee's own are called in its own order, where "the chair" is its chair.
OWN = {
    "sn-ordforande": ("Ordförande", "Ordföranden", "Socialnämndens ordförande"),
    "sn-utskott": ("Utskottet", "Socialnämndens arbetsutskott"),
    "socialnamnd": ("Nämnden", "Socialnämnden"),
}
#: Abbreviations as documents have them: two of them collide from one to the next.
SHORT = {
    "forvaltningschef": ("FC", "FvC"),
    "fastighetschef": ("FaC", "FC"),
    "avdelningschef": ("AC",),
    "enhetschef": ("EC",),
    "ekonomichef": ("EkC", "EK"),
    "personalchef": ("PC", "HR"),
    "upphandlingschef": ("UC", "U"),
    "socialsekreterare": ("SS", "Soc"),
    "bistandshandlaggare": ("BHL", "BH"),
    "byggnadsinspektor": ("BI",),
    "rektor": ("R",),
    "ursprunglig-delegat": ("DU",),
}
MATTERS = (
    "Avskriva fordran",
    "Teckna hyresavtal för lokal",
    "Beslut om köp av möbler och inventarier",
    "Anställa vikarie",
    "Bevilja tjänstledighet",
    "Yttrande över remiss",
    "Bistånd i form av hemtjänst",
    "Placering i familjehem",
    "Förordnande av ombud i domstol",
    "Avvisa överklagande som kommit in för sent",
    "Rätta skrivfel i eget beslut",
    "Lämna ut allmän handling",
    "Avslå begäran om att få ta del av handling",
    "Bevilja färdtjänst",
    "Försälja lös egendom",
    "Uppta lån",
    "Skolskjuts",
    "Upplåta offentlig plats",
    "Bygglov för mindre tillbyggnad",
    "Tillsyn över livsmedelslokaler",
    "Utse dataskyddsombud",
    "Nedsätta avgift",
    "Förlänga handläggningstid",
    "Polisanmäla skadegörelse",
    "Flytta personal inom förvaltningen",
    "Genomföra direktupphandling",
    "Godkänna slutredovisning av projekt",
    "Bevilja bidrag till förening",
    "Ingå samverkansavtal",
    "Inrätta tjänst",
    "Besluta om representation",
    "Fastställa attestlista",
    "Bistånd till barn under 18 år",
    "Stöd till ungdomar över 16 år",
    "Inleda utredning inom 14 dagar",
)
AGES = frozenset(MATTERS[-3:])
CHAPTERS = ("Allmänt", "Ekonomi", "Personal", "Individ och familj", "Lokaler", "Övrigt")
LAWS = (
    "KL 6 kap. 39 §",
    "4 kap. 1 § SoL",
    "PBL 9:30",
    "FL 36–38 §§",
    "OSL 6:3",
    "LVU 6 §",
)
NOTES = (
    "Enligt delegationsbestämmelserna",
    "Blankett finns på intranätet",
    "Gäller ej hotell",
    "Endast inom eget verksamhetsområde",
    "Inom beslutad budget",
    "Ej ärenden av principiell beskaffenhet",
    "Beslutet skickas till sökanden",
    "Se även riktlinjer",
)


@dataclass(frozen=True)
class TrueLine:
    """What one step of a row truly says: who, up to what, and on what terms."""

    roles: frozenset
    at_most: str = ""
    over: str = ""
    substitutes: tuple = ()
    consults: frozenset = frozenset()


@dataclass(frozen=True)
class TrueRow:
    """A row as it truly is, with how its cells are written in the document.

    `cells` holds the texts by the name of what they say. `words` must be visible
    somewhere. Where `is_fair` is false, nobody could read the row without asking.
    """

    number: str
    matter: str
    chapter: str
    lines: tuple
    kind: str = ""
    notification: str = ""
    appeal: str = ""
    cells: dict = field(default_factory=dict, hash=False)
    words: tuple = ()
    parent: str = ""
    letter: str = ""
    is_fair: bool = True
    outcome: str = ""


@dataclass(frozen=True)
class MadeOrder:
    """An order: its key, its rows, which columns its tables have, and how it is set."""

    key: tuple
    rows: tuple
    columns: tuple
    layout: str
    seed: int
    is_numbered: bool = True
    is_prose: bool = False
    has_mark: bool = False
    executions: frozenset = frozenset()
    passed_on: tuple = ()


def vocabulary():
    """Return the words of the municipality whose orders these are."""
    roles = {
        id_: Role(
            id=id_,
            label=Text(label),
            kinds=kinds,
            reports_to=above,
            tags=TAGS.get(id_, ()),
        )
        for id_, label, kinds, above in ROLES
    }
    return Vocabulary(roles=roles)


#: The sets of columns of the survey: what each says, with its headings.
SETS = {
    "common": ("nr", "ärende", "lagrum", "delegat", "anmärkning"),
    "shuffled": ("nr", "lagrum", "ärende", "anmärkning", "delegat"),
    "lowest": ("avsnitt", "lagrum", "ärende", "lägsta", "anmäls/anm"),
    "appeal": ("ärende", "lagrum", "lägsta", "anmäls", "överklagan"),
    "substitute": ("nr", "art", "lagrum", "delegat", "ersättare"),
    "statute-last": ("nr", "ärende", "delegat", "lagstöd", "kommentarer"),
    "statute-first": ("författning", "ärende", "delegat", "anteckningar"),
    "plain": ("ärende", "delegeras", "kommentar", "anmäls-styrelsen"),
    "kinds": ("nr", "v/d", "ärende", "lagrum", "delegat", "anmärkning"),
    "mark": ("del", "nr", "ärende", "delegat", "anmärkning"),
    "bare": ("ärendetyp", "delegat"),
    "limits": ("nr", "ärende", "delegat", "belopp", "anmärkning"),
    "prose": (),
    "executions": ("nr", "ärende", "delegat", "anmärkning"),
}
HEADINGS = {
    "nr": ("Nr", "Nr.", "Punkt", "Nummer"),
    "avsnitt": ("Avsnitt",),
    "ärende": ("Ärende", "Ärenden", "Ärende/beslut", "Typ av ärende"),
    "ärendetyp": ("Ärendetyp",),
    "art": ("Delegationens art",),
    "lagrum": ("Lagrum", "Lagrum m.m."),
    "lagstöd": ("Lagstöd",),
    "författning": ("Författning",),
    "delegat": ("Delegat", "Delegat", "Beslutsfattare", "Delegatt"),
    "delegeras": ("Delegeras till",),
    "lägsta": ("Lägsta beslutsnivå", "Delegat (lägsta nivå)"),
    "anmärkning": ("Anmärkning", "Kommentar", "Anmärkning/Kommentar", "Anm."),
    "kommentar": ("Kommentar",),
    "kommentarer": ("Kommentarer",),
    "anteckningar": ("Anteckningar",),
    "anmäls": ("Anmäls (Ja/Nej)",),
    "anmäls/anm": ("Anmäls till/anmärkning",),
    "anmäls-styrelsen": ("Anmäls till styrelsen",),
    "överklagan": ("Överklagan (instans)",),
    "ersättare": ("Ersättare",),
    "v/d": ("V/D", ""),
    "del": ("DEL", ""),
    "belopp": (
        "Beloppsgräns",
        "Högsta belopp",
        "Beloppsgräns (pbb)",
        "Beloppsgräns kr",
    ),
}
#: Which truth each column shows.
SHOWS = {
    "nr": "number",
    "avsnitt": "number",
    "ärende": "matter",
    "ärendetyp": "matter",
    "art": "matter",
    "lagrum": "law",
    "lagstöd": "law",
    "författning": "law",
    "delegat": "delegate",
    "delegeras": "delegate",
    "lägsta": "delegate",
    "anmärkning": "note",
    "kommentar": "note",
    "kommentarer": "note",
    "anteckningar": "note",
    "anmäls": "notification",
    "anmäls/anm": "notification",
    "anmäls-styrelsen": "notification",
    "överklagan": "appeal",
    "ersättare": "substitute",
    "v/d": "kind",
    "del": "mark",
    "belopp": "limit",
}


class Maker:
    """Makes one order out of a seed."""

    def __init__(self, seed, columns="", layout=""):
        self.random = random.Random(seed)
        self.seed = seed
        self.set = columns or self.random.choice(list(SETS))
        self.layout = layout or self.random.choice(("docx", "xlsx", "csv", "html"))
        if self.set == "prose" and self.layout in {"csv", "xlsx"}:
            self.layout = "docx"
        self.shown = {SHOWS[column] for column in SETS[self.set]}
        self.has_key = self.random.random() < 0.6 and self.layout != "csv"
        self.short = self._abbreviations() if self.has_key else {}
        self.unit = ""
        self.shared = None
        self.columns = tuple(self.heading(column) for column in SETS[self.set])

    def _abbreviations(self):
        taken, short = set(), {}
        for id_, words in SHORT.items():
            word = self.random.choice(words)
            if word not in taken:
                taken.add(word)
                short[id_] = word
        return short

    # words ----------------------------------------------------------------------------

    def word(self, id_):
        """Return how a row names a role."""
        if id_ in OWN:
            return self.random.choice(OWN[id_])
        if id_ in self.short and self.random.random() < 0.8:
            return self.short[id_]
        label = LABELS[id_]
        form = self.random.random()
        if form < 0.2 and label.endswith("chef"):
            return f"{label}en".capitalize()
        return label.capitalize() if form < 0.8 else label

    def amount(self):
        """Return an amount: as it truly is, and as it is written."""
        kind = self.random.random()
        if kind < 0.5:
            count = self.random.choice(("0,25", "0,5", "1", "2", "3", "5", "10", "50"))
            written = self.random.choice(("pbb", "prisbasbelopp", "basbelopp"))
            if count == "1" and self.random.random() < 0.4:
                return "1 pbb", "ett prisbasbelopp"
            return f"{count} pbb", f"{count} {written}"
        if kind < 0.8:
            count = self.random.choice((5_000, 20_000, 100_000, 300_000))
            figures = f"{count:,}".replace(",", self.random.choice((" ", "\u00a0")))
            return f"{count} kr", f"{figures} {self.random.choice(('kr', 'kronor'))}"
        count = self.random.choice((1, 2, 15))
        unit = self.random.choice(("mnkr", "miljoner kronor"))
        return f"{count * 1_000_000} kr", f"{count} {unit}"

    def ceiling(self):
        """Return a ceiling: the amount, and the phrase for it."""
        true, written = self.amount()
        lead = self.random.choice(
            (
                "upp till",
                "högst",
                "max",
                "max.",
                "till ett belopp av högst",
                "t.o.m.",
                "≤",
            )
        )
        return true, f"{lead} {written}"

    # rows -----------------------------------------------------------------------------

    def order(self):
        """Return the order."""
        rows = []
        chapters = self.random.sample(CHAPTERS, self.random.randint(2, 4))
        is_numbered = "number" in self.shown
        for chapter_number, chapter in enumerate(chapters, 1):
            for point in range(1, self.random.randint(3, 11) + 1):
                number = f"{chapter_number}.{point}" if is_numbered else ""
                rows += self.rows(number, chapter, point)
        executions = set()
        if self.set == "executions":
            executions = {chapters[-1]}
            rows = [
                replace(row, kind="V") if row.chapter in executions else row
                for row in rows
            ]
        key = tuple(
            (word, LABELS[id_].capitalize()) for id_, word in self.short.items()
        )
        return MadeOrder(
            key=key,
            rows=tuple(rows),
            columns=self.columns,
            layout=self.layout,
            seed=self.seed,
            is_numbered=is_numbered,
            is_prose=self.set == "prose",
            executions=frozenset(executions),
            passed_on=self.passed_on(rows),
        )

    def passed_on(self, rows):
        """Return rows that a head has passed on: number, matter and to whom."""
        is_there = self.layout in {"docx", "html"} and self.set in {"common", "plain"}
        if not is_there or self.random.random() < 0.6:
            return ()
        return tuple(
            (r.number, r.matter, self.word(self.random.choice(STAFF))) for r in rows[:2]
        )

    def heading(self, column):
        """Return the heading of a column, with what it shows."""
        heading = self.random.choice(HEADINGS[column])
        if column == "belopp":
            self.unit = "pbb" if "pbb" in heading else "kr" if "kr" in heading else ""
        return heading, SHOWS[column]

    def rows(self, number, chapter, point):
        """Return a row, or the sub-cases of one."""
        used = self.random.random()
        matter = self.random.choice(MATTERS)
        if self.set == "prose":
            return [self.prose_row(point, matter, chapter)]
        if used < 0.07 and "number" in self.shown:
            self.shared = None
            return self.sub_cases(number, matter, chapter)
        if used < 0.2:
            self.shared = None
            return [self.ladder(number, matter, chapter)]
        row = self.row(number, matter, chapter)
        if used < 0.26 and len(row.lines) == 1 and not row.lines[0].at_most:
            self.shared = row
        elif (
            self.shared is not None
            and self.shared.chapter == chapter
            and "kind" not in self.shown
        ):
            row = self.with_delegate_above(row)
        else:
            self.shared = None
        return [row]

    def with_delegate_above(self, row):
        """Return a row whose delegate's cell is merged with that of the row above."""
        above, self.shared = self.shared, None
        if "substitute" in above.cells:
            return row
        if (
            not AGES.isdisjoint({row.matter, above.matter})
            or ", dock" in row.matter + above.matter
            or row.cells["matter"] != row.matter
            or row.lines[0].at_most
        ):
            return row
        line = replace(row.lines[0], **{
            name: getattr(above.lines[0], name) for name in ("roles", "substitutes", "consults")
        })  # fmt: skip
        cells = {**row.cells, "delegate": above.cells["delegate"], "is_merged": True}
        cells.pop("substitute", None)
        is_lost = self.layout == "csv"
        return replace(
            row,
            lines=(line,),
            cells=cells,
            is_fair=above.is_fair and not is_lost,
        )

    def finish(self, row):
        """Return a row with what the other columns say of it."""
        cells, words = dict(row.cells), list(row.words)
        if "law" in self.shown and self.random.random() < 0.5:
            cells["law"] = self.random.choice(LAWS)
            words.append(cells["law"])
        if "note" in self.shown and "note" not in cells and self.random.random() < 0.35:
            cells["note"] = self.random.choice(NOTES)
            words.append(cells["note"])
        if "notification" in self.shown and self.random.random() < 0.6:
            cells["notification"] = self.random.choice(("Ja", "Nej", "Socialnämnden"))
            row = replace(row, notification=cells["notification"])
        if "appeal" in self.shown and self.random.random() < 0.6:
            cells["appeal"] = self.random.choice(
                ("Förvaltningsrätten", "Nej", "Kammarrätten")
            )
            row = replace(row, appeal=cells["appeal"])
        if "kind" in self.shown:
            kind = self.random.choice(("D", "D", "D", "V"))
            cells["kind"] = kind
            row = replace(row, kind=kind)
        if "mark" in self.shown and self.random.random() < 0.4:
            cells["mark"] = "DEL"
            row = replace(row, notification="DEL")
        if (
            "substitute" in self.shown
            and self.random.random() < 0.5
            and len(row.lines) == 1
        ):
            role = self.random.choice(STAFF)
            if role not in row.lines[0].roles and not row.lines[0].substitutes:
                cells["substitute"] = self.word(role)
                line = replace(row.lines[0], substitutes=(role,))
                row = replace(row, lines=(line,))
        return replace(row, cells=cells, words=tuple(words))

    def row(self, number, matter, chapter):
        """Return a row with one delegate, or alternatives."""
        cells = {"number": number, "matter": matter}
        is_fair = matter not in AGES
        line, written, fair = self.delegate()
        is_fair &= fair
        if not line.at_most and not line.over and self.random.random() < 0.16:
            true, phrase = self.ceiling()
            where = self.random.random()
            if "limit" in self.shown:
                true, cells["limit"], fair = self.limit_cell()
                is_fair &= fair
            elif where < 0.6 and matter not in AGES:
                cells["matter"] = f"{matter} {phrase}"
            elif "note" in self.shown:
                cells["note"] = phrase.capitalize()
            else:
                true = ""
            line = replace(line, at_most=true)
        elif self.random.random() < 0.04 and "note" in self.shown and not line.at_most:
            cells["note"] = self.random.choice(
                (
                    "Gäller upp till 5 pbb per enhet och budgetår",
                    "Över 2 pbb beslutar nämnden",
                )
            )
            most = "2 pbb" if "Över" in cells["note"] else "5 pbb"
            line = replace(line, at_most=most)
            is_fair = False
        outcome = ""
        if cells["matter"] == matter and matter not in AGES:
            matter, line, outcome, fair = self.matter_end(cells, line)
            is_fair &= fair
        cells["delegate"] = written
        return self.finish(
            TrueRow(
                number,
                matter,
                chapter,
                (line,),
                cells=cells,
                is_fair=is_fair,
                outcome=outcome,
            )
        )

    def matter_end(self, cells, line):
        """Put an end to a matter: return its name, line, outcome, and if it is plain."""
        matter = cells["matter"]
        kind = self.random.random()
        if kind < 0.03:
            outcome = self.random.choice(("bifall", "avslag"))
            form = self.random.choice(("{}, {}", "{} ({})", "{} – {}", "{}: {}"))
            cells["matter"] = form.format(matter, outcome)
            return matter, line, outcome, True
        if kind < 0.05 and not line.at_most and not line.over:
            true, written = self.random.choice(
                (
                    ("30 dagar", "max 30 dgr"),
                    ("2 veckor", "t.o.m. 2 v"),
                    ("6 månader", "upp till 6 mån"),
                )
            )
            cells["matter"] = f"{matter}, {written}"
            return matter, replace(line, at_most=true), "", True
        if kind < 0.06:
            cells["matter"] = f"{matter}, dock ej utomlands"
            return cells["matter"], line, "", False
        return matter, line, "", True

    def limit_cell(self):
        """Return what a column of limits holds: the truth, the text, if it is plain."""
        if self.unit == "pbb":
            count = self.random.choice(("0,5", "1", "2", "5", "10"))
            return f"{count} pbb", count, True
        if self.unit == "kr":
            count = self.random.choice((5_000, 20_000, 300_000))
            return f"{count} kr", f"{count:,}".replace(",", " "), True
        true, written = self.amount()
        kind = self.random.random()
        if kind < 0.15 and written[0].isdigit():
            figures = written.replace("\u00a0", " ").rstrip("abcdefghijklmnoprstuv ")
            is_large = len(figures.replace(" ", "")) > 3
            return true, figures, is_large
        if kind < 0.6:
            return true, written, True
        return true, f"Högst {written}", True

    def delegate(self):  # noqa: C901 - one case for each kind
        """Return who decides: the truth, the text, and whether it is plain to read."""
        kind = self.random.random()
        role = self.random.choice(STAFF)
        if kind < 0.5:
            return TrueLine(frozenset({role})), self.word(role), True
        if kind < 0.6:
            role = self.random.choice(POLITICAL)
            return TrueLine(frozenset({role})), self.word(role), True
        if kind < 0.72:
            roles = self.random.sample(
                (*STAFF, "sn-utskott"), self.random.choice((2, 2, 3))
            )
            between = self.random.choice((" / ", "/", ", ", " eller ", "\n", "; "))
            return TrueLine(frozenset(roles)), between.join(map(self.word, roles)), True
        if kind < 0.78:
            other = self.random.choice([r for r in STAFF if r != role])
            way = self.random.choice(("efter", "i"))
            text = f"{self.word(role)} {way} samråd med {self.word(other)}"
            consults = frozenset({(way, other)})
            return TrueLine(frozenset({role}), consults=consults), text, True
        if kind < 0.84:
            first, second = "sn-ordforande", "sn-vice"
            text = self.random.choice(
                (
                    "Ordförande med vice ordförande som ersättare",
                    "Ordföranden, vid förfall vice ordföranden",
                )
            )
            return TrueLine(frozenset({first}), substitutes=(second,)), text, True
        if kind < 0.9:
            true, phrase = self.ceiling()
            form = self.random.choice(("{} {}", "{} ({})", "{}, {}"))
            return (
                TrueLine(frozenset({role}), at_most=true),
                form.format(self.word(role), phrase),
                True,
            )
        if kind < 0.92:
            return TrueLine(frozenset({"socialnamnd"})), "Delegeras ej", True
        if kind < 0.94:
            return TrueLine(frozenset({"narmaste-chef"})), "Närmaste chef", True
        if kind < 0.945:
            one, other = self.random.sample([r for r in STAFF if r != role], 2)
            text = f"{self.word(role)} efter samråd med {self.word(one)} eller {self.word(other)}"
            consults = frozenset({("efter", one), ("efter", other)})
            return TrueLine(frozenset({role}), consults=consults), text, False
        if kind < 0.95:
            return TrueLine(frozenset({"respektive-chef"})), "Respektive chef", True
        if kind < 0.96:
            other = self.random.choice([r for r in STAFF if r != role])
            text = f"{self.word(role)} och {self.word(other)}"
            return TrueLine(frozenset({role, other})), text, False
        if kind < 0.98:
            slip = LABELS[role].replace("chef", "cheff").replace("handl", "hadnl")
            return TrueLine(frozenset({role})), slip.capitalize(), slip == LABELS[role]
        true, written = self.amount()
        lead = self.random.choice(("under", "minst", "ca", "från"))
        text = f"{self.word(role)} {lead} {written}"
        return TrueLine(frozenset({role}), at_most=true), text, False

    def ladder(self, number, matter, chapter):
        """Return a row on which several decide, each up to a limit."""
        steps = self.random.sample(STAFF, self.random.choice((2, 3)))
        counts = sorted(self.random.sample((1, 2, 3, 5, 10, 20, 50), len(steps)))
        unit = self.random.choice(("pbb", "prisbasbelopp"))
        lines = []
        for role, count in zip(steps, counts, strict=True):
            lines.append(TrueLine(frozenset({role}), at_most=f"{count} pbb"))
        texts = [
            f"{self.word(role)} {self.random.choice(('upp till', 'högst'))} {count} {unit}"
            for role, count in zip(steps, counts, strict=True)
        ]
        matter = matter if matter not in AGES else "Avskriva fordran"
        cells = {"number": number, "matter": matter}
        if self.random.random() < 0.5:
            cells["delegate"] = self.random.choice(("\n", ", ", "; ")).join(texts)
            return self.finish(
                TrueRow(number, matter, chapter, tuple(lines), cells=cells)
            )
        cells["steps"] = texts  # one row of the table each
        return self.finish(TrueRow(number, matter, chapter, tuple(lines), cells=cells))

    def sub_cases(self, number, matter, chapter):
        """Return the sub-cases of a row, each with its own delegate."""
        matter = matter if matter not in AGES else "Placering i familjehem"
        names = self.random.choice(
            (
                ("med samtycke", "utan samtycke"),
                ("i eget hem", "i särskilt boende", "hos anhörig"),
                ("upp till 5 pbb", "över 5 pbb"),
                ("tillsvidare", "för viss tid"),
            )
        )
        style = self.random.choice(("rows", "cell", "numbers"))
        rows = []
        for letter, name in zip("abc", names, strict=False):
            role = self.random.choice(STAFF)
            line = TrueLine(frozenset({role}))
            full = f"{matter} {name}"
            if name.startswith("upp till"):
                line, full = replace(line, at_most="5 pbb"), matter
            elif name.startswith("över"):
                line, full = replace(line, over="5 pbb"), matter
            cells = {"number": number, "matter": name, "delegate": self.word(role)}
            cells["style"] = style
            rows.append(
                TrueRow(
                    f"{number}{letter}",
                    full,
                    chapter,
                    (line,),
                    cells=cells,
                    parent=matter,
                    letter=letter,
                )
            )
        if "kind" in self.shown:
            rows = [
                replace(row, kind="D", cells={**row.cells, "kind": "D"}) for row in rows
            ]
        return rows

    def prose_row(self, point, matter, chapter):
        """Return an item of a list of what somebody is given."""
        role = "sn-ordforande" if chapter in CHAPTERS[:2] else "forvaltningschef"
        text = f"besluta om {matter[0].lower()}{matter[1:]}"
        return TrueRow(
            str(point),
            text,
            chapter,
            (TrueLine(frozenset({role})),),
            cells={"matter": text},
            is_fair=matter not in AGES,
        )


def made_order(seed, columns="", layout=""):
    """Return the order of a seed."""
    return Maker(seed, columns, layout).order()
