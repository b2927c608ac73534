"""Who reads what a command prints: in which language, as text or as JSON."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from ..report.say import Say
from .locales import locale_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click

    from ..rulebook.model.texts import Text


class Audience(NamedTuple):
    """A language, `sv` or `en`, and what was typed for how the output is to be.

    `form` is what was asked for with `--format`, `width` and `color` what was typed for
    these options; all are empty where nothing was.
    """

    language: str
    form: str
    width: str = ""
    color: str = ""

    @classmethod
    def of(cls, words: Sequence[str]) -> Audience:
        """Return the audience of a command line, whatever else is wrong with it."""
        language = _typed("--lang", words)
        known = language in {"sv", "en"}
        return cls(
            language if known else locale_language(),
            form=_typed("--format", words),
            width=_typed("--width", words),
            color=_typed("--color", words),
        )

    @property
    def say(self) -> Say:
        """What chooses the language of the reader."""
        return Say(self.language)

    @property
    def is_program(self) -> bool:
        """Tell whether JSON was asked for."""
        return self.form == "json"

    def text(self, text: Text) -> str:
        """Return a text in the language of the reader."""
        return text.in_language(self.language)


def audience(context: click.Context) -> Audience:
    """Return who reads what a command prints."""
    return context.find_object(Audience) or Audience.of(())


def _typed(option: str, words: Sequence[str]) -> str:
    """Return the last value of an option among the words of a command line."""
    value = ""
    for word, after in zip_longest(words, words[1:], fillvalue=""):
        if word == "--":
            break
        name, sign, rest = word.partition("=")
        if name == option:
            value = rest if sign else after
    return value
