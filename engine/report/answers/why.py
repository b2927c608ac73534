"""Write why: the rules that prevailed, those that yielded and those that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...answers.reasons import named_as
from ...rulebook.model.conditions import Within
from ...rulebook.model.values import ValueKind, decimal_text, money_text
from ..layout import Block, Page, Paragraph, heading, page
from ..lines import DEEPER, DEEPEST, INDENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...answers.answer import Answer, Loss
    from ...answers.reasons import Miss, UnmetCondition
    from ..wording import Wording


def why_page(answer: Answer, missed: Iterable[Miss], wording: Wording) -> Page:
    """Return the trail of an answer as a page."""
    sections = (
        (
            wording.say("Regler som gäller", "Rules that prevail"),
            [_item(rule, "", wording) for rule in answer.rules],
        ),
        (
            wording.say("Klassificeringar", "Classifications"),
            [
                _item(rule, "", wording)
                for rule in sorted({rule for _, _, rule in answer.derived})
            ],
        ),
        (
            wording.say("Regler som vek", "Rules that yielded"),
            [
                _item(loss.rule, loss_text(loss, wording), wording)
                for loss in answer.lost
            ],
        ),
        (
            wording.say("Regler som inte slog till", "Rules that did not apply"),
            [
                _item(miss.rule.id, miss_text(miss, wording), wording)
                for miss in missed
                if not miss.losses
            ],
        ),
    )
    parts = [_listed(title, listed) for title, listed in sections if listed]
    if not parts:
        none = wording.say("Ingen regel handlar om frågan.", "No rule is about this.")
        return page([Paragraph(none)])
    return page(*parts)


def _listed(title: str, listed: Iterable[list[Block]]) -> list[Block]:
    """Return a heading with rules below it."""
    return [heading(title), *(block for blocks in listed for block in blocks)]


def _item(rule_id: str, reason: str, wording: Wording) -> list[Block]:
    """Return a rule as an item: id and place, its sentence, and a reason if any."""
    rule = wording.jurisdiction.rules_by_id[rule_id]
    blocks: list[Block] = [
        Paragraph(
            f"• {rule_id}  ({rule.place.file}:{rule.place.line})",
            INDENT,
            DEEPER,
            is_whole=True,
        )
    ]
    blocks.append(Paragraph(wording.say.text(rule.says), DEEPER, DEEPER))
    if reason:
        blocks.append(Paragraph(f"→ {reason}", DEEPER, DEEPER))
    return blocks


def loss_text(loss: Loss, wording: Wording) -> str:
    """Return to what a rule yielded and why."""
    text = wording.say(
        f"vek för {loss.to}: {wording.enum(loss.reason)}",
        f"yielded to {loss.to}: {wording.enum(loss.reason)}",
    )
    return f"{text} ({wording.enum(loss.function)})" if loss.function else text


def miss_text(miss: Miss, wording: Wording) -> str:
    """Return everything that kept a rule from prevailing."""
    if not miss.is_in_force:
        first, last = miss.rule.validity.first, miss.rule.validity.last
        limits = f"{first or '…'} – {last or '…'}"
        return wording.say(
            f"gäller inte den dagen ({limits})", f"not in force that day ({limits})"
        )
    parts = [failure_text(failure, wording) for failure in miss.unmet]
    for group in miss.exceptions:
        listed = wording.enumeration([wording.condition(c) for c in group])
        parts.append(
            wording.say(
                f"undantaget gäller när {listed}", f"the exception holds when {listed}"
            )
        )
    parts.extend(loss_text(loss, wording) for loss in miss.losses)
    if miss.is_filled_in:
        parts.append(
            wording.say(
                "en annan regel i svaret säger närmare vem",
                "another rule of the answer says more precisely who",
            )
        )
    return "; ".join(parts)


def failure_text(failure: UnmetCondition, wording: Wording) -> str:
    """Return which condition did not hold, by how much where that can be said."""
    condition = failure.condition
    wanted = wording.demand(condition)
    if not failure.is_known:
        return wording.say(
            f"kräver {wanted} (inte angivet)", f"needs {wanted} (not given)"
        )
    actual = wording.value(condition.circumstance, failure.value)
    if failure.distance is not None and isinstance(condition, Within):
        return _beyond(condition, failure, actual, wording)
    if wording.clause(condition.circumstance, failure.value):
        return wording.say(
            f"kräver {wanted}, och så är det inte", f"needs {wanted}, which is not so"
        )
    return wording.say(
        f"kräver {wanted}, inte {actual}", f"needs {wanted}, not {actual}"
    )


def _beyond(
    condition: Within, failure: UnmetCondition, actual: str, wording: Wording
) -> str:
    name = condition.circumstance
    label = wording.circumstance(name)
    low, value = condition.low, failure.value
    is_below = isinstance(low, int) and isinstance(value, int) and value < low
    limit = condition.low if is_below else condition.high
    is_left_out, shown = False, wording.value(name, None)
    if isinstance(limit, int):
        is_left_out, shown = wording.edge(name, limit, is_low=is_below)
    if is_left_out:
        wanted = wording.phrase("over" if is_below else "under", shown)
        return wording.say(
            f"{label}: {actual}, men ska vara {wanted}",
            f"{label}: {actual}, but must be {wanted}",
        )
    by = _amount(name, failure.distance or 0, wording)
    if is_below:
        return wording.say(
            f"{label}: {actual}, så gränsen {shown} underskrids med {by}",
            f"{label}: {actual}, which is {by} below the limit {shown}",
        )
    return wording.say(
        f"{label}: {actual}, så gränsen {shown} överskrids med {by}",
        f"{label}: {actual}, which is {by} above the limit {shown}",
    )


def _amount(name: str, distance: int, wording: Wording) -> str:
    kind = wording.jurisdiction.vocabulary.circumstances[name].kind
    if kind is ValueKind.MONEY:
        return money_text(distance)
    if kind is ValueKind.NUMBER:
        return str(distance)
    if kind is ValueKind.DECIMAL:
        return decimal_text(distance)
    return wording.say(f"{distance} dagar", f"{distance} days")


def why_not_page(
    role: str,
    answer: Answer,
    missed: Iterable[Miss],
    elsewhere: Iterable[str],
    wording: Wording,
) -> Page:
    """Return why a role is not named by the answer, the nearest miss first.

    `missed` are the rules that would have named the role, `elsewhere` the labels of
    the matters that the role decides.
    """
    label = wording.the_role(role)
    blocks: list[Block] = [
        heading(wording.say(f"Varför inte {label}?", f"Why not {label}?"))
    ]
    names = named_as(answer, role, wording.jurisdiction.vocabulary)
    if names:
        listed = wording.enumeration([wording.role(name) for name in names])
        named = wording.say(f"Svaret nämner {listed}", f"The answer does name {listed}")
        if role not in names:
            named += wording.say(f", och {label} är en", f", and {label} is one")
        blocks.append(Paragraph(f"{named}.", INDENT, INDENT))
    near = [
        block
        for miss in missed
        for block in _item(miss.rule.id, miss_text(miss, wording), wording)
    ]
    if near or names:
        return page([*blocks, *near])
    none = wording.say(
        f"Ingen regel om frågan nämner {label}.",
        f"No rule on this question names {label}.",
    )
    blocks.append(Paragraph(none, INDENT, INDENT))
    others = [Paragraph(f"• {name}", DEEPER, DEEPEST) for name in elsewhere]
    if others:
        where = wording.say(f"Det här beslutar {label}:", f"Decided by {label}:")
        blocks += [Paragraph(where, INDENT, INDENT), *others]
    return page(blocks)
