"""The exit codes of the `mandat` command."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of a command means; `mandat --help` lists them."""

    DONE = 0
    MISSED = 1
    NOT_DONE = 2
    NO_ONE_OR_SEVERAL = 3
    BUG = 70
