"""Fill the sentences of a message with its parameters, in Swedish or English.

How a parameter is written follows from what it is, and from the word behind the
colon in `{name:word}`:

- a text: on one line, visible, not too long; put backticks around it yourself
- a thing: `en regel`; `{name:the}` is `regeln` with the thing's name in backticks,
  `{name:bare}` is `regel`; a thing without a noun is its name in backticks
- several texts: in backticks, with commas between, at most thirty of them;
  `{name:either}` has `eller` before the last, `{name:plain}` no backticks, and `{name:ring}` is `a → b → a`
- a whole number: its digits; `{name:fil|filer}` is `1 fil` or `2 filer`
- the nearest names: as several texts; `{near:or}` is `; eller menade du …?`, and
  `{near:first}` is `menade du …? `, where there are any, or else nothing
- another message: what that message says is wrong
"""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath
from typing import TYPE_CHECKING

from ...rulebook.model.bounds import LONGEST_NAME, MOST_NAMED
from ...rulebook.model.problems import Message, Place, Referent
from ...rulebook.model.signs import visible
from ...rulebook.model.texts import Text

if TYPE_CHECKING:
    from ...rulebook.model.problems import Parameter
    from ..say import Say
    from .forms import MessageText, Noun

#: Signs that only lay out a text of several lines.
_LINE_SIGNS = "\n\r\t"
#: Systems take names of 255 bytes and refuse longer paths than some thousands.
_LONGEST_PATH = 1000


def mistake_text(message: Message, say: Say) -> str:
    """Return what is wrong."""
    text = _text_of(message)
    return _filled(say(text.sv, text.en), message, say)


def remedy_text(message: Message, say: Say) -> str:
    """Return what to do about it: the nearest name, or what else; empty for nothing."""
    text = _text_of(message)
    remedy = say(text.sv_remedy, text.en_remedy)
    if dict(message.parameters).get("near") and "{near" not in remedy:
        remedy = say("menade du {near:either}?", "did you mean {near:either}?")
    return _filled(remedy, message, say)


def message_text(message: Message, say: Say) -> str:
    """Return a message on one line: what is wrong, and what to do about it."""
    parts = (mistake_text(message, say), remedy_text(message, say))
    return ": ".join(part for part in parts if part)


def _text_of(message: Message) -> MessageText:
    # imported here, for most commands go well and need none of the sentences
    from .catalogue import MESSAGES  # noqa: PLC0415

    return MESSAGES[message.code]


def _noun(name: str) -> Noun:
    from .nouns import NOUNS  # noqa: PLC0415 - as above

    return NOUNS[name]


def _filled(template: str, message: Message, say: Say) -> str:
    values = {name: _Shown(value, say) for name, value in message.parameters}
    return template.format_map(values)


class _Shown:
    """A parameter as a sentence shows it."""

    def __init__(self, value: Parameter, say: Say) -> None:
        self._value = value
        self._say = say

    def __format__(self, form: str) -> str:
        """Return the parameter in the form that stands behind the colon."""
        match self._value:
            case Message():
                return mistake_text(self._value, self._say)
            case Referent():
                return _thing(self._value, form, self._say)
            case Text():
                return one_line(self._say.plain(self._value))
            case tuple():
                return _several(self._value, form, self._say)
            case int():
                return _number(self._value, form)
            case dt.date():
                return self._value.isoformat()
            case Place():
                return visible(str(self._value))
            case PurePath():
                return _path(str(self._value))
            case _:
                return one_line(self._value)


def one_line(text: str) -> str:
    """Return what somebody wrote on one line: visible, and not too long."""
    line = " ".join(visible(text, _LINE_SIGNS).split())
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"


def _path(path: str) -> str:
    """Return a path as it can be printed, without its middle where it is too long."""
    shown = visible(path)
    half = _LONGEST_PATH // 2
    return shown if len(shown) <= 2 * half else f"{shown[:half]}…{shown[-half:]}"


def _thing(thing: Referent, form: str, say: Say) -> str:
    name = f"`{one_line(thing.name)}`" if thing.name else ""
    if not thing.noun:
        return name
    noun = _noun(thing.noun)
    indefinite = say(noun.sv, noun.en)
    bare = indefinite.partition(" ")[2]
    if form == "bare":
        return bare
    if form == "the":
        return f"{say(noun.sv_definite, f'the {bare}')} {name}".strip()
    return indefinite


def _several(values: tuple[str | Text, ...], form: str, say: Say) -> str:
    texts = [
        one_line(say.plain(value) if isinstance(value, Text) else value)
        for value in values[:MOST_NAMED]
    ]
    more = len(values[MOST_NAMED:])
    cut = ["…"] if more else []
    if form == "ring":
        return " → ".join((*texts, *cut, texts[0]))
    if form == "plain":
        return ", ".join((*texts, *cut))
    quoted = [f"`{text}`" for text in texts]
    listed = ", ".join(quoted)
    if more:
        listed += say(f" och {more} till", f" and {more} more")
    *most, last = quoted or [""]
    either = f"{', '.join(most)} {say('eller', 'or')} {last}" if most else last
    match form:
        case "either":
            return either
        case "first" if texts:
            return say(f"menade du {either}? ", f"did you mean {either}? ")
        case "or" if texts:
            return say(f"; eller menade du {either}?", f"; or did you mean {either}?")
        case "first" | "or":
            return ""
    return listed


def _number(number: int, forms: str) -> str:
    if not forms:
        return str(number)
    one, _, many = forms.partition("|")
    return f"{number} {one if number == 1 else many}"
