"""Read YAML files below a folder: on disk, or as a git revision keeps them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from ...records import record
from ..language.drafts import HEAD
from ..model.bounds import LARGEST_FILE, LARGEST_LIBRARY, LARGEST_PACK
from ..model.problems import (
    EngineError,
    Message,
    Place,
    Problem,
    UnusableRulesError,
    system_reason,
)
from ..model.signs import visible
from .shipped import shelf
from .walks import (
    DEEPEST,
    MOST_ENTRIES,
    NEARLY,
    ORDERS,
    ROWS,
    SUFFIX,
    TABLE_SUFFIX,
    TABLES,
    FolderWalk,
    is_folder,
    ordinary_content,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..model.problems import Parameter


@dataclass(slots=True)
class FileReading:
    """The content of files by name, the names of those unread, and why.

    Of all files together at most `most` bytes are kept.
    """

    most: int = LARGEST_PACK
    files: dict[str, bytes] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _kept: int = 0

    def copy(self) -> FileReading:
        """Return the same reading, to which more can be added."""
        return replace(
            self,
            files={**self.files},
            unread=[*self.unread],
            problems=[*self.problems],
        )

    def note(self, file: str, code: str, /, **parameters: Parameter) -> None:
        """Add a problem with a file or folder as a whole, by how it is shown."""
        message = Message.of(code, **parameters)
        self.problems.append(Problem(where=Place(file=file), message=message))

    def lack(self, name: str, file: str, code: str, /, **parameters: Parameter) -> None:
        """Note why a file was not read."""
        self.note(file, code, **parameters)
        self.unread.append(name)

    def keep(self, name: str, file: str, content: bytes) -> None:
        """Keep the content of a file, while there is not too much of all of them."""
        has_room = self._kept <= self.most
        self._kept += len(content)
        if self._kept <= self.most:
            self.files[name] = content
        elif has_room:
            self.lack(name, file, "file/too-much", most=self.most // 1_000_000)
        else:
            self.unread.append(name)

    def lack_suffix(self, name: str, file: str) -> None:
        """Note that a file was not read because of the end of its name."""
        path = PurePosixPath(name)
        if path.suffix.lower() == TABLE_SUFFIX:
            if path.parent.parent.name == ORDERS:
                self.lack(name, file, "order/other-table", file=path.name, name=ROWS)
            else:
                self.lack(name, file, "posts/elsewhere", file=path.name)
            return
        self.lack(
            name,
            file,
            "file/other-suffix",
            file=path.name,
            suffix=SUFFIX,
            name=path.stem,
        )


class Folder(Protocol):
    """Packs in a folder, wherever it is kept."""

    @property
    def shelf(self) -> Path | None:
        """The folder of shipped packs that those in it may use, None for no such."""

    def shown(self, name: str = "") -> str:
        """Return how problems name a file or folder in it; nothing is itself."""

    def names(self) -> list[str]:
        """Return what stands directly in it, hidden things aside, in order."""

    def packs(self) -> list[str]:
        """Return the names of the folders directly in it that hold YAML files.

        Where none of them has a `pack.yaml`, none is a pack.
        """

    def below(self, name: str) -> FileReading:
        """Return the YAML files below a folder in it, by their names there."""

    def file(self, name: str) -> FileReading:
        """Return one file in it, under the last part of its name; none if absent."""


class FolderOnDisk:
    """A folder on disk."""

    def __init__(self, path: Path) -> None:
        """Take the folder; raise EngineError when it is none or cannot be read."""
        self.path = path
        self._walk = FolderWalk(path)
        try:
            if not path.is_dir():
                raise EngineError(Message.of("rules/no-folder", path=path))
            self._names = self._walk.names(path)
        except OSError as error:
            reason = system_reason(error)
            message = Message.of("file/unreadable", path=path, reason=reason)
            raise EngineError(message) from error
        self._refuse_too_much()

    def _refuse_too_much(self) -> None:
        if self._walk.is_spent:
            message = Message.of("rules/too-large", path=self.path, most=MOST_ENTRIES)
            raise EngineError(message)

    @property
    def shelf(self) -> Path | None:
        """The folder of shipped packs that those in it may use, None if it is that."""
        return shelf(self.path)

    def shown(self, name: str = "") -> str:
        """Return how problems name a file or folder in it; nothing is itself."""
        return shown(self.path / name)

    def names(self) -> list[str]:
        """Return what stands directly in it, hidden things aside, in order."""
        return self._names

    def packs(self) -> list[str]:
        """Return the names of the folders directly in it that hold YAML files.

        Where none of them has a `pack.yaml`, none is a pack: somebody named another
        folder, which may be large.

        Raises:
            EngineError: it holds more than is looked at.
        """
        folders = [name for name in self._names if is_folder(self.path / name)]
        if not any(os.path.lexists(self.path / name / HEAD) for name in folders):
            return []
        packs = [
            name
            for name in folders
            if any(not e.is_folder for e in self._walk.below(self.path / name))
        ]
        self._refuse_too_much()
        return packs

    def folders(self, name: str) -> list[Path]:
        """Return the paths of a folder in it and of the folders below that."""
        entries = FolderWalk(self.path).below(self.path / name)
        return [entry.path for entry in entries if entry.is_folder]

    def below(self, name: str) -> FileReading:
        """Return the YAML files below a folder in it, by their names there."""
        reading = FileReading()
        folder = self.path / name
        _read_below(reading, folder, within=self.path, beside=folder)
        return reading

    def file(self, name: str) -> FileReading:
        """Return one file in it, under the last part of its name; none if absent."""
        reading = FileReading()
        path = self.path / name
        if FolderWalk(self.path).leads_out(path):
            reading.lack(path.name, shown(path), "file/link-outside")
        elif os.path.lexists(path):
            _read(reading, path, path.name)
        return reading


class FolderOnce:
    """A folder whose parts are read when they are first asked for, and never again."""

    def __init__(self, folder: Folder) -> None:
        """Take the folder; what stands directly in it is known from now on."""
        self._folder = folder
        self._names, self._packs = folder.names(), folder.packs()
        self._below: dict[str, FileReading] = {}
        self._files: dict[str, FileReading] = {}

    @property
    def shelf(self) -> Path | None:
        """The folder of shipped packs that those in it may use, None for no such."""
        return self._folder.shelf

    def shown(self, name: str = "") -> str:
        """Return how problems name a file or folder in it; nothing is itself."""
        return self._folder.shown(name)

    def names(self) -> list[str]:
        """Return what stands directly in it, hidden things aside, in order."""
        return [*self._names]

    def packs(self) -> list[str]:
        """Return the names of the folders directly in it that hold YAML files."""
        return [*self._packs]

    def below(self, name: str) -> FileReading:
        """Return the YAML files below a folder in it, by their names there."""
        if name not in self._below:
            self._below[name] = self._folder.below(name)
        return self._below[name].copy()

    def file(self, name: str) -> FileReading:
        """Return one file in it, under the last part of its name; none if absent."""
        if name not in self._files:
            self._files[name] = self._folder.file(name)
        return self._files[name].copy()


@record
class StoredFolder:
    """A folder that is kept elsewhere than on disk: files by their path in it.

    `place` is how problems name the folder. Files that are named like YAML without
    ending on `.yaml` are there for their names. `shelf` is the folder of shipped packs
    that those in it may use, None for none.
    """

    place: str
    files: Mapping[str, bytes]
    shelf: Path | None = None

    def shown(self, name: str = "") -> str:
        """Return how problems name a file or folder in it; nothing is itself."""
        return visible(f"{self.place}/{name}" if name else self.place)

    def names(self) -> list[str]:
        """Return what stands directly in it, in order."""
        return sorted({path.partition("/")[0] for path in self.files})

    def packs(self) -> list[str]:
        """Return the names of the folders in it, where one has a `pack.yaml`."""
        paths = [path.partition("/") for path in self.files]
        has_head = any(rest == HEAD for _, _, rest in paths)
        return sorted({name for name, _, rest in paths if rest}) if has_head else []

    def below(self, name: str) -> FileReading:
        """Return the YAML files below a folder in it, by their names there."""
        start = f"{name}/" if name else ""
        reading = FileReading()
        for path in sorted(self.files, key=lambda path: path.split("/")):
            if path.startswith(start):
                self._read(reading, path, path.removeprefix(start))
        return reading

    def file(self, name: str) -> FileReading:
        """Return one file in it, under the last part of its name; none if absent."""
        reading = FileReading()
        if name in self.files:
            self._read(reading, name, PurePosixPath(name).name)
        elif any(path.startswith(f"{name}/") for path in self.files):
            reading.lack(name, self.shown(name), "file/folder")
        return reading

    def _read(self, reading: FileReading, path: str, name: str) -> None:
        *folders, last = name.split("/")
        for depth, folder in enumerate(folders, start=1):
            if PurePosixPath(folder).suffix.lower() in NEARLY:
                parent = "/".join(folders[:depth])
                if parent not in reading.unread:
                    shown = self.shown(path.removesuffix(name) + parent)
                    reading.lack(parent, shown, "file/folder")
                return
        if PurePosixPath(last).suffix != SUFFIX and last not in TABLES:
            reading.lack_suffix(name, self.shown(path))
        else:
            reading.files[name] = self.files[path]


def yaml_files(paths: Iterable[Path]) -> dict[str, bytes]:
    """Return the content of YAML files by shown name; folders are searched.

    Raises:
        UnusableRulesError: some of them cannot be read.
    """
    reading = FileReading(most=LARGEST_LIBRARY)
    for path in paths:
        if is_folder(path):
            _read_below(reading, path, within=path)
        else:
            _read(reading, path, shown(path))
    if reading.problems:
        raise UnusableRulesError(reading.problems)
    return reading.files


def stored_yaml_files(folder: StoredFolder) -> dict[str, bytes]:
    """Return the content of all files of a stored folder by shown name.

    Raises:
        UnusableRulesError: some of them are not read.
    """
    reading = folder.below("")
    if reading.problems:
        raise UnusableRulesError(reading.problems)
    return {folder.shown(name): content for name, content in reading.files.items()}


def _read_below(
    reading: FileReading, folder: Path, *, within: Path, beside: Path | None = None
) -> None:
    """Read the YAML files below a folder, by shown name or by the name beside one."""
    for entry in FolderWalk(within).below(folder):
        path = entry.path
        name = path.relative_to(beside).as_posix() if beside else shown(path)
        if entry.fault:
            bounds = {"file/too-many": MOST_ENTRIES, "file/too-deep": DEEPEST}
            most = bounds.get(entry.fault)
            parameters = {} if most is None else {"most": most}
            reading.lack(name, shown(path), entry.fault, **parameters)
        elif not entry.is_folder:
            _read(reading, path, name)


def _read(reading: FileReading, path: Path, name: str) -> None:
    """Read one file under `name`, or note why not."""
    try:
        if path.is_dir():
            os.scandir(path).close()  # here because of its name, or unreadable
            reading.lack(name, shown(path), "file/folder")
        elif not path.exists():
            reading.lack(name, shown(path), "file/link-to-nothing")
        elif not path.is_file():
            reading.lack(name, shown(path), "file/not-ordinary")
        elif path.suffix != SUFFIX and path.name not in TABLES:
            reading.lack_suffix(name, shown(path))
        else:
            # one byte more than is allowed is enough to refuse it
            content = ordinary_content(path, LARGEST_FILE)
            if content is None:
                reading.lack(name, shown(path), "file/not-ordinary")
            else:
                reading.keep(name, shown(path), content)
    except OSError as error:
        reading.lack(name, shown(path), "file/no-access", reason=system_reason(error))
