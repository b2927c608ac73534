"""Write what differs between two editions as plain data, with stable keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.texts import Text
from ..answers.as_json import citation_object, finding_object, span_object
from ..json_text import SCHEMA
from .causes import cause_text
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
    from ..wording import Wording
    from .digest import Digest, Group, Line
    from .words import Words


def changes_object(digest: Digest) -> DiffOutput:
    """Return a comparison as plain data: everything that the text tells, with ids."""
    comparison, say = digest.comparison, Sentences(digest)
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
        "is_answer_changed": comparison.is_answer_changed,
        "summary": _summary(digest, say),
        "answers": [_group(group, digest) for group in digest.answers],
        "reasons": [_group(group, digest) for group in digest.reasons],
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
        "reworded": [
            {
                "sort": text.sort,
                "id": text.id,
                "part": text.part,
                "before": _read(text.before, digest.language),
                "after": _read(text.after, digest.language),
            }
            for text in comparison.reworded
        ],
        "renamed": [{"before": old, "after": new} for old, new in comparison.renamed],
        "words": {"new": list(comparison.words[0]), "gone": list(comparison.words[1])},
        "scenarios": [_case(case, digest) for case in digest.cases],
        "too_large": say.too_large,
    }


def _summary(digest: Digest, say: Sentences) -> SummaryObject:
    comparison = digest.comparison
    return {
        "text": say.summary(),
        "answers": sum(len(group.lines) for group in digest.answers),
        "reasons": sum(len(group.lines) for group in digest.reasons),
        "uncovered": len(digest.uncovered),
        "scenarios": len(digest.cases),
        "without_effect": len(comparison.silent),
        "reworded": len(comparison.reworded),
        "too_large": len(say.too_large),
    }


def _edition(opened: Edition, day: dt.date | None) -> EditionObject:
    edition = opened.files
    return {
        "name": edition.name,
        "revision": edition.commit or None,
        "rules": edition.place,
        "on": day.isoformat() if day else None,
    }


def _group(group: Group, digest: Digest) -> ChangeGroupObject:
    return {
        "subject": group.heading,
        "change": group.fate,
        "municipalities": list(group.municipalities),
        "kind": group.kind.value,
        "slots": {
            found.slot.value: {
                "ids": list(found.ids),
                "any": found.is_any,
                "optional": found.is_optional,
            }
            for found in group.slots
        },
        "rows": [_row(line, digest) for line in group.lines],
    }


def _row(line: Line, digest: Digest) -> ChangeRowObject:
    change = line.changes[0]
    row, words = change.row, digest.words[change.municipality]
    return {
        "when": {
            case.name: {
                "values": span_object(
                    case.name, case.span, words.of("circumstances", case.name)
                ),
                "or_unsaid": case.is_open,
            }
            for case in row.when
        },
        "days": [
            {
                "first": first.isoformat() if first else None,
                "last": last.isoformat() if last else None,
            }
            for first, last in row.days
        ],
        "before": _reply(row.old, words.old),
        "after": _reply(row.new, words.new),
        "citations": {
            "before": _citations(row.cites[0], words),
            "after": _citations(row.cites[1], words),
        },
        "rules": list(row.rules),
        "why": list(line.why),
        "scenarios": list(line.scenarios),
    }


def _reply(reply: EditionAnswer | None, wording: Wording) -> SideObject | None:
    if reply is None:
        return None
    answer = reply.answer
    return {
        "outcome": answer.outcome.value,
        "depends_on": list(answer.depends_on),
        "answers": [
            finding_object(finding, reply.question, wording, is_rest=False)
            for finding in answer.findings
        ],
    }


def _citations(cites: Iterable[str], words: Words) -> list[CitationObject]:
    return [
        citation_object(
            id_,
            words.new if id_ in words.new.jurisdiction.passages else words.old,
        )
        for id_ in cites
    ]


def _rule(id_: str, digest: Digest) -> RuleChangeObject:
    old, new = digest.rule(id_)
    language = digest.language
    there = new or old
    return {
        "id": id_,
        "change": digest.rule_fate(id_) or None,
        "before": old.says.in_language(language) if old else None,
        "after": new.says.in_language(language) if new else None,
        "file": there.place.file if there else None,
        "line": there.place.line if there else None,
    }


def _case(case: ScenarioChange, digest: Digest) -> ScenarioChangeObject:
    words = digest.words[case.municipality]
    return {
        "id": case.id,
        "municipality": case.municipality,
        "file": case.place.file,
        "line": case.place.line,
        "is_answer_changed": case.is_answer_changed,
        "was_met": case.was_met,
        "is_met": case.is_met,
        "before": _reply(case.old, words.old),
        "after": _reply(case.new, words.new),
    }


def _read(read: Reading, language: str) -> ReadTexts:
    if isinstance(read, tuple):
        return [_text(each, language) for each in read]
    return None if read is None else _text(read, language)


def _text(text: Text | str, language: str) -> str:
    return text.in_language(language) if isinstance(text, Text) else text
