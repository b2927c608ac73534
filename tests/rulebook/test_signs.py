"""What nobody sees is told from what everybody does, and can be written out."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.model.signs import (
    code_point,
    is_unseen,
    mixed_word,
    unseen,
    visible,
    visible_json,
)

#: One of each kind that has been used to hide or to turn a text.
HIDDEN = {
    "null": "\x00",
    "bell": "\x07",
    "tab": "\t",
    "line feed": "\n",
    "carriage return": "\r",
    "escape": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "control sequence": "\x9b",
    "soft hyphen": "\xad",
    "grapheme joiner": "\u034f",
    "arabic mark": "\u061c",
    "choseong filler": "\u115f",
    "vowel separator": "\u180e",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "right-to-left mark": "\u200f",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "isolate": "\u2066",
    "blank braille": "\u2800",
    "hangul filler": "\u3164",
    "half of a pair": "\ud800",
    "byte that is no text": "\udcff",
    "private use": "\ue000",
    "variation selector": "\ufe0f",
    "byte order mark": "\ufeff",
    "halfwidth filler": "\uffa0",
    "interlinear anchor": "\ufff9",
    "no character": "\uffff",
    "unassigned": "\U000e0fff",
    "language tag": "\U000e0041",
    "variation selector beyond": "\U000e0100",
    "private plane": "\U0010fffd",
}


@pytest.mark.parametrize("sign", HIDDEN.values(), ids=HIDDEN)
def test_a_sign_that_hides_is_unseen_and_can_be_written_out(sign):
    assert is_unseen(sign)
    assert unseen(f"a{sign}ö") == {sign}
    shown = visible(f"a{sign}ö")
    assert shown != "aö"
    assert not unseen(shown)
    assert visible(f"a{sign}ö", sign) == f"a{sign}ö"


@pytest.mark.parametrize(
    "text",
    [
        "Får rektorn besluta om 500\u00a0000 kr?",
        "7 kap. 2 § – ”så” → det · 5 €",
        unicodedata.normalize("NFD", "Åsö é"),
        "Ŋ ŧ đ č",  # Sami is written with these
    ],
)
def test_what_people_write_is_seen_and_stays(text):
    assert not unseen(text)
    assert visible(text) == text


@given(st.text(max_size=200))
def test_every_text_can_be_shown_on_one_line_in_unicode(text):
    shown = visible(text)
    assert not unseen(shown)
    shown.encode("utf-8")
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "word", "letter"),
    [
        ("chefen och n\u0430mnden", "n\u0430mnden", "\u0430"),
        ("\u041a\u0421O", "\u041a\u0421O", "\u041a"),
        ("k\u03bfmmunen", "k\u03bfmmunen", "\u03bf"),
        ("byggn\u04d3mnd", "byggn\u04d3mnd", "\u04d3"),
    ],
)
def test_a_word_of_two_alphabets_is_found(text, word, letter):
    assert mixed_word(text) == (word, letter)


@pytest.mark.parametrize(
    "text",
    [
        "Åsö ﬁnns ｋｏｍｍｕｎ",  # noqa: RUF001 - wide letters are Latin ones
        "5 \u03bcg/m³, 3 k\u03a9, 2 µm, \u03b2-blockerare",
        "\u041c\u043e\u0441\u043a\u0432\u0430 och \u0391\u03b8\u03ae\u03bd\u03b1",
        "Ŋorlanda čuđii 第3条",
    ],
)
def test_words_of_one_alphabet_stand_beside_each_other(text):
    assert mixed_word(text) is None


@given(st.text(max_size=50))
def test_json_means_the_same_when_all_of_it_is_seen(text):
    written = visible_json(json.dumps({text: [text]}, ensure_ascii=False, indent=1))
    assert not unseen(written, "\n")
    assert json.loads(written) == {text: [text]}


def test_signs_are_written_as_programmers_do():
    assert visible("\x1b[31m\u202e\udcff\U000e0041") == r"\x1b[31m\u202e\xff\U000e0041"
    assert code_point("\x1b") == "U+001B"
    assert code_point("\U000e0041") == "U+E0041"
