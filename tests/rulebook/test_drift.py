"""A document beside its registered passages: whatever is otherwise is told."""

import json

import pytest

from engine.rulebook.model.fingerprints import fingerprint
from tests.support.terminal import run
from tests.support.town import SOURCES, write_pack, write_town

ROWS = (
    "Inköp upp till 100 000 kr: enhetschef.",
    "Avskrivning av fordran: ekonomichef.",
    "Hyresavtal i högst tio år: fastighetschef.",
    "Anställning av rektor: skolchef.",
)
HEADINGS = ("Delegationsordning", "Inköp", "Personal")
TEXT = "\n\n".join([*HEADINGS[:2], *ROWS[:3], HEADINGS[2], ROWS[3]]) + "\n"
WHOLE = f"    text: {fingerprint(TEXT)}\n" + (
    "    rest:\n" + "".join(f"      - {fingerprint(head)}\n" for head in HEADINGS)
)


def sources(*, rest="", marks=ROWS):
    """Return the document of the town, with fingerprints for some of its passages."""
    text = SOURCES.replace("    passages:", f"{rest}    passages:")
    for number, row in enumerate(marks, 1):
        known = f"p{number}: {{fingerprint: '{fingerprint(row)}', "
        text = text.replace(f"p{number}: {{", known)
    return text


@pytest.fixture
def verified(tmp_path):
    """Return what lays a document beside a text, and gives the exit code and object."""

    def verify(text, *, rest=WHOLE, marks=ROWS, place="", **files):
        rules = write_town(tmp_path, sources=sources(rest=rest, marks=marks)).rules
        texts = tmp_path / "texts"
        texts.mkdir(exist_ok=True)
        (texts / "ordning.md").write_text(text, "utf-8")
        for name, content in files.items():
            (texts / name).write_text(content, "utf-8")
        words = ("--rules", rules, "--format", "json")
        done = run("sources verify", texts / place, *words)
        return done.exit_code, json.loads(done.stdout)

    return verify


def test_the_text_that_was_registered_is_as_registered(verified):
    code, found = verified(TEXT)
    assert (code, found["is_unchanged"], found["unchanged"]) == (0, True, 4)
    assert verified(TEXT, place="ordning.md") == (code, found)


@pytest.mark.parametrize(
    "reset",
    [
        TEXT.replace("\n\n", "\r\n\r\n"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace(" ", "\n"),
        TEXT.replace("Avskrivning", "Avskriv-\nning"),
        TEXT.replace("fordran", "”fordran”"),
        TEXT.replace("rektor", "rek\u00adtor"),
    ],
)
def test_how_a_document_is_set_changes_nothing(verified, reset):
    code, found = verified(reset)
    assert (code, found["unchanged"], found["unregistered"]) == (0, 4, [])


@pytest.mark.parametrize(
    "row",
    [
        "Inköp upp till 900 000 kr: enhetschef.",
        "Inköp upp till 1 100 000 kr: enhetschef.",
        "Inköp upp till 100 000 kr: enhetchef.",
        "Inköp över 100 000 kr: enhetschef.",
        "Inköp upp till \u2212100 000 kr: enhetschef.",
        "Inköp upp till 100 000 kr: inte enhetschef.",
        "Inköp upp till 100 000 kr: enhetschef efter samråd.",
        "",
    ],
)
def test_a_row_that_reads_otherwise_is_told_with_its_rule(verified, row):
    code, found = verified(TEXT.replace(ROWS[0], row))
    assert code == 1
    told = found["changes"] + found["unregistered"]
    assert [each["rules"] for each in told] == [["provby/sma"]]


def test_a_limit_that_was_raised_is_shown_as_it_reads_now(verified):
    _, found = verified(TEXT.replace("100 000", "900 000"))
    (change,) = found["changes"]
    assert change["passage"] == "provby/ordning#p1"
    assert change["change"] == "changed"
    assert change["reads"] == "Inköp upp till 900 000 kr: enhetschef"


def test_a_text_in_which_every_passage_changed_is_compared(verified):
    text = TEXT.replace("chef", "direktör")
    for place in ("", "ordning.md"):
        code, found = verified(text, place=place)
        assert (code, found["unchanged"], found["missing"]) == (1, 0, [])
        assert [each["change"] for each in found["changes"]] == ["changed"] * 4


@pytest.mark.parametrize("rest", [WHOLE, ""])
def test_a_new_row_is_told(verified, rest):
    row = "Köp av fastighet: kommundirektör."
    code, found = verified(TEXT.replace(ROWS[1], f"{ROWS[1]}\n{row}"), rest=rest)
    assert (code, found["unchanged"], found["changes"]) == (1, 4, [])
    new = {each["line"]: each["reads"] for each in found["unregistered"]}
    assert new[8] == row.rstrip(".")
    assert set(new.values()) - {row.rstrip(".")} == (set() if rest else set(HEADINGS))


def test_a_row_that_is_written_twice_is_told(verified):
    code, found = verified(TEXT + ROWS[0])
    assert (code, found["unchanged"], len(found["unregistered"])) == (1, 4, 1)


def test_a_row_that_came_under_another_heading_is_told(verified):
    moved = TEXT.replace(f"{ROWS[2]}\n\n", "") + f"\n{ROWS[2]}\n"
    code, found = verified(moved)
    assert (code, [each["change"] for each in found["changes"]]) == (1, ["moved"])
    beyond = TEXT.replace(f"{ROWS[2]}\n\nPersonal", f"Personal\n\n{ROWS[2]}")
    code, found = verified(beyond)
    assert (code, found["unchanged"]) == (1, 4)
    assert found["reordered"] == ["provby/ordning"]


def test_a_heading_that_is_gone_is_told(verified):
    code, found = verified(TEXT.replace("Personal\n", ""))
    assert (code, found["reordered"]) == (1, ["provby/ordning"])


def test_a_passage_without_fingerprint_is_not_taken_for_unchanged(verified):
    code, found = verified(TEXT, marks=ROWS[:3])
    assert (code, found["unchanged"]) == (1, 3)
    assert found["without_fingerprint"] == ["provby/ordning#p4"]


def test_where_nothing_has_a_fingerprint_nothing_was_compared(verified, tmp_path):
    code, found = verified(TEXT, marks=(), rest="")
    assert (code, found["unchanged"], found["changes"]) == (1, 0, [])
    words = ("--rules", tmp_path / "rules", "--lang", "en")
    told = run("sources verify", tmp_path / "texts", *words)
    assert told.exit_code == 1
    assert "nothing was compared" in told.stdout


def test_a_day_of_reading_stands_for_fingerprints_but_compares_nothing(verified):
    code, found = verified(TEXT, marks=(), rest="    consulted: 2026-01-01\n")
    assert (code, found["is_unchanged"]) == (1, False)
    assert found["read_elsewhere"] == ["provby/ordning"]
    assert found["without_fingerprint"] == []


def test_a_document_that_no_text_resembles_is_told(verified):
    other = "Alldeles andra ord står här."
    code, found = verified(other, **{"b.txt": other})
    assert (code, found["missing"]) == (1, ["provby/ordning"])
    assert found["unused"] == ["b.txt", "ordning.md"]


def test_files_that_are_no_texts_are_told(verified, tmp_path):
    (tmp_path / "texts" / "older").mkdir(parents=True)
    code, found = verified(TEXT, **{"ordning.pdf": "%PDF"})
    assert (code, found["not_text"]) == (0, ["older/", "ordning.pdf"])


def test_another_edition_beside_the_registered_one_is_not_passed_over(verified):
    other = TEXT.replace("100 000", "900 000")
    code, found = verified(TEXT, **{"ny.txt": other})
    assert (code, found["unchanged"], found["changes"]) == (1, 4, [])
    assert found["doubles"] == [{"file": "ny.txt", "source": "provby/ordning"}]
    assert found["unused"] == []


def test_documents_of_borrowed_packs_need_no_text(verified, tmp_path):
    rules = tmp_path / "rules"
    verified(TEXT)
    write_pack(rules, "grannby", uses="skr")
    done = run("sources verify", tmp_path / "texts", "--rules", rules)
    assert (done.exit_code, done.stdout) == (0, "4 stycken som registrerat, 0 inte\n")
