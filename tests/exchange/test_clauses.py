"""Clauses and their sentences: each is written, and recognised as what it was."""

import pytest

from engine.exchange.clauses import (
    SENTENCES,
    OrderClause,
    clause_sentences,
    clauses_of,
    recognised_clause,
)
from engine.rulebook.language.orders import ORDER_FILE
from tests.support.random_orders import CLAUSES


@pytest.mark.parametrize(
    ("key", "value"),
    [(key, value) for key, values in CLAUSES.items() for value in values],
)
def test_a_clause_is_read_from_its_sentences(key, value):
    sentences = clause_sentences(OrderClause(key, value))
    assert clauses_of(sentences) == {key: value}
    assert not any(sentence.startswith("Dessutom gäller") for sentence in sentences)


def test_every_clause_of_the_language_has_its_sentences():
    """Else a clause that is new would stand in the document as a word of a program."""
    assert set(CLAUSES) == set(ORDER_FILE.fields["clauses"].fields)


def test_no_sentence_says_two_clauses():
    sentences = [each for several in SENTENCES.values() for each in several]
    assert len({*sentences}) == len(sentences)
    for (key, value), several in SENTENCES.items():
        assert {recognised_clause(each) for each in several} == {
            OrderClause(key, value)
        }


def test_a_clause_without_a_sentence_stands_as_it_is_and_is_read_back():
    clause = OrderClause("framtida", {"a": ["b; c", "d"]})
    assert clauses_of(clause_sentences(clause)) == dict([clause])


def test_case_and_what_ends_a_sentence_make_no_difference():
    assert recognised_clause("  delegaten är LÄGSTA beslutsnivå ") == OrderClause(
        "lowest_level", "yes"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Delegaten är inte lägsta beslutsnivå.",
        "Delegaten är lägsta beslutsnivå i ärenden om parker.",
        "Två ledamöter av  får lämna över ett ärende till nämnden.",
        "Dessutom gäller x: {",
    ],
)
def test_what_says_no_clause_is_none(sentence):
    assert recognised_clause(sentence) is None
