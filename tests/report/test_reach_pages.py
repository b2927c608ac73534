"""`show RULE --reach`: for whom a rule holds by what roles are kinds of."""

import json

from tests.support.terminal import run
from tests.support.town import rule_text, write_pack

LAW = """\
roles:
  kommunen: {label: {sv: kommunen, en: the municipality}}
  bolaget: {label: {sv: bolaget, en: the company}}
  namnd: {label: {sv: nämnden, en: the committee}, tags: [committee]}
  anstalld: {label: {sv: anställd, en: employee}, employer: kommunen}
  larare: {label: {sv: lärare, en: teacher}, is: [anstalld]}
  tolk: {label: {sv: tolk, en: interpreter}, is: [anstalld]}
acts:
  lova: {label: {sv: lova något, en: promise something}}
tags: {committee: nämnd}
"""
SOURCES = """\
sources:
  bok:
    title: Boken
    rank: law
    status: adopted
    passages:
      p1: {section: "1", gist: Allt.}
"""
BAN = rule_text(
    "nej",
    conduct="{actor: anstalld, does: lova, except: tolk}",
    verdict="forbidden",
    cites="bok#p1",
)


def lay_out(place, monkeypatch):
    monkeypatch.chdir(place)
    folder = place / "rules"
    law = {"vocabulary": LAW, "sources": SOURCES, "regler": f"rules:\n{BAN}"}
    write_pack(folder, "lag", kind="law", **law)
    towns = {
        "alby": "  vd: {label: VD, is: [anstalld], employer: bolaget}\n",
        "boby": "  vakt: {label: vakt, is: [larare], reports_to: namnd}\n",
    }
    for name, roles in towns.items():
        words = {"vocabulary": f"roles:\n{roles}", "regler": "rules: []\n"}
        write_pack(folder, name, uses="lag", **words)


def shown(words, language="sv"):
    result = run(f"show nej --reach --rules rules --lang {language} {words}")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_whom_a_rule_reaches_is_told_for_every_municipality(tmp_path, monkeypatch):
    lay_out(tmp_path, monkeypatch)

    (sheet,) = json.loads(shown("--format json"))["sheets"]

    told = {
        (each["municipality"], each["role"]["id"]): (
            each["as"]["id"],
            each["at"],
            each["employer"],
            each["organs"],
        )
        for each in sheet["reach"]
    }
    assert told == {
        (None, "larare"): ("anstalld", "actor", "kommunen", []),
        ("alby", "vd"): ("anstalld", "actor", "bolaget", []),
        ("boby", "vakt"): ("anstalld", "actor", "kommunen", ["namnd"]),
    }


def test_the_page_says_where_and_by_whom_employed(tmp_path, monkeypatch):
    lay_out(tmp_path, monkeypatch)

    swedish = " ".join(shown("").split())
    assert "VD – den som handlar: är anställd; anställd av bolaget" in swedish
    assert "Gäller genom arv: överallt" in swedish
    assert "Gäller genom arv: alby" in swedish
    assert "sitter i eller under nämnden" in swedish
    assert "tolk –" not in swedish  # left out by the rule

    english = " ".join(shown("", "en").split())
    assert "teacher – who acts: is employee; employed by the municipality" in english


def test_a_rule_that_reaches_nobody_else_says_so(tmp_path, monkeypatch):
    lay_out(tmp_path, monkeypatch)
    ban = BAN.replace("actor: anstalld", "actor: tolk").replace(", except: tolk", "")
    rules = tmp_path / "rules" / "lag" / "regler.yaml"
    rules.write_text(f"rules:\n{ban}", encoding="utf-8")

    assert "bara dem som regeln nämner" in shown("")
    (sheet,) = json.loads(shown("--format json"))["sheets"]
    assert sheet["reach"] == []
