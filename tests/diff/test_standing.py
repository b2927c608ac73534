"""What a role, a matter or a case is in law bears on answers, so it is compared."""

import pytest

from engine.diff.differences import difference
from engine.diff.parts import causes
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.rules import Slot
from tests.support.park import row, write_park, write_small_law
from tests.support.shipped import TODAY

RULES = (
    row("grupp", decides="parkgruppen", cites="reglemente#r1"),
    row("akut", matter="torgplats", when="{akut-lage: yes}", decides="parkordforanden"),
    row("mal", matter="parkens-mal", decides="parkordforanden"),
    row(
        "bradska",
        matter="bradskande-namndarende",
        decides="{in_order: [ordforande, vice-ordforande]}",
    ),
)


@pytest.fixture
def edition(tmp_path):
    """Return what reads the town, with a text of some file replaced by another."""

    def read(name, file="", before="", after=""):
        folder = tmp_path / name / "rules"
        write_small_law(folder)
        write_park(folder, RULES)
        if file:
            path = folder / file
            text = path.read_text(encoding="utf-8")
            assert text.count(before) == 1, before
            path.write_text(text.replace(before, after), encoding="utf-8")
        return load(RulesFolder(folder), ["by"])["by"]

    return read


@pytest.mark.parametrize(
    ("edit", "matter", "cause"),
    [
        (
            ("kommunallagen/vocabulary.yaml", ", tags: [group]", ""),
            "plantering",
            "tjanstemannagrupp",
        ),
        (
            ("by/vocabulary.yaml", "{urgent: yes}", "{urgent: no}"),
            "torgplats",
            "akut-lage",
        ),
        (
            ("by/vocabulary.yaml", "[mal-inriktning]", "[mal-inriktning, urgent]"),
            "parkens-mal",
            "parkens-mal",
        ),
        (
            ("kommunallagen/vocabulary.yaml", ", named_among: [ledamot]", ""),
            "bradskande-namndarende",
            "utsedd-ledamot",
        ),
    ],
)
def test_what_a_word_is_in_law_changes_the_answers_that_rest_on_it(
    edition, edit, matter, cause
):
    old, new = edition("old"), edition("new", *edit)
    found = difference(old, new, TODAY)
    changed = {
        id_
        for subject in found.subjects
        for ids in subject.slots
        if ids.slot is Slot.MATTER
        for id_ in ids.ids
    }

    assert changed == {matter}
    assert [each.id for each in causes(old, new)] == [cause]
