"""What the options and arguments of one command mean."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..report.say import Say
from .environment import cache_folder
from .locales import locale_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from ..report.wording import Wording
    from ..rulebook.model.packs import Jurisdiction
    from ..service.mandat import Mandat
    from ..service.municipality import Municipality
    from ..service.setup import Language


class Options:
    """The options and arguments of one command: where, when, and how to print."""

    def __init__(
        self, values: Mapping[str, Any], is_typed: Callable[[str], bool] = bool
    ) -> None:
        """Take the values of the options and arguments.

        Args:
            values: what each is, by its name in code.
            is_typed: tells whether somebody typed one.
        """
        self._values = values
        #: Tells whether somebody typed an option, instead of leaving it out.
        self.is_typed = is_typed
        named = values.get("municipality") or ()
        #: The municipalities named, in order; most verbs take one at most.
        self.all_named: tuple[str, ...] = (named,) if isinstance(named, str) else named
        self.named: str = self.all_named[0] if self.all_named else ""
        rules = values.get("rules")
        self.rules = None if rules is None else Path(rules)
        self.format: str = values.get("format") or "text"
        self.language: Language = values.get("lang") or locale_language()
        on = values.get("on")
        self.day: dt.date | None = on.date() if on else None

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as click converted it
        """Return the value of an option or argument by its name."""
        return self._values[name]

    @property
    def say(self) -> Say:
        """What chooses the language of whoever reads the report."""
        return Say(self.language)

    @cached_property
    def mandat(self) -> Mandat:
        """The rules in use: those in the folder named, or those that were shipped."""
        from ..service.mandat import Mandat  # noqa: PLC0415 - help needs none of it

        return Mandat.open(self.rules, cache=cache_folder())

    @property
    def municipality(self) -> Municipality:
        """The rules of the municipality named, or of law and guidance alone."""
        return self.mandat.of(self.named)

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """The municipality named, or all of them, law and guidance alone included."""
        return (self.municipality,) if self.named else self.mandat.read_all()

    def words(self, jurisdiction: Jurisdiction) -> Wording:
        """Return the words of a jurisdiction in the language asked for."""
        from ..service.setup import words  # noqa: PLC0415 - as above

        return words(jurisdiction, self.language)
