"""A folder of packs: which packs there are, and what their files hold."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ..language import drafts
from ..language.drafts import PackFiles, read_head
from ..language.elements import ID
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
)
from .files import FolderOnDisk
from .walks import NEARLY, FolderWalk, is_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..language.drafts import HeadDraft
    from ..model.packs import PackHead
    from .files import Folder

#: So many municipalities are named to somebody who asked for one there is not.
_SHOWN = 8


class RulesFolder:
    """A folder of packs: reads what is asked for, and nothing else."""

    def __init__(self, folder: Path | Folder) -> None:
        """Take the folder; raise EngineError when it is none or holds no pack."""
        self._folder = FolderOnDisk(folder) if isinstance(folder, Path) else folder
        packs = self._folder.packs()
        if not packs:
            path = PurePath(self._folder.shown())
            message = Message.of("rules/no-packs", path=path, file=drafts.HEAD)
            raise EngineError(message)
        self.pack_ids = tuple(packs)
        self._heads: dict[str, HeadDraft] = {}

    def strays(self) -> list[Problem]:
        """Return a problem for each file and folder here that is nobody's."""
        problems = Problems()
        for name in self._folder.names():
            if PurePath(name).suffix.lower() not in NEARLY or name == drafts.AMOUNTS:
                continue
            problems.note(
                Place(file=self._folder.shown(name)),
                "pack/file-beside",
                file=name,
                near=nearest_one(name, [drafts.AMOUNTS]),
            )
        return list(problems)

    def files(self, pack: str) -> PackFiles:
        """Return the content of a pack's files; what cannot be read is a problem."""
        reading = self._folder.below(pack)
        if "." in reading.unread:
            reading.unread += (drafts.HEAD, drafts.VOCABULARY, drafts.SOURCES)
        if not ID.fits(pack):
            reading.note(
                self._folder.shown(f"{pack}/{drafts.HEAD}"),
                "pack/folder-name",
                folder=pack,
                expected=Referent(ID.called),
            )
        return PackFiles(
            id=pack,
            folder=self._folder.shown(pack),
            files=reading.files,
            unread=frozenset(reading.unread),
            problems=tuple(reading.problems),
        )

    def amounts(self) -> PackFiles:
        """Return the content of the file of yearly amounts, if there is one."""
        reading = self._folder.file(drafts.AMOUNTS)
        return PackFiles(
            id="",
            folder=self._folder.shown(),
            files=reading.files,
            problems=tuple(reading.problems),
        )

    # which packs speak for whom ---------------------------------------------------

    def head(self, pack: str) -> HeadDraft:
        """Return what a `pack.yaml` says; loading tells what is wrong with it."""
        if pack not in self._heads:
            reading = self._folder.file(f"{pack}/{drafts.HEAD}")
            folder = self._folder.shown(pack)
            files = PackFiles(id=pack, folder=folder, files=reading.files)
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


def files_behind(
    rules: Path, folder: RulesFolder, named: str, municipality: str
) -> list[Path]:
    """Return the files and folders on disk that a jurisdiction rests on.

    Without a municipality, or when it was named by its label, the heads of all
    packs decide which packs count, and a folder may become a pack.

    Args:
        rules: the folder of packs.
        folder: the same, opened.
        named: the municipality as somebody named it; may be empty.
        municipality: its id.
    """
    walk = FolderWalk(rules)
    files = [rules, rules / drafts.AMOUNTS]
    for pack in folder.closure(municipality):
        files += [entry.path for entry in walk.below(rules / pack)]
    if not municipality or folded(named) != folded(municipality):
        files += [rules / pack / drafts.HEAD for pack in folder.pack_ids]
        for name in set(walk.names(rules)) - set(folder.pack_ids):
            if is_folder(rules / name):
                files += [entry.path for entry in walk.below(rules / name)]
    return files
