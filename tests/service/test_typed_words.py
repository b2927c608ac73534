"""Words that people type are looked up once, and mean what they meant before."""

import datetime as dt

import pytest

from engine import EngineError, Mandat, RuleKind, Slot, UnusableValueError
from engine.rulebook.model.questions import parse_question
from engine.service.typed_words import TypedWords, WordMemory
from tests.support.town import write_town

DAYS = (dt.date(2026, 3, 1), dt.date(2025, 3, 1), dt.date(1990, 1, 1))


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    write_town(folder)
    return Mandat.open(folder / "rules").of("provby").jurisdiction


def outcome(ask, *asked):
    try:
        return ask(*asked)
    except EngineError as error:
        return type(error), error.message


QUESTIONS = [
    (matter, given)
    for matter in ("inköp", "INKÖP", "inkop", "inkopp", "")
    for given in (
        [],
        [("belopp", "100 000 kr"), ("akut", "ja")],
        [("amount", "100000"), ("belopp", "100 000")],
        [("amount", "100000"), ("belopp", "99")],
        [("belopp", "2 prisbasbelopp")],
        [("belopp", "ingen")],
        [("belopp", "hundra")],
        [("beloppp", "1")],
        [("område", "vård"), ("akut", "nej")],
        [("omrade", "park" * 50)],
    )
]


@pytest.mark.parametrize("most", [0, 3, 1_000])
def test_words_mean_what_they_mean_without_a_memory(town, most):
    words = TypedWords(town, WordMemory(most))
    for _ in range(2):
        for day in DAYS:
            for matter, given in QUESTIONS:
                named = {Slot.MATTER: matter}
                asked = RuleKind.DECISION, named, given, day
                expected = outcome(parse_question, town, *asked)
                assert outcome(words.question, *asked) == expected


def test_no_more_words_are_remembered_than_may_be(town):
    memory = WordMemory(most=5)
    one, other = TypedWords(town, memory), TypedWords(town, memory)
    for number in range(40):
        given = [("belopp", str(number))]
        for words in (one, other):
            words.question(RuleKind.DECISION, {Slot.MATTER: "inköp"}, given, DAYS[0])
            assert sum(map(len, memory.tables)) <= 5


def test_a_multiple_is_that_of_the_year_asked_about(town):
    words = TypedWords(town, WordMemory())
    named, given = {Slot.MATTER: "inköp"}, [("belopp", "2 prisbasbelopp")]

    def amount(day):
        ((_, ore),) = words.question(RuleKind.DECISION, named, given, day).given
        return ore

    # 58 800 and 59 200 kronor: förordning (2024:780) and (2025:872)
    assert [amount(day) for day in DAYS[:2]] == [11_840_000, 11_760_000]
    with pytest.raises(EngineError):
        amount(DAYS[2])


def test_one_circumstance_has_one_value(town):
    words = TypedWords(town, WordMemory())
    given = [("belopp", "1"), ("amount", "2")]
    with pytest.raises(UnusableValueError):
        words.question(RuleKind.DECISION, {Slot.MATTER: "inköp"}, given, DAYS[0])
