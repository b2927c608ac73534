"""`mandat diff` names the questions that get another answer, and nothing else."""

import datetime as dt
import itertools
import json
import re
import shutil
from pathlib import Path

import pytest

from engine.diff.comparison import compare
from engine.diff.editions import edition_pair
from engine.diff.revisions import folder_files
from engine.report.diff.digest import Digest
from engine.report.say import Say
from engine.rulebook.loading.shipped import shipped
from tests.support.git import git
from tests.support.terminal import run
from tests.support.town import RULES, SCENARIOS, SOURCES, VOCABULARY, write_town


def diff(*words, code=0, language="sv"):
    """Return what `mandat diff` prints, checked for its exit code."""
    done = run("diff", *words, "--lang", language)
    assert done.exit_code == code, done.output
    return done.stdout if code != 2 else done.stderr


def found(*words, code=0):
    """Return the JSON that `mandat diff` prints."""
    return json.loads(diff(*words, "--format", "json", code=code))


def towns(place, change, scenarios=SCENARIOS):
    """Write the town before and after a change of its rules; return both folders."""
    changed = change(RULES)
    assert changed != RULES
    old, _ = write_town(place / "old")
    new, _ = write_town(place / "new", rules=changed, scenarios=scenarios)
    return old, new


def rows(report, key="answers"):
    """Return the changed rows as (subject, circumstances, before, after)."""
    return [
        (group["subject"], row["when"], row["before"], row["after"])
        for group in report[key]
        for row in group["rows"]
    ]


def deciders(reply):
    return [
        [role["id"] for role in answer["decides"]["roles"]]
        for answer in reply["answers"]
        if "decides" in answer
    ]


def moved(rules):
    return rules.replace("100000", "150000")


# what changed ------------------------------------------------------------------------


def test_a_moved_threshold_changes_what_lies_between_the_old_and_the_new(tmp_path):
    report = found(*towns(tmp_path, moved))

    ((subject, when, before, after),) = rows(report)
    assert subject == "Inköp"
    assert when == {
        "belopp": {
            "values": [{"min": 100000.01, "max": 150000}],
            "or_unsaid": False,
        }
    }
    assert deciders(before) == [["namnd"]]
    assert deciders(after) == [["chef"]]
    assert report["reasons"] == []
    assert report["answers"][0]["slots"]["matter"]["ids"] == ["avtal", "inkop"]
    assert report["answers"][0]["rows"][0]["rules"] == ["provby/sma", "provby/stora"]


def test_a_threshold_is_told_as_people_say_it(tmp_path):
    told = diff(*towns(tmp_path, moved), "--width", "120")

    assert told.startswith("1 fråga får annat svar.")
    assert "över 100 000 kr men högst 150 000 kr" in told
    assert "beslutar: chefen" in told


def test_a_narrowed_exception_changes_what_it_no_longer_covers(tmp_path):
    def narrowed(rules):
        return rules.replace("{akut: yes}", "{akut: yes, omrade: skola}")

    report = found(*towns(tmp_path, narrowed))

    assert {subject for subject, *_ in rows(report)} == {"Kontakt politikern → rektorn"}
    for _, when, before, after in rows(report):
        assert when["akut"]["values"] == [True]
        assert "skola" not in when["omrade"]["values"]
        assert before["outcome"] == "no_rule"
        assert after["answers"][-1]["via"][0]["id"] == "direktor"


def test_a_swapped_decider_changes_that_matter_alone(tmp_path):
    def swapped(rules):
        return rules.replace("decides: chef", "decides: direktor")

    report = found(*towns(tmp_path, swapped))

    ((subject, when, before, after),) = rows(report)
    assert (subject, when["belopp"]["values"]) == (
        "Inköp",
        [{"min": None, "max": 100000}],
    )
    assert (deciders(before), deciders(after)) == ([["chef"]], [["direktor"]])


def test_a_rule_into_force_next_year_changes_answers_from_then_on(tmp_path):
    def later(rules):
        return rules + (
            "  - id: nytt\n    matter: avtal\n    from: 2099-01-01\n"
            "    decides: direktor\n    says: Direktören beslutar om avtal.\n"
            "    cites: ordning#p4\n"
        )

    report = found(*towns(tmp_path, later))

    assert {subject for subject, *_ in rows(report)} == {"Avtal"}
    assert report["answers"][0]["slots"]["matter"]["ids"] == ["avtal"]
    for row in report["answers"][0]["rows"]:
        assert row["days"] == [{"first": "2099-01-01", "last": None}]
        assert row["rules"] == ["provby/nytt"]
    assert "från 1 januari 2099" in diff(
        tmp_path / "old", tmp_path / "new", "--width", "120"
    )


def test_another_wording_alone_changes_no_answer_and_is_told_apart(tmp_path):
    def reworded(rules):
        return rules.replace("Chefen beslutar om små inköp.", "Chefen köper smått.")

    old, new = towns(tmp_path, reworded)
    report = found(old, new)

    assert (report["answers"], report["reasons"]) == ([], [])
    assert report["is_answer_changed"] is False
    assert report["reworded"] == [
        {
            "sort": "rule",
            "id": "provby/sma",
            "part": "says",
            "before": "Chefen beslutar om små inköp.",
            "after": "Chefen köper smått.",
        }
    ]
    assert diff(old, new).startswith("Inget svar ändras: 1 text har bara ny lydelse.")


def test_of_a_list_that_reads_differently_only_what_differs_is_told(tmp_path):
    asked = RULES.replace(
        "    says: Chefen", "    asks: [vem köper, vem handlar]\n    says: Chefen"
    )
    old, _ = write_town(tmp_path / "old", rules=asked)
    new, _ = write_town(
        tmp_path / "new", rules=asked.replace("vem handlar", "vem betalar")
    )

    told = diff(old, new)

    assert "(asks): ”vem handlar” → ”vem betalar”" in " ".join(told.split())
    assert "vem köper" not in told


def test_what_reads_differently_in_one_way_is_told_once(tmp_path):
    changed = ('section: "1"', 'section: "2"')
    old, new = worded(tmp_path, sources=changed)
    told = " ".join(diff(old, new).split())
    assert "stycket `provby/ordning#p1` (section): ”1” → ”2”" in told

    both = (old.parent / "b" / "old", old.parent / "b" / "new")
    for place, section in zip(both, ("A", "B"), strict=True):
        rules, _ = write_town(place)
        file = rules / "provby" / "sources.yaml"
        text = re.sub(r'section: "[12]"', f'section: "{section}"', SOURCES)
        file.write_text(text, "utf-8")
    told = " ".join(diff(both[0], both[1]).split())
    wanted = "`provby/ordning#p1`, `provby/ordning#p2` (section): ”A” → ”B”"
    assert f"stycket {wanted}" in told


def test_answers_with_the_same_other_reason_are_told_together(tmp_path):
    old, new = worded(tmp_path, sources=("status: adopted", "status: proposal"))

    told = " ".join(diff(old, new).split())

    assert told.count("Svaret vilar på ett förslag") == 1
    assert "Kontakt politikern → rektorn" in told
    assert "Inköp" in told


def test_a_rule_with_another_name_is_told_apart(tmp_path):
    named = SCENARIOS.replace(
        "expect: {outcome: answered, decides: chef, cites: [ordning#p1]}",
        "expect: {outcome: answered, cites: [ordning#p1], rules: [billiga]}",
    )
    assert named != SCENARIOS
    old, new = towns(
        tmp_path, lambda rules: rules.replace("id: sma", "id: billiga"), named
    )
    report = found(old, new)

    assert (report["answers"], report["reasons"], report["without_effect"]) == (
        [],
        [],
        [],
    )
    assert report["renamed"] == [{"before": "provby/sma", "after": "provby/billiga"}]
    assert report["scenarios"] == []
    assert "regeln `provby/sma` heter nu `provby/billiga`" in diff(old, new)


def test_a_word_that_no_question_uses_is_told_apart(tmp_path):
    old, _ = write_town(tmp_path / "old")
    words = VOCABULARY.replace(
        "  rektor:", "  vaktmastare: {label: vaktmästaren}\n  rektor:"
    )
    new, _ = write_town(tmp_path / "new", vocabulary=words)

    assert found(old, new)["words"] == {"new": ["vaktmastare"], "gone": []}
    assert found(new, old)["words"] == {"new": [], "gone": ["vaktmastare"]}
    assert diff(old, new).startswith("Inget svar ändras")


def test_another_passage_is_another_reason_for_the_same_answer(tmp_path):
    def cited(rules):
        return rules.replace("cites: ordning#p1", "cites: ordning#p4")

    old, new = towns(tmp_path, cited)
    report = found(old, new)

    assert report["answers"] == []
    ((subject, *_),) = rows(report, "reasons")
    assert subject == "Inköp"
    told = diff(old, new)
    assert told.startswith("Inget svar ändras: 1 svar vilar på annan grund")
    assert "Ordningen, 1 → Ordningen, 4" in told


def test_a_rule_that_changes_nothing_is_named_as_such(tmp_path):
    def idle(rules):
        return rules + (
            "  - id: onodig\n    matter: inkop\n    when: {belopp: {max: 5}}\n"
            "    decides: rektor\n    overrides: []\n"
            "    says: Den som är chef beslutar.\n    cites: ordning#p1\n"
        )

    def settled(rules):
        return (
            idle(rules)
            .replace(
                "    cites: ordning#p1\n  - id: stora",
                "    cites: ordning#p1\n    overrides: onodig\n  - id: stora",
            )
            .replace("    overrides: []\n", "")
        )

    old, new = towns(tmp_path, settled)

    report = found(old, new)
    assert report["answers"] == []
    assert [rule["id"] for rule in report["without_effect"]] == [
        "provby/onodig",
        "provby/sma",
    ]


def test_the_same_rules_say_the_same(tmp_path):
    old, _ = write_town(tmp_path / "old")
    new, _ = write_town(tmp_path / "new")

    told = diff(old, new, "--fail-on-change")

    assert told.startswith("Inget svar ändras: utgåvorna säger detsamma.\n")
    assert len(told.splitlines()) == 2


def test_new_and_removed_subjects_are_told_apart(tmp_path):
    def promised(rules):
        return rules + (
            "  - id: lova\n    conduct: {actor: politiker, does: lova}\n"
            "    verdict: forbidden\n    says: En politiker lovar inget.\n"
            "    cites: ordning#p4\n"
        )

    old, new = towns(tmp_path, promised)
    there, back = found(old, new), found(new, old)

    assert [group["change"] for group in there["answers"]] == ["added"]
    assert [group["change"] for group in back["answers"]] == ["removed"]
    assert there["answers"][0]["subject"] == "Politikern: lova något"
    assert "1 nytt ämne" in diff(old, new)
    assert "1 ämne försvinner" in diff(new, old)


def test_only_keeps_to_one_subject(tmp_path):
    def both(rules):
        return moved(rules).replace("strength: must", "strength: may")

    old, new = towns(tmp_path, both)

    assert {subject for subject, *_ in rows(found(old, new))} == {
        "Inköp",
        "Kontakt politikern → rektorn",
    }
    for name in ("inköp", "inkop"):  # a contact can be about the matter, too
        kept = found(old, new, "--only", name)
        assert {subject for subject, *_ in rows(kept)} == {
            "Inköp",
            "Kontakt politikern → rektorn, om inköp",
        }
    for name in ("provby/sma", "sma"):
        kept = found(old, new, "--only", name)
        assert {subject for subject, *_ in rows(kept)} == {"Inköp"}
    for name in ("rektorn", "vagen"):
        kept = found(old, new, "--only", name)
        assert {s for s, *_ in rows(kept)} == {"Kontakt politikern → rektorn"}
    assert "känner inte till namnet `inkåp`: menade du `inköp`" in diff(
        old, new, "--only", "inkåp", code=2
    )


def test_only_keeps_a_role_that_gains_or_loses_a_power(tmp_path):
    def swapped(rules):
        return rules.replace("decides: namnd", "decides: fullmaktige")

    editions = towns(tmp_path, swapped)

    for name in ("namnd", "fullmäktige"):
        ((subject, *_),) = rows(found(*editions, "--only", name))
        assert subject == "Inköp"
    assert rows(found(*editions, "--only", "rektorn")) == []


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_a_report_was_kept_to_is_said_in_it(tmp_path, form):
    old, new = towns(tmp_path, moved)

    told = diff(old, new, "--only", "rektorn", "--format", form).replace("\\", "")
    assert "utgåvorna säger detsamma om rektorn." in " ".join(told.split())
    assert f"{new} · Provby kommun · bara om rektorn" in told
    alone = diff(old, old, "-m", "provby", "--format", form)
    assert "säger detsamma om Provby kommun." in " ".join(alone.split())
    english = diff(old, new, "--only", "sma", "--format", form, language="en")
    assert "only about `provby/sma`" in english.replace("\\", "")
    report = found(old, new, "--only", "rektorn", "-m", "provby")
    assert report["kept_to"] == {"municipality": "provby", "only": ["rektor"]}
    assert found(old, new)["kept_to"] == {"municipality": None, "only": []}


def test_a_changed_answer_can_fail_the_command(tmp_path):
    old, new = towns(tmp_path, moved)

    diff(old, new)
    diff(old, new, "--fail-on-change", code=1)


def test_a_municipality_that_appears_is_told(tmp_path):
    old, _ = write_town(tmp_path / "old")
    new, _ = write_town(tmp_path / "new")
    shutil.copytree(new / "provby", new / "nyby")
    pack = new / "nyby" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("provby", "nyby"), "utf-8")

    report = found(old, new, "--fail-on-change", code=1)

    assert report["municipalities"]["new"] == ["nyby"]
    assert report["answers"] == []


# days --------------------------------------------------------------------------------


def dated(rules):
    return rules.replace("    decides: chef", "    from: 2027-01-01\n    decides: chef")


def test_two_days_of_one_set_of_rules_are_compared(tmp_path):
    _, new = towns(tmp_path, dated)
    days = ("--on", "2026-12-31", "--on", "2027-01-01", "--rules", new)

    report = found(*days)

    ((subject, when, before, after),) = rows(report)
    assert subject == "Inköp"
    assert when["belopp"]["values"] == [{"min": None, "max": 100000}]
    assert before["outcome"] == "no_rule"
    assert deciders(after) == [["chef"]]
    assert (report["old"]["on"], report["new"]["on"]) == ("2026-12-31", "2027-01-01")
    assert "31 december 2026 → 1 januari 2027" in diff(*days)


def test_two_days_with_the_same_rules_in_force_say_the_same(tmp_path):
    _, new = towns(tmp_path, dated)

    told = diff("--on", "2027-01-01", "--on", "2027-01-02", "--rules", new)

    assert told.startswith("Inget svar ändras")


def test_one_day_alone_is_compared_when_it_is_named(tmp_path):
    old, new = towns(tmp_path, dated)

    assert diff(old, new, "--on", "2027-06-01").startswith("Inget svar ändras")
    assert diff(old, new, "--on", "2026-06-01").startswith("1 fråga får annat svar")


# scenarios ---------------------------------------------------------------------------


def test_scenarios_that_expect_another_answer_are_named(tmp_path):
    old, new = towns(tmp_path, moved)

    report = found(old, new)

    (case,) = report["scenarios"]
    assert (case["id"], case["was_met"], case["is_met"]) == (
        "en-krona-over",
        True,
        False,
    )
    assert case["is_answer_changed"] is True
    assert report["answers"][0]["rows"][0]["scenarios"] == ["en-krona-over"]
    assert "inget scenario prövar" not in diff(old, new)


def test_a_changed_question_that_no_scenario_asks_is_marked(tmp_path):
    fewer = SCENARIOS.replace("belopp: 100001", "belopp: 200000")
    old, new = towns(tmp_path, moved, fewer)
    (tmp_path / "old" / "scenarios" / "provby" / "fall.yaml").write_text(fewer, "utf-8")

    assert found(old, new)["summary"]["uncovered"] == 1
    told = diff(old, new)
    assert "! inget scenario prövar" in told
    assert "1 av ändringarna prövas inte av något scenario." in told


def test_a_scenario_asks_what_it_leaves_to_a_default_that_changed(tmp_path):
    old, _ = write_town(tmp_path / "old")
    new, _ = write_town(
        tmp_path / "new",
        vocabulary=VOCABULARY.replace("default: no", "default: yes"),
    )

    report = found(old, new)

    (group,) = report["answers"]
    assert group["subject"] == "Kontakt politikern → rektorn"
    # the call leaves urgency out, the fire does not
    assert [row["scenarios"] for row in group["rows"]] == [["samtalet"]]
    assert report["summary"]["uncovered"] == 0
    assert {case["id"] for case in report["scenarios"]} == {"samtalet"}


def test_a_scenario_that_follows_the_change_is_as_expected(tmp_path):
    follows = SCENARIOS.replace(
        "      decides: namnd\n      approves: fullmaktige\n      cites: [ordning#p2]",
        "      decides: chef\n      cites: [ordning#p1]",
    )
    old, new = towns(tmp_path, moved, follows)

    (case,) = found(old, new)["scenarios"]

    assert (case["was_met"], case["is_met"]) == (True, True)
    assert "som väntat" in diff(old, new)


def test_a_scenario_whose_words_are_gone_can_no_longer_be_asked(tmp_path):
    old, _ = write_town(tmp_path / "old")
    words = VOCABULARY.replace("  rektor: ", "  skolchef: ")
    new, _ = write_town(
        tmp_path / "new",
        rules=RULES.replace("to: rektor", "to: skolchef"),
        vocabulary=words,
    )

    report = found(old, new)

    lost = {case["id"]: case for case in report["scenarios"]}
    assert lost["samtalet"]["after"] is None
    assert lost["samtalet"]["is_met"] is None
    assert {group["change"] for group in report["answers"]} == {"added", "removed"}


# the shipped rules -------------------------------------------------------------------


@pytest.fixture(scope="module")
def law_changed(tmp_path_factory):
    """Return a copy of the shipped rules in which the law lets fullmäktige choose."""
    copy = tmp_path_factory.mktemp("lag") / "rules"
    shutil.copytree(shipped("rules"), copy)
    file = copy / "kommunallagen" / "anstallda.yaml"
    text = file.read_text("utf-8")
    begin = text.index("- id: styrelsen-utser-direktor")
    rest = text[begin:].replace(
        "decides: kommunstyrelsen", "decides: kommunfullmaktige", 1
    )
    file.write_text(text[:begin] + rest, "utf-8")
    return copy


@pytest.mark.slow
def test_a_changed_law_is_told_once_for_all_municipalities(law_changed):
    report = found(law_changed, shipped("rules"))

    # what SKR says of it besides makes no answer of a municipality that goes without
    with_guidance, without = report["answers"]
    assert {g["subject"] for g in report["answers"]} == {"Utse kommundirektör"}
    assert with_guidance["municipalities"] == ["kungsor", "linkoping", "munkedal", ""]
    assert without["municipalities"] == ["orrhed"]
    told = diff(law_changed, shipped("rules"))
    assert told.count("beslutar: kommunfullmäktige") == 2


def test_a_municipality_can_be_named(law_changed):
    report = found(law_changed, shipped("rules"), "-m", "munkedal")

    assert report["municipalities"]["compared"] == ["munkedal"]
    assert report["answers"][0]["municipalities"] == ["munkedal"]


@pytest.mark.slow
@pytest.mark.parametrize("language", [pytest.param("sv", marks=pytest.mark.slow), "en"])
def test_the_report_fits_a_terminal_of_80_columns(law_changed, language):
    told = diff(law_changed, shipped("rules"), "--width", "80", language=language)

    assert max(len(line) for line in told.splitlines()) <= 80


def combinations(slots):
    """Return every subject of a group, as its ids slot by slot."""
    sides = [[*found.ids, *([""] if found.is_optional else [])] for found in slots]
    return set(itertools.product(*sides))


@pytest.fixture(scope="module")
def postponed(tmp_path_factory):
    """Return what changes when a whole guideline enters into force another year."""
    copy = tmp_path_factory.mktemp("senare") / "rules"
    shutil.copytree(shipped("rules"), copy)
    file = copy / "kungsor" / "sources.yaml"
    text = file.read_text("utf-8")
    assert text.count("from: 2022-01-01") == 1
    file.write_text(text.replace("from: 2022-01-01", "from: 2099-01-01"), "utf-8")
    old, new = folder_files(shipped("rules")), folder_files(copy)
    return compare(
        *edition_pair(old, new, "kungsör", None),
        today=dt.date(2026, 11, 22),
        days=None,
        only="",
        tell=lambda _done, _total: None,
    )


@pytest.mark.slow
@pytest.mark.parametrize("is_only_reasons", [False, True])
def test_what_is_told_together_is_exactly_what_changed(postponed, is_only_reasons):
    wanted = [r for r in postponed.rows if r.is_only_reasons is is_only_reasons]
    digest = Digest(postponed, Say("sv"), dt.date(2026, 11, 22))

    subjects = digest.reasons if is_only_reasons else digest.answers
    told = [row for s in subjects for text in s.rows for row in text.rows]
    assert len(wanted) > 10
    assert sorted(map(id, told)) == sorted(map(id, wanted))
    for subject in subjects:
        for text in subject.rows:
            parts = [combinations(row.subject.slots) for row in text.rows]
            assert combinations(subject.slots) == set.union(*parts)


# causes that are no rules -------------------------------------------------------------


def worded(place, words=(), sources=()):
    """Write a town before and after one edit of its words or documents."""
    old, _ = write_town(place / "old")
    vocabulary = VOCABULARY.replace(*words) if words else None
    new, _ = write_town(place / "new", vocabulary=vocabulary or VOCABULARY)
    if sources:
        file = new / "provby" / "sources.yaml"
        changed = file.read_text("utf-8").replace(*sources)
        assert changed != SOURCES
        file.write_text(changed, "utf-8")
    return old, new


@pytest.mark.parametrize(
    ("edit", "cause", "is_answer_changed"),
    [
        (
            {"words": ("default: no", "default: yes")},
            "Förvalt värde för akut är ja (förut: nej)",
            True,
        ),
        (
            {"sources": ("rank: board", "rank: board\n    from: 2099-01-01")},
            "Delegationsordning gäller från 1 januari 2099 (förut: utan gräns)",
            True,
        ),
        (
            {"sources": ("rank: board", "rank: guideline")},
            "Delegationsordning är riktlinje (förut: nämndbeslut)",
            False,
        ),
        (
            {"sources": ("status: adopted", "status: proposal")},
            "Delegationsordning är förslag (förut: antagen)",
            False,
        ),
        (
            {"words": ("reports_to: namnd", "reports_to: fullmaktige")},
            "Direktören lyder under fullmäktige (förut: nämnden)",
            False,
        ),
        (
            {"words": (", under: inkop", "")},
            "Avtal hör under ingenting (förut: inköp)",
            True,
        ),
    ],
)
def test_a_cause_beside_the_rules_is_named_and_no_rule_is_blamed(
    tmp_path, edit, cause, is_answer_changed
):
    editions = worded(tmp_path, **edit)
    report = found(*editions)
    told = " ".join(diff(*editions).split())

    assert report["is_answer_changed"] is is_answer_changed
    assert [one["text"] for one in report["causes"]] == [cause]
    assert told.count(f"• Provby kommun: {cause}") == 1
    assert "(ändrad" not in told
    assert report["without_effect"] == []
    assert {rule["change"] for rule in report["rules"]} <= {None}


def test_a_value_that_no_rule_names_makes_new_questions(tmp_path):
    rules = RULES.replace("{akut: yes}", "{akut: yes, omrade: skola}")
    park = "park: {sv: park, en: park}"
    longer = VOCABULARY.replace(park, f"{park}\n      bad: badhus")
    old, _ = write_town(tmp_path / "old", rules=rules)
    new, _ = write_town(tmp_path / "new", rules=rules, vocabulary=longer)

    told = " ".join(diff(old, new).split())
    assert told.startswith("1 omständighet får andra värden.")
    assert "Område kan nu vara ”badhus”. Det kan sägas i frågor om politikern" in told
    assert "ny lydelse" not in told
    assert "Område kan inte längre vara ”badhus”" in diff(new, old)
    assert not found(old, new)["is_answer_changed"]
    about = diff(old, new, "--only", "rektorn")
    assert about.startswith("1 omständighet får andra värden.")
    assert diff(old, new, "--only", "inköp").startswith("Inget svar ändras: utgå")


# duties ------------------------------------------------------------------------------

DUTIES = """\
  - id: svara
    duty: {of: chef, to: svara}
    towards: politiker
    says: En chef svarar när någon frågar.
    cites: ordning#p4
  - id: spara
    duty: {of: [direktor, politiker], to: spara}
    says: Den som leder sparar sina papper.
    cites: ordning#p4
"""
ACTS = VOCABULARY.replace(
    "  lova:", "  svara: {label: svara}\n  spara: {label: spara}\n  lova:"
)


def dutiful(place, change):
    """Write a town with duties before and after a change; return both folders."""
    rules = RULES + DUTIES
    assert change(rules) != rules
    old, _ = write_town(place / "old", rules=rules, vocabulary=ACTS)
    new, _ = write_town(place / "new", rules=change(rules), vocabulary=ACTS)
    return old, new


def test_a_duty_that_changed_is_told_once_by_name_with_both_its_sides(tmp_path):
    def turned(rules):
        return rules.replace("towards: politiker", "towards: namnd")

    editions = dutiful(tmp_path, turned)
    report = found(*editions)
    told = " ".join(diff(*editions).replace("│", " ").split())

    ((subject, when, before, after),) = rows(report)
    assert (subject, when) == ("Skyldigheter för chefen: svara", {})
    assert report["answers"][0]["slots"]["to"]["optional"]
    assert len(before["answers"]) == len(after["answers"]) == 1
    assert told.startswith("1 fråga får annat svar.")
    assert told.count("En chef") == 3
    assert "mot: politikern" in told
    assert "mot: nämnden" in told
    assert "sparar sina papper" not in told


def test_a_duty_with_another_passage_is_told_without_the_others(tmp_path):
    def cited(rules):
        says = "    says: En chef svarar när någon frågar.\n"
        return rules.replace(
            f"{says}    cites: ordning#p4", f"{says}    cites: ordning#p3"
        )

    report = found(*dutiful(tmp_path, cited))

    assert report["answers"] == []
    ((subject, _, before, _),) = rows(report, "reasons")
    assert subject == "Skyldigheter för chefen: svara"
    assert [answer["rules"] for answer in before["answers"]] == [["provby/svara"]]


def test_a_duty_that_is_gone_is_told_without_the_duties_that_are_left(tmp_path):
    def dropped(rules):
        return rules[: rules.index("  - id: spara")]

    report = found(*dutiful(tmp_path, dropped))

    ((subject, _, before, after),) = rows(report)
    assert subject == "Skyldigheter för direktören eller politikern: spara"
    assert report["answers"][0]["change"] == "removed"
    assert [answer["rules"] for answer in before["answers"]] == [["provby/spara"]]
    assert (after["outcome"], after["answers"]) == ("no_rule", [])


def test_a_duty_that_ends_is_told_once_whatever_duties_come_and_go_meanwhile(tmp_path):
    begun = (RULES + DUTIES).replace("to: spara}", "to: spara}\n    from: 2020-01-01")
    later = begun.replace("to: svara}", "to: svara}\n    from: 2099-01-01")
    old, _ = write_town(tmp_path / "old", rules=begun, vocabulary=ACTS)
    new, _ = write_town(tmp_path / "new", rules=later, vocabulary=ACTS)

    (group,) = found(old, new)["answers"]
    (row,) = group["rows"]
    assert row["days"] == [{"first": None, "last": "2098-12-31"}]


@pytest.mark.slow
def test_that_there_is_none_is_told_where_it_is_apart_from_other_values(postponed):
    digest = Digest(postponed, Say("sv"), dt.date(2026, 11, 22))
    (told,) = [
        {part for text in subject.rows for part in text.when}
        for subject in digest.answers
        if subject.heading == "Kontakt chef (utom enhetschef eller förvaltningschef)"
        " → förtroendevald (utom ordförande)"
    ]

    # what is not strategic may also have no context, and that is a row of its own else
    assert "sammanhang: i tjänsten, uppdraget eller finns inte" in told
    assert "sammanhang: finns inte" in told
    # urgent or not is nowhere told apart from there being no answer to that
    assert not any(part.startswith("akut läge") and "finns" in part for part in told)


# Markdown ----------------------------------------------------------------------------


def test_markdown_has_whole_tables_and_no_stray_signs(tmp_path):
    def piped(rules):
        return moved(rules).replace("Chefen beslutar om små", "Chefen | *beslutar* om")

    told = diff(*towns(tmp_path, piped), "--format", "markdown")

    table = [line for line in told.splitlines() if line.startswith("| ")]
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in table] == [4, 4, 4]
    assert "Chefen \\| \\*beslutar\\* om inköp" in told
    assert told.startswith("**1 fråga får annat svar.")
    assert "beslutar: **nämnden**" in told


# git ---------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path):
    """Return a repository with the town in two commits, the first called v1."""
    place = tmp_path / "repo"
    write_town(place)
    git(tmp_path, "init", "-q", "-b", "main", str(place))
    git(place, "add", ".")
    git(place, "commit", "-q", "-m", "one")
    git(place, "tag", "v1")
    write_town(place, rules=moved(RULES))
    git(place, "commit", "-q", "-a", "-m", "two")
    return place


def test_a_revision_is_compared_with_the_working_copy(repository):
    rules = repository / "rules"

    assert diff("HEAD", "--rules", rules).startswith("Inget svar ändras")
    report = found("v1", "--rules", rules)
    assert report["old"]["revision"] == git(repository, "rev-parse", "v1").strip()
    assert report["old"]["rules"] == "v1:rules"
    assert [subject for subject, *_ in rows(report)] == ["Inköp"]
    assert report["scenarios"][0]["id"] == "en-krona-over"


def test_two_revisions_are_compared(repository):
    rules = repository / "rules"
    write_town(repository, rules=RULES.replace("decides: chef", "decides: namnd"))

    report = found("v1", "main", "--rules", rules)

    assert [subject for subject, *_ in rows(report)] == ["Inköp"]
    assert deciders(report["answers"][0]["rows"][0]["after"]) == [["chef"]]


@pytest.mark.parametrize("below", ["kommun/år 2026", "."])
def test_rules_may_lie_anywhere_in_the_repository(tmp_path, below):
    git(tmp_path, "init", "-q", "-b", "main", ".")
    place = tmp_path / below
    rules, _ = write_town(place)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    write_town(place, rules=moved(RULES))

    report = found("HEAD", "--rules", rules)

    assert [subject for subject, *_ in rows(report)] == ["Inköp"]
    assert report["scenarios"][0]["id"] == "en-krona-over"


def test_packs_may_lie_at_the_top_of_the_repository(tmp_path):
    write_town(tmp_path / "made")
    shutil.copytree(tmp_path / "made" / "rules", tmp_path / "top")
    top = tmp_path / "top"
    git(top, "init", "-q", "-b", "main", ".")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "one")

    assert diff("HEAD", "--rules", top).startswith("Inget svar ändras")


def test_a_failure_is_told_as_json_too(repository):
    done = run("diff v9 --format json --rules", repository / "rules")

    assert done.exit_code == 2
    assert (
        "varken en mapp eller en revision"
        in json.loads(done.stdout)["error"]["message"]
    )


def test_the_work_tree_and_the_index_are_not_touched(repository):
    (repository / "rules" / "provby" / "rules.yaml").write_text(RULES, "utf-8")
    index = repository / ".git" / "index"
    status = git(repository, "status", "--porcelain")  # asking may refresh the index
    before = index.read_bytes()

    diff("v1", "main", "--rules", repository / "rules")

    assert index.read_bytes() == before
    assert git(repository, "status", "--porcelain") == status


def test_attributes_of_the_repository_leave_no_rule_out(repository):
    (repository / ".gitattributes").write_text("*.yaml export-ignore\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "three")

    told = diff("HEAD", "--rules", repository / "rules")

    assert told.startswith("Inget svar ändras")


def test_a_hook_of_another_repository_leads_nowhere_else(
    repository, tmp_path, monkeypatch
):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))

    assert diff("HEAD", "--rules", repository / "rules").startswith("Inget svar")


def test_an_unreadable_edition_is_named_before_its_problems(repository):
    broken = RULES.replace("decides: chef", "decidr: chef")
    write_town(repository, rules=broken)
    git(repository, "commit", "-q", "-a", "-m", "broken")
    write_town(repository)

    told = diff("HEAD", "--rules", repository / "rules", code=2)

    first, second = told.splitlines()[:2]
    assert first.startswith("utgåvan `HEAD (")
    assert second.startswith("HEAD:rules/provby/rules.yaml:5:5: okänd nyckel `decidr`")


def test_a_link_in_a_revision_is_refused_with_a_way_out(repository):
    (repository / "rules" / "provby" / "mer.yaml").symlink_to("rules.yaml")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "link")

    told = diff("HEAD", "v1", "--rules", repository / "rules", code=2)

    assert "rules/provby/mer.yaml` är en länk" in told
    assert "nämn en mapp i stället" in told


# bad input ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nowhere", "--", "v9", "HEAD~99", "-x", "HEAD:rules"])
def test_an_unknown_revision_is_one_sentence_with_a_remedy(repository, name):
    told = run("diff --rules", repository / "rules", "--", name)

    assert told.exit_code == 2
    assert told.stderr.startswith(f"`{name}` är varken en mapp eller en revision")
    assert len(told.stderr.splitlines()) == 1


def test_rules_outside_git_have_no_revisions(tmp_path):
    old, _ = write_town(tmp_path)

    told = diff("HEAD", "--rules", old, code=2)

    assert "ligger inte i något git-arkiv" in told
    assert len(told.splitlines()) == 1


def test_without_git_a_folder_is_asked_for(tmp_path, monkeypatch):
    old, _ = write_town(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert "git finns inte här" in diff("HEAD", "--rules", old, code=2)


def test_a_revision_from_before_the_rules_holds_no_packs(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main", ".")
    (tmp_path / "readme").write_text("empty", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    old, _ = write_town(tmp_path)

    assert "har inga paket i `rules`" in diff("HEAD", "--rules", old, code=2)


def test_a_folder_without_packs_is_refused(tmp_path):
    old, _ = write_town(tmp_path / "old")
    (tmp_path / "empty").mkdir()

    told = diff(tmp_path / "empty", old, code=2)

    assert "finns inga paket" in told


def test_a_checkout_stands_for_the_rules_in_it(tmp_path):
    towns(tmp_path, moved)

    report = found(tmp_path / "old", tmp_path / "new")

    assert [subject for subject, *_ in rows(report)] == ["Inköp"]
    assert Path(report["old"]["rules"]).name == "rules"


@pytest.mark.parametrize(
    "words",
    [[], ["--on", "2026-01-01"], ["HEAD", "--on", "2026-01-01", "--on", "2027-01-01"]],
)
def test_what_names_nothing_to_compare_or_too_much_is_wrong_usage(words):
    diff(*words, code=2)


def test_an_unknown_municipality_is_refused(tmp_path):
    assert "känner inte till kommun" in diff(
        *towns(tmp_path, moved), "-m", "provbi", code=2
    )
