"""The options of every verb that reads a log of decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .parameters import option
from .paths import PathName

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def log_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that say how its log is read."""
    return option(
        "--mapping",
        about=Text(
            sv="Fil som säger vad kolumnerna är och när nämnder sammanträder.",
            en="File that says what the columns are, and when committees meet.",
        ),
        value=Text(sv="FIL", en="FILE"),
        type=PathName(exists=True, is_folder=False),
    )(
        option(
            "--table",
            about=Text(
                sv="Tabellen, där databasen har flera.",
                en="The table, where the database has several.",
            ),
            value=Text(sv="NAMN", en="NAME"),
            default="",
        )(command)
    )
