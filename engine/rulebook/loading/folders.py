"""A folder of packs on disk: which packs there are, and what their files hold."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..language import drafts
from ..language.drafts import PackFiles, read_head
from ..language.elements import ID
from ..language.nodes import LARGEST_FILE
from ..language.shapes import Problems
from ..model.names import folded
from ..model.packs import PackKind
from ..model.problems import (
    EngineError,
    Message,
    Place,
    Problem,
    Referent,
    UnknownNameError,
    UnusableRulesError,
    nearest,
    nearest_one,
    printable,
    system_reason,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..language.drafts import HeadDraft
    from ..model.packs import PackHead
    from ..model.problems import Parameter

_SUFFIX = ".yaml"
#: What people and editors call YAML files too; passing one over would lose rules.
_NEARLY = frozenset({".yml", _SUFFIX})

#: So many municipalities are named to somebody who asked for one there is not.
_SHOWN = 8


class RulesFolder:
    """A folder of packs: reads what is asked for, and nothing else."""

    def __init__(self, path: Path) -> None:
        """Take the folder; raise EngineError when it is none or holds no pack."""
        self.path = path
        if not path.is_dir():
            raise EngineError(Message.of("rules/no-folder", path=path))
        try:
            below = [entry for entry in _entries(path) if _is_folder(entry)]
        except OSError as error:
            reason = system_reason(error)
            message = Message.of("file/unreadable", path=path, reason=reason)
            raise EngineError(message) from error
        packs = [entry.name for entry in below if any(True for _ in _walked(entry))]
        if not packs:
            message = Message.of("rules/no-packs", path=path, file=drafts.HEAD)
            raise EngineError(message)
        self.pack_ids = tuple(packs)
        self._heads: dict[str, HeadDraft] = {}

    def strays(self) -> list[Problem]:
        """Return a problem for each file and folder here that is nobody's."""
        problems = Problems()
        for path in _entries(self.path):
            if path.suffix.lower() not in _NEARLY or path.name == drafts.AMOUNTS:
                continue
            problems.note(
                Place(file=shown(path)),
                "pack/file-beside",
                file=path.name,
                near=nearest_one(path.name, [drafts.AMOUNTS]),
            )
        return list(problems)

    def files(self, pack: str) -> PackFiles:
        """Return the content of a pack's files; what cannot be read is a problem."""
        folder = self.path / pack
        reading = _FileReading()
        for path in _walked(folder):
            reading.read(path, path.relative_to(folder).as_posix())
        if "." in reading.unread:
            reading.unread += (drafts.HEAD, drafts.VOCABULARY, drafts.SOURCES)
        if not ID.fits(pack):
            reading.note(
                folder / drafts.HEAD,
                "pack/folder-name",
                folder=pack,
                expected=Referent(ID.called),
            )
        return PackFiles(
            id=pack,
            folder=shown(folder),
            files=reading.files,
            unread=frozenset(reading.unread),
            problems=tuple(reading.problems),
        )

    def files_for(self, named: str, municipality: str) -> tuple[Path, ...]:
        """Return the files and folders that a municipality's jurisdiction rests on.

        Without a municipality, or when it was named by its label, the heads of all
        packs decide which packs count, so they are among them.
        """
        files = [self.path, self.path / drafts.AMOUNTS]
        for pack in self.closure(municipality):
            folder = self.path / pack
            for path in _walked(folder):
                files += [path, *_above(path, folder)]
        if folded(named) not in self.pack_ids:
            files.extend(self.path / pack / drafts.HEAD for pack in self.pack_ids)
        return tuple(files)

    def amounts(self) -> PackFiles:
        """Return the content of the file of yearly amounts, if there is one."""
        reading = _FileReading()
        path = self.path / drafts.AMOUNTS
        if os.path.lexists(path):
            reading.read(path, drafts.AMOUNTS)
        return PackFiles(
            id="",
            folder=shown(self.path),
            files=reading.files,
            problems=tuple(reading.problems),
        )

    # which packs speak for whom ---------------------------------------------------

    def head(self, pack: str) -> HeadDraft:
        """Return what a `pack.yaml` says; loading tells what is wrong with it."""
        if pack not in self._heads:
            reading = _FileReading()
            path = self.path / pack / drafts.HEAD
            if os.path.lexists(path):
                reading.read(path, drafts.HEAD)
            files = PackFiles(id=pack, folder=shown(path.parent), files=reading.files)
            self._heads[pack] = read_head(files, Problems())
        return self._heads[pack]

    def heads(self) -> tuple[PackHead, ...]:
        """Return what every readable `pack.yaml` says; broken ones are left out."""
        heads = (self.head(pack).head for pack in self.pack_ids)
        return tuple(head for head in heads if head)

    def municipality(self, name: str) -> str:
        """Return the id of the municipality somebody named.

        Raises:
            UnknownNameError: no municipality has that name.
            UnusableRulesError: none has it, but there are packs that cannot be read.
        """
        wanted = folded(name)
        direct = [pack for pack in self.pack_ids if folded(pack) == wanted]
        for pack in direct:
            head = self.head(pack).head
            if head is None or head.kind is PackKind.MUNICIPALITY:
                return pack
        heads = [h for h in self.heads() if h.kind is PackKind.MUNICIPALITY]
        for head in heads:
            if wanted in {folded(known) for known in _names(head)}:
                return head.id
        if broken := [pack for pack in self.pack_ids if self.head(pack).head is None]:
            problems = Problems()
            for pack in broken:
                files = self.files(pack)
                problems.add(files.problems)
                read_head(files, problems)
            raise UnusableRulesError(problems)
        labels = [label for h in heads for label in (h.label.sv, *h.synonyms)]
        raise _unknown_municipality(name, nearest(name, labels), labels)

    def closure(self, municipality: str) -> tuple[str, ...]:
        """Return the packs that speak for a municipality, used ones first.

        An empty `municipality` means the law and general guidance alone. Packs whose
        `pack.yaml` is broken are among them: their problems must be told.

        Raises:
            UnknownNameError: there is no pack with that id.
        """
        if municipality and municipality not in self.pack_ids:
            near = nearest(municipality, self.pack_ids)
            raise _unknown_municipality(municipality, near, self.pack_ids)
        ordered: list[str] = []
        visiting: set[str] = set()

        def visit(pack: str) -> None:
            if pack in visiting:
                return
            visiting.add(pack)
            for used in sorted(self.head(pack).uses):
                if used in self.pack_ids:
                    visit(str(used))
            ordered.append(pack)

        for pack in [municipality] if municipality else self._general_packs():
            visit(pack)
        return tuple(ordered)

    def _general_packs(self) -> list[str]:
        heads = {pack: self.head(pack).head for pack in self.pack_ids}
        return [
            pack
            for pack, head in heads.items()
            if head is None or head.kind is not PackKind.MUNICIPALITY
        ]


def _unknown_municipality(
    name: str, near: Sequence[str], known: Sequence[str]
) -> UnknownNameError:
    """Return the error that no municipality has a name."""
    if not known:
        return UnknownNameError("question/no-municipalities", name, ())
    code, shown = "question/unknown-municipality", tuple(known[:_SHOWN])
    return UnknownNameError(code, name, near, known=shown)


def _names(head: PackHead) -> tuple[str, ...]:
    return (head.id, head.label.sv, head.label.en, *head.synonyms)


@dataclass(slots=True)
class _FileReading:
    """Files as they are read, and the problems with reading them."""

    files: dict[str, bytes] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, path: Path, code: str, /, **parameters: Parameter) -> None:
        """Add a problem with a file or folder as a whole."""
        message = Message.of(code, **parameters)
        where = Place(file=shown(path))
        self.problems.append(Problem(where=where, message=message))

    def read(self, path: Path, name: str) -> None:
        """Read one file under `name`, or note why not."""
        try:
            if path.is_dir():
                _entries(path)  # it is here because of its name, or cannot be read
                self.note(path, "file/folder")
            elif not path.exists():
                self.note(path, "file/link-to-nothing")
            elif not path.is_file():
                self.note(path, "file/not-ordinary")
            elif path.suffix != _SUFFIX:
                self.note(
                    path,
                    "file/other-suffix",
                    file=path.name,
                    suffix=_SUFFIX,
                    name=path.stem,
                )
            else:
                with path.open("rb") as file:
                    # one byte more than is allowed is enough to refuse it
                    self.files[name] = file.read(LARGEST_FILE + 1)
                return
        except OSError as error:
            self.note(path, "file/no-access", reason=system_reason(error))
        self.unread.append(name)


def _entries(folder: Path) -> list[Path]:
    """Return what a folder holds, hidden things aside, in a stable order."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _walked(folder: Path) -> Iterator[Path]:
    """Yield the YAML files below a folder, and whatever is named like one.

    A folder that cannot be read is yielded itself: there may be some in it.
    """
    try:
        entries = _entries(folder)
    except OSError:
        yield folder
        return
    for path in entries:
        if path.suffix.lower() in _NEARLY:
            yield path
        elif _is_folder(path):
            yield from _walked(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _above(path: Path, folder: Path) -> Iterator[Path]:
    """Yield the folders from `path` up to `folder`."""
    while path != folder:
        path = path.parent
        yield path


def shown(path: Path) -> str:
    """Return the name problems use for a file: relative to here where it lies below."""
    with contextlib.suppress(ValueError):  # it may lie elsewhere
        path = path.relative_to(Path.cwd())
    return printable(path.as_posix())


def yaml_files(paths: Iterable[Path]) -> dict[str, bytes]:
    """Return the content of YAML files by shown name; folders are searched.

    Raises:
        UnusableRulesError: some of them cannot be read.
    """
    reading = _FileReading()
    for path in paths:
        for file in _walked(path) if _is_folder(path) else (path,):
            reading.read(file, shown(file))
    if reading.problems:
        raise UnusableRulesError(reading.problems)
    return reading.files
