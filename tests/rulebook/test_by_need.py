"""A rulebook that is read by need answers as the whole one does, and reads little."""

import datetime as dt
import os
import pickle
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.made_up import write_pack
from engine.answers.decider import Decider
from engine.rulebook.loading.by_need import jurisdiction_of, units_of
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.loading.pages import DamagedPageError, PageFile, paged
from engine.rulebook.loading.units import unit, value_of
from engine.rulebook.model.lookup import RuleLookup
from engine.rulebook.model.questions import SLOTS, parse_question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.vocabulary import TermKind
from engine.space.space import Space
from tests.support.random_rulebooks import ASKED, jurisdictions, questions
from tests.support.shipped import shipped_jurisdictions

ON = dt.date(2026, 11, 22)


def refused():
    raise AssertionError("the whole is read")


@pytest.fixture
def by_need(tmp_path):
    """Return what keeps a jurisdiction and opens it again, to be read by need."""

    def kept(whole, read_whole=refused, damage=lambda content: content):
        directory, pages = paged(units_of(whole), 0)
        file = tmp_path / "pages"
        file.write_bytes(b"before" + damage(b"".join(pages)))
        handle = os.open(file, os.O_RDONLY)
        return jurisdiction_of(PageFile(handle, len(b"before"), directory), read_whole)

    return kept


def subjects_of(jurisdiction):
    """Return what the rules of a jurisdiction are about, and what is below it."""
    words = jurisdiction.vocabulary
    for rule in jurisdiction.rules:
        if rule.kind not in SLOTS:
            continue
        filled = {
            slot: sorted(
                below
                for id_ in ids
                for below in words.narrower(SLOTS[rule.kind][slot], id_)
            )
            for slot, ids in rule.scope
        }
        for pick in (0, -1):
            yield rule.kind, tuple((slot, ids[pick]) for slot, ids in filled.items())


@pytest.mark.parametrize("name", ["", "kungsor", "orrhed"])
def test_every_subject_has_the_same_rules(name, by_need, monkeypatch):
    whole = shipped_jurisdictions()[name]
    here, there = Decider(whole), Decider(by_need(whole))
    monkeypatch.setattr(PageFile, "share", 0.0)  # nobody gives up looking up
    assert isinstance(there.jurisdiction.rules, RuleLookup)
    for kind, slots in sorted(set(subjects_of(whole)), key=str)[::29]:
        one, other = here.subject(kind, slots), there.subject(kind, slots)
        assert one.classifications == other.classifications
        assert one.rules == other.rules
        assert one.slots == other.slots


@given(st.data())
@pytest.mark.parametrize("kind", ASKED)
def test_any_rulebook_answers_the_same(kind, data):
    whole = data.draw(jurisdictions(kind))
    slots, known = data.draw(questions(kind))
    filled = tuple(slots.items())
    here, there = Decider(whole), Decider(kept_in_memory(whole))
    one, other = here.subject(kind, filled), there.subject(kind, filled)
    assert (one.rules, one.classifications) == (other.rules, other.classifications)
    assert there.decide(other, known, ON) == here.decide(one, known, ON)


def kept_in_memory(whole, read_whole=None):
    directory, pages = paged(units_of(whole), 0)
    with tempfile.TemporaryFile() as file:
        file.writelines(pages)
        file.flush()
        handle = os.dup(file.fileno())
    opened = PageFile(handle, 0, directory)
    return jurisdiction_of(opened, read_whole or (lambda: whole))


def is_read_right(kept, whole):
    return all(kept.rules_by_id[id_] == rule for id_, rule in whole.rules_by_id.items())


def test_all_that_is_looked_up_is_what_was_written(by_need):
    whole = shipped_jurisdictions()["kungsor"]
    kept, words = by_need(whole), whole.vocabulary
    for id_, rule in list(whole.rules_by_id.items())[:50]:
        assert kept.rules_by_id[id_] == rule
        assert kept.rules_by_id[id_] is kept.rules_by_id[id_]
    for id_ in list(whole.passages)[:20]:
        assert kept.passages[id_] == whole.passages[id_]
    for kind in TermKind:
        assert list(kept.vocabulary.terms(kind)) == list(words.terms(kind))
        for id_, term in list(words.terms(kind).items())[:10]:
            assert kept.vocabulary.terms(kind)[id_] == term
            assert kept.vocabulary.id_of(kind, term.label.sv) == words.id_of(
                kind, term.label.sv
            )
    for id_ in words.roles:
        assert kept.vocabulary.role_kinds[id_] == words.role_kinds[id_]
    assert "nobody" not in kept.vocabulary.roles
    assert kept.procedures == tuple(
        rule
        for rule in sorted(whole.rules, key=lambda r: r.id)
        if rule.kind is RuleKind.PROCEDURE
    )


def test_who_goes_through_all_has_all_of_it_and_what_was_read_stays(by_need):
    whole = shipped_jurisdictions()["kungsor"]
    kept = by_need(whole, lambda: pickle.loads(pickle.dumps(whole)))  # noqa: S301 - our own
    first = next(iter(whole.rules_by_id))
    early, source = kept.rules_by_id[first], kept.sources[next(iter(whole.sources))]
    assert kept == whole
    assert whole == kept
    assert kept.rules[0] in kept.rules
    assert any(rule is early for rule in kept.rules)
    assert kept.sources[source.id] is source
    assert source.passages == whole.sources[source.id].passages
    assert pickle.loads(pickle.dumps(kept)) == whole  # noqa: S301 - our own


def test_a_question_reads_as_little_of_many_rules_as_of_few(
    tmp_path, by_need, monkeypatch
):
    read = []
    get = PageFile.get

    def counted(pages, name):
        read[-1] += 1
        return get(pages, name)

    monkeypatch.setattr(PageFile, "get", counted)
    for rules in (200, 800):
        folder = tmp_path / str(rules)
        write_pack(folder, "provkoping", rules)
        whole = load(RulesFolder(folder), ["provkoping"])["provkoping"]
        read.append(0)
        kept = by_need(whole)
        given = [("belopp", "5000000"), ("omrade", "vard")]
        slots = {Slot.MATTER: "arende-7"}
        question = parse_question(kept, RuleKind.DECISION, slots, given, ON)
        answer = Space(kept).ask(question)
        assert answer == Space(whole).ask(question)
        assert answer.rules == ("provkoping/arende-7-namnd",)
    assert read[0] == read[1] < 40


@pytest.mark.parametrize("step", [3, 101])
def test_a_page_that_is_damaged_is_read_from_the_whole(step, by_need):
    whole = shipped_jurisdictions()["orrhed"]

    def damage(content):
        spoilt = bytearray(content)
        for place in range(step, len(spoilt), 997 * step):
            spoilt[place] ^= 1
        return bytes(spoilt)

    try:
        kept = by_need(whole, lambda: whole, damage)
    except DamagedPageError:  # of what is read with every question
        return
    decider = Decider(kept)
    for kind, slots in sorted(set(subjects_of(whole)), key=str)[::37]:
        expected = Decider(whole).subject(kind, slots)
        assert decider.subject(kind, slots).rules == expected.rules


@pytest.mark.parametrize(
    "written",
    [
        [99],
        [-1],
        [5],
        [5, 1],
        ["Text", "a"],
        [3, "x"],
        [3, 10**9],
        [4, "x"],
        [2, 1],
        [[5]],
        [1.5, 2],
    ],
)
def test_what_is_no_value_is_refused(written):
    with pytest.raises((ValueError, TypeError, LookupError, ArithmeticError)):
        value_of(written)


def test_what_has_no_table_is_not_written():
    with pytest.raises(TypeError, match="no table for"):
        unit(object())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not copied here")
def test_processes_that_share_the_file_read_what_they_ask_for():
    whole = shipped_jurisdictions()["kungsor"]
    kept = kept_in_memory(whole, refused)
    children = []
    for _ in range(3):
        child = os.fork()
        if not child:
            os._exit(0 if is_read_right(kept, whole) else 1)
        children.append(child)
    assert is_read_right(kept, whole)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
