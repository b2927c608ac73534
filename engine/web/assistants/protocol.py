"""Speak MCP: list the tools and call them, for any client over any transport."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolResult,
    ListToolsResult,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ListedTool

from ...rulebook.model.problems import EngineError, Message
from ...service.errors import error_text
from ...version import __version__
from .arguments import Arguments
from .calls import ToolCall
from .instructions import INSTRUCTIONS
from .tools import TOOLS, tool_named

if TYPE_CHECKING:
    from mcp.server import ServerRequestContext
    from mcp_types import CallToolRequestParams, PaginatedRequestParams

    from ...service.setup import Language
    from ..live import LiveRules
    from .tools import Tool

_LOG = logging.getLogger("mandat.web")


class Assistants:
    """Answers assistants from rules that are read anew when their files change."""

    def __init__(
        self,
        live: LiveRules,
        *,
        language: Language = "sv",
        public_url: str = "",
        place: str = "",
    ) -> None:
        """Take the rules.

        Args:
            live: the rules.
            language: of an answer for which none is named.
            public_url: at which address pages are reached, without a slash at the
                end; empty where that is not known.
            place: the id of the municipality whose rules count where none is named;
                empty if one must be.
        """
        self._place = place
        self._live, self._language, self._public_url = live, language, public_url
        self._alone = anyio.CapacityLimiter(1)

    def server(self) -> Server[Any]:
        """Return the server of the protocol, for any transport."""
        made: Server[Any] = Server(
            "mandat",
            version=__version__,
            title="Mandat",
            description="Who may decide, who approves, which way a contact must go.",
            instructions=INSTRUCTIONS,
            on_list_tools=self._list,
            on_call_tool=self._call,
        )
        made.middleware.clear()  # a trace of requests would hold what was asked
        return made

    async def _list(
        self, _: ServerRequestContext[Any], __: PaginatedRequestParams | None
    ) -> ListToolsResult:
        heads = self._live.edition.mandat.municipalities
        ids = [head.id for head in heads]
        return ListToolsResult(
            tools=[
                ListedTool(
                    name=tool.name,
                    title=tool.title,
                    description=tool.about,
                    input_schema=tool.input_schema(ids, self._place),
                    output_schema=tool.output_schema(),
                    annotations=ToolAnnotations(
                        title=tool.title,
                        read_only_hint=True,
                        destructive_hint=False,
                        idempotent_hint=True,
                        open_world_hint=False,
                    ),
                )
                for tool in TOOLS
            ]
        )

    async def _call(
        self, _: ServerRequestContext[Any], params: CallToolRequestParams
    ) -> CallToolResult:
        try:
            tool = tool_named(params.name)
        except EngineError as error:
            text = _sentence(error, self._language)
            raise MCPError(code=INVALID_PARAMS, message=text) from error
        given = Arguments(
            given=params.arguments or {}, default=self._language, place=self._place
        )
        answered = partial(self._answered, tool, given)
        return await anyio.to_thread.run_sync(
            answered, limiter=self._alone if tool.is_slow else None
        )

    def _answered(self, tool: Tool, given: Arguments) -> CallToolResult:
        """Return what a tool gives, or in a sentence why it gives nothing."""
        try:
            given.check(tool.required)
            mandat = self._live.edition.mandat
            answer = tool.call(ToolCall(mandat, given, self._public_url))
        except EngineError as error:
            return _failure(error, given.language)
        except Exception as error:  # noqa: BLE001 - a bug ends one call alone
            _LOG.error("a bug", exc_info=error)
            return _failure(EngineError(Message.of("web/bug")), given.language)
        text = TextContent(type="text", text=answer.text)
        return CallToolResult(content=[text], structured_content=answer.content)


def _failure(error: EngineError, language: Language) -> CallToolResult:
    text = TextContent(type="text", text=_sentence(error, language))
    return CallToolResult(content=[text], is_error=True)


def _sentence(error: EngineError, language: Language) -> str:
    """Return an error in words, with its code, which stays."""
    return f"{error.message.code}: {error_text(error, language)}"
