"""What all municipalities of one rulebook share: where the rules lie, and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..inference.store import Programs
from ..records import field, record
from ..report.say import Marks, Say
from ..report.wording import Wording
from ..rulebook.loading.opening import (
    municipality_heads,
    open_jurisdiction,
    pack_ids,
)
from ..rulebook.loading.walks import shown
from ..rulebook.model.packs import PackKind
from ..rulebook.model.problems import EngineError, Message, UnknownNameError
from ..space.memory import Memory
from .typed_words import WordMemory

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from ..report.commands import Setting
    from ..rulebook.loading.folders import RulesFolder
    from ..rulebook.model.packs import Jurisdiction, PackHead

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
class HeldRules:
    """A folder of rules that was read whole: nothing of it is read again.

    Attributes:
        folder: its packs, with the content of their files.
        jurisdictions: of all its municipalities by their ids, and of law and guidance
            alone by the empty one.
        cases: the content of the scenarios beside it, by the names that problems show;
            None where none lie there that can be read.
    """

    folder: RulesFolder
    jurisdictions: Mapping[str, Jurisdiction]
    cases: Mapping[str, bytes] | None


@record
class Setup:
    """Where the rules lie, what day it is, and what is shared to save memory.

    `named` is the folder of packs as somebody named it, empty for the shipped one:
    commands that an answer offers repeat it. `cache` is the folder for compiled
    rulebooks, None to go without. `held` is what was read of all of them at once, None
    where each thing is read when it is needed.
    """

    rules: Path
    named: str
    cache: Path | None
    today: Clock
    programs: Programs = field(default_factory=Programs)
    memory: Memory = field(default_factory=Memory)
    words: WordMemory = field(default_factory=WordMemory)
    held: HeldRules | None = None

    @property
    def scenarios(self) -> Path | None:
        """The scenarios that lie beside the rules, None when none do."""
        beside = self.rules.resolve().parent / "scenarios"
        return beside if beside.is_dir() else None

    @property
    def has_cases(self) -> bool:
        """Tell whether scenarios lie beside the rules."""
        is_held = self.held is not None and self.held.cases is not None
        return is_held or self.scenarios is not None

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
        if self.held is None:
            return open_jurisdiction(self.rules, municipality, self.cache)
        id_ = self.held.folder.municipality(municipality) if municipality else ""
        return self.held.jurisdictions[id_]

    def folder(self) -> RulesFolder:
        """Return the packs.

        Raises:
            EngineError: the folder holds none.
        """
        # imported here because a cached answer needs none of it
        from ..rulebook.loading.folders import RulesFolder  # noqa: PLC0415

        return self.held.folder if self.held else RulesFolder(self.rules)

    def case_files(self, named: Sequence[Path]) -> Mapping[str, bytes]:
        """Return the content of the scenarios of `scenario_paths`, by shown name.

        Raises:
            UnusableRulesError: some of them cannot be read.
            EngineError: none are named, and none lie beside the rules.
        """
        from ..scenarios.library import scenario_files  # noqa: PLC0415 - as above

        if not named and self.held is not None and self.held.cases is not None:
            return self.held.cases
        return scenario_files(self.scenario_paths(named))

    def pack_ids(self) -> Sequence[str]:
        """Return the names of the folders that may be packs."""
        return self.held.folder.pack_ids if self.held else pack_ids(self.rules)

    def heads(self, ids: Collection[str]) -> tuple[PackHead, ...]:
        """Return what the municipalities among some packs say about themselves."""
        if self.held is None:
            return tuple(municipality_heads(self.rules, ids))
        return tuple(
            head
            for head in self.held.folder.heads()
            if head.id in ids and head.kind is PackKind.MUNICIPALITY
        )

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
