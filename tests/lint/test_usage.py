"""Words that nothing uses."""

from tests.lint.packs import (
    FILLER,
    VOCABULARY,
    kinds,
    lay_out,
    line_of,
    linted,
    shown,
    with_law,
)
from tests.support.town import rule_text


def test_words_that_nothing_uses_are_told(folder):
    vocabulary = """\
roles:
  namnd: {label: nämnden}
  chef: {label: chefen}
  underchef: {label: underchefen, is: [chef]}
  tomte: {label: tomten}
matters:
  inkop: {label: inköp}
  jul: {label: julen}
acts:
  bestalla: {label: beställa}
  dansa: {label: dansa}
circumstances:
  belopp: {label: belopp, type: money}
  omrade: {label: område, type: enum, values: {skola: skola}}
  stor: {label: stort inköp, type: bool}
  bradska: {label: brådska, type: bool}
  sno: {label: snö, type: bool}
tags:
  kul: rolig
"""
    everything = rule_text("alla", matter="inkop", decides="namnd") + FILLER
    lay_out(
        folder,
        vocabulary=vocabulary,
        regler="rules:\n" + everything.partition("  - id: fylle-mer")[0],
    )

    found = linted()["findings"]

    assert {(f["kind"], *f["about"]) for f in found} == {
        ("unused_role", "tomte"),
        ("unused_matter", "jul"),
        ("unused_act", "dansa"),
        ("unused_circumstance", "sno"),
        ("unused_tag", "kul"),
    }
    assert {f["severity"] for f in found} == {"info"}
    for finding in found:
        assert line_of(finding).startswith(f"{finding['about'][0]}:")
        shown(finding, 0)


def test_a_word_of_the_law_is_used_where_any_municipality_uses_it(folder):
    with_law(
        folder,
        rule_text("lagens", matter="inkop", decides="namnd"),
        local=[rule_text("lokal", matter="avtal", decides="styrelse")],
    )
    assert kinds(linted()) == []

    # seen from one of several municipalities nothing can be told of the law's words
    lay_out(folder, name="stad", uses="lag", vocabulary="{}\n", regler="rules: []\n")
    assert "unused_role" not in kinds(linted("-m stad"))


def test_a_role_that_inherits_nothing_that_a_rule_reads_is_told(folder):
    roles = VOCABULARY.replace(
        "  chef: {label: chefen}\n",
        "  chef: {label: chefen, is: [ledare]}\n"
        "  ledare: {label: ledaren, is: [anstalld]}\n"
        "  anstalld: {label: den anställda}\n",
    )
    lay_out(folder, vocabulary=roles)
    found = [f for f in linted()["findings"] if f["kind"] == "unread_inheritance"]
    assert [f["about"] for f in found] == [["chef", "ledare"], ["ledare", "anstalld"]]
    for finding in found:
        assert finding["severity"] == "info"
        assert line_of(finding).startswith(f"{finding['about'][0]}:")
        shown(finding, 0)

    # a rule about the widest role bears on the others, which inherit it
    reads = rule_text("foljer", conduct="{actor: anstalld, does: bestalla}", free="")
    reads = reads.replace("    free: \n", "    verdict: permitted\n")
    lay_out(folder, reads, vocabulary=roles)
    assert "unread_inheritance" not in kinds(linted())
