"""Say what a question is about, and what a conclusion gives, in pairs of words."""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

from ..answers.answer import Limits
from ..answers.exemptions import left_out
from ..rulebook.model.conclusions import (
    Advice,
    ClassificationConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Party,
    ProcedureConclusion,
    Strength,
)
from ..rulebook.model.grants import provisos_of
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.sources import Deadline, Frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..answers.answer import Answer, Finding
    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.questions import Question
    from ..rulebook.model.texts import Text
    from .wording import Wording

#: Captions, each with a text.
Rows = list[tuple[str, str]]
#: The captions of points that are no function, in the order in which they are told.
_CAPTIONS: Mapping[str, tuple[str, str]] = {
    "verdict": ("svar", "answer"),
    "instead": ("i stället", "instead"),
    "act": ("slag", "kind"),
    "requires": ("kräver", "requires"),
    "every": ("hur ofta", "how often"),
    "within": ("tidsfrist", "time limit"),
    "towards": ("mot", "towards"),
    "leader": ("ledare", "leader"),
    "members": ("ledamöter", "members"),
    "place": ("plats", "place"),
    "meets": ("möts", "meets"),
    "mandate": ("mandat", "mandate"),
}
#: A contact that needs nobody between, by how firmly that is said.
_FREE: Mapping[Strength | None, tuple[str, str]] = {
    None: ("fri", "free"),
    Strength.MUST: ("ska vara fri", "must be free"),
    Strength.FIRST_HAND: ("i första hand fri", "free in the first instance"),
    Strength.AS_FAR_AS_POSSIBLE: ("så långt det går fri", "free as far as possible"),
    Strength.MAY: ("får vara fri", "may be free"),
}
_ORDER = {key: number for number, key in enumerate(_CAPTIONS, 1)}
_FUNCTIONS = frozenset(function.value for function in Function)


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
            named = wording.the_role(of) if of else ""
            text = wording.say("skyldigheter för {}", "duties of {}").format(named)
            return f"{text}: {wording.act(to)}" if to else text
        case RuleKind.BODY:
            return wording.role(filled[Slot.BODY])
        case _:
            return wording.matter(filled[Slot.MATTER])


def finding_rows(finding: Finding, question: Question, wording: Wording) -> Rows:
    """Return what a finding says as pairs of a caption and a text, and for whom not."""
    rows = _conclusion_rows(finding, question, wording)
    if left := roles_left_out(finding, question, wording):
        text = wording.enumeration([wording.role(role) for role in left])
        rows.append((wording.say("gäller inte", "not for"), text))
    return rows


def roles_left_out(
    finding: Finding, question: Question, wording: Wording
) -> tuple[str, ...]:
    """Return the kinds of a role asked about for which a finding does not hold."""
    by_id = wording.jurisdiction.rules_by_id
    rules = [by_id[rule] for rule in finding.rules if rule in by_id]
    return left_out(rules, question, wording.jurisdiction.vocabulary)


def finding_terms(finding: Finding, question: Question, wording: Wording) -> list[str]:
    """Return what a finding requires, and for whom it does not hold, each in words."""
    say = wording.say
    points = finding.conclusion.points() if finding.conclusion else ()
    required = (text for p in points if p.key == "requires" for text in p.content)
    terms = [f"{say('kräver', 'requires')} {say.text(text)}" for text in required]
    if left := roles_left_out(finding, question, wording):
        roles = wording.enumeration([wording.role(role) for role in left])
        terms.append(f"{say('gäller inte', 'not for')} {roles}")
    return terms


def _conclusion_rows(finding: Finding, question: Question, wording: Wording) -> Rows:
    conclusion = finding.conclusion
    match conclusion:
        case None:
            return []
        case ContactConclusion():
            return _way_rows(conclusion, question, wording)
        case DutyConclusion():
            duty = _duty_row(finding, conclusion, question, wording)
            return [duty, *_point_rows(conclusion, question, wording)]
        case ProcedureConclusion():
            return _step_rows(conclusion, question, wording)
        case ClassificationConclusion():
            caption = wording.say("då gäller", "then")
            return [(caption, fact) for fact in wording.facts(conclusion.derives)]
        case ConstraintConclusion():
            return _limit_rows(conclusion, wording)
        case _:
            return _point_rows(conclusion, question, wording)


def _point_rows(conclusion: Conclusion, question: Question, wording: Wording) -> Rows:
    """Return each point that has a caption, and on which something is said."""
    rows: Rows = []
    for key, content in sorted(conclusion.points(), key=lambda p: _ORDER.get(p.key, 0)):
        if not content or not (key in _FUNCTIONS or key in _CAPTIONS):
            continue
        if isinstance(content, Advice):
            rows += _advice_rows(content, question, wording)
            continue
        caption = (
            wording.enum(Function(key))
            if key in _FUNCTIONS
            else wording.say(*_CAPTIONS[key])
        )
        each = content if isinstance(content, tuple) else (content,)
        if key == Function.DECIDES.value and isinstance(content, Party):
            rows.append((caption, _deciders(content, conclusion, question, wording)))
            continue
        rows += [(caption, _text(part, question, wording)) for part in each]
    return rows


def _deciders(
    party: Party, conclusion: Conclusion, question: Question, wording: Wording
) -> str:
    """Return who decides, each with the condition on which alone that holds."""
    grants = conclusion.grants if isinstance(conclusion, DecisionConclusion) else ()
    provisos = {
        role: "; ".join(map(wording.say.text, texts))
        for role in party.roles
        if (texts := provisos_of({role}, grants))
    }
    return wording.party(party, question, provisos)


def _text(
    content: Party | Frequency | Deadline | Enum | Text,
    question: Question,
    wording: Wording,
) -> str:
    """Return in words what a conclusion says on one point."""
    match content:
        case Party():
            return wording.party(content, question)
        case Frequency():
            return wording.frequency(content)
        case Deadline():
            return wording.deadline(content)
        case Enum():
            return wording.enum(content)
        case _:
            return wording.say.text(content)


def _advice_rows(advice: Advice, question: Question, wording: Wording) -> Rows:
    rows: Rows = []
    if advice.says:
        caption = wording.say(*_CAPTIONS["instead"])
        rows.append((caption, wording.say.text(advice.says)))
    if advice.via:
        caption = wording.say("vägen går via", "the way goes via")
        rows.append((caption, wording.way(advice.via, question)))
    return rows


def _way_rows(
    conclusion: ContactConclusion, question: Question, wording: Wording
) -> Rows:
    rows: Rows = []
    if conclusion.is_free:
        strength = None if conclusion.via else conclusion.strength
        free = wording.say(*_FREE[strength])
        why = wording.say(
            "kontakten kräver ingen mellanhand", "no intermediary is needed"
        )
        rows.append((wording.say("väg", "way"), f"{free}: {why}"))
    for link, steps in conclusion.links():
        lead = wording.enum(link) if link else ""
        rows.append((f"{lead} via".lstrip(), wording.way(steps, question)))
    if conclusion.fallback:
        way = wording.way(conclusion.fallback, question)
        rows.append((wording.say("annars", "otherwise"), way))
    return rows


def _duty_row(
    finding: Finding, conclusion: DutyConclusion, question: Question, wording: Wording
) -> tuple[str, str]:
    """Return the duty, with whose duty it is as the caption unless that was asked."""
    rule = wording.jurisdiction.rules_by_id[finding.rules[0]]
    is_asked = conclusion.of.roles == (question.slot_of.get(Slot.OF),)
    whose = wording.party(conclusion.of, question)
    caption = wording.say("ska", "must") if is_asked else whose
    return caption, wording.say.text(rule.says)


def _step_rows(
    conclusion: ProcedureConclusion, question: Question, wording: Wording
) -> Rows:
    rows = []
    for number, step in enumerate(conclusion.steps, 1):
        actor, act = wording.party(step.actor, question), wording.say.text(step.act)
        result = f" → {wording.say.text(step.result)}" if step.result else ""
        rows.append((f"{number}.", f"{actor}: {act}{result}"))
    return rows


def _limit_rows(conclusion: ConstraintConclusion, wording: Wording) -> Rows:
    """Return who alone may decide, and who never may."""
    rows = []
    if conclusion.only is not None:
        only = [wording.role(role) for role in sorted(conclusion.only)]
        rows.append((wording.say("bara", "only"), wording.enumeration(only)))
    if conclusion.never:
        never = [wording.role(role) for role in sorted(conclusion.never)]
        rows.append((wording.say("aldrig", "never"), wording.enumeration(never)))
    if conclusion.in_urgency:
        urgent = [wording.role(role) for role in sorted(conclusion.in_urgency)]
        caption = wording.say("i brådska ändå", "in urgency still")
        rows.append((caption, wording.enumeration(urgent)))
    return rows


def sides_text(texts: Iterable[str], wording: Wording) -> str:
    """Return what the sides of a conflict say; what all of them say stands alone."""
    listed = list(dict.fromkeys(texts))
    if len(listed) == 1:
        return listed[0]
    sides = wording.say(", eller ", ", or ").join(listed)
    return wording.say(f"antingen {sides}", f"either {sides}")


def otherwise(answer: Answer) -> frozenset[int]:
    """Return the numbers of the findings that a last row `otherwise` gathers.

    These findings say what the last row says. There are none where the last row is as
    plain by itself: one value or one interval, as in yes and no, or certain amounts.
    """
    rows = [
        list(row) for _, row in groupby(enumerate(answer.findings), lambda f: f[1].when)
    ]
    if not rows:
        return frozenset()
    last = _content(rows[-1])
    alike = [row for row in rows if _content(row) == last]
    spans = [span for _, span in rows[-1][0][1].when]
    is_plain = all(len(span) == 1 for span in spans) or any(
        isinstance(span[0], Limits) for span in spans
    )
    if len(alike) == len(rows) or (len(alike) == 1 and is_plain):
        return frozenset()
    return frozenset(number for row in alike for number, _ in row)


def _content(row: list[tuple[int, Finding]]) -> object:
    """Return what a row says and rests on, wherever it holds."""
    return [(f.outcome, f.conclusion, f.rules, f.cites) for _, f in row]
