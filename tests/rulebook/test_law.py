"""The registered law beside two editions of a made-up act: what has changed in it."""

import json

import pytest
import yaml

from engine.rulebook.language.insertion import YamlLines
from tests.support.market import (
    ACTS,
    AFTER,
    BEFORE,
    HEAD,
    SOURCES,
    registered_market,
    write_market,
)
from tests.support.terminal import run


def check(place, rules, *words):
    done = run(
        "law check --format json --on 2026-08-01", place, "--rules", rules, *words
    )
    return json.loads(done.stdout), done.exit_code


def listed(found):
    return [
        (each["section"], each["change"], each["moved_to"]) for each in found["changes"]
    ]


def gaps(found):
    return {
        (each["thing"], each["section"], each["reason"])
        for each in found["not_compared"]
    }


HOURS = "Torgnämnden beslutar om torgets öppettider."
#: Written by hand from the two editions of the act.
CHANGES = [
    ("2 kap. 2 §", "changed", None),
    ("2 kap. 3 §", "repealed", None),
    ("2 kap. 4 §", "moved", "2 kap. 6 §"),
    ("2 kap. 5 §", "changed", None),
    ("2 kap. 2 a §", "new", None),
    ("2 kap. 4 §", "new", None),
]


def test_two_editions_differ_by_what_a_reader_of_both_has_listed(tmp_path):
    rules = registered_market(tmp_path)
    found, code = check(tmp_path / "after", rules)
    assert (listed(found), code) == (CHANGES, 1)
    (act,) = found["acts"]
    assert (act["compared"], act["unchanged"]) == (7, 3)
    assert found["not_compared"] == []
    assert not found["is_unchanged"]


def test_the_edition_that_was_registered_is_equal(tmp_path):
    rules = registered_market(tmp_path)
    found, code = check(tmp_path / "before", rules)
    assert (listed(found), found["not_compared"], code) == ([], [], 0)
    assert found["acts"][0]["compared"] == 7


def test_line_breaks_case_and_marks_are_no_change(tmp_path):
    rules = registered_market(tmp_path)
    other = BEFORE.replace("besluta om högst\ntio", "besluta\nom högst tio").replace(
        "gå.", "gå ."
    )
    (tmp_path / "before" / "torglag.md").write_text(
        other.replace("\n", "\r\n"), "utf-8"
    )
    assert check(tmp_path / "before", rules)[1] == 0


def test_a_change_tells_what_rests_on_it_and_by_which_act_it_came(tmp_path):
    rules = registered_market(tmp_path)
    changed, repealed, moved, omitted, new, _ = check(tmp_path / "after", rules)[0][
        "changes"
    ]
    assert changed["passages"] == ["lag/torglagen#2-2"]
    assert changed["rules"] == ["lag/stand"]
    assert changed["scenarios"] == ["ett-stand"]
    assert changed["municipalities"] == ["torgby"]
    assert (changed["amended"], changed["since"]) == ("2026:44", "2026-06-01")
    assert (repealed["rules"], repealed["amended"]) == ([], "2023:8")
    assert moved["rules"] == ["lag/avgift"]
    assert omitted["omitted"]
    assert not changed["omitted"]
    assert (omitted["amended"], omitted["since"]) == ("2024:5", None)
    assert new["passages"] == []
    assert changed["file"].endswith("after/torglag.md")
    line = AFTER.splitlines()[changed["line"] - 1]
    assert line.startswith("2 § Torgnämnden får")


@pytest.mark.parametrize(
    ("since", "left"),
    [
        ("2020-01-01", [0, 1, 2, 3, 4, 5]),
        ("2024-06-01", [0, 2, 3, 4, 5]),
        ("2026-06-01", [0, 2, 4, 5]),
        ("2026-06-02", []),
    ],
)
def test_since_leaves_out_what_an_act_changed_before(tmp_path, since, left):
    rules = registered_market(tmp_path)
    found, code = check(tmp_path / "after", rules, "--since", since)
    assert listed(found) == [CHANGES[number] for number in left]
    assert found["older"] == len(CHANGES) - len(left)
    assert code == (1 if left else 0)


def test_a_change_that_no_text_dates_is_told_whenever_it_came(tmp_path):
    rules = registered_market(tmp_path)
    silent = BEFORE.replace("högst\ntio", "högst\nfem").replace(
        "3 § Torgchefen ska anmäla sina beslut.\n\n", ""
    )
    (tmp_path / "before" / "torglag.md").write_text(silent, "utf-8")
    found, code = check(tmp_path / "before", rules, "--since", "2026-06-01")
    assert listed(found) == [
        ("2 kap. 2 §", "changed", None),
        ("2 kap. 3 §", "repealed", None),
    ]
    assert code == 1


def test_a_change_under_an_old_note_is_dated_by_nothing(tmp_path):
    """The act in the note had changed the section before it was registered."""
    rules = registered_market(tmp_path)
    noted = BEFORE.replace("har ett stånd.", "har ett stånd. Lag (2022:17).")
    path = tmp_path / "before" / "torglag.md"
    path.write_text(noted, "utf-8")
    run("law register --write --renew", tmp_path / "before", "--rules", rules)
    path.write_text(noted.replace("en avgift av den", "två avgifter av den"), "utf-8")
    found, code = check(tmp_path / "before", rules, "--since", "2026-06-01")
    (change,) = found["changes"]
    assert (change["section"], change["amended"], code) == ("2 kap. 4 §", None, 1)
    path.write_text(noted.replace("ska ha ett torg", "ska ha två torg"), "utf-8")
    found, _ = check(tmp_path / "before", rules, "--since", "2026-06-01")
    assert listed(found) == [("1 kap. 1–2 §§", "changed", None)]


def test_another_section_that_reads_the_same_is_not_where_a_changed_one_moved(tmp_path):
    twin = BEFORE.replace(
        "3 § Torgchefen ska anmäla sina beslut.",
        "3 § Torgnämnden beslutar om torgets öppettider.",
    )
    rules = write_market(tmp_path)
    (tmp_path / "before" / "torglag.md").write_text(twin, "utf-8")
    run("law register --write", tmp_path / "before", "--rules", rules)
    changed = twin.replace(
        "1 § Torgnämnden beslutar om torgets öppettider.", "1 § Torgchefen beslutar."
    )
    (tmp_path / "before" / "torglag.md").write_text(changed, "utf-8")
    found, _ = check(tmp_path / "before", rules)
    assert listed(found) == [("2 kap. 1 §", "changed", None)]


# what is not compared -----------------------------------------------------------------


def test_what_was_never_fingerprinted_does_not_count_as_equal(tmp_path):
    rules = write_market(tmp_path)
    found, code = check(tmp_path / "before", rules)
    assert code == 1
    assert ("lag/torglagen#2-2", "2 kap. 2 §", "no_fingerprint") in gaps(found)
    assert ("lag/torglagen", "2 kap. 5 §", "no_fingerprint") in gaps(found)
    assert ("lag/torglagen", "", "no_list") in gaps(found)
    told = run("law check --lang en", tmp_path / "before", "--rules", rules).stdout
    assert "nothing was compared" in told


def test_one_section_without_fingerprint_is_told_though_all_others_are_equal(tmp_path):
    rules = registered_market(tmp_path)
    path = rules / "lag" / "sources.yaml"
    lines = path.read_text("utf-8").splitlines()
    mark = next(line for line in lines if "fingerprint" in line)
    path.write_text("\n".join(line for line in lines if line != mark), "utf-8")
    found, code = check(tmp_path / "before", rules)
    assert (listed(found), code) == ([], 1)
    assert gaps(found) == {("lag/torglagen#2-1", "2 kap. 1 §", "no_fingerprint")}


def test_an_act_without_its_text_is_told_and_a_passage_without_section(tmp_path):
    sources = SOURCES.replace(
        "        section: 2 kap. 3 §", "        section: Ingressen"
    )
    rules = write_market(tmp_path, sources=sources)
    run("law register --write", tmp_path / "before", "--rules", rules)
    found, code = check(tmp_path / "before", rules)
    assert gaps(found) == {("lag/torglagen#2-3", "Ingressen", "no_section")}
    assert code == 1
    (tmp_path / "other").mkdir()
    text = BEFORE.replace("2020:901", "2020:902")
    (tmp_path / "other" / "annan.md").write_text(text, "utf-8")
    found, code = check(tmp_path / "other", rules)
    assert gaps(found) == {("lag/torglagen", "", "no_text")}
    assert (found["acts"], found["unused"], code) == ([], 1, 1)


def test_a_section_with_two_wordings_for_the_day_is_not_compared(tmp_path):
    rules = registered_market(tmp_path)
    mark = "/Träder i kraft I:2026-01-01/"
    twice = BEFORE.replace(
        f"1 § {HOURS}", f"1 § {mark}\n{HOURS}\n\n1 § {mark}\nIngen beslutar."
    )
    (tmp_path / "before" / "torglag.md").write_text(twice, "utf-8")
    found, code = check(tmp_path / "before", rules)
    assert gaps(found) == {("lag/torglagen#2-1", "2 kap. 1 §", "two_wordings")}
    assert (listed(found), code) == ([], 1)


def test_a_wording_to_come_is_told_and_no_change_before_its_day(tmp_path):
    rules = registered_market(tmp_path)
    coming = BEFORE.replace(
        f"1 § {HOURS}",
        f"1 § /Upphör att gälla U:2027-01-01/\n{HOURS}\n\n"
        "1 § /Träder i kraft I:2027-01-01/\nChefen beslutar om torgets öppettider.",
    )
    (tmp_path / "before" / "torglag.md").write_text(coming, "utf-8")
    found, code = check(tmp_path / "before", rules)
    assert code == 0
    assert found["acts"][0]["later"] == [{"section": "2 kap. 1 §", "day": "2027-01-01"}]
    done = run("law check --on 2027-01-01", tmp_path / "before", "--rules", rules)
    assert (done.exit_code, "2 kap. 1 §: ändrad" in done.stdout) == (1, True)


def test_of_one_file_that_act_alone_is_compared(tmp_path):
    second = """\
  kattlagen:
    title: {sv: Kattlagen (2019:3), en: Cat Act (2019:3)}
    short: {sv: Kattlagen, en: Cat Act}
    rank: law
    status: adopted
    passages:
      1: {section: 1 §, gist: Katter., reason: definition}
"""
    rules = write_market(tmp_path, sources=SOURCES + second)
    run("law register --write", tmp_path / "before" / "torglag.md", "--rules", rules)
    assert check(tmp_path / "before" / "torglag.md", rules)[1] == 0
    found, code = check(tmp_path / "before", rules)
    assert (gaps(found), code) == ({("lag/kattlagen", "", "no_text")}, 1)


# bad input ----------------------------------------------------------------------------


def failure(place, rules):
    done = run("law check --format json", place, "--rules", rules)
    assert done.exit_code == 2
    error = json.loads(done.stdout)["error"]
    return error["code"], [(p["code"], p["line"]) for p in error.get("problems", ())]


def test_an_act_that_cannot_be_read_is_told_and_nothing_compared(tmp_path):
    rules = registered_market(tmp_path)
    path = tmp_path / "before" / "torglag.md"
    path.write_text(HEAD + "2 § Katten.\n\n1 § Hunden.\n", "utf-8")
    assert failure(tmp_path / "before", rules) == (
        "texts/unusable",
        [("act/section-order", 12)],
    )
    path.write_text("# Om torg\n\n1 § Torget.\n", "utf-8")
    assert failure(path, rules) == ("texts/unusable", [("act/no-number", 1)])
    path.write_bytes(HEAD.encode() + b"1 \xff\n")
    assert failure(path, rules)[0] == "file/not-text"


def test_two_editions_of_an_act_in_one_folder_are_told(tmp_path):
    rules = registered_market(tmp_path)
    assert failure(tmp_path, rules) == ("texts/unusable", [("act/twice", 1)])


def test_a_folder_without_texts_or_with_a_way_out_is_told(tmp_path):
    rules = registered_market(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert failure(empty, rules)[0] == "file/no-texts"
    (empty / "ut.md").symlink_to(tmp_path / "before" / "torglag.md")
    assert failure(empty, rules) == ("texts/unusable", [("file/link-outside", 1)])


def test_the_shipped_rules_are_not_written_to(tmp_path):
    write_market(tmp_path)
    done = run("law register --write --format json", tmp_path / "before")
    assert json.loads(done.stdout)["error"]["code"] == "law/shipped"


# registering --------------------------------------------------------------------------


def test_registering_adds_marks_and_leaves_all_else_as_it_was(tmp_path):
    rules = registered_market(tmp_path)
    before = yaml.safe_load(SOURCES)["sources"]["torglagen"]
    after = yaml.safe_load((rules / "lag/sources.yaml").read_text("utf-8"))["sources"][
        "torglagen"
    ]
    marks = {
        name: passage.pop("fingerprint") for name, passage in after["passages"].items()
    }
    assert len(set(marks.values())) == 4
    assert after == before
    acts = yaml.safe_load((rules / "lag/statutes.yaml").read_text("utf-8"))["statutes"][
        "torglagen"
    ]
    assert acts["sections"] == ["1 kap. 1–2 §§", "2 kap. 1–5 §§"]
    assert all(omission["fingerprint"] for omission in acts["omitted"])
    text = (rules / "lag/sources.yaml").read_text("utf-8")
    assert [
        line for line in text.splitlines() if "fingerprint" not in line
    ] == SOURCES.splitlines()


def test_the_act_that_last_changed_a_section_is_registered_with_it(tmp_path):
    rules = write_market(tmp_path)
    run("law register --write", tmp_path / "after", "--rules", rules)
    sources = yaml.safe_load((rules / "lag/sources.yaml").read_text("utf-8"))
    passages = sources["sources"]["torglagen"]["passages"]
    assert passages["2-2"]["amended"] == "2026:44"
    assert "amended" not in passages["2-1"]
    assert "fingerprint" not in passages["2-3"]


def test_what_reads_otherwise_is_left_until_somebody_has_read_it(tmp_path):
    rules = registered_market(tmp_path)
    kept = (rules / "lag/sources.yaml").read_text("utf-8")
    done = run("law register --write", tmp_path / "after", "--rules", rules)
    assert "--renew" in done.stdout
    assert (rules / "lag/sources.yaml").read_text("utf-8") == kept
    run("law register --write --renew", tmp_path / "after", "--rules", rules)
    found, _ = check(tmp_path / "after", rules)
    # what was repealed or has moved needs somebody to write another number
    assert ("2 kap. 2 §", "changed", None) not in listed(found)
    assert ("2 kap. 2 a §", "new", None) not in listed(found)
    assert ("2 kap. 3 §", "repealed", None) in listed(found)


def test_an_act_that_nobody_named_is_found_by_the_number_in_its_title(tmp_path):
    rules = registered_market(tmp_path, acts="")
    assert check(tmp_path / "before", rules)[1] == 0
    acts = yaml.safe_load((rules / "lag/statutes.yaml").read_text("utf-8"))
    assert acts["statutes"]["torglagen"]["sections"] == ["2 kap. 1–5 §§"]


def test_passages_on_one_line_are_refused_rather_than_broken(tmp_path):
    sources = SOURCES.replace(
        "      2-1:\n        section: 2 kap. 1 §\n        gist: Tider.\n",
        "      2-1: {section: 2 kap. 1 §, gist: Tider.}\n",
    )
    rules = write_market(tmp_path, sources=sources)
    done = run(
        "law register --write --format json", tmp_path / "before", "--rules", rules
    )
    assert json.loads(done.stdout)["error"]["code"] == "register/no-place"
    assert (rules / "lag/sources.yaml").read_text("utf-8") == sources


def test_keys_are_put_where_their_mapping_ends_and_replaced_where_they_stand():
    lines = YamlLines("a:\n  b: 1\n  # of c\n  c:\n    - x\n    - y\nd: 2".splitlines())
    lines.put(2, 2, "c", ["p", "q"])
    lines.put(2, 2, "e", ["3"])
    assert yaml.safe_load(lines.text()) == {
        "a": {"b": 1, "c": ["p", "q"], "e": 3},
        "d": 2,
    }


def test_a_list_of_acts_names_a_document_that_is_registered(tmp_path):
    rules = write_market(tmp_path, acts=ACTS.replace("torglagen:", "torglag:"))
    done = run("law --format json", "--rules", rules)
    (problem,) = json.loads(done.stdout)["error"]["problems"]
    assert problem["code"] == "act/unknown-source"
    assert "torglagen" in problem["remedy"]


def test_documents_of_a_town_are_verified_without_the_acts(tmp_path):
    """Fingerprints of acts are compared by their sections, not searched for."""
    rules = registered_market(tmp_path)
    done = run("sources verify --format json", tmp_path / "before", "--rules", rules)
    found = json.loads(done.stdout)
    assert found["read_elsewhere"] == ["lag/torglagen"]
    assert (found["missing"], found["without_fingerprint"]) == ([], [])
