"""Tell what two editions only name differently, and which rules do the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..answers.sameness import normal_form
from ..rulebook.model.problems import Place
from ..rulebook.model.sources import Rank, Status
from ..rulebook.model.texts import Text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule

_NO_TEXT = Text("")
_NOWHERE = Place(file="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What is named or worded differently in two editions, by id.

    `reworded` are rules that do the same in both and are worded otherwise; `renamed`
    pairs the old and the new id of rules that are the same but for it. `new` and
    `gone` are the roles, matters, acts and circumstances that only one has.
    """

    reworded: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def naming(old: Jurisdiction, new: Jurisdiction, renamed: Mapping[str, str]) -> Naming:
    """Return what is named or worded differently.

    Args:
        old: the rules before.
        new: the rules after, renamed ones under their old ids.
        renamed: the new id of each of these, by the old one.
    """
    before, after = old.rules_by_id, new.rules_by_id
    one, other = old.vocabulary.ids, new.vocabulary.ids
    return Naming(
        reworded=tuple(
            id_
            for id_ in sorted(before.keys() & after.keys())
            if _is_reworded(before[id_], after[id_])
        ),
        renamed=tuple(sorted(renamed.items())),
        new=tuple(sorted(other - one)),
        gone=tuple(sorted(one - other)),
    )


def named_alike(
    old: Jurisdiction, new: Jurisdiction
) -> tuple[Jurisdiction, dict[str, str]]:
    """Return the new rules under the names the old ones have, and what was renamed.

    A rule is renamed when each edition has just one that does this, under a name
    that the other lacks. Whether it overrides the same need not be compared: that
    is for answers to tell.
    """
    before, after = old.rules_by_id, new.rules_by_id
    gone, come = (
        _by_content(one[id_] for id_ in sorted(one.keys() - other.keys()))
        for one, other in ((before, after), (after, before))
    )
    renamed = {
        rules[0]: come[content][0]
        for content, rules in gone.items()
        if len(rules) == len(come.get(content, ())) == 1
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


def _by_content(rules: Iterable[Rule]) -> dict[Hashable, list[str]]:
    """Return the ids of rules by what they do, whatever they are called."""
    found: dict[Hashable, list[str]] = {}
    for rule in rules:
        content = replace(_plain(rule), id="", overrides=frozenset())
        found.setdefault(content, []).append(rule.id)
    return found


def _plain(rule: Rule) -> Rule:
    """Return a rule without its wording, and without what its documents give it."""
    return replace(
        rule,
        rank=Rank.LAW,
        status=Status.ADOPTED,
        source_validities=(),
        says=_NO_TEXT,
        asks=(),
        note=_NO_TEXT if rule.note else None,
        place=_NOWHERE,
        cites=tuple(sorted(rule.cites)),
        conclusion=normal_form(rule.conclusion),
    )


def says_alike(one: Rule, other: Rule) -> bool:
    """Tell whether two rules are the same but for their wording."""
    return _plain(one) == _plain(other)


def _is_reworded(old: Rule, new: Rule) -> bool:
    texts = [(rule.says, rule.asks, rule.note, rule.conclusion) for rule in (old, new)]
    return texts[0] != texts[1] and says_alike(old, new)
