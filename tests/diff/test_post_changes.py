"""Posts in a comparison: who holds what, who stands in, and when nobody is there."""

import json

import pytest

from tests.support.terminal import run

HEAD = "pack: by\nkind: municipality\nlabel: Byn\n"
WORDS = """\
roles:
  namnden: {label: nämnden}
  chefen: {label: chefen}
  tradgardsmastaren: {label: trädgårdsmästaren}
matters:
  hack: {label: häckklippning}
"""
RULES = """\
rules:
  - {id: hack, matter: hack, decides: chefen, says: Chefen beslutar., cites: ordning#p1}
"""
SOURCES = """\
sources:
  ordning:
    title: Ordning
    short: Ordning
    rank: board
    status: adopted
    passages: {p1: {section: 1 §, gist: Chefen beslutar.}}
"""
BEFORE = """\
post;titel;roller;överordnad;innehavare;ersättare;borta
C;Chef;chefen;;1;T;
T;Trädgårdsmästare;trädgårdsmästaren;C;2;;
V;Vaktmästare;trädgårdsmästaren;C;1;;
"""
AFTER = """\
post;titel;roller;överordnad;innehavare;ersättare;borta
C;Chef;chefen;;1;;2026-07-06–2026-07-26
T;Trädgårdsmästare;chefen, trädgårdsmästaren;C;2;;
K;Kanslist;trädgårdsmästaren;C;1;;
"""


@pytest.fixture
def editions(tmp_path):
    for name, posts in (("before", BEFORE), ("after", AFTER)):
        pack = tmp_path / name / "by"
        pack.mkdir(parents=True)
        files = {
            "pack.yaml": HEAD,
            "vocabulary.yaml": WORDS,
            "regler.yaml": RULES,
            "sources.yaml": SOURCES,
            "posts.csv": posts,
        }
        for file, text in files.items():
            (pack / file).write_text(text, encoding="utf-8")
    return tmp_path / "before", tmp_path / "after"


def differing(words):
    result = run(f"diff {words} --format json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_every_post_that_differs_is_told_with_what_differs(editions):
    found = differing("{} {} -m by".format(*editions))

    told = {post["id"]: (post["change"], set(post["parts"])) for post in found["posts"]}
    assert told == {
        "C": ("changed", {"substitutes", "absences"}),
        "T": ("changed", {"roles"}),
        "V": ("removed", set()),
        "K": ("added", set()),
    }
    # no answer to a question rests on a post
    assert found["is_answer_changed"] is False


def test_the_terminal_says_it_in_both_languages(editions):
    swedish = run("diff {} {} -m by".format(*editions)).stdout
    english = run("diff {} {} -m by --lang en".format(*editions)).stdout

    assert "`C` Chef: ersättare T → –; borta – → 6 juli 2026–26 juli 2026" in swedish
    assert "`V` Vaktmästare (borttagen): trädgårdsmästaren" in swedish
    assert "`C` Chef: substitutes T → –; away – → 6 July 2026–26 July 2026" in english


def test_on_two_days_it_is_told_who_is_there_on_one_alone(editions):
    _, after = editions
    found = differing(f"-m by --rules {after} --on 2026-07-01 --on 2026-07-10")

    assert [(post["id"], post["parts"]) for post in found["posts"]] == [
        ("C", ["situation"])
    ]


def test_a_comparison_of_one_role_tells_of_the_posts_that_hold_it(editions):
    found = differing("{} {} -m by --only chefen".format(*editions))

    assert {post["id"] for post in found["posts"]} == {"C", "T"}
