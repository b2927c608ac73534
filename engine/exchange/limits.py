"""Read limits as documents write them: `upp till 5 prisbasbelopp`, `högst tre år`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.values import money_in
from .parts import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .parts import Parts

_WORDS = {
    "en halv": "0,5",
    "ett halvt": "0,5",
    "en": "1",
    "ett": "1",
    "två": "2",
    "tre": "3",
    "fyra": "4",
    "fem": "5",
    "sex": "6",
    "sju": "7",
    "åtta": "8",
    "nio": "9",
    "tio": "10",
    "elva": "11",
    "tolv": "12",
}
_COUNT = (
    r"(?P<count>[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3})+(?:,[0-9]{1,2})?"
    r"|[0-9]+(?:[.,][0-9]+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
)
_UNIT = (
    r"(?P<unit>prisbasbelopp(?:et|en)?|basbelopp(?:et|en)?|pbb|tkr|mnkr|mkr|msek"
    r"|miljoner(?: kronor| kr)?|miljon(?: kronor| kr)?|tusen(?: kronor| kr)?|kronor|kr"
    r"|sek|:-|dagar|dag|dgr|veckor|vecka|v|månader|månad|mån|år|%|procent)"
)
#: Units of time in short, and what our table calls them.
_SHORT_UNITS = {"dgr": "dagar", "v": "veckor", "mån": "månader"}
VALUE = rf"{_COUNT}[ \u00a0]*{_UNIT}(?![0-9a-zåäö])"
_CEILINGS = (
    r"högst|som högst|max\.?|maximalt|upp till och med|upp till|upp t\.? ?o\.? ?m\.?|t\.? ?o\.? ?m\.?"
    r"|till och med|intill|≤|<=|ej över|inte över|ej överstigande|inte överstigande"
    r"|som (?:inte|ej) överstiger|inte överstiger|ej överstiger|(?:inte|ej) mer än"
    r"|längst|som längst|i högst|under högst|för högst"
)
_FLOORS = (
    r"över|överstigande|som överstiger|överstiger|mer än|mera än|längre än|>|utöver"
)
_OTHERS = (
    r"under|mindre än|<|minst|från|fr\.?o\.?m\.?|≥|>=|lägre än|kortare än|ca|cirka|inom"
    r"|understigande|som understiger|mellan"
)
_LEAD = (
    r"(?:(?:till|med|på|för|om|vid|i)? ?(?:ett|en|de|den|det)? ?(?:belopp(?:et)?"
    r"|värde|kostnad(?:en)?|ordervärde|kontraktsvärde|avtalsvärde|tid|löptid|avtalstid"
    r"|beloppsgräns)(?: (?:av|på|om))? )?"
)
#: What may stand behind a limit and only says how it is counted.
_TAIL = (
    r"(?P<tail>(?:(?: (?:per|och|för varje) |/)(?:år|månad|tillfälle|gång|ärende|enskilt ärende"
    r"|kund|gäldenär|avtal|beslut|avrop|kalenderår|fordran|objekt|person|hushåll"
    r"|fastighet|köp|inköp|upphandling|skada|förening|elev|barn|familj|ansökan)| årligen| totalt| sammanlagt| i taget"
    r"| exkl(?:\.|usive)? moms| inkl(?:\.|usive)? moms)*)"
)
_LIMIT = re.compile(
    rf"(?<!\w){_LEAD}(?P<word>{_CEILINGS}|{_FLOORS}|{_OTHERS})[ :]*{VALUE}{_TAIL}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{VALUE}{_TAIL}", re.IGNORECASE)
_IS_CEILING = re.compile(rf"(?:{_CEILINGS})", re.IGNORECASE)
_IS_FLOOR = re.compile(rf"(?:{_FLOORS})", re.IGNORECASE)
_IS_BELOW = re.compile(r"under|mindre än|<|lägre än|understigande|som understiger")
_IS_FROM = re.compile(r"minst|från|fr\.?o\.?m\.?|≥|>=")
_BETWEEN = re.compile(
    rf"(?:mellan )?(?P<low>[0-9][0-9 ]*(?:[.,][0-9]+)?)[ ]*(?P<lowunit>{_UNIT[9:-1]})?"
    rf"[ ]*(?:-|–|—|och|till)[ ]*{VALUE}{_TAIL}",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|\boch\b|\bmen\b|\n|\bdock\b)\s*", re.IGNORECASE)
_SOME = re.compile(rf"(?<![0-9a-zåäö]){VALUE}", re.IGNORECASE)
#: A number that a word makes a limit, whatever it counts: `högst 24 timmar`.
_COUNTED = re.compile(
    rf"(?<!\w)(?:{_CEILINGS}|{_FLOORS}|{_OTHERS})[ :]*[0-9]", re.IGNORECASE
)
_OF_BASE = re.compile(
    r"\s*(?:av\s+)?(?:ett\s+|ett års\s+|årets\s+)?(?:pris)?basbelopp", re.IGNORECASE
)
_NONE = re.compile(
    r"(?:utan belopps(?:gräns|begränsning)|obegränsat|oavsett belopp|ingen belopps?gräns"
    r"|alla belopp|utan begränsning)\.?",
    re.IGNORECASE,
)
_HANGING = re.compile(r"(?<=\w)\s+(?:med|på|om|till|för|av|under|i|vid)$")
_YEARS = frozenset({"år"})
#: Units so small that a point before three figures can only divide thousands.
_KRONOR = frozenset({"kr", "kronor", "sek", ":-"})
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


#: What so many prisbasbelopp are in kronor, in one year: said beside them, for ease.
_KRONOR_OF_YEAR = re.compile(
    r"(?P<count>[0-9]{1,4}(?:[.,][0-9]{1,2})?) ?(?P<unit>pbb|prisbasbelopp|basbelopp)"
    r" \((?:motsvarar |ca |f\.?n\.? |= ?)?(?P<kronor>[0-9][0-9 .\u00a0]*) ?(?:kr|kronor|:-)"
    r"(?:,? (?:år |för )?20[0-9]{2})?\)",
    re.IGNORECASE,
)
#: Between these a prisbasbelopp has been, and will be for long.
_LOWEST_BASE, _HIGHEST_BASE = 30_000, 100_000


def without_kronor(text: str) -> str:
    """Return a text without what its prisbasbelopp are in the kronor of a year.

    Kronor that so many of them cannot be stay where they are.
    """

    def bare(match: re.Match[str]) -> str:
        count = float(match["count"].replace(",", "."))
        kronor = int(re.sub(r"[^0-9]", "", match["kronor"]))
        is_same = count * _LOWEST_BASE <= kronor <= count * _HIGHEST_BASE
        return f"{match['count']} {match['unit']}" if is_same and count else match[0]

    return _KRONOR_OF_YEAR.sub(bare, text) if "(" in text else text


class LimitPhrase(NamedTuple):
    """A limit in words: which column it fills, with what; "" where it has no column."""

    column: OrderColumn | None
    cell: str
    is_age_like: bool = False

    @property
    def parts(self) -> Parts:
        """The cell that says the limit."""
        return {} if self.column is None else {self.column: self.cell}


def value_cell(match: re.Match[str]) -> str:
    """Return a value with its unit as our table writes it, "" where it has no sure one."""
    count = match["count"].casefold()
    count = _WORDS.get(count, count).replace("\u00a0", " ").replace("\u202f", " ")
    unit = match["unit"].casefold()
    tail = (match["tail"] or "").rstrip() if "tail" in match.re.groupindex else ""
    tail = tail.replace("/", " per ")
    if unit.startswith(("prisbas", "basbelopp", "pbb")):
        if not re.fullmatch(r"[0-9]{1,5}(?:[.,][0-9]{1,2})?", count):
            return ""
        return f"{count.replace('.', ',')} pbb{tail}"
    if unit in {"%", "procent"}:
        is_share = re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?", count)
        return f"{count} %{tail}" if is_share else ""
    unit = _SHORT_UNITS.get(unit, unit)
    if unit.startswith(("dag", "veck", "mån", "år")):
        return f"{count} {unit}{tail}" if re.fullmatch("[0-9]{1,4}", count) else ""
    if unit in _KRONOR and _THOUSANDS.fullmatch(count):
        count = count.replace(".", " ")
    money = f"{count} {unit}"
    return f"{money}{tail}" if money_in(money) is not None else ""


def limit_phrase(text: str) -> LimitPhrase | None:
    """Return the limit that a text says and nothing else, None where it says none.

    The column is None where there is none for it, as for `under` and `minst`.
    """
    plain = " ".join(text.split()).strip(" .,;:()")
    match = _LIMIT.fullmatch(plain)
    if match is None:
        return None
    cell = value_cell(match)
    word = match["word"]
    column = None
    if cell and _IS_CEILING.fullmatch(word):
        column = OrderColumn.AT_MOST
    elif cell and _IS_FLOOR.fullmatch(word):
        column = OrderColumn.OVER
    is_years = match["unit"].casefold() in _YEARS
    is_age_like = is_years and not word.casefold().startswith(("längst", "längre"))
    return LimitPhrase(column, cell, is_age_like)


def limits(text: str) -> Parts | None:
    """Return the cells of one or two limits that are all a text says, else None.

    Of two limits each must say what it is, as in `över 5 pbb och högst 10 pbb`.
    """
    whole = limit_phrase(text)
    if whole is not None:
        return whole.parts or None
    cells: dict[OrderColumn, str] = {}
    pieces = [piece for piece in _AND.split(text) if piece.strip(" .,;:()")]
    for piece in pieces:
        phrase = limit_phrase(piece)
        if phrase is None or phrase.column is None:
            return None
        before = cells.get(phrase.column)
        if before is not None and measure(before) == measure(phrase.cell):
            return None
        cells[phrase.column] = "\n".join(filter(None, (before, phrase.cell)))
    return cells if len(pieces) == 2 else None  # noqa: PLR2004 - a floor and a ceiling, or two measures


def bare_value(text: str) -> str:
    """Return a value with its unit that is all a text says, "" where it is not."""
    match = _BARE.fullmatch(" ".join(text.split()).strip(" .,;()"))
    return value_cell(match) if match else ""


def is_unlimited(text: str) -> bool:
    """Tell whether a text says that there is no limit."""
    return _NONE.fullmatch(text.strip()) is not None


def counted_words(text: str) -> tuple[str, str] | None:
    """Return what stands before a word such as `högst` with a number, and the rest."""
    plain = " ".join(text.split())
    match = _COUNTED.search(plain)
    name = plain[: match.start()].rstrip(" (,;:–-") if match else ""
    return (name, plain[len(name) :].strip(" (),;:–-")) if name else None


@lru_cache(maxsize=4_096)
def has_quantity(text: str) -> bool:
    """Tell whether a text has a number with a unit somewhere, or `basbelopp`.

    Behind a word such as `högst` a number needs no unit that is known.
    """
    plain = " ".join(text.split())
    is_limit = _SOME.search(plain) or _COUNTED.search(plain)
    return is_limit is not None or "basbelopp" in plain.casefold()


def guesses(text: str) -> tuple[Parts, ...]:
    """Return the limits that a text may mean, the likelier first, to be offered."""
    plain = " ".join(text.split())
    offered: list[Parts] = []
    between = _BETWEEN.search(plain)
    if between is not None:
        high = value_cell(between)
        low = f"{between['low'].strip()} {between['lowunit'] or between['unit']}"
        if high and (value := bare_value(low)):
            offered.append({OrderColumn.OVER: value, OrderColumn.AT_MOST: high})
    values = list(_values(plain))
    floor = _LIMIT.search(plain)
    is_floor = floor is not None and _IS_FLOOR.fullmatch(floor["word"]) is not None
    first, second = OrderColumn.AT_MOST, OrderColumn.OVER
    if is_floor:
        first, second = second, first
    if len(values) == 2:  # noqa: PLR2004 - a floor and a ceiling
        offered += [
            {OrderColumn.OVER: values[0], OrderColumn.AT_MOST: values[1]},
            {OrderColumn.AT_MOST: "\n".join(values)},
        ]
    if floor is not None and len(values) == 1 and not is_floor:
        word = floor["word"].casefold()
        if _IS_BELOW.fullmatch(word):
            offered.append({OrderColumn.AT_MOST: f"under {values[0]}"})
        elif _IS_FROM.fullmatch(word):
            offered.append({OrderColumn.OVER: f"minst {values[0]}"})
    for value in values[:3]:
        offered += [{first: value}, {second: value}]
    return tuple(part for n, part in enumerate(offered) if part not in offered[:n])


def _values(plain: str) -> Iterator[str]:
    """Yield the values with units in a text, as our table writes them."""
    for match in _SOME.finditer(plain):
        behind = plain[match.end() :]
        if match["unit"] in {"%", "procent"} and _OF_BASE.match(behind):
            share = match["count"]
            if re.fullmatch(r"[0-9]{1,3}", share):
                yield f"{int(share) / 100:g} pbb".replace(".", ",")
            continue
        cell = value_cell(match)
        if not cell and re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", match["count"]):
            cell = f"{match['count'].replace('.', ' ')} {match['unit']}"
        if cell:
            yield cell


def _name_before(text: str) -> str:
    """Return what stands before a limit without what only leads over to it."""
    return _HANGING.sub("", text.rstrip(" (,;:–-"))


def split_limits(text: str) -> tuple[str, Parts] | None:
    """Return what stands before two limits at the end of a text, and the limits."""
    plain = " ".join(text.split()).rstrip(" .;,")
    for match in _LIMIT.finditer(plain):
        before = plain[: match.start()]
        found = limits(plain[match.start() :].rstrip(")"))
        if found is not None and before.endswith((" ", "(", ",")):
            return _name_before(before), found
    return None


@lru_cache(maxsize=4_096)
def split_limit(text: str) -> tuple[str, LimitPhrase] | None:
    """Return what stands before a limit at the end of a text, and the limit.

    None where the text does not end with a limit and nothing else.
    """
    plain = " ".join(text.split()).rstrip(" .;,")
    for match in _LIMIT.finditer(plain):
        before = plain[: match.start()]
        inside = plain[match.start() :].rstrip(")")
        phrase = limit_phrase(inside) if before.endswith((" ", "(", ",")) else None
        if phrase is not None:
            return _name_before(before), phrase
    return None
