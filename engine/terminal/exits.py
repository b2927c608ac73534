"""The exit codes of the `mandat` command."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of a command means; `mandat --help` lists them.

    Those above 128 are what shells tell of a process that a signal ended.
    """

    DONE = 0
    MISSED = 1
    NOT_DONE = 2
    NO_ONE_OR_SEVERAL = 3
    BUG = 70
    INTERRUPTED = 130
    NO_READER = 141
