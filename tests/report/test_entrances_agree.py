"""The entrances say the same: the page of a role, `who`, `--why-not`, both languages.

Only the program could make them differ: what a pack's author can cause, lint tells.
"""

import datetime as dt
import functools

import pytest

from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.vocabulary import TermKind
from tests.report.test_shipped_pages import MUNICIPALITIES, SAMPLE, questions
from tests.support.shipped import (
    TODAY,
    shipped_jurisdictions,
    shipped_mandat,
    told_here,
)

#: What JSON has in words, which differ from language to language.
WORDS = frozenset(
    {
        *("label", "text", "says", "gist", "section", "title", "place", "duty"),
        *("requires", "every", "within", "why", "mandate", "result", "act"),
    }
)


def told(span):
    """Return a value of a row of a page as `-g` takes it."""
    first = span[0]
    if isinstance(first, dict):
        first = first["max"] if first["min"] is None else first["min"]
    return {True: "ja", False: "nej", None: "ingen"}.get(first, str(first))


def named(answer):
    """Return each function in each row of an answer, with the roles that have it."""
    return {
        (function.value, role)
        for finding in answer.findings
        if finding.conclusion
        for function, party in getattr(finding.conclusion, "functions", ())
        for role in party.roles
    }


# the page of a role against the answers -----------------------------------------------


@functools.cache
def powers_of(own, role):
    """Return the powers on the page of a role whose name is that of nothing else."""
    shown = own.show(role, on=TODAY)
    if [thing.kind for thing in shown.things] != [TermKind.ROLE]:
        return []
    (sheet,) = shown.to_dict("sv")["sheets"]
    return sheet["powers"]


def assert_page_is_as_answered(own, role):
    """Whatever the page of a role gives it, an answer does, and `--why-not` knows."""
    kinds = own.jurisdiction.vocabulary.role_kinds
    for power in powers_of(own, role):
        for matter in power["matters"]:
            given = {fact: told(span) for fact, span in power["when"].items()}
            response = own.who(matter["id"], given=given, on=TODAY)
            name = power["as"]["id"]
            assert (power["function"], name) in named(response.answer), (role, power)
            if name in kinds[role]:
                reason = response.why_not(role)
                assert reason.named_as, (role, matter)
                assert {each.id for each in reason.named_as} <= kinds[role]
                text = response.to_text(why_not=role)
                assert "Ingen regel om frågan nämner" not in text


def assert_answers_are_on_the_page(own, matter):
    """Whoever has a function in an answer has it on the page of the role too.

    A matter that no rule names has there what it lies under.
    """
    above = own.jurisdiction.vocabulary.matter_kinds[matter]
    for function, role in named(own.who(matter, on=TODAY).answer):
        listed = [
            (power["function"], power["as"]["id"])
            for power in powers_of(own, role)
            if above & {each["id"] for each in power["matters"]}
        ]
        if powers_of(own, role) or listed:
            assert (function, role) in listed, (matter, function, role)


def bans_of(jurisdiction):
    """Yield each matter that a constraint always keeps from a role, with that role."""
    vocabulary = jurisdiction.vocabulary
    for rule in jurisdiction.rules:
        if rule.kind is not RuleKind.CONSTRAINT or rule.when or rule.unless:
            continue
        within = rule.scope_of.get(Slot.MATTER)
        for matter, above in vocabulary.matter_kinds.items():
            tag = rule.conclusion.tag
            if (within is None or within & above) and (
                not tag or tag in vocabulary.tags_of(matter)
            ):
                yield from ((matter, role) for role in rule.conclusion.never)


@pytest.mark.slow
@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_no_role_inherits_on_its_page_what_a_constraint_never_lets_it_decide(
    municipality,
):
    own = shipped_mandat().of(municipality)
    bans = set(bans_of(own.jurisdiction))
    assert ("annan-namnds-enskilda-arenden", "kommunstyrelsen") in bans
    kinds = own.jurisdiction.vocabulary.role_kinds
    # a role that is a kind of no other inherits nothing
    for role in sorted({each for _, each in bans if len(kinds[each]) > 1}):
        inherited = {
            matter["id"]
            for power in powers_of(own, role)
            if power["function"] == "decides" and power["as"]["id"] != role
            for matter in power["matters"]
        }
        banned = {matter for matter, each in bans if each in kinds[role]}
        assert not inherited & banned, role


@pytest.mark.slow
@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_the_page_of_every_role_says_what_answers_do(municipality):
    own = shipped_mandat().of(municipality)
    for role in told_here(own, sorted(own.jurisdiction.vocabulary.roles)):
        assert_page_is_as_answered(own, role)


@pytest.mark.slow
@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_whoever_is_answered_has_it_on_the_own_page(municipality):
    own = shipped_mandat().of(municipality)
    for matter in told_here(own, sorted(own.jurisdiction.vocabulary.matters)):
        assert_answers_are_on_the_page(own, matter)


def test_a_kind_of_who_is_named_is_named_too():
    """What the chair of the executive board has as a chair is not nobody's."""
    own = shipped_mandat().of("")
    response = own.who("lika-rostetal", given={"val-eller-anstallning": "nej"})

    reason = response.why_not("KSO")
    assert [role.id for role in reason.named_as] == ["ordforande"]
    assert "Svaret nämner ordförande, och kommunstyrelsens ordförande är en." in (
        response.to_text(why_not="KSO")
    )
    plain = response.to_dict(why_not="KSO")
    assert plain["why_not"]["named_as"] == ["ordforande"]
    assert not response.why_not("revisor").named_as


# languages ----------------------------------------------------------------------------


def bare(plain):
    """Return JSON without what is said in words."""
    if isinstance(plain, dict):
        return {key: bare(value) for key, value in plain.items() if key not in WORDS}
    return [bare(each) for each in plain] if isinstance(plain, list) else plain


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_both_languages_say_the_same_in_other_words(municipality):
    own = shipped_mandat().of(municipality)
    for ask in list(questions(own))[::SAMPLE]:
        response = ask()
        swedish, english = response.to_dict("sv"), response.to_dict("en")
        assert bare(swedish) == bare(english)
        for part in ("citations", "notes", "answers", "rules"):
            assert len(swedish[part]) == len(english[part])


# days ---------------------------------------------------------------------------------


def beside_defaults(rule, vocabulary):
    """Return a fact for each condition that an assumed value does not meet."""
    return tuple(
        (condition.circumstance, min(condition.values, key=str))
        for condition in rule.when
        for circumstance in [vocabulary.circumstances[condition.circumstance]]
        if circumstance.has_default and not condition.holds(circumstance.default)
    )


def asked_on(rule, on, vocabulary):
    """Return the question of a rule on a day; None where it has none.

    Its only facts are those without which an assumed value would rule the rule out.
    """
    slots = {
        RuleKind.DECISION: (Slot.MATTER,),
        RuleKind.CONTACT: (Slot.FROM, Slot.TO),
        RuleKind.CONDUCT: (Slot.ACTOR, Slot.DOES),
        RuleKind.DUTY: (Slot.OF, Slot.TO),
    }.get(rule.kind)
    if slots is None or any(slot not in rule.scope_of for slot in slots):
        return None
    asked = [*slots, *({Slot.ABOUT} & rule.scope_of.keys())]
    filled = tuple((slot, min(rule.scope_of[slot])) for slot in asked)
    return Question(rule.kind, filled, beside_defaults(rule, vocabulary), on)


def days_of(rule):
    """Yield the first and last day of a rule, and the days beside them."""
    first, last = rule.validity.first, rule.validity.last
    day = dt.timedelta(days=1)
    if first:
        yield first - day, False
        yield first, True
    if last:
        yield last, True
        yield last + day, False


def test_a_rule_speaks_on_its_first_and_last_day_and_on_none_beside():
    seen = 0
    for municipality, jurisdiction in shipped_jurisdictions().items():
        own = shipped_mandat().of(municipality)
        for rule in jurisdiction.rules:
            # the law's own rules are the same in each municipality
            if municipality and not rule.id.startswith(f"{municipality}/"):
                continue
            for on, is_in_force in days_of(rule):
                question = asked_on(rule, on, jurisdiction.vocabulary)
                if question is None:
                    continue
                seen += 1
                answer = own.answer(question).answer
                lost = (loss.rule for loss in answer.lost)
                trail = {*answer.rules, *lost, *answer.fired}
                if not is_in_force:
                    assert rule.id not in trail, (rule.id, on)
                elif rule.is_in_force(on):
                    assert rule.id in {*trail, *answer.candidates}, (rule.id, on)
    assert seen > 20
