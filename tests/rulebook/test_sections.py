"""Numbers of sections, and lists of them, as statutes write them."""

import pytest

from engine.rulebook.model.sections import (
    NO_CHAPTER,
    Numeral,
    SectionNumber,
    numerals,
    numerals_text,
    section_numbers,
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("7 kap. 2 §", ["7 kap. 2 §"]),
        ("18 a §", ["18 a §"]),
        ("5 a kap. 1 §", ["5 a kap. 1 §"]),
        ("8 kap. 1–3 §§", ["8 kap. 1 §", "8 kap. 2 §", "8 kap. 3 §"]),
        ("8 kap. 1-2, 5 a och 9 §§", [f"8 kap. {n} §" for n in ("1", "2", "5 a", "9")]),
        ("15 a–15 c §§", ["15 a §", "15 b §", "15 c §"]),
        ("6 kap. 37 § första stycket", ["6 kap. 37 §"]),
    ],
)
def test_a_text_names_sections(text, named):
    assert [str(number) for number in section_numbers(text)] == named


@pytest.mark.parametrize(
    "text",
    ["", "Bilaga 1", "7 kap.", "3–1 §§", "1–9999 §§", "3 a–4 b §§", "§ 4", "kap. 2 §"],
)
def test_what_is_no_list_of_sections_names_none(text):
    assert section_numbers(text) == ()


def test_sections_sort_as_the_act_goes():
    numbers = section_numbers("10 kap. 2, 10, 2 a §§") + section_numbers("9 kap. 40 §")
    shown = [str(number) for number in sorted(numbers)]
    assert shown == ["9 kap. 40 §", "10 kap. 2 §", "10 kap. 2 a §", "10 kap. 10 §"]


def test_numbers_read_back_as_they_are_written():
    listed = numerals("1–3, 3 a, 4–6, 9")
    assert len(listed) == 8
    assert numerals_text(listed) == "1–3, 3 a, 4–6, 9"
    assert str(SectionNumber(NO_CHAPTER, Numeral(4, "b"))) == "4 b §"
