"""Link sources and rules: look up every name, type every value, build the rules."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.rulebook import nodes
from engine.rulebook import values as typed
from engine.rulebook.conditions import (
    Condition,
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
    Within,
)
from engine.rulebook.language import PartyDraft
from engine.rulebook.problems import did_you_mean
from engine.rulebook.rules import (
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    Conclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Instead,
    Party,
    ProcedureConclusion,
    Rule,
    RuleKind,
    Slot,
    Step,
)
from engine.rulebook.shapes import WRONG, Entry, Wrong
from engine.rulebook.sources import (
    Frequency,
    Passage,
    Review,
    Source,
    Status,
    Validity,
)
from engine.rulebook.terms import check_known, parsed_value, rings
from engine.rulebook.texts import Text
from engine.rulebook.values import CALLED, EXAMPLES, PARSERS, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.rulebook.drafts import PackDraft
    from engine.rulebook.nodes import Scalar
    from engine.rulebook.packs import PackHead
    from engine.rulebook.shapes import Problems
    from engine.rulebook.values import Value
    from engine.rulebook.vocabulary import Circumstance, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPack:
    """A pack whose every name is known: its sources and rules."""

    head: PackHead
    sources: Mapping[str, Source]
    rules: tuple[Rule, ...]


def frequency(text: str) -> Frequency:
    """Return how often `text` (`1 year`, `2 per month`, `continuously`) says."""
    parts = text.split()
    if len(parts) == 1:
        return Frequency(word=parts[0])
    unit = parts[-1].rstrip("s")
    if parts[1] == "per":
        return Frequency(times=int(parts[0]), unit=unit)
    return Frequency(every=int(parts[0]), unit=unit)


def _validity(entry: Entry, problems: Problems) -> Validity:
    first, last = entry.get("from"), entry.get("until")
    if first and last and last < first:
        what = f"`until` ({last}) is before `from` ({first})"
        problems.note(entry.place_of("until"), what, "swap them, or correct one")
        return Validity()
    return Validity(first=first, last=last)


def link_sources(
    draft: PackDraft, vocabulary: Vocabulary, problems: Problems
) -> dict[str, Source]:
    """Return the sources of a pack by their full id, with their passages."""
    known = list(vocabulary.roles)
    terms = vocabulary.ids
    linked = {}
    for name, entry in draft.sources.items():
        id_ = f"{draft.head.id}/{name}"
        review: Entry | None = entry.get("review")
        for role in review.get("by", ()) if review else ():
            check_known(role, known, "role", problems)
        title = entry.get("title", Text(str(name)))
        passages = {
            f"{id_}#{passage}": _passage(id_, passage, said)
            for passage, said in entry.get("passages", {}).items()
        }
        for said in entry.get("passages", {}).values():
            for term in said.get("defines", ()):
                check_known(term, terms, "role, matter, act or circumstance", problems)
        rank, status = entry.get("rank"), entry.get("status")
        if rank is None or status is None:
            continue
        linked[id_] = Source(
            id=id_,
            title=title,
            short=str(entry.get("short", title.sv)),
            rank=rank,
            status=status,
            validity=_validity(entry, problems),
            adopted=entry.get("adopted"),
            consulted=entry.get("consulted"),
            url=str(entry.get("url", "")),
            review=_review(review),
            passages=passages,
            place=name.place,
        )
    return linked


def _review(entry: Entry | None) -> Review | None:
    every = entry.get("every") if entry else None
    if entry is None or every is None:
        return None
    return Review(
        every=frequency(every),
        by=tuple(str(role) for role in entry.get("by", ())),
        last=entry.get("last"),
    )


def _passage(source: str, name: Scalar, entry: Entry) -> Passage:
    return Passage(
        id=f"{source}#{name}",
        source=source,
        section=str(entry.get("section", "")),
        where=str(entry.get("place", "")),
        gist=entry.get("gist", Text(str(name))),
        fingerprint=str(entry.get("fingerprint", "")),
        reason=entry.get("reason"),
        because=entry.get("because"),
        defines=tuple(str(term) for term in entry.get("defines", ())),
        place=name.place,
    )


class RuleLinker:
    """Links the rules of one pack against the words and passages it can see."""

    def __init__(
        self,
        draft: PackDraft,
        vocabulary: Vocabulary,
        sources: Mapping[str, Source],
        problems: Problems,
    ) -> None:
        """Take the pack, the merged vocabulary, all visible sources, the problems."""
        self._draft = draft
        self._pack = draft.head.id
        self._words = vocabulary
        self._sources = sources
        self._passages = {
            id_: source for source in sources.values() for id_ in source.passages
        }
        self._problems = problems

    def linked(self, visible_rules: Iterable[str]) -> tuple[Rule, ...]:
        """Return the rules; `visible_rules` are the ids of the packs it uses."""
        rules: dict[str, Rule] = {}
        named: dict[str, Entry] = {}
        for kind, entry in self._draft.rules:
            name = entry.get("id")
            if name is None:
                continue
            id_ = f"{self._pack}/{name}"
            if id_ in named:
                what = f"two rules are called `{name}`"
                first = named[id_].place_of("id")
                remedy = f"rename one: the first is at {first}"
                self._problems.note(entry.place_of("id"), what, remedy)
                continue
            named[id_] = entry
            rule = self._rule(id_, kind, entry)
            if rule is not None:
                rules[id_] = rule
        self._check_overrides(named, {*visible_rules, *named})
        return tuple(rules.values())

    def _rule(self, id_: str, kind: RuleKind, entry: Entry) -> Rule | None:
        before = len(self._problems.found)
        cites = self._cites(entry)
        own = [c for c in cites if c.startswith(f"{self._pack}/")] or cites
        resting = [self._passages[c] for c in own]
        when = self._conditions(entry.get("when", {}))
        unless = tuple(self._conditions(group) for group in entry.get("unless", ()))
        scope = self._scope(kind, entry)
        conclusion = self._conclusion(kind, entry)
        validity = _validity(entry, self._problems)
        if len(self._problems.found) > before or not resting or conclusion is None:
            return None
        rank = min((source.rank for source in resting), key=lambda rank: rank.height)
        statuses = {source.status for source in resting}
        proposed = statuses == {Status.PROPOSAL}
        return Rule(
            id=id_,
            kind=kind,
            scope=scope,
            conclusion=conclusion,
            says=entry.get("says", Text(id_)),
            when=when,
            unless=unless,
            validity=validity,
            source_validities=tuple(
                dict.fromkeys(source.validity for source in resting)
            ),
            cites=tuple(cites),
            overrides=frozenset(self._full(name) for name in entry.get("overrides", ())),
            is_mandatory=bool(entry.get("mandatory", False)),
            asks=tuple(str(ask) for ask in entry.get("asks", ())),
            note=entry.get("note"),
            rank=rank,
            status=Status.PROPOSAL
            if proposed
            else (Status.ADOPTED if Status.ADOPTED in statuses else Status.PUBLISHED),
            place=entry.place_of("id"),
        )

    def _full(self, name: str) -> str:
        return name if "/" in name else f"{self._pack}/{name}"

    def _cites(self, entry: Entry) -> list[str]:
        found = []
        for word in entry.get("cites", ()):
            id_ = str(word) if "/" in word else f"{self._pack}/{word}"
            if id_ in self._passages:
                found.append(id_)
                continue
            near = [*self._passages, *(p.partition("/")[2] for p in self._passages)]
            remedy = did_you_mean(word, near, "register it in `sources.yaml`")
            self._problems.note(word.place, f"unknown passage `{word}`", remedy)
        return list(dict.fromkeys(found))

    def _check_overrides(self, named: Mapping[str, Entry], known: set[str]) -> None:
        arrows: dict[str, list[str]] = {}
        for id_, entry in named.items():
            for word in entry.get("overrides", ()):
                full = self._full(word)
                arrows.setdefault(id_, []).append(full)
                if full not in known:
                    short = (k.partition("/")[2] for k in known if k.startswith(self._pack))
                    remedy = did_you_mean(word, [*known, *short], "name a rule's `id`")
                    self._problems.note(word.place, f"unknown rule `{word}`", remedy)
        for ring in rings(arrows):
            path = " → ".join((*ring, ring[0]))
            where = named[ring[0]].place_of("overrides")
            what = f"`overrides` goes in a ring: {path}"
            self._problems.note(where, what, "remove one `overrides` of these rules")

    # scope ------------------------------------------------------------------

    def _known(self, words: Iterable[Scalar], sort: str) -> frozenset[str]:
        table = getattr(self._words, sort)
        called = {"roles": "role", "matters": "matter", "acts": "act"}[sort]
        return frozenset(
            str(word)
            for word in words
            if check_known(word, table, called, self._problems)
        )

    def _scope(
        self, kind: RuleKind, entry: Entry
    ) -> tuple[tuple[Slot, frozenset[str]], ...]:
        scope: dict[Slot, frozenset[str]] = {}
        if kind is RuleKind.DECISION:
            scope[Slot.MATTER] = self._known(entry.get("matter", ()), "matters")
        elif kind is RuleKind.PROCEDURE:
            scope[Slot.MATTER] = self._known((entry.get("procedure"),), "matters")
        elif kind is RuleKind.BODY:
            scope[Slot.BODY] = self._known((entry.get("body"),), "roles")
        else:
            subject = entry.get(kind.value)
            for slot, sort in _SLOTS.get(kind, ()):
                said = subject.get(slot.value) if subject else None
                if isinstance(said, PartyDraft):
                    said = said.roles
                if said:
                    scope[slot] = self._known(said, sort)
        return tuple((slot, ids) for slot, ids in scope.items() if ids)

    # conclusions --------------------------------------------------------------

    def _party(self, draft: PartyDraft | None) -> Party | None:
        if draft is None:
            return None
        self._known(draft.roles, "roles")
        return Party(mode=draft.mode, roles=tuple(str(role) for role in draft.roles))

    def _roles(self, words: Iterable[Scalar]) -> tuple[str, ...]:
        listed = tuple(words)
        self._known(listed, "roles")
        return tuple(str(word) for word in listed)

    def _conclusion(self, kind: RuleKind, entry: Entry) -> Conclusion | None:
        match kind:
            case RuleKind.DECISION:
                return DecisionConclusion(
                    functions=tuple(
                        (function, party)
                        for function in Function
                        if (party := self._party(entry.get(function.value)))
                    ),
                    requires=entry.get("requires", ()),
                    act=entry.get("act"),
                )
            case RuleKind.CONTACT:
                return ContactConclusion(
                    via=self._roles(entry.get("via", ())),
                    is_free=entry.get("free", False),
                    strength=entry.get("strength"),
                    fallback=self._roles(entry.get("fallback", ())),
                )
            case RuleKind.CONDUCT:
                return self._conduct(entry)
            case RuleKind.DUTY:
                every = entry.get("every")
                of = self._party(entry.get("duty").get("of")) if entry.get("duty") else None
                return of and DutyConclusion(
                    of=of,
                    every=frequency(every) if every else None,
                    towards=self._party(entry.get("towards")),
                )
            case RuleKind.PROCEDURE:
                return ProcedureConclusion(steps=tuple(self._steps(entry)))
            case RuleKind.BODY:
                meets = entry.get("meets")
                return BodyConclusion(
                    members=self._party(entry.get("members")),
                    leader=self._party(entry.get("leader")),
                    place=self._party(entry.get("place")),
                    meets=frequency(meets) if meets else None,
                    mandate=entry.get("mandate"),
                )
            case RuleKind.CLASSIFICATION:
                return ClassificationConclusion(derives=tuple(self._derives(entry)))
            case RuleKind.CONSTRAINT:
                return self._constraint(entry)

    def _conduct(self, entry: Entry) -> ConductConclusion | None:
        verdict, instead = entry.get("verdict"), entry.get("instead")
        if verdict is None:
            return None
        if isinstance(instead, Text):
            instead = Instead(says=instead)
        elif isinstance(instead, Entry):
            via = self._roles(instead.get("via", ()))
            instead = Instead(says=instead.get("says"), via=via)
        return ConductConclusion(verdict=verdict, instead=instead)

    def _steps(self, entry: Entry) -> Iterable[Step]:
        for step in entry.get("steps", ()):
            actor, act = self._party(step.get("actor")), step.get("act")
            if actor and act:
                yield Step(actor=actor, act=act, result=step.get("result"))

    def _derives(self, entry: Entry) -> Iterable[tuple[str, Value]]:
        for name, text in entry.get("derive", {}).items():
            circumstance = self._circumstance(name)
            if circumstance is None:
                continue
            value = parsed_value(circumstance, text, self._words.roles, self._problems)
            if value is None:
                what = f"a rule cannot derive that there is no `{name}`"
                self._problems.note(text.place, what, "derive a value")
            elif not isinstance(value, Wrong):
                yield circumstance.id, value

    def _constraint(self, entry: Entry) -> ConstraintConclusion | None:
        subject = entry.get("constraint")
        if subject is None:
            return None
        tag = str(subject.get("tag", ""))
        if tag:
            check_known(subject.get("tag"), self._words.tags, "tag", self._problems)
        only = entry.get("only")
        return ConstraintConclusion(
            tag=tag,
            act=subject.get("act"),
            only=frozenset(self._roles(only)) if only else None,
            never=frozenset(self._roles(entry.get("never", ()))),
        )

    # conditions -----------------------------------------------------------------

    def _circumstance(self, name: Scalar) -> Circumstance | None:
        if not check_known(
            name, self._words.circumstances, "circumstance", self._problems
        ):
            return None
        return self._words.circumstances[str(name)]

    def _conditions(self, group: Mapping[Scalar, Any]) -> tuple[Condition, ...]:
        made = []
        for name, wish in group.items():
            circumstance = self._circumstance(name)
            if circumstance is None or wish is WRONG:
                continue
            condition = self._condition(circumstance, name, wish)
            if condition is not None:
                made.append(condition)
        return tuple(sorted(made, key=lambda condition: condition.circumstance))

    def _condition(
        self, circumstance: Circumstance, name: Scalar, wish: Any  # noqa: ANN401
    ) -> Condition | None:
        if not isinstance(wish, Entry):
            return self._values(circumstance, wish, negated=False)
        keys = set(wish.values)
        if keys == {"not"}:
            return self._values(circumstance, wish.get("not", ()), negated=True)
        if keys == {"present"}:
            return Present(
                circumstance=circumstance.id, is_present=wish.get("present", True)
            )
        if keys & {"not", "present"}:
            what = f"`{name}` mixes `not` or `present` with other conditions"
            self._problems.note(name.place, what, "keep one, and write a rule for the other")
            return None
        return self._limits(circumstance, name, wish)

    def _values(
        self, circumstance: Circumstance, wish: Any, *, negated: bool  # noqa: ANN401
    ) -> Condition | None:
        words = (wish,) if isinstance(wish, nodes.Scalar) else tuple(wish)
        if not words:
            return None
        if circumstance.kind.is_ordered:
            if len(words) > 1 or negated:
                what = f"`{circumstance.id}` is ordered and takes limits, not a list"
                remedy = "write `{min: …, max: …}`"
                self._problems.note(words[0].place, what, remedy)
                return None
            bound = self._bound(circumstance, words[0], 0)
            if isinstance(bound, Wrong):
                return None
            return Within(circumstance=circumstance.id, low=bound, high=bound)
        said = [
            parsed_value(circumstance, word, self._words.roles, self._problems)
            for word in words
        ]
        if any(isinstance(value, Wrong) for value in said):
            return None
        if None in said:
            what = f"`{circumstance.id}` cannot equal none"
            remedy = "write `{present: no}`"
            self._problems.note(words[said.index(None)].place, what, remedy)
            return None
        if circumstance.kind is ValueKind.ROLE:
            roles = frozenset(str(value) for value in said)
            return IsRole(circumstance=circumstance.id, roles=roles, negated=negated)
        return OneOf(
            circumstance=circumstance.id,
            values=frozenset(v for v in said if isinstance(v, (int, str))),
            negated=negated,
        )

    def _limits(
        self, circumstance: Circumstance, name: Scalar, wish: Entry
    ) -> Condition | None:
        if not circumstance.kind.is_ordered:
            what = f"`{circumstance.id}` has no order, so it takes no limits"
            self._problems.note(name.place, what, "write the values it may have")
            return None
        bounds: dict[str, int | Multiple | None] = {"low": None, "high": None}
        for key, side, step in _LIMITS:
            if key not in wish.values:
                continue
            if bounds[side] is not None:
                what = f"`{name}` has two {'lower' if side == 'low' else 'upper'} limits"
                self._problems.note(wish.place_of(key), what, "keep one of them")
                return None
            word = wish.get(key)
            bound = WRONG if word is None else self._bound(circumstance, word, step)
            if isinstance(bound, Wrong):
                return None
            bounds[side] = bound
        low, high = bounds["low"], bounds["high"]
        if _is_crossed(low, high):
            what = f"no value of `{name}` can lie within these limits"
            self._problems.note(name.place, what, "swap the limits, or correct one")
            return None
        return Within(circumstance=circumstance.id, low=low, high=high)

    def _bound(
        self, circumstance: Circumstance, word: Scalar, step: int
    ) -> int | Multiple | Wrong:
        kind = circumstance.kind
        if kind is ValueKind.MONEY:
            times = typed.parsed_multiple(word)
            if times is not None:
                return _multiple(times, step)
        value = PARSERS[kind](word)
        if value is None:
            what = f"`{word}` is not {CALLED[kind]} (circumstance `{circumstance.id}`)"
            return self._problems.note(word.place, what, f"write {EXAMPLES[kind]}")
        return value + step


_LIMITS = (("min", "low", 0), ("over", "low", 1), ("max", "high", 0), ("under", "high", -1))
_SLOTS = {
    RuleKind.CONTACT: (
        (Slot.FROM, "roles"),
        (Slot.TO, "roles"),
        (Slot.ABOUT, "matters"),
    ),
    RuleKind.CONDUCT: ((Slot.ACTOR, "roles"), (Slot.DOES, "acts")),
    RuleKind.DUTY: ((Slot.OF, "roles"), (Slot.TO, "acts")),
    RuleKind.CONSTRAINT: ((Slot.MATTER, "matters"),),
}


def _multiple(times: Decimal, step: int) -> Multiple:
    if step > 0:
        return Over(times)
    return Under(times) if step < 0 else Multiple(times)


def _is_crossed(low: int | Multiple | None, high: int | Multiple | None) -> bool:
    if isinstance(low, int) and isinstance(high, int):
        return low > high
    if isinstance(low, Multiple) and isinstance(high, Multiple):
        is_open = isinstance(low, Over) or isinstance(high, Under)
        return low.times > high.times or (low.times == high.times and is_open)
    return False


def check_derivations(rules: Iterable[Rule], problems: Problems) -> None:
    """Refuse classifications that derive a circumstance from itself."""
    arrows: dict[str, set[str]] = {}
    by_target: dict[str, Rule] = {}
    for rule in rules:
        if isinstance(rule.conclusion, ClassificationConclusion):
            for target, _ in rule.conclusion.derives:
                arrows.setdefault(target, set()).update(rule.circumstances)
                by_target.setdefault(target, rule)
    for ring in rings(arrows):
        path = " → ".join((*ring, ring[0]))
        what = f"`derive` goes in a ring: {path}"
        problems.note(by_target[ring[0]].place, what, "remove one of these classifications")


