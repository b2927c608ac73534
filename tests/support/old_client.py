"""Ask a server of tools by the SDK of an assistant, of whichever edition is installed.

Runs in an environment of its own, which has that SDK and nothing of ours:
`python old_client.py stdio COMMAND…` or `python old_client.py http ADDRESS`. What is
asked is read from standard input, and what came is written to standard output (JSON).
"""

import asyncio
import json
import sys

from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client


async def _asked(reading, writing, calls):
    async with ClientSession(reading, writing) as session:
        begun = await session.initialize()
        tools = await session.list_tools()
        results = []
        for name, given in calls:
            try:
                result = await session.call_tool(name, given)
            except McpError as error:
                results.append({"refused": error.error.message})
            else:
                results.append(
                    {
                        "is_error": result.isError,
                        "content": result.structuredContent,
                        "text": [each.text for each in result.content],
                    }
                )
        return {
            "instructions": begun.instructions,
            "tools": [tool.name for tool in tools.tools],
            "results": results,
        }


async def _main(way, *where):
    calls = json.load(sys.stdin)
    if way == "stdio":
        server = StdioServerParameters(command=where[0], args=list(where[1:]))
        async with stdio_client(server) as streams:
            return await _asked(*streams, calls)
    async with streamablehttp_client(where[0]) as (reading, writing, _):
        return await _asked(reading, writing, calls)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_main(*sys.argv[1:]))))
