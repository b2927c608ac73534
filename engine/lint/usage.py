"""Words that nothing uses: roles, matters, acts, circumstances and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.conclusions import ConstraintConclusion
from ..rulebook.model.tags import Tag
from .survey import Sighting, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from .survey import Survey


def unused_roles(survey: Survey) -> Iterable[Sighting]:
    """Yield the roles that nothing names, nor a kind of them or what they are."""
    used = [
        _covered(survey.words[each.id] | _pointed_at(each), each.vocabulary.role_kinds)
        for each in survey.jurisdictions
    ]
    return _unused("roles", used, survey)


def unread_kinds(survey: Survey) -> Iterable[Sighting]:
    """Yield the roles that are kinds of roles, where nothing reads what they inherit.

    That is so where no rule names the wider role or one above it, no other role
    resolves to it, and no scenario speaks of it.
    """
    once: set[tuple[str, str]] = set()
    for jurisdiction in survey.jurisdictions:
        words = jurisdiction.vocabulary
        read = survey.words[jurisdiction.id] | _pointed_at(jurisdiction)
        for head in jurisdiction.packs:
            terms = survey.written.terms.get(head.id, {})
            for role in words.roles.values():
                place = terms.get(("roles", role.id))
                if place is None or head.id not in survey.whole_packs:
                    continue
                for wider in role.kinds:
                    above = words.role_kinds.get(wider, frozenset({wider}))
                    if above & read or (role.id, wider) in once:
                        continue
                    once.add((role.id, wider))
                    yield Sighting(
                        about=(role.id, wider),
                        place=place,
                        witness=Witness(municipality=jurisdiction.id, thing=role.id),
                    )


def unused_matters(survey: Survey) -> Iterable[Sighting]:
    """Yield the matters that nothing names, nor one above or under them."""
    used = [
        _covered(survey.words[each.id], each.vocabulary.matter_kinds)
        for each in survey.jurisdictions
    ]
    return _unused("matters", used, survey)


def unused_acts(survey: Survey) -> Iterable[Sighting]:
    """Yield the acts that nothing names, nor one above or under them."""
    used = [
        _covered(survey.words[each.id], each.vocabulary.act_kinds)
        for each in survey.jurisdictions
    ]
    return _unused("acts", used, survey)


def unused_circumstances(survey: Survey) -> Iterable[Sighting]:
    """Yield the circumstances that no rule asks for and nothing names."""
    used = [survey.words[each.id] | _asked_for(each) for each in survey.jurisdictions]
    return _unused("circumstances", used, survey)


def unused_tags(survey: Survey) -> Iterable[Sighting]:
    """Yield the tags that no constraint and no check of delegation looks at.

    One that no matter carries yet waits for the municipality that has such matters.
    """
    constrained = frozenset(
        rule.conclusion.tag
        for rule, _ in survey.listed_rules
        if isinstance(rule.conclusion, ConstraintConclusion)
    )
    return _unused("tags", [constrained, {tag.value for tag in Tag}], survey)


def _unused(
    sort: str, used: Iterable[Iterable[str]], survey: Survey
) -> Iterable[Sighting]:
    """Yield the words of a sort that are not used anywhere.

    Only packs are looked at of which all users are, and a word counts for the pack
    that declares it.
    """
    known = set[str]().union(*used)
    for jurisdiction in survey.jurisdictions:
        declared: set[str] = set()
        for head in jurisdiction.packs:
            terms = survey.written.terms.get(head.id, {})
            for (other, id_), place in terms.items():
                if other != sort or id_ in declared:
                    continue
                declared.add(id_)
                if head.id in survey.whole_packs and id_ not in known:
                    thing = "" if sort == "tags" else id_
                    yield Sighting(
                        about=(id_,),
                        place=place,
                        witness=Witness(municipality=jurisdiction.id, thing=thing),
                    )


def _covered(
    named: frozenset[str], kinds: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return the ids that are named, lie under one that is, or above one."""
    below = {id_ for id_, wider in kinds.items() if wider & named}
    above = {wider for id_ in named & kinds.keys() for wider in kinds[id_]}
    return frozenset(below | above)


def _pointed_at(jurisdiction: Jurisdiction) -> set[str]:
    """Return the roles that other roles report to or can mean."""
    pointed = set()
    for role in jurisdiction.vocabulary.roles.values():
        pointed |= {role.reports_to, role.seat, role.employer}
        pointed.update(role.named_among)
        if role.resolves:
            pointed.update(meant for _, meant in role.resolves.by_value)
    for circumstance in jurisdiction.vocabulary.circumstances.values():
        pointed.update(circumstance.open_for)
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
