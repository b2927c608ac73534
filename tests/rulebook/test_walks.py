"""A folder of packs is anybody's: a walk in it ends, stays there and never waits."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from engine.rulebook.loading import walks
from engine.rulebook.loading.files import yaml_files
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load_all
from engine.rulebook.loading.walks import DEEPEST, ordinary_content
from engine.rulebook.model.problems import EngineError, UnusableRulesError
from tests.support.town import write_pack, write_town


@pytest.fixture
def rules(tmp_path):
    return write_town(tmp_path).rules


def problems(rules):
    """Return the file and the code of each problem with a folder of packs."""
    with pytest.raises(UnusableRulesError) as caught:
        load_all(RulesFolder(rules))
    return {
        (Path(problem.where.file).name, problem.code)
        for problem in caught.value.problems
    }


@pytest.mark.parametrize("target", [".", "..", "../..", "../provby"])
def test_a_link_round_in_the_folder_is_a_problem(rules, target):
    (rules / "provby" / "runt").symlink_to(target)
    kinds = {"file/link-in-a-ring", "file/link-outside"}
    codes = {code for name, code in problems(rules) if name in {"runt", "provby"}}
    assert codes <= kinds
    assert codes


def test_links_that_lead_to_each_other_are_a_problem(rules):
    for name, other in (("a", "b"), ("b", "a")):
        (rules / "provby" / f"{name}.yaml").symlink_to(f"{other}.yaml")
        (rules / "provby" / name).symlink_to(other)
    assert problems(rules) == {
        ("a.yaml", "file/link-to-nothing"),
        ("b.yaml", "file/link-to-nothing"),
    }


@pytest.mark.parametrize("target", ["/", "/proc", "/dev", "/etc"])
def test_a_folder_outside_is_not_walked(rules, target):
    (rules / "provby" / "ut").symlink_to(target)
    assert problems(rules) == {("ut", "file/link-outside")}


def test_a_pack_outside_is_not_read(rules, tmp_path):
    other = write_pack(tmp_path / "elsewhere", "annan", kind="guidance")
    (rules / "annan").symlink_to(tmp_path / "elsewhere" / "annan")
    assert other
    assert ("annan", "file/link-outside") in problems(rules)


@pytest.mark.parametrize("target", ["/proc/kmsg", "/dev/zero", "/etc/passwd"])
@pytest.mark.parametrize(
    "name", ["provby/ut.yaml", "provby/pack.yaml", "prisbasbelopp.yaml"]
)
def test_a_file_outside_is_not_read(rules, target, name):
    (rules / name).unlink(missing_ok=True)
    (rules / name).symlink_to(target)
    assert (Path(name).name, "file/link-outside") in problems(rules)


def test_a_link_within_the_folder_counts_for_what_it_leads_to(rules):
    (rules / "provby" / "rules.yaml").rename(rules / "provby" / "kept.txt")
    (rules / "provby" / "rules.yaml").symlink_to("kept.txt")
    assert load_all(RulesFolder(rules))["provby"].rules


def test_a_folder_of_packs_may_itself_be_reached_by_a_link(rules, tmp_path):
    (tmp_path / "link").symlink_to(rules)
    assert load_all(RulesFolder(tmp_path / "link"))["provby"].rules


def test_links_that_multiply_end(rules, monkeypatch):
    monkeypatch.setattr(walks, "MOST_ENTRIES", 500)
    for level in range(20):
        place = rules / "provby" / f"n{level}"
        place.mkdir()
        for link in "ab":
            (place / link).symlink_to(f"../n{level + 1}")
    with pytest.raises(EngineError) as caught:
        load_all(RulesFolder(rules))
    assert caught.value.message.code == "rules/too-large"
    with pytest.raises(UnusableRulesError, match="file/too-many"):
        yaml_files([rules])


def test_folders_in_folders_end(rules):
    place = rules / "provby"
    for _ in range(DEEPEST + 3):
        place /= "d"
    place.mkdir(parents=True)
    assert {code for _, code in problems(rules)} == {"file/too-deep"}


def test_a_folder_with_too_much_is_one_sentence(rules, monkeypatch):
    monkeypatch.setattr(walks, "MOST_ENTRIES", 30)
    for number in range(40):
        (rules / f"mapp{number}").mkdir()
    with pytest.raises(EngineError) as caught:
        RulesFolder(rules)
    assert caught.value.message.code == "rules/too-large"


@pytest.mark.parametrize("place", ["/", "/proc", "/dev", "/sys"])
def test_the_whole_system_is_no_folder_of_packs(place):
    command = [sys.executable, "cli.py", "--lang", "en", "check", "--rules", place]
    limit = resource.RLIMIT_CPU, (20, 20)
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(*limit),
        env=os.environ | {"MANDAT_CACHE": "off"},
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/tty", "/proc"])
def test_only_an_ordinary_file_has_content(name):
    assert ordinary_content(Path(name), 10) is None


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert ordinary_content(tmp_path / "pipe.yaml", 10) is None
    with pytest.raises(UnusableRulesError, match="file/not-ordinary"):
        yaml_files([tmp_path])


def test_no_more_is_read_than_asked_for(tmp_path):
    file = tmp_path / "stor"
    with file.open("wb") as opened:
        opened.truncate(3_000_000_000)  # takes no room on the disk
    assert ordinary_content(file, 10) == bytes(11)
