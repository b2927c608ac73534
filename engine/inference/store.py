"""Keep the programs used lately: what a program holds in C is large.

What that comes to for many municipalities is a line of `python -m bench`.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from .durable import Ruleset

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from .compilation import Chunk
    from .program import Program

#: Enough for every kind of question and for going back and forth between matters.
MOST_PROGRAMS = 256


class Programs:
    """The programs used last, at most `most` of them.

    One of these may serve many jurisdictions: their keys tell whose a program is.
    """

    def __init__(self, most: int = MOST_PROGRAMS) -> None:
        """Start with none."""
        self._most = most
        self._kept: OrderedDict[Hashable, Program] = OrderedDict()
        self._rulesets: WeakValueDictionary[str, Ruleset] = WeakValueDictionary()

    def __len__(self) -> int:
        """Return how many programs are kept."""
        return len(self._kept)

    def ruleset(self, chunk: Chunk) -> Ruleset:
        """Return the ruleset of a chunk: the one that some program has, or a new one.

        A definition names no rules, so that rows of one form have one definition.
        """
        written = json.dumps((chunk.definition, chunk.order))
        ruleset = self._rulesets.get(written)
        if ruleset is None:
            ruleset = Ruleset(chunk.definition, chunk.order)
            self._rulesets[written] = ruleset
        return ruleset

    def get(self, key: Hashable, make: Callable[[], Program]) -> Program:
        """Return the program with a key, made if it is not kept."""
        program = self._kept.pop(key, None) or make()
        self._kept[key] = program
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return program
