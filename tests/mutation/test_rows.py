"""Rows of delegation orders under mutation: those that somebody asks about."""

import json

from tests.support.orders import loaded_order, table_of
from tests.support.terminal import run

CASE = """\
scenarios:
  - id: ett-trad
    municipality: by
    told: Ett träd ska köpas för precis tio prisbasbelopp.
    ask: {who: kopa-trad}
    given: {belopp: 592000}
    expect:
      outcome: answered
      decides: {any_of: [parkchefen, parknamnden]}
      cites: [pn#1]
"""


def mutation_of(tmp_path, rows):
    headings = ("nr", "ärende", "delegat", "högst")
    loaded_order(tmp_path / "rules", table_of(rows, headings))
    (tmp_path / "fall.yaml").write_text(CASE, "utf-8")
    result = run(
        f"check {tmp_path / 'fall.yaml'} --rules {tmp_path / 'rules'}"
        " --mutate --format json"
    )
    return json.loads(result.stdout)["mutation"]


def test_a_row_that_no_scenario_is_about_is_counted_and_not_changed(tmp_path):
    rows = [
        {"nr": "1", "ärende": "Köpa träd", "delegat": "PC", "högst": "10 pbb"},
        {"nr": "2", "ärende": "Sälja ved", "delegat": "TM", "högst": "10 pbb"},
    ]
    found = mutation_of(tmp_path, rows)
    survived = {(each["rule"], each["change"]) for each in found["survivors"]}

    assert found["idle_rows"] == 1
    assert "by/pn-2" not in {rule for rule, _ in survived}
    # a limit that moves up is noticed by nobody who asks exactly at it
    up = "when belopp to 10 prisbasbelopp → 10.1 prisbasbelopp"
    assert ("by/pn-1", up) in survived
    assert ("by/pn-1", up.replace("10.1", "9.9")) not in survived


def test_no_subject_is_taken_from_what_an_order_leaves_to_its_committee(tmp_path):
    rows = [
        {"nr": "1", "ärende": "Köpa träd", "delegat": "PC", "högst": "10 pbb"},
        {"nr": "2", "ärende": "Sälja ved", "delegat": "TM", "högst": "10 pbb"},
    ]
    found = mutation_of(tmp_path, rows)
    changes = [s["change"] for s in found["survivors"] if s["rule"] == "by/pn-rest"]
    assert not [change for change in changes if change.startswith("matter ")]
