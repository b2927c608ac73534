"""Say what the rules say of a decision that was taken."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .say import Say


class DecisionVerdict(enum.Enum):
    """What the rules say of a decision that was taken."""

    IN_ORDER = "in_order"
    ANOTHER_DECIDES = "another_decides"
    WRONG_POINT = "wrong_point"
    DOUBTFUL = "doubtful"
    NO_RULE = "no_rule"
    CONFLICT = "conflict"
    NOT_IN_FORCE = "not_in_force"
    FACTS_MISSING = "facts_missing"
    NO_DECISION = "no_decision"


def verdict_text(verdict: DecisionVerdict, names: Sequence[str], say: Say) -> str:
    """Return the sentence that tells a verdict.

    Args:
        verdict: what the rules say.
        names: those that the sentence names: who decides, the right points, what is not
            in force, the circumstances that are missing; what makes it doubtful, each
            in a sentence.
        say: in which language.
    """
    named = ", ".join(names)
    match verdict:
        case DecisionVerdict.IN_ORDER:
            return say(
                "Den som beslutade fick besluta.", "Whoever decided was entitled to."
            )
        case DecisionVerdict.ANOTHER_DECIDES:
            return say(f"Beslutar gör: {named}.", f"Who decides: {named}.")
        case DecisionVerdict.WRONG_POINT:
            told = named or say("ingen punkt", "no point")
            return say(
                f"Beslutet vilar på en annan punkt: {told}.",
                f"The decision rests on another point: {told}.",
            )
        case DecisionVerdict.DOUBTFUL:
            return " ".join(names)
        case DecisionVerdict.NO_RULE:
            return say(
                "Ingen regel säger vem som beslutar.", "No rule says who decides."
            )
        case DecisionVerdict.CONFLICT:
            return say(
                "Reglerna säger emot varandra.", "The rules contradict each other."
            )
        case DecisionVerdict.NOT_IN_FORCE:
            return say(
                f"Gällde inte den dagen: {named}.",
                f"Not in force on that day: {named}.",
            )
        case DecisionVerdict.NO_DECISION:
            told = named or say("var och en", "anybody")
            return say(
                f"Det är verkställighet och inget beslut; utför gör: {told}.",
                f"It is execution and no decision; who carries it out: {told}.",
            )
        case DecisionVerdict.FACTS_MISSING:
            return say(
                f"Det beror på vad som inte är sagt: {named}.",
                f"It depends on what was not told: {named}.",
            )
