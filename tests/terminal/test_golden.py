"""Every command prints, letter for letter, what its file in `tests/golden` says.

A file is a transcript: `$ mandat …`, what is typed (`<`), what is printed, what goes
to stderr (`! `), and the exit code unless it is 0. Commands run from top to bottom in
one folder, which holds Provby's rules, cases and results, its `documents`, a
`kvitto.json` (who buys for 100,001 kronor), the same rules `moved` (the limit is
another) and the same documents `rewritten`, and a `market` with two editions of an act,
a `park` with an order, and `neighbours` with one each, and a log of `decisions.csv`. To
add a case, write its `$` line; `--update-golden` writes what it prints now. Read the
difference before you keep it.
"""

import datetime as dt
import re
import shlex

import pytest

from engine import Mandat, receipt
from engine.rulebook.model.fingerprints import fingerprint
from engine.training.results import event_line
from tests.support.market import registered_market
from tests.support.neighbours import write_neighbours
from tests.support.orders import loaded_order
from tests.support.sessions import answered, began
from tests.support.terminal import ROOT, commands, run
from tests.support.town import DAY, RULES, SOURCES, rule_text, write_training_town

GOLDEN = ROOT / "tests" / "golden"
FILES = sorted(GOLDEN.glob("*.txt"))
_COMMAND = re.compile(
    r"^\$ mandat (?P<command>.*)\n(?P<typed>(?:<(?: .*)?\n)*)", re.MULTILINE
)
#: What another run says otherwise: the name of a session, and today's date.
_SESSION = re.compile(r"\b[0-9a-f]{32}\b")
#: What the passages of the town's document say, and what the second one says by now.
PASSAGES = {
    "p1": "Chefen köper för högst hundra tusen kronor.",
    "p2": "Nämnden köper för mer än så.",
    "p3": "Rektorn nås genom direktören.",
    "p4": "Ingen politiker lovar något.",
}
REWRITTEN = {**PASSAGES, "p2": "Styrelsen köper för mer än så."}
ORDER_ROWS = """\
nr;ärende;delegat;högst;villkor;anmärkning
1;Skötsel;;;;
1.1;Fälla träd;TM;1 pbb;;
;;PC;50 000 kr;i övrigt;
1.2;=Så gräs;PC / PO;;rasrisk;På en rad
"""
PROMISE = rule_text(
    "lova",
    conduct="{actor: politiker, does: lova}",
    verdict="forbidden",
    instead="{says: Tala med nämnden., via: namnd}",
    says="En politiker lovar inget.",
    cites="ordning#p4",
)


POSTS = """\
post;titel;roller;överordnad;borta
A;Chefen på plats;chef;;
B;Chefen på resa;chef;A;2026-11-20–2026-11-27
"""
NEIGHBOURS = {
    "alby": """\
nr;ärende;delegat;högst;samråd
1.1;Avskriva fordran;C;1 pbb;
;;D;10 pbb;efter samråd med C
1.2;Hyra lokal;C;;
1.3;Sälja bänkar;C;;
""",
    "vik": """\
nr;ärende;delegat;högst
7;Avskriva fordran;D;100 000 kr
8;Hyra lokal;C;
""",
}
#: A log of what was decided in the park, and what its columns say.
LOG = """\
Dnr;Ärende;Punkt;Befattning;Beslutsdag;Anmäld;Belopp;Namn
P 1;Fälla träd;1.1;trädmästaren;2026-03-02;2026-03-10;10 000;Ada
P 2;Fälla träd;1.1;trädmästaren;2026-03-20;;20 000;Ada
P 3;Så gräs;1.2;parkchefen;2026-03-21;;;Bo
P 4;Gräva damm;;parkchefen;2026-03-22;;;Bo
"""
LOG_MAPPING = """\
columns: {number: Dnr, matter: Ärende, reference: Punkt, decided_by: Befattning,
          day: Beslutsdag, reported_on: Anmäld}
facts: {belopp: Belopp}
meetings: {parknämnden: [2026-03-10, 2026-04-14]}
"""
#: A plan by which one role becomes two, of which one row is nobody's.
PLAN = """\
from: 2026-07-01
title: {sv: Två chefer, en: Two managers}
roles:
  inkopschef: {label: {sv: inköpschef, en: head of purchases}}
  lokalchef: {label: {sv: lokalchef, en: head of premises}}
split:
  role: chef
  into: [inkopschef, lokalchef]
  powers: {inkopschef: ["1.3"], lokalchef: [hyra lokal]}
"""
#: A document to be imported, with a row of which nobody can tell who decides.
DELEGATION = """\
Nr;Ärende;Delegat
1.1;Köpa möbler;Chefen upp till 5 pbb
1.2;Sälja möbler;Chefen och rektorn
"""
#: Decisions, with a column of names that nobody reads.
DECISIONS = """\
dnr;ärende;beslutad av;dag;belopp;namn
1;inköp;chef;2026-11-02;100 000,00;Ada
2;inköp;chef;2026-11-03;100 000,01;Ada
3;inköp;rektor;2026-11-04;;Bo
4;fika;chef;2026-11-04;5;Bo
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Sit in a folder with the town's rules, its cases and the results of a session."""
    rules, sources = RULES + PROMISE, SOURCES
    for name, text in PASSAGES.items():
        known = f"{name}: {{fingerprint: '{fingerprint(text)}', "
        sources = sources.replace(f"{name}: {{", known)
    write_training_town(tmp_path, rules=rules, sources=sources)
    raised = rules.replace("100000", "150000")
    write_training_town(tmp_path / "moved", rules=raised, sources=sources)
    for folder, passages in (("documents", PASSAGES), ("rewritten", REWRITTEN)):
        (tmp_path / folder).mkdir()
        text = "\n".join(passages.values())
        (tmp_path / folder / "ordning.txt").write_text(text, "utf-8")
    registered_market(tmp_path / "market")
    loaded_order(tmp_path / "park", ORDER_ROWS)
    write_neighbours(tmp_path / "neighbours", **NEIGHBOURS)
    (tmp_path / "rules" / "provby" / "posts.csv").write_text(POSTS, "utf-8")
    (tmp_path / "order.csv").write_text(DELEGATION, "utf-8")
    (tmp_path / "decisions.csv").write_text(DECISIONS, "utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "log.csv").write_text(LOG, "utf-8")
    (tmp_path / "log.yaml").write_text(LOG_MAPPING, "utf-8")
    broken = PLAN.replace("role: chef", "role: chief").replace("1.3", "1.9")
    (tmp_path / "broken.yaml").write_text(broken, "utf-8")
    events = [began(), answered("provby/bankarna", rule="provby/sma", right=9, wrong=3)]
    (tmp_path / "results.jsonl").write_text("".join(map(event_line, events)), "utf-8")
    town = Mandat.open(tmp_path / "rules")
    asked = town.of("provby").who("inköp", given={"belopp": 100_001}, on=DAY)
    receipt(asked, town).write(tmp_path / "kvitto.json")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MANDAT_RULES", "rules")
    monkeypatch.setenv("MANDAT_MUNICIPALITY", "provby")


def transcript(command, typed):
    """Run a command; return what its transcript says."""
    done = run(command, typed=re.sub("^< ?", "", typed, flags=re.MULTILINE))
    errors = re.sub("^(?=.)", "! ", done.stderr, flags=re.MULTILINE)
    code = f"[exit {done.exit_code}]\n" if done.exit_code else ""
    text = f"$ mandat {command}\n{typed}{done.stdout}{errors}{code}"
    today = dt.datetime.now().astimezone().date().isoformat()
    return _SESSION.sub("<session>", text).replace(today, "<today>")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_command_prints_what_its_transcript_says(file, request):
    text = file.read_text("utf-8")
    now = "\n".join(
        transcript(case["command"], case["typed"]) for case in _COMMAND.finditer(text)
    )
    if request.config.getoption("--update-golden"):
        file.write_text(now, "utf-8")
    assert now == file.read_text("utf-8")


def test_every_command_has_a_transcript_in_text_in_english_and_in_json():
    for name in commands():
        text = (GOLDEN / f"{name.replace(' ', '-')}.txt").read_text("utf-8")
        typed = [shlex.split(case["command"]) for case in _COMMAND.finditer(text)]
        assert all(words[: len(name.split())] == name.split() for words in typed)
        assert any("--lang" in words for words in typed), name
