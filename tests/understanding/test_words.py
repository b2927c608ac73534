"""Words, and what their forms have in common."""

from hypothesis import example, given
from hypothesis import strategies as st

from engine.understanding.everyday import IRREGULAR, SAME_MEANING
from engine.understanding.words import SHORTEST_START, Stems, bare, stem_start

STEMS = Stems()
LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéü"
ENDINGS = (*"s n t a", "en", "et", "ar", "or", "er", "na", "ans", "heterna", "arens")


@given(
    st.text(LETTERS, min_size=3, max_size=14),
    st.sampled_from(("", *ENDINGS)),
)
@example("kommun", "erna")
@example("tjäns", "temannens")
@example("nämnd", "ordföranden")
def test_a_stem_begins_as_its_word_does(word, ending):
    whole = word + ending
    assert STEMS.of(whole).startswith(stem_start(whole))


def test_the_stem_of_an_irregular_form_may_begin_otherwise():
    assert {stem_start(form) for form in IRREGULAR} == {""}
    others = [f for f in IRREGULAR if not STEMS.of(f).startswith(bare(f[:3]))]
    assert others


def test_the_start_of_a_word_is_told_without_diacritics():
    assert stem_start("ärendet") == "are"
    assert SHORTEST_START == 3
    for word in {word for group in SAME_MEANING for word in group.split()}:
        assert STEMS.of(word).startswith(stem_start(word))
