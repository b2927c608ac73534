"""Tell signs that a reader sees from those that act unseen, and show the latter.

A control character moves the cursor of a terminal, a direction turns the words around
it, a tag or a filler makes two names look alike: none of them may be printed as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

#: Letters and marks that take no room (Default_Ignorable_Code_Point in Unicode) or show
#: nothing; all others of that kind are no letters, marks or signs to begin with.
_BLANK = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U0001d159\U000e0100-\U000e01ef]"
)
#: A letter beyond the blocks of Latin letters, where nearly none of ours is.
_LETTER_BEYOND = r"[^\W\d_\x00-\u024f\u1e00-\u1eff]"
_WORD = r"[^\W\d_]+"
_MEASURES = frozenset("μΩΔπσλβ")
#: The signs that stand for a byte which is no text in an argument or a file name.
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern ready for use: not every command has such signs before it."""
    return re.compile(text)


def is_unseen(sign: str) -> bool:
    """Tell whether a sign shows nothing of itself; the spaces of a text are seen.

    Unseen are controls, line breaks and tabs included, what formats or joins, halves
    of a pair, and what no or only a private standard gives a meaning.
    """
    if sign.isprintable():
        return _pattern(_BLANK).match(sign) is not None
    return unicodedata.category(sign) != "Zs"


def unseen(text: str, but: str = "") -> frozenset[str]:
    """Return the unseen signs of a text, except those in `but`."""
    if text.isprintable():  # as nearly all texts are
        signs = () if text.isascii() else _pattern(_BLANK).findall(text)
        return frozenset(signs).difference(but)
    return frozenset(sign for sign in {*text}.difference(but) if is_unseen(sign))


def visible(text: str, but: str = "") -> str:
    r"""Return a text with each unseen sign written out, as `\x1b` or `\u202e`.

    The signs in `but` stay as they are.
    """
    signs = unseen(text, but)
    if not signs:
        return text
    return text.translate({ord(sign): _written(ord(sign)) for sign in signs})


def visible_json(text: str) -> str:
    """Return JSON that means the same, with each unseen sign as its escape."""
    escapes = {ord(sign): escape(sign) for sign in unseen(text, "\n")}
    return text.translate(escapes) if escapes else text


def escape(sign: str) -> str:
    r"""Return a sign as JSON escapes it: `\u202e`, and in two halves beyond U+FFFF."""
    halves = sign.encode("utf-16-be", "surrogatepass")
    units = (halves[at : at + 2].hex() for at in range(0, len(halves), 2))
    return "".join(f"\\u{unit}" for unit in units)


class MixedWord(NamedTuple):
    """A word with letters of two alphabets, and the first that is not Latin."""

    word: str
    letter: str


def mixed_word(text: str) -> MixedWord | None:
    """Return the first word in which Latin letters stand beside others, if any does.

    A Cyrillic U+0430 looks like our `a`, and so does a name with it. Greek letters
    that are signs of measures are none of these: `μg`.
    """
    if text.isascii() or not _pattern(_LETTER_BEYOND).search(text):
        return None
    for word in _pattern(_WORD).findall(text):
        others = [sign for sign in word if sign.isalpha() and not _is_latin(sign)]
        if others and any(_is_latin(sign) for sign in word):
            return MixedWord(word, others[0])
    return None


def _is_latin(sign: str) -> bool:
    """Tell whether a letter is Latin, be it a large, small, wide or joined one."""
    plain = unicodedata.normalize("NFKC", sign)[0]
    return plain in _MEASURES or unicodedata.name(plain, "").startswith("LATIN ")


def code_point(sign: str) -> str:
    """Return how Unicode numbers a sign: `U+202E`."""
    return f"U+{ord(sign):04X}"


def _written(code: int) -> str:
    if _FIRST_BYTE <= code <= _LAST_BYTE:
        return f"\\x{code - _FIRST_BYTE + 0x80:02x}"
    if code < 0x100:  # noqa: PLR2004 - two digits are enough
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004
