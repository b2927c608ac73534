"""Citations in both languages: the document, the section, the place in it."""

from __future__ import annotations

import pytest

from engine.report.citations import place_text, section_text, source_name
from engine.report.say import Say
from engine.rulebook.model.problems import Place
from engine.rulebook.model.sources import Rank, Source, Status, Validity
from engine.rulebook.model.texts import Text

SWEDISH, ENGLISH = Say("sv"), Say("en")


def source(short: Text, rank: Rank = Rank.LAW) -> Source:
    return Source(
        id="lag/kl",
        title=Text("Kommunallagen (2017:725)"),
        short=short,
        rank=rank,
        status=Status.ADOPTED,
        validity=Validity(),
        adopted=None,
        consulted=None,
        url="",
        review=None,
        passages={},
        place=Place(file="sources.yaml"),
    )


def test_an_act_has_its_english_name_with_the_swedish_one_behind_it():
    act = source(Text("Kommunallagen", "Local Government Act"))
    assert source_name(act, ENGLISH) == "Local Government Act (kommunallagen)"
    assert source_name(act, ENGLISH, is_brief=True) == "Local Government Act"
    assert source_name(act, SWEDISH) == "Kommunallagen"


def test_the_initials_of_an_act_stay_as_they_are():
    act = source(Text("LVU", "Care of Young Persons Act"))
    assert source_name(act, ENGLISH) == "Care of Young Persons Act (LVU)"


def test_a_document_keeps_the_capital_of_its_name():
    rules = source(Text("Spelreglerna", "Rules of the game"), Rank.GUIDELINE)
    assert source_name(rules, ENGLISH) == "Rules of the game (Spelreglerna)"


def test_a_name_that_nobody_put_into_english_is_in_quotes():
    assert source_name(source(Text("Vattenlagen")), ENGLISH) == "“Vattenlagen”"


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("6 kap. 38 §", "Chapter 6, Section 38"),
        ("4 kap. 18 a §", "Chapter 4, Section 18 a"),
        ("6 §", "Section 6"),
        ("42 a §", "Section 42 a"),
        ("30 kap. 5–12 §§", "Chapter 30, Sections 5–12"),
        ("3 kap. 5 och 6 §§", "Chapter 3, Sections 5 and 6"),
        ("6 § andra stycket", "Section 6, second paragraph"),
        ("Bilaga 2", "Annex 2"),
        ("Bilaga 2, Nämndmål", "Annex 2, “Nämndmål”"),
        ("Sändlista", "“Sändlista”"),
        ("2.1", "2.1"),
        ("", ""),
    ],
)
def test_a_section_is_told_in_english_and_a_heading_in_quotes(swedish, english):
    assert section_text(swedish, ENGLISH) == english
    assert section_text(swedish, SWEDISH) == swedish


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("stycke 1, mening 3, tredje ledet", "paragraph 1, sentence 3, third clause"),
        ("stycke 2, mening 1–3", "paragraph 2, sentences 1–3"),
        ("stycke 1 och stycke 2, mening 1", "paragraph 1 and paragraph 2, sentence 1"),
        ("punkt 2, med första underpunkten", "item 2, with the first sub-item"),
        ("beslutspunkt 1", "decision item 1"),
        ("sist i ärendet", "at the end of the matter"),
        ("hela avsnittet", "whole section"),
        ("rubrik", "heading"),
        ("stycke 1, invid bilden", "“stycke 1, invid bilden”"),
    ],
)
def test_a_place_is_told_in_english_or_in_quotes(swedish, english):
    assert place_text(swedish, ENGLISH) == english
    assert place_text(swedish, SWEDISH) == swedish
