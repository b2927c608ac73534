"""`mandat check --accept` rewrites what changed, records why, and touches no more."""

import json
import os
import stat

import pytest

from engine.rulebook.model.problems import EngineError
from engine.scenarios.acceptance import replace_files
from tests.support.terminal import run
from tests.support.town import RULES, SCENARIOS, check, write_town

DECISION = ("--decision", "KS 2026-11-30 § 12", "--why", "nya beloppsgränser")


def moved(rules):
    return rules.replace("100000", "150000")


def told(place):
    return (place / "scenarios" / "provby" / "fall.yaml").read_bytes().decode("utf-8")


def accept(place, *words, code=0):
    done = check(place, "--accept", *(words or DECISION))
    assert done.exit_code == code, done.output
    return done


def town(place, scenarios=SCENARIOS, rules=None):
    """Write the town with a limit moved, so that one scenario misses."""
    write_town(place, rules=rules or moved(RULES), scenarios=scenarios)
    return place


def without_record(text):
    """Return a file without the lines that record a decision."""
    lines = text.split("\n")
    kept, skipping = [], False
    for line in lines:
        if line.strip() == "accepted:":
            skipping = True
        elif skipping and not line.startswith("      "):
            skipping = False
        if not skipping:
            kept.append(line)
    return "\n".join(kept)


def test_only_what_changed_is_rewritten_and_the_decision_recorded(tmp_path):
    town(tmp_path)

    done = accept(tmp_path)

    expected = SCENARIOS.replace(
        "      decides: namnd\n      approves: fullmaktige\n"
        "      cites: [ordning#p2]\n",
        "      decides: chef\n      cites: [ordning#p1]\n"
        "    accepted:\n"
        '      - decision: "KS 2026-11-30 § 12"\n'
        "        on: DAY\n"
        '        why: "nya beloppsgränser"\n',
    )
    assert expected != SCENARIOS
    found = told(tmp_path)
    (day,) = [line for line in found.split("\n") if line.startswith("        on: ")]
    assert found == expected.replace("        on: DAY", day)
    assert "decides: namnd → chef" in done.stdout
    assert "cites: [provby/ordning#p2] → [provby/ordning#p1]" in done.stdout
    assert "approves: fullmaktige → inget" in done.stdout
    assert check(tmp_path).exit_code == 0


def test_comments_order_quotes_and_line_breaks_stay(tmp_path):
    odd = (
        "# Sägs först.\r\n"
        + SCENARIOS.replace(
            "    told: Bänkarna blev en krona dyrare.",
            '    told: "Bänkarna # blev en krona dyrare."   # så går det',
        )
        .replace("      decides: namnd\n", "      decides:   'namnd'   # ännu\n")
        .replace("\n", "\r\n")
        + "\r\n# Sägs sist.\r\n"
    )
    place = town(tmp_path)
    file = place / "scenarios" / "provby" / "fall.yaml"
    file.write_bytes(odd.encode("utf-8"))

    accept(place)

    after = file.read_bytes().decode("utf-8")
    assert "\n" not in after.replace("\r\n", "")
    assert without_record(after.replace("\r\n", "\n")) == odd.replace(
        "\r\n", "\n"
    ).replace("decides:   'namnd'   # ännu", "decides:   chef   # ännu").replace(
        "      approves: fullmaktige\n      cites: [ordning#p2]\n",
        "      cites: [ordning#p1]\n",
    )


def test_a_list_of_items_below_each_other_stays_one(tmp_path):
    block = SCENARIOS.replace(
        "      cites: [ordning#p2]\n", "      cites:\n        - ordning#p2\n"
    )
    accept(town(tmp_path, block))

    assert "      cites:\n        - ordning#p1\n    accepted:\n" in told(tmp_path)


def test_an_expectation_in_brackets_is_rewritten_in_them(tmp_path):
    flow = SCENARIOS.replace(
        "decides: chef, cites: [ordning#p1]",
        "decides: namnd, approves: fullmaktige, cites: [ordning#p2]",
    )
    assert flow != SCENARIOS
    accept(town(tmp_path, flow, RULES))

    assert without_record(told(tmp_path)) == SCENARIOS


def test_an_answer_that_is_gone_is_accepted(tmp_path):
    rules = RULES.replace(
        "{from: politiker, to: rektor}", "{from: rektor, to: politiker}"
    )
    accept(town(tmp_path, rules=rules))

    text = told(tmp_path)
    gone = text[text.index("- id: samtalet") : text.index("- id: branden")]
    assert "    expect:\n      outcome: no_rule\n      cites: []\n    accepted:" in gone


def test_an_answer_where_there_was_none_says_what_it_is(tmp_path):
    rules = RULES.replace("    unless: {akut: yes}\n", "")
    accept(town(tmp_path, rules=rules))

    text = told(tmp_path)
    assert (
        "    expect: {outcome: answered, cites: [ordning#p3], via: [direktor], "
        "strength: must}\n    accepted:\n"
    ) in text
    assert check(tmp_path).exit_code == 0


def test_a_second_decision_is_recorded_below_the_first(tmp_path):
    accept(town(tmp_path))
    write_town(tmp_path, scenarios=told(tmp_path))
    accept(tmp_path, "--decision", "KS 2027 § 1", "--why", "tillbaka")

    text = told(tmp_path)
    first, second = text.index("KS 2026-11-30 § 12"), text.index("KS 2027 § 1")
    assert first < second
    assert text.count("accepted:") == 1
    restored = without_record(text)
    assert "decides: namnd" in restored
    assert "cites: [ordning#p2]" in restored
    assert check(tmp_path).exit_code == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "--accept behöver både"),
        (["--decision", "KS § 1"], "--accept behöver både"),
        (["--why", "nytt"], "--accept behöver både"),
        ([*DECISION, "--coverage"], "kör först det ena och sedan det andra"),
        (["--decision", " ", "--why", "nytt"], "skriv några ord på en rad"),
        (["--decision", "KS § 1", "--why", "två\nrader"], "på en rad"),
    ],
)
def test_nothing_is_accepted_without_a_decision_and_a_reason(tmp_path, words, why):
    town(tmp_path)

    done = check(tmp_path, "--accept", *words)

    assert done.exit_code == 2
    assert why in " ".join(done.stderr.split())
    assert told(tmp_path) == SCENARIOS


def test_a_decision_without_accept_is_wrong_usage(tmp_path):
    town(tmp_path)

    assert check(tmp_path, *DECISION).exit_code == 2
    assert told(tmp_path) == SCENARIOS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "      cites: [ordning#p2]\n",
            "      cites:\n        # se beslutet\n        - ordning#p2\n",
        ),
        ("      approves: fullmaktige\n", "      approves: fullmaktige  # därför\n"),
    ],
)
def test_a_comment_within_what_would_go_is_not_lost(tmp_path, before, after):
    commented = SCENARIOS.replace(before, after)
    assert commented != SCENARIOS
    town(tmp_path, commented)

    done = accept(tmp_path, code=1)

    assert told(tmp_path) == commented
    assert "en-krona-over: lämnat som det var: det står en kommentar" in done.stdout
    assert "0 godtagna i 0 filer, 1 lämnade som de var" in done.stderr


def test_a_scenario_in_brackets_is_reported_and_the_others_accepted(tmp_path):
    flow = (
        "  - {id: klammer, municipality: provby, told: Köp., ask: {who: inkop}, "
        "given: {belopp: 120000}, expect: {outcome: answered, decides: namnd, "
        "approves: fullmaktige, cites: [ordning#p2]}}\n"
    )
    town(tmp_path, SCENARIOS + flow)

    done = accept(tmp_path, code=1)

    assert told(tmp_path).endswith(flow)
    assert "klammer: lämnat som det var: scenariot står inom klamrar" in done.stdout
    assert "en-krona-over: godtaget" in done.stdout


def test_when_nothing_was_missed_nothing_is_written(tmp_path):
    write_town(tmp_path)
    file = tmp_path / "scenarios" / "provby" / "fall.yaml"
    before = file.stat()

    done = accept(tmp_path)

    assert done.stdout == ""
    assert "0 godtagna" in done.stderr
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert file.stat().st_ino == before.st_ino


def test_only_the_chosen_scenarios_are_rewritten(tmp_path):
    town(tmp_path)

    accept(tmp_path, *DECISION, "-k", "samtalet")

    assert told(tmp_path) == SCENARIOS


def test_a_file_keeps_its_mode_and_leaves_nothing_beside_it(tmp_path):
    town(tmp_path)
    file = tmp_path / "scenarios" / "provby" / "fall.yaml"
    file.chmod(0o640)

    accept(tmp_path)

    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(file.parent) == ["fall.yaml"]  # noqa: PTH208 - hidden ones, too


def test_a_link_stays_a_link(tmp_path):
    town(tmp_path)
    file = tmp_path / "scenarios" / "provby" / "fall.yaml"
    real = tmp_path / "scenarios" / "annorstades.txt"
    file.rename(real)
    file.symlink_to(real)

    accept(tmp_path)

    assert file.is_symlink()
    assert "accepted:" in real.read_text("utf-8")


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path):
    town(tmp_path)
    file = tmp_path / "scenarios" / "provby" / "fall.yaml"
    real = tmp_path / "annorstades.yaml"
    file.rename(real)
    file.symlink_to(real)
    before = real.read_bytes()

    done = accept(tmp_path, code=2)

    assert "[file/link-outside]" in done.stderr
    assert real.read_bytes() == before


def test_json_tells_what_was_accepted_and_what_was_left(tmp_path):
    town(tmp_path)

    found = json.loads(accept(tmp_path, *DECISION, "--format", "json").stdout)

    assert found["schema"] == 1
    assert found["decision"] == "KS 2026-11-30 § 12"
    (case,) = found["accepted"]
    assert case["id"] == "en-krona-over"
    assert "decides: namnd → chef" in case["changes"]
    assert found["left"] == []


def test_accepting_there_and_back_leaves_only_what_was_not_asked_for(tmp_path):
    accept(town(tmp_path))
    write_town(tmp_path, scenarios=told(tmp_path))
    accept(tmp_path)

    found, wanted = without_record(told(tmp_path)), SCENARIOS
    moved_last = "      approves: fullmaktige\n"
    assert sorted(found.split("\n")) == sorted(
        wanted.replace(moved_last, "").split("\n")
    )


DILEMMA = """\
dilemmas:
  - id: banken
    municipality: provby
    told: Nämnden vill ha bänken, chefen vill det inte.
    training:
      title: Bänken
      question: Vem får rätt?
      level: basic
      themes: [delegation]
    positions: [Nämnden., Chefen.]
    asks:
      - ask: {who: inkop}
        given: {belopp: 50000}
        expect: {outcome: answered, decides: chef, cites: [ordning#p1]}
      - ask: {who: inkop}
        given: {belopp: 120000}
        expect:
          outcome: answered
          decides: namnd
          cites: [ordning#p2]
    stops: Där.
    settled_by: namnd
    settled_how: De talar med varandra.
"""


def test_a_question_of_a_dilemma_is_rewritten_in_its_place(tmp_path):
    town(tmp_path, SCENARIOS.replace("belopp: 100001", "belopp: 200000") + DILEMMA)
    (tmp_path / "scenarios" / "themes.yaml").write_text(
        "themes:\n  delegation: Delegation\n", "utf-8"
    )

    accept(tmp_path)

    before, after = DILEMMA.split("          decides: namnd\n")
    text = told(tmp_path)
    assert before in text
    assert (
        "          decides: chef\n          cites: [ordning#p1]\n        accepted:\n"
        '          - decision: "KS 2026-11-30 § 12"\n'
    ) in text
    assert text.endswith(after.removeprefix("          cites: [ordning#p2]\n"))
    assert check(tmp_path).exit_code == 0


def unnamed(place, *words):
    """Run `mandat check` on the town's rules, without naming scenarios."""
    return run("check --rules", place / "rules", *words)


def test_accepting_without_naming_files_is_wrong_usage(tmp_path):
    town(tmp_path)

    done = unnamed(tmp_path, "--accept", *DECISION)

    assert done.exit_code == 2
    assert "ange vilka, som i `mandat check scenarios`" in " ".join(done.stderr.split())
    assert told(tmp_path) == SCENARIOS


def test_the_scenarios_beside_the_rules_are_replayed_when_none_are_named(tmp_path):
    town(tmp_path)

    found = json.loads(unnamed(tmp_path, "--format", "json").stdout)

    (missed,) = found["missed"]
    assert missed["file"].endswith("scenarios/provby/fall.yaml")
    assert str(tmp_path) in missed["file"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path):
    file = tmp_path / "fall.yaml"
    file.write_bytes(b"new")

    with pytest.raises(EngineError, match="accept/file-changed"):
        replace_files({str(file): (b"old", b"rewritten")})

    assert file.read_bytes() == b"new"
