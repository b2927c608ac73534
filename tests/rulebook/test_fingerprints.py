"""Fingerprints: the same passage is known again, another is not taken for it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.model.fingerprints import fingerprint, normalised_words

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
        "»Kommunstyrelsen leder« och 'samordnar' \"förvaltningen\".",
        "Kommunstyrelsen\u00a0leder och\u202fsamordnar förvaltningen.",
        "Kommun\u200bstyrelsen leder\ufeff och samordnar förvaltningen.",
        "- Kommunstyrelsen **leder** och _samordnar_ förvaltningen",
        " • Kommunstyrelsen leder och samordnar förvaltningen",
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


MEANINGS = [
    ("högst ≤ 5 mnkr", "högst ≥ 5 mnkr"),
    ("över > 5 mnkr", "över \u2039 5 mnkr"),
    ("över > 5 mnkr", "över < 5 mnkr"),
    ("belopp ≠ 5", "belopp = 5"),
    ("6 kap. 3 §", "6 kap. 3"),
    ("högst 5 %", "högst 5"),
    ("högst 5 %", "högst 5 ‰"),
    ("vid -5 grader", "vid 5 grader"),
    ("vid \u22125 grader", "vid 5 grader"),
    ("ändras med ± 5", "ändras med 5"),
    ("högst 1,5 mnkr", "högst 15 mnkr"),
    ("högst 1,5 mnkr", "högst 1 5 mnkr"),
    ("högst 1,500 kr", "högst 1.500 kr"),
    ("§ 10-15", "§ 1015"),
    ("§ 10–15", "§ 10 15"),
    ("beslutar 10:3", "beslutar 103"),
    ("på 100 m²", "på 100 m2"),
    ("10² meter", "102 meter"),
    ("½ år", "1 2 år"),
    ("1½ år", "11/2 år"),
    ("och/eller", "och eller"),
    ("☒ delegeras", "☐ delegeras"),
    ("delegeras", "inte delegeras"),
    ("delegeras", "~~delegeras~~"),
    ("delegeras", "d\u0336elegeras"),
    ("högst 100 000 kr", "högst 900 000 kr"),
    ("högst 5 €", "högst 5 $"),
    ("kommunstyrelsen", "kommunstyrelse"),
]


@pytest.mark.parametrize(("one", "other"), MEANINGS)
def test_a_sign_that_carries_meaning_counts(one, other):
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("§ 10-15", "§ 10–15"),
        ("§ 10-15", "§ 10 –\n15"),
        ("vid -5 grader", "vid \u22125 grader"),
        ("punkt 10\n- beslut", "punkt 10 beslut"),
        ("ﬁnansiering", "finansiering"),
        ("\uff11\uff10\uff10 kr", "100 kr"),
    ],
)
def test_how_a_sign_is_set_does_not_matter(one, other):
    assert fingerprint(one) == fingerprint(other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_word_in_a_text_is_read_as_it_is_alone(before, passage):
    """A line of its own is the same words whatever stands on the lines around it."""
    alone = normalised_words(f"{passage}.")
    within = normalised_words(f"{before}.\n\n{passage}.\n\n{before}.")
    around = normalised_words(f"{before}.")
    assert within == [*around, *alone, *around]


@pytest.mark.parametrize(
    "text",
    ["a" + "-" * 20000, "a- " * 8000, "a\u00ad" * 8000, "5 - " * 8000, "5" * 20000],
)
def test_reading_words_does_not_grow_with_the_square(text):
    """What takes more than linear time would take hours on this."""
    assert len(normalised_words(text)) <= len(text)
