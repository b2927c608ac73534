"""Load packs from a folder: read, link, and report every problem in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.rulebook import drafts
from engine.rulebook.drafts import PackDraft, PackFiles, read_amounts, read_draft
from engine.rulebook.linking import (
    LinkedPack,
    RuleLinker,
    check_derivations,
    link_sources,
)
from engine.rulebook.names import folded
from engine.rulebook.packs import Jurisdiction, PackKind
from engine.rulebook.problems import (
    EngineError,
    UnknownNameError,
    UnusableRulesError,
    did_you_mean,
    nearest,
)
from engine.rulebook.shapes import Problems
from engine.rulebook.terms import link_vocabulary
from engine.rulebook.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.rulebook.packs import BaseAmount, PackHead


class RulesFolder:
    """A folder of packs: reads what is asked for, once, and nothing else."""

    def __init__(self, path: Path) -> None:
        """Take the folder; raise EngineError when it is none or holds no pack."""
        self.path = path
        if not path.is_dir():
            msg = f"`{path}` is not a folder: give the folder that holds the packs"
            raise EngineError(msg)
        self.pack_ids = tuple(
            sorted(p.name for p in path.iterdir() if p.is_dir() and any(p.glob("*.yaml")))
        )
        if not self.pack_ids:
            msg = f"`{path}` holds no packs: a pack is a folder with a `{drafts.HEAD}`"
            raise EngineError(msg)

    def _shown(self, path: Path) -> str:
        """Return the name problems use: relative to here when that is shorter."""
        try:
            return str(path.relative_to(Path.cwd()))
        except ValueError:
            return str(path)

    def head_bytes(self) -> Mapping[str, bytes]:
        """Return the content of every `pack.yaml` by pack."""
        return {
            id_: (self.path / id_ / drafts.HEAD).read_bytes()
            for id_ in self.pack_ids
            if (self.path / id_ / drafts.HEAD).is_file()
        }

    def heads(self) -> tuple[PackHead, ...]:
        """Return what every readable `pack.yaml` says; broken ones are left out."""
        ignored = Problems()
        found = (
            drafts.read_head(content, self._shown(self.path / id_ / drafts.HEAD), ignored)
            for id_, content in self.head_bytes().items()
        )
        return tuple(head for head in found if head)

    def files(self, pack: str) -> PackFiles:
        """Return the content of a pack's files."""
        return PackFiles(
            id=pack,
            files={
                self._shown(path): path.read_bytes()
                for path in sorted((self.path / pack).rglob("*.yaml"))
            },
        )

    def files_for(self, named: str, municipality: str) -> tuple[Path, ...]:
        """Return every file and folder that the jurisdiction of a municipality rests on.

        Without a municipality, or when it was named by its label, the heads of all
        packs decide which packs count, so they are among them.
        """
        packs = self.closure(municipality)
        files = [self.path, self.path / drafts.AMOUNTS]
        for pack in packs:
            files.append(self.path / pack)
            files.extend((self.path / pack).rglob("*.yaml"))
        if folded(named) not in self.pack_ids:
            files.extend(self.path / pack / drafts.HEAD for pack in self.pack_ids)
        return tuple(files)

    def amounts(self) -> tuple[str, bytes] | None:
        """Return the name and content of the file of yearly amounts, if there is one."""
        path = self.path / drafts.AMOUNTS
        return (self._shown(path), path.read_bytes()) if path.is_file() else None

    def municipality(self, name: str) -> str:
        """Return the id of the municipality somebody named.

        Raises:
            UnknownNameError: no municipality has that name.
        """
        if folded(name) in self.pack_ids:
            named = folded(name)
            head = next((h for h in self.heads_of((named,))), None)
            if head is None or head.kind is PackKind.MUNICIPALITY:
                return named
        heads = [h for h in self.heads() if h.kind is PackKind.MUNICIPALITY]
        for head in heads:
            names = (head.id, head.label.sv, head.label.en, *head.synonyms)
            if folded(name) in {folded(known) for known in names}:
                return head.id
        labels = [label for h in heads for label in (h.label.sv, *h.synonyms)]
        raise UnknownNameError("municipality", name, nearest(name, labels))

    def heads_of(self, packs: Iterable[str]) -> Iterable[PackHead]:
        """Return the heads of some packs."""
        ignored = Problems()
        for pack in packs:
            path = self.path / pack / drafts.HEAD
            if path.is_file():
                head = drafts.read_head(path.read_bytes(), self._shown(path), ignored)
                if head:
                    yield head

    def closure(self, municipality: str) -> tuple[str, ...]:
        """Return the packs that speak for a municipality, used ones first.

        An empty `municipality` means the law and general guidance alone.
        """
        heads: dict[str, PackHead] = {}
        if municipality:
            waiting = [municipality]
        else:
            heads = {head.id: head for head in self.heads()}
            waiting = [h.id for h in heads.values() if h.kind is not PackKind.MUNICIPALITY]
        ordered: list[str] = []

        def visit(pack: str) -> None:
            if pack in ordered or pack in visiting:
                return
            visiting.add(pack)
            head = heads.get(pack) or next(iter(self.heads_of((pack,))), None)
            for used in sorted(head.uses) if head else ():
                if used in self.pack_ids:
                    visit(used)
            ordered.append(pack)

        visiting: set[str] = set()
        for pack in waiting:
            visit(pack)
        return tuple(ordered)


def load(folder: RulesFolder, municipalities: Iterable[str]) -> dict[str, Jurisdiction]:
    """Return a jurisdiction for each named municipality (empty: law and guidance).

    Raises:
        UnusableRulesError: with every problem of every pack concerned.
    """
    problems = Problems()
    closures = {id_: folder.closure(id_) for id_ in municipalities}
    needed = sorted({pack for closure in closures.values() for pack in closure})
    read = {pack: read_draft(folder.files(pack), problems) for pack in needed}
    by_pack = {pack: draft for pack, draft in read.items() if draft}
    for draft in by_pack.values():
        _check_uses(draft, folder.pack_ids, problems)
    said = folder.amounts()
    amounts = read_amounts(said[1], said[0], problems) if said else {}
    linked = _link_packs(folder, by_pack, problems)
    made = {
        id_: _jurisdiction(id_, [p for p in closure if p in linked], by_pack, linked, amounts, problems)
        for id_, closure in closures.items()
    }
    if problems.found:
        raise UnusableRulesError(problems.found)
    return made


def load_all(folder: RulesFolder) -> dict[str, Jurisdiction]:
    """Return the jurisdictions of all municipalities, and of law and guidance alone."""
    heads = {head.id: head for head in folder.heads()}
    chosen = [
        pack
        for pack in folder.pack_ids
        # a pack without a readable head is loaded too, so that its problem is told
        if pack not in heads or heads[pack].kind is PackKind.MUNICIPALITY
    ]
    return load(folder, [*chosen, ""])


def _check_uses(draft: PackDraft, known: Iterable[str], problems: Problems) -> None:
    for used in draft.head.uses:
        if used not in known:
            what = f"the pack `{draft.head.id}` uses an unknown pack `{used}`"
            remedy = did_you_mean(used, known, "add that pack, or delete it from `uses`")
            problems.note(draft.place, what, remedy)


def _link_packs(
    folder: RulesFolder, by_pack: Mapping[str, PackDraft], problems: Problems
) -> dict[str, LinkedPack]:
    """Link every pack once, against itself and the packs it uses."""
    linked: dict[str, LinkedPack] = {}
    order: list[str] = []
    for pack in by_pack:
        order.extend(p for p in folder.closure(pack) if p in by_pack and p not in order)
    for pack in order:
        visible = [p for p in folder.closure(pack) if p in by_pack]
        vocabulary = link_vocabulary([by_pack[p] for p in visible], problems)
        draft = by_pack[pack]
        own = link_sources(draft, vocabulary, problems)
        used = [linked[p] for p in visible if p in linked]
        sources = {id_: s for p in used for id_, s in p.sources.items()} | own
        rules = RuleLinker(draft, vocabulary, sources, problems).linked(
            rule.id for p in used for rule in p.rules
        )
        linked[pack] = LinkedPack(head=draft.head, sources=own, rules=rules)
    return linked


def _jurisdiction(
    id_: str,
    packs: list[str],
    by_pack: Mapping[str, PackDraft],
    linked: Mapping[str, LinkedPack],
    amounts: Mapping[int, BaseAmount],
    problems: Problems,
) -> Jurisdiction:
    rules = tuple(rule for pack in packs for rule in linked[pack].rules)
    check_derivations(rules, problems)
    return Jurisdiction(
        municipality=linked[id_].head if id_ in linked else None,
        packs=tuple(linked[pack].head for pack in packs),
        vocabulary=link_vocabulary([by_pack[p] for p in packs], Problems())
        if packs
        else Vocabulary(),
        sources={s: src for p in packs for s, src in linked[p].sources.items()},
        rules=rules,
        base_amounts=amounts,
    )




def shown(path: Path) -> str:
    """Return the name problems use for a file: relative to here where it lies below."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def yaml_files(paths: Iterable[Path]) -> dict[str, bytes]:
    """Return the content of YAML files by shown name; folders are searched."""
    found: dict[str, bytes] = {}
    for path in paths:
        files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        found.update({shown(file): file.read_bytes() for file in files})
    return found
