"""A folder of packs: which packs there are, and what their files hold."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ..language import drafts
from ..language.drafts import PackFiles, read_head
from ..language.elements import ID
from ..language.shapes import Problems
from ..model.names import name_key
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
from .shipped import shelf
from .walks import NEARLY, FolderWalk, is_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..language.drafts import HeadDraft
    from ..model.packs import PackHead
    from .files import Folder

#: So many municipalities are named to somebody who asked for one there is not.
_SHOWN = 8


class RulesFolder:
    """A folder of packs: reads what is asked for, and nothing else.

    `pack_ids` are the packs in it. What these use besides is borrowed from the packs
    that came with this copy, municipalities excepted: a pack in the folder counts
    before a shipped one of the same name.
    """

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

    # what came with this copy ---------------------------------------------------------

    @cached_property
    def _shelf(self) -> RulesFolder | None:
        """The shipped packs, None where none may be borrowed."""
        shelf = self._folder.shelf
        return RulesFolder(shelf) if shelf else None

    @cached_property
    def borrowable(self) -> tuple[str, ...]:
        """The ids of the shipped packs that packs here may use without a copy."""
        if self._shelf is None:
            return ()
        return tuple(
            head.id
            for head in self._shelf.heads()
            if head.kind is not PackKind.MUNICIPALITY and head.id not in self.pack_ids
        )

    @cached_property
    def borrowed(self) -> tuple[str, ...]:
        """The ids of the shipped packs that packs here use."""
        used = dict.fromkeys(p for own in self.pack_ids for p in self.closure(own))
        return tuple(sorted(used.keys() - set(self.pack_ids)))

    @cached_property
    def replaced(self) -> tuple[str, ...]:
        """The ids of the packs here that count before a shipped one of that name."""
        shipped = self._shelf.pack_ids if self._shelf else ()
        return tuple(pack for pack in self.pack_ids if pack in shipped)

    def has(self, pack: str) -> bool:
        """Tell whether there is a pack with an id, here or to be borrowed."""
        return pack in self.pack_ids or pack in self.borrowable

    def is_municipality(self, pack: str) -> bool:
        """Tell whether a pack is of a municipality, here or among the shipped ones."""
        if pack in self.pack_ids:
            head = self.head(pack).head
        elif self._shelf is not None and pack in self._shelf.pack_ids:
            head = self._shelf.head(pack).head
        else:
            return False
        return head is not None and head.kind is PackKind.MUNICIPALITY

    # files ----------------------------------------------------------------------------

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
        if self._shelf and pack not in self.pack_ids:
            return replace(self._shelf.files(pack), is_borrowed=True)
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
        """Return the file of yearly amounts, the shipped one where none is here."""
        reading = self._folder.file(drafts.AMOUNTS)
        if self._shelf and not (reading.files or reading.problems):
            return self._shelf.amounts()
        return PackFiles(
            id="",
            folder=self._folder.shown(),
            files=reading.files,
            problems=tuple(reading.problems),
        )

    # which packs speak for whom ---------------------------------------------------

    def head(self, pack: str) -> HeadDraft:
        """Return what a `pack.yaml` says; loading tells what is wrong with it."""
        if pack in self._heads:
            return self._heads[pack]
        if self._shelf and pack not in self.pack_ids:
            self._heads[pack] = read_head(self.files(pack), Problems())
        else:
            reading = self._folder.file(f"{pack}/{drafts.HEAD}")
            folder = self._folder.shown(pack)
            files = PackFiles(id=pack, folder=folder, files=reading.files)
            self._heads[pack] = read_head(files, Problems())
        return self._heads[pack]

    def heads(self) -> tuple[PackHead, ...]:
        """Return what every readable `pack.yaml` says; broken ones are left out."""
        heads = (self.head(pack).head for pack in self.pack_ids)
        return tuple(head for head in heads if head)

    @property
    def law(self) -> str:
        """The id of the pack of law, the first of several; empty without one."""
        return next((h.id for h in self.heads() if h.kind is PackKind.LAW), "")

    def municipality(self, name: str) -> str:
        """Return the id of the municipality somebody named; an id beats a label.

        Raises:
            EngineError: several municipalities have that name.
            UnknownNameError: none has it.
            UnusableRulesError: none has it, but there are packs that cannot be read.
        """
        wanted = name_key(name)
        direct = [
            pack
            for pack in self.pack_ids
            if name_key(pack) == wanted and self._may_be_municipality(pack)
        ]
        if direct:
            return name if name in direct else _only_one(name, direct)
        heads = [h for h in self.heads() if h.kind is PackKind.MUNICIPALITY]
        if called := [
            head.id
            for head in heads
            if wanted in {name_key(known) for known in _names(head)}
        ]:
            return _only_one(name, called)
        if broken := [pack for pack in self.pack_ids if self.head(pack).head is None]:
            problems = Problems()
            for pack in broken:
                files = self.files(pack)
                problems.add(files.problems)
                read_head(files, problems)
            raise UnusableRulesError(problems, problems.more)
        labels = [label for h in heads for label in (h.label.sv, *h.synonyms)]
        raise _unknown_municipality(name, nearest(name, labels), labels)

    def _may_be_municipality(self, pack: str) -> bool:
        """Tell whether a pack is of a municipality, or cannot be read."""
        head = self.head(pack).head
        return head is None or head.kind is PackKind.MUNICIPALITY

    def closure(self, municipality: str) -> tuple[str, ...]:
        """Return the packs that speak for a municipality, used ones first.

        An empty `municipality` means the law and general guidance alone. Packs whose
        `pack.yaml` is broken are among them: their problems must be told.

        Raises:
            UnknownNameError: there is no pack with that id.
        """
        if municipality and not self.has(municipality):
            near = nearest(municipality, self.pack_ids)
            raise _unknown_municipality(municipality, near, self.pack_ids)
        ordered: list[str] = []
        visiting: set[str] = set()

        def visit(pack: str) -> None:
            if pack in visiting:
                return
            visiting.add(pack)
            for used in sorted(self.head(pack).uses):
                if self.has(used):
                    visit(str(used))
            ordered.append(pack)

        for pack in [municipality] if municipality else self._general_packs():
            visit(pack)
        return tuple(ordered)

    def _general_packs(self) -> list[str]:
        heads = {pack: self.head(pack) for pack in self.pack_ids}
        own = [
            pack
            for pack, draft in heads.items()
            if draft.head is None or draft.head.kind is not PackKind.MUNICIPALITY
        ]
        used = {str(used) for draft in heads.values() for used in draft.uses}
        return own + sorted(used.intersection(self.borrowable))


def _unknown_municipality(
    name: str, near: Sequence[str], known: Sequence[str]
) -> UnknownNameError:
    """Return the error that no municipality has a name."""
    if not known:
        return UnknownNameError("question/no-municipalities", name, ())
    code, shown = "question/unknown-municipality", tuple(known[:_SHOWN])
    return UnknownNameError(code, name, near, known=shown)


def _only_one(name: str, packs: Sequence[str]) -> str:
    """Return the one pack of a name; of several no one is meant more than the others.

    Raises:
        EngineError: there are several.
    """
    if len(packs) > 1:
        known = tuple(sorted(packs))
        raise EngineError(
            Message.of("question/several-municipalities", name=name, known=known)
        )
    return packs[0]


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
    kept = shelf(rules)
    if kept is not None:
        files.append(kept / drafts.AMOUNTS)
    for pack in folder.closure(municipality):
        home = rules if kept is None or pack in folder.pack_ids else kept
        beside = walk if home is rules else FolderWalk(home)
        files += [entry.path for entry in beside.below(home / pack)]
    if not municipality or name_key(named) != name_key(municipality):
        files += [rules / pack / drafts.HEAD for pack in folder.pack_ids]
        for name in set(walk.names(rules)) - set(folder.pack_ids):
            if is_folder(rules / name):
                files += [entry.path for entry in walk.below(rules / name)]
    return files
