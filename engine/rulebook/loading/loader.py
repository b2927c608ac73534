"""Load packs: read, link, report every problem in one go; use all of it or nothing."""

from __future__ import annotations

import contextlib
import gc
from dataclasses import field
from typing import TYPE_CHECKING

from ...records import record
from ..language.acceptances import acceptances
from ..language.drafts import HEAD, PackDraft, PackPart, read_amounts, read_draft
from ..language.shapes import Problems
from ..model.packs import Jurisdiction, PackKind
from ..model.problems import Message, Place, Problem, UnusableRulesError
from ..model.vocabulary import TermKind
from .checks import rings
from .documents import link_sources
from .glossary import Glossary
from .linking import LinkedPack, RuleLinker, Sight, check_derivations, sees_all
from .orders import add_orders
from .posts import link_posts
from .terms import grow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..language.acceptances import Acceptance
    from ..model.packs import BaseAmount
    from ..model.sources import Source
    from .folders import RulesFolder


def load(folder: RulesFolder, municipalities: Iterable[str]) -> dict[str, Jurisdiction]:
    """Return a jurisdiction for each named municipality (empty: law and guidance).

    Raises:
        UnusableRulesError: with every problem of every pack concerned.
        UnknownNameError: there is no pack with one of the ids.
    """
    problems = Problems()
    with _collector_paused():
        loader = _Loader(folder, municipalities, problems)
        made = loader.jurisdictions()
    if problems:
        raise UnusableRulesError(loader.mendable_problems(), problems.more)
    return made


def load_all(folder: RulesFolder) -> dict[str, Jurisdiction]:
    """Return the jurisdictions of all municipalities, and of law and guidance alone.

    Raises:
        UnusableRulesError: with every problem of every pack.
    """
    return load(folder, all_municipalities(folder))


def all_municipalities(folder: RulesFolder) -> list[str]:
    """Return the ids of all municipalities; the empty one is law and guidance alone."""
    heads = {pack: folder.head(pack).head for pack in folder.pack_ids}
    chosen = [
        pack
        for pack, head in heads.items()
        # a pack without a readable head is loaded too, so that its problem is told
        if head is None or head.kind is PackKind.MUNICIPALITY
    ]
    return [*chosen, ""]


@record
class Written:
    """Jurisdictions by id, with what only those who check rules want to know.

    `accepted` are the findings that each pack accepts, `terms` the words that each
    pack says something of, by kind and id, with their places. `users` are for each
    pack all the jurisdictions there are that see it, loaded or not. `borrowed` tells of
    each pack that came with this copy and is not in the folder how problems name its
    folder; `replaced` are the packs of the folder that count before a shipped one.
    """

    jurisdictions: Mapping[str, Jurisdiction]
    accepted: Mapping[str, tuple[Acceptance, ...]]
    terms: Mapping[str, Mapping[tuple[str, str], Place]]
    users: Mapping[str, frozenset[str]]
    borrowed: Mapping[str, str] = field(default_factory=dict)
    replaced: tuple[str, ...] = ()


def load_written(folder: RulesFolder, municipalities: Iterable[str]) -> Written:
    """Return jurisdictions as `load` does, and what only checking them needs.

    Raises:
        UnusableRulesError: with every problem of every pack concerned.
    """
    problems = Problems()
    with _collector_paused():
        loader = _Loader(folder, municipalities, problems)
        made = loader.jurisdictions()
    if problems:
        raise UnusableRulesError(loader.mendable_problems(), problems.more)
    users: dict[str, set[str]] = {}
    for id_ in all_municipalities(folder):
        for pack in folder.closure(id_):
            users.setdefault(pack, set()).add(id_)
    return Written(
        jurisdictions=made,
        accepted=loader.accepted(),
        terms=loader.terms(),
        users={pack: frozenset(ids) for pack, ids in users.items()},
        borrowed={pack: folder.files(pack).folder for pack in folder.borrowed},
        replaced=folder.replaced,
    )


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

    def __init__(
        self, folder: RulesFolder, municipalities: Iterable[str], problems: Problems
    ) -> None:
        self.problems = problems
        self._folder = folder
        self._closures = {id_: folder.closure(id_) for id_ in municipalities}
        order = dict.fromkeys(p for closure in self._closures.values() for p in closure)
        self._drafts = {
            pack: read_draft(folder.files(pack), self.problems) for pack in order
        }
        self._glossaries: dict[tuple[str, ...], Glossary] = {(): Glossary()}
        self._linked: dict[str, LinkedPack] = {}

    def jurisdictions(self) -> dict[str, Jurisdiction]:
        """Return the jurisdictions; they count only while there is no problem."""
        self.problems.add(self._folder.strays())
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

    def mendable_problems(self) -> list[Problem]:
        """Return the problems; those of a pack that does not fit the folder are one.

        A borrowed pack is sound with the packs that it came with. Where the folder has
        its own pack of such a name, nobody can mend the borrowed one.
        """
        replaced = set(self._folder.replaced)
        homes = {
            f"{self._folder.files(pack).folder}/": pack
            for pack in self._drafts
            if pack not in self._folder.pack_ids
            and replaced.intersection(self._folder.closure(pack))
        }
        kept: list[Problem] = []
        unfit: set[str] = set()
        for problem in self.problems:
            file = problem.where.file
            pack = next((homes[home] for home in homes if file.startswith(home)), "")
            unfit.add(pack)
            if not pack:
                kept.append(problem)
        for pack in sorted(unfit - {""}):
            own = min(replaced.intersection(self._folder.closure(pack)))
            message = Message.of("pack/unfit", pack=pack, own=own)
            kept.append(Problem(where=self._use_of(pack, own), message=message))
        return kept

    def _use_of(self, pack: str, own: str) -> Place:
        """Return where a pack of the folder uses one, or else where its own begins."""
        for id_ in self._folder.pack_ids:
            for used in self._folder.head(id_).uses:
                if used == pack:
                    return used.place
        return Place(file=f"{self._folder.files(own).folder}/{HEAD}")

    def accepted(self) -> dict[str, tuple[Acceptance, ...]]:
        """Return the findings that each pack accepts."""
        return {p: acceptances(p, d.accepted) for p, d in self._drafts.items()}

    def terms(self) -> dict[str, dict[tuple[str, str], Place]]:
        """Return where each pack's vocabulary speaks of which words, by kind and id."""
        return {
            pack: {
                (sort, str(id_)): id_.place
                for sort, table in draft.vocabulary.items()
                for id_ in table
            }
            for pack, draft in self._drafts.items()
        }

    # packs ----------------------------------------------------------------------------

    def _check_uses(self, draft: PackDraft) -> None:
        for used in draft.uses:
            folder = self._folder
            if folder.is_municipality(used):
                if used != draft.id:
                    self.problems.note(used.place, "pack/uses-municipality", pack=used)
            elif not folder.has(used):
                known = {*folder.pack_ids, *folder.borrowable} - {draft.id}
                near = self.problems.near(used, sorted(known))
                self.problems.note(used.place, "pack/unknown", pack=used, near=near)

    def _check_rings(self) -> None:
        arrows = {pack: list(map(str, d.uses)) for pack, d in self._drafts.items()}
        for ring in rings(arrows):
            draft = self._drafts[ring[0]]
            next_pack = ring[1 % len(ring)]
            where = next(used.place for used in draft.uses if used == next_pack)
            self.problems.note(where, "pack/ring", ring=ring)

    def _link(self, pack: str) -> None:
        """Link one pack against itself and the packs it uses."""
        visible = self._folder.closure(pack)
        drafts = [self._drafts[p] for p in visible]
        draft = self._drafts[pack]
        glossary = self._glossary(visible)
        own = link_sources(draft, glossary, self.problems)
        used = [self._linked[p] for p in visible if p in self._linked]
        sight = Sight(
            packs=visible,
            glossary=glossary,
            sources={id_: s for p in used for id_, s in p.sources.items()} | own,
            rules={rule.id for p in used for rule in p.rules},
            has_all_sources=sees_all(drafts, PackPart.SOURCES),
            has_all_rules=sees_all(drafts, PackPart.RULES),
        )
        rules = RuleLinker(draft, sight, self.problems).link()
        posts = link_posts(draft, glossary, self.problems)
        self._linked[pack] = LinkedPack(
            head=draft.head, sources=own, rules=rules, posts=posts
        )

    def _glossary(self, packs: tuple[str, ...]) -> Glossary:
        """Return the words of packs, each grown from those of the packs before it."""
        if packs not in self._glossaries:
            base, draft = self._glossary(packs[:-1]), self._drafts[packs[-1]]
            add_orders(draft, base, self.problems)
            grew = grow(base, draft, self.problems)
            self._glossaries[packs] = grew
        return self._glossaries[packs]

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
            vocabulary=self._glossary(closure).vocabulary,
            sources=sources,
            rules=rules,
            base_amounts=amounts,
            posts={post.id: post for pack in packs for post in pack.posts},
            matters_of_law=self._matters_of_law(closure),
        )

    def _matters_of_law(self, packs: Iterable[str]) -> frozenset[str]:
        drafts = [self._drafts[pack] for pack in packs]
        return frozenset(
            str(id_)
            for draft in drafts
            if draft.head.kind is PackKind.LAW
            for id_ in draft.vocabulary.get(TermKind.MATTER.table, ())
        )
