"""Lay two editions of the same rules side by side, and find what differs in them.

An edition is a jurisdiction, taken on every day or on one. Which rules differ says
where to look for answers that change; that they do is for `differences` to find out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..answers.subjects import uses_multiples
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.problems import Place
from ..rulebook.model.questions import SLOTS, slot_kinds
from ..rulebook.model.rules import Rule, RuleKind
from ..rulebook.model.sources import Validity
from ..rulebook.model.texts import Text
from ..rulebook.model.values import ValueKind
from ..space.space import Space

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.vocabulary import Vocabulary

_NO_TEXT = Text("")
_NOWHERE = Place(file="")


@dataclass(frozen=True, slots=True)
class Edition:
    """One side of a comparison.

    `rules` are those that count: all of them, or with a day those in force on it.
    """

    space: Space
    on: dt.date | None
    rules: tuple[Rule, ...]

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The rules and words of this side."""
        return self.space.jurisdiction

    @property
    def words(self) -> Vocabulary:
        """The words of this side."""
        return self.space.jurisdiction.vocabulary


@dataclass(frozen=True, slots=True)
class Editions:
    """Two editions, the rules that differ between them, and those that rest on such.

    `changed` holds, for either side, the rules that the other side does not have, or
    has with other content or other words. `affected` adds to these the rules whose
    conditions depend on a classification among them. `relative` are the relative
    roles that the two may resolve in different ways.
    """

    old: Edition
    new: Edition
    changed: tuple[frozenset[str], frozenset[str]]
    affected: tuple[frozenset[str], frozenset[str]]
    relative: frozenset[str]

    @property
    def sides(self) -> tuple[Edition, Edition]:
        """Both editions, the old one first."""
        return self.old, self.new


def laid_out(
    old: Jurisdiction,
    new: Jurisdiction,
    days: tuple[dt.date, dt.date] | None = None,
) -> Editions:
    """Return two jurisdictions side by side, each on its day or on every day."""
    space = Space(old)
    other = space if new is old else Space(new)
    sides = (
        _edition(space, days[0] if days else None),
        _edition(other, days[1] if days else None),
    )
    shared = old.vocabulary.roles.keys() & new.vocabulary.roles.keys()
    contents = [
        {rule.id: _bearing(rule, side, shared) for rule in side.rules} for side in sides
    ]
    differing = {
        name
        for name in contents[0].keys() | contents[1].keys()
        if contents[0].get(name) != contents[1].get(name)
    }
    changed = [frozenset(differing & found.keys()) for found in contents]
    unsettled = _unsettled(sides, differing)
    affected = [
        found | {rule.id for rule in side.rules if rule.circumstances & unsettled}
        for side, found in zip(sides, changed, strict=True)
    ]
    return Editions(
        old=sides[0],
        new=sides[1],
        changed=(changed[0], changed[1]),
        affected=(affected[0], affected[1]),
        relative=_relative(sides[0].words, sides[1].words),
    )


def _relative(old: Vocabulary, new: Vocabulary) -> frozenset[str]:
    """Return the relative roles that may mean somebody else in the other words."""
    shared = old.roles.keys() & new.roles.keys()

    def meaning(id_: str, words: Vocabulary) -> object:
        role = words.roles.get(id_)
        resolves = role.resolves if role else None
        superiors = resolves and resolves.reports_to and _superiors(words, shared)
        return resolves, superiors

    every = {
        id_ for words in (old, new) for id_, r in words.roles.items() if r.resolves
    }
    return frozenset(id_ for id_ in every if meaning(id_, old) != meaning(id_, new))


def _superiors(words: Vocabulary, shared: AbstractSet[str]) -> Mapping[str, str]:
    return {id_: words.roles[id_].reports_to for id_ in shared}


def _kinds(words: Vocabulary, shared: AbstractSet[str]) -> Mapping[str, frozenset[str]]:
    return {id_: words.role_kinds[id_] for id_ in shared}


def _edition(space: Space, on: dt.date | None) -> Edition:
    rules = space.jurisdiction.rules
    in_force = tuple(rule for rule in rules if on is None or rule.is_in_force(on))
    return Edition(space, on, in_force)


def _unsettled(sides: tuple[Edition, Edition], differing: set[str]) -> set[str]:
    """Return the circumstances that some edition may now derive in another way."""
    unsettled: set[str] = set()
    for side in sides:
        derive = [(rule, rule.derives.keys()) for rule in side.rules if rule.derives]
        grew = True
        while grew:
            before = len(unsettled)
            for rule, names in derive:
                if rule.id in differing or rule.circumstances & unsettled:
                    unsettled.update(names)
            grew = len(unsettled) > before
    return unsettled


# what an answer can depend on -----------------------------------------------------


def _bearing(rule: Rule, side: Edition, shared: AbstractSet[str]) -> object:
    """Return everything in a rule, and in the words it uses, that bears on an answer.

    Two rules for which this is equal do the same to every question: they cover the
    same subjects, fire in the same cells, and weigh the same against any other rule,
    because everything that `deciding`, `precedence`, `narrowing` and `assembling` ask
    of a rule or look up for it is in here. Left out is what only a reader sees: how
    its sentences are worded, and where they stand in a file; and roles that only one
    edition has, which are `shared` by none: no question to both can be about them.
    """
    jurisdiction, words = side.jurisdiction, side.words
    plain = replace(
        rule,
        says=_NO_TEXT,
        asks=(),
        note=_NO_TEXT if rule.note else None,
        place=_NOWHERE,
        cites=tuple(sorted(rule.cites)),
    )
    amounts: object = ()
    if side.on is not None:
        plain = replace(plain, validity=Validity(), source_validities=())
        year = side.on.year
        try:
            plain = jurisdiction.in_year(plain, year)
        except MissingAmountError:
            amounts = f"no amount for {year}"
    elif uses_multiples(rule):
        amounts = {
            year: amount.kronor for year, amount in jurisdiction.base_amounts.items()
        }
    sources = (jurisdiction.passages[cite].source for cite in plain.cites)
    return (
        plain,
        amounts,
        [jurisdiction.sources[source].status for source in sources],
        _scope_words(rule, words),
        _role_words(rule.conclusion, words, shared),
        [
            _circumstance_words(name, words, shared)
            for name in sorted(_circumstances(rule))
        ],
    )


def _scope_words(rule: Rule, words: Vocabulary) -> object:
    kind = RuleKind.DECISION if rule.kind is RuleKind.CONSTRAINT else rule.kind
    return [
        (slot, id_, slot_kinds(words, kind, {slot: id_})[slot])
        for slot in SLOTS.get(kind, ())
        for id_ in sorted(rule.told_apart(slot) & words.ids)
    ]


def _role_words(
    conclusion: Conclusion, words: Vocabulary, shared: AbstractSet[str]
) -> object:
    """Return of which kind the roles in a conclusion are, and whom they mean."""
    found: list[object] = []
    for id_ in sorted(conclusion.roles()):
        role = words.roles.get(id_)
        resolves = role.resolves if role else None
        found.append((id_, words.role_kinds.get(id_), resolves))
        if resolves and resolves.reports_to:
            found.append(_superiors(words, shared))
    return found


def _circumstances(rule: Rule) -> frozenset[str]:
    return rule.circumstances.union(rule.derives)


def _circumstance_words(
    name: str, words: Vocabulary, shared: AbstractSet[str]
) -> object:
    known = words.circumstances[name]
    return (
        name,
        known.kind,
        [value for value, _ in known.values],
        known.has_default,
        known.default,
        _kinds(words, shared) if known.kind is ValueKind.ROLE else None,
    )
