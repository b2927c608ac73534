"""The words of a jurisdiction: trees, tags, and names that stand for one term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.model.problems import UnknownNameError
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.rulebook.model.vocabulary import (
    Act,
    Circumstance,
    Matter,
    Role,
    TermKind,
    Vocabulary,
    name_index,
)


def by_id(*terms):
    return {term.id: term for term in terms}


WORDS = Vocabulary(
    roles=by_id(
        Role(
            id="fortroendevald",
            label=Text("förtroendevald", "elected official"),
            tags=("elected",),
        ),
        Role(
            id="ordforande",
            label=Text("ordförande", "chair"),
            kinds=("fortroendevald",),
        ),
        Role(
            id="kso",
            label=Text("kommunstyrelsens ordförande", "chair of the board"),
            synonyms=("KS-ordförande",),
            kinds=("ordforande", "heltidare"),
        ),
        Role(id="heltidare", label=Text("heltidare")),
    ),
    matters=by_id(
        Matter(id="mal", label=Text("mål"), tags=("principiell",)),
        Matter(id="namndmal", label=Text("nämndmål"), under="mal", tags=("arlig",)),
        Matter(id="delmal", label=Text("delmål"), under="namndmal"),
        Matter(id="inkop", label=Text("inköp", "purchase")),
    ),
    acts=by_id(
        Act(id="ingripa", label=Text("ingripa"), tags=("urgent",)),
        Act(id="lova", label=Text("lova något"), under="ingripa"),
    ),
    circumstances=by_id(
        Circumstance(id="belopp", label=Text("belopp", "amount"), kind=ValueKind.MONEY),
        Circumstance(
            id="brattom",
            label=Text("bråttom"),
            kind=ValueKind.BOOL,
            tags=(("urgent", frozenset({1})),),
        ),
    ),
)


def test_a_role_is_all_the_kinds_above_it_and_itself():
    assert WORDS.role_kinds["kso"] == {
        "kso",
        "ordforande",
        "fortroendevald",
        "heltidare",
    }
    assert WORDS.role_kinds["fortroendevald"] == {"fortroendevald"}


def test_a_matter_lies_under_all_matters_above_it():
    assert WORDS.matter_kinds["delmal"] == {"delmal", "namndmal", "mal"}
    assert WORDS.matter_kinds["inkop"] == {"inkop"}


def test_an_act_lies_under_all_acts_above_it():
    assert WORDS.act_kinds["lova"] == {"lova", "ingripa"}


def test_a_matter_inherits_the_tags_above_it_and_none_from_below():
    assert WORDS.tags_of("delmal") == {"principiell", "arlig"}
    assert WORDS.tags_of("mal") == {"principiell"}
    assert WORDS.tags_of("inkop") == frozenset()
    assert WORDS.tagged(TermKind.MATTER, "principiell") == {"mal", "namndmal", "delmal"}
    assert WORDS.tagged(TermKind.MATTER, "arlig") == {"namndmal", "delmal"}


def test_a_role_carries_the_tags_of_every_kind_it_is():
    assert WORDS.tagged(TermKind.ROLE, "elected") == {
        "fortroendevald",
        "ordforande",
        "kso",
    }
    assert WORDS.tagged(TermKind.ROLE, "arlig") == frozenset()


def test_an_act_carries_the_tags_above_it():
    assert WORDS.tagged(TermKind.ACT, "urgent") == {"ingripa", "lova"}


def test_a_circumstance_carries_a_tag_with_some_of_its_values():
    assert WORDS.values_tagged("urgent") == {"brattom": frozenset({1})}
    assert WORDS.values_tagged("elected") == {}


@pytest.mark.parametrize(
    "name",
    [
        "kso",
        "KSO",
        "kommunstyrelsens ordförande",
        "Kommunstyrelsens ordforande",
        "chair of the board",
        "ks ordförande",
    ],
)
def test_a_role_answers_to_its_id_labels_and_synonyms(name):
    assert WORDS.id_of(TermKind.ROLE, name) == "kso"


def test_every_sort_of_term_is_looked_up_among_its_own():
    assert WORDS.id_of(TermKind.MATTER, "Purchase") == "inkop"
    assert WORDS.id_of(TermKind.ACT, "lova något") == "lova"
    assert WORDS.id_of(TermKind.CIRCUMSTANCE, "amount") == "belopp"
    for kind in (TermKind.ROLE, TermKind.ACT, TermKind.CIRCUMSTANCE):
        with pytest.raises(UnknownNameError):
            WORDS.id_of(kind, "inköp")


def test_an_unknown_name_is_told_with_the_nearest_label():
    with pytest.raises(UnknownNameError) as caught:
        WORDS.id_of(TermKind.MATTER, "nämdmål")
    assert caught.value.message.code == "question/unknown-matter"
    assert caught.value.nearest[0] == "nämndmål"


def test_an_id_beats_a_label_and_a_label_beats_a_synonym():
    first = Role(id="a", label=Text("b"), synonyms=("c", "d"))
    second = Role(id="b", label=Text("c"))
    third = Role(id="d", label=Text("e"))
    expected = {"a": "a", "b": "b", "c": "b", "d": "d", "e": "d"}
    assert name_index([first, second, third]) == expected
    assert name_index([third, second, first]) == expected


def test_all_terms_are_known_by_id():
    assert WORDS.ids >= {"kso", "namndmal", "lova", "belopp"}
    assert len(WORDS.ids) == 4 + 4 + 2 + 2


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)
    )
)
def test_kinds_are_what_can_be_reached_even_in_a_ring(parents):
    roles = by_id(
        *(
            Role(id=id_, label=Text(id_), kinds=tuple(parents.get(id_, ())))
            for id_ in "abcdef"
        )
    )
    kinds = Vocabulary(roles=roles).role_kinds
    for id_ in "abcdef":
        assert id_ in kinds[id_]
        for parent in parents.get(id_, ()):
            assert kinds[parent] <= kinds[id_]
        for other in kinds[id_] - {id_}:
            assert any(other in kinds[parent] for parent in parents.get(id_, ()))
