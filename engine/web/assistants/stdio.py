"""Answer the one assistant that started this process, over its streams."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import anyio
from mcp.server.stdio import stdio_server

from ...rulebook.loading.shipped import shipped
from ..live import LiveRules, read_rules
from ..logs import log_to_stderr
from .protocol import Assistants

if TYPE_CHECKING:
    from pathlib import Path

    from ...service.setup import Language

#: How often the files of the rules are looked at, in seconds.
_LOOKING = 1.0


def run(
    rules: Path | None,
    cache: Path | None,
    *,
    municipality: str,
    language: Language,
    public_url: str,
) -> None:
    """Answer until the assistant closes its stream.

    Args:
        rules: the folder of packs; the shipped one when left out.
        cache: a folder for compiled rulebooks; None to go without.
        municipality: whose rules count where the assistant names none; empty if it
            must name one.
        language: of an answer for which none is named.
        public_url: where pages of the same rules are reached, without a slash at the
            end; empty where that is nowhere.

    Raises:
        EngineError: the rules cannot be used, or no municipality has that name.
    """
    log_to_stderr()
    folder = (rules or shipped("rules")).resolve()
    kept = cache.resolve() if cache else None
    # places in files are told from where somebody stands: not to an assistant
    os.chdir(folder.parent)
    live = LiveRules(folder, lambda: read_rules(folder, kept))
    place = live.edition.mandat.of(municipality).id
    assistants = Assistants(live, language=language, public_url=public_url, place=place)
    live.watch(_LOOKING)
    try:
        anyio.run(_served, assistants)
    finally:
        live.close()


async def _served(assistants: Assistants) -> None:
    server = assistants.server()
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
