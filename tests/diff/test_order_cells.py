"""A changed row of a delegation order is told cell by cell."""

import pytest

from tests.support.orders import loaded_order
from tests.support.terminal import run

BEFORE = "nr;ärende;delegat;högst;anmälan;villkor\n1.4;Köpa träd;PC;300 000 kr;nej;\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("300 000", "500 000", "1.4: belopp högst 300 000 kr → högst 500 000 kr"),
        pytest.param(
            *("PC;", "PC / PO;", "1.4: beslutar – → parknämndens ordförande"),
            marks=pytest.mark.slow,
        ),
        (";nej;", ";månadsvis;", "1.4: Beslutet anmäls inte → Beslutet anmäls"),
        pytest.param(
            *(";nej;\n", ";nej;rasrisk\n", "1.4: rasrisk – → ja"),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_changed_cell_is_told_with_what_stood_there(tmp_path, old, new, told):
    for name, table in {"f": BEFORE, "n": BEFORE.replace(old, new)}.items():
        loaded_order(tmp_path / name, table)
    said = run(f"diff {tmp_path / 'f'} {tmp_path / 'n'} -m by").stdout
    assert told in " ".join(said.split())
