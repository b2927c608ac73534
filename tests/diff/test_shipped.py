"""A change in the shipped rules changes exactly the questions it should.

What is expected is read from the rules themselves: which of them speak of the
matter, and what each says.
"""

import datetime as dt
import shutil

import pytest

from engine.answers.answer import Limits, Outcome
from engine.diff.differences import difference
from engine.diff.parts import rewordings
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load_all
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.conclusions import Function
from engine.rulebook.model.rules import Slot
from tests.support.shipped import shipped_jurisdictions

#: Each compares all the shipped rules.
pytestmark = pytest.mark.slow

TODAY = dt.date(2026, 11, 22)
EVERYWHERE = {"", "kungsor", "linkoping", "munkedal", "orrhed"}


@pytest.fixture(scope="module")
def as_shipped():
    return shipped_jurisdictions()


@pytest.fixture
def edited(tmp_path):
    """Return a function that loads a copy of the rules with some texts replaced."""

    def load(*edits):
        folder = tmp_path / f"rules-{len([*tmp_path.iterdir()])}"
        shutil.copytree(shipped("rules"), folder)
        for file, before, after in edits:
            path = folder / file
            text = path.read_text(encoding="utf-8")
            assert text.count(before) == 1, before
            path.write_text(text.replace(before, after), encoding="utf-8")
        return load_all(RulesFolder(folder))

    return load


def differences(old, new, places=EVERYWHERE):
    """Return the differences of every municipality, and of the law alone, by id."""
    assert old.keys() == new.keys() == EVERYWHERE
    return {id_: difference(old[id_], new[id_], TODAY) for id_ in places}


def row_digests(found):
    """Return each changed row in few words: subject, cases, days, before, after."""
    assert not found.too_large
    return [
        (
            tuple(id_ for ids in subject.slots for id_ in ids.ids),
            {case.name: case.span for case in row.when},
            row.days,
            conclusion_of(row.old),
            conclusion_of(row.new),
        )
        for subject in found.subjects
        for row in subject.answers
    ]


def conclusion_of(reply):
    """Return who decides, else the verdict, else the outcome."""
    answer = reply.answer
    if answer.outcome is not Outcome.ANSWERED:
        return answer.outcome.value
    conclusion = answer.findings[0].conclusion
    if hasattr(conclusion, "verdict"):
        return conclusion.verdict.value
    party = conclusion.party(Function.DECIDES)
    return party.roles if party else ()


def without_reasons(found):
    return not any(subject.reasons for subject in found.subjects)


PURCHASES = (
    "munkedal/vocabulary.yaml",
    "circumstances:\n",
    """  provinkop: {label: inköp på prov}
circumstances:
  provbelopp: {label: belopp på prov, type: money}
""",
)


def purchases(limit):
    """Return an edit by which small purchases are decided below a limit in SEK."""
    return (
        "munkedal/arbetssatt.yaml",
        "rules:\n",
        f"""rules:
  - id: sma-inkop
    matter: provinkop
    when: {{provbelopp: {{max: {limit}}}}}
    decides: ekonomichef
    says: Ekonomichefen beslutar om små inköp.
    cites: [klg#beslutsansvar]
  - id: stora-inkop
    matter: provinkop
    when: {{provbelopp: {{over: {limit}}}}}
    decides: kommundirektor
    says: Kommundirektören beslutar om stora inköp.
    cites: [klg#beslutsansvar]
""",
    )


def test_a_moved_threshold_changes_only_the_amounts_between(edited):
    found = differences(
        edited(PURCHASES, purchases(100_000)), edited(PURCHASES, purchases(150_000))
    )
    changed = found.pop("munkedal")
    assert [
        (what, cases, old, new) for what, cases, _, old, new in row_digests(changed)
    ] == [
        (
            ("provinkop",),
            {"provbelopp": (Limits(low=10_000_001, high=15_000_000),)},
            ("kommundirektor",),
            ("ekonomichef",),
        )
    ]
    assert without_reasons(changed)
    assert not any(other.subjects or other.silent for other in found.values())


def test_a_narrower_exception_gives_back_what_it_no_longer_excepts(as_shipped, edited):
    new = edited(
        (
            "kommunallagen/revision.yaml",
            "unless: {avvikande-bestammelse: yes}",
            "unless: {avvikande-bestammelse: yes, undantagen-namnd: yes}",
        )
    )
    for found in differences(as_shipped, new).values():
        # the default of `undantagen-namnd` is no, so silence is among the changed
        assert [(*row[:2], *row[3:]) for row in row_digests(found)] == [
            (
                ("revisorernas-forvaltning",),
                {"avvikande-bestammelse": (1,), "undantagen-namnd": (0, None)},
                "no_rule",
                ("revisor",),
            )
        ]
        assert without_reasons(found)


def test_another_decider_changes_only_what_the_rule_decides(as_shipped, edited):
    # `medarbetarmal` under `namndmal` has a rule that overrides this one
    new = edited(
        (
            "linkoping/namndmal.yaml",
            "when: {malomrade: medarbetare}\n    decides: kommunstyrelsen",
            "when: {malomrade: medarbetare}\n    decides: kommunfullmaktige",
        )
    )
    found = differences(as_shipped, new)
    changed = found.pop("linkoping")
    assert [(*row[:2], *row[3:]) for row in row_digests(changed)] == [
        (
            ("namndmal",),
            {"malomrade": ("medarbetare",)},
            ("kommunstyrelsen",),
            ("kommunfullmaktige",),
        )
    ]
    assert without_reasons(changed)
    assert not any(other.subjects or other.silent for other in found.values())


def test_a_document_that_enters_into_force_next_year_counts_no_sooner(
    as_shipped, edited
):
    new = edited(
        (
            "kommunallagen/sources.yaml",
            "from: 2010-08-01",  # the Education Act
            "from: 2027-01-01",
        )
    )
    until = ((dt.date(2010, 8, 1), dt.date(2026, 12, 31)),)
    from_2018 = ((dt.date(2018, 7, 1), dt.date(2026, 12, 31)),)
    # what is of the law is the same in every other municipality, and takes long
    for found in differences(as_shipped, new, ["", "munkedal"]).values():
        told = row_digests(found)
        # 2 kap. 10 § and 8 a §, the latter from 2018-07-01
        assert (
            ("skolenhetens-organisation",),
            {},
            until,
            ("rektor",),
            "no_rule",
        ) in told
        assert (("utse-skolchef",), {}, from_2018, ("skolnamnd",), "no_rule") in told
        # whatever else of the act is asked about: until the day before, and no longer
        assert max(digest[2][-1][-1] for digest in told) == dt.date(2026, 12, 31)


def test_a_role_of_another_kind_loses_the_duties_of_that_kind(as_shipped, edited):
    new = edited(
        (
            "munkedal/vocabulary.yaml",
            "synonyms: [lönechefen, chefen för lönerna]\n    is: [chef, klg-medlem]",
            "synonyms: [lönechefen, chefen för lönerna]\n    is: [chef]",
        )
    )
    found = differences(as_shipped, new)
    changed = found.pop("munkedal")
    for subject in changed.subjects:
        held = {ids.slot: ids.ids for ids in subject.slots}
        assert "lonechef" in (*held.get(Slot.OF, ()), *held.get(Slot.ACTOR, ()))
    duties = {
        id_
        for subject in changed.subjects
        if subject.answers
        for ids in subject.slots
        if ids.slot is Slot.TO
        for id_ in ids.ids
    }
    # the duties that `ledningsgruppen.yaml` gives to every `klg-medlem`
    assert {
        "aktualisera-strategiska-fragor",
        "informera-om-klg-beslut",
        "verkstalla-klg-beslut",
    } == duties
    assert not changed.silent  # that the role is also a member elsewhere is no change
    assert not any(other.subjects or other.silent for other in found.values())


def test_a_matter_that_no_rule_names_changes_no_answer(as_shipped, edited):
    new = edited(PURCHASES)
    assert not any(found.subjects for found in differences(as_shipped, new).values())


def test_a_matter_that_a_rule_names_is_a_new_subject(as_shipped, edited):
    found = differences(as_shipped, edited(PURCHASES, purchases(100_000)))["munkedal"]
    (subject,) = found.subjects
    assert [ids.ids for ids in subject.slots] == [("provinkop",)]
    assert subject.is_ruled == (False, True)
    assert {conclusion_of(row.new) for row in subject.answers} == {
        ("ekonomichef",),
        ("kommundirektor",),
    }
    back = difference(found.sides.new.jurisdiction, as_shipped["munkedal"], TODAY)
    assert [subject.is_ruled for subject in back.subjects] == [(True, False)]


def test_other_words_are_told_apart_from_other_answers(as_shipped, edited):
    new = edited(
        (
            "munkedal/vocabulary.yaml",
            "label: {sv: lönechef, en: head of payroll}",
            "label: {sv: chef för löner, en: head of payroll}",
        ),
        (
            "munkedal/arbetssatt.yaml",
            "sv: Arbetssättet för samarbete mellan förvaltningarna är",
            "sv: Sättet att samarbeta mellan förvaltningarna är",
        ),
        ("munkedal/arbetssatt.yaml", "en: discusses the question", "en: talks it over"),
        (
            "munkedal/sources.yaml",
            "sv: Formellt är det kommundirektören",
            "sv: Det är formellt kommundirektören",
        ),
    )
    found = difference(as_shipped["munkedal"], new["munkedal"], TODAY)
    assert not found.subjects
    assert not found.silent
    assert found.names.reworded == (
        "munkedal/arbetssattet-steg-for-steg",  # the act of a step, in English alone
        "munkedal/styrelsen-beslutar-arbetssattet",
    )
    texts = rewordings(as_shipped["munkedal"], new["munkedal"])
    assert {(text.sort, text.id, text.part) for text in texts} == {
        ("passage", "munkedal/klg#beslutsansvar", "gist"),
        ("role", "lonechef", "label"),
        ("rule", "munkedal/arbetssattet-steg-for-steg", "texts"),
        ("rule", "munkedal/styrelsen-beslutar-arbetssattet", "says"),
    }


def test_another_act_of_a_step_is_another_answer(as_shipped, edited):
    new = edited(("munkedal/arbetssatt.yaml", "sv: diskuterar frågan", "sv: avgör den"))
    found = difference(as_shipped["munkedal"], new["munkedal"], TODAY)
    (subject,) = found.subjects
    assert [ids.ids for ids in subject.slots] == [("arbetssatt",)]
    assert len(subject.answers) == 1
    assert not subject.reasons
    assert not found.names.reworded


def test_another_passage_is_another_reason_for_the_same_answer(as_shipped, edited):
    new = edited(
        (
            "linkoping/forum.yaml",
            "cites: [forum#beslut]",
            "cites: [forum#beslut, forum#sakfragor]",
        )
    )
    found = difference(as_shipped["linkoping"], new["linkoping"], TODAY)
    (subject,) = found.subjects
    assert [ids.ids for ids in subject.slots] == [("principer-for-forum",)]
    assert not subject.answers
    assert not found.is_answer_changed
    (row,) = subject.reasons
    assert {*row.cites[1]} - {*row.cites[0]} == {"linkoping/forum#sakfragor"}
    assert not found.silent


def test_a_renamed_rule_is_the_same_rule(as_shipped, edited):
    # another rule overrides it, and names it so
    new = edited(
        ("linkoping/namndmal.yaml", "- id: namndmal-medarbetare", "- id: personalmal"),
        (
            "linkoping/namndmal.yaml",
            "overrides: [namndmal-medarbetare, namndmal-fyra-omraden]",
            "overrides: [personalmal, namndmal-fyra-omraden]",
        ),
    )
    found = difference(as_shipped["linkoping"], new["linkoping"], TODAY)
    assert not found.subjects
    assert not found.silent
    assert found.names.renamed == (
        ("linkoping/namndmal-medarbetare", "linkoping/personalmal"),
    )


def test_a_rule_that_changes_nothing_is_silent(as_shipped, edited):
    # no lower rule says otherwise of the auditors' own administration
    new = edited(
        (
            "kommunallagen/revision.yaml",
            "unless: {avvikande-bestammelse: yes}\n    decides: revisor",
            """unless: {avvikande-bestammelse: yes}
    mandatory: yes
    decides: revisor""",
        )
    )
    for found in differences(as_shipped, new).values():
        assert not found.subjects
        assert found.silent == ("kommunallagen/revisorernas-forvaltning",)


def test_a_role_that_no_rule_names_changes_no_rule(as_shipped, edited):
    new = edited(
        (
            "kommunallagen/vocabulary.yaml",
            "  rektor:\n",
            """  provroll:
    label: roll på prov
    is: [chef]
    reports_to: kommundirektor
  rektor:
""",
        )
    )
    for found in differences(as_shipped, new).values():
        assert not found.subjects
        assert not found.silent
        assert found.names.new == ("provroll",)


def test_new_words_and_words_no_longer_there_are_named(as_shipped, edited):
    old, new = as_shipped["munkedal"], edited(PURCHASES)["munkedal"]
    assert difference(old, new, TODAY).names.new == ("provbelopp", "provinkop")
    assert difference(new, old, TODAY).names.gone == ("provbelopp", "provinkop")
