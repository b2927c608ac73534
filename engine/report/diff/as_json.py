"""Write what differs between two editions as plain data, with stable keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.texts import Text
from ...rulebook.model.vocabulary import TermKind
from ..answers.as_json import citation_object, finding_object, span_object
from ..json_text import SCHEMA
from .parts import cause_text
from .posts import post_object
from .sentences import Sentences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...diff.edition_answers import EditionAnswer
    from ...diff.editions import Edition
    from ...diff.parts import Reading
    from ...diff.scenario_changes import ScenarioChange
    from ..objects.answers import CitationObject
    from ..objects.changes import (
        ChangeGroupObject,
        ChangeRowObject,
        DiffOutput,
        EditionObject,
        ReadTexts,
        RuleChangeObject,
        ScenarioChangeObject,
        SideObject,
        SummaryObject,
    )
    from ..say import Say
    from ..wording import Wording
    from .digest import Digest, RowText, SubjectChange
    from .edition_wording import EditionWording


def changes_object(digest: Digest) -> DiffOutput:
    """Return a comparison as plain data: everything that the text tells, with ids."""
    comparison, sentences = digest.comparison, Sentences(digest)
    days = comparison.days or (None, None)
    return {
        "schema": SCHEMA,
        "old": _edition(comparison.old, days[0]),
        "new": _edition(comparison.new, days[1]),
        "municipalities": {
            "compared": list(comparison.differences),
            "new": list(comparison.appeared),
            "removed": list(comparison.vanished),
        },
        "kept_to": {
            "municipality": comparison.new.municipality or None,
            "only": list(comparison.only),
        },
        "is_compared": comparison.is_compared,
        "is_answer_changed": comparison.is_answer_changed,
        "summary": _summary(digest, sentences),
        "answers": [_subject(subject, digest) for subject in digest.answers],
        "reasons": [_subject(subject, digest) for subject in digest.reasons],
        "remarks": [_subject(subject, digest) for subject in digest.remarks],
        "rules": [_rule(id_, digest) for id_ in digest.rules],
        "without_effect": [_rule(id_, digest) for id_ in comparison.silent],
        "causes": [
            {
                "municipality": municipality,
                "sort": cause.sort,
                "id": cause.id,
                "part": cause.part,
                "text": cause_text(cause, digest.words[municipality]),
            }
            for municipality, cause in comparison.causes
        ],
        "posts": [
            post_object(change, digest.words[change.municipality])
            for change in comparison.posts
        ],
        "reworded": [
            {
                "sort": text.sort,
                "id": text.id,
                "part": text.part,
                "before": _reading(text.before, digest.say),
                "after": _reading(text.after, digest.say),
            }
            for text in comparison.reworded
        ],
        "renamed": [{"before": old, "after": new} for old, new in comparison.renamed],
        "words": {"new": list(comparison.words[0]), "gone": list(comparison.words[1])},
        "scenarios": [_scenario(scenario, digest) for scenario in digest.scenarios],
        "too_large": sentences.too_large,
    }


def _summary(digest: Digest, sentences: Sentences) -> SummaryObject:
    comparison = digest.comparison
    return {
        "text": sentences.summary(),
        "rules": comparison.rules,
        "answers": sum(len(subject.rows) for subject in digest.answers),
        "reasons": sum(len(subject.rows) for subject in digest.reasons),
        "remarks": sum(len(subject.rows) for subject in digest.remarks),
        "uncovered": len(digest.uncovered),
        "scenarios": len(digest.scenarios),
        "without_effect": len(comparison.silent),
        "reworded": len(comparison.reworded),
        "too_large": len(sentences.too_large),
    }


def _edition(edition: Edition, day: dt.date | None) -> EditionObject:
    files = edition.files
    return {
        "name": files.name,
        "revision": files.commit or None,
        "rules": files.place,
        "on": day.isoformat() if day else None,
    }


def _subject(subject: SubjectChange, digest: Digest) -> ChangeGroupObject:
    return {
        "subject": subject.heading,
        "change": subject.change,
        "municipalities": list(subject.municipalities),
        "kind": subject.kind.value,
        "slots": {
            slot_set.slot.value: {
                "ids": list(slot_set.ids),
                "any": slot_set.is_any,
                "optional": slot_set.is_optional,
            }
            for slot_set in subject.slots
        },
        "rows": [_row(row, digest) for row in subject.rows],
    }


def _row(text: RowText, digest: Digest) -> ChangeRowObject:
    row, words = text.rows[0].row, digest.words[text.rows[0].municipality]
    return {
        "when": {
            condition.name: {
                "values": span_object(
                    condition.name,
                    condition.span,
                    words.knowing(TermKind.CIRCUMSTANCE, condition.name),
                ),
                "or_unsaid": condition.is_open,
            }
            for condition in row.when
        },
        "days": [
            {
                "first": first.isoformat() if first else None,
                "last": last.isoformat() if last else None,
            }
            for first, last in row.days
        ],
        "before": _answer(row.old, words.old),
        "after": _answer(row.new, words.new),
        "citations": {
            "before": _citations(row.cites[0], words),
            "after": _citations(row.cites[1], words),
        },
        "rules": list(row.rules),
        "why": list(text.why),
        "scenarios": list(text.scenarios),
    }


def _answer(
    edition_answer: EditionAnswer | None, wording: Wording
) -> SideObject | None:
    if edition_answer is None:
        return None
    answer, question = edition_answer.answer, edition_answer.question
    return {
        "outcome": answer.outcome.value,
        "depends_on": list(answer.depends_on),
        "answers": [
            finding_object(finding, question, wording, is_rest=False)
            for finding in answer.findings
        ],
    }


def _citations(cites: Iterable[str], words: EditionWording) -> list[CitationObject]:
    return [
        citation_object(
            id_,
            words.new if id_ in words.new.jurisdiction.passages else words.old,
        )
        for id_ in cites
    ]


def _rule(id_: str, digest: Digest) -> RuleChangeObject:
    old, new = digest.rule(id_)
    place = there.place if (there := new or old) else None
    return {
        "id": id_,
        "change": digest.rule_change(id_) or None,
        "before": digest.say.text(old.says) if old else None,
        "after": digest.say.text(new.says) if new else None,
        "file": place.file if place else None,
        "line": place.line if place else None,
    }


def _scenario(scenario: ScenarioChange, digest: Digest) -> ScenarioChangeObject:
    words = digest.words[scenario.municipality]
    return {
        "id": scenario.id,
        "municipality": scenario.municipality,
        "file": scenario.place.file,
        "line": scenario.place.line,
        "is_answer_changed": scenario.is_answer_changed,
        "was_met": scenario.was_met,
        "is_met": scenario.is_met,
        "before": _answer(scenario.old, words.old),
        "after": _answer(scenario.new, words.new),
    }


def _reading(reading: Reading, say: Say) -> ReadTexts:
    if isinstance(reading, tuple):
        return [_text(each, say) for each in reading]
    return None if reading is None else _text(reading, say)


def _text(text: Text | str, say: Say) -> str:
    return say.text(text) if isinstance(text, Text) else text
