"""Read the cells of a delegation order: delegates, limits, and words in lists.

What a cell says is either understood whole or a problem; where an order's own words
may stand, they stand as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..language.nodes import Scalar
from ..language.shapes import Entry
from ..model.conclusions import DecisionAct
from ..model.grants import Appeal, Notification, SubDelegation
from ..model.names import name_key
from ..model.texts import Text
from ..model.values import ValueKind, multiple_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


#: Between the parts of a list in the order's own words, which may hold commas.
_PARTS = re.compile(r"\s*[;\n]\s*")
#: Between the clauses of a cell, and not inside a number.
CLAUSES = re.compile(r"\s*(?:[;\n]|,(?!\d))\s*")
#: Between those to whom alone something may go.
_BESIDE = re.compile(r"\s*(?:/|\beller\b|\boch\b|\bor\b|\band\b)\s*")
_TO = re.compile(r"(?:bara |endast |only )?(?:till|to) (?P<whom>.+)", re.IGNORECASE)
#: Where words of a closed list may end.
_ENDS = re.compile(r"[ ,;:(]")
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
#: What an agreement is worth for as long as it runs, which is not what a case costs.
CONTRACT = Measure(
    "belopp-under-avtalstiden",
    ValueKind.MONEY,
    Text("belopp under hela avtalstiden", "amount for the whole contract period"),
    Text(
        "Vilket belopp gäller det under hela avtalstiden?",
        "What amount is it about for the whole contract period?",
    ),
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


#: What a limit is called where its column does not say: as keys of a condition.
_LEADS = {
    "max": r"≤|högst|max(?:imalt)?\b\.?|upp till|t\.o\.m\.|till och med|at most|up to",
    "under": r"<|under|mindre än|lägre än|less than|below",
    "over": r">|över(?:stigande)?|mer än|more than",
    "min": r"≥|minst|lägst|fr\.o\.m\.|från och med|från|at least",
}
_LEAD = re.compile(
    "|".join(f"(?P<{key}>(?:{words}))" for key, words in _LEADS.items()), re.IGNORECASE
)
_OPEN_END = frozenset(
    map(
        name_key,
        ("obegränsat", "utan beloppsgräns", "utan gräns", "ingen gräns", "unlimited"),
    )
)
#: For what a limit counts: for each case it is what a question tells as the amount.
_PER_CASE = re.compile(
    r"(?:per|i varje|för varje|each) (?:ärende|tillfälle|gång|beslut|köp|inköp|fall"
    r"|case|occasion|decision)",
    re.IGNORECASE,
)
_PER_CONTRACT = re.compile(
    r"(?:totalt |sammanlagt )?(?:(?:per|under|för) (?:hela )?(?:avtal(?:et)?s?"
    r"(?:period(?:en)?|tid(?:en)?)?|kontrakts?(?:period(?:en)?|tid(?:en)?)?)"
    r"|per contract(?: period)?|for the whole contract period)",
    re.IGNORECASE,
)


CEILINGS = frozenset({"max", "under"})
FLOORS = frozenset({"over", "min"})


class Limit(NamedTuple):
    """A limit of a row: on what, of which kind, how much, and what it says besides.

    `key` is that of a condition: `max`, `under`, `over` or `min`.
    """

    measure: Measure
    key: str
    value: Scalar
    besides: str


def has_lead(cell: Scalar) -> bool:
    """Tell whether a cell itself says on which side its limit is."""
    return _LEAD.match(cell) is not None


def is_open_end(cell: Scalar) -> bool:
    """Tell whether a cell says that there is no limit."""
    return name_key(cell) in _OPEN_END


def limit(cell: Scalar, key: str = "max") -> Limit | None:
    """Return the limit that a cell says, None where it says none that is understood.

    A number without a unit is none: it could be kronor, days or prisbasbelopp. `key` is
    what the limit is where the cell does not say; one on the other side is none.
    """
    text = " ".join(cell.split())
    lead = _LEAD.match(text)
    if lead is not None and not _goes_on(text, lead.end()):
        assert lead.lastgroup is not None  # noqa: S101 - some group matched
        if (lead.lastgroup in CEILINGS) != (key in CEILINGS):
            return None
        key, text = lead.lastgroup, text[lead.end() :].strip()
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
        if measure is AMOUNT and _PER_CONTRACT.fullmatch(besides):
            measure, besides = CONTRACT, ""
        elif _PER_CASE.fullmatch(besides):
            besides = ""
        return Limit(measure, key, at(value, cell), besides)
    return None


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a word is longer than what was found of it, as in `högstadium`."""
    return text[end - 1].isalpha() and text[end : end + 1].isalnum()


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


def parts(cell: Scalar) -> list[Scalar]:
    """Return the parts of a cell in the order's own words: a line or semicolon each."""
    return split(_PARTS, cell, cell)


def split(pattern: re.Pattern[str], text: str, cell: Scalar) -> list[Scalar]:
    """Return the parts of a text, each as if it stood in a cell."""
    words = (word.strip() for word in pattern.split(text))
    return [at(word, cell) for word in words if word]


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
_SIGNING = frozenset(
    map(name_key, ("U", "F", "undertecknande", "firmateckning", "signing"))
)
_DECISION = frozenset(
    {"d", "b", "delegation", "beslut", "delegationsbeslut", "decision"}
)


def notification(cell: Scalar, clause: Notification | None) -> dict[str, Any]:
    """Return what a row says of notification; `clause` is what a yes means.

    What stands behind a known word is on what condition, or to whom.
    """
    word, besides = _word_and_besides(cell, (*_YES, *_NO, *_NOTIFICATIONS))
    known = _NOTIFICATIONS.get(word)
    if word in _NO:
        known = Notification.NONE
    elif word in _YES and clause is not Notification.NONE:
        known = clause
    if known is None or (known is Notification.NONE and besides):
        return {"notification": Notification.AS_WRITTEN, "told": Text(line(cell))}
    if besides:
        return {"notification": known, "told": Text(besides)}
    return {"notification": known}


class PassingOn(NamedTuple):
    """How far a row may be passed on.

    `limits` and `levels` are how much and to whom alone, and `words` what else it says,
    for the reader to judge.
    """

    word: SubDelegation
    limits: tuple[Limit, ...] = ()
    levels: tuple[Scalar, ...] = ()
    words: tuple[str, ...] = ()


def passing_on(cell: Scalar) -> PassingOn:
    """Return what a row says of passing the grant on.

    A no with more behind it is a no: what it leaves open must be said as a yes.
    """
    word, besides = _word_and_besides(cell, (*_YES, *_NO))
    if word in _NO:
        said = (besides,) if besides else ()
        return PassingOn(SubDelegation.FORBIDDEN, words=said)
    limits: list[Limit] = []
    levels: list[Scalar] = []
    words: list[str] = []
    rest = at(besides if word in _YES else line(cell), cell)
    for part in split(CLAUSES, rest, cell):
        to = _TO.match(part)
        own = limit(part)
        if own is not None and not own.besides:
            limits.append(own)
        elif to is not None:
            levels += split(_BESIDE, to["whom"], cell)
        else:
            words.append(str(part))
    is_plain = word in _YES and not (limits or levels or words)
    allowed = SubDelegation.ALLOWED if is_plain else SubDelegation.AS_WRITTEN
    return PassingOn(allowed, tuple(limits), tuple(levels), tuple(words))


def appeal(cell: Scalar) -> dict[str, Any]:
    """Return what a row says of appeal: in which way, and to which instance."""
    word, besides = _word_and_besides(cell, (*_NO, *_APPEALS))
    known = Appeal.NONE if word in _NO else _APPEALS.get(word)
    if known is None or (known is Appeal.NONE and besides):
        return {"appeal": Appeal.AS_WRITTEN, "appealed": Text(line(cell))}
    return (
        {"appeal": known, "appealed": Text(besides)} if besides else {"appeal": known}
    )


def _word_and_besides(cell: Scalar, known: Iterable[str]) -> tuple[str, str]:
    """Return the key of the known words that a cell begins with, and what follows.

    Where it begins with none, the first is empty.
    """
    text, words = line(cell), frozenset(known)
    ends = [m.start() for m in _ENDS.finditer(text)]
    for end in sorted((*ends, len(text)), reverse=True):
        key = name_key(text[:end])
        if key in words:
            return key, text[end:].strip(" ,;:.()")
    return "", text


def act(cell: Scalar) -> DecisionAct | None:
    """Return whether a row is a decision, an execution or a signing, None for none."""
    word = name_key(cell)
    if word in _EXECUTION:
        return DecisionAct.EXECUTION
    if word in _SIGNING:
        return DecisionAct.SIGNING
    return DecisionAct.DELEGATED_DECISION if word in _DECISION else None


#: How a matter begins that is about who signs, and not about who decides.
_OF_SIGNING = re.compile(
    r"(?:att )?(?:underteckn\w+|firmateckning\w*|kontrasign\w+"
    r"|teckn\w+ (?:av )?(?:\w+ )?firma\w*|sign(?:ing|ature)?\b)",
    re.IGNORECASE,
)


def is_of_signing(label: str) -> bool:
    """Tell whether a matter is signing by its name: that decides nothing."""
    return _OF_SIGNING.match(label.strip()) is not None


def line(cell: str) -> str:
    """Return a cell on one line."""
    return " ".join(cell.split())


def at(text: str, place: Scalar) -> Scalar:
    """Return a text as if it had been written where a cell stands."""
    made = Scalar(text)
    made.file, made.line, made.column = place.file, place.line, place.column
    return made


def entry(values: Mapping[str, Any], place: Scalar) -> Entry:
    """Return an object as if it had been written where a cell stands.

    A key that knows no place stands where the object does.
    """
    return Entry(values, place)
