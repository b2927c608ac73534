"""Answers that depend: what a table says of contradictions, order, notes and facts."""

import json

import pytest

from tests.support import town as towns
from tests.support.terminal import run

#: The director decides small purchases; large ones the manager does in school matters
#: and the committee above 500,000 kronor unless it is urgent: neither is narrower.
CROSSING = "rules:\n" + "".join(
    towns.rule_text(
        name, matter="inkop", decides=name, cites=f"ordning#{cites}", when=when
    )
    for name, cites, when in [
        ("direktor", "p4", "{belopp: {max: 100000}}"),
        ("chef", "p1", "{belopp: {over: 100000}, omrade: skola}"),
        ("namnd", "p2", "{belopp: {over: 500000}, akut: no}"),
    ]
)


def asked(place, words, *, language="sv", **files):
    """Return exit code and output of a question to the town with these rules."""
    town = towns.write_town(place, **files)
    return run(words, "--rules", town.rules, "-m", "provby", "--lang", language)


def answer_to(place, words, **files):
    """Return exit code and JSON object of a question to the town."""
    result = asked(place, f"{words} --format json", **files)
    return result.exit_code, json.loads(result.stdout)


def test_a_row_in_which_the_rules_contradict_each_other_says_so(tmp_path):
    result = asked(tmp_path, "who inköp -g område=skola", rules=CROSSING)
    assert result.exit_code == 3
    lines = [line for line in result.stdout.splitlines() if "över 500 000" in line]
    assert len(lines) == 1
    text = " ".join(result.stdout.split())
    assert "Svaret beror på: belopp" in text
    assert "I något fall säger reglerna emot varandra" in text
    assert "antingen chefen, eller" in text


def test_a_contradiction_in_a_table_is_one_in_english(tmp_path):
    result = asked(tmp_path, "who inköp -g område=skola", rules=CROSSING, language="en")
    assert result.exit_code == 3
    text = " ".join(result.stdout.split())
    assert "In some case the rules contradict each other" in text
    assert "either the" in text


def test_a_contradiction_in_some_case_is_the_outcome_of_the_whole(tmp_path):
    exit_code, answer = answer_to(tmp_path, "who inköp -g område=skola", rules=CROSSING)
    assert exit_code == 3
    assert answer["outcome"] == "conflict"
    assert [each["id"] for each in answer["depends_on"]] == ["belopp"]
    disputed = [each for each in answer["answers"] if each["outcome"] == "conflict"]
    assert {each["decides"]["roles"][0]["id"] for each in disputed} == {"chef", "namnd"}
    assert len({json.dumps(each["when"]) for each in disputed}) == 1


@pytest.mark.parametrize("amount", [100_000, 500_000])
def test_asked_where_the_rules_agree_there_is_no_contradiction(tmp_path, amount):
    words = f"who inköp -g område=skola -g belopp={amount}"
    exit_code, answer = answer_to(tmp_path, words, rules=CROSSING)
    assert (exit_code, answer["outcome"]) == (0, "answered")


def test_a_scenario_expects_the_conflict_of_some_case(tmp_path):
    scenario = """\
scenarios:
  - id: nagot-fall
    municipality: provby
    told: Skolan köper in något.
    ask: {who: inkop}
    given: {omrade: skola}
    expect:
      outcome: OUTCOME
      depends_on: [belopp]
      cites: [ordning#p1, ordning#p2, ordning#p4]
"""
    towns.write_town(
        tmp_path, rules=CROSSING, scenarios=scenario.replace("OUTCOME", "conflict")
    )
    assert towns.check(tmp_path).exit_code == 0
    towns.write_town(
        tmp_path, rules=CROSSING, scenarios=scenario.replace("OUTCOME", "depends")
    )
    assert towns.check(tmp_path).exit_code == 1


def unread(answer):
    """Return the facts that an answer says that nothing reads."""
    return {
        note["circumstance"]: note["value"]
        for note in answer["notes"]
        if note["kind"] == "unread"
    }


def test_a_fact_that_no_rule_of_the_question_reads_is_said(tmp_path):
    words = "who inköp -g belopp=5 -g område=vård -g akut=ja"
    exit_code, answer = answer_to(tmp_path, words)
    assert (exit_code, answer["outcome"]) == (0, "answered")
    assert unread(answer) == {"omrade": "vard", "akut": True}


def test_a_fact_is_read_where_only_another_question_does_not_read_it(tmp_path):
    _, answer = answer_to(tmp_path, "route politikern rektorn -g akut=ja -g belopp=5")
    assert unread(answer) == {"belopp": 5}


def test_a_fact_that_only_a_classification_reads_is_read(tmp_path):
    rules = "rules:\n" + "".join(
        [
            towns.rule_text("skolans", derive="{omrade: skola}", when="{akut: yes}"),
            towns.rule_text(
                "chefens", matter="inkop", when="{omrade: skola}", decides="chef"
            ),
        ]
    )
    words = "who inköp -g akut=ja -g belopp=5"
    _, answer = answer_to(tmp_path, words, rules=rules)
    assert (answer["outcome"], unread(answer)) == ("answered", {"belopp": 5})


def test_a_fact_that_tells_whom_a_role_means_is_read(tmp_path):
    roles = """\
  narmast:
    label: {sv: den närmaste, en: the nearest}
    resolves: {circumstance: omrade, as: {skola: rektor, vard: direktor}}
matters:
"""
    vocabulary = towns.VOCABULARY.replace("matters:\n", roles)
    rules = "rules:\n" + towns.rule_text("narmasts", matter="inkop", decides="narmast")
    words = "who inköp -g område=skola -g akut=ja"
    _, answer = answer_to(tmp_path, words, rules=rules, vocabulary=vocabulary)
    assert unread(answer) == {"akut": True}


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("sv", "Används inte i någon regel om frågan: akut: ja."),
        ("en", "Used in no rule on the question: urgent: yes."),
    ],
)
def test_that_nothing_reads_a_fact_is_said_in_words(tmp_path, language, says):
    result = asked(tmp_path, "who inköp -g belopp=5 -g akut=ja", language=language)
    assert says in " ".join(result.stdout.split())


#: Two rules of three that carry a remark; one remark concerns the row of one alone.
REMARKED = "rules:\n" + "".join(
    towns.rule_text(
        decides, matter="inkop", when=f"{{omrade: {where}}}", decides=decides, **more
    )
    for decides, where, more in [
        ("chef", "skola", {"note": "Bara i skolan."}),
        ("namnd", "vard", {}),
        ("direktor", "park", {"note": "Bara i parken."}),
    ]
)


def test_a_note_that_concerns_some_rows_is_marked_on_them(tmp_path):
    lines = asked(tmp_path, "who inköp", rules=REMARKED).stdout.splitlines()

    def marks(start):
        (line,) = [each for each in lines if start in each]
        return {mark for mark in ("[a]", "[b]", "[c]") if mark in line}

    assert len(marks("│ skola ")) == len(marks("│ park ")) == 1
    assert marks("│ skola ") == marks("Bara i skolan.")
    assert marks("│ park ") == marks("Bara i parken.") != marks("│ skola ")
    assert marks("│ vård ") == set()


def test_a_note_that_concerns_every_row_has_no_mark(tmp_path):
    rules = REMARKED.replace("Bara i skolan.", "Alltid.").replace(
        "Bara i parken.", "Alltid."
    )
    rules = rules.replace("decides: namnd\n", "decides: namnd\n    note: Alltid.\n")
    text = asked(tmp_path, "who inköp", rules=rules).stdout
    assert "• Alltid." in text
    assert "[a]" not in text


def test_json_tells_which_notes_concern_a_row(tmp_path):
    _, answer = answer_to(tmp_path, "who inköp", rules=REMARKED)
    by_role = {
        each["decides"]["roles"][0]["id"]: [
            answer["notes"][number]["text"] for number in each.get("notes", [])
        ]
        for each in answer["answers"]
    }
    assert by_role == {
        "chef": ["Bara i skolan."],
        "namnd": [],
        "direktor": ["Bara i parken."],
    }


def test_the_page_of_a_role_goes_from_the_lowest_amount_to_the_highest(tmp_path):
    # the approval cuts the lower amounts in two, so that they hold more cells
    rules = "rules:\n" + "".join(
        [
            towns.rule_text(
                "namndens",
                matter="inkop",
                unless="[{omrade: skola, belopp: {over: 500000}}, "
                "{omrade: vard, belopp: {max: 2000000}}, {omrade: park}]",
                decides="namnd",
            ),
            towns.rule_text(
                "chefens", matter="inkop", when="{belopp: {max: 9000}}", approves="chef"
            ),
        ]
    )
    text = " ".join(asked(tmp_path, "show nämnden", rules=rules).stdout.split())
    assert text.index("högst 500 000") < text.index("över 2 000 000")


def test_one_role_in_order_is_that_role(tmp_path):
    rules = "rules:\n" + towns.rule_text(
        "lov", matter="inkop", decides="{in_order: [namnd]}"
    )
    exit_code, answer = answer_to(tmp_path, "who inköp", rules=rules)
    assert exit_code == 0
    assert answer["answers"][0]["decides"]["mode"] == "one"
    assert "förhinder" not in asked(tmp_path, "who inköp", rules=rules).stdout


def test_a_remark_on_one_side_of_a_conflict_is_marked_on_it(tmp_path):
    rules = "rules:\n" + "".join(
        towns.rule_text(
            name, matter="inkop", decides=name, cites=f"ordning#{p}", **more
        )
        for name, p, more in [
            ("chef", "p1", {"note": "Bara till årsskiftet."}),
            ("namnd", "p2", {}),
        ]
    )
    shown = asked(tmp_path, "who inköp", rules=rules).stdout
    assert "Antingen [1] [a]\n" in shown
    assert "Eller [2]\n" in shown
    assert "[a] Bara till årsskiftet." in shown
    exit_code, answer = answer_to(tmp_path, "who inköp", rules=rules)
    assert exit_code == 3
    assert [side.get("notes") for side in answer["answers"]] == [[0], None]
