"""Start the `mandat` command from a checkout; all of it is in `engine.terminal`."""

from engine.terminal import main

if __name__ == "__main__":
    main()
