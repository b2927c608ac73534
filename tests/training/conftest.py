"""The town whose cases are gone through."""

import pytest

from engine.space.space import Space
from engine.training.material import material
from tests.support.town import checked_training_town


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Return the town's material, and its questions' answers."""
    found = checked_training_town(tmp_path_factory.mktemp("town"))
    return material(found), Space(found.jurisdictions["provby"])
