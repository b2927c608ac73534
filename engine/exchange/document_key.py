"""Find the key of abbreviations of a document: a table, or a list of `EC = …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.model.names import name_key
from .blocks import OfficeHeading, OfficeParagraph, OfficeTable, grid
from .cell_text import one_line
from .role_names import Abbreviation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .blocks import OfficeDocument

_TITLE = re.compile(
    r"förkortning|abbreviation|begrepp|teckenförklaring|beteckning", re.IGNORECASE
)
_SHORT = frozenset(
    map(
        name_key,
        (
            "förkortning",
            "förkortningar",
            "förk",
            "förk.",
            "kort",
            "beteckning",
            "abbreviation",
        ),
    )
)
_MEANING = frozenset(
    map(
        name_key,
        (
            "betydelse",
            "befattning",
            "funktion",
            "titel",
            "delegat",
            "roll",
            "förklaring",
            "står för",
            "benämning",
            "meaning",
            "role",
            "utläses",
        ),
    )
)
_SUPERIOR = frozenset(
    map(name_key, ("överordnad", "närmaste chef", "chef", "superior"))
)
_SUBSTITUTE = frozenset(map(name_key, ("ersättare", "ersätts av", "substitutes")))
_LINE = re.compile(
    r"(?P<short>[\wÅÄÖåäö./-]{1,12})\s*(?:=|–|—|:|\s-\s|\t)\s*(?P<meaning>[^=]{2,120})"
)
_LONGEST_SHORT, _LONGEST_MEANING = 20, 150
_EQUAL = re.compile(
    r"(?<![\w./=-])(?P<short>(?:[12]:[ea] )?[\wÅÄÖåäö./-]{1,12})[ \t]*=[ \t]*(?=[^\W\d])"
)
_LISTED = re.compile(
    r"\s*(?P<short>[^=]{1,19}[^=\s])\s*=\s*(?P<meaning>[^\W\d][^=]{1,148}?)[,;.\s]*"
)
#: What stands between the meaning of an abbreviation and the next one.
_AFTER = re.compile(r"[\s,;.]*(?:\b(?:och|samt)\s*)?$")
_TITLED = re.compile(
    r"(?:(?:följande|dessa|nedanstående|i ordningen används följande) )?"
    r"(?:förkortning\w*|förklaring\w*|teckenförklaring|beteckning\w*)[^:]{0,40}:(?P<list>.+)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?P<short>[A-ZÅÄÖ]{1,5})[ :–-]+(?P<meaning>[^\W\d][\w -]{2,80})")
_HEAD_ROWS = 12


def document_key(document: OfficeDocument) -> tuple[Abbreviation, ...]:
    """Return what the document says that its abbreviations stand for."""
    found: list[Abbreviation] = []
    is_below = False
    for block in document.blocks:
        if isinstance(block, OfficeHeading):
            is_below = _TITLE.search(block.text) is not None
        elif isinstance(block, OfficeTable):
            found += _of_table(block, is_titled=is_below)
            found += _of_table_head(block)
        else:
            is_title = len(block.text) < 40 and _TITLE.search(block.text)  # noqa: PLR2004 - a line of its own
            is_below = is_below or bool(is_title)
            found += _of_sentence(block.text)
            if is_below:
                found += _of_paragraph(block)
    return tuple(dict.fromkeys(found))


def is_key(table: OfficeTable, *, is_titled: bool = False) -> bool:
    """Tell whether a table is a key of abbreviations."""
    return bool(list(_of_table(table, is_titled=is_titled)))


def _of_table(table: OfficeTable, *, is_titled: bool) -> Iterator[Abbreviation]:
    rows = [[one_line(spot.text) for spot in row] for row in grid(table.rows)]
    for number, row in enumerate(rows[:6]):
        keys = [name_key(cell) for cell in row]
        short = _column(keys, _SHORT)
        meaning = _column(keys, _MEANING)
        if short is not None and meaning is not None:
            superior = _column(keys, _SUPERIOR)
            steps = _column(keys, _SUBSTITUTE)
            yield from _lines(rows[number + 1 :], short, meaning, superior, steps)
            return
    is_plain = is_titled and rows and all(len(row) == 2 for row in rows)  # noqa: PLR2004 - short and meaning
    if is_plain and all(len(row[0]) <= _LONGEST_SHORT for row in rows):
        yield from _lines(rows, 0, 1, None, None)


def _column(keys: Sequence[str], names: frozenset[str]) -> int | None:
    return next((n for n, key in enumerate(keys) if key in names), None)


def _lines(
    rows: Sequence[Sequence[str]],
    short: int,
    meaning: int,
    superior: int | None,
    steps: int | None,
) -> Iterator[Abbreviation]:
    for row in rows:
        word, text = row[short], row[meaning]
        if not word or not text or len(text) > _LONGEST_MEANING or word == text:
            continue
        listed = "" if steps is None else row[steps]
        yield Abbreviation(
            short=word,
            meaning=text.rstrip("."),
            superior="" if superior is None else row[superior].strip("-– "),
            substitutes=tuple(
                each for each in re.split(r"\s*[,;/]\s*", listed) if each.strip("-– ")
            ),
        )


def _of_table_head(table: OfficeTable) -> Iterator[Abbreviation]:
    """Yield the lines of a key that stands in the cells above a header."""
    for row in table.rows[:_HEAD_ROWS]:
        texts = [cell.text for cell in row if cell.text.strip()]
        if len(texts) == 1:
            yield from _of_sentence(texts[0])


def _of_sentence(text: str) -> Iterator[Abbreviation]:
    """Yield what a sentence explains: `EC = enhetschef, AC = …`, `Förkortningar: EC …`.

    Each explains only itself: where a sign of equality stands for something else, what
    it says is the name of no role.
    """
    if "\n" in text and all(map(_LISTED.fullmatch, text.split("\n"))):
        for each in filter(None, map(_LISTED.fullmatch, text.split("\n"))):
            yield Abbreviation(short=each["short"], meaning=each["meaning"])
        return
    equal = list(_EQUAL.finditer(text))
    ends = [match.start() for match in equal[1:]] + [len(text)]
    for match, end in zip(equal, ends, strict=False):
        meaning = _AFTER.sub("", text[match.end() : end].partition("\n")[0])
        if 1 < len(meaning) <= _LONGEST_MEANING:
            yield Abbreviation(short=match["short"], meaning=meaning)
    titled = _TITLED.fullmatch(" ".join(text.split()))
    if titled is None or equal:
        return
    for piece in re.split(r"[,;]", titled["list"].rstrip(". ")):
        pair = _PAIR.fullmatch(piece.strip())
        if pair is not None:
            yield Abbreviation(short=pair["short"], meaning=pair["meaning"].strip())


def _of_paragraph(block: OfficeParagraph) -> Iterator[Abbreviation]:
    if "=" in block.text:
        return
    for piece in re.split(r"\n|;|,(?=\s*[A-ZÅÄÖ]{2,}\s*[:–])", block.text):
        match = _LINE.fullmatch(piece.strip())
        if match is not None:
            yield Abbreviation(
                short=match["short"], meaning=match["meaning"].strip().rstrip(".")
            )
