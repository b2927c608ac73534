"""Findings of `mandat lint` that a pack accepts, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record
from .compounds import Bilingual, List, Object
from .elements import RULE, TEXT
from .shapes import String

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.problems import Place
    from ..model.texts import Text
    from .shapes import Entry


@record
class Acceptance:
    """A finding that somebody has looked at and lets stand.

    `finding` names its kind; whether there is such a kind, lint tells, which has the
    table of them. `rules` are full ids; `about` are other things it is about, passages
    and documents by their full id or without the pack. What is empty is not compared.
    """

    pack: str
    finding: str
    rules: frozenset[str]
    about: frozenset[str]
    reason: Text
    place: Place

    def covers(self, kind: str, rules: Iterable[str], about: Iterable[str]) -> bool:
        """Tell whether a finding of a kind, with its rules and things, is this one."""
        if kind != self.finding:
            return False
        if self.rules and self.rules != frozenset(rules):
            return False
        prefix = f"{self.pack}/"
        things = frozenset(thing.removeprefix(prefix) for thing in about)
        own = frozenset(thing.removeprefix(prefix) for thing in self.about)
        return not own or own == things


_KIND = String("kind of finding", "[a-z]+(?:_[a-z]+)*", "set_aside")
_ACCEPTED = Object(
    "accepted finding",
    {
        "finding": _KIND,
        "rules": List(RULE),
        "about": List(TEXT),
        "reason": Bilingual(),
    },
    required=("finding", "reason"),
    one_of=("rules", "about"),
    hints={"reason": "accepted/no-reason"},
    about={
        "finding": "the kind of finding, as `mandat lint` names it",
        "rules": "all the rules it names, `id` or `pack/id`",
        "about": "the role, matter, passage, document … it is about",
        "reason": "why it is let stand",
    },
)
ACCEPTED_FILE = Object(
    "file of accepted findings",
    {"accepted": List(_ACCEPTED, may_be_one=False, least=0, most=0)},
    required=("accepted",),
)


def acceptances(pack: str, entries: Iterable[Entry]) -> tuple[Acceptance, ...]:
    """Return what a pack accepts; entries that were written wrongly are left out."""
    return tuple(
        Acceptance(
            pack=pack,
            finding=str(finding),
            rules=frozenset(
                str(rule) if "/" in rule else f"{pack}/{rule}"
                for rule in entry.get("rules", ())
            ),
            about=frozenset(map(str, entry.get("about", ()))),
            reason=reason,
            place=entry.place_of("finding"),
        )
        for entry in entries
        if (finding := entry.get("finding")) and (reason := entry.get("reason"))
    )
