"""Start the `mandat` command from a checkout; all of it is in `engine.terminal`."""

from engine.__main__ import main

if __name__ == "__main__":
    main()
