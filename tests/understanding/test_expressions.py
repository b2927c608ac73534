"""Several words that mean one, in all their forms, and words that mean the same."""

from __future__ import annotations

import pytest

from engine.understanding import expressions, groups
from engine.understanding.expressions import expressions_from
from engine.understanding.groups import word_groups
from engine.understanding.lexicon import Lexicon
from engine.understanding.words import Stems, bare, words

STEMS = Stems()


def lexicon(*names: str) -> Lexicon:
    return Lexicon([frozenset(STEMS.all(name)) for name in names], STEMS)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("vem skriver av fakturan", "vem avskriva fakturan"),
        ("vem skrev av fakturan", "vem avskriva fakturan"),
        ("vi har skrivit av den", "vi har avskriva den"),
        ("när stänger vi av vattnet", "när avstänga vi vattnet"),
        ("sager man nej till honom", "avslå man honom"),
        ("får jag ut handlingen", "får jag ut handlingen"),
        ("vem sågar ner trädet", "vem avverka trädet"),
        ("vem säger upp avtalet", "vem uppsägning avtalet"),
        ("IVO", "inspektionen vård omsorg"),
    ],
)
def test_an_expression_is_known_in_any_form_of_its_first_word(text, read):
    assert words(text) == read.split()


def test_the_longest_expression_counts():
    lengths = [len(one.rest) for one in expressions_from("saga")]

    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) > 1


def test_an_expression_is_listed_by_the_basic_form_of_its_first_word():
    forms = {
        form: line.partition(":")[0].strip()
        for line in expressions.FORMS.splitlines()
        for form in line.partition(":")[2].split()
    }
    phrases = [
        phrase
        for line in expressions.EXPRESSIONS.splitlines()
        for phrase in line.partition(": ")[2].split(", ")
        if phrase and not phrase.startswith("för ")
    ]

    assert len(phrases) > 300
    assert [phrase for phrase in phrases if phrase.split()[0] in forms] == []
    assert len(phrases) == len(set(phrases))
    assert all(
        any(one.rest == bare(phrase).split()[1:] for one in expressions_from(first))
        for phrase in phrases
        for first in [bare(phrase.split()[0])]
    )


def test_what_begins_no_expression_costs_no_more_than_a_look():
    assert expressions_from("kommunfullmaktige") == []


def test_each_group_holds_several_words_of_one_kind_each_once():
    for group in (*word_groups().same, *word_groups().related):
        assert len(group) > 1
        assert len(set(group)) == len(group)


def test_a_line_that_begins_with_no_sign_is_told(tmp_path, monkeypatch):
    (tmp_path / "work.txt").write_text("# Work\n= lön sold\nlön sold\n", "utf-8")
    monkeypatch.setattr(groups, "_FOLDER", tmp_path)

    with pytest.raises(ValueError, match=r"work\.txt:3: lön sold"):
        word_groups()


def test_a_compound_fits_another_whose_parts_mean_the_same():
    known = lexicon("bevilja friskvårdsbidrag", "avgift för bygglov", "barnbidrag")
    near = known.near(STEMS.of("friskvårdspeng"))

    assert near[STEMS.of("friskvårdsbidrag")] >= 0.7
    assert near.get(STEMS.of("barnbidrag"), 0) < 0.7


def test_two_words_say_the_compound_of_which_they_are_the_parts():
    known = lexicon("tobakstillstånd", "bygglov", "tobak", "tillstånd till bergvärme")
    said = [STEMS.of(word) for word in ("tillstånd", "sälja", "tobak")]

    assert dict(known.together(said)) == {
        place: STEMS.of("tobakstillstånd") for place in (0, 2)
    }
    assert not list(known.together(said[:2]))
