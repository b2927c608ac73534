"""A difference names every question whose answer changes, and no other."""

import itertools
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from engine.answers.answer import Limits
from engine.diff.differences import difference
from engine.rulebook.model.conclusions import (
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Mode,
    Party,
    Verdict,
)
from engine.rulebook.model.conditions import OneOf, Within
from engine.rulebook.model.packs import BaseAmount
from engine.rulebook.model.questions import SLOTS, Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.sources import Rank, Status, Validity
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.rulebook.model.vocabulary import Resolution
from engine.space.space import Space
from tests.oracle import UNSAID, Oracle, has_default
from tests.support.random_rulebooks import (
    ACTS,
    ASKED,
    CIRCUMSTANCES,
    DAYS,
    LIMITS,
    MATTERS,
    MULTIPLES,
    ROLES,
    SCOPES,
    SEEDS,
    TAGS,
    chance_of,
    questions,
    random_jurisdiction,
    value_of,
)
from tests.support.rulebooks import (
    BASE_AMOUNTS,
    DAY,
    ENUM,
    circumstance,
    decision,
    jurisdiction,
    rule,
    vocabulary,
)

#: Two whole comparisons an example: fewer of them are tried than of other properties.
FEWER = settings(max_examples=max(6, settings.default.max_examples // 2))

# brute force ------------------------------------------------------------------------


def question_of(kind, drawn, on):
    """Return a question with every slot that must be filled."""
    slots, known = drawn
    lacking = [s for s in SLOTS[kind] if s not in slots and s not in LEFT_OUT[kind]]
    filled = {**slots, **{slot: SCOPES[kind][slot][0] for slot in lacking}}
    ordered = tuple((slot, filled[slot]) for slot in SLOTS[kind] if slot in filled)
    return Question(kind, ordered, tuple(sorted(known.items())), on)


LEFT_OUT = {kind: set() for kind in ASKED}
LEFT_OUT[RuleKind.CONTACT] = {Slot.ABOUT}
LEFT_OUT[RuleKind.DUTY] = {Slot.TO}


def party(found):
    if found is None:
        return None
    listed = found.roles if found.mode is Mode.IN_ORDER else frozenset(found.roles)
    return found.mode, listed


def plain_conclusion(finding):
    """Return what a finding says, where order counts only when it means something."""
    said = finding.conclusion
    match said:
        case DecisionConclusion():
            functions = frozenset((f, party(who)) for f, who in said.functions)
            return functions, frozenset(said.requires), said.act
        case BodyConclusion():
            return party(said.members), party(said.leader), said.meets
        case DutyConclusion():
            return finding.rules, party(said.of)
        case _:
            return said


def finding_statement(finding, words, question):
    """Return what a finding says, and whom its relative roles mean."""
    if finding.conclusion is None:
        return None
    named = sorted(roles_named(finding.conclusion))
    return plain_conclusion(finding), [
        (role, meaning(role, words, question)) for role in named
    ]


def roles_named(part):
    """Return every role in a conclusion."""
    if isinstance(part, ContactConclusion):
        return {*part.via, *part.fallback}
    if isinstance(part, Party):
        return {*part.roles}
    if is_dataclass(part):
        part = [getattr(part, field.name) for field in fields(part)]
    if isinstance(part, (list, tuple)):
        return {role for item in part for role in roles_named(item)}
    return set()


def meaning(role, words, question):
    """Return whom a relative role means, as the rule language defines it."""
    how = words.roles[role].resolves
    if how is None:
        return None
    if how.circumstance:
        return dict(how.by_value).get(dict(question.given).get(how.circumstance))
    slots = dict(question.slots)
    asker = slots.get(Slot.FROM) or slots.get(Slot.ACTOR)
    superior = words.roles[asker].reports_to if asker else ""
    return superior if superior not in {"", role} else None


def statement(answer, words, question):
    """Return what a plain answer says."""
    found = [finding_statement(finding, words, question) for finding in answer.findings]
    return answer.outcome, sorted(found, key=repr)


def is_changed(spaces, questions_asked):
    """Tell whether the editions say other things, value by value where they depend."""
    sides = [
        (space.ask(question), space.jurisdiction.vocabulary, question)
        for space, question in zip(spaces, questions_asked, strict=True)
    ]
    names = {name for answer, _, _ in sides for name in answer.depends_on}
    if not names:
        return statement(*sides[0]) != statement(*sides[1])
    for known in every_combination(names):
        rows = [row_at(*side, known) for side in sides]
        if None not in rows and rows[0] != rows[1]:
            return True
    return False


def row_at(answer, words, question, known):
    """Return what an answer says where what it depends on is known.

    None where its table has no row: that there is nothing counts when a rule asks.
    """
    if not answer.is_table:
        return statement(answer, words, question)
    found = [
        (finding.outcome, finding_statement(finding, words, question))
        for finding in answer.findings
        if all(lies_in(known[name], span) for name, span in finding.when)
    ]
    outcomes = {outcome for outcome, _ in found}
    says = sorted((said for _, said in found if said is not None), key=repr)
    return (*outcomes, says) if found else None


def lies_in(value, span):
    return any(
        value is not None
        and (item.low is None or item.low <= value)
        and (item.high is None or value <= item.high)
        if isinstance(item, Limits)
        else value == item
        for item in span
    )


def every_combination(names):
    listed = sorted(names)
    for chosen in itertools.product(*(EVERY_VALUE[name] for name in listed)):
        yield dict(zip(listed, chosen, strict=True))


def values_around(kind):
    """Return values of which some lie in every interval that rules here can cut."""
    limits = [*LIMITS[kind]]
    if kind is ValueKind.MONEY:
        limits += [
            int(multiple.times * kronor * 100)
            for multiple in MULTIPLES
            for kronor in BASE_AMOUNTS.values()
        ]
    return sorted({limit + step for limit in limits for step in (-2, -1, 0, 1, 2)})


LISTED = {ValueKind.BOOL: [0, 1], ValueKind.ENUM: ENUM, ValueKind.ROLE: ROLES}
EVERY_VALUE = {
    name: [*(LISTED.get(kind) or values_around(kind)), None]
    for name, kind in CIRCUMSTANCES.items()
}


def lies_in_row(row, known, on):
    """Tell whether a row holds a question whose circumstances are settled."""
    is_then = not row.days or any(
        (first is None or first <= on) and (last is None or on <= last)
        for first, last in row.days
    )
    return is_then and all(holds_case(case, known) for case in row.when)


def holds_case(case, known):
    value = known[case.name]
    if value is UNSAID:
        return case.is_open
    return value is ANY or lies_in(value, case.span)


ANY = object()
#: The circumstance by which the relative role here may tell whom it means.
TELLING = "slag"


def completions(known, question, sides):
    """Yield the ways in which what a question leaves out may be settled.

    A value for what both editions take for the same, or both leave open; what they
    take for different things stays out, and so does what tells whom roles mean.
    `sides` are the editions, each with its day.
    """
    for name in CIRCUMSTANCES:  # each is derived from those before it
        if name in known:
            continue
        ways = [way for side in sides if (way := silence(side, name, known, question))]
        if name == TELLING and tells_whom(question, sides):
            known = {**known, name: UNSAID}
        elif not ways:
            known = {**known, name: ANY}
        elif all(way == {UNSAID} for way in ways):
            values = {signature(name, v, question, sides): v for v in EVERY_VALUE[name]}
            for value in values.values():
                yield from completions({**known, name: value}, question, sides)
            return
        elif {UNSAID} in ways or any(len(way) > 1 for way in ways):
            known = {**known, name: UNSAID}
        else:
            values = {
                signature(name, v, question, sides): v for way in ways for v in way
            }
            known = {
                **known,
                name: UNSAID if len(values) > 1 else next(iter(values.values())),
            }
    yield known


def tells_whom(question, sides):
    """Tell whether a relative role that the editions resolve otherwise may answer."""
    (one, _), (other, _) = sides
    role = ROLES[0]
    if one.vocabulary.roles[role].resolves == other.vocabulary.roles[role].resolves:
        return False
    return any(
        role in roles_named(rule.conclusion)
        for side, on in sides
        for rule in side.rules
        if Oracle(side, question.kind, dict(question.slots), {}, on).is_about(rule)
    )


def signature(name, value, question, sides):
    """Return what the conditions of both editions hold a value for."""
    found = [value is None]
    for side, on in sides:
        oracle = Oracle(side, question.kind, {}, {}, on)
        found += [
            oracle.holds(condition, value)
            for rule in oracle.rules
            for group in (rule.when, *rule.unless)
            for condition in group
            if condition.circumstance == name
        ]
    return tuple(found)


def silence(side, name, known, question):
    """Return what an edition takes a circumstance for; nothing when it is unused."""
    edition, on = side
    said = {n: v for n, v in known.items() if v is not UNSAID and v is not ANY}

    def oracle():
        return Oracle(edition, question.kind, dict(question.slots), said, on)

    # what no classification derives is assumed; each is derived from those before it
    for other, known_as in edition.vocabulary.circumstances.items():
        is_loose = other not in said and oracle().values(other) == {UNSAID}
        slots = dict(question.slots)
        if is_loose and has_default(known_as, edition.vocabulary, slots):
            said[other] = known_as.default
    reading = oracle()
    about = [rule for rule in reading.rules if reading.is_about(rule)]
    if name not in reading.names_needed(about):
        return None
    return set(reading.values(name))


def covers(found, question):
    return all(
        ids.is_optional if slot is None else slot in ids.ids
        for ids, slot in ((ids, question.slot_of.get(ids.slot)) for ids in found.slots)
    ) and {ids.slot for ids in found.slots} >= set(question.slot_of)


def rows_holding(found, question, known):
    return [
        row
        for subject in found.subjects
        if subject.kind is question.kind and covers(subject, question)
        for row in subject.answers
        if lies_in_row(row, known, question.on)
    ]


# pairs of editions ------------------------------------------------------------------


def changed_rule(chance, rules, change):
    """Return the rules with one of them put through a change."""
    number = chance.randrange(len(rules))
    return [*rules[:number], change(rules[number]), *rules[number + 1 :]]


def any_rule(chance, kind):
    """Return a rule of a kind from some other rulebook."""
    number = chance.randrange(3)
    return random_jurisdiction(chance.random(), kind, [number], [number]).rules[
        chance.randrange(2)
    ]


def replaced(chance, kind, rules, words):
    other = any_rule(chance, kind)
    # what it overrode derived the same; here it might make a ring
    is_classification = isinstance(other.conclusion, ClassificationConclusion)
    overrides = frozenset() if is_classification else other.overrides
    kept = [rule for rule in rules if rule.id != other.id]
    return [*kept, replace(other, overrides=overrides)], words


def removed(chance, _kind, rules, words):
    gone = chance.choice(rules)
    return [rule for rule in rules if rule is not gone], words


def moved(chance, _kind, rules, words):
    """Move the limits of a rule by one."""
    step = chance.choice([-1, 1])

    def shifted(condition):
        low = getattr(condition, "low", None)
        high = getattr(condition, "high", None)
        return replace(
            condition,
            **({"low": low + step} if isinstance(low, int) else {}),
            **({"high": high + step} if isinstance(high, int) else {}),
        )

    def change(rule):
        return rule.with_conditions(
            tuple(map(shifted, rule.when)),
            tuple(tuple(map(shifted, group)) for group in rule.unless),
        )

    return changed_rule(chance, rules, change), words


def excepted(chance, kind, rules, words):
    """Give a rule the exceptions of another, or none."""
    donor = any_rule(chance, kind)
    classified = {
        name for rule in rules for name, _ in getattr(rule.conclusion, "derives", ())
    }
    groups = tuple(
        group
        for group in donor.unless
        if not classified & {condition.circumstance for condition in group}
    )
    return changed_rule(chance, rules, lambda rule: replace(rule, unless=groups)), words


def concluded(chance, kind, rules, words):
    """Let a rule say what another says: another decider, way, verdict, leader."""
    donor = any_rule(chance, kind)

    def change(rule):
        is_alike = type(rule.conclusion) is type(donor.conclusion)
        is_ring = isinstance(rule.conclusion, ClassificationConclusion)
        if not is_alike or is_ring:
            return rule
        return replace(rule, conclusion=donor.conclusion)

    return changed_rule(chance, rules, change), words


def dated(chance, _kind, rules, words):
    first = chance.choice([None, DAYS[0], DAYS[2], DAY])
    last = chance.choice([None, DAYS[1], DAY])
    if first and last and first > last:
        last = None
    validity = Validity(first=first, last=last)
    return changed_rule(chance, rules, lambda r: replace(r, validity=validity)), words


def weighed(chance, _kind, rules, words):
    """Change what decides whether a rule prevails."""

    def change(rule):
        return chance.choice(
            [
                replace(rule, is_mandatory=not rule.is_mandatory),
                replace(rule, status=chance.choice(list(Status))),
                replace(rule, rank=chance.choice([Rank.LAW, Rank.COUNCIL, Rank.BOARD])),
                replace(rule, overrides=frozenset()),
            ]
        )

    return changed_rule(chance, rules, change), words


def exempted(chance, kind, rules, words):
    """Let a rule not bind a role: `except:`, or `together: no` of a constraint."""

    def change(rule):
        if isinstance(rule.conclusion, ConstraintConclusion):
            joint = not rule.conclusion.may_be_joint
            return replace(
                rule, conclusion=replace(rule.conclusion, may_be_joint=joint)
            )
        if kind not in {RuleKind.CONTACT, RuleKind.CONDUCT, RuleKind.DUTY}:
            return rule
        return replace(rule, exempt=frozenset({chance.choice(ROLES)}))

    return changed_rule(chance, rules, change), words


def with_role(words, role):
    return replace(words, roles={**words.roles, role.id: role})


def is_a(chance, _kind, rules, words):
    """Make a role another kind of role, or put a matter elsewhere."""
    number = chance.randrange(1, len(ROLES))
    role = words.roles[ROLES[number]]
    kinds = tuple(chance.sample(ROLES[:number], 1))
    matter = words.matters[MATTERS[chance.randrange(1, len(MATTERS))]]
    moved_matter = replace(
        matter, under=chance.choice(["", MATTERS[0]]), tags=(chance.choice(TAGS),)
    )
    if chance.random() < 0.5:
        return rules, with_role(words, replace(role, kinds=kinds))
    return rules, replace(words, matters={**words.matters, matter.id: moved_matter})


def with_circumstance(words, known):
    return replace(words, circumstances={**words.circumstances, known.id: known})


def assumed(chance, _kind, rules, words):
    """Change or drop the default of a circumstance, or of whom it is assumed."""
    known = words.circumstances[chance.choice(list(CIRCUMSTANCES))]
    value = value_of(chance, known.kind)
    is_assumed = chance.random() < 0.6
    changed = replace(
        known,
        has_default=is_assumed,
        default=value if is_assumed else None,
        open_for=(chance.choice(ROLES),) if chance.random() < 0.5 else (),
    )
    return rules, with_circumstance(words, changed)


def reporting(chance, _kind, rules, words):
    """Let a relative role mean somebody else."""
    superior = chance.choice(ROLES[1:])
    asker = words.roles[chance.choice(ROLES[1:])]
    if chance.random() < 0.5:
        return rules, with_role(words, replace(asker, reports_to=superior))
    relative = words.roles[ROLES[0]]
    resolves = Resolution(circumstance=TELLING, by_value=(("a", superior),))
    return rules, with_role(words, replace(relative, resolves=resolves))


EDITS = {
    edit.__name__: edit
    for edit in (
        replaced,
        removed,
        moved,
        excepted,
        concluded,
        dated,
        weighed,
        exempted,
        is_a,
        assumed,
        reporting,
    )
}


@st.composite
def editions(draw, kind):
    """Return two jurisdictions, the second changed in a few ways; or base amounts."""
    kept = draw(st.frozensets(st.integers(0, 2), min_size=1))
    classified = draw(st.frozensets(st.integers(0, 2), max_size=2))
    seed = draw(SEEDS)
    old = random_jurisdiction(seed, kind, kept, classified)
    relative = replace(old.vocabulary.roles[ROLES[0]], resolves=RELATIVE)
    if draw(st.booleans()):
        old = jurisdiction(old.rules, with_role(old.vocabulary, relative))
    rules, words = list(old.rules), old.vocabulary
    names = draw(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
    for number, name in enumerate(names):
        if rules:
            chance = chance_of(f"{seed} {number} {name}")
            rules, words = EDITS[name](chance, kind, rules, words)
    new = jurisdiction(rules, words)
    if draw(st.integers(0, 5)) == 0:
        amounts = {**old.base_amounts, 2026: BaseAmount(kronor=58_800, source="")}
        new = replace(new, base_amounts=amounts)
    return old, new


RELATIVE = Resolution(reports_to="from")


def check(found, sides, question):
    """Check that rows hold just the ways to settle a question in which it changes.

    `sides` are the editions, each with its space and day.
    """
    spaces = [space for space, _ in sides]
    dated_sides = [(space.jurisdiction, on) for space, on in sides]
    settled = completions(dict(question.given), question, dated_sides)
    for known in itertools.islice(settled, 12):
        said = {n: v for n, v in known.items() if v is not UNSAID and v is not ANY}
        asked = replace(question, given=tuple(sorted(said.items())))
        rows = rows_holding(found, asked, known)
        changed = is_changed(spaces, [replace(asked, on=on) for _, on in sides])
        event(f"changed {changed}")
        assert bool(rows) == changed, explanation(found, asked, rows)


@pytest.mark.parametrize("kind", ASKED, ids=lambda kind: kind.value)
@given(data=st.data())
def test_an_answer_changes_exactly_when_a_row_holds_its_question(kind, data):
    old, new = data.draw(editions(kind))
    found = difference(old, new, DAY)
    assert not found.too_large
    for _ in range(2):
        on = data.draw(st.sampled_from(DAYS))
        asked = question_of(kind, data.draw(questions(kind)), on)
        check(found, [(Space(old), on), (Space(new), on)], asked)


@pytest.mark.parametrize("kind", ASKED, ids=lambda kind: kind.value)
@given(data=st.data())
def test_two_days_of_one_edition_differ_exactly_where_a_row_says_so(kind, data):
    one, _ = data.draw(editions(kind))
    days = data.draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)))
    found = difference(one, one, DAY, days)
    assert not any(row.days for row in every_row(found))
    space = Space(one)
    asked = question_of(kind, data.draw(questions(kind)), days[0])
    check(found, [(space, on) for on in days], asked)


KINDS = st.sampled_from(ASKED)


def every_row(found):
    return [
        row
        for subject in found.subjects
        for row in (*subject.answers, *subject.reasons)
    ]


@given(data=st.data())
def test_a_rulebook_does_not_differ_from_itself(data):
    one, _ = data.draw(editions(data.draw(KINDS)))
    found = difference(one, replace(one, rules=one.rules[::-1]), DAY)
    assert not found.subjects
    assert not found.too_large
    assert not found.silent


@FEWER
@given(data=st.data())
def test_the_order_of_rules_makes_no_difference(data):
    old, new = data.draw(editions(data.draw(KINDS)))
    found = difference(old, new, DAY)
    other = difference(old, replace(new, rules=new.rules[::-1]), DAY)
    assert contents(found) == contents(other)


def contents(found):
    return [
        (subject.slots, *([row.content for row in rows] for rows in listed))
        for subject in found.subjects
        for listed in [(subject.answers, subject.reasons)]
    ]


@given(data=st.data())
def test_keeping_to_one_word_keeps_exactly_the_rows_about_it(data):
    kind = data.draw(KINDS)
    old, new = data.draw(editions(kind))
    word = data.draw(st.sampled_from(ROLES + MATTERS + ACTS))
    everything, kept = difference(old, new, DAY), difference(old, new, DAY, only={word})
    asked = question_of(kind, data.draw(questions(kind)), DAY)
    sides = [Oracle(side, kind, {}, {}, DAY) for side in (old, new)]
    is_about = any(
        word in side.ids_for(slot) and side.is_kind(slot, id_, word)
        for side in sides
        for slot, id_ in asked.slots
    )
    held = [rows_about(found, asked) for found in (everything, kept)]
    wanted = [row for row in held[0] if is_about or is_named(word, row)]
    assert [row.content for row in held[1]] == [row.content for row in wanted]


def is_named(word, row):
    """Tell whether the old or the new answer names a role, or a kind of it."""
    return any(
        word in reply.words.role_kinds.get(role, ())
        for reply in (row.old, row.new)
        if reply
        for finding in reply.answer.findings
        for role in named_in(finding, reply)
    )


def named_in(finding, reply):
    """Return the roles in a conclusion, and whom it means where editions disagree."""
    named = roles_named(finding.conclusion)
    return named | {
        meaning(role, reply.words, reply.question)
        for role in named
        if role in reply.relative
    }


def rows_about(found, question):
    return [
        row
        for subject in found.subjects
        if subject.kind is question.kind and covers(subject, question)
        for row in (*subject.answers, *subject.reasons)
    ]


# words of one edition alone ------------------------------------------------------


def deciding(circumstances, *rules, roles=("ks", "chef")):
    """Return a rulebook about one matter, from (name, decider, condition) each."""
    made_rules = [
        rule(
            f"test/{name}",
            decision(decides=who),
            {Slot.MATTER: {"avtal"}},
            when=tuple(when),
        )
        for name, who, *when in rules
    ]
    words = vocabulary(
        roles=dict.fromkeys(roles, ()),
        matters={"avtal": ""},
        circumstances=circumstances,
    )
    return jurisdiction(made_rules, words)


def rows_of(found):
    """Return each row in few words: its cases, and whether each edition answers."""
    assert not found.too_large
    return [
        (
            {case.name: (*case.span, *["unsaid"] * case.is_open) for case in row.when},
            *[reply and reply.answer.outcome.value for reply in (row.old, row.new)],
        )
        for subject in found.subjects
        for row in subject.answers
    ]


def is_slag(*values):
    return OneOf(circumstance="slag", values=frozenset(values), negated=False)


def test_a_value_that_only_one_edition_has_is_told_when_its_rules_name_it():
    slag = circumstance("slag", ValueKind.ENUM)
    longer = replace(slag, values=(*slag.values, ("d", Text("d"))))
    old = deciding([slag], ("a", "ks", is_slag("a")))
    named = deciding([longer], ("a", "ks", is_slag("a")), ("d", "chef", is_slag("d")))
    unnamed = deciding([longer], ("a", "ks", is_slag("a")))
    assert rows_of(difference(old, named, DAY)) == [
        ({"slag": ("d",)}, None, "answered")
    ]
    assert rows_of(difference(named, old, DAY)) == [
        ({"slag": ("d",)}, "answered", None)
    ]
    assert rows_of(difference(old, unnamed, DAY)) == []


def test_a_circumstance_of_another_type_changes_the_whole_subject():
    flag = circumstance("slag", ValueKind.BOOL)
    old = deciding([flag], ("a", "ks", is_slag(1)), ("b", "chef", is_slag(0)))
    limit = Within(circumstance="slag", low=0)
    new = deciding([circumstance("slag", ValueKind.MONEY)], ("a", "ks", limit))
    # no value is understood by both, so there is none to tell the cases by
    assert rows_of(difference(old, new, DAY)) == [({}, "depends", "depends")]


def test_a_role_that_only_one_edition_has_is_told_when_its_rules_name_it():
    def town(roles, actor):
        said = ConductConclusion(verdict=Verdict.PERMITTED)
        scope = {Slot.ACTOR: {actor}, Slot.DOES: {"lova"}}
        words = vocabulary(roles=roles, acts={"lova": ""})
        return jurisdiction([rule("test/lova", said, scope)], words)

    old = town({"chef": []}, "chef")
    unnamed = town({"chef": [], "rektor": ["chef"]}, "chef")
    named = town({"chef": [], "rektor": ["chef"]}, "rektor")
    assert not difference(old, unnamed, DAY).subjects
    found = difference(old, named, DAY)
    told = {subject.slots[0].ids: rows_of_one(subject) for subject in found.subjects}
    assert told == {
        ("chef",): [("answered", "no_rule")],
        ("rektor",): [(None, "answered")],
    }


def rows_of_one(subject):
    return [
        tuple(reply and reply.answer.outcome.value for reply in (row.old, row.new))
        for row in subject.answers
    ]


def test_a_default_that_changes_is_told_for_silence_alone():
    conditions = ("a", "ks", is_slag(1)), ("b", "chef", is_slag(0))
    old, new = (
        deciding(
            [circumstance("slag", ValueKind.BOOL, default=value, has_default=True)],
            *conditions,
        )
        for value in (1, 0)
    )
    assert rows_of(difference(old, new, DAY)) == [
        ({"slag": ("unsaid",)}, "answered", "answered")
    ]


def test_what_only_a_rule_out_of_force_depends_on_tells_no_questions_apart():
    """The classification asks for an amount, and decides nothing any more."""
    words = vocabulary(
        roles=dict.fromkeys(("ks", "chef"), ()),
        matters={"avtal": ""},
        circumstances=[
            circumstance("slag", ValueKind.ENUM),
            circumstance("belopp", ValueKind.MONEY),
        ],
    )
    avtal = {Slot.MATTER: {"avtal"}}
    small = Within(circumstance="belopp", high=100)
    derived = ClassificationConclusion(derives=(("slag", "a"),))
    ended = rule(
        "test/borta",
        decision(decides="ks"),
        avtal,
        when=(is_slag("a"),),
        validity=Validity(last=DAYS[0]),
    )
    old, new = (
        jurisdiction(
            [
                ended,
                rule("test/slag", derived, when=(small,)),
                rule("test/b", decision(decides=who), avtal),
            ],
            words,
        )
        for who in ("ks", "chef")
    )

    found = difference(old, new, DAY, (DAY, DAY))

    assert rows_of(found) == [({}, "answered", "answered")]


def test_too_many_cells_are_told_and_never_cut_short():
    names = [f"c{number}" for number in range(16)]
    listed = [circumstance(name, ValueKind.BOOL) for name in names]
    conditions = [
        (name, "ks", OneOf(circumstance=name, values=frozenset({1}), negated=False))
        for name in names
    ]
    old = deciding(listed, *conditions)
    new = deciding(listed, *conditions, ("alltid", "chef"))
    found = difference(old, new, DAY)
    ((kind, (matters,), why),) = found.too_large
    assert kind is RuleKind.DECISION
    assert matters.ids == ("avtal",)
    assert why.code == "cells/too-many"
    assert why["circumstances"][:2] == ("c0", "c1")
    assert found.is_answer_changed


def explanation(found, question, rows):
    """Return what is needed to understand a failure, in few lines."""
    lines = [str(question), f"held by {rows}"]
    for side in found.sides.both:
        lines.append(repr(side.space.ask(question)))
        for each in side.jurisdiction.rules:
            said = (each.scope, each.when, each.unless, each.conclusion)
            lines.append(f"{each.id} {each.validity} {each.source_validities} {said}")
    for subject in found.subjects:
        lines.append(f"{subject.slots}")
        lines.extend(
            f"  {[(c.name, c.span, c.is_open) for c in row.when]} {row.days}"
            for row in subject.answers
        )
    return "\n".join(lines)
