"""Run the `mandat` command as `python -m mandat`, or `-m engine` in a checkout."""

from .terminal import main

main()
