"""Problems in what somebody wrote, and errors for what the program cannot do."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What somebody wrote is repeated up to this many signs; the line says the rest.
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A spot in a file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return `file:line:column`, the form editors jump to."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something written wrongly: where, what, and what to do about it."""

    where: Place
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem as two lines, the remedy indented."""
        return f"{self.where}: {self.what}\n    {self.remedy}"


class EngineError(Exception):
    """What the program cannot do; the command line turns it into exit code 2."""


class UnusableRulesError(EngineError):
    """Rules with problems: nothing of them is used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places, each once.

        A pack that several municipalities use is seen from each of them, so the
        same mistake may come with another nearest name: one of them is enough.
        """
        once = {(found.where, found.what): found for found in sorted(problems)[::-1]}
        self.problems = tuple(once[key] for key in sorted(once))
        count = len(self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} in the rules")


class UnusableEditionError(UnusableRulesError):
    """One of two editions that were to be compared has problems."""

    def __init__(self, edition: str, problems: Iterable[Problem]) -> None:
        """Keep how the edition was named, and its problems."""
        super().__init__(problems)
        self.edition = edition


class UnknownNameError(EngineError):
    """A name in a question that the vocabulary does not know."""

    def __init__(self, kind: str, name: str, nearest: Iterable[str]) -> None:
        """Keep what kind of thing was named, the name, and the nearest known ones."""
        self.kind = kind
        self.name = name
        self.nearest = tuple(nearest)
        super().__init__(f"unknown {kind} `{name}`")


class UnusableValueError(EngineError):
    """A value in a question that does not fit its circumstance."""


def quoted(text: str) -> str:
    """Return what somebody wrote in backticks: on one line, printable, not too long."""
    visible = (sign if sign.isprintable() else " " for sign in text)
    line = " ".join("".join(visible).split())
    if len(line) > _LONGEST_QUOTE:
        line = f"{line[: _LONGEST_QUOTE - 1]}…"
    return f"`{line}`"


def printable(name: str) -> str:
    """Return the name of a file as it can be printed, whatever it is on disk."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def listed(words: Iterable[str]) -> str:
    """Return words in backticks with commas between."""
    return ", ".join(f"`{word}`" for word in words)


def nearest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the known names most like `name`, best first."""
    return _nearest(name, tuple(sorted(set(known))), most)


@functools.lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Do what `nearest` says, once: one misspelt word of a vocabulary is used often."""
    import difflib  # noqa: PLC0415 - only a misspelt name needs it

    if len(name) > _LONGEST_QUOTE:
        return ()
    folded = {candidate.casefold(): candidate for candidate in reversed(known)}
    found = difflib.get_close_matches(name.casefold(), folded, n=most, cutoff=0.6)
    return tuple(folded[match] for match in found)


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return a remedy that offers the nearest known name, or `otherwise`."""
    found = nearest(name, known, most=1)
    return f"did you mean `{found[0]}`?" if found else otherwise
