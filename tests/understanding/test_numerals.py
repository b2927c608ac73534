"""Amounts as people write them in words."""

import pytest

from engine.rulebook.model.values import money_in
from engine.understanding.numerals import in_figures
from engine.understanding.quantities import amounts


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("får enhetschefen köpa för tjugotusen", 20_000),
        ("en donation på en halv miljon", 500_000),
        ("en och en halv miljon kronor", 1_500_000),
        ("för tvåhundra tusen kronor", 200_000),
        ("tjugofem tusen", 25_000),
        ("för 50 papp", 50_000),
        ("för 20 tusenlappar", 20_000),
        ("femhundra spänn", 500),
        ("tre miljoner", 3_000_000),
        ("för tusen kronor", 1_000),
    ],
)
def test_an_amount_in_words_is_the_amount_in_figures(text, kronor):
    (written,) = amounts(in_figures(text))

    assert money_in(written) == kronor * 100


def test_a_multiple_in_words_is_one_in_figures():
    assert amounts(in_figures("under två prisbasbelopp")) == ["2 prisbasbelopp"]


@pytest.mark.parametrize(
    "text",
    ["ett par tusen kronor", "flera tusen kronor", "två tjänstemän", "enligt 9 k"],
)
def test_what_is_no_certain_amount_stays(text):
    assert in_figures(text) == text
