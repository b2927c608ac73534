"""Tell what two editions only word or name differently, which changes no answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.rulebook.problems import Place
from engine.rulebook.texts import Text
from engine.space.saying import bare

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from engine.rulebook.packs import Jurisdiction
    from engine.rulebook.rules import Rule

_NO_TEXT = Text("")
_NOWHERE = Place(file="")
_TEXTS = ("label", "synonyms", "question", "section", "where", "gist", "because")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What reads differently in two editions, by id.

    `rules` do the same in both, and are worded otherwise; `renamed` pairs the old
    and the new id of rules that are the same but for it. `words` are the roles,
    matters, acts and circumstances that both have under other labels, synonyms or
    questions, `new` and `gone` those that only one has. `passages` both have, with
    another description.
    """

    rules: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    passages: tuple[str, ...]


def worded(old: Jurisdiction, new: Jurisdiction, renamed: Mapping[str, str]) -> Wording:
    """Return what reads differently.

    Args:
        old: the rules before.
        new: the rules after, renamed ones under their old ids.
        renamed: the new id of each of these, by the old one.
    """
    before, after = old.rules_by_id, new.rules_by_id
    one, other = _entries(old), _entries(new)
    return Wording(
        rules=tuple(
            id_
            for id_ in sorted(before.keys() & after.keys())
            if _is_reworded(before[id_], after[id_])
        ),
        renamed=tuple(sorted(renamed.items())),
        words=tuple(_differing(one, other)),
        new=tuple(sorted(other.keys() - one.keys())),
        gone=tuple(sorted(one.keys() - other.keys())),
        passages=tuple(_differing(old.passages, new.passages)),
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
    return replace(
        rule,
        says=_NO_TEXT,
        asks=(),
        note=_NO_TEXT if rule.note else None,
        place=_NOWHERE,
        cites=tuple(sorted(rule.cites)),
        conclusion=bare(rule.conclusion),
    )


def says_alike(one: Rule, other: Rule) -> bool:
    """Tell whether two rules are the same but for their wording."""
    return _plain(one) == _plain(other)


def _is_reworded(old: Rule, new: Rule) -> bool:
    texts = [(rule.says, rule.asks, rule.note, rule.conclusion) for rule in (old, new)]
    return texts[0] != texts[1] and says_alike(old, new)


def _entries(jurisdiction: Jurisdiction) -> dict[str, Any]:
    words = jurisdiction.vocabulary
    return {**words.roles, **words.matters, **words.acts, **words.circumstances}


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    """Yield the ids that both have with other texts, in order."""
    for id_ in sorted(old.keys() & new.keys()):
        if _texts(old[id_]) != _texts(new[id_]):
            yield id_


def _texts(entry: object) -> Hashable:
    labels = tuple((value, text) for value, text in getattr(entry, "values", ()))
    return labels, tuple(getattr(entry, name, None) for name in _TEXTS)
