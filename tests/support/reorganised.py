"""A municipality to be reorganised: its order, a rule of its own, its posts."""

from engine import Mandat

LAW = """\
roles:
  anstalld: {label: anställd, tags: [employee]}
  forvaltningschef: {label: förvaltningschef, is: [anstalld]}
  namnd: {label: nämnden, tags: [committee]}
tags: {employee: anställd, committee: nämnd}
"""
WORDS = """\
roles:
  bildningsnamnd: {label: bildningsnämnden, is: [namnd]}
  skolchef: {label: skolchef, is: [forvaltningschef], reports_to: bildningsnamnd}
  rektor: {label: rektor, synonyms: [skolledare], is: [anstalld], reports_to: skolchef}
  kock: {label: kock, is: [anstalld], reports_to: rektor}
  kurator: {label: kurator, is: [anstalld], reports_to: rektor}
matters:
  lov: {label: lov}
"""
HEADER = """\
committee: bildningsnamnd
source:
  title: Bildningsnämndens delegationsordning
  short: BN
  status: adopted
  from: 2026-01-01
key:
  SK: skolchef
  RE: {role: rektor, superior: SK, substitutes: [SK]}
  KO: {role: kock, superior: RE}
  KU: kurator
clauses: {lowest_level: yes, cannot_wait: {RE: [SK]}}
"""
ROWS = """\
nr;ärende;delegat;högst;ersättare;samråd
1;Skolan
1.1;Köpa böcker;RE;1 pbb
;;SK;5 pbb
1.2;Stänga köket;KO / KU
1.3;Hyra lokal;rektor;;;efter samråd med KU
1.4;Anlita tolk;KU;;RE
"""
SOURCES = """\
sources:
  regler:
    title: Skolans regler
    short: Reglerna
    rank: administration
    status: adopted
    passages:
      p1: {section: "1", gist: Lov.}
      p2: {section: "2", gist: Lov i kris.}
"""
RULES = """\
# Lov.
rules:
  - id: lov
    matter: lov
    decides: {any_of: [rektor, kurator]}  # vem
    says: rektor eller kurator ger lov.
    cites: regler#p1

  - {id: lov-i-kris, matter: lov, decides: skolchef, informed: [rektor],
     says: Skolchefen ger lov i kris., cites: regler#p2, overrides: [lov],
     from: 2026-02-01, until: 2026-03-01}
"""
POSTS = """\
post;titel;roller
R1;Rektor på Åsskolan;rektor
K1;Kurator;kurator / kock
"""
AMOUNTS = "prisbasbelopp:\n  2026: {amount: 59200, source: SFS 2025:1}\n"


def write_school(folder, *, rows=ROWS, header=HEADER, words=WORDS, **orders):
    """Write the municipality and its law into a folder, and return the folder."""
    files = {
        "lag/pack.yaml": "pack: lag\nkind: law\nlabel: Lagen\n",
        "lag/vocabulary.yaml": LAW,
        "alby/pack.yaml": "pack: alby\nkind: municipality\nlabel: Alby\nuses: [lag]\n",
        "alby/vocabulary.yaml": words,
        "alby/sources.yaml": SOURCES,
        "alby/regler.yaml": RULES,
        "alby/posts.csv": POSTS,
        "alby/orders/bn/order.yaml": header,
        "alby/orders/bn/rows.csv": rows,
        "prisbasbelopp.yaml": AMOUNTS,
    }
    for name, (own_header, own_rows) in orders.items():
        files[f"alby/orders/{name}/order.yaml"] = own_header
        files[f"alby/orders/{name}/rows.csv"] = own_rows
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def reorganised(folder, plan, **files):
    """Return what a plan, as text, makes of the municipality."""
    rules = write_school(folder / "rules", **files)
    (folder / "plan.yaml").write_text(plan, "utf-8")
    return Mandat.open(rules).of("alby").reorganise(folder / "plan.yaml")


def edition_of(folder, made, municipality="alby"):
    """Write what a plan makes, and return what answers by it."""
    made.write(folder / "new")
    return Mandat.open(folder / "new").of(municipality)
