"""What the very facts and the very day of a question add to the answer of its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..answers.answer import Answer, LossReason, Note, NoteKind
from ..answers.currency import dated_notes, earlier_law_notes, latest_law
from ..answers.yielding import outweighed_notes, overridden
from ..records import replace
from ..rulebook.model.conclusions import ConductConclusion, Verdict
from .cell_answers import Addition, CellAnswer
from .space import Space

if TYPE_CHECKING:
    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule


def particular_answer(question: Question, space: Space) -> Answer:
    """Return the answer to a question, with each ban that a fact given brings back.

    A permission that replaces a mandatory ban (`overrides`) spares whoever asks what
    only the ban asks for: the ordinary case is presumed. Who tells of it all the same
    is answered by the ban.
    """
    cell = space.cell(question)
    addition = cell.addition or _added(question, cell, space)
    answer = cell.answer
    if addition.is_spared:
        while sparing := _without_sparing(question, answer, space):
            space = sparing
            answer = space.ask(question)
    return answer


def _added(question: Question, cell: CellAnswer, space: Space) -> Addition:
    """Return what questions of a cell can add to its answer, and put it beside.

    INVARIANT: nothing of it differs between the questions of one cell. Which facts
    that a rule asks for are told is the same in all of them.
    """
    answer = cell.answer
    subject = space.subject(question)
    read = {dimension.name for dimension in space.relevant(question)}
    roles = space.jurisdiction.vocabulary.roles
    for finding in answer.findings:
        for role in finding.conclusion.roles() if finding.conclusion else ():
            resolution = roles[role].resolves if role in roles else None
            if resolution is not None:
                read.add(resolution.circumstance)
    cell.addition = Addition(
        is_spared=_without_sparing(question, answer, space) is not None,
        read=frozenset(read),
        overridden=overridden(answer),
        dated=dated_notes(answer.cites, space.jurisdiction),
        law_until=latest_law(subject),
    )
    return cell.addition


def _without_sparing(question: Question, answer: Answer, space: Space) -> Space | None:
    """Return the space without the permissions that spare a ban told of, if any do.

    INVARIANT: each permission then asks for all that the ban asks for, so it spares
    that ban no second time.
    """
    by_id = space.jurisdiction.rules_by_id
    subject = space.subject(question)
    given = {name for name, _ in question.given}
    yielding: dict[str, Rule] = {}
    for loss in answer.lost:
        if loss.reason is not LossReason.OVERRIDDEN or loss.to not in answer.rules:
            continue
        permission = yielding.get(loss.to, by_id[loss.to])
        ban = by_id[loss.rule]
        obstacle = obstacle_spared(ban, permission)
        told = given.intersection(condition.circumstance for condition in obstacle)
        if told - _asked_for(ban, subject.rules):
            unless = (*permission.unless, obstacle)
            yielding[loss.to] = replace(permission, unless=unless)
    if not yielding:
        return None
    rules = (*subject.rules, *subject.classifications)
    changed = tuple(yielding.get(rule.id, rule) for rule in rules)
    return Space(replace(space.jurisdiction, rules=changed))


def _asked_for(ban: Rule, rules: tuple[Rule, ...]) -> frozenset[str]:
    """Return what the permissions that replace a ban ask for: no obstacle to them."""
    return frozenset(
        condition.circumstance
        for rule in rules
        if rule.takes_over(ban) and _verdict(rule) is Verdict.PERMITTED
        for condition in rule.when
    )


def obstacle_spared(ban: Rule, permission: Rule) -> tuple[Condition, ...]:
    """Return the conditions of a mandatory ban that a permission does not ask for.

    There are none unless the one forbids and the other permits.
    """
    if (
        not ban.is_mandatory
        or _verdict(ban) is not Verdict.FORBIDDEN
        or _verdict(permission) is not Verdict.PERMITTED
    ):
        return ()
    asked = permission.circumstances
    return tuple(c for c in ban.when if c.circumstance not in asked)


def _verdict(rule: Rule) -> Verdict | None:
    conclusion = rule.conclusion
    return conclusion.verdict if isinstance(conclusion, ConductConclusion) else None


def noted_answer(question: Question, space: Space) -> Answer:
    """Return the answer to a question with the notes of its facts and its day."""
    cell = space.cell(question)
    addition = cell.addition or _added(question, cell, space)
    if addition.is_spared:
        answer = particular_answer(question, space)
        addition = _added(question, CellAnswer(answer), space)
    else:
        answer = cell.answer
    beside = _notes(question, answer, addition, space)
    return replace(answer, notes=(*answer.notes, *beside)) if beside else answer


def notes_beside(question: Question, answer: Answer, space: Space) -> tuple[Note, ...]:
    """Return the notes that a question adds to the answer of its cell.

    They depend on the very facts and the very day that were given: facts that nothing
    reads, or only a rule that yields, and how current the law is on that day.
    """
    cell = space.cell(question)
    addition = cell.addition
    if addition is None or answer is not cell.answer:
        addition = _added(question, CellAnswer(answer), space)
    return _notes(question, answer, addition, space)


def _notes(
    question: Question, answer: Answer, addition: Addition, space: Space
) -> tuple[Note, ...]:
    notes: list[Note] = []
    for name, value in question.given:
        if name not in addition.read:
            note = Note(kind=NoteKind.UNREAD, circumstance=name, value=value)
            notes.append(note)
    if addition.overridden and question.given:
        rules = space.jurisdiction.rules_by_id
        notes += outweighed_notes(question, answer, addition.overridden, rules)
    if addition.dated:
        on = question.on
        notes += [n for after, n in addition.dated if after is None or on > after]
    if addition.law_until and question.on < addition.law_until:
        subject = space.subject(question)
        notes += earlier_law_notes(question, answer, subject, space.jurisdiction)
    return tuple(notes)


def settled_facts(question: Question, space: Space) -> dict[str, Any]:
    """Return what is known when a question is asked: given, else assumed."""
    assumed = {
        dimension.name: dimension.circumstance.default
        for dimension in space.relevant(question)
        if dimension.circumstance.has_default
    }
    return {**assumed, **dict(question.given)}
