"""What people type is remembered up to a limit: a question costs no memory for good."""

import tracemalloc

import pytest

from engine.understanding import lexicon, mentions, words
from engine.understanding.everyday import SAME_MEANING
from engine.understanding.lexicon import Lexicon
from engine.understanding.mentions import Roles
from engine.understanding.words import MOST_WORDS, Stems, bare
from tests.support import rulebooks

#: A word takes more than this where it is kept for good.
A_WORD = 100


@pytest.fixture(autouse=True)
def _traced():
    tracemalloc.start()
    yield
    tracemalloc.stop()


def grown(learn, limit):
    """Return how many bytes a word takes, once more than the limit are known."""
    sizes = []
    for number in range(2 * limit):
        learn(f"påhitt{number:07d}ö")
        if number + 1 in {limit, 2 * limit}:
            sizes.append(tracemalloc.get_traced_memory()[0])
    return (sizes[1] - sizes[0]) / limit


@pytest.mark.slow
def test_stems_and_words_without_diacritics_are_bounded():
    assert grown(bare, MOST_WORDS) < A_WORD
    assert grown(Stems().of, MOST_WORDS) < A_WORD


def test_what_a_word_may_mean_is_bounded(monkeypatch):
    limit = 100
    bare.cache_clear()
    for number in range(MOST_WORDS):  # longer ones make way for those that follow
        bare(f"utfyllnadsord{number:07d}ö")
    monkeypatch.setattr(lexicon, "_MOST_NEAR", limit)
    for module in (lexicon, mentions, words):
        monkeypatch.setattr(module, "MOST_WORDS", limit)
    stems = Stems()
    known = Lexicon([frozenset(stems.all(group)) for group in SAME_MEANING], stems)
    roles = Roles(rulebooks.vocabulary(roles={"direktor": ()}), stems)

    assert grown(known.near, limit) < A_WORD
    assert grown(lambda word: roles.mentions([word]), limit) < A_WORD


def test_what_is_kept_for_good_is_noticed():
    kept = {}

    assert grown(lambda word: kept.setdefault(word, word), MOST_WORDS) > A_WORD
