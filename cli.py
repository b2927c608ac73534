"""Start the `mandat` command from a checkout; all of it is in `engine.terminal`."""

import _signal  # type: ignore[import-not-found]  # `signal` takes longer

if __name__ == "__main__":  # which ends this in silence until the command hears of it
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

from engine.__main__ import main

if __name__ == "__main__":
    main()
