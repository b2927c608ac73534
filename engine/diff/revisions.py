"""Find an edition of the rules: a folder on disk, or what a git revision holds.

INVARIANT: what a revision holds is read into memory and never written: its names and
contents are those of anybody who may push. Names that no folder could have refuse the
revision, and so does what is larger than rules and scenarios are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.language.drafts import HEAD
from ..rulebook.loading.files import StoredFolder
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.shipped import shelf
from ..rulebook.loading.walks import DEEPEST, SUFFIX, TABLES, may_be_rules, shown
from ..rulebook.model.bounds import LARGEST_FILE
from ..rulebook.model.problems import EngineError, Message
from .git import Repository

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from .git import TreeEntry

#: A revision may hold so many YAML files of rules, and as many of scenarios.
MOST_FILES = 10_000
#: All of them together may hold so many bytes.
LARGEST_FOLDER = 64_000_000
#: No revision has a longer name.
LONGEST_REVISION = 1_000
#: A file system takes names of so many bytes.
_LONGEST_NAME = 255

_RULES = "rules"
_SCENARIOS = "scenarios"
_LINK = "120000"
#: The mode of every ordinary file begins so.
_ORDINARY = "100"
_SHORT = 7
#: Control characters, and what divides names on another system.
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\\]")


@record
class EditionFiles:
    """A folder of packs to compare, with the scenarios that lie beside it, if any.

    `name` is what it was called by; of a git revision `commit` is the full id, and
    its folders are in memory, under names such as `HEAD:rules`.
    """

    name: str
    rules: Path | StoredFolder
    scenarios: Path | StoredFolder | None
    commit: str = ""

    @property
    def label(self) -> str:
        """The name, with the beginning of the commit where it is another."""
        short = self.commit[:_SHORT]
        is_new = short and not self.commit.startswith(self.name)
        return f"{self.name} ({short})" if is_new else self.name

    @property
    def place(self) -> str:
        """Where the rules lie: a path, or a folder of the revision."""
        if isinstance(self.rules, StoredFolder):
            return self.rules.place
        return self.rules.as_posix()


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


def named_files(name: str, working: Path) -> EditionFiles:
    """Return the edition that somebody named: a folder, else a git revision.

    Args:
        name: a path, or a revision of the repository in which `working` lies.
        working: the folder of packs in use.

    Raises:
        EngineError: it is neither, holds no packs, or holds what is not read.
    """
    path = Path(name)
    try:
        if name and path.is_dir():
            return folder_files(path)
        is_file = bool(name) and path.exists()
    except (OSError, ValueError):  # too long for a path, or with a NUL in it
        is_file = False
    if is_file:
        raise EngineError(Message.of("edition/file", edition=path))
    return _revision(name, working)


def dated_files(day: dt.date, working: Path) -> EditionFiles:
    """Return the edition that stood at the end of a day in the branch that is out.

    Args:
        day: the day, in the time zone of whoever asks.
        working: the folder of packs in use.

    Raises:
        EngineError: nothing was committed by then, or it holds no packs.
    """
    name = day.isoformat()
    repository = Repository(working, name)
    commit = repository.last_by(day)
    if not commit:
        raise EngineError(Message.of("edition/unknown", edition=name))
    return _committed(repository, name, commit, working)


def _revision(name: str, working: Path) -> EditionFiles:
    repository = Repository(working, name)
    is_sane = name.isprintable() and not name.startswith("-")
    commit = None
    if is_sane and len(name) <= LONGEST_REVISION:
        commit = repository.id(f"{name}^{{commit}}")
    if not commit:
        raise EngineError(Message.of("edition/unknown", edition=name))
    return _committed(repository, name, commit, working)


def _committed(
    repository: Repository, name: str, commit: str, working: Path
) -> EditionFiles:
    """Return the edition in a commit, under the name that somebody gave."""
    at = PurePosixPath(repository.prefix or ".")
    rules = _stored(repository, name, commit, at, shelf(working))
    if not rules:
        message = Message.of("edition/no-packs", edition=name, folder=at)
        raise EngineError(message)
    scenarios = None
    if at.name == _RULES:
        scenarios = _stored(repository, name, commit, at.parent / _SCENARIOS)
    return EditionFiles(name=name, rules=rules, scenarios=scenarios, commit=commit)


def _stored(
    repository: Repository,
    name: str,
    commit: str,
    at: PurePosixPath,
    lent: Path | None = None,
) -> StoredFolder | None:
    """Return what one folder of a commit holds, None where it has no such folder.

    Files come from git's store as they are: no filter of the repository changes or
    leaves out any, as it would with `git archive`.
    """
    tree = repository.id(f"{commit}:{'' if at == PurePosixPath() else at}")
    if not tree:
        return None
    place = f"{name}:{at}"
    entries = repository.entries(tree)
    _check_names([entry.path for entry in entries], place)
    for entry in entries:
        if entry.mode == _LINK:
            revision, link = commit[:_SHORT], at / entry.path
            message = Message.of("edition/link", revision=revision, link=link)
            raise EngineError(message)
        if not entry.mode.startswith(_ORDINARY):
            message = Message.of("edition/not-ordinary", folder=place, name=entry.path)
            raise EngineError(message)
    named_like_rules = [entry for entry in entries if _may_be_rules(entry.path)]
    wanted = [
        entry for entry in named_like_rules if entry.path.endswith((SUFFIX, *TABLES))
    ]
    sizes = _sizes(wanted, len(named_like_rules), place)
    contents = repository.contents([entry.id for entry in wanted], sizes)
    files = dict.fromkeys((entry.path for entry in named_like_rules), b"")
    for entry, content in zip(wanted, contents, strict=True):
        files[entry.path] = content
    if not entries:
        return None
    return StoredFolder(place=place, files=files, shelf=lent)


def _may_be_rules(path: str) -> bool:
    """Tell whether a file may hold rules, and is hidden by none of its names."""
    is_hidden = any(part.startswith(".") for part in path.split("/"))
    return not is_hidden and may_be_rules(PurePosixPath(path))


def _sizes(entries: Sequence[TreeEntry], count: int, place: str) -> list[int]:
    """Return the sizes of files in bytes, having refused more than is read."""
    if count > MOST_FILES:
        message = Message.of("edition/many-files", folder=place, most=MOST_FILES)
        raise EngineError(message)
    sizes: list[int] = []
    for entry in entries:
        if entry.size is None:
            raise EngineError(Message.of("edition/lost-file", id=entry.id))
        if entry.size > LARGEST_FILE:
            file, most = f"{place}/{entry.path}", LARGEST_FILE // 1_000_000
            message = Message.of("edition/large-file", file=file, most=most)
            raise EngineError(message)
        sizes.append(entry.size)
    if sum(sizes) > LARGEST_FOLDER:
        most = LARGEST_FOLDER // 1_000_000
        message = Message.of("edition/large-folder", folder=place, most=most)
        raise EngineError(message)
    return sizes


def _check_names(paths: list[str], place: str) -> None:
    """Refuse names that no folder on every system could hold at once."""
    files = Counter(paths)
    spellings: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        if len(parts) > DEEPEST:
            raise EngineError(Message.of("edition/wild-name", folder=place, name=path))
        for depth, part in enumerate(parts, start=1):
            if not _is_ordinary_name(part):
                message = Message.of("edition/wild-name", folder=place, name=path)
                raise EngineError(message)
            upper = "/".join(parts[:depth])
            is_twice = files[upper] > (depth == len(parts))
            spelling = unicodedata.normalize("NFC", upper.casefold())
            if is_twice or spellings.setdefault(spelling, upper) != upper:
                message = Message.of("edition/same-name", folder=place, name=upper)
                raise EngineError(message)


def _is_ordinary_name(part: str) -> bool:
    """Tell whether a part of a path is a name that a folder could hold.

    Git itself makes no entry named nothing, `.`, `..` or `.git`.
    """
    return (
        part.rstrip(". ").lower() not in {"", ".git", "git~1"}
        and len(part.encode("utf-8", "surrogateescape")) <= _LONGEST_NAME
        and not _UNPRINTED.search(part)
    )
