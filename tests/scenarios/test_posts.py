"""A scenario on posts: which decide on its day, held to the rows and the absences."""

import json

import pytest

from tests.support.terminal import run

WORDS = """\
roles:
  namnden: {label: nämnden}
  chefen: {label: chefen}
  mastaren: {label: mästaren}
"""
ORDER = """\
committee: namnden
source: {title: Ordning, short: PN, status: adopted, from: 2026-01-01}
key: {C: {role: chefen, substitutes: [M]}, M: mastaren}
"""
ROWS = "nr;ärende;delegat\n1;Klippa häck;C\n"
POSTS = """\
post;roller;överordnad;innehavare;borta
CH;chefen;;1;2026-07-06–2026-07-26
MA;mastaren;CH;1;
"""
SCENARIO = """\
scenarios:
  - id: haecken
    municipality: by
    told: Häcken växer.
    ask: {{who: klippa-hack}}
    on: {day}
    expect:
      outcome: answered
      decides: {{any_of: [chefen, namnden]}}
      cites: [pn#1]
      posts: [{posts}]
"""


@pytest.fixture
def town(tmp_path):
    order = tmp_path / "rules" / "by" / "orders" / "pn"
    order.mkdir(parents=True)
    for path, text in {
        order.parent.parent / "pack.yaml": "pack: by\nkind: municipality\nlabel: By\n",
        order.parent.parent / "vocabulary.yaml": WORDS,
        order.parent.parent / "posts.csv": POSTS,
        order / "order.yaml": ORDER,
        order / "rows.csv": ROWS,
    }.items():
        path.write_text(text, encoding="utf-8")
    return tmp_path


def checked(town, day, posts):
    file = town / "fall.yaml"
    file.write_text(SCENARIO.format(day=day, posts=posts), encoding="utf-8")
    done = run(f"check {file} --rules {town / 'rules'} --format json")
    return done.exit_code, json.loads(done.stdout)


@pytest.mark.parametrize(
    ("day", "posts"), [("2026-07-05", "CH"), ("2026-07-06", "MA"), ("2026-07-27", "CH")]
)
def test_who_is_there_or_steps_in_decides(town, day, posts):
    assert checked(town, day, posts)[0] == 0


@pytest.mark.parametrize("posts", ["MA", "CH, MA", ""])
def test_other_posts_than_those_that_decide_are_a_deviation(town, posts):
    code, content = checked(town, "2026-07-05", posts)

    assert code == 1
    (missed,) = content["missed"]
    (difference,) = missed["differences"]
    assert (difference["point"], difference["actual"]) == ("posts", "[CH]")


def test_an_accepted_answer_has_the_posts_that_decide(town):
    checked(town, "2026-07-06", "CH")
    file = town / "fall.yaml"
    done = run(
        f"check {file} --rules {town / 'rules'} --accept --decision KS --why semester"
    )
    assert done.exit_code == 0, done.output
    assert "posts: [MA]" in file.read_text(encoding="utf-8")
