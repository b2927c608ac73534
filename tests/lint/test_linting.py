"""Lint finds what is wrong with well-formed rules, and shows each with a command."""

import datetime as dt
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers.answer import NoteKind, Outcome
from engine.lint.kinds import Severity
from engine.lint.law import Tag
from engine.lint.run import lint
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import Written, load_written
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.conclusions import (
    ClassificationConclusion,
    DecisionConclusion,
    Function,
)
from engine.rulebook.model.conditions import Present
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind
from engine.space.cells import UNSAID
from engine.space.space import Space
from tests import rulebooks
from tests.support.shipped import shipped_jurisdictions
from tests.support.terminal import run

DAY = "2026-11-22"
TODAY = dt.date(2026, 11, 22)

PACK = """\
pack: {name}
kind: municipality
label: {name}
uses: [{uses}]
"""
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
RULE = """\
  - id: {name}
    says: Regeln {name}.
    cites: ordning#p1
"""


def rule(name, **keys):
    """Return a rule in YAML; values are written as they are."""
    lines = [f"    {key}: {value}\n" for key, value in keys.items()]
    return RULE.format(name=name) + "".join(lines)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty folder of packs beside which the program runs."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "rules"
    made.mkdir()
    return made


def lay_out(folder, *rules, name="by", uses="", **files):
    """Write a pack; `files` replace or add files by their name without `.yaml`."""
    written = {
        "pack": PACK.format(name=name, uses=uses),
        "vocabulary": VOCABULARY,
        "sources": SOURCES,
        "regler": "rules:\n" + "".join((*rules, FILLER)),
        **files,
    }
    (folder / name).mkdir(exist_ok=True)
    for file, text in written.items():
        (folder / name / f"{file}.yaml").write_text(text, encoding="utf-8")


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


# contradictions -------------------------------------------------------------------


def test_two_contradicting_rules_are_found_with_a_question_that_shows_it(folder):
    lay_out(
        folder,
        rule("till-namnden", matter="inkop", decides="namnd"),
        rule("till-chefen", matter="inkop", decides="chef"),
    )

    finding = only(linted(), "contradiction")
    answer = shown(finding, 3)

    assert finding["severity"] == "error"
    assert finding["rules"] == ["by/till-chefen", "by/till-namnden"]
    assert line_of(finding) == "- id: till-chefen"
    assert answer["outcome"] == "conflict"
    assert set(finding["rules"]) <= set(answer["rules"])


def test_the_witness_says_only_what_the_contradiction_needs(folder):
    lay_out(
        folder,
        rule("dyrt", matter="inkop", when="{belopp: {over: 500}}", decides="namnd"),
        rule("skola", matter="inkop", when="{omrade: skola}", decides="chef"),
        rule("akut", matter="inkop", when="{bradska: yes}", informed="[chef]"),
        rule(
            "annars",
            matter="inkop",
            when="{belopp: {max: 500}, omrade: vard}",
            decides="chef",
        ),
    )

    found = [f for f in linted()["findings"] if f["kind"] == "contradiction"]

    assert [f["rules"] for f in found] == [["by/dyrt", "by/skola"]]
    # the least amount above the limit would do too; what matters is that both are said
    # and that brådska, on which nothing turns, is not
    assert re.search(r'-g "?belopp=\d', found[0]["witness"])
    assert "-g område=skola" in found[0]["witness"]
    assert "brådska" not in found[0]["witness"]
    assert shown(found[0], 3)["outcome"] == "conflict"


def test_a_more_specific_rule_is_no_contradiction(folder):
    lay_out(
        folder,
        rule("alla", matter="inkop", decides="namnd"),
        rule("skola", matter="inkop", when="{omrade: skola}", decides="chef"),
    )

    assert kinds(linted()) == []


def test_a_contradiction_that_has_ended_is_history(folder):
    lay_out(
        folder,
        rule("till-namnden", matter="inkop", decides="namnd"),
        rule("till-chefen", matter="inkop", decides="chef", until="2025-12-31"),
    )

    assert kinds(linted()) == []


def test_a_contradiction_to_come_is_shown_on_its_day(folder):
    lay_out(
        folder,
        rule("till-namnden", matter="inkop", decides="namnd"),
        f"{rule('till-chefen', matter='inkop', decides='chef')}    from: 2027-07-01\n",
    )

    finding = only(linted(), "contradiction")

    assert "--on 2027-07-01" in finding["witness"]
    assert shown(finding, 3)["outcome"] == "conflict"


def test_classifications_that_disagree_are_a_contradiction(folder):
    lay_out(
        folder,
        rule("dyrt-ar-stort", when="{belopp: {over: 500}}", derive="{stor: yes}"),
        rule("skolan-ar-liten", when="{omrade: skola}", derive="{stor: no}"),
        rule("stora", matter="inkop", when="{stor: yes}", decides="namnd"),
        rule("sma", matter="inkop", when="{stor: no}", decides="chef"),
    )

    found = [f for f in linted()["findings"] if f["kind"] == "contradiction"]
    answer = shown(found[0], 3)

    assert [(f["rules"], f["about"]) for f in found] == [
        (["by/dyrt-ar-stort", "by/skolan-ar-liten"], ["stor"])
    ]
    assert "classifications_disagree" in {note["kind"] for note in answer["notes"]}


def test_what_a_classification_rules_out_is_no_contradiction(folder):
    """Both rules hold only if somebody says that a small sum is a large purchase."""
    lay_out(
        folder,
        rule("dyrt-ar-stort", when="{belopp: {over: 500}}", derive="{stor: yes}"),
        rule("billigt-ar-litet", when="{belopp: {max: 500}}", derive="{stor: no}"),
        rule("stora", matter="inkop", when="{stor: yes}", decides="namnd"),
        rule("sma", matter="inkop", when="{belopp: {max: 500}}", decides="chef"),
    )

    assert kinds(linted()) == []


# gaps -----------------------------------------------------------------------------


def test_a_gap_is_found_with_a_question_that_nobody_decides(folder):
    lay_out(
        folder,
        rule("sma", matter="inkop", when="{belopp: {max: 500}}", decides="chef"),
        rule("stora", matter="inkop", when="{belopp: {min: 502}}", decides="namnd"),
    )

    finding = only(linted(), "gap")
    answer = shown(finding, 3)

    assert finding["severity"] == "warning"
    assert finding["rules"] == ["by/sma", "by/stora"]
    assert finding["about"] == ["inkop"]
    assert answer["outcome"] == "no_rule"
    assert 500 < answer["question"]["given"]["belopp"] < 502
    assert "fall till" not in finding["says"]


def test_a_case_in_which_somebody_only_prepares_is_a_gap_too(folder):
    lay_out(
        folder,
        rule("skola", matter="inkop", when="{omrade: skola}", decides="chef"),
        rule("bereds", matter="inkop", prepares="[namnd]"),
    )

    finding = only(linted(), "gap")

    assert "decides" not in shown(finding, 0)["answers"][0]


def test_a_gap_tells_in_how_many_cases_more_nobody_decides(folder):
    lay_out(
        folder,
        rule("skola", matter="inkop", when="{omrade: skola, stor: no}", decides="chef"),
    )

    # a school's large purchase, and the other field's large and small ones
    assert "(och i 2 fall till)" in only(linted(), "gap")["says"]


def test_a_matter_that_nobody_ever_decides_is_no_gap(folder):
    lay_out(folder, rule("bereds", matter="inkop", prepares="[namnd]"))

    assert kinds(linted()) == []


def test_a_gap_that_a_child_matter_inherits_is_told_once(folder):
    lay_out(
        folder,
        rule("skola", matter="inkop", when="{omrade: skola}", decides="chef"),
        rule("avtal", matter="avtal", informed="[namnd]"),
    )

    assert only(linted(), "gap")["about"] == ["inkop"]


# rules that never prevail ---------------------------------------------------------


def test_a_rule_that_always_loses_is_found_with_what_it_loses_to(folder):
    lay_out(
        folder,
        rule("alla", matter="inkop", decides="namnd"),
        rule("ersatter", matter="inkop", decides="chef", overrides="alla"),
    )

    finding = only(linted(), "never_prevails")
    answer = shown(finding, 0)

    assert finding["severity"] == "error"
    assert finding["rules"] == ["by/alla", "by/ersatter"]
    assert line_of(finding) == "- id: alla"
    assert "--why" in finding["witness"]
    assert ("by/alla", "by/ersatter") in {
        (loss["rule"], loss["to"]) for loss in answer["trail"]["lost"]
    }


def test_a_rule_whose_conditions_never_hold_is_found(folder):
    lay_out(
        folder,
        rule("alla", matter="inkop", decides="namnd"),
        rule(
            "omojlig",
            matter="inkop",
            when="{omrade: skola}",
            unless="{omrade: [skola, vard]}",
            decides="chef",
        ),
    )

    finding = only(linted(), "never_prevails")
    answer = shown(finding, 0)

    assert finding["rules"] == ["by/omojlig"]
    assert answer["question"]["given"] == {"omrade": "skola"}
    assert "by/omojlig" in {miss["rule"] for miss in answer["trail"]["failed"]}


def test_a_rule_that_has_ended_is_history_even_if_it_never_prevailed(folder):
    lay_out(
        folder,
        rule("alla", matter="inkop", decides="namnd", until="2025-12-31"),
        rule("ersatter", matter="inkop", decides="chef", overrides="alla"),
    )

    assert kinds(linted()) == []


def test_a_classification_that_no_rule_asks_for_is_found(folder):
    vocabulary = VOCABULARY + "  lyx: {label: lyx, type: bool}\n"
    lay_out(
        folder,
        rule("dyrt-ar-lyx", when="{belopp: {over: 500}}", derive="{lyx: yes}"),
        vocabulary=vocabulary,
    )

    finding = only(linted(), "never_prevails")

    assert finding["about"] == ["lyx"]
    assert shown(finding, 0)["sheets"][0]["id"] == "by/dyrt-ar-lyx"


def test_a_rule_that_prevails_under_a_child_matter_alone_prevails(folder):
    lay_out(
        folder,
        rule("allt", matter="inkop", decides="namnd"),
        rule("avtalen", matter="avtal", decides="chef"),
    )

    assert kinds(linted()) == []


def test_a_proposal_behind_an_adopted_rule_is_only_told(folder):
    sources = SOURCES + SOURCES.partition("\n")[2].replace(
        "ordning", "forslag"
    ).replace("adopted", "proposal")
    lay_out(
        folder,
        rule("antagen", matter="inkop", decides="namnd"),
        rule("foreslagen", matter="inkop", decides="chef").replace(
            "ordning#p1", "forslag#p1"
        ),
        sources=sources,
    )

    finding = only(linted(), "never_prevails")

    assert finding["severity"] == "info"
    assert finding["rules"] == ["by/foreslagen", "by/antagen"]


# higher ranks ---------------------------------------------------------------------

LAW = {
    "pack": "pack: lag\nkind: law\nlabel: Lagen\n",
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


def test_a_local_text_that_differs_from_the_law_is_found(folder):
    with_law(
        folder,
        rule("lagens", matter="inkop", decides="namnd", mandatory="yes"),
        local=[rule("lokal", matter="inkop", decides="chef")],
    )

    finding = only(linted(), "set_aside")
    answer = shown(finding, 0)

    assert finding["severity"] == "warning"
    assert finding["rules"] == ["by/lokal", "lag/lagens"]
    assert finding["cites"] == ["lag/bok#p1"]
    assert finding["municipality"] == "by"
    assert ("by/lokal", "lag/lagens") in {
        (note["rule"], note["by"])
        for note in answer["notes"]
        if note["kind"] == "set_aside"
    }


def test_what_the_law_bans_is_an_error(folder):
    with_law(
        folder,
        rule("forbud", constraint="{matter: inkop}", never="[chef]", mandatory="yes"),
        local=[rule("lokal", matter="avtal", decides="chef")],
    )

    finding = only(linted(), "unlawful_delegation")

    assert finding["severity"] == "error"
    assert finding["rules"] == ["by/lokal", "lag/forbud"]
    assert shown(finding, 3)["outcome"] == "no_rule"


# the bans of the Local Government Act ---------------------------------------------

LOCAL = """\
roles:
  bygrupp: {label: bygruppen, is: [tjanstemannagrupp]}
matters:
  mal: {label: bymål, tags: [mal-inriktning]}
  svar: {label: bysvar till fullmäktige, tags: [yttrande-till-kf]}
  upphandla: {label: byupphandling, tags: [upphandling]}
  namnd-i-by: {label: bynämndernas indelning, under: namndsorganisation}
  vidare: {label: vidaredelegation i by, under: vidaredelegation}
  bygge: {label: byggavgift i by, under: ej-delegerbart-byggarende}
  larm: {label: larm i by}
  brand: {label: brand i by}
  lov: {label: lov i by}
  jakt: {label: jakt i by}
  fest: {label: fest i by}
circumstances:
  akut: {label: akut läge i by, type: bool, tags: {urgent: yes}}
  typ: {label: festtyp, type: enum, values: {stor: stor fest, liten: liten fest}}
"""
#: For each check of the law: the local rule, and the section it runs against.
BANNED = {
    "grupp": (
        {"matter": "lov", "decides": "bygrupp"},
        "6-37",
    ),
    "grupp-med-delegation": (
        {"matter": "jakt", "decides": "bygrupp", "act": "delegated_decision"},
        "6-37",
    ),
    "blandad": (
        {
            "matter": "fest",
            "when": "{typ: stor}",
            "decides": "{together: [kommunstyrelsens-ordforande, kommundirektor]}",
        },
        "6-37",
    ),
    "mal-till-chef": ({"matter": "mal", "decides": "kommundirektor"}, "6-38"),
    "yttrande-till-utskott": ({"matter": "svar", "decides": "utskott"}, "6-38"),
    "akut-chef": (
        {"matter": "larm", "when": "{akut: yes}", "decides": "forvaltningschef"},
        "6-39",
    ),
    "akut-ordforande": (
        {"matter": "brand", "when": "{akut: yes}", "decides": "ordforande"},
        "6-40",
    ),
    "vidare-enhetschef": ({"matter": "vidare", "decides": "enhetschef"}, "7-6"),
    "robot-upphandlar": (
        {
            "matter": "upphandla",
            "decides": "automatiserad-funktion",
            "act": "delegated_decision",
        },
        "6-38",
    ),
    "fullmaktiges-fraga": (
        {"matter": "namnd-i-by", "decides": "kommunstyrelsen"},
        "5-1",
    ),
    "byggavgift": (
        {"matter": "bygge", "decides": "handlaggare", "act": "delegated_decision"},
        "12-6",
    ),
}
#: Local rules that look like those above and are lawful.
LAWFUL = (
    rule("larm-annars", matter="larm", when="{akut: no}", decides="namnd"),
    rule("brand-annars", matter="brand", when="{akut: no}", decides="namnd"),
    rule(
        "position",
        matter="fest",
        when="{typ: liten}",
        decides="bygrupp",
        act="internal_position",
    ),
)
#: Conduct and contact that the law forbids or frees whatever a local text says.
CONTRARY = (
    rule(
        "chefen-vidare",
        conduct="{actor: enhetschef, does: vidaredelegera}",
        verdict="permitted",
    ),
    rule(
        "revisorn-via-chefen",
        contact="{from: fortroendevald, to: anstalld}",
        via="[forvaltningschef]",
        strength="must",
    ),
    rule(
        "instruktion", matter="instruktion-kommundirektor", decides="kommunfullmaktige"
    ),
)


@pytest.fixture(scope="module")
def banned(tmp_path_factory):
    """Return what lint finds in a municipality that breaks every ban, by rule."""
    place = tmp_path_factory.mktemp("banned")
    folder = place / "rules"
    shutil.copytree(shipped("rules") / "kommunallagen", folder / "kommunallagen")
    local = [rule(name, **keys) for name, (keys, _) in BANNED.items()]
    lay_out(
        folder,
        uses="kommunallagen",
        vocabulary=LOCAL,
        regler="rules:\n" + "".join((*local, *LAWFUL, *CONTRARY)),
    )
    result = run(f"lint -m by --rules {folder} --format json --on {DAY}")
    assert result.exit_code == 1, result.output
    found = json.loads(result.stdout)["findings"]
    return {f["rules"][0]: f for f in found if f["rules"]}


@pytest.mark.parametrize("name", BANNED)
def test_a_delegation_that_the_law_bans_is_found_with_its_section(banned, name):
    finding = banned[f"by/{name}"]
    _, section = BANNED[name]

    assert (finding["kind"], finding["severity"]) == ("unlawful_delegation", "error")
    assert section in {cite.rpartition("#")[2] for cite in finding["cites"]}


@pytest.mark.parametrize("name", BANNED)
def test_the_witness_of_an_unlawful_delegation_shows_it(banned, name):
    finding = banned[f"by/{name}"]
    program, *words = shlex.split(finding["witness"])
    result = run(shlex.join([*words, "--format", "json"]))
    answer = json.loads(result.stdout)

    assert program == "mandat"
    local, law = finding["rules"]
    aside = {(n.get("rule"), n.get("by")) for n in answer["notes"]}
    assert local in answer["rules"] or (local, law) in aside
    assert finding["cites"] == list(shipped_law().rules_by_id[law].cites)


def shipped_law():
    return shipped_jurisdictions()[""]


def test_the_law_says_with_tags_what_lint_must_know_of_its_words():
    words = shipped_law().vocabulary
    passages = shipped_law().passages.values()

    for tag in Tag:
        carriers = (
            *words.roles_tagged(tag.value),
            *words.matters_tagged(tag.value),
            *words.acts_tagged(tag.value),
            *words.values_tagged(tag.value),
            *(passage for passage in passages if tag.value in passage.tags),
        )
        assert tag.value in words.tags
        assert carriers, tag


@pytest.mark.parametrize("name", ["larm-annars", "brand-annars", "position"])
def test_what_the_law_allows_is_not_found(banned, name):
    assert f"by/{name}" not in banned


def test_a_local_leave_to_delegate_on_is_unlawful(banned):
    """7 kap. 6 §: only a head of administration can sub-delegate."""
    finding = banned["by/chefen-vidare"]

    assert finding["kind"] == "unlawful_delegation"
    assert "kommunallagen/kl#7-6" in finding["cites"]


def test_an_instruction_that_the_council_decides_is_set_aside(banned):
    """7 kap. 2 §: the executive board decides the director's instruction."""
    finding = banned["by/instruktion"]

    assert (finding["kind"], finding["severity"]) == ("set_aside", "warning")
    assert finding["cites"] == ["kommunallagen/kl#7-2"]


def test_a_way_that_hinders_the_auditor_is_set_aside(banned):
    """12 kap. 9 §: auditors get their information where they ask for it."""
    finding = banned["by/revisorn-via-chefen"]

    assert (finding["kind"], finding["severity"]) == ("set_aside", "warning")
    assert any("12-9" in cite or "6-12" in cite for cite in finding["cites"])


def test_the_board_in_another_committees_field_is_a_warning():
    """6 kap. 8 §, as Linköping's goals on employees (T12)."""
    result = run(f"lint -m linköping --format json --on {DAY}")
    accepted = json.loads(result.stdout)["accepted"]
    (finding,) = [
        f for f in accepted if f["rules"] == ["linkoping/namndmal-medarbetare"]
    ]
    answer = shown(finding, 0)

    assert finding["kind"] == "another_committees_field"
    assert finding["severity"] == "warning"
    assert finding["cites"] == ["kommunallagen/kl#6-8"]
    assert [r["id"] for r in answer["answers"][0]["decides"]["roles"]] == [
        "kommunstyrelsen"
    ]


# documents ------------------------------------------------------------------------


def test_a_passage_without_rule_or_reason_is_an_error(folder):
    lay_out(folder, sources=SOURCES + '      p2: {section: "2", gist: Mer.}\n')

    finding = only(linted(), "unaccounted_passage")

    assert finding["severity"] == "error"
    assert finding["about"] == ["by/ordning#p2"]
    assert line_of(finding).startswith("p2:")
    assert shown(finding, 0)["sheets"][0]["id"] == "by/ordning#p2"


def test_a_reason_that_is_not_needed_is_told(folder):
    sources = SOURCES.replace("gist:", "reason: value, gist:")
    lay_out(folder, sources=sources)

    finding = only(linted(), "needless_reason")

    assert finding["severity"] == "info"
    assert finding["about"] == ["by/ordning#p1"]


REVIEW = SOURCES.replace("passages:", "review: {every: 1 year%s}\n    passages:")


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("", "unknown_review"),
        (", last: 2025-11-21", "overdue_review"),
        (", last: 2025-11-22", None),
    ],
)
def test_a_review_is_due_a_year_after_the_last(folder, last, kind):
    lay_out(folder, sources=REVIEW % last)

    found = linted()

    assert kinds(found) == ([kind] if kind else [])
    for finding in found["findings"]:
        assert finding["severity"] == "warning"
        assert finding["about"] == ["by/ordning"]
        assert shown(finding, 0)["sheets"][0]["id"] == "by/ordning"


def test_a_review_is_counted_from_adoption_when_there_was_none(folder):
    sources = (REVIEW % "").replace(
        "status: adopted", "status: adopted\n    adopted: %s"
    )
    lay_out(folder, sources=sources % "2026-01-01")
    assert kinds(linted()) == []

    lay_out(folder, sources=sources % "2024-01-01")
    assert "2025-01-01" in only(linted(), "overdue_review")["says"]


# words ----------------------------------------------------------------------------


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
    everything = rule("alla", matter="inkop", decides="namnd") + FILLER
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
        rule("lagens", matter="inkop", decides="namnd"),
        local=[rule("lokal", matter="avtal", decides="styrelse")],
    )
    assert kinds(linted()) == []

    # seen from one of several municipalities nothing can be told of the law's words
    lay_out(folder, name="stad", uses="lag", vocabulary="{}\n", regler="rules: []\n")
    assert "unused_role" not in kinds(linted("-m stad"))


# scenarios ------------------------------------------------------------------------

SCENARIO = """\
scenarios:
  - id: kop
    municipality: by
    told: Chefen vill köpa pennor.
    ask: {who: %s}
    given: {omrade: skola}
    expect: {outcome: answered, decides: namnd, cites: [ordning#p1]}
"""


@pytest.fixture
def scenarios(folder):
    made = folder.parent / "scenarios"
    made.mkdir()
    return made


def test_a_scenario_about_a_matter_that_is_gone_is_an_error(folder, scenarios):
    lay_out(folder, rule("alla", matter="inkop", decides="namnd"))
    (scenarios / "kop.yaml").write_text(SCENARIO % "inkoop", encoding="utf-8")

    finding = only(linted("--scenarios scenarios"), "lost_scenario")

    assert finding["severity"] == "error"
    assert finding["about"] == ["kop"]
    assert "inkoop" in line_of(finding)
    assert "`inkop`" in finding["remedy"]
    shown(finding, 2)


def test_a_scenario_of_a_municipality_that_is_gone_is_an_error(folder, scenarios):
    lay_out(folder, rule("alla", matter="inkop", decides="namnd"))
    text = (SCENARIO % "inkop").replace("municipality: by", "municipality: bygd")
    (scenarios / "kop.yaml").write_text(text, encoding="utf-8")

    finding = only(linted("--scenarios scenarios"), "lost_scenario")

    assert "bygd" in finding["says"]
    shown(finding, 2)


def test_a_scenario_that_cannot_be_read_is_an_error_of_its_own(folder, scenarios):
    lay_out(folder, rule("alla", matter="inkop", decides="namnd"))
    text = (SCENARIO % "inkop").replace("told:", "tell:")
    (scenarios / "kop.yaml").write_text(text, encoding="utf-8")

    findings = linted("--scenarios scenarios")["findings"]

    assert {f["kind"] for f in findings} == {"lost_scenario"}
    assert any("`tell`" in f["says"] for f in findings)
    assert all(f["severity"] == "error" for f in findings)


def test_a_word_that_only_a_scenario_uses_is_used(folder, scenarios):
    vocabulary = VOCABULARY.replace("matters:", "matters:\n  fest: {label: fest}")
    lay_out(
        folder, rule("alla", matter="inkop", decides="namnd"), vocabulary=vocabulary
    )
    assert kinds(linted()) == ["unused_matter"]

    trap = (
        (SCENARIO % "fest")
        .replace("outcome: answered, decides: namnd, ", "")
        .replace(
            "expect: {cites: [ordning#p1]}", "expect: {outcome: no_rule, cites: []}"
        )
    )
    (scenarios / "fest.yaml").write_text(trap, encoding="utf-8")
    assert kinds(linted("--scenarios scenarios")) == []


# limits ---------------------------------------------------------------------------


def test_a_subject_with_too_many_cells_names_the_rules_that_multiply_it(folder):
    names = [f"o{n}" for n in range(5)]
    values = ", ".join(f"v{n}: v{n}" for n in range(9))
    vocabulary = VOCABULARY + "".join(
        f"  {name}: {{label: {name}, type: enum, values: {{{values}}}}}\n"
        for name in names
    )
    many = [
        rule(
            f"r-{name}-{n}", matter="inkop", when=f"{{{name}: v{n}}}", informed="[chef]"
        )
        for name in names
        for n in range(8)
    ]
    few = rule("enkel", matter="inkop", when="{stor: yes}", decides="namnd")
    lay_out(folder, *many, few, vocabulary=vocabulary)

    finding = only(linted(), "too_many_cells")

    assert finding["severity"] == "error"
    assert finding["about"] == names
    assert len(finding["rules"]) == 40
    assert "by/enkel" not in finding["rules"]
    message = shown(finding, 2)["error"]["message"]
    assert "cells" in message


def test_too_many_cells_are_found_where_asking_still_works(folder):
    """What is assumed adds no cells to a question, but it does to a walk."""
    names = [f"o{n}" for n in range(15)]
    vocabulary = VOCABULARY + "".join(
        f"  {name}: {{label: {name}, type: bool, default: no}}\n" for name in names
    )
    many = [
        rule(f"r-{name}", matter="inkop", when=f"{{{name}: yes}}", informed="[chef]")
        for name in names
    ]
    plain = rule("alla", matter="inkop", decides="namnd")
    lay_out(folder, plain, *many, vocabulary=vocabulary)

    finding = only(linted(), "too_many_cells")
    again = shown(finding, 1)

    assert run("who inkop -m by --rules rules").exit_code == 0
    assert [f["kind"] for f in again["findings"]] == ["too_many_cells"]


def test_a_rule_that_the_inference_library_cannot_hold_is_found(folder):
    values = ", ".join(f"v{n}: v{n}" for n in range(9))
    vocabulary = VOCABULARY + "".join(
        f"  {name}: {{label: {name}, type: enum, values: {{{values}}}}}\n"
        for name in ("fran", "till")
    )
    wanted = ", ".join(f"v{n}" for n in range(8))
    lay_out(
        folder,
        rule("enkel", matter="inkop", decides="namnd"),
        rule(
            "stor",
            matter="inkop",
            when=f"{{fran: [{wanted}], till: [{wanted}]}}",
            decides="chef",
        ),
        vocabulary=vocabulary,
    )

    finding = only(linted(), "unwieldy_rule")

    assert finding["rules"] == ["by/stor"]
    assert line_of(finding) == "- id: stor"
    assert "64" in finding["says"]
    assert "by/stor" in shown(finding, 2)["error"]["message"]


def test_an_unwieldy_rule_hides_no_other_finding(folder):
    values = ", ".join(f"v{n}: v{n}" for n in range(60))
    vocabulary = VOCABULARY + f"  s: {{label: s, type: enum, values: {{{values}}}}}\n"
    wanted = ", ".join(f"v{n}" for n in range(50))
    lay_out(
        folder,
        rule("a", matter="inkop", decides="namnd"),
        rule("b", matter="inkop", decides="chef"),
        rule("stor", matter="inkop", when=f"{{s: [{wanted}]}}", decides="chef"),
        vocabulary=vocabulary,
    )

    assert kinds(linted()) == ["contradiction", "unwieldy_rule"]


AMOUNT = "prisbasbelopp:\n  %s: {amount: 59200, source: SFS}\n"
BASED = rule(
    "billigt", matter="inkop", when="{belopp: {max: 1 prisbasbelopp}}", decides="chef"
) + rule(
    "dyrt", matter="inkop", when="{belopp: {over: 1 prisbasbelopp}}", decides="namnd"
)


def test_a_missing_amount_of_this_year_is_an_error(folder):
    lay_out(folder, BASED)
    (folder / "prisbasbelopp.yaml").write_text(AMOUNT % 2025, encoding="utf-8")

    finding = only(linted(), "missing_amount")

    assert finding["rules"] == ["by/billigt", "by/dyrt"]
    assert "2026" in finding["says"]
    assert "2026" in shown(finding, 2)["error"]["message"]


def test_an_amount_of_years_to_come_need_not_be_known(folder):
    lay_out(folder, BASED)
    (folder / "prisbasbelopp.yaml").write_text(AMOUNT % 2026, encoding="utf-8")

    assert kinds(linted()) == []


# acceptances ----------------------------------------------------------------------

CLASH = (
    rule("till-namnden", matter="inkop", decides="namnd"),
    rule("till-chefen", matter="inkop", decides="chef"),
)
ACCEPTED = """\
accepted:
  - finding: contradiction
    rules: [till-chefen, by/till-namnden]
    reason: Dokumentet motsäger sig självt.
"""


def test_an_accepted_finding_no_longer_fails_and_keeps_its_reason(folder):
    lay_out(folder, *CLASH, accepted=ACCEPTED)

    found = linted()

    assert found["findings"] == []
    (accepted,) = found["accepted"]
    assert accepted["kind"] == "contradiction"
    assert accepted["accepted"]["reason"] == "Dokumentet motsäger sig självt."
    assert accepted["accepted"]["file"].endswith("accepted.yaml")
    assert accepted["accepted"]["line"] == 2


def test_an_acceptance_covers_only_what_it_names(folder):
    lay_out(
        folder,
        *CLASH,
        rule("till-styrelsen", matter="inkop", decides="styrelse"),
        accepted=ACCEPTED,
    )

    assert set(kinds(linted())) == {"contradiction", "stale_acceptance"}


def test_an_acceptance_of_nothing_is_itself_found(folder):
    lay_out(folder, CLASH[0], accepted=ACCEPTED)

    finding = only(linted(), "stale_acceptance")
    again = shown(finding, 0)

    assert finding["severity"] == "warning"
    assert finding["rules"] == ["by/till-chefen", "by/till-namnden"]
    assert line_of(finding) == "- finding: contradiction"
    assert [f["kind"] for f in again["findings"]] == ["stale_acceptance"]


def test_a_document_is_accepted_without_its_pack(folder):
    accepted = """\
accepted:
  - finding: unknown_review
    about: ordning
    reason: Den bär inget datum.
"""
    lay_out(folder, sources=REVIEW % "", accepted=accepted)

    found = linted()

    assert found["findings"] == []
    assert [f["about"] for f in found["accepted"]] == [["by/ordning"]]


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("gapp", "menade du `gap`?"), ("luckor", "som `mandat lint` skriver den")],
)
def test_an_acceptance_of_a_kind_that_is_none_is_an_error(folder, written, remedy):
    """It hides nothing, and what it was to accept is found besides."""
    accepted = ACCEPTED.replace("contradiction", written)
    lay_out(folder, *CLASH, accepted=accepted)

    found = {f["kind"]: f for f in linted()["findings"]}
    finding = found["unknown_kind"]

    assert set(found) == {"contradiction", "unknown_kind"}
    assert finding["severity"] == "error"
    assert f"`{written}`" in finding["says"]
    assert remedy in finding["remedy"]
    assert line_of(finding) == f"- finding: {written}"
    shown(finding, 1)


def test_an_acceptance_needs_a_reason(folder):
    lay_out(folder, accepted=ACCEPTED.replace("reason", "because"))

    result = run("lint --rules rules")

    assert result.exit_code == 2
    assert "nothing is accepted without a reason" in result.stderr


# what is walked -------------------------------------------------------------------


def test_what_jurisdictions_share_is_walked_once_and_loses_no_finding():
    folder = RulesFolder(shipped("rules"))

    def found(*municipalities):
        result = lint(load_written(folder, municipalities), None, TODAY)
        listed = (*result.findings, *result.accepted)
        return {f.key for f in listed if f.kind.name in FROM_CELLS}

    together = found("", "kungsor")

    assert len(together) >= 5
    assert together == found("") | found("kungsor")


#: The kinds that are read from the answers of cells.
FROM_CELLS = {
    "contradiction",
    "gap",
    "never_prevails",
    "set_aside",
    "unlawful_delegation",
    "another_committees_field",
}


def sightings(result, kind):
    return [f.sighting for f in result.findings if f.kind.name == kind]


def in_memory(jurisdiction):
    """Return a jurisdiction as if it had been read from files."""
    return Written(
        jurisdictions={jurisdiction.id: jurisdiction}, accepted={}, terms={}, users={}
    )


def derivable(jurisdiction):
    return {
        name
        for rule in jurisdiction.rules
        if isinstance(rule.conclusion, ClassificationConclusion)
        for name, _ in rule.conclusion.derives
    }


def sayable(jurisdiction, known):
    """Return known facts as people give them.

    What a classification derives is left to it, and that something does not exist is
    only said where a rule asks for it.
    """
    asked = {
        condition.circumstance
        for rule in jurisdiction.rules
        for group in (rule.when, *rule.unless)
        for condition in group
        if isinstance(condition, Present)
    }
    return tuple(
        sorted(
            (name, value)
            for name, value in known.items()
            if name not in derivable(jurisdiction)
            and (value is not None or name in asked)
        )
    )


KINDS = st.sampled_from([RuleKind.DECISION, RuleKind.CONTACT, RuleKind.CONDUCT])


#: Every example is a whole lint, so fewer of them are tried than of other properties.
FEWER = settings(max_examples=max(1, settings.default.max_examples // 5))


def few_rules(kind):
    """Return jurisdictions so small that every cell of every subject is soon walked."""
    return st.builds(
        rulebooks.made,
        rulebooks.SEEDS,
        st.just(kind),
        st.frozensets(st.integers(0, rulebooks.MOST_RULES - 1), min_size=2, max_size=4),
        st.frozensets(st.integers(0, rulebooks.MOST_CLASSIFICATIONS - 1), max_size=2),
    )


@FEWER
@given(data=st.data())
def test_no_conflict_of_any_question_is_missed(data):
    kind = data.draw(KINDS)
    jurisdiction = data.draw(few_rules(kind))
    space = Space(jurisdiction)
    result = lint(in_memory(jurisdiction), None, rulebooks.DAY)
    clashes = sightings(result, "contradiction")
    found = [frozenset(f.rules) for f in clashes if not f.about]
    about = {f.about[0] for f in clashes if f.about}
    for _ in range(10):
        slots, known = data.draw(rulebooks.questions(kind))
        if len(slots) < len(rulebooks.SCOPES[kind]) - (kind is RuleKind.CONTACT):
            continue
        said = sayable(jurisdiction, known)
        answer = space.ask(Question(kind, tuple(slots.items()), said, rulebooks.DAY))
        if answer.outcome is not Outcome.CONFLICT:
            continue
        split = {
            note.circumstance
            for note in answer.notes
            if note.kind is NoteKind.CLASSIFICATIONS_DISAGREE
        }
        # every side of the conflict is named by some contradiction
        assert split & about or any(
            all(rules & set(finding.rules) for finding in answer.findings)
            for rules in found
        )


@FEWER
@given(data=st.data())
def test_every_witness_of_a_random_rulebook_shows_its_finding(data):
    kind = data.draw(KINDS)
    jurisdiction = data.draw(few_rules(kind))
    space = Space(jurisdiction)
    for finding in lint(in_memory(jurisdiction), None, rulebooks.DAY).findings:
        question = finding.sighting.witness.question
        if question is None:
            continue
        answer = space.ask(question)
        seen = finding.sighting
        match finding.kind.name:
            case "contradiction":
                assert answer.outcome is Outcome.CONFLICT
            case "gap":
                assert answer.outcome in {Outcome.NO_RULE, Outcome.ANSWERED}
                assert not any(
                    isinstance(f.conclusion, DecisionConclusion)
                    and f.conclusion.party(Function.DECIDES)
                    for f in answer.findings
                )
            case "set_aside" | "unlawful_delegation":
                assert seen.rules in {(loss.rule, loss.to) for loss in answer.lost}
            case "never_prevails":
                assert seen.rules[0] not in answer.rules


@FEWER
@given(data=st.data())
def test_a_rule_said_never_to_prevail_prevails_in_no_question(data):
    kind = data.draw(KINDS)
    jurisdiction = data.draw(few_rules(kind))
    space = Space(jurisdiction)
    result = lint(in_memory(jurisdiction), None, rulebooks.DAY)
    never = {f.rules[0] for f in sightings(result, "never_prevails")}
    for _ in range(10):
        slots, known = data.draw(rulebooks.questions(kind))
        if len(slots) < len(rulebooks.SCOPES[kind]) - (kind is RuleKind.CONTACT):
            continue
        said = sayable(jurisdiction, known)
        question = Question(kind, tuple(slots.items()), said, rulebooks.DAY)
        assert not never & set(space.ask(question).rules)


@FEWER
@given(data=st.data())
def test_a_world_says_what_no_classification_derives_and_nothing_else(data):
    kind = data.draw(KINDS)
    jurisdiction = data.draw(few_rules(kind))
    slots, _ = data.draw(rulebooks.questions(kind))
    space = Space(jurisdiction)
    subject = tuple(slots.items())
    question = Question(kind, subject, (), rulebooks.DAY)
    dimensions = space.relevant(question)
    if max((len(d.classes) for d in dimensions), default=0) ** len(dimensions) > 2_000:
        return
    every = dict(space.cells(kind, subject, rulebooks.DAY))
    worlds = dict(space.worlds(kind, subject, rulebooks.DAY))

    assert worlds.items() <= every.items()
    for cell in worlds:
        known = {
            d.name: d.classes[n].representative
            for d, n in zip(dimensions, cell, strict=True)
            if n != UNSAID
        }
        found = space.decider.concluded(
            space.decider.subject(kind, subject), known, rulebooks.DAY
        )
        settled = {d.circumstance for d in found.derived}
        unsaid = {d.name for d, n in zip(dimensions, cell, strict=True) if n == UNSAID}
        assert unsaid <= settled
        assert not settled & set(known)


# the shipped packs ----------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped_result():
    result = run(f"lint --format json --on {DAY}")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_shipped_packs_have_no_error_and_no_finding_left_unexplained(
    shipped_result,
):
    assert shipped_result["findings"] == []
    assert {f["severity"] for f in shipped_result["accepted"]} == {"warning"}
    assert all(f["accepted"]["reason"] for f in shipped_result["accepted"])


def test_the_shipped_packs_differ_from_the_law_where_their_documents_do(shipped_result):
    """T1 (the instruction) and T7 (the auditor), both in Kungsör's guideline."""
    aside = {
        (f["municipality"], f["rules"][0], f["cites"][0])
        for f in shipped_result["accepted"]
        if f["kind"] == "set_aside"
    }

    assert aside == {
        (
            "kungsor",
            "kungsor/instruktion-for-kommundirektoren",
            "kommunallagen/kl#7-2",
        ),
        (
            "kungsor",
            "kungsor/fortroendevald-gar-via-forvaltningschefen",
            "kommunallagen/kl#12-9",
        ),
        ("kungsor", "kungsor/forvaltningschefen-ar-ingangen", "kommunallagen/kl#12-9"),
    }


def test_kungsors_yearly_review_is_not_known_to_have_been_done(shipped_result):
    reviews = [f["about"] for f in shipped_result["accepted"] if "review" in f["kind"]]

    assert reviews == [["kungsor/spelregler"]]


def test_every_witness_in_the_shipped_packs_runs(shipped_result):
    for finding in shipped_result["accepted"]:
        program, *words = shlex.split(finding["witness"])
        result = run(shlex.join(words))

        assert program == "mandat"
        assert result.exit_code in {0, 3}, (finding["witness"], result.output)
        if finding["kind"] == "gap":
            assert not re.search(r"^  beslutar", result.stdout, re.MULTILINE)


def test_one_municipality_is_linted_with_the_packs_it_uses():
    result = run(f"lint -m kungsör --format json --on {DAY}")
    found = json.loads(result.stdout)

    assert result.exit_code == 0, result.output
    assert {f["municipality"] for f in found["accepted"]} == {"kungsor"}
    assert found["findings"] == []


def test_severities_are_what_the_exit_code_rests_on():
    assert [severity.value for severity in Severity] == ["error", "warning", "info"]
