"""Find the rules that give a role a power, by what a plan calls the power."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.conditions import IsRole
from ..rulebook.model.points import point_key, rows_at
from ..rulebook.model.rules import Slot
from ..rulebook.model.vocabulary import TermKind

if TYPE_CHECKING:
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule


def names_role(rule: Rule, role: str) -> bool:
    """Tell whether a rule names a role: in what it says, whom it binds, or when."""
    if role in rule.conclusion.roles() or role in rule.exempt:
        return True
    if any(role in ids for slot, ids in rule.scope if slot is not Slot.MATTER):
        return True
    return any(
        isinstance(condition, IsRole) and role in condition.roles
        for group in (rule.when, *rule.unless)
        for condition in group
    )


def rules_named(name: str, role: str, jurisdiction: Jurisdiction) -> frozenset[str]:
    """Return the rules of a municipality's own that name a role, by a name.

    Args:
        name: a point with or without the committee (`SN 2.1`), a matter, or the id of
            a rule, with or without its pack.
        role: the role that the rules must name.
        jurisdiction: whose rules.

    Raises:
        AmbiguousNameError: nobody can tell which of two matters is meant.
    """
    words = jurisdiction.vocabulary
    matter = words.named(TermKind.MATTER, name)
    at_point = {rule.id for rule in rows_at(name, jurisdiction)}
    called = {name, f"{jurisdiction.id}/{name}"}
    return frozenset(
        rule.id
        for rule in jurisdiction.rules
        if rule.id.partition("/")[0] == jurisdiction.id
        and names_role(rule, role)
        and (
            rule.id in at_point
            or rule.id in called
            or point_key(name) == _cited(rule, jurisdiction)
            or (matter and _is_on(rule, matter, jurisdiction))
        )
    )


def _cited(rule: Rule, jurisdiction: Jurisdiction) -> str:
    """Return the key of how a row is cited: its document and its number."""
    grant = rule.conclusion.grant
    source = jurisdiction.sources.get(rule.cites[0].partition("#")[0])
    if grant is None or source is None or not grant.point:
        return ""
    return point_key(f"{source.short.sv} {grant.point}")


def _is_on(rule: Rule, matter: str, jurisdiction: Jurisdiction) -> bool:
    kinds = jurisdiction.vocabulary.matter_kinds
    named = rule.scope_of.get(Slot.MATTER, frozenset())
    return any(matter in kinds.get(id_, ()) for id_ in named)
