"""Packs whose questions would take for ever are refused at once, or walked in step."""

import datetime as dt
import json

import pytest

from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.bounds import (
    MOST_CELLS,
    MOST_KINDS,
    MOST_LAYERS,
    MOST_TRIALS,
    MOST_WALKED,
)
from engine.rulebook.model.problems import Message, UnusableRulesError
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.space.boxes import boxes
from engine.space.space import Space, TooManyCellsError
from engine.space.subject_classes import subject_classes
from tests.support import hostile_files as hostile
from tests.support.terminal import run
from tests.support.work import assert_grows_in_step

DAY = dt.date(2026, 3, 1)
SLOTS = ((Slot.MATTER, "inkop"),)
QUESTION = Question(RuleKind.DECISION, SLOTS, (), DAY)


@pytest.fixture
def space(tmp_path):
    """Return what writes and loads a pack of some size."""

    def made(make, *size):
        name = "-".join(map(str, (make.__name__, *size)))
        folder = hostile.write(make(*size), tmp_path / name)
        return Space(load(RulesFolder(folder), ["by"])["by"])

    return made


def refusal(call):
    with pytest.raises(TooManyCellsError) as refused:
        call()
    return refused.value.message


@pytest.mark.parametrize(
    ("make", "size", "count", "most"),
    [
        (hostile.yes_or_no, (12,), 2**12, MOST_CELLS),
        (hostile.yes_or_no, (40,), 2**40, MOST_CELLS),
        # what is assumed is walked once more for each of its values
        (hostile.yes_or_no, (13, 4), 2**9 * 9, MOST_CELLS),
        (hostile.values, (1_000,), 1_000, MOST_TRIALS // 1_000),
        (hostile.limits, (900,), 902, MOST_TRIALS // 900),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_question_with_too_many_cells_is_refused(make, size, count, most, space):
    refused = refusal(lambda: space(make, *size).ask(QUESTION))
    assert refused.code == "question/too-many-cells"
    assert (refused["count"], refused["most"]) == (count, most)


def refused_walks(space):
    refusal(lambda: space.ask(QUESTION))
    refusal(lambda: list(space.cells(RuleKind.DECISION, SLOTS, DAY)))
    refusal(lambda: list(space.settled_cells(RuleKind.DECISION, SLOTS, DAY)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "size"),
    [(hostile.yes_or_no, 14), (hostile.values, 700), (hostile.limits, 700)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_it_is_refused_before_a_cell_is_walked(make, size, space):
    def refusing(count):
        return space(make, count if count > 1 else size - 1)

    assert_grows_in_step(refused_walks, refusing, size)


def test_the_largest_question_is_answered(space):
    answer = space(hostile.yes_or_no, 8).ask(QUESTION)
    assert len(answer.depends_on) == 8


def test_values_are_put_into_classes_in_step_with_their_number(space):
    assert_grows_in_step(
        lambda made: made.relevant(QUESTION),
        lambda count: space(hostile.values, count),
        150,
    )


def test_the_same_circumstance_takes_values_that_no_rule_names(space):
    (dimension,) = space(hostile.idle_values, 500).relevant(QUESTION)
    assert [len(each.span) for each in dimension.classes] == [1, 499]


def test_boxes_are_gathered_in_step_with_the_cells():
    def cells(count):
        return [range(count)], {(n,): n for n in range(count)}

    assert_grows_in_step(lambda made: boxes(*made), cells, 410)


def test_subjects_are_told_apart_in_step_with_the_rules(space):
    def classes(made):
        found = list(subject_classes((made.jurisdiction,)))
        for subject in found:
            made.decider.subject(subject.kind, subject.slots)

    assert_grows_in_step(classes, lambda count: space(hostile.rows, count), 100)


def test_a_comparison_takes_work_in_step_with_the_rules(tmp_path):
    def editions(count):
        pack = hostile.rows(count)
        other = pack.files["rules.yaml"].replace("decides: chef", "decides: namnd")
        new = pack._replace(files={**pack.files, "rules.yaml": other})
        return [
            hostile.write(each, tmp_path / f"{name}-{count}")
            for name, each in (("old", pack), ("new", new))
        ]

    assert_grows_in_step(lambda made: run("diff", *made), editions, 40)


CASE = """\
scenarios:
  - id: fall
    municipality: by
    told: Köp.
    ask: {who: inkop}
    given: {c0: yes}
    expect: {outcome: no_rule, cites: []}
"""


@pytest.mark.parametrize(
    "command", ["lint", "show chef -m by", "check {cases} --coverage"]
)
def test_subjects_with_too_many_cells_in_all_are_refused(command, tmp_path):
    matters = MOST_WALKED // 2**10 + 1
    rules = hostile.write(hostile.many_subjects(matters), tmp_path / "rules")
    cases = tmp_path / "fall.yaml"
    cases.write_text(CASE, encoding="utf-8")
    done = run(command.format(cases=cases), "--rules", rules, "--format", "json")
    assert done.exit_code == 2
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "cells/too-many-in-all"
    assert str(MOST_WALKED) in error["message"]


# what is refused when it is read --------------------------------------------------


def problems(make, count, folder):
    rules = hostile.write(make(count), folder / f"{make.__name__}-{count}")
    try:
        load(RulesFolder(rules), ["by"])
    except UnusableRulesError as error:
        return [problem.message for problem in error.problems]
    return []


def test_classifications_that_build_on_each_other_too_often_are_refused(tmp_path):
    assert problems(hostile.derivations, MOST_LAYERS, tmp_path) == []
    (problem,) = problems(hostile.derivations, 3 * MOST_LAYERS, tmp_path)
    assert problem == Message.of(
        "rule/derives-too-deep", circumstance=f"c{MOST_LAYERS + 1}", most=MOST_LAYERS
    )


@pytest.mark.parametrize("make", [hostile.deep_roles, hostile.deep_matters])
def test_terms_that_lie_too_deep_are_refused(make, tmp_path):
    assert problems(make, MOST_KINDS + 1, tmp_path) == []
    (problem,) = problems(make, MOST_KINDS + 2, tmp_path)
    assert problem.code == "term/too-many-above"
    assert problem["most"] == MOST_KINDS


def test_a_role_of_too_many_kinds_is_refused(tmp_path):
    (problem,) = problems(hostile.wide_roles, MOST_KINDS, tmp_path)
    assert problem["term"].name == "alla"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_terminal_says_what_is_too_much_and_what_to_do(language, tmp_path):
    rules = hostile.write(hostile.yes_or_no(14), tmp_path / "rules")
    done = run("who inkop -m by --lang", language, "--rules", rules)
    assert done.exit_code == 2
    assert "16384" in done.stderr
    assert str(MOST_CELLS) in done.stderr
    assert "-g" in done.stderr
