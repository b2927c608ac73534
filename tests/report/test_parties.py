"""Who is named, and by which way: one sentence, whatever the labels hold."""

import datetime as dt

import pytest

from engine.answers.answer import Finding
from engine.report.conclusions import finding_rows
from engine.report.say import Say
from engine.report.wording import Wording
from engine.rulebook.model.conclusions import ContactConclusion, Mode, Party, Strength
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind
from engine.rulebook.model.texts import Text
from engine.rulebook.model.vocabulary import Role
from tests.support import rulebooks

QUESTION = Question(RuleKind.CONTACT, (), (), dt.date(2026, 3, 1))


def role(id_, swedish, english, *kinds):
    return Role(id=id_, label=Text(swedish, english), kinds=kinds)


ROLES = {
    "namnd": role("namnd", "styrelsen eller nämnden", "executive board or committee"),
    "fullmaktige": role("fullmaktige", "fullmäktige", "municipal council"),
    "ordforande": role("ordforande", "ordförande", "chair"),
    "kso": role("kso", "styrelsens ordförande", "chair of the board", "ordforande"),
}


def words(language):
    roles = rulebooks.vocabulary(roles=ROLES)
    return Wording(rulebooks.jurisdiction([], roles), Say(language))


@pytest.mark.parametrize(
    ("roles", "swedish", "english"),
    [
        (
            ("namnd", "fullmaktige"),
            "styrelsen, nämnden eller fullmäktige, var för sig",
            "executive board, committee or municipal council, each alone",
        ),
        (
            ("ordforande", "kso"),
            "styrelsens ordförande eller ordförande i övrigt, var för sig",
            "chair of the board or any other chair, each alone",
        ),
    ],
)
def test_several_each_alone_are_one_list(roles, swedish, english):
    party = Party(mode=Mode.ANY_OF, roles=roles)
    assert words("sv").party(party, QUESTION) == swedish
    assert words("en").party(party, QUESTION) == english


def test_what_has_an_and_itself_is_joined_by_another_word():
    both = ["mål och riktlinjer", "budget"]
    assert words("sv").enumeration(both) == "mål och riktlinjer samt budget"
    goals = ["goals and guidelines", "budget"]
    assert words("en").enumeration(goals) == "goals and guidelines, and budget"


@pytest.mark.parametrize(
    ("strength", "swedish", "english"),
    [
        (None, "fri", "free"),
        (Strength.MUST, "ska vara fri", "must be free"),
        (Strength.FIRST_HAND, "i första hand fri", "free in the first instance"),
        (
            Strength.AS_FAR_AS_POSSIBLE,
            "så långt det går fri",
            "free as far as possible",
        ),
        (Strength.MAY, "får vara fri", "may be free"),
    ],
)
def test_a_free_way_says_how_firmly_in_one_breath(strength, swedish, english):
    finding = Finding(
        conclusion=ContactConclusion(is_free=True, strength=strength), rules=()
    )
    assert finding_rows(finding, QUESTION, words("sv")) == [
        ("väg", f"{swedish}: kontakten kräver ingen mellanhand")
    ]
    assert finding_rows(finding, QUESTION, words("en")) == [
        ("way", f"{english}: no intermediary is needed")
    ]
