"""Find what reads differently in two editions although it means the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.texts import Text

    #: What somebody reads: one text, or several.
    Read = Text | tuple[Text, ...] | tuple[str, ...] | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A text of a rule, word, document or passage that reads differently.

    `sort` is `rule`, `role`, `matter`, `act`, `circumstance`, `source` or `passage`;
    `part` is the key it stands under in the files.
    """

    sort: str
    id: str
    part: str
    before: Read
    after: Read


def rewordings(old: Jurisdiction, new: Jurisdiction) -> tuple[Rewording, ...]:
    """Return the texts that differ of everything that is in both editions."""
    before, after = _texts(old), _texts(new)
    return tuple(
        Rewording(sort=sort, id=id_, part=part, before=before[key], after=text)
        for key, text in after.items()
        if key in before and before[key] != text
        for sort, id_, part in [key]
    )


def _texts(jurisdiction: Jurisdiction) -> Mapping[tuple[str, str, str], Read]:
    return {(sort, id_, part): text for sort, id_, part, text in _all(jurisdiction)}


def _all(jurisdiction: Jurisdiction) -> Iterator[tuple[str, str, str, Read]]:
    for rule in jurisdiction.rules:
        yield "rule", rule.id, "says", rule.says
        yield "rule", rule.id, "note", rule.note
        yield "rule", rule.id, "asks", rule.asks
        yield "rule", rule.id, "texts", tuple(rule.conclusion.texts())
    words = jurisdiction.vocabulary
    for sort, table in (
        ("role", words.roles),
        ("matter", words.matters),
        ("act", words.acts),
        ("circumstance", words.circumstances),
    ):
        for term in table.values():
            yield sort, term.id, "label", term.label
            yield sort, term.id, "synonyms", tuple(sorted(term.synonyms))
    for circumstance in words.circumstances.values():
        for value, label in circumstance.values:
            yield "circumstance", circumstance.id, f"values.{value}", label
        yield "circumstance", circumstance.id, "question", circumstance.question
    for source in jurisdiction.sources.values():
        yield "source", source.id, "title", source.title
        yield "source", source.id, "short", source.short
    for passage in jurisdiction.passages.values():
        yield "passage", passage.id, "section", passage.section
        yield "passage", passage.id, "place", passage.where
        yield "passage", passage.id, "gist", passage.gist
