"""A compiled rulebook is kept, trusted only while it is true, and never in the way."""

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from engine.rulebook.loading.opening import open_jurisdiction
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.packs import Jurisdiction
from engine.rulebook.model.problems import UnusableRulesError


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("rules"), tmp_path / "rules"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def entry(cache: Path) -> Path:
    (found,) = cache.glob("*.rulebook")
    return found


def sentences(jurisdiction: Jurisdiction) -> dict[str, str]:
    return {rule.id: rule.says.sv for rule in jurisdiction.rules}


def test_a_kept_rulebook_says_the_same_as_the_files(rules: Path, cache: Path) -> None:
    read = open_jurisdiction(rules, "linköping", cache)
    kept = open_jurisdiction(rules, "linköping", cache)

    assert kept == read


def test_a_second_question_reads_no_yaml(
    rules: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_jurisdiction(rules, "munkedal", cache)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("engine.rulebook.loading.loader.load", refuse)

    assert open_jurisdiction(rules, "munkedal", cache).id == "munkedal"


def test_a_changed_rule_is_seen_at_once(rules: Path, cache: Path) -> None:
    before = sentences(open_jurisdiction(rules, "munkedal", cache))
    file = rules / "munkedal" / "ledningsgruppen.yaml"
    text = file.read_text("utf-8")
    name, said = next((n, s) for n, s in before.items() if s in text)
    file.write_text(text.replace(said, "Något annat gäller."), "utf-8")

    assert sentences(open_jurisdiction(rules, "munkedal", cache))[name] != said


def test_a_new_file_is_seen_at_once(rules: Path, cache: Path) -> None:
    open_jurisdiction(rules, "munkedal", cache)
    (rules / "munkedal" / "nytt.yaml").write_text("rules:\n  - id: x\n", "utf-8")

    with pytest.raises(UnusableRulesError):
        open_jurisdiction(rules, "munkedal", cache)


def test_a_new_law_pack_is_seen_without_a_municipality(
    rules: Path, cache: Path
) -> None:
    before = open_jurisdiction(rules, "", cache)
    new = rules / "rad"
    new.mkdir()
    head = "pack: rad\nkind: guidance\nlabel: Råd från annat håll\nuses: []\n"
    (new / "pack.yaml").write_text(head, "utf-8")

    after = open_jurisdiction(rules, "", cache)

    assert len(after.packs) == len(before.packs) + 1


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "foreign"])
def test_a_damaged_entry_is_as_good_as_none(
    rules: Path, cache: Path, damage: str
) -> None:
    read = open_jurisdiction(rules, "kungsör", cache)
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

    assert open_jurisdiction(rules, "kungsör", cache) == read
    assert file.read_bytes() == content


def test_an_unwritable_cache_is_no_obstacle(rules: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder would be", "utf-8")

    assert open_jurisdiction(rules, "kungsör", blocked / "cache").id == "kungsor"


def test_entries_are_for_their_owner_alone(rules: Path, cache: Path) -> None:
    open_jurisdiction(rules, "kungsör", cache)

    assert entry(cache).stat().st_mode & 0o077 == 0


def test_editions_of_the_same_rules_do_not_pile_up(rules: Path, cache: Path) -> None:
    file = rules / "munkedal" / "ledningsgruppen.yaml"
    for number in range(3):
        file.write_text(file.read_text("utf-8") + f"# {number}\n", "utf-8")
        open_jurisdiction(rules, "munkedal", cache)

    assert len(list(cache.iterdir())) == 1


def _open(rules: Path, cache: Path) -> int:
    return len(open_jurisdiction(rules, "linköping", cache).rules)


def test_processes_that_write_at_once_leave_a_whole_entry(
    rules: Path, cache: Path
) -> None:
    expected = len(open_jurisdiction(rules, "linköping", None).rules)
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        found = pool.starmap(_open, [(rules, cache)] * 8)

    assert set(found) == {expected}
    assert [path.suffix for path in cache.iterdir()] == [".rulebook"]
    assert len(open_jurisdiction(rules, "linköping", cache).rules) == expected
    assert os.access(entry(cache), os.R_OK)
