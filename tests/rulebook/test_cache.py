"""A compiled rulebook is kept, trusted only while it is true, and never in the way."""

import io
import multiprocessing
import os
import pickle
import re

import pytest

from engine.rulebook.loading.opening import open_jurisdiction
from engine.rulebook.model.problems import UnusableRulesError
from tests.support.shipped import shipped_jurisdictions
from tests.support.town import write_pack, write_town


@pytest.fixture
def rules(tmp_path):
    """Return a folder of packs: a law, and a town that uses it."""
    write_pack(tmp_path / "rules", "lag", kind="law")
    return write_town(tmp_path, uses="lag").rules


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def entry(cache):
    (kept,) = cache.glob("*.rulebook")
    return kept


def reworded(rules, text):
    """Let the first rule of the town say something else."""
    file = rules / "provby" / "rules.yaml"
    said = re.sub("says: .*", f"says: {text}", file.read_text("utf-8"), count=1)
    file.write_text(said, "utf-8")


def sentences(jurisdiction):
    return {rule.says.sv for rule in jurisdiction.rules}


def test_a_kept_rulebook_says_the_same_as_the_files(rules, cache):
    read = open_jurisdiction(rules, "provby", cache)
    kept = open_jurisdiction(rules, "provby", cache)

    assert kept == read
    assert len(kept.rules) == 3


def test_a_rulebook_holds_only_classes_whose_code_is_digested():
    modules = set()

    class Noting(pickle.Unpickler):
        def find_class(self, module, name):
            modules.add(module)
            return super().find_class(module, name)

    for jurisdiction in shipped_jurisdictions().values():
        packed = io.BytesIO(pickle.dumps(jurisdiction, pickle.HIGHEST_PROTOCOL))
        assert Noting(packed).load() == jurisdiction
    own = {module for module in modules if module.startswith("engine")}
    assert own
    assert all(module.startswith("engine.rulebook.") for module in own)


def test_files_are_named_from_where_somebody_stands(rules, cache, monkeypatch):
    names = []
    for folder in (rules.parent, rules, rules.parent):
        monkeypatch.chdir(folder)
        opened = open_jurisdiction(rules, "provby", cache)
        names.append(opened.rules_by_id["provby/sma"].place.file)

    assert names == ["rules/provby/rules.yaml", "provby/rules.yaml", names[0]]


def test_a_second_question_reads_no_yaml(rules, cache, monkeypatch):
    open_jurisdiction(rules, "provby", cache)

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr("engine.rulebook.loading.loader.load", refuse)

    assert open_jurisdiction(rules, "provby", cache).id == "provby"


def test_a_changed_rule_is_seen_at_once(rules, cache):
    open_jurisdiction(rules, "provby", cache)
    reworded(rules, "Något annat gäller.")

    changed = open_jurisdiction(rules, "provby", cache)

    assert "Något annat gäller." in sentences(changed)


def test_a_new_file_is_seen_at_once(rules, cache):
    open_jurisdiction(rules, "provby", cache)
    (rules / "provby" / "nytt.yaml").write_text("rules:\n  - id: x\n", "utf-8")

    with pytest.raises(UnusableRulesError):
        open_jurisdiction(rules, "provby", cache)


def test_a_new_law_pack_is_seen_without_a_municipality(rules, cache):
    before = open_jurisdiction(rules, "", cache)
    write_pack(rules, "rad", kind="guidance")

    after = open_jurisdiction(rules, "", cache)

    assert [pack.id for pack in before.packs] == ["lag"]
    assert {pack.id for pack in after.packs} == {"lag", "rad"}


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "foreign"])
def test_a_damaged_entry_is_as_good_as_none(rules, cache, damage):
    read = open_jurisdiction(rules, "provby", cache)
    file = entry(cache)
    content = file.read_bytes()
    middle = len(content) // 2
    damaged = {
        "cut": content[:middle],
        "flip": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "empty": b"",
        "foreign": b"something else entirely",
    }[damage]
    file.write_bytes(damaged)

    assert open_jurisdiction(rules, "provby", cache) == read
    assert file.read_bytes() == content


def test_an_unwritable_cache_is_no_obstacle(rules, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder would be", "utf-8")

    assert open_jurisdiction(rules, "provby", blocked / "cache").id == "provby"


def test_entries_are_for_their_owner_alone(rules, cache):
    open_jurisdiction(rules, "provby", cache)

    assert entry(cache).stat().st_mode & 0o077 == 0


def test_editions_of_the_same_rules_do_not_pile_up(rules, cache):
    for number in range(3):
        reworded(rules, f"Så är det för {number}:e gången.")
        open_jurisdiction(rules, "provby", cache)

    assert len(list(cache.iterdir())) == 1


def _open(rules, cache):
    return open_jurisdiction(rules, "provby", cache)


def test_processes_that_write_at_once_leave_a_whole_entry(rules, cache):
    expected = open_jurisdiction(rules, "provby", None)
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        opened = pool.starmap(_open, [(rules, cache)] * 12)

    assert opened == [expected] * 12
    assert [path.suffix for path in cache.iterdir()] == [".rulebook"]
    assert open_jurisdiction(rules, "provby", cache) == expected
    assert os.access(entry(cache), os.R_OK)
