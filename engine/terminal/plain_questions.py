"""Read a question from a command line in which every word stands for itself.

What click reads otherwise than word by word is left to click, and so is what is wrong:
it has not been read here. A test compares what both read.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..report.lines import NARROWEST
from ..rulebook.model.problems import EngineError
from .audience import Audience
from .display import COLORS, WIDEST
from .exits import Exit
from .inquiries import (
    answer_printer,
    conduct,
    contact,
    decision,
    exit_code,
    free_question,
)
from .options import Options
from .streams import NoReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..service.interpretation import Interpretation
    from ..service.response import Response


class _WordOrder(NamedTuple):
    """How the words of a verb are read: what asks, its arguments, its own options.

    The last argument takes all words that are left where `is_open`.
    """

    ask: Callable[[Options], Response | Interpretation]
    arguments: tuple[str, ...]
    is_open: bool = True
    own: tuple[str, ...] = ()


_ORDERS = {
    "who": _WordOrder(decision, ("matter",)),
    "route": _WordOrder(contact, ("sender", "receiver"), is_open=False, own=("about",)),
    "may": _WordOrder(conduct, ("actor", "act")),
    "ask": _WordOrder(free_question, ("text",), own=("asker",)),
}
#: The options of these verbs by what may be typed for them.
_OPTIONS = {
    "-m": "municipality",
    "--municipality": "municipality",
    "-g": "given",
    "--given": "given",
    "--about": "about",
    "--as": "asker",
    **{
        f"--{name}": name
        for name in ("rules", "on", "format", "width", "color", "lang")
    },
    "--why-not": "why_not",
}
_OWN = frozenset({"about", "asker"})
_DAY = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d")


def plain_question(verb: str, words: Sequence[str]) -> int | None:
    """Answer a question and return the exit code, None where it is not plain.

    A wrong usage and a bug are met again, and told, by the whole command.
    """
    values = plain_values(verb, words)
    if values is None:
        return None
    reader, options = Audience.of(words), Options(values)
    try:
        answer = _ORDERS[verb].ask(options)
        print_ = answer_printer(answer, options, reader)
    except (EngineError, OSError) as error:
        return _told(error, reader)
    except Exception:  # noqa: BLE001 - a bug comes again, where it is told
        return None
    try:
        print_()
    except NoReaderError:
        return Exit.NO_READER
    except EngineError as error:
        return _told(error, reader)
    return exit_code(answer)


def _told(error: EngineError | OSError, reader: Audience) -> int | None:
    """Print an error and return its exit code, None where it is one of usage."""
    from .errors import WrongUsageError  # noqa: PLC0415 - seldom, and it imports click
    from .failures import told  # noqa: PLC0415 - as above

    if isinstance(error, WrongUsageError):
        return None  # the usage of the verb is told with it
    try:
        return told(error, reader)
    except NoReaderError:
        return Exit.NO_READER


def plain_values(verb: str, words: Sequence[str]) -> dict[str, Any] | None:
    """Return the value of each option and argument, as click does, where all is plain.

    None where a word may mean more than it says, or anything is not as it should be.
    """
    order = _ORDERS[verb]
    line = _Line()
    if not all(map(str.isprintable, words)) or not line.read(words, order.own):
        return None
    arguments = _arguments(order, line.left)
    if arguments is None or not _is_usable(line.given):
        return None
    on, width = line.given.get("on"), line.given.get("width")
    return {
        **dict.fromkeys(
            ("municipality", "rules", "color", "lang", "why_not", "receipt")
        ),
        **dict.fromkeys(order.own),
        "format": "text",
        **line.given,
        "width": int(width) if width else None,
        "on": dt.datetime.fromisoformat(on) if on else None,
        "given": tuple(line.facts),
        "why": line.is_why,
        **arguments,
    }


class _Line:
    """The words of a command line, told apart."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.facts: list[str] = []
        self.left: list[str] = []
        self.is_why = False

    def read(self, words: Sequence[str], own: Sequence[str]) -> bool:
        """Read the words of a verb with its own options; tell whether all are plain."""
        waiting = iter(words)
        for word in waiting:
            if word == "--why":
                self.is_why = True
            elif word[:1] != "-":
                self.left.append(word)
            else:
                name, sign, value = word.partition("=")
                is_joined = sign and name.startswith("--")
                option = _OPTIONS.get(name if is_joined else word, "")
                if not is_joined:
                    value = next(waiting, "")
                if not self._take(option, value, own):
                    return False
        return all(self.left)

    def _take(self, option: str, value: str, own: Sequence[str]) -> bool:
        """Take the value of an option; tell whether it is one, and the first."""
        if not option or not value or value[0] == "-":
            return False
        if option == "given":
            self.facts.append(value)
            return True
        is_new = option not in self.given
        self.given[option] = value
        return is_new and (option not in _OWN or option in own)


def _arguments(order: _WordOrder, words: list[str]) -> dict[str, Any] | None:
    """Return the arguments by their names, None where there are too few or many."""
    count = len(order.arguments)
    if len(words) < count or (len(words) > count and not order.is_open):
        return None
    if not order.is_open:
        return dict(zip(order.arguments, words, strict=True))
    *first, last = order.arguments
    return {**dict(zip(first, words, strict=False)), last: tuple(words[len(first) :])}


def _is_usable(given: dict[str, str]) -> bool:
    """Tell whether values of a few words, numbers and days are such."""
    width = given.get("width", str(NARROWEST))
    if not (width.isascii() and width.isdigit()) or len(width) > len(str(WIDEST)):
        return False
    if not NARROWEST <= int(width) <= WIDEST:
        return False
    if "on" in given:
        if not _DAY.fullmatch(given["on"]):
            return False
        try:
            dt.date.fromisoformat(given["on"])
        except ValueError:
            return False
    return (
        given.get("format", "text") in {"text", "json"}
        and given.get("lang", "sv") in {"sv", "en"}
        and given.get("color", "auto") in COLORS
    )
