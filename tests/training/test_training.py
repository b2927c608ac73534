"""A session is chosen, answered, kept and summed up: the parts that need no screen."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers.answer import Outcome
from engine.report.failures import problem_text
from engine.report.say import Say
from engine.report.training.keeping import Keeper, kept
from engine.report.training.screens import ScreenLine, ScreenSize, screenfuls
from engine.rulebook.model.conclusions import Mode as Relation
from engine.rulebook.model.conclusions import Party, Verdict
from engine.rulebook.model.problems import EngineError, UnknownNameError
from engine.scenarios.cases import Claim
from engine.scenarios.forms import Level
from engine.scenarios.replay import is_right
from engine.space.space import Space
from engine.training.alternatives import alternatives
from engine.training.material import material
from engine.training.practice import DAYS, Card, cards, due_exercises
from engine.training.results import (
    Ended,
    Given,
    Mode,
    Skipped,
    Unclear,
    events_in,
    line_of,
)
from engine.training.selection import Sort, Wish, chosen
from engine.training.sessions import interrupted, sessions
from engine.training.tallies import tallies
from engine.training.votes import Slip, Votes, votes
from tests.support.sessions import MORNING, answered, began
from tests.support.town import checked_training_town


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    found = checked_training_town(tmp_path_factory.mktemp("town"))
    return material(found), Space(found.jurisdictions["provby"])


def wish(number=10, seed=1, **parts):
    return Wish(number=number, seed=seed, **parts)


def ids(exercises):
    return [exercise.id.partition("/")[2] for exercise in exercises]


def exercise(town, name):
    return next(each for each in town[0].exercises if each.id == f"provby/{name}")


# screens --------------------------------------------------------------------------


def test_an_answer_that_fills_its_last_screen_is_not_followed_by_an_empty_one():
    size = ScreenSize(width=80, height=12)
    for count in range(1, 40):
        lines = [ScreenLine(f"rad {number}") for number in range(count)]
        shown = list(screenfuls([*lines, ScreenLine(""), ScreenLine("")], size))
        assert all(any(line.text for line in page) for page in shown)
        assert [line for page in shown for line in page if line.text] == lines


# choosing -------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_session(town):
    found, _ = town
    for seed in range(20):
        assert chosen(found, wish(3, seed)) == chosen(found, wish(3, seed))


def test_another_seed_gives_another_session(town):
    found, _ = town
    sessions_of = {tuple(ids(chosen(found, wish(2, seed)))) for seed in range(30)}
    assert len(sessions_of) > 5


def test_a_case_more_in_the_files_changes_a_session_by_at_most_that_case(town):
    found, _ = town
    fewer = replace(found, exercises=found.exercises[1:])
    for seed in range(20):
        before = set(ids(chosen(fewer, wish(2, seed))))
        after = set(ids(chosen(found, wish(2, seed))))
        assert len(before - after) <= 1


def test_easier_cases_come_first(town):
    order = list(Level)
    heights = [order.index(e.lesson.level) for e in chosen(town[0], wish())]
    assert heights == sorted(heights)
    assert len(heights) == 5


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({"themes": frozenset({"kontakt"})}, {"samtalet", "branden"}),
        ({"levels": frozenset({Level.BASIC})}, {"bankarna"}),
        ({"sort": Sort.DILEMMA}, {"delade-inkop"}),
        (
            {"sort": Sort.CASE, "themes": frozenset({"inkop"})},
            {"bankarna", "bron"},
        ),
    ],
)
def test_cases_are_chosen_by_theme_level_and_kind(town, parts, wanted):
    assert set(ids(chosen(town[0], wish(**parts)))) == wanted


def test_an_unknown_theme_is_refused_with_the_nearest(town):
    with pytest.raises(UnknownNameError) as raised:
        chosen(town[0], wish(themes=frozenset({"kontakter"})))
    assert raised.value.nearest == ("kontakt",)


def test_a_wish_that_nothing_fulfils_is_told(town):
    with pytest.raises(EngineError, match="training/none-fitting: total=5"):
        chosen(
            town[0],
            wish(themes=frozenset({"kontakt"}), levels=frozenset({Level.BASIC})),
        )


# alternatives ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bankarna", "bron", "samtalet", "branden"])
def test_exactly_one_alternative_is_right_whatever_the_seed(town, name):
    _, space = town
    case = exercise(town, name)
    (replay,) = case.replays
    words = space.jurisdiction.vocabulary
    for seed in range(25):
        made = alternatives(case, space, seed)
        said = [
            is_right(each.claim, replay.scenario.question, replay.answer, words)
            for each in made
        ]
        assert sum(said) == 1
        assert [each.is_right for each in made] == said
        assert len(made) >= 3


def test_the_same_seed_gives_the_same_alternatives_in_the_same_order(town):
    _, space = town
    case = exercise(town, "bron")
    for seed in range(10):
        assert alternatives(case, space, seed) == alternatives(case, space, seed)


def test_the_right_answer_takes_every_place(town):
    _, space = town
    case = exercise(town, "bankarna")
    places = {
        next(each.letter for each in alternatives(case, space, seed) if each.is_right)
        for seed in range(40)
    }
    assert places == {"a", "b", "c"}


def test_written_alternatives_are_those_that_are_shown(town):
    _, space = town
    case = exercise(town, "bankarna")
    roles = {
        each.claim.points["decides"].roles[0] for each in alternatives(case, space, 1)
    }
    assert roles == {"chef", "namnd", "fullmaktige"}


def test_the_right_answer_says_no_more_than_the_wrong_ones(town):
    """Bron is decided by one and approved by another, but the others only decide."""
    _, space = town
    right = next(
        c for c in alternatives(exercise(town, "bron"), space, 3) if c.is_right
    )
    party = Party(mode=Relation.ONE, roles=("namnd",))
    assert right.claim.points == {"decides": party}


def test_no_rule_is_an_alternative_now_and_then(town):
    _, space = town
    case = exercise(town, "bron")
    found = [
        any(c.claim.outcome is Outcome.NO_RULE for c in alternatives(case, space, seed))
        for seed in range(40)
    ]
    assert any(found)
    assert not all(found)


def test_no_rule_is_the_right_answer_where_there_is_none(town):
    _, space = town
    made = alternatives(exercise(town, "branden"), space, 1)
    (right,) = [each for each in made if each.is_right]
    assert right.claim.outcome is Outcome.NO_RULE
    assert {each.claim.outcome for each in made if each is not right} == {
        Outcome.ANSWERED
    }


def test_the_positions_of_a_dilemma_are_neither_right_nor_wrong(town):
    _, space = town
    made = alternatives(exercise(town, "delade-inkop"), space, 1)
    assert [(each.letter, each.position.sv, each.is_right) for each in made] == [
        ("a", "Det är ett köp.", None),
        ("b", "Det är två köp.", None),
    ]


def test_a_claim_with_another_outcome_or_verdict_is_not_right(town):
    _, space = town
    (replay,) = exercise(town, "samtalet").replays
    words = space.jurisdiction.vocabulary

    def says(outcome=Outcome.ANSWERED, **points):
        claim = Claim(outcome=outcome, points=points)
        return is_right(claim, replay.scenario.question, replay.answer, words)

    assert says(via=("direktor",))
    assert not says(via=("rektor",))
    assert not says(free=True)
    assert not says(verdict=Verdict.PERMITTED)
    assert not says(Outcome.NO_RULE)


# votes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("a 12 b 8 c 5", {"a": 12, "b": 8, "c": 5}),
        ("A12B8", {"a": 12, "b": 8}),
        ("c:3, a = 1", {"c": 3, "a": 1}),
        ("  b 25  ", {"b": 25}),
        ("a 0 b 7", {"a": 0, "b": 7}),
    ],
)
def test_a_group_types_a_count_for_each_letter(typed, counts):
    assert votes(typed, "abc", Mode.GROUP, 0) == Votes(counts=counts)


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("", Slip.NO_COUNTS),
        ("a", Slip.NO_COUNTS),
        ("12", Slip.NO_COUNTS),
        ("a 12 b", Slip.NO_COUNTS),
        ("a 0", Slip.NO_COUNTS),
        ("a -3", Slip.NO_COUNTS),
        ("a 12345", Slip.NO_COUNTS),
        ("a 1 d 2", Slip.UNKNOWN_LETTER),
        ("a 1 a 2", Slip.TWICE),
    ],
)
def test_what_is_no_count_is_refused_and_says_why(typed, slip):
    assert votes(typed, "abc", Mode.GROUP, 0) is slip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bab..", Votes(counts={"a": 1, "b": 2}, by_table="bab..")),
        ("B a B . .", Votes(counts={"a": 1, "b": 2}, by_table="bab..")),
        ("bab", Slip.NOT_PER_TABLE),
        ("bababa", Slip.NOT_PER_TABLE),
        (".....", Slip.NO_LETTER),
        ("babx.", Slip.UNKNOWN_LETTER),
    ],
)
def test_tables_type_a_letter_each(typed, found):
    assert votes(typed, "abc", Mode.TABLES, 5) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("b", Votes(counts={"b": 1})),
        ("B)", Votes(counts={"b": 1})),
        ("d", Slip.UNKNOWN_LETTER),
        ("ab", Slip.NO_LETTER),
        ("", Slip.NO_LETTER),
    ],
)
def test_one_person_types_a_letter(typed, found):
    assert votes(typed, "abc", Mode.ALONE, 0) == found


# results --------------------------------------------------------------------------


EVENTS = (
    began(name="Åsa", mode=Mode.TABLES, tables=5, municipality="provby"),
    answered(right=1),
    Unclear(session="s1", at=MORNING, exercise="provby/a", rule="p/r", note="hur då?"),
    Skipped(session="s1", at=MORNING, exercise="provby/b"),
    Ended(session="s1", at=MORNING),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_its_line(event):
    line = line_of(event)
    assert line.count("\n") == 1
    assert events_in(line.encode(), "f") == ([event], [])


def test_a_line_names_its_schema_and_no_person_unless_a_name_was_typed():
    said = json.loads(line_of(began()))
    assert said["schema"] == 1
    assert "name" not in said
    assert json.loads(line_of(EVENTS[0]))["name"] == "Åsa"


def test_a_half_written_last_line_is_passed_over_and_told():
    whole = "".join(map(line_of, EVENTS)).encode()
    torn = whole[: -len(line_of(EVENTS[-1])) // 2]
    events, problems = events_in(torn, "r.jsonl")
    assert events == list(EVENTS[: len(events)])
    assert len(events) < len(EVENTS)
    assert list(map(str, problems)) == [
        f"r.jsonl:{len(events) + 1}:1: results/no-event"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        "17",
        "{}",
        '{"schema": 1}',
        line_of(began()).replace('"alone"', '"choir"'),
        line_of(began()).replace('"seed": 7', '"seed": "seven"'),
        line_of(began()).replace("+01:00", ""),
        line_of(answered(right=1)).replace('"votes": 1', '"votes": -1'),
        line_of(answered(right=1)).replace('"votes": 1', '"votes": 1e99'),
        line_of(answered(right=1)).replace('"right": true', '"right": "yes"'),
        line_of(answered(right=1)).replace('"answered"', '"asked"'),
        line_of(answered(right=1)).replace('"rules": ["p/r"]', '"rules": "p/r"'),
        "[" * 100_000,
        "\udcff",
    ],
)
def test_a_line_that_holds_no_event_is_passed_over_and_told(line):
    content = line_of(EVENTS[0]).encode() + line.encode("utf-8", "surrogateescape")
    events, problems = events_in(content + b"\n" + line_of(EVENTS[4]).encode(), "r")
    assert events == [EVENTS[0], EVENTS[4]]
    assert [problem.where.line for problem in problems] == [2]


def test_a_line_of_a_newer_version_says_so():
    line = line_of(began()).replace('"schema": 1', '"schema": 2')
    events, problems = events_in(line.encode(), "r")
    assert events == []
    assert list(map(str, problems)) == ["r:1:1: results/newer-schema: schema='2'"]


def test_what_is_wrong_with_a_line_is_told_in_both_languages():
    newer = line_of(began()).replace('"schema": 1', '"schema": 2')
    _, problems = events_in(f"{newer}[]".encode(), "r")
    assert [problem_text(problem, Say("sv")) for problem in problems] == [
        (
            "r:1:1: schema 2 är okänt [results/newer-schema]\n"
            "    läs filen med en nyare mandat"
        ),
        (
            "r:2:1: raden är ingen händelse i en övning [results/no-event]\n"
            "    den räknas inte; de andra raderna räknas"
        ),
    ]
    assert [problem_text(problem, Say("en")) for problem in problems] == [
        (
            "r:1:1: schema 2 is not known [results/newer-schema]\n"
            "    read it with a newer mandat"
        ),
        (
            "r:2:1: this line holds no event of a session [results/no-event]\n"
            "    it is passed over; the other lines count"
        ),
    ]


def test_signs_that_a_terminal_would_act_on_are_taken_out():
    line = line_of(EVENTS[2]).replace("hur då?", "\\u001b[2Jhur då?")
    (event,), _ = events_in(line.encode(), "r")
    assert event.note == " [2Jhur då?"


@given(st.binary(max_size=200))
def test_whatever_stands_in_a_file_is_read_without_a_fault(content):
    events, problems = events_in(content, "r")
    assert events == []
    assert len(problems) <= content.count(b"\n") + 1


def test_a_keeper_ends_a_half_written_line_and_writes_on(tmp_path):
    file = tmp_path / "new" / "r.jsonl"
    keeper = Keeper(file)
    keeper.keep(EVENTS[0])
    with file.open("ab") as stream:
        stream.write(b'{"schema": 1, "event": "answ')
    keeper.keep(EVENTS[4])
    events, problems = kept([file])
    assert events == [EVENTS[0], EVENTS[4]]
    assert [problem.where.line for problem in problems] == [2]


def test_a_file_that_holds_something_else_is_refused(tmp_path):
    file = tmp_path / "r.jsonl"
    file.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(EngineError, match="results/none"):
        kept([file])


def test_an_empty_file_holds_no_events(tmp_path):
    file = tmp_path / "r.jsonl"
    file.touch()
    assert kept([file]) == ([], [])


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(
        EngineError, match=r"results/unwritable: .*reason=system/is-a-folder"
    ):
        Keeper(tmp_path).keep(EVENTS[0])


# sessions -------------------------------------------------------------------------


def test_the_last_answer_to_a_case_counts():
    (session,) = sessions([began(), answered(right=1), answered(wrong=1)])
    assert session.answers["provby/a"].wrong == 1
    assert session.left == ("provby/b",)


def test_a_session_that_comes_from_two_files_counts_once():
    events = [began(), answered(wrong=1)]
    found = sessions([*events, *events])
    assert len(found) == 1
    assert tallies(found).total.wrong == 1


def test_events_of_a_session_whose_beginning_is_lost_are_passed_over():
    assert sessions([answered(right=1)]) == []


def test_the_last_session_that_was_broken_off_is_gone_on_with():
    later = MORNING + dt.timedelta(hours=1)
    done = [began("s2", later), Ended(session="s2", at=later)]
    found = interrupted(sessions([began(), answered(right=1), *done]))
    assert found is not None
    assert found.began.session == "s1"
    assert interrupted(sessions(done)) is None


# practice -------------------------------------------------------------------------


def practising(*results):
    """Return sessions on following days, with 1 for each right answer to a case."""
    events = []
    for day, is_right_ in enumerate(results):
        at = MORNING + dt.timedelta(days=day)
        events.append(began(f"s{day}", at, mode=Mode.PRACTICE))
        events.append(
            answered(right=is_right_, wrong=1 - is_right_, session=f"s{day}", at=at)
        )
    return sessions(events)


@pytest.mark.parametrize(
    ("results", "box"),
    [
        ((0,), 0),
        ((1,), 1),
        ((1, 1), 2),
        ((1, 1, 1, 1, 1, 1), 4),
        ((1, 1, 0), 0),
        ((0, 1), 1),
    ],
)
def test_a_right_answer_moves_a_case_up_and_a_wrong_one_back(results, box):
    last = MORNING.date() + dt.timedelta(days=len(results) - 1)
    due = last + dt.timedelta(days=DAYS[box])
    assert cards(practising(*results), "") == {"provby/a": Card(box=box, due=due)}


def test_what_was_missed_comes_back_sooner():
    missed = cards(practising(0), "")["provby/a"].due
    known = cards(practising(1), "")["provby/a"].due
    assert missed < known
    assert list(DAYS) == sorted(DAYS)


def test_the_votes_of_a_group_and_of_another_name_do_not_count():
    events = [
        began("s1", mode=Mode.GROUP),
        answered(wrong=9),
        began("s2", name="Åsa"),
        answered("provby/b", wrong=1, session="s2"),
    ]
    assert cards(sessions(events), "") == {}
    assert set(cards(sessions(events), "Åsa")) == {"provby/b"}


def test_due_cases_come_before_new_ones_and_the_lowest_box_first(town):
    today = MORNING.date()
    yesterday, tomorrow = today - dt.timedelta(days=1), today + dt.timedelta(days=1)
    held = {
        "provby/bankarna": Card(box=2, due=yesterday),
        "provby/bron": Card(box=0, due=today),
        "provby/samtalet": Card(box=1, due=tomorrow),
    }
    found = due_exercises(town[0].exercises, held, today, 10, 1)
    assert ids(found) == ["bron", "bankarna", "branden"]
    assert ids(due_exercises(town[0].exercises, held, today, 1, 1)) == ["bron"]


# summing up -----------------------------------------------------------------------


def test_rules_and_cases_are_ranked_by_the_share_that_got_them_wrong():
    events = [
        began(mode=Mode.GROUP, cases=("a", "b", "c")),
        answered("a", right=8, wrong=2, rule="p/known"),
        answered("b", right=1, wrong=9, rule="p/hard"),
        answered("c", right=0, wrong=2, rule="p/rare"),
    ]
    found = tallies(sessions(events))
    assert [line.id for line in found.cases] == ["b", "a", "c"]
    assert [line.id for line in found.rules] == ["p/hard", "p/known", "p/rare"]
    assert (found.total.right, found.total.wrong) == (9, 13)
    assert found.cases[0].instead == {"fel": 9}
    assert found.cases[0].truth == "rätt"


def test_votes_on_a_dilemma_are_not_counted_as_right_or_wrong():
    position = Given(letter="a", text="ja", is_right=None, votes=5)
    vote = replace(answered("d"), given=(position,))
    found = tallies(sessions([began(cases=("d",)), vote]))
    assert found.total.total == 0
    assert found.cases == ()


def test_years_are_told_apart():
    before = MORNING.replace(year=2024)
    events = [
        began("old", before),
        answered(right=1, wrong=3, session="old", at=before),
        began("new"),
        answered(right=3, wrong=1, session="new"),
    ]
    found = tallies(sessions(events))
    (line,) = found.cases
    assert (found.year, found.before) == (2026, 2024)
    assert (line.by_year[2024].share, line.by_year[2026].share) == (0.75, 0.25)
