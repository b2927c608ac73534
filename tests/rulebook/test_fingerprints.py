"""Fingerprints: the same passage is known again, another is not taken for it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.tracing.fingerprints import fingerprint, normalised_words

PASSAGE = "Kommunstyrelsen leder och samordnar förvaltningen."


def test_a_fingerprint_is_the_number_of_words_and_their_digest():
    words = "kommunstyrelsen leder och samordnar förvaltningen"
    digest = hashlib.sha256(words.encode()).hexdigest()
    assert fingerprint(PASSAGE) == f"5:{digest}"


@pytest.mark.parametrize(
    "set_otherwise",
    [
        "KOMMUNSTYRELSEN leder och samordnar förvaltningen",
        "Kommunstyrelsen\nleder och\r\n  samordnar förvaltningen.",
        "Kommunstyrelsen leder, och samordnar: förvaltningen!",
        "Kommun-\nstyrelsen leder och samordnar förvaltningen.",
        "Kommunstyrelsen leder och sam\u00adordnar förvaltningen.",
        "Kommunstyrelsen leder och samordnar fo\u0308rvaltningen.",
        "”Kommunstyrelsen leder – och samordnar – förvaltningen.”",
    ],
)
def test_how_a_passage_is_set_does_not_matter(set_otherwise):
    assert fingerprint(set_otherwise) == fingerprint(PASSAGE)


@pytest.mark.parametrize(
    "other",
    [
        "Kommunstyrelsen leder och samordnar förvaltningarna.",
        "Kommunstyrelsen samordnar och leder förvaltningen.",
        "Kommunstyrelsen leder inte och samordnar förvaltningen.",
        "Kommunstyrelsen leder samordnar förvaltningen.",
        "",
    ],
)
def test_other_words_are_another_passage(other):
    assert fingerprint(other) != fingerprint(PASSAGE)


def test_a_hyphen_at_the_end_of_a_line_joins_its_halves():
    assert normalised_words("till-\n  syn av e-post") == ["tillsyn", "av", "epost"]


def test_a_dash_between_words_parts_them():
    assert normalised_words("råd - stöd – hjälp") == ["råd", "stöd", "hjälp"]


@given(st.lists(st.text("abcåäö", min_size=1, max_size=8), max_size=12), st.data())
def test_a_passage_is_found_by_a_window_of_its_size(words, data):
    before = data.draw(st.lists(st.text("xyz", min_size=1, max_size=5), max_size=5))
    document = normalised_words("\n".join([*before, *words, "slut."]))
    count = int(fingerprint(" ".join(words)).partition(":")[0])
    window = document[len(before) : len(before) + count]
    assert fingerprint(" ".join(window)) == fingerprint(" ".join(words))
