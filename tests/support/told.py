"""A made-up municipality whose order tells decisions in every way, and its logs."""

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from engine import Mandat
from engine.service.notification import meeting_notification

LAW = """\
roles:
  namnd: {label: nämnden, tags: [committee]}
  fortroendevald: {label: förtroendevald, tags: [elected]}
  ordforande: {label: ordföranden, is: [fortroendevald], reports_to: namnd}
  utskott: {label: utskottet, reports_to: namnd, tags: [elected]}
  anstalld: {label: anställd, tags: [employee]}
  forvaltningschef: {label: förvaltningschef, is: [anstalld]}
matters:
  bradskande: {label: brådskande ärende, tags: [urgent]}
circumstances:
  kan-vanta: {label: nämnden kan inväntas, type: bool, tags: {urgent: no}}
tags:
  committee: nämnd
  elected: vald
  employee: anställd
  urgent: brådskande
"""
WORDS = """\
roles:
  parknamnd: {label: parknämnden, is: [namnd]}
  vagnamnd: {label: vägnämnden, is: [namnd]}
  park-chef: {label: parkchefen, is: [forvaltningschef], reports_to: parknamnd}
  tradgardsmastare: {label: trädgårdsmästaren, is: [anstalld], reports_to: park-chef}
"""
PARK = """\
committee: parknamnd
source: {title: Parknämndens ordning, short: PN, status: adopted, from: 2026-01-01}
key:
  PC: park-chef
  TM: {role: tradgardsmastare, superior: PC, substitutes: [PC]}
  AU: utskott
  ORDF: ordforande
conditions: {brådskande: {kan-vanta: no}}
clauses: {two_steps: yes, cannot_wait: {AU: [ORDF]}}
"""
ROWS = """\
nr;ärende;delegat;högst;villkor;slag;anmälan;vidare;överklagas
1;Allmänt
1.1;Brådskande ärende;ORDF;;brådskande;;;nej;laglighetsprövning
1.2;Fälla träd;TM;1 pbb;;;nästa sammanträde;;laglighetsprövning
;;PC;5 pbb;;;nästa sammanträde;;laglighetsprövning
1.3;Hyra ut paviljong;PC;;;;månadsvis;ja;laglighetsprövning
1.4;Avslå ansökan;PC;;;;nej;;förvaltningsbesvär
1.5;Flytta bänk;TM;;;;nej;;laglighetsprövning
1.6;Plantera tulpaner;TM;;;V
1.7;Sätta upp skylt;TM;;;;nej
1.8;Låna ut verktyg;TM;;;;kvartalsvis;;laglighetsprövning
1.9;Riva skjul;TM;;;;nästa sammanträde, vid klagomål;;laglighetsprövning
1.10;Köpa frö;TM;;;;på begäran;;laglighetsprövning
1.11;Köpa jord;TM
1.12;Avtala om café;AU;;;;nästa sammanträde;;laglighetsprövning
1.13;Stänga parken;TM;;;;snarast;;laglighetsprövning
1.14;Öppna parken;TM;;;;månadsvis till AU;;laglighetsprövning
"""
PASSED_ON = """\
under: park
by: PC
source: {title: Parkchefens beslut, short: PC, status: adopted, from: 2026-02-01}
key: {PC: park-chef, TM: tradgardsmastare}
"""
ROAD = """\
committee: vagnamnd
source: {title: Vägnämndens ordning, short: VN, status: adopted, from: 2026-01-01}
key: {TM: tradgardsmastare}
clauses: {notification: next_meeting, appeal: legality_review}
"""
MAPPING = """\
columns: {number: Dnr, matter: Ärende, reference: Punkt, decided_by: Av, day: Dag,
          reported_on: Anmält, committee: Nämnd}
facts: {belopp: Belopp}
meetings: {parknämnden: [2026-03-10, 2026-04-14, 2026-05-12]}
"""
HEADINGS = "Dnr;Ärende;Punkt;Av;Dag;Anmält;Nämnd;Belopp;Handläggare\n"
FILES = {
    "lag/pack.yaml": "pack: lag\nkind: law\nlabel: Lagen\n",
    "lag/vocabulary.yaml": LAW,
    "alby/pack.yaml": "pack: alby\nkind: municipality\nlabel: Alby\nuses: [lag]\n",
    "alby/vocabulary.yaml": WORDS,
    "alby/posts.csv": "post;titel;roller\nTM1;Norra mästaren;tradgardsmastare\n",
    "alby/orders/park/order.yaml": PARK,
    "alby/orders/park/rows.csv": ROWS,
    "alby/orders/beslut/order.yaml": PASSED_ON,
    "alby/orders/beslut/rows.csv": "nr;delegat\n1.3;TM\n",
    "alby/orders/vag/order.yaml": ROAD,
    "alby/orders/vag/rows.csv": "nr;ärende;delegat\n1;Laga väg;TM\n",
    "prisbasbelopp.yaml": "prisbasbelopp:\n  2026: {amount: 59200, source: SFS}\n",
}


@cache
def told_town():
    """Return what answers for the municipality, which is read once in a process."""
    with TemporaryDirectory() as folder:
        for name, text in FILES.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return Mandat.open(folder).of("alby")


def notified(folder, *rows, meeting="2026-04-14", mapping=MAPPING, **more):
    """Return what of a log, given as its rows, is told at a meeting of the park."""
    log, said = folder / "log.csv", folder / "log.yaml"
    log.write_text(HEADINGS + "".join(f"{row}\n" for row in rows), "utf-8")
    said.write_text(mapping, "utf-8")
    options = {"committee": "parknämnden", "mapping": said, **more}
    return meeting_notification(
        log, told_town(), meeting=dt.date.fromisoformat(meeting), **options
    )
