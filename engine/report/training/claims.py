"""Say what is claimed of an answer as people would say it: `via förvaltningschefen`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...answers.answer import Outcome
from ...rulebook.model.conclusions import Function, Mode, Party, Strength, Verdict
from ...scenarios.cases import Claim
from ...scenarios.points import points_of
from ..conclusions import finding_terms
from ..layout import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...answers.answer import Finding
    from ...rulebook.model.questions import Question
    from ...scenarios.points import ExpectedStep
    from ...training.alternatives import Alternative
    from ..wording import Wording

_FUNCTIONS = {function.value: function for function in Function}
_VERDICTS = {
    Verdict.FORBIDDEN: ("Nej, det är förbjudet", "No, it is forbidden"),
    Verdict.PERMITTED: ("Ja, det är tillåtet", "Yes, it is permitted"),
    Verdict.REQUIRED: ("Ja, det är ett krav", "Yes, it is required"),
}
#: What a sentence about an answer leaves out: the question has it, or it is too much.
_UNSAID = frozenset({"of", "act", "requires"})
_BODY = {
    "leader": ("leds av {}", "led by {}"),
    "members": ("ledamöter: {}", "members: {}"),
    "place": ("hör till {}", "belongs to {}"),
    "towards": ("mot {}", "towards {}"),
}


def alternative_texts(
    choices: Sequence[Alternative], question: Question, wording: Wording
) -> list[str]:
    """Return each alternative in words; what all have in common is left out."""
    claims = [choice.claim for choice in choices if choice.claim]
    alone = _only_party(claims)
    return [
        wording.say.name(choice.position)
        if choice.position
        else claim_text(choice.claim, question, wording, alone)
        if choice.claim
        else ""
        for choice in choices
    ]


def _only_party(claims: Iterable[Claim]) -> str:
    """Return the point that is all that any claim speaks of, if that names people."""
    keys = {key for claim in claims for key in claim.points}
    one = keys.pop() if len(keys) == 1 else ""
    return one if one in _FUNCTIONS or one in _BODY else ""


def claim_text(
    claim: Claim, question: Question, wording: Wording, alone: str = ""
) -> str:
    """Return a claim in words, as one sentence without a full stop.

    `alone` is the key of a point that is said without its verb: the question has the
    verb.
    """
    if claim.outcome is Outcome.NO_RULE:
        return wording.say("Ingen regel svarar på det", "No rule answers that")
    if claim.outcome is Outcome.CONFLICT:
        if claim.depends_on:
            return f"{_depends(claim, wording)}, {_in_some_case(wording)}"
        return wording.say(
            "Reglerna säger emot varandra", "The rules contradict each other"
        )
    if claim.outcome is Outcome.DEPENDS:
        return _depends(claim, wording)
    if not claim.points:
        return wording.say("Ja, en regel säger det", "Yes, a rule says so")
    points = claim.points
    if alone in points:
        return capital(_who(points[alone], question, wording))
    parts = [
        *_way(points, question, wording),
        *_conduct(points, question, wording),
        *(
            _clause(key, value, question, wording)
            for key, value in points.items()
            if key in _FUNCTIONS
        ),
        *_rest(points, question, wording),
    ]
    return capital(wording.enumeration(parts))


def finding_text(finding: Finding, question: Question, wording: Wording) -> str:
    """Return what a conclusion says in words, or the sentence of its rule.

    What it requires, and for whom it does not hold, comes last.
    """
    terms = finding_terms(finding, question, wording)
    also = f" ({'; '.join(terms)})" if terms else ""
    return f"{_plain_text(finding, question, wording)}{also}"


def _plain_text(finding: Finding, question: Question, wording: Wording) -> str:
    if finding.conclusion is None:
        return wording.say("Ingen regel svarar på det", "No rule answers that")
    points = {
        key: value
        for key, value in points_of(finding.conclusion).items()
        if value and key not in _UNSAID
    }
    if not points:
        rule = wording.jurisdiction.rules_by_id[finding.rules[0]]
        return wording.say.text(rule.says).rstrip(".")
    claim = Claim(outcome=Outcome.ANSWERED, points=points)
    return claim_text(claim, question, wording)


def _depends(claim: Claim, wording: Wording) -> str:
    names = [wording.wondering(name) for name in sorted(claim.depends_on or ())]
    if not names:
        return wording.say(
            "Det beror på mer än vi vet", "It depends on more than we know"
        )
    listed = wording.enumeration(names)
    return wording.say(
        f"Det går inte att säga utan att veta {listed}",
        f"That cannot be told without knowing {listed}",
    )


def _in_some_case(wording: Wording) -> str:
    return wording.say(
        "och i något fall säger reglerna emot varandra",
        "and in some case the rules contradict each other",
    )


def _who(party: Party, question: Question, wording: Wording) -> str:
    """Return who a party is, as it is said in a sentence."""
    names = [wording.role_in(role, question) for role in party.roles]
    if party.mode is Mode.ANY_OF:
        return wording.enumeration(names, "or")
    return wording.party(party, question)


def _clause(key: str, party: Party, question: Question, wording: Wording) -> str:
    return f"{_who(party, question, wording)} {wording.enum(_FUNCTIONS[key])}"


def _way(points: Mapping[str, Any], question: Question, wording: Wording) -> list[str]:
    """Return which way a contact takes."""
    parts = []
    strength = points.get("strength")
    lead = f"{wording.enum(strength)} " if strength else ""
    if points.get("free"):
        free = wording.say(
            "direkt, ingen mellanhand behövs", "directly, nobody in between is needed"
        )
        parts.append(free if points.get("via") else f"{lead}{free}")
    if points.get("via"):
        parts.append(f"{lead}via {wording.way(points['via'], question)}")
    if points.get("must"):
        strict = wording.enum(Strength.MUST)
        parts.append(f"{strict} via {wording.way(points['must'], question)}")
    if points.get("fallback"):
        otherwise = wording.say("annars", "otherwise")
        parts.append(f"{otherwise} via {wording.way(points['fallback'], question)}")
    return parts or ([lead.strip()] if lead else [])


def _conduct(
    points: Mapping[str, Any], question: Question, wording: Wording
) -> list[str]:
    """Return whether something may be done, and which way the matter goes instead."""
    parts = []
    if "verdict" in points:
        parts.append(wording.say(*_VERDICTS[points["verdict"]]))
    if points.get("instead_via"):
        chain = wording.way(points["instead_via"], question)
        parts.append(wording.say(f"vägen går via {chain}", f"the way goes via {chain}"))
    return parts


def _rest(points: Mapping[str, Any], question: Question, wording: Wording) -> list[str]:
    parts = [
        wording.say(*pair).format(_who(points[key], question, wording))
        for key, pair in _BODY.items()
        if key in points
    ]
    parts += [wording.frequency(points[k]) for k in ("every", "meets") if k in points]
    if points.get("within"):
        parts.append(wording.deadline(points["within"]))
    if points.get("act"):
        parts.append(wording.enum(points["act"]))
    parts += [wording.say.text(text) for text in points.get("requires", ())]
    if points.get("steps"):
        parts.append(" → ".join(_steps(points["steps"], question, wording)))
    return parts


def _steps(
    steps: Iterable[ExpectedStep], question: Question, wording: Wording
) -> list[str]:
    return [_who(step.actor, question, wording) for step in steps]
