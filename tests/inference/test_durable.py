"""The driver of durable_rules: exact inside its subset, and never outside it."""

import gc
import resource
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.durable import (
    LARGEST_NUMBER,
    LONGEST_TEXT,
    MOST_FACTS_A_RULE,
    MOST_ORDERS,
    MOST_PATTERNS,
    MOST_PROPERTIES,
    MOST_REMEMBERED,
    MOST_TESTS,
    InferenceError,
    Ruleset,
    name_hash,
)
from tests.support import random_rulebooks

QUESTION = {"kind": "q"}


def ruleset(order=None, **rules):
    """Return a ruleset whose rules have one pattern each, on the question."""
    definition = {name: [[QUESTION, *tests]] for name, tests in rules.items()}
    return Ruleset(definition, order or {})


def fired(rules, *facts, derive=None):
    """Return the names that fire for facts, in order: the same a second time."""
    first = rules.fired(facts, derive)
    if derive is None:
        assert first == rules.fired(facts) == rules.fired(facts, lambda _name: ())
    return first


def question(**properties):
    """Return the fact of a question."""
    return {**QUESTION, **properties}


# what fires -------------------------------------------------------------------------


def test_a_rule_fires_when_all_its_tests_hold():
    rules = ruleset(r=[{"slag": "a"}, {"$gte": {"belopp": 5}}, {"$lte": {"belopp": 9}}])
    assert fired(rules, question(slag="a", belopp=5)) == ("r",)
    assert fired(rules, question(slag="a", belopp=9)) == ("r",)
    assert fired(rules, question(slag="a", belopp=10)) == ()
    assert fired(rules, question(slag="b", belopp=5)) == ()


def test_no_test_holds_on_a_property_that_is_missing():
    rules = ruleset(
        same=[{"slag": "a"}],
        other=[{"$neq": {"slag": "a"}}],
        low=[{"$lte": {"belopp": 9}}],
        there=[{"$ex": {"slag": 1}}],
    )
    assert fired(rules, question()) == ()
    assert set(fired(rules, question(slag="b"))) == {"other", "there"}


def test_every_rule_that_matches_fires_the_lowest_order_first():
    rules = ruleset(
        {"sist": 9, "forst": 2}, sist=[{"slag": "a"}], forst=[{"slag": "a"}]
    )
    assert fired(rules, question(slag="a")) == ("forst", "sist")


def test_a_derived_fact_lets_later_rules_fire():
    rules = Ruleset(
        {
            "klassar": [[QUESTION, {"slag": "a"}]],
            "vilar": [[QUESTION], [{"kind": "d0"}, {"klass": "hog"}]],
        },
        {"klassar": 1, "vilar": 3},
    )

    def derive(name):
        return [{"kind": "d0", "klass": "hog"}] if name == "klassar" else []

    assert fired(rules, question(slag="a"), derive=derive) == ("klassar", "vilar")
    assert fired(rules, question(slag="b"), derive=derive) == ()


def test_the_same_fact_twice_counts_once():
    rules = Ruleset({"r": [[{"kind": "d0"}, {"klass": "hog"}]]}, {})
    fact = {"kind": "d0", "klass": "hog"}
    assert fired(rules, question(), fact, dict(fact)) == ("r",)


def test_a_ruleset_without_rules_answers_nothing():
    assert fired(Ruleset({}, {}), question(slag="a")) == ()


_NAMES = ["a", "b", "c"]
_TEXTS = st.text(min_size=1, max_size=8).filter(lambda text: text.isprintable())
_TEXTS |= st.sampled_from(
    ["å", 'citat"', "bak\\streck", "rad\nbryt", "noll\0", "1", "🙂"]
)


@given(st.data())
def test_texts_are_compared_sign_by_sign_and_numbers_exactly(data):
    texts = data.draw(st.lists(_TEXTS, min_size=1, max_size=3, unique=True))
    numbers = st.integers(-LARGEST_NUMBER, LARGEST_NUMBER) | st.integers(-3, 3)
    limits = data.draw(st.lists(numbers, min_size=1, max_size=3, unique=True))
    tests = {f"lika{n}": [{"ord": text}] for n, text in enumerate(texts)}
    tests |= {f"olika{n}": [{"$neq": {"ord": text}}] for n, text in enumerate(texts)}
    tests |= {f"minst{n}": [{"$gte": {"tal": low}}] for n, low in enumerate(limits)}
    tests |= {f"hogst{n}": [{"$lte": {"tal": high}}] for n, high in enumerate(limits)}
    tests |= {f"precis{n}": [{"tal": limit}] for n, limit in enumerate(limits)}
    rules = ruleset(**tests)
    word = data.draw(st.sampled_from(texts) | _TEXTS)
    number = data.draw(st.sampled_from(limits) | numbers)
    expected = {f"lika{n}" for n, text in enumerate(texts) if word == text}
    expected |= {f"olika{n}" for n, text in enumerate(texts) if word != text}
    expected |= {f"minst{n}" for n, low in enumerate(limits) if number >= low}
    expected |= {f"hogst{n}" for n, high in enumerate(limits) if number <= high}
    expected |= {f"precis{n}" for n, limit in enumerate(limits) if number == limit}
    assert set(fired(rules, question(ord=word, tal=number))) == expected


# what is refused --------------------------------------------------------------------

REFUSED_VALUES = [
    pytest.param(0.5, id="a fraction"),
    pytest.param(1e16, id="a large fraction"),
    pytest.param(True, id="true"),
    pytest.param(False, id="false"),
    pytest.param(None, id="none"),
    pytest.param("", id="an empty text"),
    pytest.param("x" * (LONGEST_TEXT + 1), id="a text too long"),
    pytest.param("å" * (LONGEST_TEXT // 2 + 1), id="a text with too many bytes"),
    pytest.param("\ud800", id="half a pair of surrogates"),
    pytest.param(LARGEST_NUMBER + 1, id="a number too large"),
    pytest.param(-LARGEST_NUMBER - 1, id="a number too small"),
    pytest.param(10**5000, id="a number with too many figures to print"),
    pytest.param([1], id="a list"),
    pytest.param({"a": 1}, id="a table"),
]


@pytest.mark.parametrize("value", REFUSED_VALUES)
def test_a_value_that_cannot_be_compared_exactly_is_refused(value):
    rules = ruleset(r=[{"$ex": {"slag": 1}}])
    with pytest.raises(InferenceError, match="`slag` holds a value"):
        fired(rules, question(slag=value))
    with pytest.raises(InferenceError, match="`slag` holds a value"):
        ruleset(r=[{"$neq": {"slag": value}}])
    assert fired(rules, question(slag="a")) == ("r",)


@pytest.mark.parametrize("value", ["x" * LONGEST_TEXT, LARGEST_NUMBER, -LARGEST_NUMBER])
def test_the_longest_text_and_the_largest_numbers_are_compared_exactly(value):
    rules = ruleset(r=[{"slag": value}])
    assert fired(rules, question(slag=value)) == ("r",)
    shorter = value[:-1] if isinstance(value, str) else value - value // abs(value)
    assert fired(rules, question(slag=shorter)) == ()


@pytest.mark.parametrize("word", ["sid", "id", "$s", "ett"])
def test_a_word_with_a_meaning_of_its_own_is_no_property(word):
    with pytest.raises(InferenceError, match="inference/outside-subset"):
        ruleset(r=[{word: 1}])
    with pytest.raises(InferenceError, match="a fact holds"):
        fired(ruleset(r=[{"slag": 1}]), question(**{word: 1}))


def test_two_properties_with_one_hash_are_refused():
    assert name_hash("liquid") == name_hash("costarring")
    with pytest.raises(InferenceError, match="share a hash"):
        ruleset(r=[{"liquid": 1}], s=[{"costarring": 1}])


def test_a_property_no_rule_asks_about_never_passes_for_one_with_the_same_hash():
    rules = ruleset(r=[{"liquid": 1}])
    assert fired(rules, question(costarring=1)) == ()
    assert fired(rules, question(liquid=1, costarring=2)) == ("r",)


def test_a_property_is_either_a_number_or_a_text():
    with pytest.raises(InferenceError, match="both numbers and text"):
        ruleset(r=[{"slag": 5}], s=[{"slag": "5"}])
    with pytest.raises(InferenceError, match="both numbers and text"):
        fired(ruleset(r=[{"slag": 5}]), question(slag="5"))


def test_texts_have_no_order():
    with pytest.raises(InferenceError, match="with text"):
        ruleset(r=[{"$lte": {"slag": "b"}}])


@pytest.mark.parametrize(
    "test",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"slag": "a", "belopp": 1}, id="two properties"),
        pytest.param({"$lt": {"belopp": 1}}, id="an operator that was not proven"),
        pytest.param({"$nex": {"belopp": 1}}, id="absence"),
        pytest.param({"$or": [{"slag": "a"}]}, id="alternatives"),
        pytest.param({"$neq": {"slag": "a", "belopp": 1}}, id="an operator on two"),
        pytest.param({"$neq": "a"}, id="an operator on none"),
        pytest.param({"kind": "q"}, id="the kind again"),
        pytest.param({"": 1}, id="a property without a name"),
    ],
)
def test_a_test_outside_the_proven_forms_is_refused(test):
    with pytest.raises(InferenceError, match="inference/outside-subset"):
        ruleset(r=[test])


@pytest.mark.parametrize(
    "patterns",
    [
        pytest.param([], id="no pattern"),
        pytest.param([[]], id="an empty pattern"),
        pytest.param([[{"slag": "a"}]], id="no kind first"),
        pytest.param([[{"kind": "_start"}]], id="the kind that starts a session"),
        pytest.param([[{"kind": 5}]], id="a kind that is a number"),
        pytest.param([[QUESTION]] * (MOST_FACTS_A_RULE + 1), id="too many facts"),
        pytest.param([[QUESTION] + [{"a": 1}] * MOST_TESTS], id="too many tests"),
    ],
)
def test_a_pattern_outside_the_proven_forms_is_refused(patterns):
    with pytest.raises(InferenceError, match="inference/outside-subset"):
        Ruleset({"r": patterns}, {})


@pytest.mark.parametrize("name", ["", "z", "r$state"])
def test_a_rule_name_with_a_meaning_of_its_own_is_refused(name):
    with pytest.raises(InferenceError, match="a rule is called"):
        Ruleset({name: [[QUESTION]]}, {})


@pytest.mark.parametrize("order", [-1, MOST_ORDERS + 1])
def test_an_order_that_does_not_fit_is_refused(order):
    with pytest.raises(InferenceError, match="has the order"):
        ruleset({"r": order}, r=[{"slag": "a"}])


def test_a_fact_without_a_kind_is_refused():
    with pytest.raises(InferenceError, match="no kind"):
        fired(ruleset(r=[{"slag": "a"}]), {"slag": "a"})


def test_as_many_patterns_as_fit_all_fire_at_once_and_one_more_is_refused():
    names = [f"r{number}" for number in range(MOST_PATTERNS + 1)]
    full = {name: [{"slag": "a"}] for name in names[:-1]}
    assert set(fired(ruleset(**full), question(slag="a"))) == set(names[:-1])
    with pytest.raises(InferenceError, match="patterns wait"):
        ruleset(**full, **{names[-1]: [{"slag": "a"}]})


def test_as_many_properties_as_fit_are_all_read_and_one_more_is_refused():
    own = 4  # kind, ett, sid and id
    names = [f"p{number}" for number in range(MOST_PROPERTIES - own + 1)]
    halves = [[{name: 1} for name in names[start:-1:2]] for start in (0, 1)]
    rules = ruleset(r=halves[0], s=halves[1])
    known = dict.fromkeys(names[:-1], 1)
    assert set(fired(rules, question(**known))) == {"r", "s"}
    assert fired(rules, question(**{**known, names[0]: 0})) == ("s",)
    with pytest.raises(InferenceError, match="properties"):
        ruleset(r=halves[0], s=halves[1], t=[{names[-1]: 1}])


def test_as_many_tests_as_fit_are_all_tried():
    refused = [{"$neq": {"slag": f"v{number}"}} for number in range(MOST_TESTS - 1)]
    rules = ruleset(r=refused)
    assert fired(rules, question(slag="v")) == ("r",)
    assert fired(rules, question(slag=f"v{MOST_TESTS - 2}")) == ()


# sessions ---------------------------------------------------------------------------


def test_a_session_leaves_nothing_behind():
    rules = Ruleset(
        {"r": [[QUESTION, {"slag": "a"}]], "s": [[{"kind": "d0"}, {"klass": "hog"}]]},
        {},
    )
    facts = question(slag="a"), {"kind": "d0", "klass": "hog"}
    assert set(fired(rules, *facts)) == {"r", "s"}
    assert fired(rules, question(slag="b")) == ()
    assert fired(rules, facts[1]) == ("s",)
    assert fired(rules) == ()


class InterruptionError(Exception):
    """What goes wrong in the middle of a session."""


def test_what_is_remembered_of_some_facts_is_told_of_no_others():
    rules = ruleset(r=[{"tal": 1}], s=[{"ord": "1"}], t=[{"$gte": {"tal": 3}}])
    expected = {number: ("t",) * (number >= 3) for number in range(2, 200)}
    asked = [*expected, *reversed(expected), *expected]
    assert len(expected) > MOST_REMEMBERED
    for number in asked:
        assert rules.fired([question(tal=number)]) == expected[number]
        assert rules.fired([question(tal=1)]) == ("r",)
        assert rules.fired([question(ord="1")]) == ("s",)
        assert rules.fired([{"kind": "d0", "tal": 1}]) == ()


def test_what_is_derived_is_never_remembered():
    """What follows from a rule may rest on more than the facts."""
    rules = Ruleset(
        {"klassar": [[QUESTION, {"slag": "a"}]], "vilar": [[{"kind": "d0"}]]}, {}
    )
    follows = [{"kind": "d0"}]
    both = {"klassar", "vilar"}
    for facts, names in (([], {"klassar"}), (follows, both), ([], {"klassar"})):

        def derive(name, facts=facts):
            return facts if name == "klassar" else ()

        assert set(rules.fired([question(slag="a")], derive)) == names
        assert rules.fired([question(slag="a")]) == ("klassar",)


def test_an_error_inside_a_session_leaves_the_ruleset_usable():
    rules = ruleset(r=[{"slag": "a"}], s=[{"slag": "a"}])

    def derive(_name):
        raise InterruptionError

    for _ in range(3):
        with pytest.raises(InterruptionError):
            fired(rules, question(slag="a"), derive=derive)
        with pytest.raises(InferenceError):
            fired(rules, question(slag="a"), question(slag=""))
        assert set(fired(rules, question(slag="a"))) == {"r", "s"}
        assert fired(rules, question(slag="b")) == ()


def test_a_session_that_would_never_end_is_ended(monkeypatch):
    monkeypatch.setattr("engine.inference.durable._MOST_STEPS", 500)
    rules = Ruleset({"r": [[{"kind": "d0"}, {"$ex": {"tal": 1}}]]}, {})
    numbers = iter(range(10**9))

    def derive(_name):
        return [{"kind": "d0", "tal": next(numbers)}]

    with pytest.raises(InferenceError, match="inference/endless"):
        fired(rules, {"kind": "d0", "tal": -1}, derive=derive)
    assert fired(rules, {"kind": "d0", "tal": -1}) == ("r",)


def kilobytes_held():
    """Return how much memory the process holds now."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize() // 1024


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="no count of memory held"
)


@needs_proc
def test_thousands_of_questions_on_one_ruleset_do_not_grow_memory():
    rules = ruleset(**{f"r{number}": [{"tal": number}] for number in range(40)})
    for number in range(1_000):
        fired(rules, question(tal=number % 50))
    before = kilobytes_held()
    for number in range(10_000):
        assert len(fired(rules, question(tal=number % 50))) == (number % 50 < 40)
    assert kilobytes_held() - before < 2_000


@needs_proc
def test_rulesets_that_nobody_holds_give_their_memory_back():
    def use():
        rules = ruleset(**{f"r{number}": [{"tal": number}] for number in range(40)})
        assert fired(rules, question(tal=3)) == ("r3",)

    for _ in range(30):
        use()
    gc.collect()
    before = kilobytes_held()
    for _ in range(300):  # without giving back this takes some 90 megabytes
        use()
    assert kilobytes_held() - before < 10_000


def test_threads_that_share_a_ruleset_get_their_own_answers():
    rules = ruleset(**{f"r{number}": [{"tal": number}] for number in range(40)})
    wrong = []

    def ask(seed):
        chance = random_rulebooks.chance_of(seed)
        for _ in range(2_000):
            number = chance.randrange(50)
            expected = (f"r{number}",) if number < 40 else ()
            if (found := fired(rules, question(tal=number))) != expected:
                wrong.append((number, found))

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
