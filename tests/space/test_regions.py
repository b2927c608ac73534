"""In a region each of two editions has one answer; outside all they have the same."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.answers.sameness import essence
from engine.rulebook.model.questions import SLOTS, Question
from engine.space.cells import UNSAID, facts
from engine.space.regions import Partition, fullest_cell
from engine.space.sides import Side, Sides
from engine.space.space import Space
from engine.space.subject_classes import SubjectClass, empty_classes
from engine.space.subject_pairs import SubjectPair
from tests.support.random_rulebooks import ASKED, SCOPES, jurisdictions, questions
from tests.support.rulebooks import DAY


def subject_of(kind, slots):
    """Return a subject with every slot that must be filled, as a class of its own."""
    lacking = [
        slot
        for slot in SLOTS[kind]
        if slot not in slots and not empty_classes(kind, slot)
    ]
    filled = {**slots, **{slot: SCOPES[kind][slot][0] for slot in lacking}}
    ordered = tuple((slot, filled[slot]) for slot in SLOTS[kind] if slot in filled)
    members = tuple((slot, (id_,)) for slot, id_ in ordered)
    return SubjectClass(kind=kind, slots=ordered, members=members)


@pytest.mark.parametrize("kind", ASKED, ids=lambda kind: kind.value)
@given(data=st.data())
def test_one_question_speaks_for_its_region(kind, data):
    old = data.draw(jurisdictions(kind))
    gone = data.draw(st.sampled_from(old.rules))
    kept = tuple(rule for rule in old.rules if rule is not gone)
    sides = Sides(
        old=Side(Space(old)),
        new=Side(Space(replace(old, rules=kept))),
        changed=frozenset({gone.id}),
    )
    slots, _ = data.draw(questions(kind))
    pair = SubjectPair(sides, subject_of(kind, slots))
    periods = [p for p in pair.periods(DAY) if p.days[0] == DAY]
    assume(periods)
    (period,) = periods
    dimensions = pair.dimensions([period])
    partition = Partition(pair, period, dimensions, pair.suspects(period))
    cases = [range(len(dimension.classes)) for dimension in dimensions]
    regions = list(partition.regions(cases))

    def answers(cell):
        given_ = tuple(facts(dimensions, cell).items())
        question = Question(pair.kind, pair.slots, given_, DAY)
        return [essence(side.space.ask(question)) for side in sides.both]

    for cell in itertools.islice(itertools.product(*cases), 40):
        holding = [
            region
            for region in regions
            if all(at in numbers for at, numbers in zip(cell, region, strict=True))
        ]
        before, after = answers(cell)
        if holding:
            (region,) = holding
            assert [before, after] == answers(fullest_cell(region))
        else:
            assert before == after


def test_the_fullest_cell_of_a_region_says_what_can_be_said():
    region = (frozenset({UNSAID, 2, 3}), frozenset({UNSAID}), frozenset({1}))
    assert fullest_cell(region) == (2, UNSAID, 1)
