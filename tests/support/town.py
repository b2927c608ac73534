"""A small town, written into a folder: Provby, its few rules, its cases."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.loading.opening import open_jurisdiction
from engine.scenarios.check import check_scenarios
from engine.scenarios.library import link_library, read_library, scenario_files
from tests.support.terminal import run

DAY = dt.date(2026, 3, 1)
PACK = """\
pack: {name}
kind: {kind}
label: {label}
uses: [{uses}]
"""
LABEL = "{sv: Provby kommun, en: Provby}"
VOCABULARY = """\
roles:
  fullmaktige: {label: {sv: fullmäktige, en: the council}}
  namnd: {label: {sv: nämnden, en: the committee}}
  chef: {label: {sv: chefen, en: the manager}}
  direktor: {label: {sv: direktören, en: the director}, is: [chef], reports_to: namnd}
  rektor: {label: {sv: rektorn, en: the head teacher}, is: [chef], reports_to: direktor}
  politiker: {label: {sv: politikern, en: the politician}}
matters:
  inkop: {label: {sv: inköp, en: purchases}}
  avtal: {label: {sv: avtal, en: contracts}, under: inkop}
acts:
  lova: {label: {sv: lova något, en: promise something}}
circumstances:
  belopp: {label: {sv: belopp, en: amount}, type: money}
  akut: {label: {sv: akut, en: urgent}, type: bool, default: no}
  omrade:
    label: {sv: område, en: field}
    type: enum
    values:
      skola: {sv: skola, en: school}
      vard: {sv: vård, en: care}
      park: {sv: park, en: park}
"""
SOURCES = """\
sources:
  ordning:
    title: {sv: Delegationsordning, en: Delegation order}
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
#: Scenarios that notice every change of these rules: both sides of each limit, and
#: each role.
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
#: Scenarios to go through in a session, and a dilemma.
CASES = """\
scenarios:
  - id: bankarna
    municipality: provby
    told: Chefen Siv vill köpa bänkar för hundra tusen kronor.
    ask: {who: inkop}
    given: {belopp: 100000}
    expect: {outcome: answered, decides: chef, cites: [ordning#p1]}
    training:
      title: Bänkarna i parken
      question: Vem beslutar om bänkarna?
      level: basic
      themes: [inkop]
      alternatives:
        - {decides: namnd}
        - {decides: fullmaktige}
      discuss: [Vad gör Siv om priset stiger?]
      notice: Upp till hundra tusen kronor räcker chefen.
  - id: bron
    municipality: provby
    told: Bron kostar två hundra tusen kronor.
    ask: {who: inkop}
    given: {belopp: 200000}
    expect:
      outcome: answered
      decides: namnd
      approves: fullmaktige
      cites: [ordning#p2]
    training:
      title: Bron
      question: Vem beslutar om bron?
      level: advanced
      themes: [inkop]
  - id: samtalet
    municipality: provby
    told: Politikern Bo vill tala med rektorn.
    ask: {route: {from: politiker, to: rektor}}
    expect: {outcome: answered, via: [direktor], strength: must, cites: [ordning#p3]}
    training:
      title: Samtalet
      question: Vilken väg tar Bo?
      level: intermediate
      themes: [kontakt]
  - id: branden
    municipality: provby
    told: Det brinner i skolan och politikern Bo ringer rektorn.
    ask: {route: {from: politiker, to: rektor}}
    given: {akut: yes}
    expect: {outcome: no_rule, cites: []}
    training:
      title: Branden
      question: Vilken väg tar Bo när det brinner?
      level: advanced
      themes: [kontakt]
  - id: utan-ovning
    municipality: provby
    told: Chefen köper pennor.
    ask: {who: inkop}
    given: {belopp: 100}
    expect: {outcome: answered, decides: chef, cites: [ordning#p1]}
dilemmas:
  - id: delade-inkop
    municipality: provby
    told: Två bänkar köps på två fakturor för att hålla sig under gränsen.
    training:
      title: Två fakturor
      question: Är det ett köp eller två?
      level: intermediate
      themes: [inkop]
      discuss: [När blir två köp ett?]
    positions: [Det är ett köp., Det är två köp.]
    asks:
      - ask: {who: inkop}
        given: {belopp: 60000}
        expect: {outcome: answered, decides: chef, cites: [ordning#p1]}
      - ask: {who: inkop}
        given: {belopp: 120000}
        expect: {outcome: answered, decides: namnd, cites: [ordning#p2]}
    stops: Ordningen säger inte när två köp är ett.
    settled_by: [namnd]
    settled_how: Nämnden skriver in det i ordningen.
"""
THEMES = """\
themes:
  inkop: {sv: Inköp, en: Purchases}
  kontakt: {sv: Kontakter, en: Contacts}
"""


class Town(NamedTuple):
    """The folders of a town that was written."""

    rules: Path
    scenarios: Path


def write_pack(folder, name, *, kind="municipality", label="", uses="", **files):
    """Write a pack below a folder of packs; `files` are its files without `.yaml`."""
    pack = folder / name
    pack.mkdir(parents=True, exist_ok=True)
    head = PACK.format(name=name, kind=kind, label=label or name, uses=uses)
    for file, text in {"pack": head, **files}.items():
        (pack / f"{file}.yaml").write_text(text, encoding="utf-8")
    return pack


def rule_text(name, *, says="", cites="ordning#p1", **keys):
    """Return a rule in YAML; what its keys hold is written as it is."""
    written = {"id": name, "says": says or f"Regeln {name}.", "cites": cites, **keys}
    lines = (f"    {key}: {value}\n" for key, value in written.items())
    return "  - " + "".join(lines).lstrip()


def write_town(place, *, scenarios=SCENARIOS, themes="", **files):
    """Write the town below a folder; `files` replace those of its pack, or add some."""
    town = Town(place / "rules", place / "scenarios")
    pack = {"vocabulary": VOCABULARY, "sources": SOURCES, "rules": RULES, **files}
    write_pack(town.rules, "provby", label=LABEL, **pack)
    (town.scenarios / "provby").mkdir(parents=True, exist_ok=True)
    (town.scenarios / "provby" / "fall.yaml").write_text(scenarios, encoding="utf-8")
    if themes:
        (town.scenarios / "themes.yaml").write_text(themes, encoding="utf-8")
    return town


def write_training_town(place, *, cases=CASES, themes=THEMES, **parts):
    """Write the town with cases to go through below a folder."""
    return write_town(place, scenarios=cases, themes=themes, **parts)


def loaded_town(place, *, scenarios=SCENARIOS, **parts):
    """Write the town; return its jurisdictions and its linked scenarios."""
    town = write_town(place, scenarios=scenarios, **parts)
    jurisdictions = load(RulesFolder(town.rules), ["provby"])
    return jurisdictions, linked(scenarios, jurisdictions)


def without_scenario(text, id_):
    """Return scenarios without one of them."""
    head, *cases = text.split("  - id: ")
    kept = [case for case in cases if not case.startswith(f"{id_}\n")]
    assert len(kept) == len(cases) - 1
    return head + "".join(f"  - id: {case}" for case in kept)


def linked(text, jurisdictions, today=DAY):
    """Return the scenarios of a text, their names looked up."""
    library = read_library({"fall.yaml": text.encode()})
    known = [id_ for id_ in jurisdictions if id_]
    return link_library(library, known, jurisdictions.__getitem__, today).scenarios


def checked_training_town(place, *, lessons_only=True, **parts):
    """Write the town with cases to go through; return what checking them gives."""
    town = write_training_town(place, **parts)
    return check_scenarios(
        scenario_files([town.scenarios]),
        folder=RulesFolder(town.rules),
        open_jurisdiction=lambda id_: open_jurisdiction(town.rules, id_, None),
        words="",
        municipality=None,
        today=DAY,
        lessons_only=lessons_only,
    )


def check(place, *words, language="sv"):
    """Return what `mandat check` says about the town written below a folder."""
    town = Town(place / "rules", place / "scenarios")
    named = ("--rules", town.rules, "--lang", language)
    return run("check", town.scenarios, *named, *words)
