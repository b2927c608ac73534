"""What is wrong in a plan is told with its place and what to do, all in one go."""

import pytest

from engine.reorganisation.plan import UnusablePlanError
from tests.support.reorganised import reorganised

HEAD = "from: 2026-07-01\nroles: {ny: {label: ny}, annan: {label: annan}}\n"


def problems(folder, text):
    with pytest.raises(UnusablePlanError) as refused:
        reorganised(folder, text)
    return [
        (problem.message.code, problem.where.line) for problem in refused.value.problems
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("rename: {role: kok, to: ny}", "plan/unknown-role"),
        ("rename: {role: kock, to: nyy}", "plan/unknown-role"),
        ("rename: {role: ny, to: annan}", "plan/role-to-come"),
        ("rename: {role: kock, to: kock}", "plan/into-itself"),
        ("split: {role: kock, into: [ny, ny]}", "plan/same-part"),
        ("split: {role: kock, into: [ny]}", "list/too-short"),
        (
            "split: {role: kock, into: [ny, annan], rest: rektor}",
            "plan/share-of-another",
        ),
        (
            "split: {role: kock, into: [ny, annan], powers: {ny: [BN 1.3]}}",
            "plan/unknown-power",
        ),
        ("merge: {roles: [kock], into: ny}", "list/too-short"),
        ("remove: {rol: kock}", "key/unknown"),
        ("rename: kock", "record/expected"),
    ],
)
def test_what_is_wrong_in_a_plan_has_its_line(tmp_path, text, code):
    assert (code, 3) in problems(tmp_path, f"{HEAD}{text}\n")


def test_a_role_has_one_fate(tmp_path):
    text = f"{HEAD}rename: {{role: kock, to: ny}}\nremove: {{role: kock}}\n"
    assert problems(tmp_path, text) == [("plan/role-twice", 4)]


def test_nobody_takes_over_who_goes(tmp_path):
    text = f"{HEAD}rename: {{role: kock, to: kurator}}\nremove: {{role: kurator}}\n"
    assert problems(tmp_path, text) == [("plan/heir-goes", 3)]


def test_a_new_role_is_new_and_has_a_name_and_a_place(tmp_path):
    text = (
        "from: 2026-07-01\nroles:\n  kock: {label: kock}\n  ny: {is: [anstalld]}\n"
        "  annan: {label: annan, reports_to: ingen}\nremove: {role: kurator}\n"
    )
    assert problems(tmp_path, text) == [
        ("plan/known-role", 3),
        ("plan/no-label", 4),
        ("plan/unknown-role", 5),
    ]


def test_all_of_it_is_told_at_once(tmp_path):
    text = (
        "from: i sommar\nrename: [{role: kok, to: ny}, {role: kock}]\n"
        "remove: {role: x, to: y}\nmer: nej\n"
    )
    assert [line for _, line in problems(tmp_path, text)] == [1, 2, 2, 2, 3, 3, 4]


def test_a_plan_says_what_becomes_of_somebody(tmp_path):
    assert problems(tmp_path, "from: 2026-07-01\n") == [("key/none-of", 1)]


def test_a_role_that_means_another_is_nobodys_to_move(tmp_path):
    words = """\
roles:
  narmast: {label: närmaste chef, resolves: {reports_to: actor}}
  bildningsnamnd: {label: bildningsnämnden, is: [namnd]}
  skolchef: {label: skolchef}
  rektor: {label: rektor}
  kock: {label: kock}
  kurator: {label: kurator}
matters:
  lov: {label: lov}
"""
    with pytest.raises(UnusablePlanError) as refused:
        reorganised(
            tmp_path, "from: 2026-07-01\nremove: {role: närmaste chef}\n", words=words
        )
    assert [p.message.code for p in refused.value.problems] == ["plan/relative-role"]


@pytest.mark.parametrize(
    "content", ["", "[", "&a [*a]", "from: 2026-07-01\nfrom: 2026-07-02\n", "x" * 99]
)
def test_what_is_no_plan_is_a_problem_and_no_crash(tmp_path, content):
    assert problems(tmp_path, content)
