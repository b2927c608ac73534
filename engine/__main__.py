"""Run the `mandat` command: also as `python -m mandat`, or `cli.py` in a checkout."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal` takes longer
import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

#: What shells tell of a process that Ctrl-C ended; `terminal.exits` has it, too, but
#: somebody may press that before it is imported.
_INTERRUPTED = 130
_SHOW_CURSOR = b"\x1b[?25h\n"


def main() -> None:
    """Run the command, which ends before there is garbage worth collecting.

    Ctrl-C ends the process where it stands, from before the first import: nothing is
    left to undo, for files are written whole, and other processes notice the end.
    """
    _signal.signal(_signal.SIGINT, interrupted)
    gc.disable()
    _fill_closed_streams()
    from .terminal.shortcut import shortcut  # noqa: PLC0415 - imports leave garbage, too

    code = shortcut(sys.argv[1:])
    if code is not None:
        sys.exit(code)
    from .terminal import main as run  # noqa: PLC0415 - a plain question needs it not

    run()


def interrupted(_number: int, _frame: FrameType | None) -> None:
    """End the process, whatever it is doing: nothing waits, and nothing is printed."""
    if os.name == "posix" and os.isatty(2):
        os.write(2, _SHOW_CURSOR)  # a progress bar hides it
    os._exit(_INTERRUPTED)


def _fill_closed_streams() -> None:
    """Open what nobody opened of stdin, stdout and stderr, leading nowhere.

    The next file would have its number else, and be written to by libraries.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            try:
                os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
            except OSError:
                continue
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - soon


if __name__ == "__main__":
    main()
