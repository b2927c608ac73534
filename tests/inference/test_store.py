"""Programs are kept while they are in use, and their number is bounded."""

import datetime as dt

from engine.inference.program import Program
from engine.inference.store import Programs
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.space.space import Space
from tests.support.town import RULES, write_town

DAY = dt.date(2026, 11, 22)


def jurisdiction(place, limit):
    rules = RULES.replace("100000", limit)
    folder, _ = write_town(place, rules=rules)
    return load(RulesFolder(folder), ["provby"])["provby"]


def empty():
    return Program((), {}, lambda _: (frozenset(), ()))


def test_a_program_is_made_once_while_it_is_kept():
    programs = Programs()
    first = programs.get("one", empty)
    assert programs.get("one", empty) is first


def test_the_one_used_longest_ago_goes_first():
    programs = Programs(most=2)
    first = programs.get("one", empty)
    second = programs.get("two", empty)
    programs.get("one", empty)
    programs.get("three", empty)
    assert len(programs) == 2
    assert programs.get("one", empty) is first
    assert programs.get("two", empty) is not second


def test_editions_that_share_their_programs_answer_as_if_each_had_its_own(tmp_path):
    before = jurisdiction(tmp_path / "before", "100000")
    after = jurisdiction(tmp_path / "after", "200000")
    shared = Programs(most=1)
    spaces = [Space(before, shared), Space(after, shared)]
    alone = [Space(before), Space(after)]
    for amount in (100_000, 150_000, 250_000):
        given = (("belopp", amount * 100),)
        question = Question(RuleKind.DECISION, ((Slot.MATTER, "inkop"),), given, DAY)
        answers = [space.ask(question) for space in spaces]
        assert answers == [space.ask(question) for space in alone]
        assert (answers[0] == answers[1]) is (amount != 150_000)
    assert len(shared) == 1
