"""Cut a question into words, and words down to what they have in common."""

from __future__ import annotations

import os
import re
import sys
import threading
import unicodedata
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from typing import Any, ClassVar

from ..rulebook.model.bounds import LONGEST_WORD
from .everyday import BESIDE_I, IRREGULAR, SPOKEN, SPOKEN_I
from .expressions import BETWEEN, expressions_from

_WORD = re.compile(r"[^\W_]+")
#: A person's title keeps its plural and its definite form whole in the stemmer.
_MAN = re.compile(r"(?<=..)m(?:an|annen|än|ännen|annens|ännens|ans)$")
_OR = re.compile(r"(?<=..[tds]or)(?:n|er|erna|s|ns|ers|ernas)$")
_ARE = re.compile(r"(?<=..are)(?:n|s|ns|rna|rnas)$")
_AN = re.compile(r"(?<=..[bdfgjklmnprstv])ans?$")
#: The stemmer leaves "biståndet" whole, and so it does with "brottet" and "barnet".
_ET = re.compile(r"(?<=..)(nd|tt|pp|kt|rn|rk|ll|lk|mn|ft|st|rt|lt)ets?$")
_MET = re.compile(r"(?<=..m)mets?$")
_FREE = re.compile(r"ledig(?:a|t|het|heten|heter|heterna|hets)?$")
_LONG = 4
_SHORTEST = 3
#: So many letters of a word are in its stem, too.
SHORTEST_START = 3
_KEEPS_AN = ("plan", "organ", "man", "tran", "dan", "kran", "slogan")


#: A sentence ends before a blank or a new line; behind an abbreviation or a figure none
#: does.
_END = re.compile(r"(?:(?<=[!?\n])|(?<=[^\W\d_]{4}\.))\s+")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _END.split(text)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, expressions made one word.

    Of a word that is longer than any that people write only the beginning counts.
    """
    found = _WORD.finditer(unicodedata.normalize("NFC", text).casefold())
    plain = _written([word[0][:LONGEST_WORD] for word in found])
    bared = [word if word.isascii() else bare(word) for word in plain]
    joined: list[str] = []
    position = 0
    while position < len(plain):
        after = bared[position + 1 : position + 2]
        for rest, meaning, is_divisible in expressions_from(bared[position]):
            behind = position + 1
            if bared[behind : behind + len(rest)] == rest:
                joined.extend(meaning)
            elif (
                is_divisible
                and not BETWEEN.isdisjoint(after)
                and bared[behind + 1 : behind + 1 + len(rest)] == rest
            ):
                joined.extend((*meaning, plain[behind]))
                behind += 1
            else:
                continue
            position = behind + len(rest)
            break
        else:
            joined.append(plain[position])
            position += 1
    return joined


def _written(spoken: list[str]) -> list[str]:
    """Return words as they are written, of those that people spell as they speak."""
    if SPOKEN_I not in spoken and SPOKEN.keys().isdisjoint(spoken):
        return spoken
    written = [SPOKEN.get(word, word) for word in spoken]
    for place, word in enumerate(written):
        beside = (*written[max(0, place - 1) : place], *written[place + 1 : place + 2])
        if word == SPOKEN_I and not BESIDE_I.isdisjoint(beside):
            written[place] = "jag"
    return written


#: So many words that people typed are remembered.
MOST_WORDS = 16_384


@lru_cache(MOST_WORDS)
def bare(word: str) -> str:
    """Return a word without diacritics, as people type on a foreign keyboard."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


_IRREGULAR = {bare(form): base for form, base in IRREGULAR.items()} | IRREGULAR


class Stems:
    """What the forms of each word have in common; the last words are remembered."""

    KEPT: ClassVar[tuple[str, ...]] = ("edition",)

    def __init__(self) -> None:
        """Make the stemmer ready."""
        self._snowball = _swedish_stemmer()
        #: Tells one edition of the stemmer from others, by the file of its code.
        self.edition = _edition(self._snowball)
        self._lock = threading.Lock()
        #: Returns the stem of a word, without diacritics.
        self.of = lru_cache(MOST_WORDS)(self._worked_out)

    def _worked_out(self, word: str) -> str:
        if free := _FREE.search(word):  # nobody free is a leader, as its stem is
            return bare(word[: free.start()]) + "ledig"
        with self._lock:  # the stemmer has its word in itself while it works
            stem = bare(self._snowball.stemWord(_base(word)))
        if len(stem) >= _LONG and stem.endswith("s"):
            return stem[:-1]  # "skattesats" has lost its s, "skattesatsen" not
        return stem

    def all(self, text: str) -> list[str]:
        """Return the stems of a text's words in order."""
        return [self.of(word) for word in words(text)]


@lru_cache(1)
def swedish_stems() -> Stems:
    """Return the stems that all readers share: municipalities have most words alike."""
    return Stems()


def _edition(snowball: Any) -> str:  # noqa: ANN401 - of a package without types
    try:
        file = type(snowball).stemWord.__code__.co_filename
        status = os.stat(file)  # noqa: PTH116 - of each start
    except (AttributeError, OSError):
        return type(snowball).__module__
    return f"{file} {status.st_size} {status.st_mtime_ns}"


def _swedish_stemmer() -> Any:  # noqa: ANN401 - of a package without types
    """Return the stemmer of Swedish.

    Its package imports thirty others, which takes as long as to understand a question.
    Where no other thread could meet it, it is imported from a package that is not.
    """
    name = "snowballstemmer"
    spec = find_spec(name)
    if spec is None or name in sys.modules or threading.active_count() > 1:
        from snowballstemmer import stemmer  # noqa: PLC0415 - see above

        return stemmer("swedish")
    sys.modules[name] = module_from_spec(spec)
    try:
        from snowballstemmer.swedish_stemmer import (  # noqa: PLC0415 - see above
            SwedishStemmer,
        )
    finally:
        for module in [m for m in sys.modules if m.split(".")[0] == name]:
            del sys.modules[module]
    return SwedishStemmer()


def stem_start(word: str) -> str:
    """Return what the stem of a word begins with, nothing where it may be any letters.

    INVARIANT: but for irregular forms, the first three letters of a word begin its
    stem: neither our endings nor the stemmer's begin before the fourth.
    """
    return "" if word in _IRREGULAR else bare(word[:SHORTEST_START])


def _base(word: str) -> str:
    """Return the basic form where the stemmer alone would keep two apart."""
    known = _IRREGULAR.get(word)
    if known:
        return known
    for start in range(_SHORTEST, len(word) - _SHORTEST):
        tail = _IRREGULAR.get(word[start:])
        if tail:
            return word[:start] + tail
    shorter = _MAN.sub("man", word)
    shorter = _OR.sub("", shorter)
    shorter = _ARE.sub("", shorter)
    shorter = _MET.sub("", _ET.sub(r"\1", shorter))
    if not shorter.endswith(_KEEPS_AN):
        shorter = _AN.sub("a", shorter)
    return shorter
