"""Say what a question is about, and what a conclusion gives, in pairs of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.conclusions import (
    BodyConclusion,
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    ProcedureConclusion,
)
from ..rulebook.model.rules import RuleKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..answers.answer import Finding
    from ..rulebook.model.questions import Question
    from .wording import Wording


def subject_text(
    kind: RuleKind, slots: Iterable[tuple[Slot, str]], wording: Wording
) -> str:
    """Return what a question or a rule is about, in words."""
    filled = dict(slots)
    match kind:
        case RuleKind.CONTACT:
            anyone = wording.say("vem som helst", "anyone")
            ends = [
                wording.role(filled[slot]) if slot in filled else anyone
                for slot in (Slot.FROM, Slot.TO)
            ]
            about = filled.get(Slot.ABOUT)
            text = wording.say("kontakt {} → {}", "contact {} → {}").format(*ends)
            return (
                f"{text}, {wording.say('om', 'about')} {wording.matter(about)}"
                if about
                else text
            )
        case RuleKind.CONDUCT:
            actor = filled.get(Slot.ACTOR)
            who = wording.role(actor) if actor else wording.say("alla", "everyone")
            return f"{who}: {wording.act(filled[Slot.DOES])}"
        case RuleKind.DUTY:
            of, to = filled.get(Slot.OF), filled.get(Slot.TO)
            named = wording.role(of) if of else ""
            text = wording.say("skyldigheter för {}", "duties of {}").format(named)
            return f"{text}: {wording.act(to)}" if to else text
        case RuleKind.BODY:
            return wording.role(filled[Slot.BODY])
        case _:
            return wording.matter(filled[Slot.MATTER])


def finding_rows(
    finding: Finding, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    """Return what a finding says as pairs of a caption and a text."""
    conclusion = finding.conclusion
    match conclusion:
        case None:
            return []
        case DecisionConclusion():
            return _decision_rows(conclusion, question, wording)
        case ContactConclusion():
            return _contact_rows(conclusion, question, wording)
        case ConductConclusion():
            return _conduct_rows(conclusion, question, wording)
        case DutyConclusion():
            return _duty_rows(finding, conclusion, question, wording)
        case ProcedureConclusion():
            return [
                (
                    f"{number}.",
                    f"{wording.party(step.actor, question)}: "
                    f"{wording.say.text(step.act)}"
                    + (f" → {wording.say.text(step.result)}" if step.result else ""),
                )
                for number, step in enumerate(conclusion.steps, 1)
            ]
        case BodyConclusion():
            return _body_rows(conclusion, question, wording)
        case _:
            return []


def _decision_rows(
    conclusion: DecisionConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rows = [
        (wording.enum(function), wording.party(party, question))
        for function, party in conclusion.functions
    ]
    if conclusion.act:
        rows.append((wording.say("slag", "kind"), wording.enum(conclusion.act)))
    rows.extend(
        (wording.say("kräver", "requires"), wording.say.text(text))
        for text in conclusion.requires
    )
    return rows


def _contact_rows(
    conclusion: ContactConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rows = []
    if conclusion.is_free:
        free = wording.say(
            "fri: kontakten kräver ingen mellanhand", "free: no intermediary is needed"
        )
        if conclusion.strength and not conclusion.via:
            free = f"{wording.enum(conclusion.strength)}: {free}"
        rows.append((wording.say("väg", "way"), free))
    if conclusion.via:
        strength = (
            f"{wording.enum(conclusion.strength)} " if conclusion.strength else ""
        )
        chain = " → ".join(wording.role_in(role, question) for role in conclusion.via)
        rows.append((f"{strength}via", chain))
    if conclusion.fallback:
        chain = " → ".join(
            wording.role_in(role, question) for role in conclusion.fallback
        )
        rows.append((wording.say("annars", "otherwise"), chain))
    return rows


def _conduct_rows(
    conclusion: ConductConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rows = [(wording.say("svar", "answer"), wording.enum(conclusion.verdict))]
    instead = conclusion.instead
    caption = wording.say("i stället", "instead")
    if instead and instead.says:
        rows.append((caption, wording.say.text(instead.says)))
    if instead and instead.via:
        chain = " → ".join(wording.role_in(role, question) for role in instead.via)
        rows.append((wording.say("vägen går via", "the way goes via"), chain))
    return rows


def _duty_rows(
    finding: Finding, conclusion: DutyConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rule = wording.jurisdiction.rules_by_id[finding.rules[0]]
    whose = wording.party(conclusion.of, question)
    is_asked = conclusion.of.roles == (question.slot_of.get(Slot.OF),)
    caption = wording.say("ska", "must") if is_asked else whose
    rows = [(caption, wording.say.text(rule.says))]
    if conclusion.every:
        rows.append(
            (
                wording.say("hur ofta", "how often"),
                wording.frequency(conclusion.every),
            )
        )
    if conclusion.towards:
        rows.append(
            (
                wording.say("mot", "towards"),
                wording.party(conclusion.towards, question),
            )
        )
    return rows


def _body_rows(
    conclusion: BodyConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rows = []
    for swedish, english, party in (
        ("ledare", "leader", conclusion.leader),
        ("ledamöter", "members", conclusion.members),
        ("plats", "place", conclusion.place),
    ):
        if party:
            rows.append((wording.say(swedish, english), wording.party(party, question)))
    if conclusion.meets:
        rows.append((wording.say("möts", "meets"), wording.frequency(conclusion.meets)))
    if conclusion.mandate:
        rows.append(
            (
                wording.say("mandat", "mandate"),
                wording.say.text(conclusion.mandate),
            )
        )
    return rows
