"""Words that nothing uses: roles, matters, acts, circumstances and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.language.acceptances import FindingKind
from ..rulebook.model.conclusions import ConstraintConclusion
from .findings import LintFinding, Severity, Witness
from .law import Tag
from .mentions import named_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from .examination import Examined

_KINDS = {
    "roles": FindingKind.UNUSED_ROLE,
    "matters": FindingKind.UNUSED_MATTER,
    "acts": FindingKind.UNUSED_ACT,
    "circumstances": FindingKind.UNUSED_CIRCUMSTANCE,
    "tags": FindingKind.UNUSED_TAG,
}


def unused_words(examined: Examined) -> Iterable[LintFinding]:
    """Yield the words of which no rule, document or scenario says anything.

    A word is used, too, when a rule on a wider one covers it. Only packs are looked
    at of which all users are, and a word counts for the pack that declares it.
    """
    used: dict[str, set[str]] = {sort: set() for sort in _KINDS}
    for jurisdiction in examined.jurisdictions:
        for sort, ids in _used(jurisdiction, examined).items():
            used[sort] |= ids
    for jurisdiction in examined.jurisdictions:
        declared: set[tuple[str, str]] = set()
        for head in jurisdiction.packs:
            terms = examined.written.terms.get(head.id, {})
            for (sort, id_), place in terms.items():
                is_new = (sort, id_) not in declared
                declared.add((sort, id_))
                if not is_new or head.id not in examined.whole_packs:
                    continue
                if id_ in used[sort]:
                    continue
                yield LintFinding(
                    kind=_KINDS[sort],
                    severity=Severity.INFO,
                    about=(id_,),
                    place=place,
                    witness=Witness(
                        municipality=jurisdiction.id,
                        thing="" if sort == "tags" else id_,
                    ),
                )


def _used(jurisdiction: Jurisdiction, examined: Examined) -> Mapping[str, set[str]]:
    """Return the words of each sort that something says something of."""
    words = jurisdiction.vocabulary
    named = {id_ for rule in jurisdiction.rules for id_ in named_by(rule)}
    for source in jurisdiction.sources.values():
        named.update(source.review.by if source.review else ())
        named.update(*(passage.defines for passage in source.passages.values()))
    named.update(
        name
        for case in examined.cases or ()
        if case.municipality == jurisdiction.id
        for name in case.names
    )
    return {
        "roles": _covered(named | _pointed_at(jurisdiction), words.role_kinds),
        "matters": _covered(named, words.matter_kinds),
        "acts": _covered(named, words.act_kinds),
        "circumstances": named | _asked_for(jurisdiction),
        "tags": _tags(jurisdiction),
    }


def _covered(named: set[str], kinds: Mapping[str, frozenset[str]]) -> set[str]:
    """Return the ids that are named, lie under one that is, or above one."""
    below = {id_ for id_, wider in kinds.items() if wider & named}
    above = {wider for id_ in named & kinds.keys() for wider in kinds[id_]}
    return below | above


def _pointed_at(jurisdiction: Jurisdiction) -> set[str]:
    """Return the roles that other roles report to or can mean."""
    pointed = set()
    for role in jurisdiction.vocabulary.roles.values():
        pointed.add(role.reports_to)
        if role.resolves:
            pointed.update(meant for _, meant in role.resolves.by_value)
    return pointed


def _asked_for(jurisdiction: Jurisdiction) -> set[str]:
    """Return the circumstances that rules ask for or derive, or that resolve a role."""
    asked = {name for rule in jurisdiction.rules for name in rule.circumstances}
    for rule in jurisdiction.rules:
        asked.update(rule.derives)
    for role in jurisdiction.vocabulary.roles.values():
        if role.resolves:
            asked.add(role.resolves.circumstance)
    return asked


def _tags(jurisdiction: Jurisdiction) -> set[str]:
    """Return the tags that some constraint, or a check of delegation, looks at.

    One that no matter carries yet waits for the municipality that has such matters.
    """
    return {tag.value for tag in Tag} | {
        rule.conclusion.tag
        for rule in jurisdiction.rules
        if isinstance(rule.conclusion, ConstraintConclusion)
    }
