"""Typed values: what people write, as whole numbers or text, and back."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.model.values import (
    LARGEST,
    PARSERS,
    ValueKind,
    date_in,
    date_text,
    decimal_in,
    decimal_text,
    money_in,
    money_text,
    multiple_in,
    number_in,
    truth_in,
)


@pytest.mark.parametrize("word", ["yes", "ja", "JA", " sant ", "true", "1"])
def test_words_for_yes(word):
    assert truth_in(word) == 1


@pytest.mark.parametrize("word", ["no", "nej", "Nej", "falskt", "false", "0"])
def test_words_for_no(word):
    assert truth_in(word) == 0


@pytest.mark.parametrize("word", ["", "kanske", "2", "nja", "jaha"])
def test_other_words_are_neither_yes_nor_no(word):
    assert truth_in(word) is None


@pytest.mark.parametrize(
    ("written", "kronor"),
    [
        ("500000", 500_000),
        ("500 000", 500_000),
        ("500\u00a0000 kr", 500_000),
        ("500\u202f000 kronor", 500_000),
        ("1 500 000 SEK", 1_500_000),
        ("0", 0),
        ("5 tkr", 5_000),
        ("fem", None),
        ("1,5 mnkr", 1_500_000),
        ("1.5 mnkr", 1_500_000),
        ("1,125 mnkr", 1_125_000),
        ("2 miljoner kronor", 2_000_000),
        ("2 MKR", 2_000_000),
        ("500:-", 500),
        ("500 kr kr", None),
        ("-300", -300),
        ("12kr", 12),
        ("5 prisbasbelopp", None),
        ("", None),
        ("kr", None),
        ("1e6", None),
        ("\u0665\u0660\u0660", None),
        ("inf", None),
    ],
)
def test_amounts_as_people_write_them(written, kronor):
    assert money_in(written) == (None if kronor is None else kronor * 100)


def test_an_amount_may_have_ore():
    assert money_in("12,50") == 1_250
    assert money_in("12.5 kr") == 1_250
    assert money_in("0,01") == 1


def test_parts_of_an_ore_are_no_amount():
    assert money_in("0,0012") is None


@pytest.mark.parametrize(
    "written", ["10.000", "10.000 kr", "500,000", "1.000 tkr", "-1.500 kr", "999,999"]
)
def test_a_point_or_comma_that_may_part_thousands_is_refused(written):
    """`10.000 kr` is ten thousand to most who write it; as ten it would mislead."""
    assert money_in(written) is None


@pytest.mark.parametrize("written", ["5 00", "50 0000", "1  000", "1 000 00"])
def test_spaces_part_threes_and_nothing_else(written):
    assert money_in(written) is None


def test_an_amount_that_the_inference_would_round_is_refused():
    assert money_in(str(LARGEST // 100)) == LARGEST // 100 * 100
    assert money_in(str(LARGEST // 100 + 1)) is None
    assert money_in("9" * 100_000) is None


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("5 prisbasbelopp", Decimal(5)),
        ("5prisbasbelopp", Decimal(5)),
        ("2,5 Prisbasbelopp", Decimal("2.5")),
        ("0.25 pbb", Decimal("0.25")),
        ("1 basbelopp", Decimal(1)),
        ("5", None),
        ("-1 prisbasbelopp", None),
        ("prisbasbelopp", None),
        ("1.000 prisbasbelopp", None),
        ("999999 prisbasbelopp", None),
    ],
)
def test_multiples_of_the_prisbasbelopp(written, times):
    assert multiple_in(written) == times


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", 120_000),
        ("2,5", 25_000),
        ("2.5", 25_000),
        ("0,125", 1_250),
        ("0.0001", 1),
        ("-3", -30_000),
        ("1 000", 10_000_000),
        ("0,00001", None),
        ("1.000", None),
        ("12,345", None),
        ("1e3", None),
        ("1_000", None),
        ("tolv", None),
        ("", None),
        ("nan", None),
        ("9" * 30, None),
    ],
)
def test_numbers_as_people_write_them(written, number):
    assert decimal_in(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", 12),
        ("2,0", 2),
        ("-3", -3),
        ("1 000", 1000),
        ("2,5", None),
        ("1.000", None),
    ],
)
def test_whole_numbers_have_no_fractions(written, number):
    assert number_in(written) == number


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-01", dt.date(2026, 3, 1)),
        (" 2024-02-29 ", dt.date(2024, 2, 29)),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("20260301", None),
        ("2026-3-1", None),
        ("26-03-01", None),
        ("0000-01-01", None),
        ("\u0662\u0660\u0662\u0666-03-01", None),
        ("2026-03-01T00:00", None),
        ("i morgon", None),
    ],
)
def test_days_are_written_year_first(written, day):
    assert date_in(written) == day


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (50_000_000, "500 000 kr"),
        (1_250, "12,50 kr"),
        (5, "0,05 kr"),
        (0, "0 kr"),
        (-123_456, "-1 234,56 kr"),
    ],
)
def test_amounts_are_told_as_people_write_them(ore, text):
    assert money_text(ore) == text


@pytest.mark.parametrize(
    ("scaled", "text"), [(120_000, "12"), (25_000, "2,5"), (1, "0,0001"), (0, "0")]
)
def test_numbers_are_told_with_a_decimal_comma(scaled, text):
    assert decimal_text(scaled) == text


@given(st.integers(-LARGEST, LARGEST))
def test_an_amount_that_was_told_is_understood_again(ore):
    assert money_in(money_text(ore)) == ore


@given(st.integers(-LARGEST, LARGEST))
def test_a_number_that_was_told_is_understood_unless_it_may_mislead(scaled):
    text = decimal_text(scaled)
    assert decimal_in(text) in {scaled, None}
    if decimal_in(text) is None:
        assert len(text.rpartition(",")[2]) == 3


@given(st.dates())
def test_a_day_that_was_told_is_understood_again(day):
    assert date_in(date_text(day.toordinal())) == day


@given(st.text(max_size=20), st.sampled_from(sorted(PARSERS, key=lambda k: k.value)))
def test_whatever_is_written_is_a_safe_value_or_none(text, kind):
    value = PARSERS[kind](text)
    assert value is None or (type(value) is int and abs(value) <= LARGEST)


def test_what_has_an_order_is_what_takes_limits():
    assert {kind for kind in ValueKind if kind.is_ordered} == {
        ValueKind.MONEY,
        ValueKind.NUMBER,
        ValueKind.DECIMAL,
        ValueKind.DATE,
    }
