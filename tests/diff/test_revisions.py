"""A revision is anybody's: it is read, never written, and nothing of it is run."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from engine.diff import git as git_room
from engine.diff import revisions
from engine.diff.revisions import named_files
from engine.rulebook.model.problems import EngineError
from tests.support.git import git
from tests.support.town import write_town


@pytest.fixture
def repository(tmp_path):
    """Return a repository whose branch `main` holds the town, and its scenarios."""
    place = tmp_path / "repository"
    place.mkdir()
    git(place, "init", "-q", "-b", "main", ".")
    write_town(place, scenarios="scenarios: []\n")
    git(place, "add", ".")
    git(place, "commit", "-q", "-m", "one")
    return place


def blob(place, content=b"x\n"):
    return git(place, "hash-object", "-w", "--stdin", sent=content)


def tree(place, *entries):
    """Write a tree of (mode, name, id), whatever git would say of the names."""
    written = b"".join(
        mode.encode() + b" " + name + b"\0" + bytes.fromhex(id_)
        for mode, name, id_ in entries
    )
    words = ("hash-object", "-t", "tree", "-w", "--literally", "--stdin")
    return git(place, *words, sent=written)


def committed(place, rules):
    """Commit a tree as the folder `rules`, under the tag `hostile`."""
    top = tree(place, ("40000", b"rules", rules))
    git(place, "tag", "-f", "hostile", git(place, "commit-tree", "-m", "x", top))


def files_around(place):
    return {
        path for path in place.parent.rglob("*") if ".git" not in path.parts[1:]
    } | set(Path(place.parent.parent).iterdir())


def refusal(place, name="hostile"):
    with pytest.raises(EngineError) as caught:
        named_files(name, place / "rules")
    return caught.value.message.code


def test_an_edition_is_read_from_git_into_memory(repository):
    before = files_around(repository)

    edition = named_files("HEAD", repository / "rules")

    assert set(edition.rules.files) == {
        path.relative_to(repository / "rules").as_posix()
        for path in (repository / "rules").rglob("*.yaml")
    }
    for name, content in edition.rules.files.items():
        assert (repository / "rules" / name).read_bytes() == content
    assert edition.place == "HEAD:rules"
    assert files_around(repository) == before


# names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        b"..",
        b".",
        b"../../../../escaped.yaml",
        b"/tmp/escaped.yaml",
        b"a/../../b.yaml",
        b"a//b.yaml",
        b".git",
        b".GIT",
        b"git~1",
        b"two\nlines.yaml",
        b"bell\x07.yaml",
        b"back\\slash.yaml",
        b"n" * 251 + b".yaml",
        b"/".join([b"d"] * 40) + b"/x.yaml",
    ],
)
@pytest.mark.parametrize("is_folder", [False, True])
def test_a_name_that_no_file_may_have_is_refused(repository, name, is_folder):
    before = files_around(repository)
    pack = tree(repository, ("100644", b"pack.yaml", blob(repository)))
    entry = ("40000", name, pack) if is_folder else ("100644", name, blob(repository))
    committed(
        repository, tree(repository, ("40000", b"provby", tree(repository, entry)))
    )

    assert refusal(repository) == "edition/wild-name"
    assert files_around(repository) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("100644", b"a.yaml"), ("40000", b"a.yaml")),
        (("100644", b"a.yaml"), ("100644", b"a.yaml")),
        (("100644", b"a.yaml"), ("100644", b"A.yaml")),
        (("40000", b"a"), ("40000", b"A")),
        (("100644", b"a"), ("40000", b"A")),
        (("100644", "å.yaml".encode()), ("100644", "a\u030a.yaml".encode())),
    ],
)
def test_two_things_of_one_name_are_refused(repository, first, second):
    content = blob(repository)
    folder = tree(repository, ("100644", b"pack.yaml", content))
    entries = [
        (mode, name, folder if mode == "40000" else content)
        for mode, name in (first, second)
    ]
    committed(repository, tree(repository, *entries))

    assert refusal(repository) == "edition/same-name"


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("120000", "edition/link"),
        ("160000", "edition/not-ordinary"),
        ("060000", "edition/not-ordinary"),
        ("010000", "edition/not-ordinary"),
    ],
)
def test_what_is_no_file_is_refused(repository, mode, code):
    committed(repository, tree(repository, (mode, b"a.yaml", blob(repository, b"/"))))

    assert refusal(repository) == code


@pytest.mark.parametrize(
    "name",
    [
        "a" * 5_000,
        "-x",
        "--output=x",
        "--upload-pack=touch x",
        "a\0b",
        "a\nb",
        "a/" * 900,
    ],
)
def test_what_is_no_name_of_a_revision_is_unknown(repository, name):
    assert refusal(repository, name) == "edition/unknown"


# sizes -------------------------------------------------------------------------------


def test_only_yaml_is_read_whatever_else_there_is(repository, monkeypatch):
    monkeypatch.setattr(revisions, "LARGEST_FILE", 4_000)
    (repository / "rules" / "film.bin").write_bytes(bytes(9_000))
    (repository / "rules" / "provby" / ".dold.yaml").write_bytes(bytes(9_000))
    (repository / "film.yaml").write_bytes(bytes(9_000))
    git(repository, "add", "-f", ".")
    git(repository, "commit", "-q", "-m", "film")

    edition = named_files("HEAD", repository / "rules")

    assert all(name.endswith(".yaml") for name in edition.rules.files)
    assert all(b"\0" not in content for content in edition.rules.files.values())


def test_a_large_file_is_refused_before_it_is_read(repository, monkeypatch):
    monkeypatch.setattr(revisions, "LARGEST_FILE", 4_000)
    (repository / "rules" / "provby" / "stor.yaml").write_bytes(bytes(9_000))
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "large")

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(git_room.Repository, "contents", refuse)
    assert refusal(repository, "HEAD") == "edition/large-file"


@pytest.mark.parametrize(
    ("bound", "room", "code"),
    [
        ("MOST_FILES", revisions, "edition/many-files"),
        ("LARGEST_FOLDER", revisions, "edition/large-folder"),
        ("LARGEST_LISTING", git_room, "edition/large-tree"),
    ],
)
def test_more_than_rules_ever_are_is_refused(
    repository, monkeypatch, bound, room, code
):
    monkeypatch.setattr(room, bound, 2)
    assert refusal(repository, "HEAD") == code


def test_a_small_tree_that_names_very_much_is_left_in_time(repository, monkeypatch):
    monkeypatch.setattr(git_room, "LARGEST_LISTING", 100_000)
    level = tree(repository, ("100644", b"a.yaml", blob(repository)))
    for _ in range(9):  # ten to the ninth files in some ten objects
        names = [b"%d" % number for number in range(10)]
        level = tree(repository, *(("40000", name, level) for name in names))
    committed(repository, level)

    assert refusal(repository) == "edition/large-tree"


# what is lost ------------------------------------------------------------------------


def lose(place, id_):
    file = place / ".git" / "objects" / id_[:2] / id_[2:]
    file.chmod(stat.S_IWUSR)
    file.unlink()


def test_a_file_that_git_has_lost_is_not_passed_over(repository):
    lose(repository, git(repository, "rev-parse", "HEAD:rules/provby/rules.yaml"))
    assert refusal(repository, "HEAD") == "edition/lost-file"


def test_a_folder_that_git_has_lost_is_not_passed_over(repository):
    lose(repository, git(repository, "rev-parse", "HEAD:rules/provby"))
    assert refusal(repository, "HEAD") == "edition/damaged"


# what a repository would have run ----------------------------------------------------


@pytest.fixture
def planted(tmp_path):
    """Return a program that leaves a trace when it is run, and the trace."""
    trace = tmp_path / "trace"
    program = tmp_path / "planted"
    program.write_text(f"#!/bin/sh\n: > '{trace}'\nexit 1\n", "utf-8")
    program.chmod(0o755)
    return program, trace


SETTINGS = {
    "ssh": [
        ("remote.o.url", "ssh://host.invalid/x"),
        ("core.sshCommand", "{program}"),
        ("protocol.allow", "always"),
    ],
    "ext": [("remote.o.url", "ext::{program}"), ("protocol.ext.allow", "always")],
    "uploadpack": [("remote.o.url", "{place}"), ("remote.o.uploadpack", "{program}")],
    "helper": [("remote.o.url", "x"), ("remote.o.vcs", "ext")],
    "proxy": [
        ("remote.o.url", "git://host.invalid/x"),
        ("core.gitProxy", "{program}"),
        ("protocol.git.allow", "always"),
    ],
    "rewritten": [
        ("remote.o.url", "https://host.invalid/x"),
        ("url.ext::{program}.insteadOf", "https:"),
        ("protocol.ext.allow", "always"),
    ],
    "included": [("include.path", "{included}")],
}
WATCHERS = [
    ("core.fsmonitor", "{program}"),
    ("core.pager", "{program}"),
    ("core.editor", "{program}"),
    ("core.askPass", "{program}"),
    ("core.alternateRefsCommand", "{program}"),
    ("gc.recentObjectsHook", "{program}"),
    ("credential.helper", "!{program}"),
    ("pager.ls-tree", "{program}"),
    ("pager.rev-parse", "{program}"),
    ("pager.cat-file", "{program}"),
    ("alias.ls-tree", "!{program}"),
    ("alias.rev-parse", "!{program}"),
    ("alias.cat-file", "!{program}"),
    ("diff.external", "{program}"),
    ("diff.x.textconv", "{program}"),
    ("filter.x.smudge", "{program}"),
    ("filter.x.process", "{program}"),
]


def configure(place, program, settings):
    included = place / "included"
    included.write_text(
        '[core]\n\trepositoryFormatVersion = 1\n[remote "o"]\n\tpromisor = true\n'
        f'\turl = "ext::{program}"\n[protocol "ext"]\n\tallow = always\n'
        f"[extensions]\n\tpartialClone = o\n",
        "utf-8",
    )
    for name, value in settings:
        filled = [
            text.format(program=program, place=place, included=included)
            for text in (name, value)
        ]
        git(place, "config", *filled)


@pytest.mark.parametrize("kind", SETTINGS)
@pytest.mark.parametrize("lost", ["rules/provby/rules.yaml", "rules/provby", "rules"])
def test_nothing_is_fetched_by_a_program_of_the_repository(
    repository, planted, kind, lost
):
    program, trace = planted
    lose(repository, git(repository, "rev-parse", f"HEAD:{lost}"))
    settings = [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "o"),
        ("remote.o.promisor", "true"),
        *SETTINGS[kind],
    ]
    configure(repository, program, settings)

    refusal(repository, "HEAD")

    assert not trace.exists()


def test_the_planted_program_would_be_run_by_git_itself(repository, planted):
    program, trace = planted
    lose(repository, git(repository, "rev-parse", "HEAD:rules/provby/rules.yaml"))
    settings = [("extensions.partialClone", "o"), ("remote.o.promisor", "true")]
    version = [("core.repositoryFormatVersion", "1")]
    configure(repository, program, version + settings + SETTINGS["ext"])

    subprocess.run(
        ["git", "cat-file", "-p", "HEAD:rules/provby/rules.yaml"],  # noqa: S607
        cwd=repository,
        check=False,
        capture_output=True,
    )

    assert trace.exists()


def test_no_watcher_filter_pager_hook_or_alias_is_run(repository, planted):
    program, trace = planted
    configure(repository, program, WATCHERS)
    (repository / ".gitattributes").write_text("* filter=x diff=x\n", "utf-8")
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        place = repository / ".git" / "hooks" / hook
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(program.read_bytes())
        place.chmod(0o755)

    assert named_files("HEAD", repository / "rules").commit

    assert not trace.exists()


def test_a_folder_of_rules_that_looks_like_a_repository_is_none(repository, planted):
    program, trace = planted
    rules = repository / "rules"
    for name in ("objects", "refs"):
        (rules / name).mkdir()
    (rules / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    (rules / "config").write_text(
        f"[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = {program}\n", "utf-8"
    )

    assert refusal(repository, "HEAD") == "edition/no-repository"
    assert not trace.exists()


def test_settings_in_the_environment_reach_no_git(repository, planted, monkeypatch):
    program, trace = planted
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(program))
    monkeypatch.setenv("GIT_TRACE", str(trace))
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    assert named_files("HEAD", repository / "rules").commit
    assert not trace.exists()


def test_what_git_waits_for_is_not_waited_for(repository, monkeypatch):
    monkeypatch.setattr(git_room, "LONGEST_WAIT", 0.5)
    (repository / ".git" / "packed-refs").unlink(missing_ok=True)
    os.mkfifo(repository / ".git" / "packed-refs")

    assert refusal(repository, "no-such-branch") == "edition/no-reply"


def test_a_branch_may_not_be_named_like_an_option(repository):
    head = git(repository, "rev-parse", "HEAD")
    (repository / ".git" / "refs" / "heads" / "--help").write_text(head, "utf-8")

    assert refusal(repository, "--help") == "edition/unknown"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_another_users_repository_is_read_where_its_reader_trusts_it(
    repository, tmp_path, monkeypatch
):
    for path in (repository, *repository.rglob("*")):
        os.chown(path, 12_345, -1)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    assert refusal(repository, "HEAD") == "edition/distrusted"

    (home / ".gitconfig").write_text(f"[safe]\n\tdirectory = {repository}\n", "utf-8")

    assert named_files("HEAD", repository / "rules").commit


def test_the_repository_cannot_make_itself_trusted(repository):
    git(repository, "config", "safe.directory", "*")
    assert named_files("HEAD", repository / "rules").commit
    if os.geteuid() == 0:
        os.chown(repository, 12_345, -1)
        os.chown(repository / ".git", 12_345, -1)
        assert refusal(repository, "HEAD") == "edition/distrusted"


def test_a_work_tree_elsewhere_shows_nothing_of_it(repository, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "x.yaml").write_text("secret: yes\n", "utf-8")
    git(repository, "config", "core.worktree", str(tmp_path / "secret"))
    try:
        edition = named_files("HEAD", repository / "rules")
    except EngineError:
        return
    assert not any(b"secret" in content for content in edition.rules.files.values())
