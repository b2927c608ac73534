"""Link rules: look up every name a rule uses, and build it from its parts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ...records import record
from ..language.drafts import PackPart
from ..model.bounds import MOST_LAYERS
from ..model.packs import PackKind
from ..model.rules import Rule, RuleKind
from ..model.sources import Rank, Status
from ..model.texts import Text
from .checks import rings, too_far_down
from .conclusions import ConclusionLinker
from .conditions import ConditionLinker
from .documents import validity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..language.drafts import PackDraft
    from ..language.nodes import Scalar
    from ..language.shapes import Entry, Problems
    from ..model.packs import PackHead
    from ..model.posts import Post
    from ..model.problems import Place
    from ..model.sources import Source, Validity
    from .glossary import Glossary


#: The highest rank that a rule of a pack can have, by the kind of the pack.
_HIGHEST = {
    PackKind.LAW: Rank.LAW,
    PackKind.MUNICIPALITY: Rank.COUNCIL,
    PackKind.GUIDANCE: Rank.GUIDANCE,
}
_NONE: frozenset[str] = frozenset()


@record
class LinkedPack:
    """A pack whose every name is known: its sources, rules and posts."""

    head: PackHead
    sources: Mapping[str, Source]
    rules: tuple[Rule, ...]
    posts: tuple[Post, ...] = ()


@record
class Sight:
    """What the rules of a pack can see: words, passages, and rules to override.

    `packs` are the packs it sees. `sources` are theirs and its own, `rules` the ids
    of theirs. The two flags tell whether these are complete; where they are not, a
    missing one may be no mistake.
    """

    packs: Collection[str]
    glossary: Glossary
    sources: Mapping[str, Source]
    rules: Collection[str]
    has_all_sources: bool = True
    has_all_rules: bool = True


class RuleLinker:
    """Links the rules of one pack."""

    def __init__(self, draft: PackDraft, sight: Sight, problems: Problems) -> None:
        """Take the pack, what it can see, and the problems."""
        self._draft = draft
        self._pack = draft.id
        self._sight = sight
        self._source_of = {
            id_: source for source in sight.sources.values() for id_ in source.passages
        }
        self._conditions = ConditionLinker(sight.glossary, problems)
        self._conclusions = ConclusionLinker(sight.glossary, self._conditions, problems)
        self._problems = problems

    def link(self) -> tuple[Rule, ...]:
        """Return the rules that could be linked; what could not is a problem.

        The draft has none of them then: as written they take more room than as rules.
        """
        rules: list[Rule] = []
        named: dict[str, Place] = {}
        overriding: dict[str, Entry] = {}
        waiting = self._draft.rules[::-1]
        self._draft.rules.clear()
        while waiting:
            kind, entry = waiting.pop()
            name = entry.get("id")
            id_ = f"{self._pack}/{name or ''}"
            if name is not None and id_ in named:
                first = named[id_]
                self._problems.note(name.place, "rule/same-id", rule=name, first=first)
            elif name is not None:
                named[id_] = entry.place_of("id")
                if "overrides" in entry.values:
                    overriding[id_] = entry
            if kind is not None:
                rule = self._rule(id_, kind, entry)
                if rule is not None:
                    rules.append(rule)
        self._check_overrides(named, overriding)
        return tuple(rules)

    def _rule(self, id_: str, kind: RuleKind, entry: Entry) -> Rule | None:
        before = len(self._problems)
        overrides = entry.get("overrides")
        cites = self._cites(entry)
        resting = self._documents(cites)
        when = self._conditions.conditions(entry.get("when", {}))
        unless = tuple(self._conditions.conditions(g) for g in entry.get("unless", ()))
        scope = self._conclusions.scope(kind, entry)
        exempt = self._conclusions.exempt(kind, entry)
        conclusion = self._conclusions.conclusion(kind, entry)
        valid = validity(entry, self._problems)
        source_validities = tuple(dict.fromkeys(source.validity for source in resting))
        self._check_ever_in_force(id_, entry, valid, source_validities)
        if len(self._problems) > before or not resting or conclusion is None:
            return None
        return Rule(
            id=id_,
            kind=kind,
            scope=scope,
            exempt=exempt,
            conclusion=conclusion,
            says=entry.get("says", Text(id_)),
            when=when,
            unless=unless,
            validity=valid,
            source_validities=source_validities,
            cites=tuple(cites),
            overrides=frozenset(map(self._full, overrides)) if overrides else _NONE,
            is_mandatory=entry.get("mandatory", False),
            asks=tuple(map(str, entry.get("asks", ()))),
            note=entry.get("note"),
            rank=self._rank(resting),
            status=_status({source.status for source in resting}),
            place=entry.place_of("id"),
        )

    def _full(self, name: str) -> str:
        return str(name) if "/" in name else f"{self._pack}/{name}"

    # documents ------------------------------------------------------------------------

    def _documents(self, cites: Iterable[str]) -> list[Source]:
        """Return the documents that a rule stands in, of those that the rule cites.

        They are the lowest in rank of the documents of its own pack, the law left out
        unless it is the law's pack: what a rule cites besides never lifts it. Where
        the rule cites no document of its own pack, they are the lowest of all.
        """
        cited = {s.id: s for s in (self._source_of[cite] for cite in cites)}.values()
        own = [source for source in cited if source.id.startswith(f"{self._pack}/")]
        if self._draft.head.kind is not PackKind.LAW:
            own = [source for source in own if source.rank is not Rank.LAW]
        lowest = max((s.rank.height for s in own or cited), default=0)
        return [s for s in own or cited if s.rank.height == lowest]

    def _rank(self, documents: Iterable[Source]) -> Rank:
        """Return the rank that a rule has from the documents it stands in.

        Only a rule of the law's pack has the rank of law: one of another pack that
        cites the law alone is what a municipality, or a guide, makes of it.
        """
        rank = next(iter(documents)).rank
        if rank is not Rank.LAW:
            return rank
        return _HIGHEST[self._draft.head.kind]

    # passages -------------------------------------------------------------------------

    def _cites(self, entry: Entry) -> list[str]:
        cites = []
        for word in entry.get("cites", ()):
            id_ = self._full(word)
            if id_ in self._source_of:
                cites.append(sys.intern(id_))  # as the passage has it
            elif self._sight.has_all_sources:
                self._note_unknown_passage(word)
        return list(dict.fromkeys(cites))

    def _note_unknown_passage(self, word: Scalar) -> None:
        pack = word.partition("/")[0]
        if "/" in word and pack not in self._sight.packs:
            self._problems.note(
                word.place,
                "passage/of-no-used-pack",
                passage=word,
                pack=self._pack,
                other=pack,
                near=self._problems.near(pack, self._sight.packs),
            )
            return
        id_ = self._full(word)
        source = self._sight.sources.get(id_.partition("#")[0])
        if source is not None:
            prefix = "" if "/" in word else f"{self._pack}/"
            known = (passage.removeprefix(prefix) for passage in source.passages)
            near = self._problems.near(word, known)
            self._problems.note(word.place, "passage/unknown", name=word, near=near)
            return
        elsewhere = (f"{pack}/{word}" for pack in self._sight.packs)
        meant = [other for other in elsewhere if other in self._source_of][:1]
        if meant:
            near = tuple(meant)
            self._problems.note(word.place, "passage/unknown", name=word, near=near)
            return
        name = id_.partition("#")[0].rpartition("/")[2]
        sources = (id_.rpartition("/")[2] for id_ in self._sight.sources)
        self._problems.note(
            word.place,
            "passage/of-no-source",
            passage=word,
            source=name,
            near=self._problems.near(name, sources),
        )

    def _check_ever_in_force(
        self, id_: str, entry: Entry, valid: Validity, sources: tuple[Validity, ...]
    ) -> None:
        """Refuse a rule whose own dates lie outside those of all its sources."""
        if not sources or any(_overlap(valid, source) for source in sources):
            return
        key = "until" if "until" in entry.values else "from"
        self._problems.note(entry.place_of(key), "rule/never-in-force", rule=id_)

    # overrides ----------------------------------------------------------------------

    def _check_overrides(
        self, named: Iterable[str], overriding: Mapping[str, Entry]
    ) -> None:
        known = {*self._sight.rules, *named}
        own = [id_.partition("/")[2] for id_ in named]
        arrows: dict[str, list[str]] = {}
        for id_, entry in overriding.items():
            for word in entry.get("overrides", ()):
                full = self._full(word)
                arrows.setdefault(id_, []).append(full)
                if full not in known and self._sight.has_all_rules:
                    offered = known if "/" in word else own
                    near = self._problems.near(word, offered)
                    self._problems.note(
                        word.place, "rule/unknown", name=word, near=near
                    )
        for ring in rings(arrows):
            where = overriding[ring[0]].place_of("overrides")
            self._problems.note(where, "rule/overrides-ring", ring=ring)


def _status(statuses: set[Status]) -> Status:
    """Return the strongest status; a rule is a proposal only if all its sources are."""
    for status in (Status.ADOPTED, Status.PUBLISHED):
        if status in statuses:
            return status
    return Status.PROPOSAL


def _overlap(one: Validity, other: Validity) -> bool:
    """Tell whether two periods share a day."""
    return not (
        (one.last and other.first and one.last < other.first)
        or (other.last and one.first and other.last < one.first)
    )


def check_derivations(rules: Iterable[Rule], problems: Problems) -> None:
    """Refuse classifications that derive a circumstance from itself."""
    arrows: dict[str, set[str]] = {}
    by_target: dict[str, Rule] = {}
    for rule in rules:
        for target in rule.derives:
            arrows.setdefault(target, set()).update(rule.circumstances)
            by_target.setdefault(target, rule)
    for ring in rings(arrows):
        where = by_target[ring[0]].place
        problems.note(where, "rule/derives-ring", ring=ring)
    for name in too_far_down(arrows, MOST_LAYERS):
        problems.note(
            by_target[name].place,
            "rule/derives-too-deep",
            circumstance=name,
            most=MOST_LAYERS,
        )


def sees_all(drafts: Iterable[PackDraft], part: PackPart) -> bool:
    """Tell whether a part of every pack, and of what it uses, could be read."""
    return all(not {part, PackPart.HEAD} & draft.unread for draft in drafts)
