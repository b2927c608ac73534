"""The page of limits says what the program holds to."""

import re
from pathlib import Path

from engine.rulebook.model import bounds

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "limits.md"


def test_every_bound_has_its_row_in_the_table_of_limits():
    rows = re.findall(r"^\|.*\| ([0-9 ]+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    written = [int(number.replace(" ", "")) for number in rows]
    held = [number for name, number in vars(bounds).items() if name.isupper()]
    assert written == held
