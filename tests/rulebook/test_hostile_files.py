"""Packs that cost more than they look like are read in step with their size, or not."""

import pytest

from engine.rulebook.language import shapes
from engine.rulebook.language.drafts import PackFiles, read_draft
from engine.rulebook.language.shapes import Problems
from engine.rulebook.loading.checks import rings
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.bounds import (
    LARGEST_FILE,
    LARGEST_PACK,
    MOST_COMPARISONS,
    MOST_NAMED,
    MOST_PROBLEMS,
)
from engine.rulebook.model.problems import Message, Place, UnusableRulesError
from tests.support import hostile_files as hostile
from tests.support.terminal import run
from tests.support.work import assert_grows_in_step

#: Files and packs full of one mistake, whose problems nobody could read all of.
BROKEN_FILES = (
    hostile.duplicate_keys,
    hostile.unknown_keys,
    hostile.unknown_keys_in_a_rule,
    hostile.same_ids,
)
BROKEN_PACKS = (
    hostile.unknown_roles,
    hostile.unknown_passages,
    hostile.unknown_overrides,
    hostile.unknown_values,
    hostile.same_names,
    hostile.no_labels,
    hostile.many_rings,
)
#: Packs that are as they should be, however large.
SOUND_PACKS = (
    hostile.yes_or_no,
    hostile.values,
    hostile.idle_values,
    hostile.limits,
    hostile.derivations,
    hostile.superiors,
    hostile.synonyms,
    hostile.rows,
)


def loaded(folder):
    """Load every municipality of a folder; return the problems, if there are any."""
    try:
        load(RulesFolder(folder), ["by"])
    except UnusableRulesError as error:
        return error
    return None


@pytest.fixture
def written(tmp_path):
    """Return what writes a pack of some size into a folder of its own."""

    def write(make, count):
        folder = tmp_path / f"{make.__name__}-{count}"
        return hostile.write(hostile.as_pack(make(count)), folder)

    return write


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", BROKEN_FILES + BROKEN_PACKS + SOUND_PACKS, ids=lambda make: make.__name__
)
def test_the_work_of_reading_a_pack_grows_with_its_size(make, written, monkeypatch):
    monkeypatch.setattr(shapes, "MOST_COMPARISONS", 1_000)
    size = 900 if make in BROKEN_FILES else 200
    assert_grows_in_step(loaded, lambda count: written(make, count), size)


@pytest.mark.parametrize(
    "make", BROKEN_FILES + BROKEN_PACKS, ids=lambda make: make.__name__
)
def test_of_many_problems_the_first_are_told_and_the_others_counted(
    make, written, monkeypatch
):
    monkeypatch.setattr(shapes, "MOST_COMPARISONS", 1_000)
    count = MOST_PROBLEMS + 500
    error = loaded(written(make, count))
    if make is hostile.duplicate_keys:  # a file that is hardly YAML is not read on
        assert error.problems[-1].code == "yaml/too-many-problems"
        return
    assert len(error.problems) <= MOST_PROBLEMS
    assert error.count >= count - 1
    assert error.more == error.count - len(error.problems)


def test_the_terminal_says_how_many_problems_are_not_told(written):
    rules = written(hostile.unknown_overrides, MOST_PROBLEMS + 7)
    swedish, english = (
        run("lint --rules", rules, "--lang", language).stderr.splitlines()[-2:]
        for language in ("sv", "en")
    )
    assert swedish == [
        "7 problem till sägs inte: rätta de första först",
        "1007 problem: ingenting används",
    ]
    assert english == [
        "7 more problems are not told: mend the first ones first",
        "1007 problems: nothing was used",
    ]
    assert Message.of("rules/more-problems", count=7)


def test_only_so_many_names_are_compared_with_what_was_misspelt():
    problems = Problems()
    known = [f"direktor-{n}" for n in range(MOST_COMPARISONS // 2)]
    assert problems.near("direktor-1x", known) == ("direktor-1",)
    assert problems.near("direktor-2x", known) == ("direktor-2",)
    assert problems.near("direktor-3x", known) == ()


def test_a_full_list_keeps_no_more_problems_and_no_less():
    problems, other = Problems(), Problems()
    for n in range(MOST_PROBLEMS + 2):
        other.note(Place(file="f", line=n + 1), "yaml/empty")
    problems.note(Place(file="e"), "yaml/empty")
    problems.add(other)
    assert len(problems) == MOST_PROBLEMS + 3
    assert len(list(problems)) == MOST_PROBLEMS
    assert problems.more == 3


# rings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arrows", "expected"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, [("a",)]),
        ({"c": ["b"], "b": ["a"], "a": ["c"]}, [("a", "c", "b")]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [("a", "b"), ("c", "d")]),
        # of the rings of one group the shortest through its least name
        ({"a": ["b", "c"], "b": ["c"], "c": ["a"]}, [("a", "c")]),
        ({"a": ["b"], "b": ["a", "c"], "c": ["b"]}, [("a", "b")]),
        ({"b": ["missing"], "a": ["b"]}, []),
    ],
)
def test_names_that_lead_to_each_other_are_one_ring(arrows, expected):
    assert rings(arrows) == expected


def test_a_ring_of_everybody_with_everybody_is_told_once(written):
    error = loaded(written(hostile.ring_of_roles, 60))
    ((problem),) = error.problems
    assert problem.message == Message.of("term/ring", key="is", ring=("r0", "r1"))


def test_a_long_ring_is_told_in_one_short_sentence(written):
    done = run("lint --lang en --rules", written(hostile.long_ring, 200))
    assert "r0 → r1 → " in done.stderr
    assert " → … → r0" in done.stderr
    assert done.stderr.count("→") <= MOST_NAMED + 1


def test_the_work_of_finding_rings_grows_with_the_arrows():
    def everybody(count):
        names = [f"r{n}" for n in range(count)]
        return dict.fromkeys(names, names)

    # the arrows are the square of the names: four times as many
    assert_grows_in_step(rings, everybody, 30, at_most=5)


def test_of_a_pack_only_so_much_is_read(tmp_path):
    folder = hostile.write(hostile.rows(1), tmp_path / "rules")
    padding = b"#" * (LARGEST_FILE - 20) + b"\nrules: []\n"
    for n in range(LARGEST_PACK // LARGEST_FILE + 2):
        (folder / "by" / f"fyllnad-{n}.yaml").write_bytes(padding)
    error = loaded(folder)
    assert [problem.code for problem in error.problems] == ["file/too-much"]
    assert error.problems[0].message["most"] == LARGEST_PACK // 1_000_000


# one file ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", hostile.HOSTILE_FILES)
def test_a_hostile_file_is_read_or_refused(name):
    problems = Problems()
    files = {
        "pack.yaml": hostile.PACK.encode(),
        "regler.yaml": hostile.HOSTILE_FILES[name](60_000),
    }
    read_draft(PackFiles(id="by", folder="by", files=files), problems)
    assert len(list(problems)) <= MOST_PROBLEMS
