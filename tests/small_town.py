"""A small town with a handful of rules, for tests of what scenarios exercise."""

import datetime as dt
from functools import cache

from click.testing import CliRunner

from engine import terminal
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.scenarios.library import linked_library, read_library

DAY = dt.date(2026, 3, 1)
PACK = """\
pack: provby
kind: municipality
label: {sv: Provby kommun, en: Provby}
"""
VOCABULARY = """\
roles:
  fullmaktige: {label: fullmäktige}
  namnd: {label: nämnden}
  chef: {label: chefen}
  direktor: {label: direktören, is: [chef], reports_to: namnd}
  rektor: {label: rektorn, is: [chef], reports_to: direktor}
  politiker: {label: politikern}
matters:
  inkop: {label: inköp}
  avtal: {label: avtal, under: inkop}
acts:
  lova: {label: lova något}
circumstances:
  belopp: {label: belopp, type: money}
  akut: {label: akut, type: bool, default: no}
  omrade:
    label: område
    type: enum
    values: {skola: skola, vard: vård, park: park}
"""
SOURCES = """\
sources:
  ordning:
    title: Delegationsordning
    short: Ordningen
    rank: board
    status: adopted
    passages:
      p1: {section: "1", gist: Små inköp.}
      p2: {section: "2", gist: Stora inköp.}
      p3: {section: "3", gist: Vägen till rektorn.}
      p4: {section: "4", gist: Löften.}
"""
RULES = """\
rules:
  - id: sma
    matter: inkop
    when: {belopp: {max: 100000}}
    decides: chef
    says: Chefen beslutar om små inköp.
    cites: ordning#p1
  - id: stora
    matter: inkop
    when: {belopp: {over: 100000}}
    decides: namnd
    approves: fullmaktige
    says: Nämnden beslutar om stora inköp och fullmäktige godkänner dem.
    cites: ordning#p2
  - id: vagen
    contact: {from: politiker, to: rektor}
    unless: {akut: yes}
    via: [direktor]
    strength: must
    says: En politiker når rektorn genom direktören.
    cites: ordning#p3
"""
#: Cases that notice every change of these rules: both sides of each limit, each role.
SCENARIOS = """\
scenarios:
  - id: precis-hundra-tusen
    municipality: provby
    told: Chefen köper bänkar för precis hundra tusen kronor.
    ask: {who: inkop}
    given: {belopp: 100000}
    expect: {outcome: answered, decides: chef, cites: [ordning#p1]}
  - id: en-krona-over
    municipality: provby
    told: Bänkarna blev en krona dyrare.
    ask: {who: inkop}
    given: {belopp: 100001}
    expect:
      outcome: answered
      decides: namnd
      approves: fullmaktige
      cites: [ordning#p2]
  - id: samtalet
    municipality: provby
    told: En politiker ringer rektorn.
    ask: {route: {from: politiker, to: rektor}}
    expect:
      outcome: answered
      via: [direktor]
      strength: must
      cites: [ordning#p3]
  - id: branden
    municipality: provby
    told: Det brinner i skolan och en politiker ringer rektorn.
    ask: {route: {from: politiker, to: rektor}}
    given: {akut: yes}
    expect: {outcome: no_rule, cites: []}
"""


def write(place, *, rules=RULES, scenarios=SCENARIOS, vocabulary=VOCABULARY):
    """Write the town's rules and scenarios below a folder; return both folders."""
    pack = place / "rules" / "provby"
    cases = place / "scenarios" / "provby"
    pack.mkdir(parents=True, exist_ok=True)
    cases.mkdir(parents=True, exist_ok=True)
    (pack / "pack.yaml").write_text(PACK, encoding="utf-8")
    (pack / "vocabulary.yaml").write_text(vocabulary, encoding="utf-8")
    (pack / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (pack / "rules.yaml").write_text(rules, encoding="utf-8")
    (cases / "fall.yaml").write_text(scenarios, encoding="utf-8")
    return place / "rules", place / "scenarios"


def town(place, **parts):
    """Return the jurisdictions and the linked scenarios of the town, by writing it."""
    folder, _ = write(place, **parts)
    jurisdictions = load(RulesFolder(folder), ["provby"])
    return jurisdictions, linked(parts.get("scenarios", SCENARIOS), jurisdictions)


def linked(text, jurisdictions, today=DAY):
    """Return the scenarios of a text, their names looked up."""
    library = read_library({"fall.yaml": text.encode()})
    known = [id_ for id_ in jurisdictions if id_]
    return linked_library(library, known, jurisdictions.__getitem__, today).scenarios


@cache
def runner():
    """Return what runs commands."""
    return CliRunner()


def check(place, *words, language="sv"):
    """Return what `mandat check` says about the town written below a folder."""
    command = [
        "check",
        str(place / "scenarios"),
        "--rules",
        str(place / "rules"),
        "--lang",
        language,
        *words,
    ]
    unset = {"MANDAT_MUNICIPALITY": None, "MANDAT_RULES": None}
    return runner().invoke(
        terminal.mandat, command, env={"MANDAT_CACHE": "off", **unset}
    )
