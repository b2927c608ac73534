"""Counts work, so that a test can tell how it grows without a clock."""

import sys


def steps(call, *arguments):
    """Return how many lines of Python run while something is called.

    Every turn of a loop counts, those within a comprehension or generator too.
    """
    count = 0

    def on_event(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return on_event

    before = sys.gettrace()
    sys.settrace(on_event)
    try:
        call(*arguments)
    finally:
        sys.settrace(before)
    return count


def assert_grows_in_step(call, made, size, *, at_most=2.5):
    """Hold that what is made twice as large costs about twice the work.

    `made` makes the argument of `call` in a size. What grows with the square of the
    size costs four times as much.
    """
    small, large = made(size), made(2 * size)
    call(made(1))  # what is remembered for all time is no part of it
    once, twice = steps(call, small), steps(call, large)
    assert twice <= at_most * once, f"{once} steps for {size}, {twice} for twice that"
