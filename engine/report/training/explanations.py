"""Explain an answer to a group: why in two sentences, by what passages, and the law."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ...answers.answer import LossReason, NoteKind, Outcome
from ...answers.reasons import misses
from ...records import record
from ...rulebook.model.sources import Rank
from ...space.particulars import settled_facts
from ..conclusions import finding_terms, sides_text
from ..layout import capital
from ..notes import note_lines
from .claims import finding_text
from .misses import miss_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answers.answer import Answer
    from ...rulebook.model.rules import Rule
    from ...scenarios.replay import Replay
    from ...space.space import Space
    from ..wording import Wording

#: Notes that say what the law, or a higher rank, does to the answer.
_OF_THE_LAW = frozenset({NoteKind.SET_ASIDE})
#: What a group need not hear: it was told the whole case, and asked no more than one
#: question about it.
_NEEDLESS = frozenset({NoteKind.ASSUMED, NoteKind.NO_DECIDER})
#: A rule that more than so many conditions keep away is not worth telling about.
_FAR = 2


@record
class Explanation:
    """Why the rules answer as they do.

    `reason` is two sentences, `rows` what holds in which circumstances where the
    answer depends on them, `passages` pairs of a citation and what it says, `law`
    what the law adds, `notes` what else must be known.
    """

    reason: tuple[str, ...]
    rows: tuple[str, ...]
    passages: tuple[tuple[str, str], ...]
    law: tuple[str, ...]
    notes: tuple[str, ...]


def explanation(replay: Replay, space: Space, wording: Wording) -> Explanation:
    """Return why the rules answer a scenario as they do."""
    answer, jurisdiction = replay.answer, wording.jurisdiction
    rules = _by_nearness(answer, wording)
    shown = [note for note in answer.notes if note.kind not in _NEEDLESS]
    reason = tuple(_reason(replay, rules, space, wording))
    return Explanation(
        reason=reason,
        rows=_rows(replay, wording),
        passages=tuple(
            dict.fromkeys(
                (
                    wording.citation(cite),
                    wording.say.text(jurisdiction.passages[cite].gist),
                )
                for cite in answer.cites
            )
        ),
        law=tuple(_law(rules, answer, reason, wording)),
        notes=(
            *_terms(replay, wording),
            *note_lines([n for n in shown if n.kind not in _OF_THE_LAW], wording),
        ),
    )


def _terms(replay: Replay, wording: Wording) -> Iterator[str]:
    """Yield what a plain answer requires, and for whom it does not hold.

    In a table each row has its own.
    """
    if not replay.answer.is_table:
        for finding in replay.answer.findings:
            for term in finding_terms(finding, replay.scenario.question, wording):
                yield f"{capital(term)}."


def _by_nearness(answer: Answer, wording: Wording) -> list[Rule]:
    """Return the rules that prevail, those of the municipality itself first."""
    by_id = wording.jurisdiction.rules_by_id
    rules = [by_id[rule] for rule in answer.rules]
    own = wording.jurisdiction.id
    return sorted(rules, key=lambda rule: rule.id.partition("/")[0] != own)


def _reason(
    replay: Replay, rules: list[Rule], space: Space, wording: Wording
) -> list[str]:
    """Return two sentences: what the rule says, and why it is this one that counts."""
    answer = replay.answer
    if answer.outcome is Outcome.NO_RULE:
        first = wording.say(
            "Ingen regel svarar på frågan; det betyder inte att det är tillåtet "
            "eller förbjudet.",
            "No rule answers the question; that does not make it allowed or forbidden.",
        )
        return [first, *_nearest(replay, space, wording)]
    if answer.is_table:
        names = wording.enumeration([wording.dependence(n) for n in answer.depends_on])
        first = wording.say(
            f"Svaret beror på något som vi inte vet här: {names}.",
            f"The answer depends on something that is not known here: {names}.",
        )
        if answer.outcome is Outcome.CONFLICT:
            second = wording.say(
                "I något fall säger reglerna emot varandra.",
                "In some case the rules contradict each other.",
            )
            return [first, second]
        return [first, *([_says(rules[0], wording)] if rules else [])]
    if answer.outcome is Outcome.CONFLICT:
        first = wording.say(
            "Reglerna säger emot varandra, och Mandat tar inte ställning.",
            "The rules contradict each other, and Mandat takes no side.",
        )
        sides = "; ".join(_says(rule, wording).rstrip(".") for rule in rules)
        return [first, f"{sides}."]
    return [_says(rules[0], wording), *_second(replay, rules, space, wording)]


def _second(
    replay: Replay, rules: list[Rule], space: Space, wording: Wording
) -> list[str]:
    """Return why this rule is the one: what it derives from, joins, beats or misses."""
    answer = replay.answer
    by_id = wording.jurisdiction.rules_by_id
    if answer.derived:
        return [_says(by_id[answer.derived[0].rule], wording)]
    if len(rules) > 1:
        return [_says(rules[1], wording)]
    beaten = [loss for loss in answer.lost if loss.reason is LossReason.LESS_SPECIFIC]
    if beaten:
        general = _says(by_id[beaten[0].rule], wording).rstrip(".")
        return [
            wording.say(
                f"Den går före den mer allmänna regeln: {general}.",
                f"It goes before the more general rule: {general}.",
            )
        ]
    return _nearest(replay, space, wording)


def _nearest(replay: Replay, space: Space, wording: Wording) -> list[str]:
    """Return which rule came nearest without applying, and why it did not."""
    question = replay.scenario.question
    subject = space.decider.subject(question.kind, question.slots)
    known = settled_facts(question, space)
    missed = misses(space.decider, subject, replay.answer, known, question.on)
    near = next((miss for miss in missed if not miss.losses), None)
    if near is None or len(near.unmet) + len(near.exceptions) > _FAR:
        return []
    says = _says(near.rule, wording).rstrip(".")
    return [
        wording.say(
            f"En annan regel gäller inte här: {says}.",
            f"Another rule does not apply here: {says}.",
        ),
        *miss_sentences(near, wording),
    ]


def _rows(replay: Replay, wording: Wording) -> tuple[str, ...]:
    """Return what holds in which circumstances, a line for each row."""
    answer = replay.answer
    if not answer.is_table:
        return ()
    lines: list[str] = []
    for _, row in groupby(answer.findings, lambda finding: finding.when):
        holding = list(row)
        when = " · ".join(wording.where(holding[0].when))
        texts = [finding_text(f, replay.scenario.question, wording) for f in holding]
        if holding[0].outcome is Outcome.CONFLICT:
            texts = [f"{wording.enum(Outcome.CONFLICT)}: {sides_text(texts, wording)}"]
        lines.extend(f"{when} → {text}" for text in texts)
    return tuple(lines)


def _law(
    rules: list[Rule], answer: Answer, reason: tuple[str, ...], wording: Wording
) -> list[str]:
    """Return what the law says in the matter, and which texts yield to the law."""
    lines, sources = [], []
    for rule in rules:
        if rule.rank is not Rank.LAW:
            continue
        says, citation = _says(rule, wording), wording.citation(rule.cites[0])
        if any(says in sentence for sentence in reason):
            sources.append(citation)
        else:
            lines.append(f"{says.rstrip('.')} ({citation}).")
    if sources:
        lead = wording.say(
            "Det är lagen själv som säger det", "It is the law itself that says so"
        )
        lines.insert(0, f"{lead} ({'; '.join(dict.fromkeys(sources))}).")
    aside = [note for note in answer.notes if note.kind in _OF_THE_LAW]
    return [*lines, *note_lines(aside, wording)]


def _says(rule: Rule, wording: Wording) -> str:
    return wording.say.text(rule.says)
