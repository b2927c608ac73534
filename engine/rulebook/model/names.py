"""Find what a person named by id, label or synonym, in any spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from .problems import UnknownNameError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SEPARATORS = re.compile(r"[\s_\-–/]+")
#: An article tells no two names apart, and people leave it out. The letter of a
#: section is none: `32 a §` is another than `32 §`.
_ARTICLES = re.compile(r"(?<!\d )\b(?:en|ett|den|det|the|an|a) +")

#: Letters of other alphabets that nobody can tell from a Latin one, and those.
_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРԚСТУԜХаеѕіјорԛсуԝхһԁӏӒӓЁёЇїӦӧӔӕΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινοκρυχϲϳɑɡı",
        "ABESIJKMHOPQCTYWXaesijopqcywxhdlAaEeIiOoÆæABEZHIKMNOPTYXaivokpuxcjagi",
        strict=True,
    )
)


#: The keys of so many names are remembered: a table names the same few again and again.
MOST_NAMES = 16_384


def name_key(name: str) -> str:
    """Return the key of a look-up: no case, diacritics, separators or articles.

    Nor does it tell letters of other alphabets from ours that look the same.
    """
    return _key(str(name))


@lru_cache(MOST_NAMES)
def _key(name: str) -> str:
    return text_key(name)


def text_key(text: str) -> str:
    """Return a text as `name_key` writes names: it holds the key of a name it has."""
    composed = unicodedata.normalize("NFKC", text)
    if not composed.isascii():
        # a sign at a time, for a long text has few of them
        for sign in _LOOKALIKES.keys() & {*composed}:
            composed = composed.replace(sign, _LOOKALIKES[sign])
    composed = composed.casefold()
    # before the diacritics go, or `å kommunens vägnar` would lose its first word
    bare = _ARTICLES.sub("", " ".join(composed.split()))
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare)
        for sign in filter(unicodedata.combining, {*bare}):
            bare = bare.replace(sign, "")
    return _SEPARATORS.sub("", bare)


def find(code: str, name: str, index: Mapping[str, str], labels: Iterable[str]) -> str:
    """Return the id that `name` stands for in `index`.

    Raises:
        UnknownNameError: nothing has that name; the error has the code, and offers
            the nearest labels.
    """
    id_ = index.get(name_key(name))
    if id_ is None:
        raise UnknownNameError(code, name, nearest(name, labels))
    return id_
