"""Consolidated acts are read section by section; what is wrong in one is told."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.tracing.acts import UNDECIDED, act_number, read_act
from tests.support.market import AFTER, BEFORE, HEAD

DAY = dt.date(2026, 3, 1)


def act(body, head=HEAD):
    reading = read_act(head + body, "lag.md")
    assert reading.problems == ()
    return reading.act


def problems(body, head=HEAD):
    found = read_act(head + body, "lag.md").problems
    return [(problem.code, problem.where.line) for problem in found]


def texts(read, on=DAY):
    return {str(n): section.text for n, section in read.in_force(on).items()}


def test_an_act_has_a_number_chapters_sections_and_headings():
    read = read_act(BEFORE, "torglag.md").act
    assert (read.number, read.title) == ("2020:901", "Torglag (2020:901)")
    assert [str(section.number) for section in read.sections] == [
        "1 kap. 1 §",
        "1 kap. 2 §",
        *(f"2 kap. {number} §" for number in range(1, 6)),
    ]
    first, second, *_ = read.sections
    assert first.heading == "Vad ett torg är"
    assert (first.line, first.amended) == (14, "")
    assert (second.text, second.amended) == ("Varje kommun ska ha ett torg.", "2022:17")
    assert read.entries == {"2022:17": dt.date(2022, 4, 1)}


def test_a_repealed_section_is_no_longer_in_force_and_tells_by_which_act():
    read = read_act(AFTER, "torglag.md").act
    (gone,) = read.repealed(DAY).values()
    assert (str(gone.number), gone.amended) == ("2 kap. 3 §", "2023:8")
    assert "2 kap. 3 §" not in texts(read)
    assert "2 kap. 2 a §" in texts(read)


def test_line_breaks_and_the_note_behind_a_section_are_no_part_of_its_fingerprint():
    before, after = (read_act(text, "x").act for text in (BEFORE, AFTER))
    marks = [
        {str(s.number): s.fingerprint for s in each.sections}
        for each in (before, after)
    ]
    alike = {number for number, mark in marks[0].items() if marks[1][number] == mark}
    assert alike == {"1 kap. 1 §", "1 kap. 2 §", "2 kap. 1 §"}
    assert marks[0]["2 kap. 4 §"] == marks[1]["2 kap. 6 §"]


def test_an_act_without_chapters():
    read = act(
        "Inledning\n\n1 § Katten får gå.\n\n2 a § Hunden får gå.\nLag (2020:1).\n"
    )
    assert texts(read) == {"1 §": "Katten får gå.", "2 a §": "Hunden får gå."}


def test_a_reference_at_the_beginning_of_a_line_begins_no_section():
    body = (
        "1 kap. Djur\n\n1 § Katten får gå om inte annat följer av\n2 § eller 2 kap.\n"
        "3 § tredje stycket.\n"
    )
    read = act(body)
    assert list(texts(read)) == ["1 kap. 1 §"]
    assert "tredje stycket" in texts(read)["1 kap. 1 §"]


def test_a_list_of_chapters_in_a_section_begins_none():
    body = (
        "1 kap. Djur\n\n1 § Innehållet är\n\n1 kap. - Djur\n\n2 kap. 3 §, eller\n\n"
        "2 kap. Växter\n\n1 § Gräset får gro.\n"
    )
    read = act(body)
    assert list(texts(read)) == ["1 kap. 1 §", "2 kap. 1 §"]
    assert "3 §, eller" in texts(read)["1 kap. 1 §"]


def test_headings_are_no_part_of_a_section_and_lists_and_sentences_are():
    body = (
        "1 § Katten får\n\n1. gå,\n\n2. springa\n\nDet gäller också hunden.\n\n"
        "Undantag m.m.\n\nFåglar\n\n2 § Fågeln får flyga. Lag (2020:7).\n\n"
        "Får fisken simma?\n\n3 § Ja.\n"
    )
    read = act(body)
    assert texts(read)["1 §"].endswith("Det gäller också hunden.")
    assert "springa" in texts(read)["1 §"]
    assert [section.heading for section in read.sections] == [
        "",
        "Fåglar",
        "Får fisken simma?",
    ]
    assert texts(read)["2 §"] == "Fågeln får flyga."


def test_a_wording_holds_from_a_day_and_until_one():
    body = (
        "1 § /Upphör att gälla U:2026-07-01/\nKatten får gå.\n\n"
        "1 § /Träder i kraft I:2026-07-01/\nKatten får springa. Lag (2026:9).\n\n"
        "2 § /Träder i kraft I:den dag som regeringen bestämmer/\nHunden får gå.\n"
    )
    read = act(body)
    assert texts(read) == {"1 §": "Katten får gå."}
    assert texts(read, dt.date(2026, 6, 30)) == {"1 §": "Katten får gå."}
    assert texts(read, dt.date(2026, 7, 1)) == {"1 §": "Katten får springa."}
    later = {str(number): day for number, day in read.later(DAY).items()}
    assert later == {"1 §": dt.date(2026, 7, 1), "2 §": UNDECIDED}


def test_a_section_may_cease_by_an_act_and_a_chapter_with_all_its_sections():
    body = (
        "1 kap. Djur\n\n"
        "1 § /Upphör att gälla U:2027-01-01 genom lag (2026:3)./\nKatten får gå.\n\n"
        "/Kapitlet upphör att gälla U:2028-01-01/\n2 kap. Växter\n\n"
        "/Rubriken upphör att gälla U:2028-01-01/\nGräs\n\n1 § Gräset får gro.\n"
    )
    read = act(body)
    assert list(texts(read)) == ["1 kap. 1 §", "2 kap. 1 §"]
    assert list(texts(read, dt.date(2027, 6, 1))) == ["2 kap. 1 §"]
    assert texts(read, dt.date(2028, 1, 1)) == {}


def test_two_wordings_of_the_same_day_are_told_apart_from_one():
    body = (
        "1 § /Träder i kraft I:2026-01-01/\nKatten får gå.\n\n"
        "1 § /Träder i kraft I:2026-01-01/\nKatten får springa.\n\n2 § Hunden får gå.\n"
    )
    read = act(body)
    assert list(texts(read)) == ["2 §"]
    assert [str(number) for number in read.unclear(DAY)] == ["1 §"]


def test_transitional_provisions_and_annexes_are_no_sections():
    body = (
        "1 § Katten får gå.\n\nBilaga 1\n\n2 § är inte en paragraf.\n\n"
        "Övergångsbestämmelser\n\n2021:5\n\n"
        "1. Denna lag träder i kraft den 2 maj 2021.\n\n3 § gäller ändå.\n"
    )
    read = act(body)
    assert list(texts(read)) == ["1 §"]
    assert read.entries == {"2021:5": dt.date(2021, 5, 2)}


def test_an_amendment_is_dated_by_the_provisions_or_else_by_the_year_of_its_number():
    read = read_act(AFTER, "x").act
    assert read.is_since("2026:44", dt.date(2026, 6, 1))
    assert not read.is_since("2026:44", dt.date(2026, 6, 2))
    assert read.is_since("2024:5", dt.date(2024, 12, 31))
    assert not read.is_since("2024:5", dt.date(2025, 1, 1))


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (HEAD, "2020:901"),
        ("# Lag (2019:3) om katter\n\n", "2019:3"),
        ("# Lag om katter\n\n**SFS-nummer:** 2018:44  \n", "2018:44"),
        ("# Om katter\n\nSe lagen (2018:44).\n", ""),
        ("", ""),
    ],
)
def test_an_act_tells_its_number_in_its_head(head, number):
    assert act_number(f"{head}\n1 § Katten.\n") == number


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("Katten får gå.\n", "act/no-sections", 1),
        ("1 kap. Djur\n\n2 § Katten.\n\n1 § Hunden.\n", "act/section-order", 14),
        ("2 kap. Djur\n\n1 § Katten.\n\n1 kap. Växter\n", "act/chapter-order", 14),
        ("1 § Katten.\n\n1 kap. Växter\n\n1 § Gräset.\n", "act/chapter-late", 12),
        ("1 § Katten.\n\n1 § Hunden.\n", "act/two-wordings", 12),
        ("1 §\n\n2 § Hunden.\n", "act/empty-section", 10),
        ("1 § /Träder i kraft I:2026-02-30/\nKatten.\n", "act/no-day", 10),
    ],
)
def test_what_is_wrong_in_an_act_is_told_with_its_line(body, code, line):
    assert problems(body)[0] == (code, line)


def test_a_text_without_a_number_is_no_act():
    assert problems("1 § Katten.\n", head="# Om katter\n\n") == [("act/no-number", 1)]


def test_an_act_has_no_more_sections_than_any_act():
    body = "".join(f"{n} § Katten.\n\n" for n in range(1, 10_000))
    many = (
        "1 kap. Djur\n\n"
        + body
        + "2 kap. Djur\n\n"
        + body
        + "3 kap. Djur\n\n1 § A.\n\n2 § B.\n\n3 § C.\n"
    )
    assert {code for code, _ in problems(many)} == {"act/too-many-sections"}


@given(st.text(alphabet="1 §kap.LagA\n/U:I-(2020:1)#*Övergång", max_size=300))
def test_whatever_stands_in_a_text_it_is_read_to_its_end(text):
    reading = read_act(HEAD + text, "x")
    for section in reading.act.sections:
        assert section.line > 0
    reading.act.in_force(DAY)
