"""Provisions are read however they are written, and looked up by any part of them."""

import pytest

from engine.rulebook.model.references import reference


@pytest.mark.parametrize(
    ("text", "act", "chapter", "sections"),
    [
        ("LVU 6 §", "lvu", "", {"6"}),
        ("6 § LVU", "lvu", "", {"6"}),
        ("9 kap. 31 a § PBL", "pbl", "9", {"31a"}),
        ("PBL 9:31 a", "pbl", "9", {"31a"}),
        ("PBL 9 kap 31a §", "pbl", "9", {"31a"}),
        ("LVU 6 och 11 §§", "lvu", "", {"6", "11"}),
        ("KL 6 kap. 37–39 §§", "kl", "6", {"37", "38", "39"}),
        ("11 § 1 st LVU", "lvu", "", {"11"}),
        ("LVU 11 § fjärde stycket", "lvu", "", {"11"}),
        ("SoL 12 kap.", "sol", "12", set()),
        ("kommunallagen", "kommunallagen", "", set()),
        ("30 kap. 5 § socialtjänstlagen (2025:400)", "socialtjanstlagen", "30", {"5"}),
    ],
)
def test_a_provision_is_an_act_a_chapter_and_sections(text, act, chapter, sections):
    found = reference(text)
    assert (found.act, found.chapter, set(found.sections)) == (act, chapter, sections)


@pytest.mark.parametrize("text", ["", "6 §", "3.2", "12 kap. 4 §"])
def test_without_an_act_there_is_no_provision(text):
    assert reference(text) is None


@pytest.mark.parametrize(
    ("one", "other", "is_covered"),
    [
        ("LVU", "LVU 6 §", True),
        ("LVU 6 §", "LVU", False),
        ("LVU 6 §", "6 § LVU", True),
        ("LVU 6 §", "LVU 11 § 6 st", False),
        ("LVU 1 §", "LVU 11 §", False),
        ("LVU 6 §", "LVU 6 a §", False),
        ("LVU 6 §", "LVU 6 och 11 §§", True),
        ("PBL 9 kap.", "PBL 9:31 a", True),
        ("PBL 9 kap.", "PBL 10:3", False),
        ("LVU 6 §", "LVM 6 §", False),
    ],
)
def test_a_provision_covers_what_lies_within_it(one, other, is_covered):
    assert reference(one).covers(reference(other)) is is_covered
