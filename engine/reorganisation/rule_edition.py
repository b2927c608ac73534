"""Write the rules of a file of YAML that follow on those in which roles go.

A rule of today ends with the day before, and one with the same words begins, in which
whoever a role has become stands for it. A rule that names a role of which the plan does
not say who gets it only ends: what of it would be left is not for a program to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.language.nodes import extents
from .gaps import OpenQuestion, RolePart
from .power_names import names_role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from ..rulebook.language.nodes import Extent
    from ..rulebook.model.rules import Rule
    from .plan import Plan

#: Keys of a rule below which no role stands: words, other rules, matters and acts.
_WORDS = frozenset(
    {
        *("id", "says", "note", "asks", "cites", "overrides", "matter", "about"),
        *("does", "requires", "mandate", "act", "result", "every", "within", "from"),
        *("until", "laws", "provisos", "appealed", "told", "passed_on", "sv", "en"),
        *("point", "tag", "kind", "verdict", "strength", "free", "mandatory"),
    }
)
#: Keys below which the ends of a contact stand, whatever `from` says elsewhere.
_CONTACT = "contact"


class _Change(NamedTuple):
    """From where to where another text stands in a file."""

    start: int
    end: int
    text: str


@record
class RuleSuccession:
    """A file of rules as it is to be, and what the plan leaves open of it."""

    text: str
    questions: tuple[OpenQuestion, ...]
    #: The rules that end, and those of them that nothing follows on.
    replaced: tuple[str, ...]
    ended: tuple[str, ...]


def succeeding_rules(
    text: str, rules: Iterable[Rule], plan: Plan, pack: str
) -> RuleSuccession:
    """Return a file of rules with those that follow on rules in which roles go.

    Args:
        text: the file, without a byte order mark.
        rules: those of the municipality.
        plan: what becomes of roles.
        pack: the id of the municipality's pack.
    """
    by_id = {rule.id: rule for rule in rules}
    whole = extents(text)
    pair = whole.entry("rules")
    changes: list[_Change] = []
    questions: list[OpenQuestion] = []
    replaced: list[str] = []
    ended: list[str] = []
    for item in pair[1].items if pair else ():
        own = item.entry("id")
        rule = by_id.get(f"{pack}/{own[1].text}") if own else None
        if rule is None or not _is_to_end(rule, plan.day):
            continue
        fates = [fate for fate in plan.fates.values() if names_role(rule, fate.role)]
        if not fates:
            continue
        heirs = {fate.role: fate.heirs([rule.id]) for fate in fates}
        replaced.append(rule.id)
        asked = [fate for fate in fates if len(heirs[fate.role]) != 1]
        if asked:
            ended.append(rule.id)
            questions += [
                OpenQuestion(
                    role=fate.role,
                    into=fate.into,
                    part=RolePart.POWER,
                    place=rule.place,
                    rules=(rule.id,),
                )
                for fate in asked
            ]
        one = {role: whom[0] for role, whom in heirs.items() if len(whom) == 1}
        changes += _changes(text, item, plan.day, None if asked else one)
    named = {rule.partition("/")[2] for rule in replaced} - {
        rule.partition("/")[2] for rule in ended
    }
    lasting = {rule.id for rule in by_id.values() if _is_to_end(rule, plan.day)}
    changes += _overrides(whole, named, plan.day, (pack, lasting))
    return RuleSuccession(
        text=_changed(text, changes),
        questions=tuple(questions),
        replaced=tuple(replaced),
        ended=tuple(ended),
    )


def _overrides(
    whole: Extent, replaced: set[str], day: dt.date, own: tuple[str, set[str]]
) -> Iterator[_Change]:
    """Yield what lets rules that replace another one replace that which follows."""
    pack, lasting = own
    pair = whole.entry("rules")
    for item in pair[1].items if pair else ():
        named, id_ = item.entry("overrides"), item.entry("id")
        if named is None or id_ is None or f"{pack}/{id_[1].text}" not in lasting:
            continue
        listed = [each.text for each in named[1].items] or [named[1].text]
        more = [
            f"{name}-{day.isoformat()}"
            for name in listed
            if name.removeprefix(f"{pack}/") in replaced
        ]
        if more:
            text = f"[{', '.join([*listed, *more])}]"
            yield _Change(named[1].start, named[1].end, text)


def _is_to_end(rule: Rule, day: dt.date) -> bool:
    """Tell whether a rule is in force on the day, or from a later one."""
    last = rule.validity.last
    return last is None or last >= day


def _changes(
    text: str, item: Extent, day: dt.date, heirs: Mapping[str, str] | None
) -> Iterator[_Change]:
    """Yield what makes a rule end, and the rule that follows, if one does."""
    eve = day.fromordinal(day.toordinal() - 1).isoformat()
    indent = " " * (item.start - text.rfind("\n", 0, item.start) - 1)
    end = item.entry("until")
    begin = item.entry("from")
    is_later = begin is not None and begin[1].text >= day.isoformat()
    if heirs is not None and is_later:  # nothing of it is before the day
        yield from _roles(text, item, heirs)
        return
    if end is not None:
        yield _Change(end[1].start, end[1].end, eve)
    elif item.is_flow:
        yield _Change(item.end - 1, item.end - 1, f", until: {eve}")
    else:
        yield _Change(item.end, item.end, f"\n{indent}until: {eve}")
    if heirs is None:
        return
    copied = [*_roles(text, item, heirs)]
    own = item.entry("id")
    assert own is not None  # noqa: S101 - it was found by it
    new_id = f"{own[1].text}-{day.isoformat()}"
    copied.append(_Change(own[1].start, own[1].end, new_id))
    if begin is not None:
        copied.append(_Change(begin[1].start, begin[1].end, day.isoformat()))
    part = _changed(text[: item.end], copied, item.start)
    if begin is None:
        part = (
            f"{part[:-1]}, from: {day.isoformat()}}}"
            if item.is_flow
            else f"{part}\n{indent}from: {day.isoformat()}"
        )
    dash = indent[:-2] + "- " if len(indent) >= 2 else "- "  # noqa: PLR2004 - `- `
    yield _Change(item.end, item.end, f"\n\n{dash}{part}")


def _roles(text: str, item: Extent, heirs: Mapping[str, str]) -> Iterator[_Change]:
    """Yield the changes that put others in the place of roles, each once in a list."""
    waiting: list[tuple[Extent, bool]] = [(item, False)]
    while waiting:
        node, is_contact = waiting.pop()
        for key, value in node.entries:
            if key.text in _WORDS and not (is_contact and key.text == "from"):
                continue
            if not (value.entries or value.items) and value.text in heirs:
                yield _Change(value.start, value.end, heirs[value.text])
            waiting.append((value, key.text == _CONTACT))
        if node.items:
            yield from _list(text, node, heirs)
            waiting += [(each, False) for each in node.items]


def _list(text: str, node: Extent, heirs: Mapping[str, str]) -> Iterator[_Change]:
    """Yield what changes in a list; one in which two become one is written anew."""
    plain = [each for each in node.items if not (each.entries or each.items)]
    if not any(each.text in heirs for each in plain):
        return
    names = [heirs.get(each.text, each.text) for each in plain]
    if len(set(names)) == len(names) or len(plain) < len(node.items):
        for each in plain:
            if each.text in heirs:
                yield _Change(each.start, each.end, heirs[each.text])
        return
    del text
    listed = ", ".join(dict.fromkeys(names))
    yield _Change(node.start, node.end, f"[{listed}]")


def _changed(text: str, changes: Iterable[_Change], start: int = 0) -> str:
    """Return a text from a place on with other texts in it."""
    made, at = [], start
    for change in sorted(changes, key=lambda each: (each.start, each.end)):
        made += [text[at : change.start], change.text]
        at = change.end
    return "".join([*made, text[at:]])
