"""Questions asked in columns get the answers that each gets by itself."""

import datetime as dt
import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import (
    EngineError,
    Mandat,
    Outcome,
    RuleKind,
    Slot,
    UnknownNameError,
    UnusableValueError,
    WordColumn,
)
from engine.records import replace
from engine.rulebook.model.values import DECIMAL_SCALE, ORE_PER_KRONA, ValueKind
from engine.service.arrays import numbered
from engine.service.asked_columns import AskedColumns, one_by_one
from engine.service.setup import Setup
from engine.space.grid import CellGrid, TooManyPlacesError
from engine.space.memory import Memory
from engine.space.space import Space
from tests.support.shipped import TODAY, shipped_mandat, shipped_scenarios
from tests.support.town import write_town

WAYS = pytest.mark.parametrize("way", [numbered, one_by_one], ids=["arrays", "turns"])
#: Of the shipped scenarios every so many are asked where not all are.
SOME = 40


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    write_town(folder)
    return Mandat.open(folder / "rules", today=lambda: TODAY).of("provby")


def asked(municipality, kind, named, given=None, on=None):
    """Return questions in columns, with a memory of their own."""
    space = Space(municipality.jurisdiction)
    today, ask = municipality.today, municipality.ask
    return AskedColumns(
        space, today, ask, kind=kind, named=named, given=given or {}, on=on
    )


def who(municipality, matters, given=None, on=None):
    named = {Slot.MATTER: matters}
    return asked(municipality, RuleKind.DECISION, named, given, on)


def alone(columns, at):
    """Return the answer to a question by itself, or its error."""
    try:
        return columns.response(at).answer
    except EngineError as error:
        return error


def assert_as_alone(columns, way):
    numbers, results = way(columns)
    assert len(numbers) == columns.count
    assert set(numbers) == set(range(len(results)))
    for at, number in enumerate(numbers):
        result, by_itself = results[number], alone(columns, at)
        if isinstance(by_itself, EngineError):
            assert type(result) is type(by_itself)
            assert result.message == by_itself.message
        else:
            assert replace(result, notes=()) == replace(by_itself, notes=())
            assert by_itself.notes[: len(result.notes)] == result.notes


# what one asks by itself --------------------------------------------------------------


def as_typed(value, kind):
    """Return a value as a program has it."""
    if value is None:
        return "ingen"
    if kind is ValueKind.MONEY:
        return Decimal(value) / ORE_PER_KRONA
    if kind is ValueKind.DECIMAL:
        return Decimal(value) / DECIMAL_SCALE
    if kind is ValueKind.DATE:
        return dt.date.fromordinal(value)
    return bool(value) if kind is ValueKind.BOOL else value


def columns_of(municipality, kind, questions):
    """Return the columns of some questions of a kind."""
    words = municipality.jurisdiction.vocabulary
    slots = sorted({s for q in questions for s in q.slot_of}, key=lambda s: s.value)
    named = {slot: [q.slot_of.get(slot, "") for q in questions] for slot in slots}
    names = sorted({name for q in questions for name, _ in q.given})
    given = {
        name: [
            as_typed(known[name], words.circumstances[name].kind)
            if name in known
            else None
            for q in questions
            for known in (dict(q.given),)
        ]
        for name in names
    }
    return asked(municipality, kind, named, given, [q.on for q in questions])


def assert_scenarios_as_alone(scenarios, way):
    groups = defaultdict(list)
    for scenario in scenarios:
        question = scenario.question
        groups[scenario.municipality, question.kind].append(question)
    for (place, kind), questions in groups.items():
        municipality = shipped_mandat().of(place)
        assert_as_alone(columns_of(municipality, kind, questions), way)


@WAYS
def test_scenarios_in_columns_get_the_answers_they_get_alone(way):
    assert_scenarios_as_alone(shipped_scenarios()[::SOME], way)


@pytest.mark.slow
def test_more_scenarios_in_columns_get_the_answers_they_get_alone():
    assert_scenarios_as_alone(shipped_scenarios()[::3], numbered)


#: Whatever may stand in a column of amounts.
AMOUNTS = st.sampled_from(
    [
        *(None, "ingen", 0, 1, True, False, 1.0, "1", "ja", "", "hundra", b"1", ["1"]),
        *(99_999, 100_000, 100_001, "100 000 kr", "100 001", "0,1 mkr", "1.000"),
        *(Decimal("100000.01"), Decimal(100_000), Decimal("nan"), Decimal("snan")),
        *(2**53 // 100, 2**53, 2**70, -5, "2 prisbasbelopp", TODAY),
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    ]
)
WORDS = st.sampled_from(
    ["inköp", "inkop", "INKÖP ", "avtal", "purchases", "chefen", "inkopp", "", "parker"]
)
URGENT = st.sampled_from([None, True, False, 1, 0, "ja", "nej", "1", "kanske", "ingen"])
DAYS = st.sampled_from([None, TODAY, dt.date(2025, 3, 1), dt.date(1990, 1, 1)])


@WAYS
@given(rows=st.lists(st.tuples(WORDS, AMOUNTS, URGENT, AMOUNTS, DAYS), min_size=1))
def test_whatever_stands_in_columns_means_what_it_means_alone(town, way, rows):
    matters, amounts, urgent, again, days = (list(c) for c in zip(*rows, strict=True))

    assert_as_alone(who(town, matters, {"belopp": amounts}), way)
    given = {"amount": amounts, "akut": urgent, "belopp": again}
    assert_as_alone(who(town, matters, given, days), way)


@WAYS
def test_one_entry_may_stand_for_all(town, way):
    numbers, results = way(who(town, "inköp", {"belopp": [1, 100_001], "akut": "nej"}))

    assert [results[n].rules for n in numbers] == [("provby/sma",), ("provby/stora",)]
    assert_as_alone(who(town, "inköp", {"belopp": 1}, TODAY), way)


@WAYS
@given(rows=st.lists(st.tuples(WORDS, URGENT, st.integers(0, 200_000)), min_size=1))
def test_a_column_of_numbered_words_means_what_the_words_mean(town, way, rows):
    matters, urgent, amounts = (list(c) for c in zip(*rows, strict=True))
    words, flags = [*dict.fromkeys(matters)], [None, True, False, 1, 0, "ja", "kanske"]
    kinds = [(type(flag), flag) for flag in flags]
    numbered_flags = [
        kinds.index(key) if (key := (type(u), u)) in kinds else -1 for u in urgent
    ]
    given = {
        "akut": WordColumn(flags, numbered_flags),
        "belopp": np.array(amounts, np.int32),
    }
    column = WordColumn(words, np.array([words.index(m) for m in matters]))
    assert [*column] == [column[at] for at in range(len(column))] == matters
    assert_as_alone(who(town, column, given), way)


def test_a_number_of_no_word_is_refused():
    for number in (-2, 1):
        with pytest.raises(EngineError) as refused:
            WordColumn(["inköp"], [0, number])
        assert refused.value.message.code == "question/no-such-word"
    assert [*WordColumn(["inköp"], [0, -1])[1:]] == [None]


# what comes of it ---------------------------------------------------------------------


def test_an_item_is_the_very_response_and_shared_results_stand_once(town):
    amounts = [100_001, 5, 200_000, 100_000]
    column = town.who_all(["inköp"] * 4, given={"belopp": amounts})

    assert list(column) == [town.who("inköp", given={"belopp": a}) for a in amounts]
    assert column[-1] == column[3] == column[3:][0]
    assert len(column.results) == 2
    assert [column.numbers[0], column.numbers[1]] == [
        column.numbers[2],
        column.numbers[3],
    ]
    assert column.column(lambda answer: answer.rules[0])[:2] == [
        "provby/stora",
        "provby/sma",
    ]
    with pytest.raises(IndexError):
        _ = column[4]


def test_what_cannot_be_answered_is_told_by_its_place_and_raised_by_its_item(town):
    words = ["inköp", "inkopp", "inköp"]
    column = town.who_all(words, given={"belopp": [1, 1, "hundra"]})

    kinds = {at: type(error) for at, error in column.errors.items()}
    assert kinds == {1: UnknownNameError, 2: UnusableValueError}
    with pytest.raises(UnusableValueError):
        _ = column[2]
    assert not town.who_all(["inköp"]).errors


def test_columns_are_headed_by_circumstances_and_equally_long(town):
    with pytest.raises(UnknownNameError):
        town.who_all(["inköp"], given={"beloppp": [1]})
    with pytest.raises(EngineError) as differ:
        town.who_all(["inköp", "avtal"], given={"belopp": [1, 2, 3]})
    assert differ.value.message.code == "question/columns-differ"
    assert dict(differ.value.message.parameters) == {
        "one": "matter",
        "length": 2,
        "other": "belopp",
        "another": 3,
    }
    assert len(town.who_all([])) == 0


def test_nothing_in_an_answer_changes_afterwards(town):
    amounts, matters = [1, 2], ["inköp", "avtal"]
    column = town.who_all(matters, given={"belopp": amounts})
    before = list(column)
    amounts[0], matters[1] = 200_000, "lova"

    assert list(column) == before
    with pytest.raises(TypeError):
        column.numbers[0] = 1


def test_a_word_that_other_municipalities_know_has_no_rule_here():
    munkedal = shipped_mandat().of("munkedal")
    other = "mediefrågor" if not _knows(munkedal, "mediefrågor") else "nämndmål"
    column = munkedal.who_all([other, other])

    assert column.column(lambda answer: answer.outcome) == [Outcome.NO_RULE] * 2
    assert column[0].is_foreign


def _knows(municipality, word):
    return word in {
        m.label.sv for m in municipality.jurisdiction.vocabulary.matters.values()
    }


# memory and threads -------------------------------------------------------------------


def test_what_is_remembered_of_columns_is_bounded_and_forgotten(town):
    memory = Memory(most=12)
    setup = Setup(
        rules=Path("rules"), named="", cache=None, today=lambda: TODAY, memory=memory
    )
    small = type(town)(town.jurisdiction, setup)
    for amounts in ([1, 100_001], [None, 5], ["ingen", 7]):
        for matter in ("inköp", "avtal", "INKÖP"):
            column = small.who_all(matter, given={"belopp": amounts})
            assert memory.size <= 12
            assert_as_alone(who(town, matter, {"belopp": amounts}), numbered)
            assert [r.answer.rules for r in column] == column.column(lambda a: a.rules)


def test_what_has_too_many_places_is_asked_in_turns(town, monkeypatch):
    monkeypatch.setattr("engine.space.grid.MOST_PLACES", 4)
    columns = who(town, ["inköp", "avtal"], {"belopp": [1, 100_001]})

    with pytest.raises(TooManyPlacesError):
        CellGrid().number("inkop", {}, 5)
    assert_as_alone(columns, numbered)


def test_threads_share_what_columns_have_met():
    mandat = Mandat.open(cache=os.environ["MANDAT_CACHE"], today=lambda: TODAY)
    kungsor = mandat.of("kungsör")
    matters = sorted(kungsor.jurisdiction.vocabulary.matters)[:60]

    def rules_of(order):
        column = kungsor.who_all(order)
        return dict(zip(order, column.column(lambda a: a.rules), strict=True))

    orders = [matters[at:] + matters[:at] for at in range(0, 60, 10)]
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(rules_of, orders)
    assert others == [first] * len(others)
