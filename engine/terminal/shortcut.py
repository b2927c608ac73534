"""Answer the plainest command lines without all that the others need.

`mandat --version` and `mandat --help` print a text, and a question whose words stand
for themselves is answered, without click, which takes longer to import than that takes.
Whatever is not plain is left to the whole command: what is wrong, too, so that there is
one place that tells of it. This module imports nothing that takes a millisecond.
"""

from __future__ import annotations

import os
import sys

from ..version import __version__
from .locales import locale_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Nobody waits for these to be laid out: what `--help` prints where stdout is no
#: terminal, and on one that is as wide as lines of help are at most.
NARROW, WIDE = 78, 100
_QUESTIONS = frozenset({"who", "route", "may", "ask"})
#: With one of these set there is more to a command line than its words.
_MORE = ("_MANDAT_COMPLETE", "MANDAT_MUNICIPALITY", "MANDAT_RULES", "MANDAT_ROLE")


def shortcut(
    words: Sequence[str], environment: Mapping[str, str] = os.environ
) -> int | None:
    """Run a command line that is plain and return its exit code, None for another."""
    if os.name != "posix" or not words or any(map(environment.get, _MORE)):
        return None
    if words[0] in _QUESTIONS:
        from .plain_questions import plain_question  # noqa: PLC0415 - as above

        return plain_question(words[0], words[1:])
    if len(words) != 1:
        return None
    if words[0] == "--version":
        return _print(f"mandat, version {__version__}\n")
    if words[0] in {"--help", "-h"}:
        return _print(_help(environment))
    return None


def _help(environment: Mapping[str, str]) -> str:
    """Return the help as it is printed, nothing where its lines are of another width.

    A test compares the texts with what click lays out.
    """
    width = NARROW
    if environment.get("COLUMNS") or sys.stdout is None:
        return ""
    if sys.stdout.isatty():
        width = WIDE
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except OSError:
            return ""
        if columns < WIDE:
            return ""
    name = f"{locale_language()}-{width}.txt"
    file = os.path.join(os.path.dirname(__file__), "help", name)  # noqa: PTH118, PTH120 - pathlib takes nine milliseconds
    try:
        with open(file, encoding="utf-8") as help_:  # noqa: PTH123 - as above
            return help_.read()
    except OSError:
        return ""


def _print(text: str) -> int | None:
    """Print a text where that takes nothing but writing it."""
    stream = sys.stdout
    if not text or stream is None or stream.encoding.lower() not in {"utf-8", "utf8"}:
        return None
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        return None
    return 0
