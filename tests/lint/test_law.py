"""The law stands in its pack: lint reads tags and rules, and knows no law itself."""

import ast
from pathlib import Path

import pytest

import engine
from engine.rulebook.model.tags import Tag
from engine.rulebook.model.vocabulary import TermKind
from tests.lint.packs import kinds, linted, only, with_law
from tests.support.shipped import shipped_jurisdictions
from tests.support.town import rule_text

ROOT = Path(engine.__file__).parent
#: Words of everyday language that happen to be ids too.
EVERYDAY = {"organ", "kommunen", "problem", "chef", "utskott"}
#: What is made for the limits, outcomes and relations of the rows of an order.
OF_ROWS = {
    *("belopp", "belopp-under-avtalstiden", "tid-i-dagar", "tid-i-manader"),
    *("andel-i-procent", "utgang", "namnd-i-fragan"),
    *("narmaste-chef", "ursprunglig-delegat"),
}


def test_the_law_says_with_tags_what_lint_must_know_of_its_words():
    words = shipped_jurisdictions()[""].vocabulary
    passages = shipped_jurisdictions()[""].passages.values()

    for tag in Tag:
        carriers = (
            *words.tagged(TermKind.ROLE, tag.value),
            *words.tagged(TermKind.MATTER, tag.value),
            *words.tagged(TermKind.ACT, tag.value),
            *words.values_tagged(tag.value),
            *(passage for passage in passages if tag.value in passage.tags),
        )
        assert tag.value in words.tags
        assert carriers, tag


@pytest.mark.slow
def test_no_id_of_a_shipped_pack_stands_in_the_program():
    """The word lists of free questions are of the language, not of any law."""
    ids = set()
    for jurisdiction in shipped_jurisdictions().values():
        words = jurisdiction.vocabulary
        ids |= words.ids | jurisdiction.passages.keys() | jurisdiction.sources.keys()
        ids |= {head.id for head in jurisdiction.packs}
        ids |= jurisdiction.rules_by_id.keys()
    of_law = ids - EVERYDAY - OF_ROWS
    written = {
        (str(path.relative_to(ROOT)), node.value)
        for path in ROOT.rglob("*.py")
        if path.name != "everyday.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert {pair for pair in written if pair[1] in of_law} == set()


@pytest.mark.parametrize("tags", ["", ", tags: [group]"])
def test_a_group_is_what_the_law_calls_one(folder, tags):
    """Without the tag its name alone tells nobody that it can hold no delegation."""
    ban = rule_text(
        "grupper",
        constraint="{act: delegated_decision}",
        never="[chef]",
        mandatory="yes",
    )
    with_law(folder, ban, local=[rule_text("lokal", matter="inkop", decides="chef")])
    path = folder / "lag" / "vocabulary.yaml"
    text = path.read_text(encoding="utf-8")
    tagged = text.replace("{label: chefen}", f"{{label: chefen{tags}}}")
    path.write_text(f"{tagged}tags:\n  group: grupp\n", encoding="utf-8")

    if not tags:
        assert kinds(linted()) == []
        return
    finding = only(linted(), "unlawful_delegation")
    assert finding["rules"] == ["by/lokal", "lag/grupper"]
    assert finding["cites"] == ["lag/bok#p1"]
    assert "Regeln grupper" in finding["says"]
