"""Find the rules that two editions do not share, and those that rest on such rules.

Which rules differ says where to look for answers that change. Whether some answer
does is for `differences` to find out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..answers.authority import Authority
from ..records import replace
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.problems import Place
from ..rulebook.model.questions import SLOTS, slot_kinds
from ..rulebook.model.rules import Rule, RuleKind
from ..rulebook.model.sources import Validity
from ..rulebook.model.texts import Text
from ..rulebook.model.values import ValueKind
from ..space.sides import Side, Sides
from ..space.space import Space

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.vocabulary import Vocabulary

_NO_TEXT = Text("")
_NOWHERE = Place(file="")


def side_by_side(
    old: Jurisdiction,
    new: Jurisdiction,
    days: tuple[dt.date, dt.date] | None = None,
) -> Sides:
    """Return two jurisdictions as the sides of a comparison, with what differs.

    Args:
        old: the rules before.
        new: the rules after; may be the same.
        days: the day on which each counts; every day when left out.
    """
    space = Space(old)
    sides = (
        Side(space, days[0] if days else None),
        Side(space if new is old else Space(new), days[1] if days else None),
    )
    shared = old.vocabulary.roles.keys() & new.vocabulary.roles.keys()
    before, after = ({rule.id: rule for rule in side.rules} for side in sides)
    here, there = (_Scales(side, shared) for side in sides)
    # one at a time: what all rules weigh takes more room than the rules
    changed = (
        id_
        for id_ in before.keys() | after.keys()
        if id_ not in before
        or id_ not in after
        or here.weight(before[id_]) != there.weight(after[id_])
    )
    return Sides(
        old=sides[0],
        new=sides[1],
        changed=frozenset(changed),
        relative=_relative_roles(old.vocabulary, new.vocabulary),
    )


def affected_rules(sides: Sides) -> frozenset[str]:
    """Return the changed rules, and those that depend on a changed classification."""
    unsettled: set[str] = set()
    rules = (*sides.old.rules, *sides.new.rules)
    size = -1
    while size < len(unsettled):
        size = len(unsettled)
        for rule in rules:
            if rule.id in sides.changed or rule.circumstances & unsettled:
                unsettled.update(rule.derives)
    resting = (rule.id for rule in rules if rule.circumstances & unsettled)
    return sides.changed.union(resting)


def _relative_roles(old: Vocabulary, new: Vocabulary) -> frozenset[str]:
    """Return the relative roles that may mean somebody else in the other words."""
    shared = old.roles.keys() & new.roles.keys()

    def meaning(id_: str, words: Vocabulary) -> object:
        role = words.roles.get(id_)
        resolves = role.resolves if role else None
        superiors = resolves and resolves.reports_to and _superiors(words, shared)
        return resolves, superiors

    relative = {
        id_
        for words in (old, new)
        for id_, role in words.roles.items()
        if role.resolves
    }
    return frozenset(id_ for id_ in relative if meaning(id_, old) != meaning(id_, new))


def _superiors(words: Vocabulary, shared: AbstractSet[str]) -> Mapping[str, str]:
    return {id_: words.roles[id_].reports_to for id_ in shared}


# what an answer can depend on -----------------------------------------------------


def without_wording(rule: Rule) -> Rule:
    """Return a rule without what only its readers see, its passages in order.

    A note is kept as an empty one: a rule with a remark is not the same as one without.
    """
    return replace(
        rule,
        says=_NO_TEXT,
        asks=(),
        note=_NO_TEXT if rule.note else None,
        place=_NOWHERE,
        cites=tuple(sorted(rule.cites)),
    )


class _Scales:
    """Weighs the rules of an edition: what in them bears on an answer.

    Args:
        side: the edition.
        shared: the roles that both editions have. Other roles do not count, since no
            question to both editions can be about them.
    """

    def __init__(self, side: Side, shared: AbstractSet[str]) -> None:
        """Take the edition; what a word of it means is looked up once."""
        authority = Authority(side.words)
        self._side = side
        self._role = cache(lambda id_: _role_words(id_, side.words, shared, authority))
        self._circumstance = cache(
            lambda name: _circumstance_words(name, side.words, shared)
        )
        self._knows_organs = authority.knows_organs

    def weight(self, rule: Rule) -> object:
        """Return everything in a rule, and in the words it uses, that bears on answers.

        Two rules of equal weight do the same to every question: they cover the same
        subjects, fire in the same cells, and stand in the same relation to any other
        rule, since their weight holds all that the room `answers` asks of a rule or
        looks up for it.
        """
        jurisdiction, words = self._side.jurisdiction, self._side.words
        plain = replace(
            rule,
            says=_NO_TEXT,
            asks=(),
            place=_NOWHERE,
            cites=tuple(sorted(rule.cites)),
        )
        amounts: object = ()
        if self._side.on is not None:
            plain = replace(plain, validity=Validity(), source_validities=())
            year = self._side.on.year
            try:
                plain = jurisdiction.in_year(plain, year)
            except MissingAmountError:
                amounts = f"no amount for {year}"
        elif rule.uses_multiples:
            amounts = {
                year: amount.kronor
                for year, amount in jurisdiction.base_amounts.items()
            }
        sources = (jurisdiction.passages[cite].source for cite in plain.cites)
        return (
            plain,
            amounts,
            [jurisdiction.sources[source].status for source in sources],
            _scope_words(rule, words),
            self._knows_organs,
            [self._role(id_) for id_ in sorted(rule.conclusion.roles())],
            [
                self._circumstance(name)
                for name in sorted(rule.circumstances.union(rule.derives))
            ],
        )


def _scope_words(rule: Rule, words: Vocabulary) -> object:
    kind = RuleKind.DECISION if rule.kind is RuleKind.CONSTRAINT else rule.kind
    return [
        (slot, id_, slot_kinds(words, kind, {slot: id_})[slot], _tags(id_, words))
        for slot in SLOTS.get(kind, ())
        for id_ in sorted(rule.told_apart(slot) & words.ids)
    ]


def _tags(id_: str, words: Vocabulary) -> frozenset[str]:
    """Return the tags of a matter, which say whether rules on it are for urgency."""
    return words.tags_of(id_) if id_ in words.matters else frozenset()


def _role_words(
    id_: str, words: Vocabulary, shared: AbstractSet[str], authority: Authority
) -> object:
    """Return of which kind a role in a conclusion is, and whom it means."""
    role = words.roles.get(id_)
    resolves = role.resolves if role else None
    is_relative = resolves is not None and resolves.reports_to
    return (
        id_,
        words.role_kinds.get(id_),
        resolves,
        authority.weight(id_),
        _superiors(words, shared) if is_relative else None,
    )


def _circumstance_words(
    name: str, words: Vocabulary, shared: AbstractSet[str]
) -> object:
    circumstance = words.circumstances[name]
    is_role = circumstance.kind is ValueKind.ROLE
    return (
        name,
        circumstance.kind,
        circumstance.tags,
        [value for value, _ in circumstance.values],
        circumstance.has_default,
        circumstance.default,
        circumstance.open_for,
        {id_: words.role_kinds[id_] for id_ in shared} if is_role else None,
    )
