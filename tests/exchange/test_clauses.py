"""Clauses and their sentences: each is written, and recognised as what it was."""

import pytest

from engine.exchange.clause_wordings import worded_clause
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


# in the words of municipalities -------------------------------------------------------


#: Clauses, each with its value, and below it a sentence that says it.
WORDED = """\
notification next_meeting
Beslut fattade på delegation ska anmälas till nämnden vid nästkommande
sammanträde om inte annat anges.

notification next_meeting
Delegationsbeslut anmäls vid socialnämndens nästa sammanträde

notification monthly
Beslut ska anmälas månadsvis till nämnden

notification quarterly
Alla beslut redovisas varje kvartal.

principle yes
Ärenden av principiell beskaffenhet eller annars av större vikt avgörs alltid av
barn- och utbildningsnämnden.

principle yes
Delegationen gäller inte ärenden av principiell beskaffenhet eller av större
vikt

lowest_level yes
Den delegat som anges är lägsta nivå; överordnad chef får alltid fatta samma
beslut.

superior_on_absence yes
Vid delegats frånvaro inträder närmast överordnad chef.

may_lift yes
Delegat får överlämna ett ärende till nämnden

may_take_over yes
Nämnden kan när som helst ta över ett ärende från en delegat

frames yes
Beslut ska fattas inom beslutad budget och gällande riktlinjer

two_steps yes
Den som fattar beslut med stöd av vidaredelegation ska anmäla beslutet till
förvaltningschefen, som anmäler det till nämnden.

sub_delegation allowed
Förvaltningschefen får vidaredelegera sin beslutanderätt

sub_delegation as_written
Förvaltningschefen får vidaredelegera sin beslutanderätt där det anges.

sub_delegation forbidden
Delegaten får inte vidaredelegera
"""


@pytest.mark.parametrize("said", WORDED.split("\n\n"))
def test_a_clause_is_read_in_other_words(said):
    key, value, sentence = said.split(maxsplit=2)

    assert worded_clause(" ".join(sentence.split())) == OrderClause(key, value)


@pytest.mark.parametrize(
    "sentence",
    [
        "Beslut anmäls vid nästa sammanträde med ordföranden.",
        "Beslut enligt punkt 3 anmäls månadsvis till nämnden.",
        "Beslut ska inte anmälas månadsvis.",
        "Överordnad chef får fatta samma beslut vid delegatens frånvaro.",
        "Vid delegats jäv beslutar närmast överordnad chef.",
        "Vid delegats frånvaro beslutar ordföranden.",
        "Delegat får överlämna ett ärende till utskottet.",
        "Förvaltningschefen får vidaredelegera sin beslutanderätt i personalärenden.",
        "Delegaten är lägsta nivå; beslut anmäls månadsvis.",
        "Beslut ska fattas inom beslutad budget.",
    ],
)
def test_a_sentence_with_something_more_is_no_clause(sentence):
    assert worded_clause(sentence) is None
