"""Tell a group in words what is given, and why a rule does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.conditions import OneOf, Present, Within
from ...rulebook.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...answers.reasons import Miss, UnmetCondition
    from ...rulebook.model.conditions import Condition
    from ...rulebook.model.values import Value
    from ..wording import Wording


_ARTICLES = frozenset({"a", "an", "en", "ett"})


def miss_sentences(miss: Miss, wording: Wording) -> list[str]:
    """Return a sentence for each thing that keeps a rule away; `it` is that rule."""
    say = wording.say
    if not miss.is_in_force:
        return [
            say("Den gäller inte den dagen.", "It is not in force on that day."),
        ]
    sentences = [_unmet(each, wording) for each in miss.unmet]
    for group in miss.exceptions:
        when = wording.enumeration([_holding(each, wording) for each in group])
        sentences.append(
            say(
                f"Den gäller inte när {when}, och så är det här.",
                f"It does not hold where {when}, which is so here.",
            )
        )
    return sentences


def facts_in_words(given: Iterable[tuple[str, Value]], wording: Wording) -> list[str]:
    """Return what is given as people say it: `akut läge`, `belopp 60 000 kr`."""
    texts = []
    for name, value in given:
        known = wording.jurisdiction.vocabulary.circumstances[name]
        label, shown = wording.circumstance(name), wording.value(name, value)
        if clause := wording.clause(name, value):
            texts.append(wording.say(f"när {clause}", f"when {clause}"))
        elif known.kind is ValueKind.BOOL:
            none = _without_article(label)
            texts.append(label if value else wording.say(f"utan {none}", f"no {none}"))
        else:
            texts.append(shown if known.kind is ValueKind.ENUM else f"{label} {shown}")
    return texts


def _unmet(failure: UnmetCondition, wording: Wording) -> str:
    """Return which condition does not hold here."""
    say, condition = wording.say, failure.condition
    name = condition.circumstance
    label = wording.circumstance(name)
    if not failure.is_known:
        depends = wording.wondering(name)
        return say(
            f"Om den gäller beror på {depends}, och det vet vi inte här.",
            f"Whether it holds depends on {depends}, which is not known here.",
        )
    if wording.clause(name, failure.value):
        when = wording.condition(condition)
        return say(
            f"Den gäller bara när {when}, men så är det inte här.",
            f"It holds only when {when}, which is not so here.",
        )
    if _is_flag(condition, wording) or isinstance(condition, Present):
        if _is_wanted(condition):
            return say(
                f"Den förutsätter {label}, men så är det inte här.",
                f"It presupposes {label}, which is not so here.",
            )
        none = _without_article(label)
        return say(
            f"Den gäller bara när det inte finns {none}, men här finns det.",
            f"It holds only where there is no {none}, but here there is.",
        )
    actual = wording.value(condition.circumstance, failure.value)
    if isinstance(condition, Within):
        wanted = wording.wanted(condition)
        return say(
            f"Den gäller {wanted}, men här är det {actual}.",
            f"It holds for {wanted}, but here it is {actual}.",
        )
    # the sentence of the rule says what the rule is about
    return say(f"Här är det {actual}.", f"Here it is {actual}.")


def _holding(condition: Condition, wording: Wording) -> str:
    """Return a condition that holds, as it is said behind `when`."""
    label = wording.circumstance(condition.circumstance)
    if _is_flag(condition, wording) or isinstance(condition, Present):
        if wording.clause(condition.circumstance, 1):
            return wording.condition(condition)
        if _is_wanted(condition):
            return wording.say(f"det finns {label}", f"there is {label}")
        none = _without_article(label)
        return wording.say(f"det inte finns {none}", f"there is no {none}")
    return wording.say(
        f"{label} är {wording.wanted(condition)}",
        f"{label} is {wording.wanted(condition)}",
    )


def _without_article(label: str) -> str:
    """Return a noun as said behind `no`, where no article can stand."""
    first, _, rest = label.partition(" ")
    return rest if first in _ARTICLES else label


def _is_flag(condition: Condition, wording: Wording) -> bool:
    """Tell whether a condition is about a circumstance that is so or not."""
    known = wording.jurisdiction.vocabulary.circumstances[condition.circumstance]
    return known.kind is ValueKind.BOOL and isinstance(condition, OneOf)


def _is_wanted(condition: Condition) -> bool:
    """Tell whether a condition wants a circumstance that is so or not to be so."""
    if isinstance(condition, Present):
        return condition.is_present
    return isinstance(condition, OneOf) and (1 in condition.values) != condition.negated
