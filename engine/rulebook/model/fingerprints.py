"""Fingerprint a passage, so that a new edition shows which rules must be read again.

A fingerprint is the number of words and the SHA-256 of the normalised words:
`23:9f0c…`. The number of words lets a passage be found again in a whole
document by sliding a window of that size over its words, wherever it has moved.

What is set aside is a closed list: case, line breaks, invisible characters,
quotation marks, brackets, marks of lists and of Markdown, and the punctuation that
ends or parts sentences. Every other sign counts as a word of its own: `≤`, `>`, `%`,
`§`, `/`, a minus, and a comma, point, colon or dash between digits.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

_SOFT = "\u00ad"
_INVISIBLE = "\u200b-\u200d\u2060\ufeff"
_HYPHEN = r"\-\u2010\u2011"
_DASH = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\"'`\u00b4\u00ab\u00bb\u2018-\u201f"
_MARKS = r".,;:!?…()\[\]{}\\|#*_•◦▪‣·"
#: What joins two halves of a word, atomic so that no text takes more than linear time.
_JOINT = (
    rf"(?>(?:{_SOFT}\s*|[{_INVISIBLE}])+"
    rf"|(?<!\d)[{_HYPHEN}]\s*|[{_HYPHEN}]\s*(?!\d))"
)

_TOKEN = re.compile(
    rf"""
    (?P<word> [^\W_]+ (?: {_JOINT} [^\W_]+ )* )
  | (?<=\d) (?P<part> [.,:·] ) (?=\d)
  | (?<=\d) [^\S\r\n]* (?P<range> [{_DASH}] ) \s* (?=\d)
  | (?<![^\W_]) (?P<minus> [{_DASH}] ) (?=\d)
  | (?P<sign> \u2212 | [^\s\w{_SOFT}{_INVISIBLE}{_DASH}{_QUOTES}{_MARKS}] )
    """,
    re.VERBOSE,
)
_JOINTS = re.compile(_JOINT)
#: Forms of a character that mean what the plain character means: `ﬁ`, a wide `A`.
_PLAIN = ("<compat>", "<wide>", "<narrow>", "<noBreak>", "<small>", "<font>")
#: So many words are remembered: a document has the same again and again.
_MOST_WORDS = 16_384


class Token(NamedTuple):
    """A normalised word or sign, and where it stands in the text it was read from."""

    word: str
    start: int
    end: int


def composed(text: str) -> str:
    """Return a text with every letter and its accents as one character."""
    return unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[Token]:
    """Return the words and signs of a composed text that carry its meaning.

    A hyphen inside or at the end of a line joins its two halves, so a passage
    keeps its words when the document is set with other line breaks.
    """
    return [
        Token(_meaning(match), *match.span(match.lastgroup or ""))
        for match in _TOKEN.finditer(text)
    ]


def _meaning(match: re.Match[str]) -> str:
    """Return a word or sign without what its meaning does not rest on."""
    kind = match.lastgroup or ""
    word = match[kind]
    if kind == "word":
        return _plain_word(word)
    if kind in {"range", "minus"} or word == "\u2212":
        return "-"
    return _plain_character(word) if kind == "sign" else word


@lru_cache(_MOST_WORDS)
def _plain_word(word: str) -> str:
    if word.isascii():
        return _JOINTS.sub("", word).lower()
    joined = _JOINTS.sub("", word)
    plain = "".join(map(_plain_character, joined)).casefold()
    return unicodedata.normalize("NFC", plain)


@cache
def _plain_character(character: str) -> str:
    """Return a character in its plain form; `²`, `½` and `①` have none."""
    tag = unicodedata.decomposition(character).partition(" ")[0]
    if tag in _PLAIN:
        return unicodedata.normalize("NFKC", character)
    return character


def normalised_words(text: str) -> list[str]:
    """Return the words of a text, and the signs in it that carry meaning."""
    return [_meaning(match) for match in _TOKEN.finditer(composed(text))]


def fingerprint(text: str) -> str:
    """Return the fingerprint of a passage: word count, colon, SHA-256 in hex."""
    return fingerprint_of(normalised_words(text))


def fingerprint_of(words: list[str]) -> str:
    """Return the fingerprint of normalised words."""
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
    return f"{len(words)}:{digest}"


def size(mark: str) -> int:
    """Return how many words a fingerprint counts."""
    return int(mark.partition(":")[0])
