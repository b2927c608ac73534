"""What is written of the rule language reads back as what it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.rulebook.language.compounds import Bilingual, List
from engine.rulebook.language.elements import (
    ANY,
    ANYONE_OF,
    DEADLINE,
    FREQUENCY,
    ID,
    WHO,
    deadline,
    frequency,
)
from engine.rulebook.language.nodes import read_nodes
from engine.rulebook.language.shapes import Bool, Problems
from engine.rulebook.language.writing import (
    bool_text,
    deadline_text,
    frequency_text,
    list_text,
    party_phrase,
    party_text,
    quoted_text,
    step_text,
    value_phrase,
    value_text,
)
from engine.rulebook.loading.checks import value_in
from engine.rulebook.model.conclusions import Mode, Party
from engine.rulebook.model.signs import is_unseen, mixed_word
from engine.rulebook.model.sources import Deadline, Frequency
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import LARGEST, ValueKind
from engine.rulebook.model.vocabulary import Circumstance
from engine.scenarios.forms import EXPECT

ROLES = ["kd", "kso", "no", "12", "under-tio"]
VALUES = ["ja", "a-2", "1"]


def read(text, shape):
    """Return what a shape reads in a line of YAML, within a list as in a file."""
    node, problems = read_nodes(f"key: {text}\n".encode(), "rules.yaml")
    assert not problems
    noted = Problems()
    value = shape.read(node.entries["key"], noted)
    assert not noted
    return value


def _circumstance(kind):
    labels = tuple((value, Text(value)) for value in VALUES)
    return Circumstance(
        id="sak",
        label=Text("sak"),
        kind=kind,
        values=labels if kind is ValueKind.ENUM else (),
    )


def party_of(draft):
    return Party(mode=draft.mode, roles=tuple(map(str, draft.roles)))


parties = st.one_of(
    st.just(Party(mode=Mode.NOBODY, roles=())),
    st.builds(lambda role: Party(mode=Mode.ONE, roles=(role,)), st.sampled_from(ROLES)),
    st.builds(
        lambda mode, roles: Party(mode=mode, roles=tuple(roles)),
        st.sampled_from([Mode.ANY_OF, Mode.TOGETHER, Mode.IN_ORDER, Mode.ALL]),
        st.lists(st.sampled_from(ROLES), min_size=2, max_size=4, unique=True),
    ),
)
deadlines = st.builds(
    Deadline,
    count=st.integers(1, 999),
    unit=st.sampled_from(["day", "week", "month", "year", "term"]),
)
frequencies = st.one_of(
    st.sampled_from([Frequency(word="continuously"), Frequency(word="when_needed")]),
    st.builds(
        Frequency,
        times=st.integers(1, 99),
        unit=st.sampled_from(["day", "week", "month", "year", "term"]),
    ),
    st.builds(
        Frequency,
        every=st.integers(1, 99),
        unit=st.sampled_from(["day", "week", "month", "year", "term"]),
    ),
)
#: Signs that nobody sees are refused by the reader, however they are written.
texts = (
    st.text(min_size=1, max_size=30)
    .map(lambda text: "".join(sign for sign in text if not is_unseen(sign)))
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and not mixed_word(text))
)


@given(parties)
def test_a_party_reads_back(party):
    assert party_of(read(party_text(party), ANYONE_OF)) == party
    if party.mode is not Mode.ALL:
        assert party_of(read(party_text(party), WHO)) == party


@given(frequencies)
def test_a_frequency_reads_back(often):
    assert frequency(str(read(frequency_text(often), FREQUENCY))) == often


@given(deadlines)
def test_a_time_limit_reads_back(limit):
    assert deadline(str(read(deadline_text(limit), DEADLINE))) == limit


@given(texts)
def test_a_text_reads_back(text):
    assert read(quoted_text(text), Bilingual()) == Text(text)


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_reads_back(truth):
    assert read(bool_text(truth), Bool()) is truth


@given(st.lists(st.sampled_from(ROLES), min_size=1, max_size=4))
def test_a_way_reads_back(roles):
    assert read(list_text(roles), List(ID)) == tuple(roles)


@given(parties, st.none() | texts, st.none() | texts)
def test_a_step_reads_back_with_what_it_leaves_open(actor, act, result):
    texts_of = [None if text is None else Text(text) for text in (act, result)]
    line = f"{{outcome: answered, steps: [{step_text(actor, *texts_of)}]}}"
    (step,) = read(line, EXPECT).get("steps")
    assert party_of(step.get("actor")) == actor
    assert [step.get("act"), step.get("result")] == texts_of


values = st.one_of(
    st.tuples(st.just(ValueKind.BOOL), st.sampled_from([0, 1])),
    st.tuples(st.just(ValueKind.ENUM), st.sampled_from(VALUES)),
    st.tuples(st.just(ValueKind.ROLE), st.sampled_from(ROLES)),
    st.tuples(st.just(ValueKind.MONEY), st.integers(-LARGEST, LARGEST)),
    st.tuples(st.just(ValueKind.DECIMAL), st.integers(-LARGEST, LARGEST)),
    st.tuples(st.just(ValueKind.DATE), st.dates().map(lambda day: day.toordinal())),
)


@given(values)
@example((ValueKind.DECIMAL, 232_810))
def test_a_value_reads_back(pair):
    kind, value = pair
    circumstance = _circumstance(kind)
    word = read(value_text(value, kind), ID if kind is ValueKind.ROLE else ANY)
    problems = Problems()
    assert value_in(circumstance, word, ROLES, problems) == value
    assert not problems


@pytest.mark.parametrize("kind", list(ValueKind))
def test_that_there_is_none_reads_back(kind):
    word = read(value_text(None, kind), ANY)
    assert value_in(_circumstance(kind), word, ROLES, Problems()) is None


def test_phrases_are_for_running_text():
    both = Party(mode=Mode.TOGETHER, roles=("kso", "kd"))
    assert party_phrase(both) == "together [kso, kd]"
    assert party_phrase(Party(mode=Mode.NOBODY, roles=())) == "nobody"
    assert value_phrase(50_000_050, ValueKind.MONEY) == "500 000,50 kr"
    assert value_phrase(25_000, ValueKind.DECIMAL) == "2,5"
    # three decimals would be taken for thousands
    assert value_phrase(232_810, ValueKind.DECIMAL) == "23,2810"
    assert value_phrase(None, ValueKind.DATE) == "–"
    assert value_phrase(1, ValueKind.BOOL) == "yes"
