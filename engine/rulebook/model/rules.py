"""Rules: one statement each, with conditions, a conclusion and its passages."""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import TYPE_CHECKING

from ...records import field, record, replace
from .conclusions import ClassificationConclusion
from .conditions import Multiple, Within
from .sources import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .conclusions import Conclusion
    from .conditions import Condition, InOre
    from .problems import Place
    from .sources import Rank, Validity
    from .texts import Text
    from .values import Value


class RuleKind(enum.Enum):
    """What kind of statement a rule is; the first six can be asked about."""

    __hash__ = object.__hash__  # members are unique; Enum's own hash is Python code

    DECISION = "decision"
    CONTACT = "contact"
    CONDUCT = "conduct"
    DUTY = "duty"
    PROCEDURE = "procedure"
    BODY = "body"
    CLASSIFICATION = "classification"
    CONSTRAINT = "constraint"


class Slot(enum.Enum):
    """A place in a question that is filled with a role, a matter or an act."""

    __hash__ = object.__hash__  # as for RuleKind: every question is looked up by it

    MATTER = "matter"
    FROM = "from"
    TO = "to"
    ABOUT = "about"
    ACTOR = "actor"
    DOES = "does"
    OF = "of"
    BODY = "body"


#: Whom a rule of contact, conduct or duty binds stands in one of these slots.
BOUND_SLOTS = frozenset({Slot.FROM, Slot.ACTOR, Slot.OF})
_NOTHING: Mapping[str, Value] = {}


@lru_cache(4_096)
def _together(*names: str) -> frozenset[str]:
    """Return names as a set, which rules that mention the same share."""
    return frozenset(names)


@record
class Rule:
    """One statement of a pack. `id` is the full id `pack/name`, stable for ever.

    `scope` names for each slot of a question the ids that may stand there, as such
    or as kinds of one; in a slot that `scope` leaves out anything may stand. The
    rule does not bind the roles in `exempt`, nor their kinds. `validity` is the
    rule's own, within that of the sources the rule stands in; `rank` and `status` are
    theirs, never those of what it cites besides.
    """

    id: str
    kind: RuleKind
    scope: tuple[tuple[Slot, frozenset[str]], ...]
    exempt: frozenset[str] = frozenset()
    conclusion: Conclusion
    says: Text
    when: tuple[Condition, ...] = ()
    unless: tuple[tuple[Condition, ...], ...] = ()
    validity: Validity
    source_validities: tuple[Validity, ...] = ()
    cites: tuple[str, ...]
    overrides: frozenset[str] = frozenset()
    is_mandatory: bool = False
    asks: tuple[str, ...] = ()
    note: Text | None = None
    rank: Rank
    status: Status
    place: Place
    #: The circumstances that the conditions and exceptions mention.
    circumstances: frozenset[str] = field(init=False, repr=False, compare=False)
    #: The circumstances that the rule derives, with their values.
    derives: Mapping[str, Value] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note which circumstances the rule mentions: every question asks for them."""
        names = [c.circumstance for group in (self.when, *self.unless) for c in group]
        object.__setattr__(self, "circumstances", _together(*names))
        made, derives = self.conclusion, _NOTHING
        if isinstance(made, ClassificationConclusion):
            derives = dict(made.derives)
        object.__setattr__(self, "derives", derives)

    def is_in_force(self, on: dt.date) -> bool:
        """Tell whether the rule and at least one of its sources is in force."""
        return self.validity.is_in_force(on) and (
            not self.source_validities
            or any(source.is_in_force(on) for source in self.source_validities)
        )

    @property
    def first_day(self) -> dt.date | None:
        """The first day on which the rule is in force; None where it has none."""
        firsts = [source.first for source in self.source_validities]
        source = min((day for day in firsts if day), default=None)
        days = [self.validity.first, None if None in firsts else source]
        return max((day for day in days if day), default=None)

    def takes_over(self, other: Rule) -> bool:
        """Tell whether the rule replaces another that it names in `overrides`.

        Nothing replaces what stands higher in rank, and a proposal nothing adopted.
        """
        return (
            other.id in self.overrides
            and not other.rank.is_above(self.rank)
            and (self.status is not Status.PROPOSAL or other.status is Status.PROPOSAL)
        )

    @property
    def uses_multiples(self) -> bool:
        """Whether some limit is in multiples of the prisbasbelopp."""
        return any(
            isinstance(bound, Multiple)
            for group in (self.when, *self.unless)
            for condition in group
            if isinstance(condition, Within)
            for bound in (condition.low, condition.high)
        )

    @property
    def scope_of(self) -> Mapping[Slot, frozenset[str]]:
        """The scope as a mapping."""
        return dict(self.scope)

    def exempt_in(self, slot: Slot) -> frozenset[str]:
        """Return the roles left out in a slot: of the bound, or of the reached."""
        is_reached = slot is Slot.TO and self.kind is RuleKind.CONTACT
        return self.exempt if slot in BOUND_SLOTS or is_reached else frozenset()

    def told_apart(self, slot: Slot) -> frozenset[str]:
        """Return the ids that make a difference to the rule in a slot."""
        return self.scope_of.get(slot, frozenset()) | self.exempt_in(slot)

    def with_amounts(self, in_ore: InOre) -> Rule:
        """Return the rule with multiples of the prisbasbelopp turned into öre."""
        if not self.uses_multiples:
            return self

        def plain(group: tuple[Condition, ...]) -> tuple[Condition, ...]:
            return tuple(
                c.in_ore(in_ore) if isinstance(c, Within) else c for c in group
            )

        return self.with_conditions(plain(self.when), tuple(map(plain, self.unless)))

    def with_conditions(
        self, when: tuple[Condition, ...], unless: tuple[tuple[Condition, ...], ...]
    ) -> Rule:
        """Return the same rule with other conditions."""
        return replace(self, when=when, unless=unless)
