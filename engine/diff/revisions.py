"""Find an edition of the rules: a folder, or a git revision laid out beside the way.

A revision is copied out of git's own store into a folder of ours: the work tree, the
index and the branches of the repository are not touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath

from ..rulebook.language.drafts import HEAD
from ..rulebook.loading.folders import RulesFolder, shown
from ..rulebook.model.problems import EngineError, Message, Problem

_RULES = "rules"
_SCENARIOS = "scenarios"
#: What a hook sets for git itself would send us to another repository or index.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
_ORDINARY = frozenset({"100644", "100755"})
_LINK = "120000"
_SHORT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFiles:
    """A folder of packs to compare, with the scenarios that lie beside it, if any.

    `name` is what it was called by; of a git revision `commit` is the full id, and
    `shown_as` how its files are named (`HEAD:rules`) instead of by our copy.
    """

    name: str
    rules: Path
    scenarios: Path | None
    commit: str = ""
    shown_as: str = ""

    @property
    def called(self) -> str:
        """The name, with the beginning of the commit where it is another."""
        short = self.commit[:_SHORT]
        is_new = short and not self.commit.startswith(self.name)
        return f"{self.name} ({short})" if is_new else self.name

    def renamed(self, problem: Problem) -> Problem:
        """Return a problem with its file named as in the revision."""
        file = self.file(problem.where.file)
        return replace(problem, where=replace(problem.where, file=file))

    def file(self, name: str) -> str:
        """Return how people find a file of this edition."""
        if not self.commit:
            return name
        for folder, below in ((self.rules, _RULES), (self.scenarios, _SCENARIOS)):
            if folder is not None and name.startswith(shown(folder)):
                rest = name.removeprefix(shown(folder))
                revision, _, rules = self.shown_as.partition(":")
                at = PurePosixPath(rules)
                at = at if below == _RULES else at.parent / _SCENARIOS
                return f"{revision}:{at.as_posix()}{rest}"
        return name


def folder_files(path: Path, name: str = "") -> EditionFiles:
    """Return the edition in a folder of packs, or in a checkout with one in `rules`.

    Raises:
        EngineError: it holds no packs.
    """
    if not _holds_packs(path) and (path / _RULES).is_dir():
        path = path / _RULES
    RulesFolder(path)  # tells what is wrong with it
    beside = path.parent / _SCENARIOS if path.resolve().name == _RULES else None
    return EditionFiles(
        name=name or shown(path),
        rules=path,
        scenarios=beside if beside and beside.is_dir() else None,
    )


def _holds_packs(path: Path) -> bool:
    try:
        return any((below / HEAD).is_file() for below in path.iterdir())
    except OSError:
        return False


def named_files(name: str, working: Path, place: Path) -> EditionFiles:
    """Return the edition that somebody named: a folder, else a git revision.

    Args:
        name: a path, or a revision of the repository in which `working` lies.
        working: the folder of packs in use.
        place: an empty folder, where files of a revision are laid.

    Raises:
        EngineError: it is neither, or holds no packs.
    """
    path = Path(name)
    if name and path.is_dir():
        return folder_files(path)
    if name and path.exists():
        raise EngineError(Message.of("edition/file", edition=path))
    return _revision(name, working, place)


def _revision(name: str, working: Path, place: Path) -> EditionFiles:
    if shutil.which("git") is None:
        raise EngineError(Message.of("edition/no-git", edition=name))
    top = _git(working, "rev-parse", "--show-prefix")
    if top is None:
        folder = PurePath(shown(working))
        message = Message.of("edition/no-repository", edition=name, folder=folder)
        raise EngineError(message)
    rules = top.decode().rstrip("\n").rstrip("/")
    wanted = f"{name}^{{commit}}"
    found = _git(
        working, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted
    )
    if not found:
        raise EngineError(Message.of("edition/unknown", edition=name))
    commit = found.decode().strip()
    at = PurePosixPath(rules or ".")
    if not _lay_out(working, commit, at, place / _RULES):
        message = Message.of("edition/no-packs", edition=name, folder=at)
        raise EngineError(message)
    beside = at.parent / _SCENARIOS
    has_scenarios = at.name == _RULES and _lay_out(
        working, commit, beside, place / _SCENARIOS
    )
    return EditionFiles(
        name=name,
        rules=place / _RULES,
        scenarios=place / _SCENARIOS if has_scenarios else None,
        commit=commit,
        shown_as=f"{name}:{at}",
    )


def _lay_out(working: Path, commit: str, at: PurePosixPath, place: Path) -> bool:
    """Copy the files of one folder in a commit to a place; tell whether it had any.

    They come from git's store as they are: no filter of the repository changes or
    leaves out any, as it would with `git archive`.
    """
    tree = commit if at == PurePosixPath() else f"{commit}:{at}"
    listing = _git(working, "ls-tree", "-r", "-z", "--full-tree", tree)
    if not listing:
        return False
    files: list[tuple[PurePosixPath, str]] = []
    for entry in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        described, _, path = entry.partition("\t")
        mode, _, id_ = described.split(" ")
        if mode == _LINK:
            revision, link = commit[:_SHORT], at / path
            message = Message.of("edition/link", revision=revision, link=link)
            raise EngineError(message)
        if mode in _ORDINARY:
            files.append((PurePosixPath(path), id_))
    contents = _contents(working, [id_ for _, id_ in files])
    for (below, _), content in zip(files, contents, strict=True):
        file = place / below
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return bool(files)


def _contents(working: Path, ids: list[str]) -> list[bytes]:
    """Return what git keeps under some ids, all asked for at once."""
    asked = "".join(f"{id_}\n" for id_ in ids).encode()
    told = _git(working, "cat-file", "--batch", sent=asked)
    contents: list[bytes] = []
    at = 0
    for id_ in ids:
        end = -1 if told is None else told.find(b"\n", at)
        parts = (told or b"")[at:end].split(b" ") if end >= 0 else []
        if told is None or len(parts) < 3:  # noqa: PLR2004 - id, sort and size
            raise EngineError(Message.of("edition/lost-file", id=id_))
        size = int(parts[2])
        contents.append(told[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return contents


def _git(folder: Path, *words: str, sent: bytes = b"") -> bytes | None:
    """Return what git prints when asked in a folder, None when it refuses."""
    environment = {n: v for n, v in os.environ.items() if n not in _OF_A_HOOK}
    done = subprocess.run(  # noqa: S603 - our own words and one checked revision
        ["git", *words],  # noqa: S607 - the git that the user uses
        cwd=folder,
        env=environment,
        input=sent,
        capture_output=True,
        check=False,
    )
    if b"dubious ownership" in done.stderr:
        message = Message.of("edition/distrusted", folder=PurePath(shown(folder)))
        raise EngineError(message)
    return done.stdout if done.returncode == 0 else None
