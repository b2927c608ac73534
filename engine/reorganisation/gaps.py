"""What a plan leaves open, and what is left for people to do."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..records import record

if TYPE_CHECKING:
    from ..rulebook.model.problems import Place


class RolePart(enum.Enum):
    """Which part of a role somebody must get whom the plan does not name."""

    POWER = "power"
    SUPERIOR = "superior"
    SUBSTITUTE = "substitute"
    CONSULTED = "consulted"
    PASSES_ON = "passes_on"
    POST = "post"


class Chore(enum.Enum):
    """What is left to do that no plan can say."""

    ADOPT = "adopt"
    WORDS = "words"
    POST = "post"
    TEXT = "text"


@record
class OpenQuestion:
    """Who gets a part of a role, which the plan does not say.

    `into` are those it may be. `point` is what the row or rule is called, and `rules`
    are those concerned.
    """

    role: str
    into: tuple[str, ...]
    part: RolePart
    place: Place
    point: str = ""
    rules: tuple[str, ...] = ()


@record
class Remainder:
    """Something of the old organisation that no file can change by itself."""

    chore: Chore
    name: str
    place: Place
