"""Findings of `mandat lint` that a pack accepts, each with its reason."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .elements import RULE, TEXT
from .records import Items, Record, Words
from .shapes import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.problems import Place
    from ..model.texts import Text
    from .shapes import Entry


class FindingKind(enum.Enum):
    """What can be found wrong with rules that are well formed."""

    CONTRADICTION = "contradiction"
    GAP = "gap"
    NEVER_PREVAILS = "never_prevails"
    SET_ASIDE = "set_aside"
    UNLAWFUL_DELEGATION = "unlawful_delegation"
    ANOTHER_COMMITTEES_FIELD = "another_committees_field"
    UNACCOUNTED_PASSAGE = "unaccounted_passage"
    NEEDLESS_REASON = "needless_reason"
    OVERDUE_REVIEW = "overdue_review"
    UNKNOWN_REVIEW = "unknown_review"
    UNUSED_ROLE = "unused_role"
    UNUSED_MATTER = "unused_matter"
    UNUSED_ACT = "unused_act"
    UNUSED_CIRCUMSTANCE = "unused_circumstance"
    UNUSED_TAG = "unused_tag"
    LOST_SCENARIO = "lost_scenario"
    TOO_MANY_CELLS = "too_many_cells"
    UNWIELDY_RULE = "unwieldy_rule"
    MISSING_AMOUNT = "missing_amount"
    STALE_ACCEPTANCE = "stale_acceptance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding that somebody has looked at and lets stand.

    `rules` are full ids; `about` are other things it is about, passages and
    documents by their full id or without the pack. What is empty is not compared.
    """

    pack: str
    kind: FindingKind
    rules: frozenset[str]
    about: frozenset[str]
    reason: Text
    place: Place

    def covers(
        self, kind: FindingKind, rules: Iterable[str], about: Iterable[str]
    ) -> bool:
        """Tell whether a finding of a kind, with its rules and things, is this one."""
        if kind is not self.kind:
            return False
        if self.rules and self.rules != frozenset(rules):
            return False
        prefix = f"{self.pack}/"
        things = frozenset(thing.removeprefix(prefix) for thing in about)
        own = frozenset(thing.removeprefix(prefix) for thing in self.about)
        return not own or own == things


_ACCEPTED = Record(
    "accepted finding",
    {
        "finding": Choice(FindingKind, "kind of finding"),
        "rules": Items(RULE),
        "about": Items(TEXT),
        "reason": Words(),
    },
    required=("finding", "reason"),
    one_of=("rules", "about"),
    hints={"reason": "say why it is let stand: nothing is accepted without a reason"},
    about={
        "finding": "the kind of finding, as `mandat lint` names it",
        "rules": "all the rules it names, `id` or `pack/id`",
        "about": "the role, matter, passage, document … it is about",
        "reason": "why it is let stand",
    },
)
ACCEPTED_FILE = Record(
    "file of accepted findings",
    {"accepted": Items(_ACCEPTED, may_be_one=False, least=0)},
    required=("accepted",),
)


def acceptances(pack: str, entries: Iterable[Entry]) -> tuple[Acceptance, ...]:
    """Return what a pack accepts; entries that were written wrongly are left out."""
    return tuple(
        Acceptance(
            pack=pack,
            kind=kind,
            rules=frozenset(
                str(rule) if "/" in rule else f"{pack}/{rule}"
                for rule in entry.get("rules", ())
            ),
            about=frozenset(map(str, entry.get("about", ()))),
            reason=reason,
            place=entry.place_of("finding"),
        )
        for entry in entries
        if (kind := entry.get("finding")) and (reason := entry.get("reason"))
    )
