"""Read the cells of a delegation order: delegates, limits, and words in lists.

What a cell says is either understood whole or a problem; where an order's own words
may stand, they stand as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..language.nodes import Scalar, scalar
from ..language.shapes import Entry
from ..model.clauses import Relation
from ..model.conclusions import DecisionAct
from ..model.grants import Appeal, Consultation, Notification, SubDelegation
from ..model.names import name_key
from ..model.texts import Text
from ..model.values import ValueKind, multiple_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


#: Between alternatives: each of them alone.
_ALTERNATIVES = re.compile(r"\s*(?:[;,/\n]|\beller\b|\bor\b)\s*")
#: Between the parts of a list in the order's own words, which may hold commas.
_PARTS = re.compile(r"\s*[;\n]\s*")
#: Between those who step in one after the other.
_IN_ORDER = re.compile(r"\s*(?:[,/\n]|\bdärefter\b|\bi andra hand\b|\bthen\b)\s*")
_TIME = re.compile(
    r"(?P<count>[0-9]{1,4})\s*(?P<unit>dag|dagar|vecka|veckor|mån|månad|månader|år"
    r"|days?|weeks?|months?|years?)\b\.?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]+)?\s*"
    r"(?:tkr|mnkr|mkr|miljoner|miljon|msek|tusen|kronor|kr|sek|:-)+(?:\s*(?:kronor|kr))?",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"[0-9]{1,5}(?:[.,][0-9]{1,2})?\s*(?:prisbasbelopp|basbelopp|pbb)", re.IGNORECASE
)
_SHARE = re.compile(r"(?P<share>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?:%|procent|percent)")
_DAYS = {"dag": 1, "day": 1, "vecka": 7, "veck": 7, "week": 7}
_MONTHS = {"mån": 1, "månad": 1, "month": 1, "år": 12, "year": 12}


class Measure(NamedTuple):
    """A circumstance that limits are put on, made where a pack lacks it."""

    id: str
    kind: ValueKind
    label: Text
    question: Text


AMOUNT = Measure(
    "belopp",
    ValueKind.MONEY,
    Text("belopp", "amount"),
    Text("Vilket belopp gäller det?", "What amount is it about?"),
)
DAYS = Measure(
    "tid-i-dagar",
    ValueKind.NUMBER,
    Text("tid i dagar", "time in days"),
    Text("Hur många dagar gäller det?", "How many days is it about?"),
)
MONTHS = Measure(
    "tid-i-manader",
    ValueKind.NUMBER,
    Text("tid i månader", "time in months"),
    Text("Hur många månader gäller det?", "How many months is it about?"),
)
SHARE = Measure(
    "andel-i-procent",
    ValueKind.DECIMAL,
    Text("andel i procent", "share in per cent"),
    Text("Hur många procent gäller det?", "How many per cent is it about?"),
)


class Limit(NamedTuple):
    """A limit of a row: on what, how much, and what the cell says besides."""

    measure: Measure
    value: Scalar
    besides: str


def limit(cell: Scalar) -> Limit | None:
    """Return the limit that a cell says, None where it says none that is understood.

    A number without a unit is none: it could be kronor, days or prisbasbelopp.
    """
    text = " ".join(cell.split())
    for pattern, read in (
        (_MULTIPLE, _times),
        (_MONEY, _money),
        (_TIME, _time),
        (_SHARE, _share),
    ):
        match = pattern.match(text)
        if match is None or text[match.end() : match.end() + 1].isalnum():
            continue
        measure, value = read(match)
        besides = text[match.end() :].strip(" .,;()")
        if re.search(r"[0-9]", besides):
            return None  # another limit, or a number that was cut in two
        return Limit(measure, scalar(value, cell.place), besides)
    return None


def _times(match: re.Match[str]) -> tuple[Measure, str]:
    times = multiple_in(match.group())
    assert times is not None  # noqa: S101 - the pattern is that of multiples
    return AMOUNT, f"{times} pbb"


def _money(match: re.Match[str]) -> tuple[Measure, str]:
    return AMOUNT, match.group()


def _time(match: re.Match[str]) -> tuple[Measure, str]:
    count, unit = int(match["count"]), match["unit"].casefold()
    for name, days in _DAYS.items():
        if unit.startswith(name):
            return DAYS, str(count * days)
    months = next(n for name, n in _MONTHS.items() if unit.startswith(name))
    return MONTHS, str(count * months)


def _share(match: re.Match[str]) -> tuple[Measure, str]:
    return SHARE, match["share"]


# lists --------------------------------------------------------------------------------


def alternatives(cell: Scalar) -> list[Scalar]:
    """Return those whom a cell names beside each other."""
    return _split(_ALTERNATIVES, cell, cell)


def parts(cell: Scalar) -> list[Scalar]:
    """Return the parts of a cell in the order's own words: a line or semicolon each."""
    return _split(_PARTS, cell, cell)


def substitutes(cell: Scalar) -> Iterator[tuple[Scalar | None, list[Scalar]]]:
    """Yield for each delegate who steps in, in order; None is every delegate.

    `EC: AC, FC` is for one delegate, `AC, FC` for them all.
    """
    for part in parts(cell):
        delegate, colon, steps = part.partition(":")
        if colon:
            whose = scalar(delegate.strip(), cell.place)
            yield whose, _split(_IN_ORDER, steps, cell)
        else:
            yield None, _split(_IN_ORDER, part, cell)


def _split(pattern: re.Pattern[str], text: str, cell: Scalar) -> list[Scalar]:
    words = (word.strip() for word in pattern.split(text))
    return [scalar(word, cell.place) for word in words if word]


# words of closed lists ----------------------------------------------------------------

_YES = frozenset({"ja", "yes", "j", "x"})
_NO = frozenset({"nej", "no", "n", "inte", "ej"})
_NOTIFICATIONS = {
    name_key(word): kind
    for kind, words in {
        Notification.NONE: ("anmäls inte", "anmäls ej"),
        Notification.NEXT_MEETING: ("nästa sammanträde", "next meeting"),
        Notification.MONTHLY: ("månadsvis", "varje månad", "monthly"),
        Notification.QUARTERLY: ("kvartalsvis", "varje kvartal", "quarterly"),
        Notification.PROMPTLY: ("snarast", "omgående", "promptly"),
    }.items()
    for word in words
}
_APPEALS = {
    name_key(word): kind
    for kind, words in {
        Appeal.LEGALITY_REVIEW: ("laglighetsprövning", "legality review"),
        Appeal.ADMINISTRATIVE_APPEAL: (
            "förvaltningsbesvär",
            "förvaltningslagen",
            "administrative appeal",
        ),
        Appeal.NONE: ("kan inte överklagas", "överklagas inte", "none"),
    }.items()
    for word in words
}
_EXECUTION = frozenset(map(name_key, ("V", "verkställighet", "execution")))
_DECISION = frozenset(
    {"d", "b", "delegation", "beslut", "delegationsbeslut", "decision"}
)


def notification(cell: Scalar, clause: Notification | None) -> dict[str, Any]:
    """Return what a row says of notification; `clause` is what a yes means."""
    word = name_key(cell)
    if word in _NO:
        return {"notification": Notification.NONE}
    if word in _YES and clause not in {None, Notification.NONE}:
        return {"notification": clause}
    known = _NOTIFICATIONS.get(word)
    if known is not None:
        return {"notification": known}
    return {"notification": Notification.AS_WRITTEN, "told": Text(line(cell))}


def sub_delegation(cell: Scalar) -> dict[str, Any]:
    """Return what a row says of passing the grant on."""
    word = name_key(cell)
    if word in _NO:
        return {"sub_delegation": SubDelegation.FORBIDDEN}
    if word in _YES:
        return {"sub_delegation": SubDelegation.ALLOWED}
    return {
        "sub_delegation": SubDelegation.AS_WRITTEN,
        "passed_on": Text(line(cell)),
    }


def appeal(cell: Scalar) -> dict[str, Any]:
    """Return what a row says of appeal."""
    word = name_key(cell)
    if word in _NO:
        return {"appeal": Appeal.NONE}
    known = _APPEALS.get(word)
    if known is not None:
        return {"appeal": known}
    return {"appeal": Appeal.AS_WRITTEN, "appealed": Text(line(cell))}


def act(cell: Scalar) -> DecisionAct | None:
    """Return whether a row is a decision or an execution, None for neither."""
    word = name_key(cell)
    if word in _EXECUTION:
        return DecisionAct.EXECUTION
    return DecisionAct.DELEGATED_DECISION if word in _DECISION else None


def line(cell: str) -> str:
    """Return a cell on one line."""
    return " ".join(cell.split())


def at(text: str, place: Scalar) -> Scalar:
    """Return a text as if it had been written where a cell stands."""
    return scalar(text, place.place)


def entry(values: Mapping[str, Any], place: Scalar) -> Entry:
    """Return an object as if it had been written where a cell stands."""
    return Entry({at(key, place): value for key, value in values.items()}, place)


_CONSULTATION = re.compile(
    r"^(?P<way>i samråd med|i samråd|tillsammans med|together with"
    r"|efter samråd med|efter samråd|efter|after)\s+",
    re.IGNORECASE,
)


def consultation(part: Scalar) -> tuple[Consultation, Scalar]:
    """Return whether somebody is consulted together or before, and who it is."""
    match = _CONSULTATION.match(part)
    if match is None:
        return Consultation.BEFORE, part
    is_before = match["way"].casefold().startswith(("efter", "after"))
    way = Consultation.BEFORE if is_before else Consultation.TOGETHER
    return way, scalar(part[match.end() :], part.place)


# delegates whom a row names nobody for good -------------------------------------------

_OWN_AREA = re.compile(
    r"^(?:respektive|resp\.|the respective|respective)\s+(?P<who>.+)$", re.IGNORECASE
)
_RELATIONS = {
    name_key(word): relation
    for relation, words in {
        Relation.IMMEDIATE_SUPERIOR: (
            "närmaste chef",
            "närmast överordnad",
            "närmast överordnad chef",
            "närmaste överordnade",
            "immediate manager",
        ),
        Relation.ORIGINAL_DELEGATE: (
            "delegat i ursprungsärendet",
            "delegat i grundärendet",
            "ursprunglig delegat",
            "respektive delegat",
            "the original delegate",
        ),
    }.items()
    for word in words
}


class RelativeRole(NamedTuple):
    """A role that means nobody for good, made where no pack has it."""

    id: str
    label: Text


RELATIVE_ROLES: Mapping[Relation, RelativeRole] = {
    Relation.IMMEDIATE_SUPERIOR: RelativeRole(
        "narmaste-chef", Text("närmaste chef", "immediate manager")
    ),
    Relation.ORIGINAL_DELEGATE: RelativeRole(
        "ursprunglig-delegat",
        Text("delegat i ursprungsärendet", "the delegate of the original matter"),
    ),
}


def relative(word: Scalar) -> tuple[Relation, Scalar] | None:
    """Return in which relation a word names somebody, and to what role.

    None where it names a role for good. Those of `RELATIVE_ROLES` are named by their
    ids.
    """
    relation = _RELATIONS.get(name_key(word))
    if relation is not None:
        return relation, at(RELATIVE_ROLES[relation].id, word)
    match = _OWN_AREA.match(word)
    if match is None:
        return None
    return Relation.OWN_AREA, at(match["who"], word)
