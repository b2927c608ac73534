"""Kronor beside multiples of the prisbasbelopp: of the year that is named, or none."""

import pytest

from engine.exchange.kronor import Kronor, without_kronor
from engine.rulebook.model.packs import BaseAmount

# SFS 2024:815 and 2025:995: the prisbasbelopp of 2025 and 2026
AMOUNTS = {
    2025: BaseAmount(kronor=58_800, source="SFS"),
    2026: BaseAmount(kronor=59_200, source="SFS"),
}
NBSP = "\u00a0"


def beside(text, year=2026):
    return Kronor(year, AMOUNTS).beside(text).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("10 pbb", "10 pbb (592 000 kr år 2026)"),
        ("0,25 prisbasbelopp", "0,25 prisbasbelopp (14 800 kr år 2026)"),
        ("5 pbb; 36 månader", "5 pbb (296 000 kr år 2026); 36 månader"),
        ("0,01 pbb per dag", "0,01 pbb (592 kr år 2026) per dag"),
        ("300 000 kr", "300 000 kr"),
        ("6 månader", "6 månader"),
        ("110 pbbx", "110 pbbx"),
    ],
)
def test_a_multiple_has_its_kronor_beside_it(text, told):
    assert beside(text) == told
    assert without_kronor(told) == text


def test_each_year_has_its_own_amount():
    assert beside("10 pbb", 2025) == "10 pbb (588 000 kr år 2025)"


def test_a_year_that_is_not_registered_has_no_kronor():
    assert beside("10 pbb", 2027) == "10 pbb"


def test_an_amount_stays_on_one_line():
    assert f"592{NBSP}000{NBSP}kr" in Kronor(2026, AMOUNTS).beside("10 pbb")


def test_what_was_written_so_is_left_alone():
    """Else the words of the order would be lost when the document is read."""
    text = "10 pbb (592 000 kr år 2026)"
    assert beside(text) == text


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("10 pbb (592 000 kr år 2026)", []),
        ("10 pbb (588 000 kr år 2025)", []),
        ("10 pbb (588 000 kr år 2026)", [("588 000 kr år 2026", "592 000 kr år 2026")]),
        ("8 pbb (592 000 kr år 2026)", [("592 000 kr år 2026", "473 600 kr år 2026")]),
        ("10 pbb (1 kr år 2031)", []),
    ],
)
def test_kronor_are_tried_in_the_year_that_they_name(text, mistakes):
    assert [*Kronor(2026, AMOUNTS).mistaken(text)] == mistakes
