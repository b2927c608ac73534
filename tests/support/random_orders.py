"""Orders made at random, of everything that an order may say, and of what is hostile.

They are made as text, `order.yaml` and `rows.csv`, and read as a pack is. What they
grant makes no sense: nothing of it may be lost or become something else.
"""

import csv
import io
import json
import random

from engine.rulebook.language.drafts import PackFiles, read_draft
from engine.rulebook.language.orders import COLUMNS, OrderColumn
from engine.rulebook.language.shapes import Problems

ROLES = ("enhetschef", "forvaltningschef", "ekonomichef", "kommundirektor", "ksau")
#: Circumstances of each kind, with values that they may have.
CIRCUMSTANCES = {
    "namnden-kan-invantas": ("yes", "no", "nej", "ja"),
    "inom-detaljplan": ("yes", "no"),
    "malomrade": ("medarbetare", "kommun"),
    "belopp": (),
}
AMOUNTS = ("5 pbb", "0,25 pbb", "300 000 kr", "1,5 mnkr", "50000")
TEXTS = (
    "Yttrande över remiss",
    "Avskriva fordran",
    "=1+1",
    "'=HYPERLINK(1)",
    "''+46 13",
    "-",
    "@sum",
    "|cmd",
    "<b>fet</b> & <script>alert(1)</script>",
    "&amp; &lt;",
    '{ HYPERLINK "http://exempel.se" }',
    'säger "nej"',
    "a; b, c / d",
    "i viss mån",
    "Utgår",
    "Ny",
    "2 Ekonomi",
    "3. Personal",
    "§ 4 Avgifter",
    "Förkortningar",
    "Så läses tabellerna",
    "Ändringar",
    "1",
    "A",
    "Allt utom (592 000 kr år 2026)",
    "0,5 pbb per tillfälle",
    "två  ord",
    "en rad\noch en till\n- och en tredje",
    "🙂 ärende",
    "x" * 300,
    "överåäö ÅÄÖ é ß",
)
LIMITS = (
    "10 pbb",
    "0,1 pbb per månad",
    "300 000 kr",
    "5 pbb; 36 månader",
    "5 pbb\n6 månader",
    "12 prisbasbelopp",
    "25 %",
    "30 dagar",
    "2,5 basbelopp exklusive moms",
    "EC: 5 pbb; AC: 10 pbb",
    "under 5 pbb",
    "500 000 kr per avtalsperiod",
    "10 pbb under avtalstiden",
    "obegränsat",
)
CELLS = {
    OrderColumn.DELEGATE: ("EC", "EC / AC", "enhetschef; ekonomichef", "EC eller AC"),
    OrderColumn.AT_MOST: LIMITS,
    OrderColumn.OVER: LIMITS,
    OrderColumn.CONDITIONS: ("brådskande", "i övrigt", "i viss mån; brådskande"),
    OrderColumn.EXCEPT: ("hotell", "brådskande\ntill fullmäktige"),
    OrderColumn.OUTCOME: ("bifall", "avslag"),
    OrderColumn.KIND: ("V", "D", "U", "delegation"),
    OrderColumn.SUBSTITUTE: ("AC, FC", "EC: AC, FC; AC: FC", "FC vid jäv"),
    OrderColumn.CONSULTS: ("efter samråd med HR", "i samråd med EC"),
    OrderColumn.NOTIFICATION: ("nej", "ja", "nästa sammanträde", "på begäran"),
    OrderColumn.SUB_DELEGATION: ("ja", "nej", "ja, högst 2 mnkr, till AC"),
    OrderColumn.APPEAL: ("nej", "förvaltningsbesvär", "laglighetsprövning"),
    OrderColumn.LAW: ("LVU 6 §", "KL 6 kap. 39 §; SoL 22 kap. 2 §"),
    OrderColumn.FROM: ("2026-01-31",),
    OrderColumn.UNTIL: ("2027-12-31",),
}
CLAUSES = {
    "lowest_level": ("yes", "no"),
    "notification": ("none", "next_meeting", "monthly", "quarterly", "promptly"),
    "sub_delegation": ("allowed", "forbidden"),
    "appeal": ("legality_review", "administrative_appeal", "none"),
    "rest": ("1 §", "inledningen. Det står där."),
    "principle": ("yes", "no"),
    "frames": ("yes", "no"),
    "statements": ("yes", "no"),
    "two_steps": ("yes", "no"),
    "superior_on_absence": ("yes", "no"),
    "sole_holder": ("yes", "no"),
    "temporary": ("yes", "no"),
    "new_employee": ("3", "12"),
    "may_lift": ("yes", "no"),
    "may_take_over": ("yes", "no"),
    "two_members": (["AU"], ["AU", "EC"]),
    "cannot_wait": ({"AU": ["EC", "AC"]}, {"AU": ["FC"], "EC": ["AC"]}),
}


class RandomOrder:
    """An order of one seed, as the text of its two files."""

    def __init__(self, seed):
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self.header = self._header()
        self.lines = self._lines()

    def draft(self, name="provordning"):
        """Return the order as it is read from a pack."""
        table = io.StringIO()
        csv.writer(table, delimiter=";").writerows(self.lines)
        files = {
            "pack.yaml": b"pack: prov\nkind: municipality\nlabel: Prov\n",
            f"orders/{name}/order.yaml": json.dumps(
                self.header, ensure_ascii=False
            ).encode(),
            f"orders/{name}/rows.csv": table.getvalue().encode(),
        }
        problems = Problems()
        pack = PackFiles(id="prov", folder="prov", files=files)
        draft = read_draft(pack, problems)
        assert not [*problems], [*problems][:3]
        return draft.orders[0]

    def _maybe(self, share=0.5):
        return self._random.random() < share

    def _text(self):
        text = self._random.choice(TEXTS)
        return text if self._maybe(0.7) else f"{self._random.choice(TEXTS)} {text}"

    def _line(self):
        return " ".join(self._text().split())

    def _bilingual(self):
        return (
            {"sv": self._line(), "en": self._line()} if self._maybe() else self._line()
        )

    # the header -----------------------------------------------------------------------

    def _header(self):
        pick = self._random.choice
        source = {
            "title": self._bilingual(),
            "short": self._bilingual(),
            "status": pick(("adopted", "proposal", "published")),
        }
        days = dict.fromkeys(("adopted", "from", "until", "consulted"), "2026-01-20")
        others = {
            **days,
            "url": "https://exempel.se/?a=1&b=<2>",
            "dnr": self._line(),
            "replaces": self._line(),
        }
        source |= {key: value for key, value in others.items() if self._maybe()}
        header = {"source": source, "key": self._key()}
        if self._maybe(0.8):
            header["committee"] = pick(("kommunstyrelsen", "socialnamnd"))
        else:
            header |= {"under": "kommunstyrelsen", "by": "FC"}
        if self._maybe(0.7):
            words = {self._line()[:90] for _ in range(self._random.randint(1, 4))}
            header["conditions"] = {word: self._wish() for word in sorted(words)}
        clauses = {k: pick(values) for k, values in CLAUSES.items() if self._maybe()}
        if clauses:
            header["clauses"] = clauses
        return header

    def _key(self):
        key = {}
        names = ("EC", "AC", "FC", "AU", "HR", "IFO, chef", "=A1", "<i>", "a / b")
        for name in names[: self._random.randint(0, len(names))]:
            post = {"role": self._random.choice(ROLES)}
            if self._maybe():
                post["superior"] = self._random.choice(names)
            if self._maybe():
                post["substitutes"] = self._random.sample(names, 2)
            if self._maybe(0.2):
                post["relation"] = "own_area"
            key[name] = post if len(post) > 1 or self._maybe() else post["role"]
        return key

    def _wish(self):
        if self._maybe(0.2):
            return "rest"
        names = [*CIRCUMSTANCES][: self._random.randint(1, 4)]
        return {name: self._condition(name) for name in names}

    def _condition(self, name):
        pick = self._random.choice
        if name == "belopp":
            lower = {pick(("min", "over")): pick(AMOUNTS)} if self._maybe() else {}
            upper = {pick(("max", "under")): pick(AMOUNTS)} if self._maybe() else {}
            return lower | upper or pick(AMOUNTS)
        values = CIRCUMSTANCES[name]
        forms = (
            pick(values),
            [*values[:2]],
            {"not": [pick(values)]},
            {"not": [*values[:2]]},
            {"present": pick(("yes", "no"))},
        )
        return pick(forms)

    # the table ------------------------------------------------------------------------

    def _lines(self):
        pick = self._random.choice
        subject = OrderColumn.NUMBER if "under" in self.header else OrderColumn.MATTER
        always = {subject, OrderColumn.DELEGATE}
        columns = [c for c in OrderColumn if c in always or self._maybe(0.6)]
        self._random.shuffle(columns)
        headings = [self._heading(column) for column in columns]
        own = [f"Egen kolumn {n}" for n in range(self._random.randint(0, 2))]
        if self._maybe(0.1):
            own.append("Ändring")
        if self._maybe(0.1):
            own += ["", "Egen kolumn 0"]
        if own:
            self.header["ignored_columns"] = [name for name in own if name] or ["x"]
        lines = [headings + own]
        matter = False
        for number in range(self._random.randint(1, 14)):
            line = dict.fromkeys(columns, "")
            beside = [self._text() if self._maybe(0.3) else "" for _ in own]
            if OrderColumn.MATTER in columns and self._maybe(0.2):
                line[OrderColumn.MATTER] = self._text()
                if OrderColumn.NUMBER in columns and self._maybe():
                    line[OrderColumn.NUMBER] = self._number(number)
                beside = [cell if self._maybe(0.1) else "" for cell in beside]
                matter = False
            else:
                line |= {
                    column: pick(values) if self._maybe(0.4) else ""
                    for column, values in CELLS.items()
                    if column in columns
                }
                line[OrderColumn.DELEGATE] = pick(CELLS[OrderColumn.DELEGATE])
                if OrderColumn.NOTE in columns and self._maybe(0.4):
                    line[OrderColumn.NOTE] = self._text()
                if OrderColumn.MATTER in columns and (not matter or self._maybe(0.7)):
                    line[OrderColumn.MATTER] = self._text()
                    matter = True
                if OrderColumn.NUMBER in columns and self._maybe(0.8):
                    line[OrderColumn.NUMBER] = self._number(number)
            lines.append([line[column] for column in columns] + beside)
        return lines

    def _heading(self, column):
        known = [name for name, each in COLUMNS.items() if each is column]
        if self._maybe(0.7):
            return self._random.choice(known)
        heading = f"Kommunens {column.value}"
        self.header.setdefault("columns", {})[heading] = column.value
        return heading

    def _number(self, number):
        forms = (
            f"{number}",
            f"1.{number}",
            f"A.{number}",
            f"{number} a",
            f"§ {number}",
        )
        return self._random.choice(forms)
