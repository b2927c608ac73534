"""A town whose rules have no fault, what lint says when some are added, and a law."""

import json
import shlex
from pathlib import Path

from tests.support.terminal import run
from tests.support.town import write_pack

DAY = "2026-11-22"

VOCABULARY = """\
roles:
  namnd: {label: nämnden}
  styrelse: {label: styrelsen, is: [namnd]}
  chef: {label: chefen}
matters:
  inkop: {label: inköp}
  avtal: {label: avtal, under: inkop}
acts:
  bestalla: {label: beställa}
circumstances:
  belopp: {label: belopp, type: money}
  omrade:
    label: område
    type: enum
    values: {skola: skola, vard: vård}
  stor: {label: stort inköp, type: bool}
  bradska: {label: brådska, type: bool, default: no}
"""
SOURCES = """\
sources:
  ordning:
    title: Ordningen
    rank: board
    status: adopted
    passages:
      p1: {section: "1", gist: Allt om inköp.}
"""
#: The same document, to be reviewed; what else is said of that comes in for `%s`.
REVIEW = SOURCES.replace("passages:", "review: {every: 1 year%s}\n    passages:")
#: Uses every word of the vocabulary above, so that only what a test adds is found.
FILLER = """\
  - id: fylle
    conduct: {actor: chef, does: bestalla}
    when: {bradska: yes, stor: yes, belopp: {min: 1}, omrade: skola}
    verdict: permitted
    says: Chefen får beställa.
    cites: ordning#p1
  - id: fylle-mer
    contact: {from: styrelse, to: namnd, about: avtal}
    free: yes
    says: Styrelsen talar fritt med nämnden om avtal.
    cites: ordning#p1
"""


def lay_out(folder, *rules, name="by", **files):
    """Write a pack; `files` replace or add files by their name without `.yaml`."""
    written = {
        "vocabulary": VOCABULARY,
        "sources": SOURCES,
        "regler": "rules:\n" + "".join((*rules, FILLER)),
        **files,
    }
    write_pack(folder, name, **written)


def linted(options=""):
    """Return what `mandat lint` says of the packs in `rules`, as JSON."""
    result = run(f"lint --rules rules --format json --on {DAY} {options}")
    assert result.exit_code in {0, 1}, result.output
    found = json.loads(result.stdout)
    errors = [f for f in found["findings"] if f["severity"] == "error"]
    assert result.exit_code == (1 if errors else 0)
    return found


def kinds(found):
    return [finding["kind"] for finding in found["findings"]]


def only(found, kind):
    """Return the one finding there is, which is of a kind."""
    assert kinds(found) == [kind], found["findings"]
    return found["findings"][0]


def shown(finding, code):
    """Run the witness of a finding; return its JSON, or what it printed where not."""
    program, *words = shlex.split(finding["witness"])
    assert program == "mandat"
    result = run(shlex.join([*words, "--format", "json"]))
    assert result.exit_code == code, (finding["witness"], result.output)
    return json.loads(result.stdout)


def line_of(finding):
    """Return the line of the file that a finding points at."""
    lines = Path(finding["file"]).read_text(encoding="utf-8").splitlines()
    return lines[finding["line"] - 1].strip()


LAW = {
    "kind": "law",
    "sources": SOURCES.replace("ordning", "bok").replace("board", "law"),
}


def with_law(folder, *law, local=()):
    """Write a law that declares all the words, and a municipality that uses it."""
    lay_out(folder, name="lag", **LAW, regler="rules:\n" + "".join((*law, FILLER)))
    text = (folder / "lag" / "regler.yaml").read_text(encoding="utf-8")
    (folder / "lag" / "regler.yaml").write_text(
        text.replace("ordning#", "bok#"), encoding="utf-8"
    )
    lay_out(folder, uses="lag", vocabulary="{}\n", regler="rules:\n" + "".join(local))
