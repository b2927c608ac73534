"""What may be typed for an option or argument: a word of a few, a day, a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..rulebook.model.names import folded
from ..rulebook.model.problems import nearest
from .errors import WrongUsageError
from .parameters import shown

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Mapping


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


class TranslatedChoice(WordChoice):
    """One of a few words, each of which may be typed in Swedish too."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Take the words, each with the same in Swedish."""
        super().__init__(*words)
        self._swedish = {folded(own): word for word, own in words.items()}

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word that was typed, in English."""
        return super().convert(self._swedish.get(folded(str(value)), value), param, ctx)


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


class PathName(click.Path):
    """A file or folder, which must be there if it `exists`."""

    def __init__(
        self,
        *,
        exists: bool = False,
        is_folder: bool = True,
        is_written: bool = False,
    ) -> None:
        """Take what may be named."""
        super().__init__(
            exists=exists,
            dir_okay=is_folder,
            writable=is_written,
            path_type=Path,
        )

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the path that was typed."""
        path = Path(value)
        try:
            super().convert(value, param, ctx)
        except click.BadParameter as error:
            raise WrongUsageError(self._code(path), path=path) from error
        return path

    def _code(self, path: Path) -> str:
        """Return the code of what is wrong with a path."""
        if not path.exists():
            return "usage/no-such-path"
        if path.is_dir() and not self.dir_okay:
            return "usage/not-a-file"
        return "usage/not-writable" if self.writable else "usage/not-readable"
