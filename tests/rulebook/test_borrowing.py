"""A folder of one's own uses the packs that came with this copy, without a copy."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from engine.lint.run import lint
from engine.report.lint.findings import summary_line
from engine.report.say import Say
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load, load_written
from engine.rulebook.loading.opening import open_jurisdiction
from engine.rulebook.loading.shipped import shelf, shipped
from engine.rulebook.model.problems import UnknownNameError, UnusableRulesError
from engine.scenarios.coverage import own_rules
from tests.support.git import git
from tests.support.terminal import run
from tests.support.town import SOURCES, rule_text, write_pack

#: Each reads the whole shipped law anew.
pytestmark = pytest.mark.slow

DAY = dt.date(2026, 3, 1)
#: The town's words without those that kommunallagen has too.
WORDS = """\
roles:
  chef-for-inkop: {label: {sv: inköpschefen, en: the purchasing manager}}
matters:
  inkop: {label: {sv: inköp, en: purchases}}
circumstances:
  summa: {label: {sv: summa, en: sum}, type: money}
"""
OWN = "rules:\n" + rule_text(
    "inkop", matter="inkop", decides="chef-for-inkop", when="{summa: {max: 100000}}"
)


def own_town(folder, *, uses="kommunallagen, skr", rules=OWN, **files):
    files = {"vocabulary": WORDS, "sources": SOURCES, "rules": rules, **files}
    write_pack(folder, "provby", uses=uses, **files)
    return folder


@pytest.fixture
def rules(tmp_path):
    """Return a folder with one pack, which uses law and guidance that are not there."""
    return own_town(tmp_path / "rules")


def problem_codes(rules):
    with pytest.raises(UnusableRulesError) as caught:
        load(RulesFolder(rules), ["provby"])
    return [problem.code for problem in caught.value.problems]


def rule_ids(rules):
    return {rule.id for rule in load(RulesFolder(rules), ["provby"])["provby"].rules}


def test_the_shipped_law_is_used_without_a_copy(rules):
    town = load(RulesFolder(rules), ["provby"])["provby"]
    law = load(RulesFolder(shipped("rules")), ["munkedal"])["munkedal"]
    of_law = {rule for rule in law.rules if rule.id.startswith("kommunallagen/")}
    assert of_law
    assert of_law <= set(town.rules)
    assert town.borrowed == {"kommunallagen", "skr"}
    assert town.is_own("provby/inkop")
    assert not town.is_own("kommunallagen/inkop")


def test_what_a_borrowed_pack_uses_is_borrowed_with_it(tmp_path):
    rules = own_town(tmp_path / "rules", uses="skr")
    assert RulesFolder(rules).closure("provby") == ("kommunallagen", "skr", "provby")


def test_law_alone_is_what_the_packs_of_the_folder_use(rules):
    assert RulesFolder(rules).closure("") == ("kommunallagen", "skr")


def test_a_shipped_municipality_is_not_lent(tmp_path):
    rules = own_town(tmp_path / "rules", uses="kungsor")
    assert problem_codes(rules) == ["pack/uses-municipality"]
    with pytest.raises(UnknownNameError):
        RulesFolder(rules).municipality("kungsör")


def test_a_pack_that_is_nowhere_is_unknown_and_the_nearest_offered(tmp_path):
    rules = own_town(tmp_path / "rules", uses="kommunalagen")
    with pytest.raises(UnusableRulesError) as caught:
        load(RulesFolder(rules), ["provby"])
    unknown = next(p for p in caught.value.problems if p.code == "pack/unknown")
    assert unknown.message["near"] == ("kommunallagen",)


def test_a_pack_in_the_folder_counts_before_the_shipped_one(rules):
    sources = SOURCES.replace("rank: board", "rank: law")
    words = {"vocabulary": "tags: {}\n", "sources": sources}
    write_pack(rules, "kommunallagen", kind="law", **words)
    own_town(rules, uses="kommunallagen")
    folder = RulesFolder(rules)
    assert rule_ids(rules) == {"provby/inkop"}
    assert folder.replaced == ("kommunallagen",)
    assert folder.borrowed == ()


def test_yearly_amounts_are_those_of_the_folder_else_the_shipped(rules):
    shipped_amounts = load(RulesFolder(shipped("rules")), [""])[""].base_amounts
    assert (
        load(RulesFolder(rules), ["provby"])["provby"].base_amounts == shipped_amounts
    )
    (rules / "prisbasbelopp.yaml").write_text(
        'prisbasbelopp:\n  2031: {amount: 70000, source: "SFS"}\n', "utf-8"
    )
    assert list(load(RulesFolder(rules), ["provby"])["provby"].base_amounts) == [2031]


def test_the_shipped_folder_borrows_from_nobody(tmp_path):
    assert shelf(shipped("rules")) is None
    link = tmp_path / "link"
    link.symlink_to(shipped("rules"))
    assert shelf(link) is None
    assert shelf(tmp_path) == shipped("rules")


# the cache ------------------------------------------------------------------------


def test_a_kept_answer_rests_on_the_shipped_packs_too(rules, tmp_path, monkeypatch):
    lent = tmp_path / "lent"
    shutil.copytree(shipped("rules"), lent)
    monkeypatch.setattr("engine.rulebook.loading.shipped._shipped_rules", lambda: lent)
    cache = tmp_path / "cache"

    def labels():
        opened = open_jurisdiction(rules, "provby", cache)
        return {pack.id: pack.label.en for pack in opened.packs}

    assert labels()["skr"]
    head = lent / "skr" / "pack.yaml"
    head.write_text(
        "pack: skr\nkind: guidance\nlabel: {sv: Råd, en: Other advice}\n"
        "uses: [kommunallagen]\n",
        "utf-8",
    )
    assert labels()["skr"] == "Other advice"


def test_a_pack_that_comes_into_the_folder_counts_at_once(rules, tmp_path):
    cache = tmp_path / "cache"
    before = open_jurisdiction(rules, "provby", cache)
    assert any(rule.id.startswith("skr/") for rule in before.rules)
    write_pack(rules, "skr", kind="guidance")
    after = open_jurisdiction(rules, "provby", cache)
    assert not any(rule.id.startswith("skr/") for rule in after.rules)


# what is reported -----------------------------------------------------------------


def test_lint_says_nothing_of_what_came_with_this_copy(rules):
    written = load_written(RulesFolder(rules), ["provby", ""])
    result = lint(written, None, DAY)
    files = {finding.sighting.place.file for finding in result.findings}
    assert files  # the amounts above the limit, and passages without a rule
    assert all(str(rules) in file for file in files)
    assert result.accepted == ()
    assert result.borrowed == ("kommunallagen", "skr")
    assert "kommunallagen, skr" in summary_line(result, Say("en"))


def test_lint_says_that_a_pack_counts_before_the_shipped_one(tmp_path):
    rules = own_town(tmp_path / "rules", uses="skr")
    write_pack(rules, "skr", kind="guidance")
    result = lint(load_written(RulesFolder(rules), ["provby"]), None, DAY)
    assert result.replaced == ("skr",)
    assert summary_line(result, Say("sv")).endswith("samma namn: skr")


def test_only_rules_of_the_folder_are_covered_and_changed(rules):
    made = load(RulesFolder(rules), ["provby", ""])
    assert own_rules(made["provby"]) == ("provby/inkop",)
    assert own_rules(made[""]) == ()


def test_documents_of_borrowed_packs_are_not_accounted_for(rules):
    done = run("sources -m provby --format json --rules", rules)
    listed = json.loads(done.stdout)["sources"]
    assert [source["id"] for source in listed] == ["provby/ordning"]
    told = run("sources -m provby --lang en --rules", rules).stdout
    assert "left out: kommunallagen, skr." in told


def test_a_problem_with_a_borrowed_pack_names_its_file(rules, tmp_path, monkeypatch):
    lent = tmp_path / "lent"
    shutil.copytree(shipped("rules"), lent)
    monkeypatch.setattr("engine.rulebook.loading.shipped._shipped_rules", lambda: lent)
    (lent / "skr" / "ny.yaml").write_text("rules: [a]\n", "utf-8")
    with pytest.raises(UnusableRulesError) as caught:
        load(RulesFolder(rules), ["provby"])
    (problem,) = caught.value.problems
    assert Path(problem.where.file) == lent / "skr" / "ny.yaml"


def test_a_borrowed_pack_that_does_not_fit_the_folder_is_one_problem(rules):
    write_pack(rules, "kommunallagen", kind="law")
    with pytest.raises(UnusableRulesError) as caught:
        load(RulesFolder(rules), ["provby", ""])
    (problem,) = caught.value.problems
    assert problem.code == "pack/unfit"
    assert (problem.message["pack"], problem.message["own"]) == ("skr", "kommunallagen")
    assert problem.where.file == str(rules / "provby" / "pack.yaml")
    write_pack(rules, "skr", kind="guidance")
    load(RulesFolder(rules), ["provby", ""])


# comparing ------------------------------------------------------------------------


def test_a_revision_that_holds_only_own_packs_is_compared_under_the_same_law(
    tmp_path, monkeypatch
):
    git(tmp_path, "init", "-q", "-b", "main", ".")
    rules = own_town(tmp_path / "rules")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    own_town(rules, rules=OWN.replace("100000", "200000"))
    monkeypatch.chdir(tmp_path)
    done = run("diff HEAD --format json --rules rules")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert {rule["id"] for rule in told["rules"]} == {"provby/inkop"}
    assert told["summary"]["rules"] == 1  # the law is not counted among the compared


@pytest.mark.slow
def test_a_copy_of_what_was_borrowed_changes_nothing(rules, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(rules, copy)
    for pack in ("kommunallagen", "skr"):
        shutil.copytree(shipped("rules") / pack, copy / pack)
    shutil.copy(shipped("rules") / "prisbasbelopp.yaml", copy)
    for pair in ((rules, copy), (copy, rules)):
        told = json.loads(run("diff --format json", *pair).stdout)
        assert told["is_answer_changed"] is False
        assert told["summary"]["reworded"] == 0
