"""Shapes: what a value may look like, and what is said of one that does not."""

import datetime as dt
import enum

import pytest

from engine.rulebook.language.elements import (
    ANYONE_OF,
    GROUP,
    ID,
    WHO,
    PartyDraft,
    frequency,
    nodes,
)
from engine.rulebook.language.records import Items, Record, Table, Words
from engine.rulebook.language.shapes import (
    WRONG,
    Choice,
    Day,
    Flag,
    Line,
    Problems,
)
from engine.rulebook.language.statements import AnyRule
from engine.rulebook.model.conclusions import Mode
from engine.rulebook.model.problems import Place
from engine.rulebook.model.rules import RuleKind
from engine.rulebook.model.sources import Frequency
from engine.rulebook.model.texts import Text


class Colour(enum.Enum):
    RED = "red"
    DARK_RED = "dark_red"


def reading(shape, text):
    """Return what a shape reads in a YAML text, and what it says is wrong there."""
    node, found = nodes.read_nodes(text.encode(), "f")
    assert found == []
    problems = Problems()
    value = shape.read(node, problems)
    return value, [
        f"{p.where.line}:{p.where.column} {p.what} / {p.remedy}" for p in problems.found
    ]


def wrong(shape, text):
    """Return what a shape says is wrong, where nothing can be made of the value."""
    value, said = reading(shape, text)
    assert value is WRONG
    return said


# single values --------------------------------------------------------------------


def test_a_line_is_text_on_one_line():
    line = Line("a name")
    assert reading(line, "'  two\n\n  words '") == ("two words", [])
    assert wrong(line, "''") == ["1:1 expected a name, found nothing / write a name"]
    assert wrong(line, "[a]") == ["1:1 expected a name, found a list / write a name"]
    assert wrong(line, "{}") == ["1:1 expected a name, found a mapping / write a name"]


def test_a_line_on_another_line_keeps_its_place():
    value, _ = reading(Items(Line("a name")), "- a\n- >\n  b\n  c\n")
    assert [str(item.place) for item in value] == ["f:1:3", "f:2:3"]


def test_a_line_with_a_pattern_fits_it_whole():
    line = Line("a code", "[a-z]{2}", "ab", longest=5)
    assert reading(line, "xy") == ("xy", [])
    for text in ("xyz", "Xy", "'xy '", '"xy\\n"'):
        assert wrong(line, text)[0].endswith(
            "is not a code / write a code, such as `ab`"
        )
    assert wrong(line, "abcdef") == ["1:1 `abcdef` is longer than 5 signs / shorten it"]
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


def test_what_somebody_wrote_is_repeated_on_one_line_and_not_at_length():
    (said,) = wrong(ID, '"a\\nb\\tc' + "d" * 100 + '"')
    assert said.startswith("1:1 `a b c" + "d" * 54 + "…` is")


@pytest.mark.parametrize("word", ["yes", "ja", "true"])
def test_yes_in_two_languages(word):
    assert reading(Flag(), word) == (True, [])


@pytest.mark.parametrize("word", ["no", "nej", "false"])
def test_no_in_two_languages(word):
    assert reading(Flag(), word) == (False, [])


@pytest.mark.parametrize("word", ["Yes", "kanske", "1", "[]", "''"])
def test_anything_else_is_neither(word):
    (said,) = wrong(Flag(), word)
    assert said.endswith(" / write `yes` or `no`")


def test_a_choice_is_one_of_its_words():
    colour = Choice(Colour, "colour")
    assert reading(colour, "dark_red") == (Colour.DARK_RED, [])
    assert wrong(colour, "drak_red") == [
        "1:1 unknown colour `drak_red` / did you mean `dark_red`?"
    ]
    assert wrong(colour, "blue") == [
        "1:1 unknown colour `blue` / choose one of `red`, `dark_red`"
    ]
    assert wrong(colour, "[red]") == [
        "1:1 expected a colour, found a list / choose one of `red`, `dark_red`"
    ]


def test_a_day_is_written_year_first_and_exists():
    assert reading(Day(), "2024-02-29") == (dt.date(2024, 2, 29), [])
    for text in ("2023-02-29", "' 2024-02-29'", "2024-2-29", "[]", "now"):
        (said,) = wrong(Day(), text)
        assert said.endswith(" / write a day such as `2026-01-31`")


def test_words_are_one_text_or_two():
    assert reading(Words(), "två\n  ord") == (Text("två ord"), [])
    assert reading(Words(), "{sv: ja, en: yes}") == (Text("ja", "yes"), [])
    assert wrong(Words(), "{en: yes}") == ["1:1 the text lacks `sv` / add `sv:`"]
    value, said = reading(Words(), "{sv: ja, en: []}")
    assert value == Text("ja")
    assert said == ["1:14 expected a text, found a list / write a text"]


# several values -------------------------------------------------------------------


def test_one_item_needs_no_list_unless_it_does():
    assert reading(Items(ID), "a") == (("a",), [])
    assert reading(Items(ID), "[a, b]") == (("a", "b"), [])
    assert wrong(Items(ID, may_be_one=False), "a") == [
        "1:1 expected a list, found `a` / begin each item with `- `"
    ]


def test_a_wrong_item_does_not_hide_the_others():
    value, said = reading(Items(ID), "[a, B, c, D]")
    assert value == ("a", "c")
    assert len(said) == 2


def test_an_empty_list_is_no_list_unless_it_may_be():
    assert wrong(Items(ID), "[]") == ["1:1 the list is empty / fill it, or delete it"]
    assert reading(Items(ID, least=0), "[]") == ((), [])


def test_a_table_keeps_what_could_be_read():
    value, said = reading(Table(Day(), ID), "{a: 2026-01-01, b: x, C: 2026-01-02}")
    assert value == {"a": dt.date(2026, 1, 1)}
    assert len(said) == 2


def test_a_table_may_keep_the_names_of_what_could_not():
    value, _ = reading(Table(Day(), ID, keeps_wrong=True), "{a: 2026-01-01, b: x}")
    assert value == {"a": dt.date(2026, 1, 1), "b": WRONG}


def test_a_table_may_have_to_hold_something():
    assert reading(Table(Day(), ID), "{}") == ({}, [])
    assert wrong(Table(Day(), ID, least=1), "{}") == [
        "1:1 the mapping is empty / fill it, or delete it"
    ]


# records --------------------------------------------------------------------------

CAR = Record(
    "car",
    {
        "id": ID,
        "wheels": ID,
        "petrol": ID,
        "battery": ID,
        "charger": ID,
        "roof": Flag(),
    },
    required=("id",),
    only_one_of=("petrol", "battery"),
    needs={"charger": "battery"},
    apart=(("wheels", "roof"),),
    hints={"id": "give it a name", "horse": "that belongs to a cart"},
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


KEEP_ONE = "keep the one that is meant"
KEYS = "`id`, `wheels`, `petrol`, `battery`, `charger`"


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("{petrol: b}", "1:1 the car lacks `id`", "give it a name"),
        (
            "{id: a}",
            "1:1 the car `a` lacks one of `petrol`, `battery`",
            "add the one that is meant",
        ),
        (
            "{id: a, battery: b, petrol: c}",
            "1:21 the car `a` has both `battery` and `petrol`",
            KEEP_ONE,
        ),
        (
            "{id: a, petrol: b, roof: no, wheels: c}",
            "1:30 the car `a` has both `roof` and `wheels`",
            KEEP_ONE,
        ),
        (
            "{id: a, petrol: b, charger: c}",
            "1:20 `charger` means nothing without `battery`",
            "add `battery:`, or delete `charger`",
        ),
        (
            "{id: a, petrol: b, horse: c}",
            "1:20 unknown key `horse` in the car `a`",
            "that belongs to a cart",
        ),
        (
            "{id: a, petrol: b, engine: c}",
            "1:20 unknown key `engine` in the car `a`",
            f"known keys: {KEYS}, `roof`",
        ),
        (
            "{id: a, petroll: b}",
            "1:9 unknown key `petroll` in the car `a`",
            "did you mean `petrol`?",
        ),
        (
            "{id: a, petrol: b, and more: c}",
            "1:20 unknown key `and more` in the car `a`",
            "put a text with a comma in quotes",
        ),
        ("[a]", "1:1 expected a car, found a list", f"write keys such as {KEYS}"),
    ],
)
def test_one_mistake_in_a_record_is_one_problem(text, what, remedy):
    assert reading(CAR, text)[1] == [f"{what} / {remedy}"]


def test_a_key_misspelt_beside_the_right_one_is_only_unknown():
    said = reading(CAR, "{id: a, petrol: b, petroll: c}")[1]
    assert said == [
        "1:20 unknown key `petroll` in the car `a` / did you mean `petrol`?"
    ]


def test_in_a_table_a_record_is_called_by_its_name():
    _, said = reading(Table(CAR, ID), "one:\n  petrol: a\ntwo: {}\n")
    assert [line.partition(" / ")[0] for line in said] == [
        "1:1 the car `one` lacks `id`",
        "3:1 the car `two` lacks `id`",
        "3:1 the car `two` lacks one of `petrol`, `battery`",
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
    assert "a plain list of roles does not say how they relate" in said


def test_a_group_of_conditions_is_read_by_circumstance():
    value, said = reading(GROUP, "{a: b, c: [d, e], f: {min: 1, under: 3}}")
    assert said == []
    assert value["a"] == "b"
    assert value["c"] == ("d", "e")
    assert value["f"].values == {"min": "1", "under": "3"}


def test_a_group_without_conditions_would_hold_always_and_is_refused():
    assert wrong(GROUP, "{}") == ["1:1 the mapping is empty / fill it, or delete it"]


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
    (read_kind, entry), said = reading(AnyRule(), text)
    assert said == []
    assert read_kind is kind
    assert entry.get("id") == "x"


@pytest.mark.parametrize("subject", ["matter: a\nduty: {of: a, to: b}", ""])
def test_a_rule_of_no_certain_kind_still_has_its_id(subject):
    text = f"id: x\nsays: y\ncites: s#p\n{subject}\n"
    (kind, entry), said = reading(AnyRule(), text)
    assert kind is None
    assert entry.get("id") == "x"
    assert len(said) == 1
