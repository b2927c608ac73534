"""The park's town, to be read and asked."""

import pytest

from engine.space.space import Space
from tests.support.park import loaded_park, who, write_small_law


@pytest.fixture
def town(tmp_path):
    """Return what reads rules of the town, under the small law."""
    folder = tmp_path / "rules"
    write_small_law(folder)
    return lambda *rules: loaded_park(folder, rules)


@pytest.fixture
def ask(town):
    """Return what asks who decides a matter, planting by itself, by some rules."""

    def answer(*rules, matter="plantering", **given):
        return who(Space(town(*rules)), matter, **given)

    return answer
