"""Load packs: read, link, report every problem in one go; use all of it or nothing."""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

from engine.rulebook.checks import ring_text, rings
from engine.rulebook.documents import linked_sources
from engine.rulebook.drafts import PackDraft, Part, read_amounts, read_draft
from engine.rulebook.lexicon import Lexicon
from engine.rulebook.linking import (
    LinkedPack,
    RuleLinker,
    Sight,
    check_derivations,
    sees_all,
)
from engine.rulebook.packs import Jurisdiction, PackKind
from engine.rulebook.problems import UnusableRulesError, did_you_mean, quoted
from engine.rulebook.shapes import Problems
from engine.rulebook.terms import grown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.rulebook.folders import RulesFolder
    from engine.rulebook.packs import BaseAmount
    from engine.rulebook.sources import Source


def load(folder: RulesFolder, municipalities: Iterable[str]) -> dict[str, Jurisdiction]:
    """Return a jurisdiction for each named municipality (empty: law and guidance).

    Raises:
        UnusableRulesError: with every problem of every pack concerned.
    """
    with _collector_paused():
        loader = _Loader(folder, municipalities)
        made = loader.jurisdictions()
    if loader.problems.found:
        raise UnusableRulesError(loader.problems.found)
    return made


def load_all(folder: RulesFolder) -> dict[str, Jurisdiction]:
    """Return the jurisdictions of all municipalities, and of law and guidance alone.

    Raises:
        UnusableRulesError: with every problem of every pack.
    """
    heads = {pack: folder.head(pack).head for pack in folder.pack_ids}
    chosen = [
        pack
        for pack, head in heads.items()
        # a pack without a readable head is loaded too, so that its problem is told
        if head is None or head.kind is PackKind.MUNICIPALITY
    ]
    return load(folder, [*chosen, ""])


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Let the garbage collector rest while many objects come and all of them stay."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


class _Loader:
    """One load: what was read, what is linked, and every problem with it."""

    def __init__(self, folder: RulesFolder, municipalities: Iterable[str]) -> None:
        self.problems = Problems()
        self._folder = folder
        self._closures = {id_: folder.closure(id_) for id_ in municipalities}
        order = dict.fromkeys(p for closure in self._closures.values() for p in closure)
        self._drafts = {
            pack: read_draft(folder.files(pack), self.problems) for pack in order
        }
        self._lexicons: dict[tuple[str, ...], Lexicon] = {(): Lexicon()}
        self._linked: dict[str, LinkedPack] = {}

    def jurisdictions(self) -> dict[str, Jurisdiction]:
        """Return the jurisdictions; they count only while there is no problem."""
        self.problems.found.extend(self._folder.strays())
        amounts = read_amounts(self._folder.amounts(), self.problems)
        for draft in self._drafts.values():
            self._check_uses(draft)
        self._check_rings()
        for pack in self._drafts:
            self._link(pack)
        return {
            id_: self._jurisdiction(id_, closure, amounts)
            for id_, closure in self._closures.items()
        }

    # packs ----------------------------------------------------------------------------

    def _check_uses(self, draft: PackDraft) -> None:
        for used in draft.uses:
            if used not in self._folder.pack_ids:
                what = f"unknown pack {quoted(used)}"
                remedy = "add that pack, or delete it from `uses`"
                known = [pack for pack in self._folder.pack_ids if pack != draft.id]
                remedy = did_you_mean(used, known, remedy)
                self.problems.note(used.place, what, remedy)
                continue
            head = self._folder.head(used).head
            if head and head.kind is PackKind.MUNICIPALITY and used != draft.id:
                what = f"{quoted(used)} is a municipality, so no other pack can use it"
                remedy = "use law and guidance: one municipality's rules bind no other"
                self.problems.note(used.place, what, remedy)

    def _check_rings(self) -> None:
        arrows = {pack: list(map(str, d.uses)) for pack, d in self._drafts.items()}
        for ring in rings(arrows):
            draft = self._drafts[ring[0]]
            next_pack = ring[1 % len(ring)]
            where = next(used.place for used in draft.uses if used == next_pack)
            what = f"`uses` goes in a ring: {ring_text(ring)}"
            self.problems.note(where, what, "remove one `uses` of these packs")

    def _link(self, pack: str) -> None:
        """Link one pack against itself and the packs it uses."""
        visible = self._folder.closure(pack)
        drafts = [self._drafts[p] for p in visible]
        draft = self._drafts[pack]
        lexicon = self._lexicon(visible)
        own = linked_sources(draft, lexicon, self.problems)
        used = [self._linked[p] for p in visible if p in self._linked]
        sight = Sight(
            packs=visible,
            lexicon=lexicon,
            sources={id_: s for p in used for id_, s in p.sources.items()} | own,
            rules={rule.id for p in used for rule in p.rules},
            has_all_sources=sees_all(drafts, Part.SOURCES),
            has_all_rules=sees_all(drafts, Part.RULES),
        )
        rules = RuleLinker(draft, sight, self.problems).linked()
        self._linked[pack] = LinkedPack(head=draft.head, sources=own, rules=rules)

    def _lexicon(self, packs: tuple[str, ...]) -> Lexicon:
        """Return the words of packs, each grown from those of the packs before it."""
        if packs not in self._lexicons:
            base = self._lexicon(packs[:-1])
            grew = grown(base, self._drafts[packs[-1]], self.problems)
            self._lexicons[packs] = grew
        return self._lexicons[packs]

    # jurisdictions ----------------------------------------------------------------

    def _jurisdiction(
        self, id_: str, closure: tuple[str, ...], amounts: Mapping[int, BaseAmount]
    ) -> Jurisdiction:
        packs = [self._linked[pack] for pack in closure]
        rules = tuple(rule for pack in packs for rule in pack.rules)
        check_derivations(rules, self.problems)
        sources: dict[str, Source] = {}
        for pack in packs:
            sources.update(pack.sources)
        return Jurisdiction(
            municipality=self._linked[id_].head if id_ else None,
            packs=tuple(pack.head for pack in packs),
            vocabulary=self._lexicon(closure).vocabulary,
            sources=sources,
            rules=rules,
            base_amounts=amounts,
        )
