"""Finding what a person named, however they spelled it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.model.names import find, name_key
from engine.rulebook.model.problems import UnknownNameError


@pytest.mark.parametrize(
    "spelled",
    [
        "kommunstyrelsens ordförande",
        "Kommunstyrelsens Ordförande",
        "KOMMUNSTYRELSENS ORDFÖRANDE",
        "kommunstyrelsens ordforande",
        "kommunstyrelsens-ordforande",
        "kommunstyrelsens_ordförande",
        "  kommunstyrelsens   ordförande ",
        "kommunstyrelsens\u00a0ordförande",
        "kommunstyrelsens–ordförande",
        "den kommunstyrelsens ordförande",
        unicodedata.normalize("NFD", "kommunstyrelsens ordförande"),
    ],
)
def test_case_diacritics_separators_and_articles_do_not_matter(spelled):
    assert name_key(spelled) == name_key("kommunstyrelsens-ordforande")


@pytest.mark.parametrize("letter", ["32 a § LVU", "32 a"])
def test_the_letter_of_a_section_is_no_article(letter):
    assert name_key(letter) != name_key(letter.replace(" a", ""))


@pytest.mark.parametrize(
    ("alike", "name"),
    [
        ("\u041a\u0421", "KC"),  # Cyrillic letters, all of them
        ("\u0430\u0435\u043e\u0440", "aeop"),
        ("\u0391\u0392\u0395", "ABE"),  # Greek ones
        ("\u04d3\u04e7", "äö"),
        ("\uff4eäm\U0001d427\U0001d41d", "nämnd"),  # wide, and of mathematics
    ],
)
def test_a_name_that_looks_like_another_is_that_name(alike, name):
    assert name_key(alike) == name_key(name)


def test_signs_that_are_set_as_one_are_the_letters_they_stand_for():
    assert name_key("\u2116 \u2163") == name_key("no iv")  # numero sign, roman four


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nämnd", "nämnden"),
        ("kommun", "kommuner"),
        ("endagars", "dagars"),
        ("å kommunens vägnar", "kommunens vägnar"),
        ("plan 1", "plan 2"),
    ],
)
def test_different_words_stay_different(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("nothing", ["", " ", "--", " – / "])
def test_what_has_neither_letters_nor_digits_is_nothing(nothing):
    assert name_key(nothing) == ""


@given(st.text(max_size=30))
def test_composed_and_decomposed_letters_are_the_same(name):
    assert name_key(unicodedata.normalize("NFD", name)) == name_key(
        unicodedata.normalize("NFC", name)
    )


@given(st.text("abcåäö -_/", max_size=30))
def test_upper_case_and_more_space_are_the_same(name):
    assert name_key(name.upper()) == name_key(name)
    assert name_key(f" {name} ".replace(" ", "  ")) == name_key(name)


INDEX = {name_key("kommunstyrelsen"): "ks", name_key("kommunfullmäktige"): "kf"}


def test_a_known_name_gives_its_id():
    assert find("question/unknown-role", "Kommunstyrelsen", INDEX, []) == "ks"


def test_an_unknown_name_is_told_with_the_nearest_known_ones():
    labels = ["kommunstyrelsen", "kommunfullmäktige", "rektor"]
    with pytest.raises(UnknownNameError) as caught:
        find("question/unknown-role", "komunstyrelsen", INDEX, labels)
    assert caught.value.message.code == "question/unknown-role"
    assert caught.value.name == "komunstyrelsen"
    assert caught.value.nearest[0] == "kommunstyrelsen"
    assert "rektor" not in caught.value.nearest


def test_what_resembles_nothing_is_told_without_a_guess():
    with pytest.raises(UnknownNameError) as caught:
        find("question/unknown-role", "xyzzy", INDEX, ["kommunstyrelsen"])
    assert caught.value.nearest == ()
