"""The page of limits says what the program holds to."""

import re
from pathlib import Path

from uvicorn.protocols.http.h11_impl import DEFAULT_MAX_INCOMPLETE_EVENT_SIZE

from engine.rulebook.model import bounds
from engine.web import guard, reading
from engine.web.authzen import batches
from engine.web.connections import WebConnection

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "limits.md"


def written(part):
    """Return the numbers of a part of the page, in their order."""
    text = PAGE.read_text("utf-8").split("\n## ")[part]
    rows = re.findall(r"^\|.*\| ([0-9 ]+) \|$", text, re.MULTILINE)
    return [int(number.replace(" ", "")) for number in rows]


def test_every_bound_has_its_row_in_the_table_of_limits():
    held = [number for name, number in vars(bounds).items() if name.isupper()]
    assert written(0) == held


def test_the_bounds_of_the_server_have_theirs():
    client = WebConnection.bounds
    assert client.body == client.taking
    assert written(1) == [
        guard.LARGEST_BODY,
        guard.LONGEST_ADDRESS,
        DEFAULT_MAX_INCOMPLETE_EVENT_SIZE,
        reading.MOST_FACTS,
        batches.MOST_EVALUATIONS,
        client.most,
        client.head,
        client.body,
    ]
