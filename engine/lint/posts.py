"""Posts: roles that rows give decisions and no post holds, and posts without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.conclusions import GRANTED
from ..rulebook.model.tags import Tag
from ..rulebook.model.vocabulary import TermKind
from .survey import Sighting, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.posts import Post
    from ..rulebook.model.rules import Rule
    from .survey import Survey


def roles_without_post(survey: Survey) -> Iterable[Sighting]:
    """Yield the roles of delegates and substitutes that no post of the table holds.

    The elected and their organs need none: a table of posts is one of employees.
    """
    for jurisdiction in survey.jurisdictions:
        posts = _lasting(jurisdiction, survey)
        if not posts:
            continue
        words = jurisdiction.vocabulary
        employed = words.tagged(TermKind.ROLE, Tag.EMPLOYEE.value) or set(words.roles)
        held = {kind for p in posts for r in p.roles for kind in words.role_kinds[r]}
        naming: dict[str, list[Rule]] = {}
        for rule in _rows(jurisdiction, survey):
            for role in sorted(_acting(rule)):
                naming.setdefault(role, []).append(rule)
        for role, rules in sorted(naming.items()):
            if role in employed and role not in held:
                yield Sighting(
                    rules=(rules[0].id,),
                    about=(role,),
                    count=len(rules),
                    place=rules[0].place,
                    witness=Witness(municipality=jurisdiction.id, thing=role),
                )


def posts_without_power(survey: Survey) -> Iterable[Sighting]:
    """Yield the posts to whose roles no row gives anything, with nobody below them."""
    for jurisdiction in survey.jurisdictions:
        posts = _lasting(jurisdiction, survey)
        rows = list(_rows(jurisdiction, survey)) if posts else []
        given = {role for rule in rows for role in rule.conclusion.roles()}
        needed = {id_ for post in posts for id_ in (post.superior, *post.substitutes)}
        for post in posts:
            kinds = (jurisdiction.vocabulary.role_kinds[role] for role in post.roles)
            if rows and post.id not in needed and not any(k & given for k in kinds):
                yield Sighting(
                    about=(post.id,),
                    place=post.place,
                    witness=Witness(municipality=jurisdiction.id, thing=post.roles[0]),
                )


def _lasting(jurisdiction: Jurisdiction, survey: Survey) -> list[Post]:
    """Return the posts that are there today or later, held or not."""
    return [
        post
        for post in jurisdiction.posts.values()
        if post.validity.last is None or post.validity.last >= survey.today
    ]


def _rows(jurisdiction: Jurisdiction, survey: Survey) -> Iterator[Rule]:
    """Yield the rows of orders that are in force today or later."""
    for rule in jurisdiction.rules:
        periods = (rule.validity, *rule.source_validities)
        lasts = (p.last is None or p.last >= survey.today for p in periods)
        if rule.conclusion.grant and all(lasts):
            yield rule


def _acting(rule: Rule) -> frozenset[str]:
    """Return the delegates of a row and their substitutes, by roles that last.

    Whom a row finds by a relation no post holds for good.
    """
    grant = rule.conclusion.grant
    parties = (rule.conclusion.party(function) for function in GRANTED)
    roles = {role for party in parties if party for role in party.roles}
    if grant is None:
        return frozenset(roles)
    found = {role for role, _ in grant.relations}
    return frozenset((roles | grant.steps) - found - {grant.by})
