"""Link rules: look up every name a rule uses, and build it from its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language.drafts import Part
from ..model.problems import did_you_mean, quoted
from ..model.rules import Rule, RuleKind
from ..model.sources import Status
from ..model.texts import Text
from .checks import ring_text, rings
from .conclusions import ConclusionLinker
from .conditions import WishLinker
from .documents import validity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..language.drafts import PackDraft
    from ..language.nodes import Scalar
    from ..language.shapes import Entry, Problems
    from ..model.packs import PackHead
    from ..model.sources import Source, Validity
    from .lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPack:
    """A pack whose every name is known: its sources and rules."""

    head: PackHead
    sources: Mapping[str, Source]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the rules of a pack can see: words, passages, and rules to override.

    `packs` are the packs it sees. `sources` are theirs and its own, `rules` the ids
    of theirs. The two flags tell whether these are complete; where they are not, a
    missing one may be no mistake.
    """

    packs: Collection[str]
    lexicon: Lexicon
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
        self._wishes = WishLinker(sight.lexicon, problems)
        self._conclusions = ConclusionLinker(sight.lexicon, self._wishes, problems)
        self._problems = problems

    def linked(self) -> tuple[Rule, ...]:
        """Return the rules that could be linked; what could not is a problem."""
        rules: list[Rule] = []
        named: dict[str, Entry] = {}
        for kind, entry in self._draft.rules:
            name = entry.get("id")
            id_ = f"{self._pack}/{name or ''}"
            if name is not None and id_ in named:
                what = f"two rules are called {quoted(name)}"
                remedy = f"rename one: the first is at {named[id_].place_of('id')}"
                self._problems.note(name.place, what, remedy)
            elif name is not None:
                named[id_] = entry
            if kind is not None:
                rule = self._rule(id_, kind, entry)
                if rule is not None:
                    rules.append(rule)
        self._check_overrides(named)
        return tuple(rules)

    def _rule(self, id_: str, kind: RuleKind, entry: Entry) -> Rule | None:
        before = len(self._problems.found)
        cites = self._cites(entry)
        own = [c for c in cites if c.startswith(f"{self._pack}/")] or cites
        resting = list(
            {s.id: s for s in map(self._source_of.__getitem__, own)}.values()
        )
        when = self._wishes.conditions(entry.get("when", {}))
        unless = tuple(self._wishes.conditions(g) for g in entry.get("unless", ()))
        scope = self._conclusions.scope(kind, entry)
        exempt = self._conclusions.exempt(kind, entry)
        conclusion = self._conclusions.conclusion(kind, entry)
        valid = validity(entry, self._problems)
        source_validities = tuple(dict.fromkeys(source.validity for source in resting))
        self._check_ever_in_force(id_, entry, valid, source_validities)
        if len(self._problems.found) > before or not resting or conclusion is None:
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
            overrides=frozenset(
                self._full(name) for name in entry.get("overrides", ())
            ),
            is_mandatory=entry.get("mandatory", False),
            asks=tuple(map(str, entry.get("asks", ()))),
            note=entry.get("note"),
            rank=min((source.rank for source in resting), key=lambda rank: rank.height),
            status=_status({source.status for source in resting}),
            place=entry.place_of("id"),
        )

    def _full(self, name: str) -> str:
        return str(name) if "/" in name else f"{self._pack}/{name}"

    # passages -------------------------------------------------------------------------

    def _cites(self, entry: Entry) -> list[str]:
        found = []
        for word in entry.get("cites", ()):
            id_ = self._full(word)
            if id_ in self._source_of:
                found.append(id_)
            elif self._sight.has_all_sources:
                self._note_unknown_passage(word)
        return list(dict.fromkeys(found))

    def _note_unknown_passage(self, word: Scalar) -> None:
        pack = word.partition("/")[0]
        what = f"unknown passage {quoted(word)}"
        if "/" in word and pack not in self._sight.packs:
            what += f": `{self._pack}` does not use a pack `{pack}`"
            remedy = f"add `{pack}` to `uses` in `pack.yaml`, or correct the name"
            near = did_you_mean(pack, self._sight.packs, remedy)
            self._problems.note(word.place, what, near)
            return
        id_ = self._full(word)
        source = self._sight.sources.get(id_.partition("#")[0])
        if source is not None:
            prefix = "" if "/" in word else f"{self._pack}/"
            known = [passage.removeprefix(prefix) for passage in source.passages]
            remedy = did_you_mean(word, known, "register it in `sources.yaml`")
            self._problems.note(word.place, what, remedy)
            return
        elsewhere = (f"{pack}/{word}" for pack in self._sight.packs)
        meant = next((other for other in elsewhere if other in self._source_of), "")
        remedy = f"did you mean `{meant}`?"
        if not meant:
            name = id_.partition("#")[0].rpartition("/")[2]
            what += f": there is no source {quoted(name)}"
            sources = [id_.rpartition("/")[2] for id_ in self._sight.sources]
            remedy = did_you_mean(name, sources, "register it in `sources.yaml`")
        self._problems.note(word.place, what, remedy)

    def _check_ever_in_force(
        self, id_: str, entry: Entry, valid: Validity, sources: tuple[Validity, ...]
    ) -> None:
        """Refuse a rule whose own dates lie outside those of all its sources."""
        if not sources or any(_overlap(valid, source) for source in sources):
            return
        what = f"the rule {quoted(id_)} is never in force when its sources are"
        key = "until" if "until" in entry.values else "from"
        remedy = "correct its dates, or those in `sources.yaml`"
        self._problems.note(entry.place_of(key), what, remedy)

    # overrides ----------------------------------------------------------------------

    def _check_overrides(self, named: Mapping[str, Entry]) -> None:
        known = {*self._sight.rules, *named}
        arrows: dict[str, list[str]] = {}
        for id_, entry in named.items():
            for word in entry.get("overrides", ()):
                full = self._full(word)
                arrows.setdefault(id_, []).append(full)
                if full not in known and self._sight.has_all_rules:
                    own = [k.partition("/")[2] for k in named]
                    offered = known if "/" in word else own
                    remedy = did_you_mean(word, offered, "name a rule by its `id`")
                    self._problems.note(
                        word.place, f"unknown rule {quoted(word)}", remedy
                    )
        for ring in rings(arrows):
            where = named[ring[0]].place_of("overrides")
            what = f"`overrides` goes in a ring: {ring_text(ring)}"
            self._problems.note(where, what, "remove one `overrides` of these rules")


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
        what = f"`derive` goes in a ring: {ring_text(ring)}"
        where = by_target[ring[0]].place
        problems.note(where, what, "remove one of these classifications")


def sees_all(drafts: Iterable[PackDraft], part: Part) -> bool:
    """Tell whether a part of every pack, and of what it uses, could be read."""
    return all(not {part, Part.HEAD} & draft.unread for draft in drafts)
