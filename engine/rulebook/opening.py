"""Open the rules of one municipality: from the cache, or by reading the packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rulebook.cache import RulebookCache

if TYPE_CHECKING:
    from pathlib import Path

    from engine.rulebook.folders import RulesFolder
    from engine.rulebook.packs import Jurisdiction


def open_jurisdiction(
    rules: Path, municipality: str, cache: Path | None
) -> Jurisdiction:
    """Return the jurisdiction of a municipality by its name or id.

    Args:
        rules: the folder of packs.
        municipality: as somebody named it; empty for law and guidance alone.
        cache: the folder for compiled rulebooks; None to go without.

    Raises:
        UnusableRulesError: the packs concerned have problems.
        UnknownNameError: no municipality has that name.
        EngineError: `rules` is no folder of packs.
    """
    opened: list[RulesFolder] = []

    def folder() -> RulesFolder:
        # Imported here because a cached answer needs none of it.
        from engine.rulebook.folders import RulesFolder  # noqa: PLC0415

        if not opened:
            opened.append(RulesFolder(rules))
        return opened[0]

    def id_() -> str:
        return folder().municipality(municipality) if municipality else ""

    def make() -> Jurisdiction:
        from engine.rulebook.loading import load  # noqa: PLC0415 - as above

        return load(folder(), [id_()])[id_()]

    return RulebookCache(cache).jurisdiction(
        rules, municipality, lambda: folder().files_for(municipality, id_()), make
    )
