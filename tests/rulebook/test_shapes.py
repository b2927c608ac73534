"""Shapes: what a value may look like, and which problem is one that does not."""

import datetime as dt
import enum

import pytest

from engine.rulebook.language.compounds import Bilingual, List, Map, Object
from engine.rulebook.language.elements import (
    ANYONE_OF,
    DEADLINE,
    GROUP,
    ID,
    WHO,
    PartyDraft,
    deadline,
    frequency,
    nodes,
)
from engine.rulebook.language.shapes import (
    WRONG,
    Bool,
    Date,
    Enumeration,
    Problems,
    String,
)
from engine.rulebook.language.statements import RuleShape
from engine.rulebook.model.conclusions import Mode
from engine.rulebook.model.problems import Place
from engine.rulebook.model.rules import RuleKind
from engine.rulebook.model.sources import Deadline, Frequency
from engine.rulebook.model.texts import Text


class Colour(enum.Enum):
    RED = "red"
    DARK_RED = "dark_red"


def reading(shape, text):
    """Return what a shape reads in a YAML text, and which problems it finds there."""
    node, found = nodes.read_nodes(text.encode(), "f")
    assert found == []
    problems = Problems()
    value = shape.read(node, problems)
    return value, [str(p).removeprefix("f:") for p in problems]


def wrong(shape, text):
    """Return the problems of a shape, where nothing can be made of the value."""
    value, said = reading(shape, text)
    assert value is WRONG
    return said


# single values --------------------------------------------------------------------


def test_a_line_is_text_on_one_line():
    line = String("name")
    assert reading(line, "'  two\n\n  words '") == ("two words", [])
    for text, actual in (("''", "nothing"), ("[a]", "list"), ("{}", "mapping")):
        assert wrong(line, text) == [
            f"1:1: value/expected: actual={actual}, expected=name"
        ]


def test_a_line_on_another_line_keeps_its_place():
    value, _ = reading(List(String("name")), "- a\n- >\n  b\n  c\n")
    assert [str(item.place) for item in value] == ["f:1:3", "f:2:3"]


def test_a_line_with_a_pattern_fits_it_whole():
    line = String("code", "[a-z]{2}", "ab", longest=5)
    assert reading(line, "xy") == ("xy", [])
    for text in ("xyz", "Xy", "'xy '", '"xy\\n"'):
        (problem,) = wrong(line, text)
        assert problem.startswith(
            "1:1: value/malformed: example='ab', expected=code, value='"
        )
    assert wrong(line, "[]") == [
        "1:1: value/expected-like: actual=list, example='ab', expected=code"
    ]
    assert wrong(line, "abcdef") == ["1:1: value/too-long: most=5, value='abcdef'"]
    assert line.fits("xy")
    assert not line.fits("xyz")
    assert not line.fits("xy\n")


@pytest.mark.parametrize("id_", ["a", "ks-indikator", "7", "a1-2b"])
def test_ids_are_small_letters_digits_and_hyphens(id_):
    assert reading(ID, f"'{id_}'") == (id_, [])


@pytest.mark.parametrize(
    "id_", ["A", "å", "a_b", "-a", "a-", "a--b", "a b", "a/b", "a.b", "a" * 101]
)
def test_other_signs_make_no_id(id_):
    assert wrong(ID, f"'{id_}'")


@pytest.mark.parametrize("word", ["yes", "ja", "true"])
def test_yes_in_two_languages(word):
    assert reading(Bool(), word) == (True, [])


@pytest.mark.parametrize("word", ["no", "nej", "false"])
def test_no_in_two_languages(word):
    assert reading(Bool(), word) == (False, [])


@pytest.mark.parametrize("word", ["Yes", "kanske", "1", "[]", "''"])
def test_anything_else_is_neither(word):
    (problem,) = wrong(Bool(), word)
    assert problem.startswith("1:1: value/expected-yes-or-no: actual=")


def test_a_choice_is_one_of_its_words():
    colour = Enumeration(Colour, "colour")
    assert reading(colour, "dark_red") == (Colour.DARK_RED, [])
    assert wrong(colour, "drak_red") == [
        (
            "1:1: value/unknown-word: expected=colour, known=('red', 'dark_red'), "
            "near=('dark_red',), value='drak_red'"
        )
    ]
    assert wrong(colour, "blue") == [
        (
            "1:1: value/unknown-word: expected=colour, known=('red', 'dark_red'), "
            "near=(), value='blue'"
        )
    ]
    assert wrong(colour, "[red]") == [
        (
            "1:1: value/expected-word: actual=list, expected=colour, "
            "known=('red', 'dark_red')"
        )
    ]


def test_a_day_is_written_year_first_and_exists():
    assert reading(Date(), "2024-02-29") == (dt.date(2024, 2, 29), [])
    for text in ("2023-02-29", "' 2024-02-29'", "2024-2-29", "[]", "now"):
        (problem,) = wrong(Date(), text)
        assert problem.startswith("1:1: value/expected-date: actual=")


def test_words_are_one_text_or_two():
    assert reading(Bilingual(), "två\n  ord") == (Text("två ord"), [])
    assert reading(Bilingual(), "{sv: ja, en: yes}") == (Text("ja", "yes"), [])
    assert wrong(Bilingual(), "{en: yes}") == [
        "1:1: key/missing: key='sv', record=text"
    ]
    value, said = reading(Bilingual(), "{sv: ja, en: []}")
    assert value == Text("ja")
    assert said == ["1:14: value/expected: actual=list, expected=text"]


# several values -------------------------------------------------------------------


def test_one_item_needs_no_list_unless_it_does():
    assert reading(List(ID), "a") == (("a",), [])
    assert reading(List(ID), "[a, b]") == (("a", "b"), [])
    assert wrong(List(ID, may_be_one=False), "a") == ["1:1: list/expected: actual='a'"]


def test_a_wrong_item_does_not_hide_the_others():
    value, said = reading(List(ID), "[a, B, c, D]")
    assert value == ("a", "c")
    assert len(said) == 2


def test_an_empty_list_is_no_list_unless_it_may_be():
    assert wrong(List(ID), "[]") == ["1:1: list/empty"]
    assert wrong(List(ID, least=2), "[a]") == ["1:1: list/too-short: least=2"]
    assert reading(List(ID, least=0), "[]") == ((), [])


def test_a_table_keeps_what_could_be_read():
    value, said = reading(Map(Date(), ID), "{a: 2026-01-01, b: x, C: 2026-01-02}")
    assert value == {"a": dt.date(2026, 1, 1)}
    assert len(said) == 2


def test_a_table_may_keep_the_names_of_what_could_not():
    value, _ = reading(Map(Date(), ID, keeps_wrong=True), "{a: 2026-01-01, b: x}")
    assert value == {"a": dt.date(2026, 1, 1), "b": WRONG}


def test_a_table_may_have_to_hold_something():
    assert reading(Map(Date(), ID), "{}") == ({}, [])
    assert wrong(Map(Date(), ID, least=1), "{}") == ["1:1: mapping/empty"]


# records --------------------------------------------------------------------------

CAR = Object(
    "car",
    {
        "id": ID,
        "wheels": ID,
        "petrol": ID,
        "battery": ID,
        "charger": ID,
        "roof": Bool(),
    },
    required=("id",),
    only_one_of=("petrol", "battery"),
    needs={"charger": "battery"},
    apart=(("wheels", "roof"),),
    hints={"id": "car/no-name"},
    elsewhere={"horse": "cart"},
)


def test_a_record_is_read_key_by_key():
    entry, said = reading(CAR, "id: a\npetrol: b\nroof: no\n")
    assert said == []
    assert entry.get("id") == "a"
    assert entry.get("roof") is False
    assert entry.get("wheels") is None
    assert entry.get("wheels", "none") == "none"
    assert entry.place == Place(file="f", line=1, column=1)
    assert entry.place_of("roof") == Place(file="f", line=3, column=1)
    assert entry.place_of("wheels") == entry.place


def test_a_wrong_value_is_there_but_counts_as_nothing():
    entry, said = reading(CAR, "{id: a, petrol: b, roof: perhaps}")
    assert "roof" in entry.values
    assert entry.get("roof", "nothing") == "nothing"
    assert len(said) == 1


KEYS = "'id', 'wheels', 'petrol', 'battery', 'charger'"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{petrol: b}", "1:1: car/no-name: key='id', record=car"),
        (
            "{id: a}",
            "1:1: key/not-one-of: keys=('petrol', 'battery'), record=car 'a'",
        ),
        (
            "{id: a, battery: b, petrol: c}",
            "1:21: key/clash: one='battery', other='petrol', record=car 'a'",
        ),
        (
            "{id: a, petrol: b, roof: no, wheels: c}",
            "1:30: key/clash: one='roof', other='wheels', record=car 'a'",
        ),
        (
            "{id: a, petrol: b, charger: c}",
            "1:20: key/alone: key='charger', needed='battery'",
        ),
        (
            "{id: a, petrol: b, horse: c}",
            "1:20: key/elsewhere: home=cart, key='horse', record=car 'a'",
        ),
        (
            "{id: a, petrol: b, engine: c}",
            (
                f"1:20: key/unknown: key='engine', known=({KEYS}, 'roof'), near=(), "
                "record=car 'a'"
            ),
        ),
        (
            "{id: a, petroll: b}",
            (
                f"1:9: key/unknown: key='petroll', known=({KEYS}, 'roof'), "
                "near=('petrol',), record=car 'a'"
            ),
        ),
        (
            "{id: a, petrol: b, and more: c}",
            "1:20: key/after-comma: key='and more', record=car 'a'",
        ),
        ("[a]", f"1:1: record/expected: actual=list, expected=car, keys=({KEYS})"),
    ],
)
def test_one_mistake_in_a_record_is_one_problem(text, problem):
    assert reading(CAR, text)[1] == [problem]


def test_a_key_misspelt_beside_the_right_one_is_only_unknown():
    said = reading(CAR, "{id: a, petrol: b, petroll: c}")[1]
    assert said == [
        (
            f"1:20: key/unknown: key='petroll', known=({KEYS}, 'roof'), "
            "near=('petrol',), record=car 'a'"
        )
    ]


def test_in_a_table_a_record_is_called_by_its_name():
    _, said = reading(Map(CAR, ID), "one:\n  petrol: a\ntwo: {}\n")
    assert said == [
        "1:1: car/no-name: key='id', record=car 'one'",
        "3:1: car/no-name: key='id', record=car 'two'",
        "3:1: key/not-one-of: keys=('petrol', 'battery'), record=car 'two'",
    ]


# the rule language ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mode", "roles"),
    [
        ("a", Mode.ONE, ("a",)),
        ("nobody", Mode.NOBODY, ()),
        ("{any_of: [a, b]}", Mode.ANY_OF, ("a", "b")),
        ("{together: [a, b]}", Mode.TOGETHER, ("a", "b")),
        ("{in_order: [b, a]}", Mode.IN_ORDER, ("b", "a")),
    ],
)
@pytest.mark.parametrize("shape", [WHO, ANYONE_OF])
def test_who_is_a_role_or_roles_in_a_stated_relation(shape, text, mode, roles):
    assert reading(shape, text) == (PartyDraft(mode, roles), [])


def test_a_plain_list_says_who_only_where_order_means_nothing():
    assert reading(ANYONE_OF, "[a, b]") == (PartyDraft(Mode.ALL, ("a", "b")), [])
    assert reading(ANYONE_OF, "[a]") == (PartyDraft(Mode.ONE, ("a",)), [])
    (said,) = wrong(WHO, "[a, b]")
    assert said == "1:1: role/plain-list"


def test_a_group_of_conditions_is_read_by_circumstance():
    value, said = reading(GROUP, "{a: b, c: [d, e], f: {min: 1, under: 3}}")
    assert said == []
    assert value["a"] == "b"
    assert value["c"] == ("d", "e")
    assert value["f"].values == {"min": "1", "under": "3"}


def test_a_group_without_conditions_would_hold_always_and_is_refused():
    assert wrong(GROUP, "{}") == ["1:1: mapping/empty"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("continuously", Frequency(word="continuously")),
        ("when_needed", Frequency(word="when_needed")),
        ("1 year", Frequency(every=1, unit="year")),
        ("6 months", Frequency(every=6, unit="month")),
        ("2 per month", Frequency(times=2, unit="month")),
        ("1 per term", Frequency(times=1, unit="term")),
    ],
)
def test_how_often_is_understood(text, expected):
    assert frequency(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 year", Deadline(count=1, unit="year")),
        ("14 days", Deadline(count=14, unit="day")),
        ("2 months", Deadline(count=2, unit="month")),
    ],
)
def test_within_how_long_is_understood(text, expected):
    assert deadline(text) == expected


@pytest.mark.parametrize("text", ["2 per year", "continuously", "0 days", "snart"])
def test_how_often_is_no_time_limit(text):
    (problem,) = wrong(DEADLINE, text)
    assert problem.startswith("1:1: value/malformed: example='14 days'")


MINIMAL = {
    RuleKind.DECISION: "matter: a\ndecides: b",
    RuleKind.CONTACT: "contact: {from: a}\nvia: b",
    RuleKind.CONDUCT: "conduct: {does: a}\nverdict: forbidden",
    RuleKind.DUTY: "duty: {of: a, to: b}",
    RuleKind.PROCEDURE: "procedure: a\nsteps: [{actor: b, act: c}]",
    RuleKind.BODY: "body: a\nleader: b",
    RuleKind.CLASSIFICATION: "when: {a: b}\nderive: {c: d}",
    RuleKind.CONSTRAINT: "constraint: {tag: a}\nonly: b",
}


@pytest.mark.parametrize("kind", RuleKind)
def test_the_subject_tells_the_kind_of_a_rule(kind):
    text = f"id: x\nsays: y\ncites: s#p\n{MINIMAL[kind]}\n"
    (read_kind, entry), said = reading(RuleShape(), text)
    assert said == []
    assert read_kind is kind
    assert entry.get("id") == "x"


@pytest.mark.parametrize("subject", ["matter: a\nduty: {of: a, to: b}", ""])
def test_a_rule_of_no_certain_kind_still_has_its_id(subject):
    text = f"id: x\nsays: y\ncites: s#p\n{subject}\n"
    (kind, entry), said = reading(RuleShape(), text)
    assert kind is None
    assert entry.get("id") == "x"
    assert len(said) == 1
