"""A difference names every question whose answer changes, and no other."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from engine.answers.answer import Limits, Outcome
from engine.answers.question import SLOTS, Question
from engine.rulebook.rules import (
    BodyConclusion,
    ClassificationConclusion,
    DecisionConclusion,
    DutyConclusion,
    Mode,
    RuleKind,
    Slot,
)
from engine.rulebook.values import ValueKind
from engine.space.asking import Space
from engine.space.differences import difference
from tests.oracle import UNSAID, Oracle
from tests.rulebooks import (
    _LIMITS,
    _MULTIPLES,
    ASKED,
    BASE_AMOUNTS,
    CIRCUMSTANCES,
    DAY,
    DAYS,
    ENUM,
    ROLES,
    SCOPES,
    SEEDS,
    jurisdiction,
    made,
    questions,
)

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


def plainly(finding):
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


def sayings(answer):
    """Return what a plain answer says."""
    found = [plainly(finding) for finding in answer.findings]
    return answer.outcome, sorted(found, key=repr)


def is_changed(spaces, question):
    """Tell whether the editions say other things, value by value where they depend."""
    old, new = (space.ask(question) for space in spaces)
    names = {*old.depends_on, *new.depends_on}
    if not names:
        return sayings(old) != sayings(new)
    for known in every_combination(names):
        rows = row_at(old, known), row_at(new, known)
        if None not in rows and rows[0] != rows[1]:
            return True
    return False


def row_at(answer, known):
    """Return what an answer says where what it depends on is known.

    None where its table has no row: that there is nothing counts when a rule asks.
    """
    if answer.outcome is not Outcome.DEPENDS:
        return sayings(answer)
    found = [
        (finding.outcome, finding.conclusion and plainly(finding))
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
    limits = [*_LIMITS[kind]]
    if kind is ValueKind.MONEY:
        limits += [
            int(multiple.times * kronor * 100)
            for multiple in _MULTIPLES
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


def completions(known, question, sides):
    """Yield the ways in which what a question leaves out may be settled.

    A value for what both editions take for the same, or both leave open; what they
    take for different things stays out.
    """
    for name in CIRCUMSTANCES:  # each is derived from those before it
        if name in known:
            continue
        ways = [way for side in sides if (way := silence(side, name, known, question))]
        if not ways:
            known = {**known, name: ANY}
        elif all(way == {UNSAID} for way in ways):
            values = {signs(name, v, question, sides): v for v in EVERY_VALUE[name]}
            for value in values.values():
                yield from completions({**known, name: value}, question, sides)
            return
        elif {UNSAID} in ways or any(len(way) > 1 for way in ways):
            known = {**known, name: UNSAID}
        else:
            values = {signs(name, v, question, sides): v for way in ways for v in way}
            known = {
                **known,
                name: UNSAID if len(values) > 1 else next(iter(values.values())),
            }
    yield known


def signs(name, value, question, sides):
    """Return what the conditions of both editions hold a value for."""
    found = [value is None]
    for side in sides:
        oracle = Oracle(side, question.kind, {}, {}, question.on)
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
    said = {n: v for n, v in known.items() if v is not UNSAID and v is not ANY}
    for other, circumstance in side.vocabulary.circumstances.items():
        if other not in said and circumstance.has_default:
            said[other] = circumstance.default
    oracle = Oracle(side, question.kind, dict(question.slots), said, question.on)
    about = [rule for rule in oracle.rules if oracle.is_about(rule)]
    if name not in oracle.names_needed(about):
        return None
    return set(oracle.values(name))


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


@st.composite
def editions(draw, kind):
    """Return two jurisdictions that share some rules and maybe their words."""
    numbers = st.frozensets(st.integers(0, 4), min_size=1, max_size=4)
    classifying = st.frozensets(st.integers(0, 5), max_size=3)
    kept, classified = draw(numbers), draw(classifying)
    old = made(draw(SEEDS), kind, kept, classified)
    other = made(draw(SEEDS), kind, range(5), range(6))
    swapped = draw(st.frozensets(st.integers(0, 4), max_size=2))
    reclassified = draw(st.frozensets(st.integers(0, 5), max_size=2))
    dropped = draw(st.frozensets(st.integers(0, 5), max_size=1))
    names = {f"test/r{n}" for n in swapped} | {f"test/k{n}" for n in reclassified}
    gone = {f"test/r{n}" for n in dropped} | {f"test/k{n}" for n in dropped}
    rules = [r for r in old.rules if r.id not in names | gone]
    for rule in other.rules:
        if rule.id in names - gone:
            is_classification = isinstance(rule.conclusion, ClassificationConclusion)
            # what it overrode derived the same; here it might make a ring
            none = frozenset()
            rules.append(replace(rule, overrides=none) if is_classification else rule)
    words = draw(st.sampled_from([old, old, old, other])).vocabulary
    return old, jurisdiction(rules, words)


@pytest.mark.parametrize("kind", ASKED, ids=lambda kind: kind.value)
@given(data=st.data())
def test_an_answer_changes_exactly_when_a_row_holds_its_question(kind, data):
    old, new = data.draw(editions(kind))
    found = difference(old, new, DAY)
    assume(not found.too_large)
    spaces = Space(old), Space(new)
    for _ in range(4):
        drawn = data.draw(questions(kind))
        asked = question_of(kind, drawn, data.draw(st.sampled_from(DAYS)))
        settled = completions(dict(asked.given), asked, (old, new))
        for known in itertools.islice(settled, 40):
            said = {n: v for n, v in known.items() if v not in {UNSAID, ANY}}
            question = replace(asked, given=tuple(sorted(said.items())))
            rows = rows_holding(found, question, known)
            changed = is_changed(spaces, question)
            event(f"changed {changed}")
            assert bool(rows) == changed, explained(found, question, rows)


def explained(found, question, rows):
    """Return what is needed to understand a failure, in few lines."""
    lines = [str(question), f"held by {rows}"]
    for side in found.editions.sides:
        lines.append(repr(side.space.ask(question)))
        for rule in side.jurisdiction.rules:
            said = (rule.scope, rule.when, rule.unless, rule.conclusion)
            lines.append(f"{rule.id} {rule.validity} {rule.source_validities} {said}")
    for subject in found.subjects:
        lines.append(f"{subject.slots}")
        lines.extend(
            f"  {[(c.name, c.span, c.is_open) for c in row.when]} {row.days}"
            for row in subject.answers
        )
    return "\n".join(lines)
