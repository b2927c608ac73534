"""Provisions as people write them: acts, chapters and sections, one or many.

`9 kap. 31 a § PBL`, `PBL 9:31 a`, `LVU 6 och 11 §§`, `30:5–7 SoL` and `LVU 6 §, jfr 13
§ LVM` are all read; what follows on a paragraph, item or sentence is left aside. A
reference is a link to look things up by: it lends nothing any rank.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ...records import record
from .names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: A number with its letter; `i` is one where no word follows it (`15 i förordningen`).
_LETTER = r"(?:[a-hj-z]|i(?!\s+(?!och|samt|eller|kap)[^\W\d_]))(?![^\W_])"
_NUMBER = rf"[0-9]{{1,3}}(?:\s?{_LETTER})?(?![0-9])"
_DASH = "[-\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}]"
_AND = r"(?:,|&|och|samt|eller|and|or|resp(?:ektive|\.)?)"
#: A number, or a run of them: `3`, `31 a`, `5–7`, `31 b–d`.
_ITEM = rf"{_NUMBER}(?:\s*{_DASH}\s*(?:{_NUMBER}|{_LETTER}))?"


def _list(but: str) -> str:
    """Return what a list of numbers looks like, whose later ones nothing follows."""
    more = rf"\s*{_AND}\s*{_ITEM}(?!\s*(?:{but}))"
    return rf"{_ITEM}(?:{more}){{0,20}}"


_WHOLE_LIST = _list(r"kap\b|:")
_ORDINAL = (
    r"(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|sista)"
)
_PART = (
    r"(?:st(?:ycket|yckena|ycke)?|p(?:unkterna|unkten|unkt)?|men(?:ingen|ing)?"
    r"|mom(?:entet)?|strecksatsen|ledet|led)(?![^\W_])\.?"
)
_IN_LIST = rf"{_WHOLE_LIST}(?!\s*(?:§|kap\b|:))"
_ORDINALS = rf"{_ORDINAL}(?:\s*(?:{_DASH}|{_AND})\s*{_ORDINAL}){{0,8}}"
_CHAPTER = r"kap(?:itlet|itel|\.)?"
#: A word in front of which the text is divided, and a sign.
_BREAK = r"och|samt|eller|and|or|jfr|jämför|cf|se|även|respektive|resp"
#: The pieces of a text, the first that fits: what an act is called comes last.
_FORMS = {
    # SFS 2025:400
    "act": r"(?:SFS\s*)?(?P<sfs>[0-9]{4}:[0-9]{1,5})(?![0-9])",
    # första stycket 3, 2 st. 1 p., punkt 2: parts of a section, left aside
    "part": rf"(?P<aside>(?:{_ORDINALS}|{_WHOLE_LIST})\s*{_PART}(?:\s*{_IN_LIST})?"
    rf"|{_PART}\s*{_IN_LIST})",
    # 30:5–7
    "short": rf"(?<![0-9:])(?P<short>{_NUMBER})\s?:\s?"
    rf"(?P<shorts>{_list('kap|:|§')})(?:\s*§+)?",
    # 30 kap. 5 §, 30 kap. § 5
    "chapter": rf"(?P<chapters>{_WHOLE_LIST})\s*{_CHAPTER}(?![^\W\d_])(?:,?\s*"
    rf"(?:§+\s*(?P<signed>{_WHOLE_LIST})|(?P<behind>{_WHOLE_LIST})\s*§*))?",
    # kap. 30 § 5
    "named": rf"{_CHAPTER}\s*(?P<chapter>{_NUMBER})(?:,?\s*"
    rf"(?:§+\s*(?P<sign_first>{_WHOLE_LIST})|(?P<sign_last>{_WHOLE_LIST})\s*§+))?",
    # 6 och 11 §§, § 6
    "section": rf"(?P<sections>{_WHOLE_LIST})\s*§+|§+\s*(?P<after>{_WHOLE_LIST})",
    # artikel 15, art. 6.1 c
    "article": rf"art(?:iklarna|ikel|\.)?\s*(?P<article>{_WHOLE_LIST})"
    rf"(?:\.[0-9]+(?:\s?{_LETTER})?)*",
    "break": rf"(?P<break>[,;\n\r+/|•]|(?<![^\W_])(?:{_BREAK})(?![^\W_])\.?)",
    "word": r"(?P<word>[^\W\d_](?:[\w-]*[\w-])?)",
    "bare": rf"(?P<bare>{_NUMBER})",
}
_PIECES = re.compile("|".join(_FORMS.values()), re.IGNORECASE)
_NUMBERS = re.compile(_NUMBER, re.IGNORECASE)
_RUN = re.compile(rf"({_NUMBER})\s*{_DASH}\s*({_NUMBER}|{_LETTER})", re.IGNORECASE)
_LETTERED = re.compile(r"([0-9]+)([a-z]?)")
#: Words before or behind the name of an act that are no part of it.
_NO_ACT = frozenset(["i", "enligt", "enl", "av", "ur", "den", "med"])
#: How the name of an act ends, by which it is told from what follows it.
_ACT_ENDS = ("lag", "lagen", "balk", "balken", "förordning", "förordningen", "stadgan")
#: Before the name of an act these say that it is the one before it.
_EARLIER = frozenset({"gamla", "äldre", "tidigare", "upphävda", "dåvarande"})
#: A run of sections longer than this is read as its two ends.
_LONGEST_RUN = 50
#: So many texts are remembered: rows name the same few acts again and again.
MOST_TEXTS = 16_384
#: No act has a longer name, in words.
_LONGEST_NAME = 20
#: No cell holds more of them, in characters.
_MOST_TEXT = 2_000
_NO_ACTS: Mapping[str, str] = MappingProxyType({})


@record
class Reference:
    """A provision: the act as it is known or called, its chapter and its sections.

    What is not said is empty.
    """

    act: str
    chapter: str = ""
    sections: frozenset[str] = frozenset()

    def covers(self, other: Reference) -> bool:
        """Tell whether another reference lies within this one, or shares a section."""
        return (
            self.act == other.act
            and self.chapter in {"", other.chapter}
            and (not self.sections or not self.sections.isdisjoint(other.sections))
        )


class ActNames:
    """By what names the acts of some packs go, each with one key.

    Args:
        names: the names and numbers of acts, each with the key of its act.
    """

    def __init__(self, names: Mapping[str, str] = _NO_ACTS) -> None:
        """Fold the names."""
        self._keys = {name_key(name): key for name, key in names.items()}

    def references(self, text: str) -> tuple[Reference, ...]:
        """Return the provisions that a text names, in its order; of no act none.

        A number without an act beside it belongs to the act before it (`LVU 6 §, 11
        §`), or to the one after it that stands behind its numbers (`6 § och 11 § LVU`).
        """
        pieces = _pieces(text)
        owners = [self._owner(pieces, place) for place in range(len(pieces))]
        found: dict[Reference, None] = {}
        chapter, last = "", None
        for piece, owner in zip(pieces, owners, strict=True):
            if piece.is_act:
                if piece not in owners:
                    found[Reference(act=self._key(piece))] = None
                continue
            if owner is None:
                continue
            # `30 kap. 5 §, 7 § SoL`: the chapter goes on
            is_same = last is owner and piece.chapters == ()
            chapters = (chapter,) if is_same and chapter else piece.chapters or ("",)
            chapter, last = chapters[-1], owner
            act = self._key(owner)
            for each in chapters:
                reference = Reference(
                    act=act, chapter=each, sections=frozenset(piece.sections)
                )
                found[reference] = None
        return tuple(found)

    @staticmethod
    def _owner(pieces: tuple[_Piece, ...], place: int) -> _Piece | None:
        """Return the name of the act that the numbers at a place belong to."""
        piece = pieces[place]
        if piece.is_act:
            return None
        before = next((p for p in reversed(pieces[:place]) if p.is_act), None)
        after = next((p for p in pieces[place + 1 :] if p.is_act), None)
        follows = place > 0 and pieces[place - 1].is_act and not piece.is_apart
        leads = (
            place + 1 < len(pieces)
            and pieces[place + 1].is_act
            and not pieces[place + 1].is_apart
        )
        if follows and (not leads or pieces[0].is_act):
            return before
        if leads:
            return after
        if before is not None and (after is None or not _is_behind(before, pieces)):
            return before
        if after is not None and (before is None or _is_behind(after, pieces)):
            return after
        return before

    def _key(self, piece: _Piece) -> str:
        """Return the key of an act: the known one, else its folded name or number."""
        known = self._known(piece.words)
        if piece.number:
            numbered = self._keys.get(name_key(piece.number))
            if numbered or not piece.words:
                return numbered or piece.number
            if known:
                return piece.number  # another act of the same name
        return known or name_key(" ".join(piece.words))

    def _known(self, words: tuple[str, ...]) -> str:
        """Return the key of the longest run of words that is the name of an act."""
        if not _EARLIER.isdisjoint(word.casefold() for word in words):
            return self._keys.get(name_key(" ".join(words)), "")
        for length in range(min(len(words), _LONGEST_NAME), 0, -1):
            for start in range(len(words) - length + 1):
                name = name_key(" ".join(words[start : start + length]))
                key = self._keys.get(name) or self._keys.get(name.removesuffix("s"))
                if key:
                    return key
        return ""


def reference(text: str) -> Reference | None:
    """Return the first provision that a text names, None where it names no act."""
    return next(iter(_PLAIN.references(text)), None)


def divided(text: str) -> tuple[str, ...]:
    """Return a text on provisions of several acts by its parts, one act each."""
    parts: list[str] = []
    start = 0
    pieces = _pieces(text)
    has_act = False
    for place, piece in enumerate(pieces):
        run = [piece]
        for other in pieces[place + 1 :]:
            if other.is_apart:
                break
            run.append(other)
        names_act = any(each.is_act for each in run)
        if piece.is_apart and has_act and names_act and piece.cut:
            first, last = piece.cut
            parts.append(text[start:first])
            start, has_act = last, False
        has_act = has_act or piece.is_act
    parts.append(text[start:])
    return tuple(part.strip() for part in parts if part.strip())


# pieces -------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """The name of an act, or numbers of chapters and sections.

    It `is_apart` where a sign or a word such as `och` stands before it: `cut` is from
    where to where. `number` is that of an act in the statute book.
    """

    place: int
    words: tuple[str, ...] = ()
    number: str = ""
    chapters: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    is_apart: bool = False
    cut: tuple[int, int] | None = None

    @property
    def is_act(self) -> bool:
        return bool(self.words or self.number)


def _is_behind(act: _Piece, pieces: tuple[_Piece, ...]) -> bool:
    """Tell whether the name of an act stands behind numbers of its own."""
    place = pieces.index(act)
    return place > 0 and not pieces[place - 1].is_act and not act.is_apart


@lru_cache(MOST_TEXTS)
def _pieces(text: str) -> tuple[_Piece, ...]:
    """Return the names of acts and the numbers in a text, in its order."""
    found: list[_Piece] = []
    cut: tuple[int, int] | None = None
    is_new = True
    for match in _PIECES.finditer(text[:_MOST_TEXT]):
        kind = match.lastgroup
        if kind == "aside":
            continue
        is_on = bool(found) and found[-1].is_act and cut is None
        if match["word"] and not is_on and match["word"].casefold() in _NO_ACT:
            continue
        if kind == "break":
            first = cut[0] if cut else match.start()
            # `jfr` is a word of what follows it
            is_word = match[0][:1].isalpha() and match[0].casefold() not in _JOINING
            cut = (first, match.start() if is_word else match.end())
            continue
        piece = _piece(match)
        is_joined = bool(found) and found[-1].is_act and piece.is_act
        if is_joined and (cut is None or _goes_on(found[-1], piece, text, cut)):
            joining = (text[cut[0] : cut[1]].strip(),) if cut else ()
            earlier = found[-1]
            found[-1] = earlier._replace(
                words=(*earlier.words, *joining, *piece.words),
                number=earlier.number or piece.number,
            )
        elif (
            found
            and cut is None
            and not piece.is_act
            and not found[-1].is_act
            and bool(piece.chapters) is not bool(found[-1].chapters)
            and not (piece.chapters and piece.sections)
            and not (found[-1].chapters and found[-1].sections)
        ):
            # `7 § 30 kap.`
            earlier = found[-1]
            found[-1] = earlier._replace(
                chapters=earlier.chapters or piece.chapters,
                sections=earlier.sections or piece.sections,
            )
        else:
            is_apart = cut is not None or is_new
            found.append(piece._replace(is_apart=is_apart, cut=cut))
        cut, is_new = None, False
    return tuple(piece._replace(words=_bare(piece.words)) for piece in found)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without those behind it that are no part of it."""
    while words and words[-1].casefold() in _NO_ACT:
        words = words[:-1]
    return words


_JOINING = frozenset({"och", "samt", "eller", "and", "or"})


def _goes_on(act: _Piece, more: _Piece, text: str, cut: tuple[int, int]) -> bool:
    """Tell whether a name goes on behind `och`: `stöd och service`, `plan- och …`."""
    joining = text[cut[0] : cut[1]].strip().casefold()
    if joining not in _JOINING or not act.words or not more.words:
        return False
    last = act.words[-1]
    return last.endswith("-") or not (
        act.number or _is_act(last) or _is_act(more.words[0])
    )


def _is_act(word: str) -> bool:
    """Tell whether a word is by its form the name of an act by itself."""
    is_short = sum(map(str.isupper, word)) > 1
    return is_short or word.casefold().endswith(_ACT_ENDS)


def _piece(match: re.Match[str]) -> _Piece:
    """Return what a match says."""
    place = match.start()
    if match["sfs"]:
        return _Piece(place, number=match["sfs"])
    if match["word"]:
        return _Piece(place, words=(match["word"],))
    chapters = match["short"] or match["chapters"] or match["chapter"] or ""
    sections = next(filter(None, (match[name] for name in _SECTION_GROUPS)), "")
    return _Piece(
        place,
        chapters=tuple(_listed(chapters)),
        sections=tuple(_listed(sections)),
    )


_SECTION_GROUPS = (
    "shorts",
    "signed",
    "behind",
    "sign_first",
    "sign_last",
    "sections",
    "after",
    "article",
    "bare",
)


def _listed(text: str) -> Iterable[str]:
    """Return the numbers of a list, a run with all that lie in it."""
    found = [_plain(number) for number in _NUMBERS.findall(text)]
    for first, last in _RUN.findall(text):
        found += _run(_plain(first), _plain(last))
    return dict.fromkeys(found)


def _run(first: str, last: str) -> list[str]:
    """Return what lies in a run with its ends: letters, or whole numbers."""
    one = _LETTERED.fullmatch(first)
    other = _LETTERED.fullmatch(
        last if last[0].isdigit() else f"{_digits(first)}{last}"
    )
    if one is None or other is None:
        return [first]
    if one[1] == other[1]:
        letters = range(ord(one[2] or "`"), ord(other[2] or "`") + 1)
        return [f"{one[1]}{chr(letter).strip('`')}" for letter in letters]
    low, high = int(one[1]), int(other[1])
    is_short = low < high <= low + _LONGEST_RUN
    between = [str(number) for number in range(low + 1, high)] if is_short else []
    return [f"{one[1]}{one[2]}", *between, f"{other[1]}{other[2]}"]


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()


_PLAIN = ActNames()
