"""What two editions only name or word differently, and which rules are the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..answers.sameness import normal_form
from ..records import record
from ..rulebook.model.sources import Rank, Status
from .changed_rules import without_wording

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule


@record
class NameChanges:
    """What is named or worded differently in two editions, by id.

    `reworded` are rules that do the same in both editions and are worded otherwise;
    `renamed` pairs the old and the new id of rules that differ in nothing else. `new`
    and `gone` are the roles, matters, acts and circumstances that only one has.
    """

    reworded: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def name_changes(
    old: Jurisdiction, new: Jurisdiction, renamed: Mapping[str, str]
) -> NameChanges:
    """Return what is named or worded differently.

    Args:
        old: the rules before.
        new: the rules after, renamed ones under their old ids.
        renamed: the new id of each of these, by the old one.
    """
    before, after = old.rules_by_id, new.rules_by_id
    one, other = old.vocabulary.ids, new.vocabulary.ids
    return NameChanges(
        reworded=tuple(
            id_
            for id_ in sorted(before.keys() & after.keys())
            if _is_reworded(before[id_], after[id_])
        ),
        renamed=tuple(sorted(renamed.items())),
        new=tuple(sorted(other - one)),
        gone=tuple(sorted(one - other)),
    )


def under_old_names(
    old: Jurisdiction, new: Jurisdiction
) -> tuple[Jurisdiction, dict[str, str]]:
    """Return the new rules under the names that the old ones have, and what these are.

    A rule is renamed when each edition has just one rule with its content, under a
    name that the other edition lacks. What the rule overrides is no part of that
    content: whether it matters is for answers to tell.
    """
    # from the rules: one by one they would be read from a kept rulebook one by one
    before, after = (
        {rule.id: rule for rule in edition.rules} for edition in (old, new)
    )
    gone, come = (
        _ids_by_content(one[id_] for id_ in sorted(one.keys() - other.keys()))
        for one, other in ((before, after), (after, before))
    )
    renamed = {
        ids[0]: come[content][0]
        for content, ids in gone.items()
        if len(ids) == len(come.get(content, ())) == 1
    }
    if not renamed:
        return new, renamed
    back = {name: id_ for id_, name in renamed.items()}
    rules = tuple(
        replace(
            rule,
            id=back.get(rule.id, rule.id),
            overrides=frozenset(back.get(id_, id_) for id_ in rule.overrides),
        )
        for rule in new.rules
    )
    return replace(new, rules=rules), renamed


def _ids_by_content(rules: Iterable[Rule]) -> dict[Hashable, list[str]]:
    """Return the ids of rules by what the rules do, whatever they are called."""
    ids: dict[Hashable, list[str]] = {}
    for rule in rules:
        content = replace(_content(rule), id="", overrides=frozenset())
        ids.setdefault(content, []).append(rule.id)
    return ids


def _content(rule: Rule) -> Rule:
    """Return a rule without its wording, and without what its documents give it."""
    return replace(
        without_wording(rule),
        rank=Rank.LAW,
        status=Status.ADOPTED,
        source_validities=(),
        conclusion=normal_form(rule.conclusion),
    )


def is_same_rule(one: Rule, other: Rule) -> bool:
    """Tell whether two rules are the same but for their wording."""
    return _content(one) == _content(other)


def _is_reworded(old: Rule, new: Rule) -> bool:
    one, other = (
        (rule.says, rule.asks, rule.note, rule.conclusion) for rule in (old, new)
    )
    return one != other and is_same_rule(old, new)
