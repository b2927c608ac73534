"""A compiled rulebook is kept, trusted only while it is true, and never in the way."""

import dataclasses
import hashlib
import multiprocessing
import os
import pickle
import re
from pathlib import Path

import pytest

from engine.rulebook.loading import freshness
from engine.rulebook.loading.cache import RulebookCache
from engine.rulebook.loading.opening import open_jurisdiction
from engine.rulebook.model.problems import UnusableRulesError
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

    # a part is looked at when it is wanted, and then the entry is given up
    assert open_jurisdiction(rules, "provby", cache) == read
    assert open_jurisdiction(rules, "provby", cache) == read
    assert len(file.read_bytes()) == len(content)


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


# what decides the answer is in the digest ---------------------------------------------


@pytest.fixture(params=["read again", "known by marks"])
def known(cache, request, monkeypatch):
    """Return a cache whose files are read again, or known by their marks at once."""
    if request.param == "known by marks":
        monkeypatch.setattr(freshness, "_SETTLED", -1_000_000_000)
    return cache


def only_what_is_not_there(path, _):
    assert not path.exists()
    raise FileNotFoundError(path)


def test_what_is_known_by_marks_is_not_read(rules, cache, monkeypatch):
    monkeypatch.setattr(freshness, "_SETTLED", -1_000_000_000)
    open_jurisdiction(rules, "provby", cache)
    monkeypatch.setattr(freshness, "ordinary_content", only_what_is_not_there)
    assert open_jurisdiction(rules, "provby", cache).id == "provby"


def test_what_is_long_unchanged_is_known_by_marks_from_then_on(
    rules, cache, monkeypatch
):
    open_jurisdiction(rules, "provby", cache)
    before = entry(cache).read_bytes()
    open_jurisdiction(rules, "provby", cache)
    assert entry(cache).read_bytes() == before

    monkeypatch.setattr(freshness, "_SETTLED", 0)  # as when seconds have gone by
    assert len(open_jurisdiction(rules, "provby", cache).rules) == 3
    monkeypatch.setattr(freshness, "ordinary_content", only_what_is_not_there)
    assert len(open_jurisdiction(rules, "provby", cache).rules) == 3


@pytest.mark.parametrize("way", ["in place", "replaced", "moved away and back"])
def test_a_change_that_hides_its_time_and_size_is_seen(rules, known, way):
    file = rules / "provby" / "rules.yaml"
    text, status = file.read_text("utf-8"), file.stat()
    before = open_jurisdiction(rules, "provby", known)
    if way == "replaced":
        other = file.with_name("other")
        other.write_text(text, "utf-8")
        other.replace(file)
    elif way == "moved away and back":
        file.rename(file.with_name("away"))
        file.with_name("away").rename(file)
    reworded(rules, "x")
    said = file.read_text("utf-8")
    file.write_text(said + "#" * (len(text.encode()) - len(said.encode())), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (
        status.st_size,
        status.st_mtime_ns,
    )

    after = open_jurisdiction(rules, "provby", known)
    assert "x" in sentences(after)
    assert "x" not in sentences(before)


def test_a_pack_that_is_a_link_is_followed_when_it_leads_elsewhere(tmp_path, known):
    rules = tmp_path / "rules"
    for name in ("gammal", "ny"):
        made = write_town(tmp_path / name).rules
        reworded(made, f"Så är det i {name}.")
        kept = rules / ".editions" / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        (made / "provby").rename(kept)
    (rules / "provby").symlink_to(".editions/gammal")
    assert "Så är det i gammal." in sentences(open_jurisdiction(rules, "provby", known))

    (rules / "provby").unlink()
    (rules / "provby").symlink_to(".editions/ny")

    assert "Så är det i ny." in sentences(open_jurisdiction(rules, "provby", known))


def test_a_file_that_is_a_link_is_followed_when_it_leads_elsewhere(rules, known):
    pack = rules / "provby"
    before = (pack / "rules.yaml").read_text("utf-8")
    after = re.sub("says: .*", "says: Nu är det så.", before, count=1)
    (pack / "gammal.txt").write_text(before, "utf-8")
    (pack / "ny.txt").write_text(after, "utf-8")
    (pack / "rules.yaml").unlink()
    (pack / "rules.yaml").symlink_to("gammal.txt")
    open_jurisdiction(rules, "provby", known)

    (pack / "rules.yaml").unlink()
    (pack / "rules.yaml").symlink_to("ny.txt")

    assert "Nu är det så." in sentences(open_jurisdiction(rules, "provby", known))


def test_a_folder_of_packs_that_is_a_link_is_followed(rules, known, tmp_path):
    other = write_town(tmp_path / "other", uses="").rules
    reworded(other, "Här är det annorlunda.")
    link = tmp_path / "link"
    link.symlink_to(rules)
    open_jurisdiction(link, "provby", known)

    link.unlink()
    link.symlink_to(other)

    kept = open_jurisdiction(link, "provby", known)
    assert "Här är det annorlunda." in sentences(kept)


def test_a_pack_that_comes_to_lead_out_of_the_folder_is_refused(rules, known, tmp_path):
    open_jurisdiction(rules, "provby", known)
    (rules / "provby").rename(tmp_path / "provby")
    (rules / "provby").symlink_to(tmp_path / "provby")

    with pytest.raises(UnusableRulesError, match="file/link-outside"):
        open_jurisdiction(rules, "provby", known)


@pytest.mark.parametrize("folder", ["provby/mer", "provby/mer/djupt", "lag/mer"])
@pytest.mark.parametrize("name", ["provby", "Provby"])
def test_a_new_file_in_an_empty_folder_is_seen_at_once(rules, known, folder, name):
    (rules / folder).mkdir(parents=True)
    open_jurisdiction(rules, name, known)
    (rules / folder / "nytt.yaml").write_text("rules:\n  - id: x\n", "utf-8")

    with pytest.raises(UnusableRulesError):
        open_jurisdiction(rules, name, known)


def test_an_empty_folder_that_becomes_a_pack_is_seen_at_once(rules, known):
    (rules / "rad").mkdir()
    before = open_jurisdiction(rules, "", known)
    write_pack(rules, "rad", kind="guidance")

    after = open_jurisdiction(rules, "", known)

    assert len(after.packs) == len(before.packs) + 1


# an entry of somebody else ------------------------------------------------------------


#: An entry begins with its format and a digest of the engine.
START = len(b"mandat-rulebook-3\n") + 32


@pytest.fixture
def forged(rules, cache):
    """Return an entry that answers otherwise than the rules, and what they say."""
    read = open_jurisdiction(rules, "provby", cache)
    file = entry(cache)
    file.unlink()
    silent = dataclasses.replace(read, rules=())
    RulebookCache(cache).jurisdiction(rules, "provby", list, lambda: silent)
    # its owner is believed, so that what follows is refused for its own reason
    assert open_jurisdiction(rules, "provby", cache).rules == ()
    assert file == entry(cache)
    return file, read


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666, 0o777])
def test_an_entry_that_others_may_write_is_not_believed(forged, rules, cache, mode):
    file, read = forged
    file.chmod(mode)

    assert open_jurisdiction(rules, "provby", cache) == read
    assert file.stat().st_mode & 0o777 == 0o600  # a new one


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o1777])
def test_a_folder_that_others_may_write_is_neither_read_nor_written(
    forged, rules, cache, mode
):
    file, read = forged
    before = file.read_bytes()
    cache.chmod(mode)

    assert open_jurisdiction(rules, "provby", cache) == read
    assert file.read_bytes() == before


@pytest.mark.parametrize("is_folder", [False, True])
def test_what_another_user_owns_is_not_believed(
    forged, rules, cache, is_folder, monkeypatch
):
    file, read = forged
    mine = os.geteuid()
    if mine == 0:
        os.chown(cache if is_folder else file, 12_345, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: mine + 1)

    assert open_jurisdiction(rules, "provby", cache) == read


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "device", "large"])
def test_an_entry_that_is_no_ordinary_file_is_not_waited_for(
    forged, rules, cache, kind
):
    file, read = forged
    file.rename(cache / "elsewhere")
    if kind == "link":
        file.symlink_to("elsewhere")
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    elif kind == "device":
        file.symlink_to("/dev/zero")
    else:
        with file.open("wb") as opened:
            opened.truncate(3_000_000_000)  # takes no room on the disk

    assert open_jurisdiction(rules, "provby", cache) == read


class Trapped:
    """What a pickle would run."""

    def __reduce__(self):
        return (os.mkdir, ("trapped",))


@pytest.mark.parametrize(
    "body",
    [
        pickle.dumps(Trapped()),
        b"[[],0]\n" + pickle.dumps(Trapped()),
        b"",
        b"[]",
        b"null\n[]",
        b'{"a":1}\n{}',
        b"[" * 100_000,
        b"\xff\xfe\n",
    ],
)
def test_a_true_digest_of_something_else_is_as_good_as_none(forged, rules, body):
    file, read = forged
    start = file.read_bytes()[:START]
    file.write_bytes(start + hashlib.sha256(body).digest() + body)

    assert open_jurisdiction(rules, "provby", file.parent) == read
    assert not Path("trapped").exists()
