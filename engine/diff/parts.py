"""What differs beside the rules, part by part: properties and texts.

A property of a document, a word or an amount can bear on many rules that nobody
touched: it is the *cause* of their changes, and is named once. A text that only reads
differently changes no answer: it is a *rewording*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.texts import Text
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance

    #: What somebody reads: one text, or several.
    Reading = Text | tuple[Text, ...] | tuple[str, ...] | str | None


class PartKey(NamedTuple):
    """Which part of what: its sort (`role`, `source` …), its id, the key of the part.

    The id of an amount is its year.
    """

    sort: str
    id: str
    part: str


# properties that bear on answers --------------------------------------------------


@record
class Cause:
    """A property of a document, word or amount that bears on answers and differs.

    `sort` is `source`, `role`, `matter`, `act`, `circumstance` or `amount`; `part` is
    the property. Where only values were added or taken away, `rules` are those that
    may depend on such a value.
    """

    sort: str
    id: str
    part: str
    before: Hashable
    after: Hashable
    rules: tuple[str, ...] = ()

    @property
    def is_values(self) -> bool:
        """Tell whether other values can be given than before."""
        return self.part == "values"


def causes(old: Jurisdiction, new: Jurisdiction) -> tuple[Cause, ...]:
    """Return what differs in everything that both editions have, beside the rules."""
    before, after = dict(_properties(old)), dict(_properties(new))
    differing = []
    for key in sorted(before.keys() & after.keys()):
        was, is_ = before[key], after[key]
        is_values = key.part == "values"
        if was == is_ or (is_values and {*_listed(was)} == {*_listed(is_)}):
            continue  # in which order values stand means nothing
        rules = {
            rule.id
            for jurisdiction in (old, new)
            for rule in jurisdiction.rules
            if is_values and key.id in rule.circumstances
        }
        differing.append(
            Cause(**key._asdict(), before=was, after=is_, rules=tuple(sorted(rules)))
        )
    return tuple(differing)


def _listed(values: Hashable) -> tuple[str, ...]:
    return values if isinstance(values, tuple) else ()


def _properties(jurisdiction: Jurisdiction) -> Iterator[tuple[PartKey, Hashable]]:
    for source in jurisdiction.sources.values():
        yield PartKey("source", source.id, "rank"), source.rank
        yield PartKey("source", source.id, "status"), source.status
        days = source.validity.first, source.validity.last
        yield PartKey("source", source.id, "days"), days
    words = jurisdiction.vocabulary
    for role in words.roles.values():
        yield PartKey("role", role.id, "is"), role.kinds
        yield PartKey("role", role.id, "reports_to"), role.reports_to
        yield PartKey("role", role.id, "resolves"), role.resolves
        yield PartKey("role", role.id, "named_among"), role.named_among
        yield PartKey("role", role.id, "seat"), role.seat
        yield PartKey("role", role.id, "employer"), role.employer
        yield PartKey("role", role.id, "tags"), tuple(sorted(role.tags))
    for matter in words.matters.values():
        yield PartKey("matter", matter.id, "under"), matter.under
        yield PartKey("matter", matter.id, "tags"), tuple(sorted(matter.tags))
    for act in words.acts.values():
        yield PartKey("act", act.id, "under"), act.under
    for circumstance in words.circumstances.values():
        id_ = circumstance.id
        yield PartKey("circumstance", id_, "type"), circumstance.kind
        default = (circumstance.default,) if circumstance.has_default else ()
        yield PartKey("circumstance", id_, "default"), default
        yield PartKey("circumstance", id_, "open_for"), circumstance.open_for
        yield PartKey("circumstance", id_, "tags"), _tagged_values(circumstance)
        values = tuple(value for value, _ in circumstance.values)
        yield PartKey("circumstance", id_, "values"), values
    for year, amount in jurisdiction.base_amounts.items():
        yield PartKey("amount", str(year), "kronor"), amount.kronor


def _tagged_values(circumstance: Circumstance) -> tuple[str, ...]:
    """Return each tag with the values that carry it, as a pack writes them."""
    is_bool = circumstance.kind is ValueKind.BOOL
    names: dict[Value, str] = {0: "no", 1: "yes"} if is_bool else {}
    return tuple(
        f"{tag}: {', '.join(sorted(str(names.get(value, value)) for value in values))}"
        for tag, values in sorted(circumstance.tags)
    )


# texts ----------------------------------------------------------------------------


@record
class Rewording:
    """A text of a rule, word, document or passage that reads differently.

    `sort` is `pack`, `rule`, `role`, `matter`, `act`, `circumstance`, `source` or
    `passage`; `part` is the key under which the text stands in the files. Of a rule
    also the order of its `roles` and of what it `cites` is such a text.
    """

    sort: str
    id: str
    part: str
    before: Reading
    after: Reading


def rewordings(old: Jurisdiction, new: Jurisdiction) -> tuple[Rewording, ...]:
    """Return the texts that differ of everything that is in both editions."""
    before = dict(_texts(old))
    return tuple(
        Rewording(**key._asdict(), before=before[key], after=text)
        for key, text in _texts(new)
        if key in before and before[key] != text
    )


def _texts(jurisdiction: Jurisdiction) -> Iterator[tuple[PartKey, Reading]]:
    for pack in jurisdiction.packs:
        yield PartKey("pack", pack.id, "label"), pack.label
    for rule in jurisdiction.rules:
        yield PartKey("rule", rule.id, "roles"), _roles_in_order(rule)
        yield PartKey("rule", rule.id, "cites"), rule.cites
        yield PartKey("rule", rule.id, "says"), rule.says
        yield PartKey("rule", rule.id, "note"), rule.note
        yield PartKey("rule", rule.id, "asks"), rule.asks
        yield PartKey("rule", rule.id, "texts"), tuple(rule.conclusion.texts())
    words = jurisdiction.vocabulary
    for sort, table in (
        ("role", words.roles),
        ("matter", words.matters),
        ("act", words.acts),
        ("circumstance", words.circumstances),
    ):
        for term in table.values():
            yield PartKey(sort, term.id, "label"), term.label
            yield PartKey(sort, term.id, "synonyms"), tuple(sorted(term.synonyms))
    for circumstance in words.circumstances.values():
        id_ = circumstance.id
        for value, label in circumstance.values:
            yield PartKey("circumstance", id_, f"values.{value}"), label
        yield PartKey("circumstance", id_, "question"), circumstance.question
        clauses = circumstance.clause
        yes, no = (clauses.yes, clauses.no) if clauses else (None, None)
        yield PartKey("circumstance", id_, "clause.yes"), yes
        yield PartKey("circumstance", id_, "clause.no"), no
    for source in jurisdiction.sources.values():
        yield PartKey("source", source.id, "title"), source.title
        yield PartKey("source", source.id, "short"), source.short
        yield PartKey("source", source.id, "url"), source.url
        for part, day in (("adopted", source.adopted), ("consulted", source.consulted)):
            yield PartKey("source", source.id, part), day.isoformat() if day else None
    for passage in jurisdiction.passages.values():
        yield PartKey("passage", passage.id, "section"), passage.section
        yield PartKey("passage", passage.id, "place"), passage.where
        yield PartKey("passage", passage.id, "gist"), passage.gist


def _roles_in_order(rule: Rule) -> tuple[str, ...]:
    """Return the roles that a rule concludes, in the order in which they stand."""
    roles: list[str] = []

    def noted(party: Party) -> Party:
        roles.extend(party.roles)
        return party

    rule.conclusion.mapped(party=noted)
    return tuple(roles)
