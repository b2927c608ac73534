"""What is logged of assistants: nothing of what they ask."""

from __future__ import annotations

import logging


def quieten() -> None:
    """Keep what the library logs out of the log, for it may hold what was asked.

    Bugs of our own are logged by `mandat.web`.
    """
    logging.getLogger("mcp").setLevel(logging.CRITICAL + 1)
