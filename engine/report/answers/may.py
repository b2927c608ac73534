"""Say whether somebody may decide a matter, and up to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.conclusions import Function
from ...space.entitlements import Scope
from ..layout import Block, Paragraph, capital
from ..lines import Stress
from .as_json import when_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...space.entitlements import Entitlement, Membership
    from ..objects.answers import EntitlementObject
    from ..wording import Wording

#: What somebody may, or may not, do by a function.
_MAY = {
    Function.DECIDES: ("får besluta", "may decide"),
    Function.CARRIES_OUT: ("får utföra det", "may carry it out"),
    Function.SIGNS: ("får skriva under", "may sign"),
}


def entitlement_block(found: Entitlement, wording: Wording) -> Block:
    """Return whether a role may decide, and when, as the first line of an answer."""
    return Paragraph(entitlement_text(found, wording), stress=Stress.ANSWER)


def entitlement_text(found: Entitlement, wording: Wording) -> str:
    """Return whether a role may decide, and when, as a sentence."""
    say = wording.say
    role = capital(wording.role(found.role))
    if found.scope is Scope.NEVER and found.is_substitute:
        return say(
            f"{role} får besluta bara som ersättare.",
            f"{role} may decide as a substitute alone.",
        )
    if found.scope is Scope.NEVER:
        return say(f"{role} får inte besluta.", f"{role} may not decide.")
    text = f"{role} {say(*_MAY[found.function])}"
    if found.only_as:
        text += f" {membership_text(found.only_as, wording)}"
    cases = [wording.enumeration(wording.cases(when)) for when in found.when]
    if cases:
        joint = say("; eller när ", "; or when ")
        text += f", {say('när', 'when')} {joint.join(cases)}"
    if found.provisos:
        written = "; ".join(map(say.text, found.provisos))
        text += say(f", på villkoret: {written}", f", on the condition: {written}")
    return f"{text}."


def membership_text(memberships: Sequence[Membership], wording: Wording) -> str:
    """Return as what alone somebody may decide, as the rest of a sentence."""
    say = wording.say
    ways = [
        say(
            f"som {wording.role(each.role)} i det som "
            f"{wording.the_role(each.committee)} ansvarar för",
            f"as {wording.role(each.role)} in what {wording.the_role(each.committee)} "
            "is responsible for",
        )
        for each in memberships
    ]
    return f"{say('bara', 'only')} {say(' eller ', ' or ').join(ways)}"


def entitlement_object(found: Entitlement, wording: Wording) -> EntitlementObject:
    """Return whether a role may decide, and when, as plain data."""
    return {
        "role": found.role,
        "label": wording.role(found.role),
        "function": found.function.value,
        "scope": found.scope.value,
        "is_substitute": found.is_substitute,
        "only_as": [
            {"role": each.role, "committee": each.committee} for each in found.only_as
        ],
        "when": [when_object(when, wording) for when in found.when],
        "provisos": [wording.say.text(text) for text in found.provisos],
        "text": entitlement_text(found, wording),
    }
