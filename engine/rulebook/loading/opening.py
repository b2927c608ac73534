"""Open the rules of one municipality: from the cache, or by reading the packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.packs import PackKind
from .cache import RulebookCache

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..model.packs import Jurisdiction, PackHead
    from .folders import RulesFolder


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
        from .folders import RulesFolder  # noqa: PLC0415

        if not opened:
            opened.append(RulesFolder(rules))
        return opened[0]

    def id_() -> str:
        return folder().municipality(municipality) if municipality else ""

    def files() -> list[Path]:
        from .folders import files_behind  # noqa: PLC0415 - as above

        return files_behind(rules, folder(), municipality, id_())

    def make() -> Jurisdiction:
        from .loader import load  # noqa: PLC0415 - as above

        return load(folder(), [id_()])[id_()]

    return RulebookCache(cache).jurisdiction(rules, municipality, files, make)


def open_jurisdictions(
    rules: Path, municipality: str, cache: Path | None
) -> list[Jurisdiction]:
    """Return the jurisdiction of a municipality; those of all when none is named.

    Law and guidance alone are one of all. Errors as of `open_jurisdiction`.
    """
    if municipality:
        return [open_jurisdiction(rules, municipality, cache)]
    from .folders import RulesFolder  # noqa: PLC0415 - as above
    from .loader import load_all  # noqa: PLC0415 - as above

    return list(load_all(RulesFolder(rules)).values())


def pack_ids(rules: Path) -> list[str]:
    """Return the names of the folders that may be packs; none of them is read."""
    try:
        return sorted(entry.name for entry in rules.iterdir() if entry.is_dir())
    except OSError:
        return []


def municipality_heads(rules: Path, ids: Iterable[str]) -> list[PackHead]:
    """Return what the municipalities among some packs say about themselves."""
    from .folders import RulesFolder  # noqa: PLC0415 - as above

    opened = RulesFolder(rules)
    heads = (opened.head(id_).head for id_ in ids)
    return [head for head in heads if head and head.kind is PackKind.MUNICIPALITY]
