"""Rules that never prevail: none of their conclusions reaches any answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import LossReason, Outcome
from ..rulebook.language.acceptances import FindingKind
from ..rulebook.model.conditions import IsRole, OneOf, Present, Within
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind
from .examination import question_about, witness_in
from .findings import LintFinding, Severity, Witness

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..answers.answer import Answer, Loss
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..space.cells import Cell
    from .examination import Examined
    from .walks import Stretch, Walk

_BY_RANK = frozenset({LossReason.CONSTRAINT, LossReason.MANDATORY})


def never_prevailing(examined: Examined) -> Iterable[LintFinding]:
    """Yield the rules in force, now or later, that no answer ever rests on."""
    prevailing, losses = _outcomes(examined)
    for rule, walk in examined.rules.values():
        if rule.kind is RuleKind.CONSTRAINT or rule.id in prevailing:
            continue
        if rule.id in walk.unwalked or _is_past(rule, examined.today):
            continue
        lost = losses.get(rule.id, {})
        if any(loss.reason in _BY_RANK for loss in lost):
            continue  # told as set aside
        if not _prevails_when_told(rule, examined):
            yield _never(rule, walk, lost, examined)


def _prevails_when_told(rule: Rule, examined: Examined) -> bool:
    """Tell whether a rule prevails when what can be derived is said otherwise.

    Whoever asks may say it, so such a rule is of use.
    """
    return any(
        rule.id in answer.rules
        for walk, stretch in examined.stretches()
        if stretch.candidates.classifications and rule.id in stretch.candidates.rule_ids
        for _, answer in walk.space.cells(
            stretch.subject.kind, stretch.subject.slots, stretch.day
        )
    )


def _outcomes(
    examined: Examined,
) -> tuple[set[str], dict[str, dict[Loss, tuple[Walk, Stretch, Cell]]]]:
    """Return the rules that prevail somewhere; and what others lost to, and where."""
    prevailing: set[str] = set()
    losses: dict[str, dict[Loss, tuple[Walk, Stretch, Cell]]] = {}
    for walk, stretch in examined.stretches():
        classifying = {rule.id for rule in stretch.candidates.classifications}
        for cell, answer in stretch.cells:
            beaten = {loss.rule for loss in answer.lost}
            prevailing.update(answer.rules)
            prevailing.update((classifying & set(answer.fired)) - beaten)
            for loss in answer.lost:
                losses.setdefault(loss.rule, {}).setdefault(loss, (walk, stretch, cell))
    return prevailing, losses


def _is_past(rule: Rule, today: dt.date) -> bool:
    """Tell whether a rule is no longer in force."""
    ends = [source.last for source in rule.source_validities] or [None]
    own = rule.validity.last
    return bool(own and own < today) or all(end and end < today for end in ends)


def _never(
    rule: Rule,
    walk: Walk,
    lost: dict[Loss, tuple[Walk, Stretch, Cell]],
    examined: Examined,
) -> LintFinding:
    if lost:
        winners = sorted({loss.to for loss in lost})
        loss = min(lost, key=lambda loss: (loss.to, loss.reason.value))
        where, stretch, cell = lost[loss]
        # what is only proposed may wait for its day behind what is adopted
        is_waiting = all(loss.reason is LossReason.PROPOSAL for loss in lost)

        def shows(answer: Answer) -> bool:
            return answer.outcome is not Outcome.DEPENDS and any(
                other.rule == rule.id for other in answer.lost
            )

        return LintFinding(
            kind=FindingKind.NEVER_PREVAILS,
            severity=Severity.INFO if is_waiting else Severity.ERROR,
            rules=(rule.id, *winners),
            place=rule.place,
            reason=loss.reason,
            witness=witness_in(where, stretch, cell, shows, is_why=True),
        )
    return LintFinding(
        kind=FindingKind.NEVER_PREVAILS,
        severity=Severity.ERROR,
        rules=(rule.id,),
        about=tuple(rule.derives) if not _is_asked(rule, examined) else (),
        place=rule.place,
        witness=_unfulfilled(rule, walk, examined.today),
    )


def _is_asked(rule: Rule, examined: Examined) -> bool:
    """Tell whether some rule asks for what a classification derives."""
    return not rule.derives or any(
        rule.derives.keys() & other.circumstances
        for other, _ in examined.rules.values()
    )


def _unfulfilled(rule: Rule, walk: Walk, today: dt.date) -> Witness:
    """Return a question that fulfils as many of a rule's conditions as one can."""
    question = question_about(rule, today)
    if question is None:
        return Witness(municipality=walk.jurisdiction.id, thing=rule.id)
    given: dict[str, Value] = {}
    for condition in rule.when:
        match condition:
            case OneOf(negated=False):
                given[condition.circumstance] = min(condition.values, key=str)
            case Within(low=int() as low):
                given[condition.circumstance] = low
            case Within(high=int() as high):
                given[condition.circumstance] = high
            case IsRole(negated=False):
                given[condition.circumstance] = min(condition.roles)
            case Present(is_present=False):
                given[condition.circumstance] = None
    asked = Question(
        question.kind, question.slots, tuple(sorted(given.items())), question.on
    )
    return Witness(municipality=walk.jurisdiction.id, question=asked, is_why=True)
