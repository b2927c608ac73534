"""Numbers in words, and everyday words for money, written in figures.

"En halv miljon", "tjugotusen", "två prisbasbelopp" and "50 papp" are amounts that
people write so. Only what stands before a unit is rewritten: "två tjänstemän" stays.
"""

from __future__ import annotations

import re

_ONES = {
    word: number
    for number, alike in enumerate(
        "en|ett två|tva tre fyra fem sex sju åtta|atta nio tio elva tolv tretton "
        "fjorton femton sexton sjutton arton nitton".split(),
        start=1,
    )
    for word in alike.split("|")
}
_TENS = {
    word: number * 10
    for number, word in enumerate(
        "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split(), start=2
    )
}
_HUNDRED, _THOUSAND = 100, 1_000
#: The words of numbers, the longest first, so that "sjutton" is no "sju".
_WORD = "|".join(sorted({*_ONES, *_TENS, "hundra"}, key=len, reverse=True))
_NUMERAL = rf"(?:{_WORD})(?:\s?(?:{_WORD}))*"
_MONEY = r"kronor|kr|spänn|prisbasbelopp|basbelopp|pbb"
_LARGE = r"tusen|miljoner|miljon|mkr|tkr"
_SPANS = r"dagar|dygn|veckor|månader|procent|timmar"
#: Before a unit, or before one that is written together with the number.
_COUNTED = re.compile(
    rf"(?<!\w)({_NUMERAL})(?:\s?({_LARGE})|\s+({_MONEY}|{_SPANS}))(?!\w)",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?<!\w)(?:(\w+)\s+och\s+)?(?:en\s+)?halv\s+miljon(?:er)?(?!\w)",
    re.IGNORECASE,
)
#: Everyday words for a thousand kronor.
_EVERYDAY = re.compile(
    r"(?<![\w,.])(\d{1,4})(?:\s?(?:papp|tusenlappar|lax|laxar|lakan)|k)(?!\w)",
    re.IGNORECASE,
)
#: "Tusen" is one thousand behind these, and not behind "ett par".
_ALONE = re.compile(
    r"(?<!\w)(för|på|om|över|under|med|kostar)\s+tusen\s+(?:kronor|kr|spänn)(?!\w)",
    re.IGNORECASE,
)


def in_figures(text: str) -> str:
    """Return a text with its numbers in words before a unit in figures."""
    text = _HALF.sub(_half, text)
    text = _EVERYDAY.sub(r"\1 tusen", text)
    text = _COUNTED.sub(_counted, text)
    text = _ALONE.sub(r"\1 1000 kronor", text)
    return re.sub(r"(?<=\d\s)spänn(?!\w)", "kronor", text, flags=re.IGNORECASE)


def _half(match: re.Match[str]) -> str:
    whole = match[1] or ""
    number = _number(whole) if whole else 0
    if number is None and whole.isdigit():
        number = int(whole)
    if number is None:
        return f"{whole} och 0,5 miljoner"
    return f"{number},5 miljoner"


def _counted(match: re.Match[str]) -> str:
    number = _number(match[1])
    return match.group() if number is None else f"{number} {match[2] or match[3]}"


def _number(written: str) -> int | None:
    """Return the number that some words are, None where they are none."""
    rest = written.casefold().replace(" ", "")
    total = part = 0
    while rest:
        word = next((m for m in re.findall(rf"^(?:{_WORD})", rest)), "")
        if not word:
            return None
        rest = rest.removeprefix(word)
        if word == "hundra":
            total, part = total + max(part, 1) * _HUNDRED, 0
        else:
            part += _ONES.get(word, 0) + _TENS.get(word, 0)
    return total + part if total + part < _THOUSAND else None
