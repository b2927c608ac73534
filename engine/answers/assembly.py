"""Assemble the answer: outcome, passages, and what must be said beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import replace
from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion, Function
from ..rulebook.model.grants import CUSTOMS
from ..rulebook.model.questions import SLOTS
from ..rulebook.model.rules import Rule, RuleKind
from ..rulebook.model.sources import Status
from .answer import Answer, Finding, Loss, LossReason, Note, NoteKind, Outcome
from .force import BINDS_NOBODY
from .nearby import MOST, duties_to_act

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from ..inference.program import InferenceResult
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Slot
    from ..rulebook.model.values import Value
    from .settlement import Ruling
    from .subjects import Subject

    #: A subject: what stands in each slot.
    _Slots = tuple[tuple[Slot, str], ...]

_SETS_ASIDE = frozenset({LossReason.CONSTRAINT, LossReason.MANDATORY})


def assemble(  # noqa: PLR0913 - what an answer is made of, each named here
    jurisdiction: Jurisdiction,
    subject: Subject,
    result: InferenceResult,
    ruling: Ruling,
    known: Mapping[str, Value],
    *,
    nearest: Callable[[], tuple[_Slots, ...]],
) -> Answer:
    """Return the answer that a ruling amounts to.

    Args:
        jurisdiction: whose rules count.
        subject: what the question is about.
        result: which rules fired, and what was derived.
        ruling: the alternatives that prevail, and what lost.
        known: the circumstances that were given or assumed.
        nearest: returns what is most like the subject, for where no rule answers.
    """
    by_id = jurisdiction.rules_by_id
    losses = (*ruling.losses, *_concessions(result, by_id))

    def bearing_on(rules: Iterable[str]) -> list[Rule]:
        resting = _resting_on(rules, result, by_id, known)
        return [by_id[rule] for rule in sorted({*rules, *resting})]

    findings = tuple(
        replace(finding, cites=_passages(bearing_on(finding.rules)))
        for group in ruling.alternatives
        for finding in group
    )
    split = _disagreements(result)
    outcome = Outcome.ANSWERED
    if not findings:
        outcome = Outcome.NO_RULE
    elif len(ruling.alternatives) > 1 or split:
        outcome = Outcome.CONFLICT
    prevailing = sorted({rule for finding in findings for rule in finding.rules})
    resting = _resting_on(prevailing, result, by_id, known)
    bearing = bearing_on(prevailing)
    if outcome is Outcome.CONFLICT:
        findings = _remarked(findings, bearing_on, losses, ruling.urgent)
    return Answer(
        outcome=outcome,
        findings=findings,
        rules=tuple(prevailing),
        cites=_passages(bearing),
        notes=(
            *(
                Note(kind=NoteKind.CLASSIFICATIONS_DISAGREE, circumstance=name)
                for name in split
            ),
            *_set_aside(losses),
            *_proposals(
                jurisdiction,
                (
                    *needed_proposals(findings, bearing),
                    *(by_id[rule] for rule in resting),
                ),
            ),
            *_shortcomings(subject, findings, [by_id[rule] for rule in prevailing]),
            *(Note(kind=NoteKind.INHERITED, rule=id_) for id_ in ruling.inherited),
            *(Note(kind=NoteKind.REMARK, rule=r.id) for r in bearing if r.note),
            *_terms(bearing, losses, ruling.urgent),
        ),
        fired=tuple(sorted(result.fired)),
        lost=losses,
        derived=tuple(
            derivation
            for derivation in result.derived
            if derivation.rule in resting or derivation.circumstance in split
        ),
        nearest=() if findings else _nearest(jurisdiction, subject, result, nearest()),
    )


def _terms(
    rules: Iterable[Rule], losses: Iterable[Loss], urgent: Collection[str]
) -> Iterable[Note]:
    """Yield a note for each term of each grant that the answer rests on.

    What an order says of all its rows is told once.
    """
    clauses: dict[Note, None] = {}
    banned: dict[str, frozenset[str]] = {}
    for loss in losses:
        banned[loss.rule] = banned.get(loss.rule, frozenset()) | {*loss.roles}
    for rule in rules:
        grant = rule.conclusion.grant
        if grant is None:
            continue
        away = banned.get(rule.id, frozenset()) & grant.steps
        is_urgent = rule.id in urgent
        lawful = grant.in_urgency() if is_urgent else grant
        for term in lawful.without_substitutes(away).terms():
            if term not in {CUSTOMS, "clauses"}:
                is_of_steps = term in {"substitutes", "hindrance"}
                yield Note(
                    kind=NoteKind.TERM,
                    rule=rule.id,
                    term=term,
                    roles=tuple(sorted(away)) if is_of_steps else (),
                    is_urgent=is_urgent and term == "notification",
                )
        for clause in lawful.clauses:
            clauses[Note(kind=NoteKind.CLAUSE, term=clause.value, by=grant.by)] = None
    yield from clauses


def _remarked(
    sides: tuple[Finding, ...],
    bearing_on: Callable[[Iterable[str]], list[Rule]],
    losses: Iterable[Loss],
    urgent: Collection[str],
) -> tuple[Finding, ...]:
    """Return the sides of a conflict with the remarks that concern not all of them."""
    remarks = [
        [
            *(
                Note(kind=NoteKind.REMARK, rule=rule.id)
                for rule in bearing_on(side.rules)
                if rule.note
            ),
            *_terms(bearing_on(side.rules), losses, urgent),
        ]
        for side in sides
    ]
    shared = set.intersection(*map(set, remarks))
    return tuple(
        replace(side, notes=tuple(note for note in own if note not in shared))
        for side, own in zip(sides, remarks, strict=True)
    )


def _nearest(
    jurisdiction: Jurisdiction,
    subject: Subject,
    result: InferenceResult,
    near: tuple[_Slots, ...],
) -> tuple[_Slots, ...]:
    """Return subjects like the one asked about that have a rule, the nearest first.

    That may be the subject itself, which has a rule in other circumstances; where all
    its rules hold here, and are barred, it has none in any.
    """
    own = (rule.id for rule in subject.rules if rule.kind is subject.kind)
    if subject.kind is RuleKind.CONDUCT:
        near = (*duties_to_act(jurisdiction, subject.slots), *near)[:MOST]
    if not result.fired.issuperset(own):
        return near
    words, terms = jurisdiction.vocabulary, SLOTS[subject.kind]

    def is_itself(slots: _Slots) -> bool:
        if not terms.keys() >= {slot for slot, _ in slots}:
            return False
        kinds = {slot: words.kinds(terms[slot])[id_] for slot, id_ in slots}
        return kinds == dict(subject.slots)

    return tuple(slots for slots in near if not is_itself(slots))


def _passages(rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(sorted({cite for rule in rules for cite in rule.cites}))


def _disagreements(result: InferenceResult) -> list[str]:
    """Return the circumstances that classifications gave different values."""
    values: dict[str, set[Value]] = {}
    for derivation in result.derived:
        values.setdefault(derivation.circumstance, set()).add(derivation.value)
    return sorted(name for name, different in values.items() if len(different) > 1)


def _concessions(result: InferenceResult, by_id: Mapping[str, Rule]) -> Iterable[Loss]:
    """Yield the classifications that gave way to others, as losses."""
    pairs = dict.fromkeys((each.rule, each.to) for each in result.concessions)
    for loser, winner in pairs:
        lower, higher = by_id[loser], by_id[winner]
        reason = LossReason.LESS_SPECIFIC
        if higher.takes_over(lower):
            reason = LossReason.OVERRIDDEN
        elif higher.is_mandatory and higher.rank.is_above(lower.rank):
            reason = LossReason.MANDATORY
        elif lower.status is Status.PROPOSAL is not higher.status:
            reason = LossReason.PROPOSAL
        yield Loss(rule=loser, to=winner, reason=reason)


def _resting_on(
    prevailing: Iterable[str],
    result: InferenceResult,
    by_id: Mapping[str, Rule],
    known: Mapping[str, Value],
) -> frozenset[str]:
    """Return the classifications that prevailing rules depended on, all the way."""
    chosen: set[str] = set()
    waiting = [
        name
        for rule in prevailing
        for name in by_id[rule].circumstances
        if name not in known
    ]
    while waiting:
        name = waiting.pop()
        for derivation in result.derived:
            if derivation.circumstance == name and derivation.rule not in chosen:
                chosen.add(derivation.rule)
                waiting.extend(by_id[derivation.rule].circumstances)
    return frozenset(chosen)


def _set_aside(losses: Iterable[Loss]) -> Iterable[Note]:
    """Yield a note for each text that a higher rank makes yield."""
    pairs = dict.fromkeys(
        (loss.rule, loss.to) for loss in losses if loss.reason in _SETS_ASIDE
    )
    for rule, by in pairs:
        yield Note(kind=NoteKind.SET_ASIDE, rule=rule, by=by)


def _proposals(jurisdiction: Jurisdiction, rules: Iterable[Rule]) -> Iterable[Note]:
    """Yield a note for each proposal that the answer rests on."""
    sources = {
        jurisdiction.passages[cite].source
        for rule in rules
        if rule.status is Status.PROPOSAL
        for cite in rule.cites
    }
    for source in sorted(sources):
        if jurisdiction.sources[source].status is Status.PROPOSAL:
            yield Note(kind=NoteKind.PROPOSAL, source=source)


def needed_proposals(findings: Iterable[Finding], rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules that are only proposed and that something rests on alone.

    Where an adopted rule says the same, the answer does not rest on the proposal.
    """
    by_id = {rule.id: rule for rule in rules}
    needed: dict[str, Rule] = {}
    for finding in findings:
        resting = [by_id[id_] for id_ in finding.rules if id_ in by_id]
        for point in _points(finding, resting):
            if point and all(rule.status is Status.PROPOSAL for rule in point):
                needed.update({rule.id: rule for rule in point})
    return list(needed.values())


def _points(finding: Finding, resting: list[Rule]) -> list[list[Rule]]:
    """Return, for each point of a conclusion, the rules that say it."""
    if not isinstance(finding.conclusion, DecisionConclusion):
        return [resting]
    return [
        *(
            [rule for rule in resting if rule.conclusion.party(function)]
            for function, _ in finding.conclusion.functions
        ),
        *(
            [rule for rule in resting if text in tuple(rule.conclusion.texts())]
            for text in finding.conclusion.requires
        ),
    ]


def _shortcomings(
    subject: Subject, findings: tuple[Finding, ...], rules: list[Rule]
) -> Iterable[Note]:
    """Yield a note for what the answer lacks: force, or a decider."""
    if rules and all(rule.rank in BINDS_NOBODY for rule in rules):
        yield Note(kind=NoteKind.GUIDANCE)
    if subject.kind is not RuleKind.DECISION or not findings:
        return
    concluded = [f.conclusion for f in findings if f.conclusion]
    if all(
        isinstance(conclusion, DecisionConclusion)
        and conclusion.act is DecisionAct.EXECUTION
        for conclusion in concluded
    ):
        yield Note(kind=NoteKind.EXECUTION)
    elif not any(conclusion.party(Function.DECIDES) for conclusion in concluded):
        yield Note(kind=NoteKind.NO_DECIDER)
