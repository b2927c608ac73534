"""What may be typed for an option or argument: a word of a few, a day, a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..rulebook.model.problems import nearest
from ..rulebook.model.texts import Text
from .errors import WrongUsageError
from .parameters import option, shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable


class WordChoice(click.Choice[str]):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        """Take the words."""
        super().__init__(words)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word that was typed."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            raise WrongUsageError(
                "usage/not-one-of",
                parameter=shown(param),
                value=str(value),
                known=tuple(self.choices),
                near=nearest(str(value), self.choices, most=1),
            ) from error


class Day(click.DateTime):
    """A day, written as in `2026-01-31`."""

    def __init__(self) -> None:
        """Take days only: nothing here has an hour."""
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return the midnight with which the day begins."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            raise WrongUsageError(
                "usage/not-a-day", parameter=shown(param), value=str(value)
            ) from error


class Whole(click.IntRange):
    """A whole number, between two limits where they are given."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number that was typed."""
        try:
            return super().convert(value, param, ctx)  # type: ignore[arg-type]
        except click.BadParameter as error:
            name, typed = shown(param), str(value)
            if self.min is None or self.max is None:
                raise WrongUsageError(
                    "usage/not-a-number", parameter=name, value=typed
                ) from error
            raise WrongUsageError(
                "usage/out-of-range",
                parameter=name,
                value=typed,
                low=int(self.min),
                high=int(self.max),
            ) from error


def day_option(
    about: Text, *names: str, **more: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds `--on` to a verb, a day; help says what the day is for."""
    value = Text(sv="DATUM", en="DATE")
    return option("--on", *names, about=about, value=value, type=Day(), **more)
