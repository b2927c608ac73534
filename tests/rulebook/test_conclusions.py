"""A conclusion can be taken apart without knowing of which kind it is."""

import pytest

from engine.rulebook.language.statements import RULE_SHAPES
from engine.rulebook.model.conclusions import (
    Advice,
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionAct,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Mode,
    Party,
    ProcedureConclusion,
    Step,
    Strength,
    Verdict,
)
from engine.rulebook.model.rules import RuleKind
from engine.rulebook.model.sources import Frequency
from engine.rulebook.model.texts import Text


def _one(role):
    return Party(mode=Mode.ONE, roles=(role,))


BOTH = Party(mode=Mode.TOGETHER, roles=("kso", "kd"))
YEARLY = Frequency(unit="year")
EXAMPLES = {
    RuleKind.DECISION: DecisionConclusion(
        functions=((Function.DECIDES, BOTH), (Function.INFORMED, _one("namnd"))),
        requires=(Text("en utredning"), Text("ett yttrande")),
        act=DecisionAct.DECISION,
    ),
    RuleKind.CONTACT: ContactConclusion(
        via=("chef", "kd"),
        is_free=True,
        strength=Strength.MUST,
        fallback=("kso",),
    ),
    RuleKind.CONDUCT: ConductConclusion(
        verdict=Verdict.FORBIDDEN, instead=Advice(says=Text("fråga"), via=("chef",))
    ),
    RuleKind.DUTY: DutyConclusion(of=BOTH, every=YEARLY, towards=_one("namnd")),
    RuleKind.PROCEDURE: ProcedureConclusion(
        steps=(
            Step(actor=_one("chef"), act=Text("bereder"), result=Text("ett förslag")),
            Step(actor=BOTH, act=Text("beslutar")),
        )
    ),
    RuleKind.BODY: BodyConclusion(
        members=BOTH,
        leader=_one("kd"),
        place=_one("namnd"),
        meets=YEARLY,
        mandate=Text("att samordna"),
    ),
    RuleKind.CLASSIFICATION: ClassificationConclusion(derives=(("ansvarig", "kd"),)),
    RuleKind.CONSTRAINT: ConstraintConclusion(
        tag="principiell",
        act=DecisionAct.DECISION,
        only=frozenset({"kd"}),
        never=frozenset({"chef"}),
        may_be_joint=False,
    ),
}


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        (RuleKind.DECISION, {"kso", "kd", "namnd"}),
        (RuleKind.CONTACT, {"chef", "kd", "kso"}),
        (RuleKind.CONDUCT, {"chef"}),
        (RuleKind.DUTY, {"kso", "kd", "namnd"}),
        (RuleKind.PROCEDURE, {"chef", "kso", "kd"}),
        (RuleKind.BODY, {"kso", "kd", "namnd"}),
        # what is derived is a value, and who is banned gets nothing to do
        (RuleKind.CLASSIFICATION, set()),
        (RuleKind.CONSTRAINT, set()),
    ],
)
def test_a_conclusion_names_whom_it_gives_a_part(kind, roles):
    assert EXAMPLES[kind].roles() == roles


def test_a_decision_that_lacks_something_names_no_more_than_it_says():
    assert DecisionConclusion(functions=()).roles() == frozenset()
    assert ConductConclusion(verdict=Verdict.PERMITTED).roles() == frozenset()


def test_texts_come_in_the_order_in_which_they_stand():
    says = {
        kind: [text.sv for text in conclusion.texts()]
        for kind, conclusion in EXAMPLES.items()
    }
    assert {kind: texts for kind, texts in says.items() if texts} == {
        RuleKind.DECISION: ["en utredning", "ett yttrande"],
        RuleKind.CONDUCT: ["fråga"],
        RuleKind.PROCEDURE: ["bereder", "ett förslag", "beslutar"],
        RuleKind.BODY: ["att samordna"],
    }


def test_parties_come_in_the_order_in_which_they_stand():
    assert list(EXAMPLES[RuleKind.BODY].parties()) == [BOTH, _one("kd"), _one("namnd")]
    assert list(EXAMPLES[RuleKind.PROCEDURE].parties()) == [_one("chef"), BOTH]
    assert not list(EXAMPLES[RuleKind.CONTACT].parties())


@pytest.mark.parametrize("kind", list(RuleKind))
def test_points_have_the_keys_of_the_rule_language(kind):
    fields = RULE_SHAPES[kind].fields
    common = fields.keys() & RULE_SHAPES[RuleKind.PROCEDURE].fields.keys()
    subject = {  # what stands within the subject of the rule
        RuleKind.DUTY: {"of"},
        RuleKind.CONSTRAINT: {"tag", "act"},
    }.get(kind, set())
    keys = {point.key for point in EXAMPLES[kind].points()}
    assert keys - subject <= fields.keys()
    if kind is RuleKind.DECISION:
        keys |= {function.value for function in Function}
    if kind is not RuleKind.PROCEDURE:
        subjects = {"matter", "contact", "conduct", "duty", "body", "constraint"}
        assert fields.keys() - common - subjects == keys - subject


def test_a_point_that_is_left_open_is_there_with_nothing_in_it():
    assert dict(ContactConclusion(via=("kd",)).points()) == {
        "via": ("kd",),
        "free": False,
        "strength": None,
        "must": (),
        "fallback": (),
    }


def test_a_function_of_several_parties_is_a_point_for_each():
    told = ((Function.INFORMED, _one("kd")), (Function.INFORMED, BOTH))
    points = list(DecisionConclusion(functions=told).points())
    assert points[:2] == [("informed", _one("kd")), ("informed", BOTH)]


@pytest.mark.parametrize("kind", list(RuleKind))
def test_a_conclusion_mapped_to_itself_is_the_same(kind):
    assert EXAMPLES[kind].mapped() == EXAMPLES[kind]


@pytest.mark.parametrize("kind", list(RuleKind))
def test_every_party_and_text_can_be_exchanged(kind):
    changed = EXAMPLES[kind].mapped(
        party=lambda _: _one("annan"), text=lambda text: Text(text.sv.upper())
    )
    assert set(changed.parties()) <= {_one("annan")}
    assert all(text.sv.isupper() for text in changed.texts())
    assert len(list(changed.texts())) == len(list(EXAMPLES[kind].texts()))
    assert len(list(changed.parties())) == len(list(EXAMPLES[kind].parties()))


def test_only_a_decision_has_functions():
    assert EXAMPLES[RuleKind.DECISION].party(Function.DECIDES) == BOTH
    assert EXAMPLES[RuleKind.DECISION].party(Function.LEADS) is None
    assert EXAMPLES[RuleKind.BODY].party(Function.LEADS) is None
