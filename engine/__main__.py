"""Run the `mandat` command: also as `python -m mandat`, or `cli.py` in a checkout."""

import gc


def main() -> None:
    """Run the command, which ends before there is garbage worth collecting."""
    gc.disable()
    from .terminal import main as run  # noqa: PLC0415 - imports leave garbage, too

    run()


if __name__ == "__main__":
    main()
