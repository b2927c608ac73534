"""Fingerprint a passage, so that a new edition shows which rules must be read again.

A fingerprint is the number of words and the SHA-256 of the normalised words:
`23:9f0c…`. The number of words lets a passage be found again in a whole
document by sliding a window of that size over its words, wherever it has moved.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_HYPHEN_IN_WORD = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011]\s*(?=\w)")
_WORD = re.compile(r"\w+")


def normalised_words(text: str) -> list[str]:
    """Return the words of `text` without case, punctuation and line breaks.

    A hyphen inside or at the end of a line joins its two halves, so a passage
    keeps its words when the document is set with other line breaks.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(_HYPHEN_IN_WORD.sub("", folded))


def fingerprint(text: str) -> str:
    """Return the fingerprint of a passage: word count, colon, SHA-256 in hex."""
    words = normalised_words(text)
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
    return f"{len(words)}:{digest}"
