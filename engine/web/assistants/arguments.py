"""Read what an assistant gives a tool, within bounds."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from ...records import record
from ...rulebook.model.problems import EngineError, Message
from ...service.setup import LANGUAGES
from ..addresses import LAW
from ..reading import LONGEST_VALUE, MOST_FACTS, day_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ...service.setup import Language

#: Numbers from here on are no amount, share or count that anybody asks about.
_TOO_LARGE = 10**15
#: The arguments that every tool has beside its own.
MUNICIPALITY, DAY, GIVEN, TONGUE = "municipality", "day", "facts", "language"


@record
class Arguments:
    """What an assistant gives a tool, by the names of the tool's parameters.

    Attributes:
        given: the arguments as they came.
        default: the language of the answer where none is named.
        place: whose rules count where that is not named; empty if it must be.
    """

    given: Mapping[str, Any]
    default: Language = "sv"
    place: str = ""

    @property
    def language(self) -> Language:
        """The language of the answer, also where the argument is no language."""
        named = self.given.get(TONGUE)
        return cast("Language", named) if named in LANGUAGES else self.default

    def check(self, known: Mapping[str, bool]) -> None:
        """Refuse arguments that a tool has no use for, and too few of them.

        Args:
            known: whether each of the tool's parameters is required, by their names.

        Raises:
            EngineError: an argument is unknown or missing, or the language is neither
                `sv` nor `en`.
        """
        for name in self.given:
            if name not in known:
                names = ", ".join(known)
                message = Message.of("web/no-argument", name=name[:80], known=names)
                raise EngineError(message)
        for name, is_required in known.items():
            is_known = name == MUNICIPALITY and self.place
            if is_required and not self.text(name) and not is_known:
                raise EngineError(Message.of("web/argument-missing", name=name))
        named = self.given.get(TONGUE)
        if named is not None and named not in LANGUAGES:
            raise _wrong(TONGUE, " | ".join(LANGUAGES))

    def text(self, name: str) -> str:
        """Return an argument that is text, empty where it is not given.

        Raises:
            EngineError: it is no text, or too long.
        """
        value = self.given.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise _wrong(name, "text")
        if len(value) > LONGEST_VALUE:
            raise EngineError(Message.of("web/too-much"))
        return value.strip()

    @property
    def municipality(self) -> str:
        """Whose rules count, empty for law and guidance alone."""
        named = self.text(MUNICIPALITY) or self.place
        return "" if named == LAW else named

    def day(self, name: str = DAY) -> dt.date | None:
        """Return an argument that is a day, None where it is not given.

        Raises:
            EngineError: it is no day.
        """
        return day_of(self.text(name))

    @property
    def facts(self) -> list[tuple[str, str | bool | int | Decimal]]:
        """The circumstances that are known, as pairs.

        Raises:
            EngineError: they are none, or too many, or too long or large.
        """
        facts = self.given.get(GIVEN)
        if facts is None:
            return []
        if not isinstance(facts, dict):
            raise _wrong(GIVEN, '{"name": "value"}')
        if len(facts) > MOST_FACTS or any(len(name) > LONGEST_VALUE for name in facts):
            raise EngineError(Message.of("web/too-much"))
        return [(name, _fact(name, value)) for name, value in facts.items()]


def _fact(name: str, value: object) -> str | bool | int | Decimal:
    match value:
        case bool():
            return value
        case str() if len(value) <= LONGEST_VALUE:
            return value.strip()
        case int() if abs(value) < _TOO_LARGE:
            return value
        case float() if math.isfinite(value) and abs(value) < _TOO_LARGE:
            return Decimal(repr(value))
        case str() | int() | float():
            raise EngineError(Message.of("web/too-much"))
        case _:
            raise _wrong(name[:80], "text | number | true | false")


def _wrong(name: str, wanted: str) -> EngineError:
    return EngineError(Message.of("web/wrong-argument", name=name, wanted=wanted))
