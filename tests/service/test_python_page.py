"""The page on Python: every example on it gives what is printed."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "python.md"


def test_every_example_on_the_page_gives_what_is_printed():
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 20
    assert result.failed == 0
