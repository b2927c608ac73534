"""List rules: all of them, or those in which some words occur."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...rulebook.model.names import name_key
from ..json_text import SCHEMA
from ..layout import Page, Paragraph, heading, items, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...rulebook.model.packs import Jurisdiction
    from ...rulebook.model.rules import Rule
    from ..objects.pages import RulesOutput
    from ..wording import Wording


_WORD = re.compile(r"\w+")


def matching_rules(
    words: Iterable[str], jurisdiction: Jurisdiction
) -> tuple[Rule, ...]:
    """Return the rules in which each of `words` begins some word of the rule."""
    wanted = [name_key(word) for word in words]
    return tuple(
        rule
        for rule in jurisdiction.rules
        if all(
            any(known.startswith(word) for known in _vocabulary(rule, jurisdiction))
            for word in wanted
        )
    )


def _vocabulary(rule: Rule, jurisdiction: Jurisdiction) -> frozenset[str]:
    """Return the keys of the words of a rule: id, sentence, questions and subject."""
    words = jurisdiction.vocabulary
    texts = [rule.id, rule.says.sv, rule.says.en, *rule.asks]
    for _, ids in rule.scope:
        for id_ in sorted(ids):
            term = words.matters.get(id_) or words.roles.get(id_) or words.acts.get(id_)
            if term:
                texts.extend((term.label.sv, term.label.en, *term.synonyms))
    whole = [name_key(text) for text in texts]
    parts = [name_key(part) for text in texts for part in _WORD.findall(text)]
    return frozenset((*whole, *parts))


def rules_page(rules: Sequence[Rule], wording: Wording) -> Page:
    """Return rules as a page, by pack."""
    if not rules:
        none = wording.say("Ingen regel har de orden.", "No rule has those words.")
        return page([Paragraph(none)])
    parts = []
    for head in wording.jurisdiction.packs:
        own = [rule for rule in rules if rule.id.partition("/")[0] == head.id]
        if own:
            rows = [(rule.id, wording.say.text(rule.says)) for rule in own]
            parts.append([heading(wording.say.plain(head.label)), *items(rows)])
    return page(*parts)


def rules_object(rules: Iterable[Rule], wording: Wording) -> RulesOutput:
    """Return rules as plain data."""
    return {
        "schema": SCHEMA,
        "municipality": wording.jurisdiction.id or None,
        "rules": [
            {
                "id": rule.id,
                "kind": rule.kind.value,
                "says": wording.say.text(rule.says),
                "cites": list(rule.cites),
                "file": rule.place.file,
                "line": rule.place.line,
            }
            for rule in rules
        ],
    }
