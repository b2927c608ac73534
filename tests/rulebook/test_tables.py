"""Tables give back the rulebook that was written, and can make nothing else."""

import dataclasses
import enum

import pytest

from engine.rulebook.loading import tables
from engine.rulebook.model import (
    conclusions,
    conditions,
    packs,
    rules,
    sources,
    vocabulary,
)
from tests.support.random_rulebooks import (
    ASKED,
    MOST_CLASSIFICATIONS,
    MOST_RULES,
    random_jurisdiction,
)
from tests.support.shipped import shipped_jurisdictions

MODULES = (conclusions, conditions, packs, rules, sources, vocabulary)


@pytest.mark.parametrize(
    "name",
    [
        "kungsor",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("", "linkoping", "munkedal", "orrhed")
        ),
    ],
)
def test_tables_give_back_what_was_written(name):
    jurisdiction = shipped_jurisdictions()[name]
    written = tables.packed(jurisdiction)

    assert tables.unpacked(written) == jurisdiction
    assert tables.packed(tables.unpacked(written)) == written


def test_the_names_that_were_indexed_are_kept(monkeypatch):
    jurisdiction = shipped_jurisdictions()["kungsor"]
    jurisdiction.vocabulary.index_names()
    kept = tables.unpacked(tables.packed(jurisdiction)).vocabulary

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(vocabulary, "name_index", refuse)
    for kind in vocabulary.TermKind:
        for id_ in kept.terms(kind):
            assert kept.id_of(kind, id_) == id_


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("seed", range(8))
def test_tables_give_back_any_rulebook(seed, kind):
    whole = range(MOST_RULES), range(MOST_CLASSIFICATIONS)
    jurisdiction = random_jurisdiction(seed, kind, *whole)

    assert tables.unpacked(tables.packed(jurisdiction)) == jurisdiction


def test_every_class_that_a_rulebook_may_hold_has_a_table():
    made = {
        kind
        for module in MODULES
        for kind in vars(module).values()
        if isinstance(kind, type)
        and kind.__module__ == module.__name__
        and (dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum))
    }
    beside = {conclusions.Conclusion}  # no rulebook holds one of no kind
    assert made - {*tables.RECORDS, *tables.CHOICES} == beside


def test_tables_make_only_classes_whose_code_the_cache_digests():
    own = {kind.__module__ for kind in (*tables.RECORDS, *tables.CHOICES)}
    assert own
    assert all(module.startswith("engine.rulebook.") for module in own)


def test_what_has_no_table_is_not_written():
    with pytest.raises(TypeError, match="no table"):
        tables.packed(object())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "[1]",
        '"text"',
        '[["plain",["a"]]]',
        '[["plain",[["a"]]]]',
        '[["Text",[]]]',
        '[["Text",[[0],[0]]]]',
        '[["plain",["a"]],["Text",[[0]]]]',
        '[["plain",["a"]],["Text",[[0],[0,0]]]]',
        '[["plain",["a"]],["Text",[[0],[7]]]]',
        '[["plain",["a"]],["Text",[["0"],[0]]]]',
        '[["plain",["a"]],["Text",[[0],[0]]]]',
        '[["date",[99999999]]]',
        '[["date",["x"]]]',
        '[["decimal",["x"]]]',
        '[["Mode",["x"]]]',
        '[["Mode",["__class__"]]]',
        '[["Path",[["/"]]]]',
        '[["os.system",[["id"]]]]',
        '[["__import__",[["os"]]]]',
        '[["plain",["a"]],["dict",[[0,0,0]]]]',
        '[["tuple",[[0]]]]',
        '[["dict",[[]]],["frozenset",[[0]]]]',
        "[" * 100_000,
    ],
)
def test_what_is_no_jurisdiction_is_refused(content):
    with pytest.raises(ValueError, match="tables"):
        tables.unpacked(content.encode())
