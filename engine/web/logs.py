"""The log of a server: one line of JSON for each thing that happens.

Nothing that was asked is in it: a bug is told by where it lies and its kind, for the
words of an exception may hold what somebody typed.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import traceback


class JsonLines(logging.Formatter):
    """Writes a record as an object: when, how grave, what, and what is told of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, object] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage().strip(),
        }
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            line["exception"] = kind.__name__
            line["trace"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(trace)
            ]
        return json.dumps(line, ensure_ascii=False)


def log_to_stderr() -> None:
    """Write what is logged to stderr, and nothing that a library tells of questions.

    Bugs of our own are logged by `mandat.web`.
    """
    to_stderr = logging.StreamHandler(sys.stderr)
    to_stderr.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[to_stderr])
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("mcp").setLevel(logging.CRITICAL + 1)
