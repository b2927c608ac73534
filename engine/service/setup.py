"""What all municipalities of one rulebook share: where the rules lie, and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..inference.store import Programs
from ..records import field, record
from ..report.say import Marks, Say
from ..report.wording import Wording
from ..rulebook.loading.opening import open_jurisdiction
from ..rulebook.loading.walks import shown
from ..rulebook.model.problems import EngineError, Message, UnknownNameError
from ..space.memory import Memory
from .typed_words import WordMemory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..report.commands import Setting
    from ..rulebook.model.packs import Jurisdiction

#: Swedish or English.
Language: TypeAlias = Literal["sv", "en"]
#: Returns the day that counts as today.
Clock: TypeAlias = Callable[[], dt.date]
#: Tells the time, with its offset from UTC.
WallClock: TypeAlias = Callable[[], dt.datetime]
#: Is told how many steps of how many are done.
Progress: TypeAlias = Callable[[int, int], None]

LANGUAGES: tuple[Language, ...] = ("sv", "en")


def local_today() -> dt.date:
    """Return the day it is where this computer stands."""
    return dt.date.today()  # noqa: DTZ011 - what a clock on this wall shows


def local_now() -> dt.datetime:
    """Return the time it is where this computer stands."""
    return dt.datetime.now().astimezone()


def unheard(done: int, total: int) -> None:
    """Take a report of progress that nobody waits for."""


@record
class Setup:
    """Where the rules lie, what day it is, and what is shared to save memory.

    `named` is the folder of packs as somebody named it, empty for the shipped one:
    commands that an answer offers repeat it. `cache` is the folder for compiled
    rulebooks, None to go without.
    """

    rules: Path
    named: str
    cache: Path | None
    today: Clock
    programs: Programs = field(default_factory=Programs)
    memory: Memory = field(default_factory=Memory)
    words: WordMemory = field(default_factory=WordMemory)

    @property
    def scenarios(self) -> Path | None:
        """The scenarios that lie beside the rules, None when none do."""
        beside = self.rules.resolve().parent / "scenarios"
        return beside if beside.is_dir() else None

    def scenario_paths(self, named: Sequence[Path]) -> tuple[Path, ...]:
        """Return the scenarios that are named, else those beside the rules.

        Scenarios that came with this copy are about other rules than those of a
        folder of one's own, and are never taken for its.

        Raises:
            EngineError: none are named, and none lie beside the rules.
        """
        if named:
            return tuple(named)
        beside = self.scenarios
        if beside is None:
            folder = self.rules.resolve().parent / "scenarios"
            raise EngineError(Message.of("scenario/none-beside", folder=shown(folder)))
        return (beside,)

    def jurisdiction(self, municipality: str) -> Jurisdiction:
        """Return the rules of a municipality, or of law and guidance alone.

        Raises:
            EngineError: the rules cannot be used, or no municipality has that name.
        """
        return open_jurisdiction(self.rules, municipality, self.cache)

    def setting(self, on: dt.date | None) -> Setting:
        """Return what commands must repeat to see the same rules on the same day."""
        # imported here because an answer that offers no command needs none
        from ..report.commands import Setting  # noqa: PLC0415

        return Setting(
            rules=self.named,
            on=on.isoformat() if on else "",
            today=self.today().isoformat(),
        )


def words(
    jurisdiction: Jurisdiction, language: str, marks: Marks = Marks.QUOTES
) -> Wording:
    """Return the words of a jurisdiction in a language.

    `marks` tells how what is Swedish alone is shown to a reader of English.

    Raises:
        UnknownNameError: the language is neither `sv` nor `en`.
    """
    return Wording(jurisdiction, say(language, marks))


def say(language: str, marks: Marks = Marks.QUOTES) -> Say:
    """Return what chooses between two languages, and marks Swedish within English.

    Raises:
        UnknownNameError: the language is neither `sv` nor `en`.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("question/unknown-language", language, LANGUAGES)
    return Say(language, marks)
