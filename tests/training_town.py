"""The small town with training cases and a dilemma, for tests of sessions."""

import datetime as dt

from engine.rulebook.loading.opening import open_jurisdiction
from engine.scenarios.check import check_scenarios
from tests.small_town import RULES, write

DAY = dt.date(2026, 3, 1)
THEMES = """\
themes:
  inkop: {sv: Inköp, en: Purchases}
  kontakt: {sv: Kontakter, en: Contacts}
"""
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


def build(place, *, cases=CASES, rules=RULES, themes=THEMES):
    """Write the town with its cases below a folder; return both folders."""
    folder, scenarios = write(place, rules=rules, scenarios=cases)
    (scenarios / "themes.yaml").write_text(themes, encoding="utf-8")
    return folder, scenarios


def checked(place, *, lessons_only=True, **parts):
    """Return what checking the town's training cases gives."""
    folder, scenarios = build(place, **parts)
    return check_scenarios(
        [scenarios],
        rules=folder,
        open_jurisdiction=lambda id_: open_jurisdiction(folder, id_, None),
        words="",
        municipality="",
        today=DAY,
        lessons_only=lessons_only,
    )
