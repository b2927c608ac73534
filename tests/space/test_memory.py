"""What is remembered of answers is bounded, and forgetting changes no answer."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers.answer import Answer
from engine.rulebook.model.conditions import Within
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.values import ORE_PER_KRONA, ValueKind
from engine.space.memory import Memory, MemoryEntry
from engine.space.space import Space
from tests.support import rulebooks

STEPS = 120


def stairs():
    """Rules in which every krona up to a limit has a decider of its own."""
    words = rulebooks.vocabulary(
        roles={"chef": (), "namnd": ()},
        matters={"inkop": ""},
        circumstances=[rulebooks.circumstance("belopp", ValueKind.MONEY)],
    )
    rules = [
        rulebooks.rule(
            f"test/r{step}",
            rulebooks.decision(decides="chef" if step % 2 else "namnd"),
            {Slot.MATTER: ["inkop"]},
            when=(
                Within(
                    circumstance="belopp",
                    low=step * ORE_PER_KRONA,
                    high=(step + 1) * ORE_PER_KRONA - 1,
                ),
            ),
        )
        for step in range(STEPS)
    ]
    return rulebooks.jurisdiction(rules, words)


STAIRS = stairs()
REMEMBERING = Space(STAIRS)


def purchase(kronor):
    given = (("belopp", kronor * ORE_PER_KRONA),)
    slots = ((Slot.MATTER, "inkop"),)
    return Question(RuleKind.DECISION, slots, given, rulebooks.DAY)


def living(kind):
    gc.collect()
    return sum(type(each) is kind for each in gc.get_objects())


@pytest.mark.slow
def test_asking_many_different_facts_keeps_no_more_than_fits():
    most = 40
    memory = Memory(most)
    space = Space(STAIRS, memory=memory)
    space.ask(purchase(0))
    before = living(Answer)
    sizes = []
    for kronor in range(STEPS):
        space.ask(purchase(kronor))
        sizes.append(memory.size)

    assert max(sizes) <= most
    assert living(Answer) - before <= most


@pytest.mark.slow
def test_without_a_bound_in_reach_everything_asked_is_kept():
    space = Space(STAIRS)
    before = living(Answer)
    for kronor in range(STEPS):
        space.ask(purchase(kronor))

    assert living(Answer) - before >= STEPS


def test_what_is_in_use_outlives_what_is_not():
    memory, forgotten = Memory(most=3), []
    entries = {name: MemoryEntry(size=1) for name in "abcdef"}
    for name in "abc":
        memory.keep(entries[name], lambda name=name: forgotten.append(name))
    memory.keep(entries["d"], lambda: forgotten.append("d"))
    entries["b"].is_used = True
    memory.keep(entries["e"], lambda: forgotten.append("e"))

    assert forgotten == ["a", "c"]
    assert memory.size == 3
    assert entries["c"].is_forgotten
    assert not entries["b"].is_forgotten


def test_what_was_forgotten_no_longer_counts():
    memory = Memory(most=1)
    first, second = MemoryEntry(size=1), MemoryEntry(size=1)
    memory.keep(first, lambda: None)
    memory.keep(second, lambda: None)
    memory.grow(first)

    assert memory.size == 1


@given(
    amounts=st.lists(st.integers(-1, STEPS + 1), max_size=30), most=st.integers(1, 9)
)
def test_an_answer_is_the_same_however_little_is_remembered(amounts, most):
    forgetful = Space(STAIRS, memory=Memory(most))
    for kronor in amounts:
        assert forgetful.ask(purchase(kronor)) == REMEMBERING.ask(purchase(kronor))
