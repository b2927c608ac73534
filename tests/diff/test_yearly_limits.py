"""A limit in prisbasbelopp that changes is one row, not one of every year."""

import pytest

from tests.support.orders import loaded_order
from tests.support.terminal import run

TABLE = "nr;ärende;delegat;högst\n1;Köpa träd;PC;{}\n"


@pytest.fixture
def changed(tmp_path):
    """Return what compares two limits of one row, as text."""

    def text(old, new):
        folders = [tmp_path / name / "rules" for name in ("old", "new")]
        for folder, limit in zip(folders, (old, new), strict=True):
            loaded_order(folder, TABLE.format(limit))
        done = run("diff", *map(str, folders), "--width", "200")
        return done.stdout

    return text


def test_a_multiple_that_changes_is_one_row_of_all_the_years(changed):
    text = changed("10 pbb", "6 pbb")
    assert "1 fråga får annat svar" in text
    assert text.count("belopp:") == 1
    assert "över 6 prisbasbelopp" in text


def test_an_amount_in_kronor_is_told_in_kronor(changed):
    text = changed("300 000 kr", "500 000 kr")
    assert "över 300 000 kr men högst 500 000 kr" in text
    assert "prisbasbelopp" not in text


def test_what_differs_by_year_stays_apart(changed):
    """Ten prisbasbelopp is more than 550 000 kr from 2024 on (57 300 kr and more)."""
    text = changed("10 pbb", "550 000 kr")
    assert text.count("belopp:") > 1
