"""A made-up act on market squares in two editions, and a pack that rests on it."""

from pathlib import Path

from tests.support.terminal import run

HEAD = """\
# Torglag (2020:901)

**SFS-nummer:** 2020:901
**Typ:** Lag

---

## Författningstext

"""
#: As it was registered.
BEFORE = (
    HEAD
    + """\
1 kap. Om torg

Vad ett torg är

1 § Ett torg är en öppen plats där vem som helst får gå.

2 § Varje kommun ska ha ett torg. Lag (2022:17).

2 kap. Vem som beslutar

1 § Torgnämnden beslutar om torgets öppettider.

2 § Torgnämnden får uppdra åt torgchefen att besluta om högst
tio stånd.

3 § Torgchefen ska anmäla sina beslut.

4 § Nämnden får ta ut en avgift av den som har ett stånd.

5 § Musik på torget kräver nämndens tillstånd.

Övergångsbestämmelser

2022:17

Denna lag träder i kraft den 1 april 2022.
"""
)
#: 1:1 is only set in other lines; 2:2 is changed, 2:3 repealed, 2:4 moved to 2:6 and
#: its number given to something else, 2:2 a new, 2:5 changed though it was left out.
AFTER = (
    HEAD
    + """\
1 kap. Om torg

Vad ett torg är

1 § Ett torg är en öppen
plats där vem som helst får gå.

2 § Varje kommun ska ha ett torg. Lag (2022:17).

2 kap. Vem som beslutar

1 § Torgnämnden beslutar om torgets öppettider.

2 § Torgnämnden får uppdra åt torgchefen att besluta om högst
fem stånd. Lag (2026:44).

2 a § Den som vägras ett stånd ska få veta varför. Lag (2026:44).

3 § Har upphävts genom lag (2023:8).

4 § Ett tillstånd gäller i ett år. Lag (2026:44).

5 § Musik på torget kräver polisens tillstånd. Lag (2024:5).

6 § Nämnden får ta ut en avgift av den som har ett stånd.
Lag (2026:44).

Övergångsbestämmelser

2022:17

Denna lag träder i kraft den 1 april 2022.

2023:8

Denna lag träder i kraft den 1 juli 2023.

2026:44

Denna lag träder i kraft den 1 juni 2026.
"""
)
SOURCES = """\
sources:
  torglagen:
    title: {sv: Torglagen (2020:901), en: Market Act (2020:901)}
    short: {sv: Torglagen, en: Market Act}
    rank: law
    status: adopted
    consulted: 2026-03-01
    passages:
      2-1:
        section: 2 kap. 1 §
        gist: Tider.
      2-2:
        section: 2 kap. 2 §
        gist: Stånd.
      2-3:
        section: 2 kap. 3 §
        gist: Anmälan.
        reason: repeat
      2-4:
        section: 2 kap. 4 §
        gist: Avgift.
"""
ACTS = """\
statutes:
  torglagen:
    number: "2020:901"
    names: [torglagen]
    omitted:
      - sections: [1 kap. 1–2 §§]
        because: Säger vad ett torg är.
      - sections: [2 kap. 5 §]
        because: Ingen har frågat om musik.
"""
RULES = """\
rules:
  - id: tider
    matter: tider
    decides: namnd
    says: Nämnden beslutar om tiderna.
    cites: torglagen#2-1
  - id: stand
    matter: stand
    decides: chef
    says: Chefen beslutar om stånd.
    cites: torglagen#2-2
  - id: avgift
    matter: avgift
    decides: namnd
    says: Nämnden beslutar om avgiften.
    cites: torglagen#2-4
"""
VOCABULARY = """\
roles:
  namnd: {label: {sv: nämnden, en: the committee}}
  chef: {label: {sv: torgchefen, en: the market manager}}
matters:
  tider: {label: {sv: torgets tider, en: market hours}}
  stand: {label: {sv: stånd, en: stalls}}
  avgift: {label: {sv: ståndets avgift, en: the fee of a stall}}
"""
SCENARIOS = """\
scenarios:
  - id: ett-stand
    municipality: torgby
    told: Chefen får en ansökan om ett stånd.
    ask: {who: stand}
    expect: {outcome: answered, decides: chef, cites: [lag/torglagen#2-2]}
"""


def write_market(
    folder: Path, *, sources: str = SOURCES, acts: str = ACTS, rules: str = RULES
) -> Path:
    """Write the packs, a scenario and both editions of the act; return the packs."""
    packs = folder / "rules"
    files = {
        "lag/pack.yaml": "pack: lag\nkind: law\nlabel: {sv: Lagen, en: The law}\n",
        "lag/vocabulary.yaml": VOCABULARY,
        "lag/sources.yaml": sources,
        "lag/statutes.yaml": acts,
        "lag/torg.yaml": rules,
        "torgby/pack.yaml": "pack: torgby\nkind: municipality\n"
        "label: {sv: Torgby kommun, en: Torgby}\nuses: [lag]\n",
    }
    for name, text in files.items():
        path = packs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, "utf-8")
    cases = folder / "scenarios"
    cases.mkdir(exist_ok=True)
    (cases / "torg.yaml").write_text(SCENARIOS, "utf-8")
    for edition, text in (("before", BEFORE), ("after", AFTER)):
        (folder / edition).mkdir(exist_ok=True)
        (folder / edition / "torglag.md").write_text(text, "utf-8")
    return packs


def registered_market(folder: Path, **files: str) -> Path:
    """Write the same with the fingerprints of the first edition; return the packs."""
    packs = write_market(folder, **files)
    done = run("law register --write", folder / "before", "--rules", packs)
    assert done.exit_code == 0, done.stderr
    return packs
