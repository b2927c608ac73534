"""Long words and long questions are read in step with their length, or refused."""

import datetime as dt
import json

import pytest

from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.bounds import (
    LONGEST_QUESTION,
    LONGEST_VALUE,
    LONGEST_WORD,
    MOST_ITEMS,
)
from engine.rulebook.model.values import (
    decimal_in,
    money_in,
    multiple_in,
    number_in,
)
from engine.understanding import Reader
from engine.understanding.words import Stems, words
from tests.support import hostile_files as hostile
from tests.support.terminal import run
from tests.support.work import assert_grows_in_step

DAY = dt.date(2026, 3, 1)
ASKED = "vem beslutar om inköp"


@pytest.fixture
def jurisdiction(tmp_path):
    """Return what writes and loads a pack of some size."""

    def made(make, size):
        folder = hostile.write(make(size), tmp_path / f"{make.__name__}-{size}")
        return load(RulesFolder(folder), ["by"])["by"]

    return made


def understood(town):
    return Reader(town).understanding(ASKED, DAY)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "size"),
    [
        (hostile.long_word, 2_000),
        (hostile.long_text, 400),
        (hostile.rows, 100),
        (hostile.synonyms, 150),
        (hostile.idle_values, 150),
        (hostile.shared_rule, 100),
        (hostile.children, 100),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_reading_a_question_takes_work_in_step_with_the_rules(make, size, jurisdiction):
    assert_grows_in_step(understood, lambda count: jurisdiction(make, count), size)


@pytest.mark.parametrize(
    "made",
    [
        lambda n: "kommunal" * n,
        lambda n: "vem " * n,
        lambda n: "vem? " * n,
        lambda n: "vem " * n + "?",
        lambda n: "1 " * n + "kr",
        lambda n: "5" + " " * n + "kr",
        lambda n: "1" * n + ",",
        lambda n: "e\u0301" * n,
    ],
)
def test_a_long_question_takes_work_in_step_with_its_length(made, jurisdiction):
    reader = Reader(jurisdiction(hostile.rows, 3))
    assert_grows_in_step(lambda text: reader.understanding(text, DAY), made, 4_000)


def test_of_an_endless_word_the_beginning_counts():
    (word,) = words("å" * 1_000)
    assert word == "å" * LONGEST_WORD
    assert_grows_in_step(
        lambda text: Stems().all(text), lambda count: "kommun" * count, 100
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_question_of_many_pages_is_refused(language, tmp_path):
    rules = hostile.write(hostile.rows(1), tmp_path / "rules")
    asking = ("-m", "by", "--rules", rules, "--format", "json", "--lang", language)
    longest = (ASKED + "?").rjust(LONGEST_QUESTION)
    assert run("ask", longest, *asking).exit_code == 0
    done = run("ask", f"{longest}?", *asking)
    assert done.exit_code == 2
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "question/too-long"
    assert str(LONGEST_QUESTION) in error["message"]


@pytest.mark.parametrize(
    "text",
    [
        "1" + " 000" * 5_000,
        "5" + " " * 5_000 + "x",
        "9" * 5_000,
        "1" * LONGEST_VALUE + "1",
        "1e400",
        "0x1F",
        "1:30",
        "٣",
    ],
)
def test_what_is_no_sane_amount_is_none(text):
    for parsed in (money_in, multiple_in, number_in, decimal_in):
        assert parsed(text) is None


def test_a_list_longer_than_any_is_refused(tmp_path):
    rules = hostile.write(hostile.synonyms(MOST_ITEMS + 1), tmp_path / "rules")
    done = run("lint --lang en --rules", rules)
    assert done.exit_code == 2
    assert f"the list has over {MOST_ITEMS} items [list/too-long]" in done.stderr
