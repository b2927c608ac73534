"""List rules: all of them, or those in which some words occur."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.report.text import pairs
from engine.rulebook.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.report.wording import Wording
    from engine.rulebook.packs import Jurisdiction
    from engine.rulebook.rules import Rule


def matching(words: Iterable[str], jurisdiction: Jurisdiction) -> tuple[Rule, ...]:
    """Return the rules whose id, sentence, questions or subject hold all `words`."""
    wanted = [folded(word) for word in words]
    return tuple(
        rule
        for rule in jurisdiction.rules
        if all(word in _haystack(rule, jurisdiction) for word in wanted)
    )


def _haystack(rule: Rule, jurisdiction: Jurisdiction) -> str:
    words = jurisdiction.vocabulary
    texts = [rule.id, rule.says.sv, rule.says.en, *rule.asks]
    for _, ids in rule.scope:
        for id_ in sorted(ids):
            term = words.matters.get(id_) or words.roles.get(id_) or words.acts.get(id_)
            if term:
                texts.extend((term.label.sv, term.label.en, *term.synonyms))
    return folded("\n".join(texts))


def rules_text(rules: Sequence[Rule], wording: Wording) -> str:
    """Return rules as text, by pack."""
    if not rules:
        return wording.choose("Ingen regel har de orden.\n", "No rule has those words.\n")
    parts = []
    for head in wording.jurisdiction.packs:
        own = [rule for rule in rules if rule.id.partition("/")[0] == head.id]
        if own:
            rows = [(rule.id, rule.says.in_language(wording.language)) for rule in own]
            parts.append(f"{head.label.in_language(wording.language)}\n{pairs(rows)}")
    return "\n\n".join(parts) + "\n"


def rules_object(rules: Iterable[Rule], wording: Wording) -> dict[str, Any]:
    """Return rules as plain data."""
    return {
        "municipality": wording.jurisdiction.id or None,
        "rules": [
            {
                "id": rule.id,
                "kind": rule.kind.value,
                "says": rule.says.in_language(wording.language),
                "cites": list(rule.cites),
                "file": rule.place.file,
                "line": rule.place.line,
            }
            for rule in rules
        ],
    }
