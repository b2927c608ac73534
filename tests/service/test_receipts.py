"""A receipt keeps an answer, and tells later whether it is the answer still."""

import datetime as dt
import json

import pytest

from engine import EngineError, Mandat, check_receipt, receipt
from tests.support.terminal import run
from tests.support.town import RULES, SOURCES, VOCABULARY, write_town

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def town(tmp_path):
    write_town(tmp_path)
    return tmp_path


def opened(town):
    return Mandat.open(town / "rules", today=lambda: DAY)


@pytest.fixture
def kept(town):
    """Ask who buys for 50,000 kronor, and keep the answer."""
    mandat = opened(town)
    response = mandat.of("provby").who("inköp", given={"belopp": 50_000}, on=DAY)
    file = town / "receipt.json"
    receipt(response, mandat).write(file)
    return file


def changed(town, before, after, name="rules"):
    file = town / "rules" / "provby" / f"{name}.yaml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_the_same_rules_give_the_same_answer(town, kept):
    check = check_receipt(kept, opened(town))

    assert (check.is_same, check.is_same_rules, check.passages) == (True, True, ())


def test_another_decider_is_told_with_both_answers(town, kept):
    changed(town, "decides: chef", "decides: direktor")

    check = check_receipt(kept, opened(town))

    assert (check.is_same, check.is_same_rules) == (False, False)
    text = check.to_text()
    assert "beslutar  chefen" in text
    assert "beslutar  direktören" in text
    assert "är ett annat nu" in text


def test_a_change_of_other_rules_leaves_the_answer_the_same(town, kept):
    changed(town, "via: [direktor]", "via: [namnd]")

    check = check_receipt(kept, opened(town))

    assert (check.is_same, check.is_same_rules) == (True, False)


def test_a_passage_whose_text_has_changed_is_told_though_the_answer_is_the_same(town):
    with_print = SOURCES.replace("p1: {", f"p1: {{fingerprint: '4:{'a' * 64}', ")
    write_town(town, sources=with_print)
    mandat, file = opened(town), town / "kept.json"
    response = mandat.of("provby").who("inköp", given={"belopp": 1}, on=DAY)
    receipt(response, mandat).write(file)
    changed(town, "a" * 64, "b" * 64, "sources")

    check = check_receipt(file, opened(town))

    assert check.is_same
    assert [(p.id, p.change.value) for p in check.passages] == [
        ("provby/ordning#p1", "changed")
    ]
    assert "Delegationsordning" in check.to_text()


def test_passages_that_are_new_and_no_longer_cited_are_told_with_their_document(
    town, kept
):
    changed(town, "cites: ordning#p1", "cites: ordning#p2")
    changed(
        town, "status: adopted", "status: adopted\n    adopted: 2026-02-11", "sources"
    )

    check = check_receipt(kept, opened(town))

    assert {p.change.value for p in check.passages} == {"new", "no_longer_cited"}
    assert "beslutat 2026-02-11" in check.to_text()


def test_a_question_that_cannot_be_asked_any_more_is_told(town, kept):
    changed(
        town,
        "  belopp: {label: {sv: belopp, en: amount}, type: money}\n",
        "",
        "vocabulary",
    )
    changed(town, "    when: {belopp: {max: 100000}}\n", "")
    changed(town, "    when: {belopp: {over: 100000}}\n", "")

    check = check_receipt(kept, opened(town))

    assert check.response is None
    assert not check.is_same
    assert check.to_dict()["problem"] == "question/unknown-circumstance"
    assert "belopp" in check.to_text("en")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b"{}",
        b'{"answer": 5}',
        b'{"answer": {"question": {"kind": "x"}}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_receipt_is_refused(town, content):
    file = town / "r.json"
    file.write_bytes(content)

    with pytest.raises(EngineError) as error:
        check_receipt(file, opened(town))

    assert error.value.message.code == "receipt/none"


@pytest.mark.parametrize("place", ["number", "fact", "kind", "municipality", "slot"])
def test_a_receipt_that_was_changed_by_hand_is_refused(town, kept, place):
    content = json.loads(kept.read_text("utf-8"))
    question = content["answer"]["question"]
    match place:
        case "number":
            content["receipt"] = "0" * 16
        case "fact":
            question["given"]["belopp"] = 200_000
        case "kind":
            question["kind"] = "contact"
        case "municipality":
            question["municipality"] = "linkoping"
        case "slot":
            question["asked"] = {"from": {"id": "chef", "label": "chef"}}
    kept.write_text(json.dumps(content), "utf-8")

    with pytest.raises(EngineError) as error:
        check_receipt(kept, opened(town))

    assert error.value.message.code == "receipt/altered"


def test_a_receipt_is_never_written_over(town, kept):
    before = kept.read_bytes()
    mandat = opened(town)
    response = mandat.of("provby").who("inköp")

    with pytest.raises(EngineError) as error:
        receipt(response, mandat).write(kept)

    assert error.value.message.code == "receipt/exists"
    assert kept.read_bytes() == before


def test_money_decimals_and_days_come_back_as_they_were(tmp_path):
    words = """\
  andel: {label: andel, type: decimal}
  dag: {label: dag, type: date}
"""
    rules = RULES.replace(
        "when: {belopp: {max: 100000}}",
        "when: {belopp: {max: 100000}, andel: {max: 0.5}, dag: {min: 2026-01-01}}",
    )
    write_town(tmp_path, rules=rules, vocabulary=VOCABULARY + words)
    mandat = opened(tmp_path)
    given = {"belopp": "50 000,50", "andel": "0,25", "dag": "2026-02-01"}
    response = mandat.of("provby").who("inköp", given=given, on=DAY)
    receipt(response, mandat).write(tmp_path / "r.json")

    check = check_receipt(tmp_path / "r.json", mandat)

    assert check.is_same
    assert check.response.question == response.question


# at the terminal ----------------------------------------------------------------------


def test_a_question_is_kept_and_verified_at_the_terminal(town):
    here = f"--rules {town / 'rules'} --lang en"
    file = town / "kept.json"
    asked = run(f"who inkop -m provby -g belopp=5 --receipt {file} {here}")
    assert asked.exit_code == 0

    same = run(f"verify {file} {here}")
    assert same.exit_code == 0
    assert "is the same" in same.stdout

    changed(town, "decides: chef", "decides: namnd")
    other = run(f"verify {file} {here}")
    assert other.exit_code == 1
    assert "is another now" in other.stdout
