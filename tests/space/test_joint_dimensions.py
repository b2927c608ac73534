"""A circumstance is cut so that neither of two editions tells a class apart."""

from dataclasses import replace

from hypothesis import given

from engine.rulebook.model.conditions import OneOf, holds
from engine.rulebook.model.rules import RuleKind
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.space.cells import UNSAID, dimensions
from engine.space.joint_dimensions import JointDimension, joint_classes
from tests.support.random_rulebooks import (
    CIRCUMSTANCES,
    ENUM,
    LIMITS,
    ROLES,
    jurisdictions,
)
from tests.support.rulebooks import DAY, circumstance, vocabulary

NOTHING = frozenset()
SLAG = circumstance("slag", ValueKind.ENUM)
WORDS = vocabulary(circumstances=[SLAG])
LONGER = vocabulary(
    circumstances=[replace(SLAG, values=(*SLAG.values, ("d", Text("d"))))]
)


def is_slag(*values):
    return OneOf(circumstance="slag", values=frozenset(values))


def meaningless(_):
    return None


def values_of(name):
    """Return values of which some lie in every class that the rules here can make."""
    kind = CIRCUMSTANCES[name]
    if kind.is_ordered:
        return [limit + step for limit in LIMITS[kind] for step in (-1, 0, 1)]
    return {ValueKind.BOOL: [0, 1], ValueKind.ENUM: ENUM}.get(kind, ROLES)


def conditions(found):
    """Return the conditions of rules, and the rules whose limits need no amount."""
    plain = found.in_force(found.rules, DAY)
    return [
        condition
        for rule in plain
        for group in (rule.when, *rule.unless)
        for condition in group
    ], plain


@given(jurisdictions(RuleKind.DECISION), jurisdictions(RuleKind.DECISION))
def test_no_condition_of_either_edition_separates_the_values_of_a_class(one, other):
    words = one.vocabulary
    other = replace(other, vocabulary=words)
    (mine, rules), (yours, others) = conditions(one), conditions(other)
    cuts = [
        dimensions(r, words.circumstances, words.role_kinds) for r in (rules, others)
    ]
    for name in {cut.name for side in cuts for cut in side}:
        sides = tuple([cut for cut in side if cut.name == name] for side in cuts)
        joint = JointDimension(
            circumstance=words.circumstances[name],
            classes=joint_classes(name, (words, words), sides, NOTHING, meaningless),
        )
        asking = [c for c in (*mine, *yours) if c.circumstance == name]
        for value in (*values_of(name), None):
            standing = joint.value(joint.number(value))
            for condition in asking:
                kinds = words.role_kinds
                assert holds(condition, value, kinds) == holds(
                    condition, standing, kinds
                )


def spans(old, new, named=NOTHING, cuts=((), ())):
    classes = joint_classes("slag", (old, new), cuts, frozenset(named), meaningless)
    return [(each.span, each.is_known) for each in classes]


def test_a_value_that_only_one_edition_has_counts_when_a_rule_names_it():
    none = ((None,), (True, True))
    shared = (("a", "b", "c"), (True, True))
    assert spans(WORDS, LONGER) == [shared, none]
    assert spans(WORDS, LONGER, named="d") == [shared, (("d",), (False, True)), none]
    assert spans(LONGER, WORDS, named="d") == [shared, (("d",), (True, False)), none]


def test_that_there_is_none_is_always_a_class():
    cut = dimensions([], WORDS.circumstances, {})
    assert spans(WORDS, WORDS, cuts=(cut, cut))[-1] == ((None,), (True, True))


def test_a_circumstance_of_another_type_has_no_value_that_both_understand():
    other = vocabulary(circumstances=[circumstance("slag", ValueKind.MONEY)])
    assert spans(WORDS, other) == []


def test_an_edition_without_the_circumstance_knows_each_of_its_values():
    assert spans(vocabulary(), WORDS) == [
        (("a", "b", "c"), (True, True)),
        ((None,), (True, True)),
    ]


def test_what_tells_values_apart_beside_conditions_makes_classes_too():
    classes = joint_classes(
        "slag", (WORDS, WORDS), ((), ()), NOTHING, lambda value: value == "b"
    )
    assert [each.span for each in classes] == [("a", "c"), ("b",), (None,)]


def test_silence_is_a_case_where_editions_may_take_it_differently():
    classes = joint_classes("slag", (WORDS, WORDS), ((), ()), NOTHING, meaningless)
    plain = JointDimension(circumstance=SLAG, classes=classes)
    assert list(plain.cases) == [0, 1]
    assert list(replace(plain, is_open=True).cases) == [UNSAID, 0, 1]
    assert list(replace(plain, classes=()).cases) == [UNSAID]
