"""Take a row of a delegation order apart: each delegate with what holds for them alone.

Of alternative delegates each decides alone, and each may have conditions, limits and
consultation of its own: `UC, efter samråd med HR / FC`, `UC (brådskande) / FC`, or in
another column `UC: 5 pbb; FC: 10 pbb`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..language.nodes import Scalar, scalar
from ..language.orders import OrderColumn
from ..model.grants import Consultation, Occasion
from ..model.names import name_key
from .order_cells import CLAUSES, limit, parts, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..language.orders import RowDraft
    from ..model.problems import Place

#: What a sign between alternatives may not stand in: round brackets.
_OUTSIDE = r"(?![^()]*\))"
_APART = re.compile(rf"\s*(?:[;/\n]|\beller\b|\bor\b)\s*{_OUTSIDE}")
_COMMA = re.compile(rf"\s*,\s*{_OUTSIDE}")
_BRACKETS = re.compile(r"(?P<word>[^()]+?)\s*\((?P<terms>[^()]+)\)")
_WAY = (
    r"i samråd med|i samråd|efter samråd med|efter samråd|after consulting"
    r"|after consultation with"
)
#: As a delegate is named it may mean that two decide jointly, which nobody may.
_JOINTLY = re.compile(r"\b(?:tillsammans med|together with)\b", re.IGNORECASE)
#: What parts whoever is consulted as well as whoever decides.
_OR = re.compile(rf"\b(?:eller|or)\b\s*{_OUTSIDE}", re.IGNORECASE)
#: Who steps in for a delegate: `KSO med KSV som ersättare`, `KSO, i andra hand KSV`.
_WITH_SUBSTITUTE = re.compile(
    r"(?P<word>.+?)\s+(?:med|with)\s+(?P<terms>.+?)\s+(?:som|as)\s+"
    r"(?:ersättare|ställföreträdare|substitute)",
    re.IGNORECASE,
)
_SECONDLY = re.compile(r"(?:i andra hand|secondly)\s+(?P<terms>.+)", re.IGNORECASE)
#: A delegate who is the lowest that may decide: their superiors may too.
_LOWEST = re.compile(r"(?:lägst|lowest)\s+(?P<word>.+)", re.IGNORECASE)
_LOWEST_MARK = "lägst"
_IS_LOWEST = frozenset(
    map(name_key, ("lägsta nivå", "lägsta beslutsnivå", "lowest level"))
)
#: What looks like a limit, and is no condition in words where it is none.
_LIKE_A_LIMIT = re.compile(
    r"\d\s*(?:pbb|prisbasbelopp|basbelopp|kr\b|kronor|tkr|mnkr|mkr|%|procent|mån|dag"
    r"|år\b|veck)|[<>≤≥]\s*\d",
    re.IGNORECASE,
)
_CONSULTING = re.compile(
    rf"(?P<word>.*?)\s*\b(?P<terms>(?:{_WAY})\s+.+)", re.IGNORECASE
)
#: The columns in which something may hold for one alternative: `UC: …`.
_SPLITTABLE = (
    OrderColumn.AT_MOST,
    OrderColumn.OVER,
    OrderColumn.CONDITIONS,
    OrderColumn.EXCEPT,
    OrderColumn.CONSULTS,
)
_IN_PARTS = (*_SPLITTABLE, OrderColumn.SUBSTITUTE, OrderColumn.DELEGATE)


class NamedDelegate(NamedTuple):
    """A delegate as a row names them, and what the row says of them alone."""

    word: Scalar
    terms: tuple[tuple[OrderColumn, Scalar], ...] = ()


class RowPart(NamedTuple):
    """The delegates of a row of whom it says the same, and what that is.

    `cells` are the parts of the cells that hold for them, by column.
    """

    words: tuple[Scalar, ...]
    cells: Mapping[OrderColumn, tuple[Scalar, ...]]

    @property
    def is_lowest(self) -> bool:
        """Whether the row says of them that they are the lowest who may decide."""
        return bool(self.cells.get(OrderColumn.DELEGATE))


def row_parts(
    row: RowDraft, is_known: Callable[[Scalar], bool]
) -> tuple[RowPart, ...] | None:
    """Return the parts of a row, None where it is unclear who decides how.

    Args:
        row: a row with a cell of delegates.
        is_known: tells whether a word is a delegate as it stands, brackets and all.
    """
    cell = row.get(OrderColumn.DELEGATE)
    named = alternatives(cell, is_known) if cell is not None else []
    if named is None:
        return None
    shared: dict[OrderColumn, list[Scalar]] = {}
    own: list[list[tuple[OrderColumn, Scalar]]] = [[*each.terms] for each in named]
    for column in _SPLITTABLE:
        written = row.get(column)
        for part in parts(written) if written is not None else ():
            head, colon, rest = part.partition(":")
            whose = {name_key(word) for word in split(_APART, head, part)}
            meant = [n for n, each in enumerate(named) if name_key(each.word) in whose]
            if colon and rest.strip() and meant:
                for number in meant:
                    own[number].append((column, scalar(rest.strip(), part.place)))
            else:
                shared.setdefault(column, []).append(part)
    groups: dict[tuple[tuple[OrderColumn, str], ...], list[Scalar]] = {}
    for each, terms in zip(named, own, strict=True):
        groups.setdefault(tuple(terms), []).append(each.word)
    return tuple(
        RowPart(
            tuple(words),
            {
                column: (
                    *shared.get(column, ()),
                    *(scalar(t, _place(row, column)) for c, t in terms if c is column),
                )
                for column in _IN_PARTS
                # a cell of which nothing is left for a part says nothing of it
                if column in row.cells or any(c is column for c, _ in terms)
            },
        )
        for terms, words in groups.items()
    )


def _place(row: RowDraft, column: OrderColumn) -> Place:
    cell = row.get(column) or row.get(OrderColumn.DELEGATE) or row.place_of
    return cell.place


def alternatives(
    cell: Scalar, is_known: Callable[[Scalar], bool] = lambda _word: False
) -> list[NamedDelegate] | None:
    """Return those whom a cell names beside each other, None where that is unclear.

    It is where others stand behind whom somebody consults: they may be consulted too,
    or may decide.
    """
    named: list[NamedDelegate] = []
    for piece in split(_APART, cell, cell):
        beside = [NamedDelegate(piece)] if is_known(piece) else _beside(piece, is_known)
        if beside is None:
            return None
        named += beside
    is_consulting = any(
        _CONSULTING.fullmatch(_without_brackets(word))
        for piece in split(_OR, cell, cell)[:-1]
        for word in split(_APART, piece, cell)[-1:]
    )
    return None if is_consulting else named


def _beside(
    piece: Scalar, is_known: Callable[[Scalar], bool]
) -> list[NamedDelegate] | None:
    """Return those whom a part of a cell names between its commas."""
    named: list[NamedDelegate] = []
    words = split(_COMMA, piece, piece)
    for number, word in enumerate(words):
        if _JOINTLY.search(_without_brackets(word)):
            return None
        column = OrderColumn.CONSULTS
        match = _CONSULTING.fullmatch(_without_brackets(word))
        if match is None:
            column = OrderColumn.SUBSTITUTE
            match = _WITH_SUBSTITUTE.fullmatch(word) or _SECONDLY.fullmatch(word)
        if match is None:
            named.append(_alternative(word, is_known))
            continue
        term = (column, scalar(match["terms"], piece.place))
        alone = match.groupdict().get("word", "")
        is_last = number == len(words) - 1
        if not is_last or (not alone and number != 1):
            return None
        if alone:
            named.append(NamedDelegate(scalar(alone, piece.place), (term,)))
        else:
            before = named.pop()
            named.append(NamedDelegate(before.word, (*before.terms, term)))
    return named


def _without_brackets(word: str) -> str:
    """Return a word with nothing to look at where it ends in brackets."""
    return "" if word.endswith(")") else word


def _alternative(word: Scalar, is_known: Callable[[Scalar], bool]) -> NamedDelegate:
    """Return a delegate with what stands in brackets behind."""
    lowest = None if is_known(word) else _LOWEST.fullmatch(word)
    if lowest is not None:
        made = _alternative(scalar(lowest["word"], word.place), is_known)
        mark = (OrderColumn.DELEGATE, scalar(_LOWEST_MARK, word.place))
        return NamedDelegate(made.word, (*made.terms, mark))
    match = None if is_known(word) else _BRACKETS.fullmatch(word)
    if match is None:
        return NamedDelegate(word)
    inside = split(CLAUSES, match["terms"], word)
    terms = []
    for term in inside:
        column = _column_of(term)
        is_mark = column is OrderColumn.DELEGATE
        said = scalar(_LOWEST_MARK, term.place) if is_mark else term
        terms.append((column, said))
    return NamedDelegate(scalar(match["word"], word.place), tuple(terms))


def _column_of(term: Scalar) -> OrderColumn:
    """Return in which column a term would stand; that of delegates for the level."""
    if name_key(term) in _IS_LOWEST:
        return OrderColumn.DELEGATE
    if _CONSULTING.fullmatch(term):
        return OrderColumn.CONSULTS
    if limit(term, "over") is not None and limit(term) is None:
        return OrderColumn.OVER
    # what only looks like a limit is told as one that is none
    is_limit = limit(term) is not None or _LIKE_A_LIMIT.search(term)
    return OrderColumn.AT_MOST if is_limit else OrderColumn.CONDITIONS


# whom they consult, and who steps in --------------------------------------------------

_PHRASE = re.compile(
    rf"(?P<way>{_WAY}|tillsammans med|together with|efter|after)\s+(?P<whom>.+)",
    re.IGNORECASE,
)
_DOCUMENTED = re.compile(
    r"[\s,(]*(?:(?:som |och |vilket )?(?:ska |skall |must )?(?:be )?"
    r"(?:dokumenteras|documented)|dokumenterat|dokumenterad)\)?\s*",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\s*(?:[,/]|\boch\b|\bsamt\b|\beller\b|\band\b|\bor\b)\s*", re.IGNORECASE
)


class Consulted(NamedTuple):
    """Whom a delegate consults as a cell names them, and how."""

    word: Scalar
    way: Consultation
    is_documented: bool


def consulted(part: Scalar) -> Iterator[Consulted]:
    """Yield whom a delegate consults; what says no way is before the decision."""
    bare = _DOCUMENTED.sub(" ", part).strip()
    is_documented = bare != part
    way = Consultation.BEFORE
    for piece in split(_NAMES, bare, part):
        word = piece
        if match := _PHRASE.fullmatch(piece):
            is_before = match["way"].casefold().startswith(("efter", "after"))
            way = Consultation.BEFORE if is_before else Consultation.TOGETHER
            word = scalar(match["whom"], part.place)
        yield Consulted(word, way, is_documented)


#: Between those who step in one after the other.
_IN_ORDER = re.compile(
    r"\s*(?:[,/\n]|\bdärefter\b|\bi andra hand\b|\bsedan\b|\bthen\b)\s*"
)
_OCCASIONS = {
    Occasion.ABSENCE: r"frånvaro|förfall|ledighet|semester|sjukdom|absence",
    Occasion.DISQUALIFICATION: r"jäv|disqualification",
    Occasion.VACANCY: r"vakans|vacancy",
}
_OCCASION = "|".join(f"(?P<{o.value}>{words})" for o, words in _OCCASIONS.items())
_STEP = re.compile(
    rf"(?P<word>.+?)\s*(?:\(|\b)(?:vid |in |on )?(?:{_OCCASION})\)?", re.IGNORECASE
)


class NamedSubstitute(NamedTuple):
    """Who steps in as a cell names them, and on which occasion alone."""

    word: Scalar
    on: Occasion | None


def steps(text: str, cell: Scalar) -> list[NamedSubstitute]:
    """Return who steps in, in order: `AC, FC vid jäv`."""
    return [step(word) for word in split(_IN_ORDER, text, cell)]


def step(word: Scalar) -> NamedSubstitute:
    """Return who steps in, and when."""
    match = _STEP.fullmatch(word)
    if match is None:
        return NamedSubstitute(word, None)
    on = next(occasion for occasion in Occasion if match[occasion.value])
    return NamedSubstitute(scalar(match["word"], word.place), on)


def substitutes(cell: Scalar) -> Iterator[tuple[Scalar | None, list[NamedSubstitute]]]:
    """Yield for each delegate who steps in, in order; None is every delegate.

    `EC: AC, FC` is for one delegate, `AC, FC` for them all.
    """
    for part in parts(cell):
        delegate, colon, others = part.partition(":")
        if colon:
            yield scalar(delegate.strip(), cell.place), steps(others, cell)
        else:
            yield None, steps(part, cell)
