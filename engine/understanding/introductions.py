"""Who people say they are without saying "jag är": "ny enhetschef, får jag anställa".

A role that stands alone in a part of a sentence, in its indefinite form and with
nobody before it, is who asks: "enhetschef på äldreboendet. Får jag …". So it is behind
a verb that nobody is the subject of ("…, är enhetschef", "jobbar som lärare, får jag"),
and where the question follows at once ("rektor får jag avsluta …").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import replace
from .everyday import FIRST_PERSON
from .forms import MODAL
from .mentions import is_definite
from .words import bare, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .mentions import Mention

#: What ends a part of a sentence.
_BREAK = re.compile(r"[,;:()–—]|\s-\s")
#: What may stand before a role in an introduction …
_BEFORE = frozenset(
    """
    ny nya nyvald nyanstalld nytilltradd nyblivne nybliven gammal erfaren tf
    tillforordnad vikarierande bitradande en vanlig bara hej hejsan halla orolig trott
    arg stressad kommunal
    """.split()
)
#: … and the verbs that nobody need be the subject of.
_IS = frozenset(
    "ar jobbar arbetar sitter borjade anstalld blev heter vikarierar".split()
)
_AS = frozenset("som i pa vid hos".split())
#: What goes on about where, or since when, one has the role.
_GOES_ON = frozenset("pa i hos vid for inom sedan sen med utan och har".split())
_OWN = FIRST_PERSON | frozenset("min mitt mina vår vårt våra".split())


def breaks_of(sentence: str) -> list[int]:
    """Return after how many of a sentence's words it has a comma or the like."""
    counts = [len(words(part)) for part in _BREAK.split(sentence)]
    ends = [sum(counts[: n + 1]) for n in range(len(counts))]
    return [end for end in ends[:-1] if end] if ends[-1] == len(words(sentence)) else []


def with_introduction(
    mentions: Sequence[Mention], tokens: Sequence[str], breaks: Sequence[int]
) -> tuple[Mention, ...]:
    """Return mentions with the one marked by which who asks says who that is.

    Args:
        mentions: the roles that a text mentions.
        tokens: its words.
        breaks: after how many words a sentence, or a part of one, ends.
    """
    is_told = any(mention.is_asker for mention in mentions)
    if is_told or _OWN.isdisjoint(tokens):
        return tuple(mentions)
    starts = [0, *breaks]
    ends = [*breaks, len(tokens)]
    for mention in mentions:
        start, end = next(
            (s, e) for s, e in zip(starts, ends, strict=True) if s <= mention.start < e
        )
        if _is_introduction(mention, tokens, start, end):
            return tuple(
                replace(one, is_asker=True) if one is mention else one
                for one in mentions
            )
    return tuple(mentions)


def _is_introduction(
    mention: Mention, tokens: Sequence[str], start: int, end: int
) -> bool:
    """Tell whether the part of a text from `start` to `end` introduces who asks."""
    if is_definite(tokens[mention.end - 1]):
        return False
    before = [bare(word) for word in tokens[start : mention.start]]
    if before[-1:] == ["en"]:  # one of those, as in a list; what one is has no article
        return False
    while before and before[-1] in _BEFORE:
        before.pop()
    after = [bare(word) for word in tokens[mention.end : end]]
    is_at_once = (
        len(after) > 1 and after[0] in MODAL and not FIRST_PERSON.isdisjoint(after[1:2])
    )
    is_verb = bool(before) and before[0] in _IS and set(before[1:]) <= _AS
    if before and not is_verb:
        return False
    is_whole = start == 0 and end == len(tokens)
    is_alone = not is_whole and (not after or after[0] in _GOES_ON)
    return is_at_once or is_alone
