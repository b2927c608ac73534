"""Say what an answer must tell beside its conclusion."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from ..answers.answer import NoteKind
from ..rulebook.model.conclusions import GRANTED
from ..rulebook.model.grants import DocumentClause
from ..rulebook.model.rules import Slot
from .citations import source_name
from .grants import clause_text, term_text
from .layout import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..answers.answer import Note
    from ..rulebook.model.grants import Grant
    from .wording import Wording


def letter_mark(number: int) -> str:
    """Return a letter by its number in the alphabet, after z with another: a1, b1."""
    again, at = divmod(number, len(ascii_lowercase))
    return f"{ascii_lowercase[at]}{again or ''}"


def note_lines(
    notes: Iterable[Note], wording: Wording, rules: Iterable[str] = ()
) -> list[str]:
    """Return notes in words.

    All rules that one higher rule sets aside share a line, and so do the rows of an
    order that have a term alike. `rules` are those of the answer.
    """
    aside: dict[str, list[str]] = {}
    terms: dict[str, list[str]] = {}
    plain: dict[str, None] = {}  # two rules may carry the same remark
    for note in notes:
        if note.kind is NoteKind.SET_ASIDE:
            aside.setdefault(note.by, []).append(note.rule)
        elif note.kind is NoteKind.TERM:
            terms.setdefault(note_text(note, wording), []).append(note.rule)
        else:
            plain[note_text(note, wording)] = None
    all_rules = {*rules, *(rule for own in terms.values() for rule in own)}
    return [
        *(_set_aside(own, by, wording) for by, own in aside.items()),
        *plain,
        *(_term(text, own, all_rules, wording) for text, own in terms.items()),
    ]


def _term(text: str, rules: list[str], beside: Iterable[str], wording: Wording) -> str:
    """Return a term of some rows of an order, after their numbers.

    Where a row of the same number beside them has the term not, as another step of a
    ladder, it is told whose it is.
    """
    others = [_grant(rule, wording) for rule in beside if rule not in rules]
    elsewhere = {(grant.by, grant.point) for grant in others if grant}
    points: dict[str, None] = {}
    for rule in rules:
        grant = _grant(rule, wording)
        if grant is None or not grant.point:
            continue
        point = grant.point
        if (grant.by, point) in elsewhere:
            conclusion = wording.jurisdiction.rules_by_id[rule].conclusion
            parties = filter(None, map(conclusion.party, GRANTED))
            roles = [role for party in parties for role in party.roles]
            point = f"{point} ({', '.join(map(wording.role, roles))})"
        points[point] = None
    return f"{', '.join(points)}: {text}" if points else text


def _grant(rule: str, wording: Wording) -> Grant | None:
    return wording.jurisdiction.rules_by_id[rule].conclusion.grant


def _set_aside(lower: list[str], higher: str, wording: Wording) -> str:
    """Return that lower rules yield to a higher one, with the passages of both."""
    yielding = "; ".join(_sentence(rule, wording) for rule in lower)
    return wording.say(
        f"Texten längre ned i rang säger annat men får vika: {yielding}. "
        f"Det som gäller: {_sentence(higher, wording)}.",
        f"A text of lower rank says otherwise but yields: {yielding}. "
        f"What counts: {_sentence(higher, wording)}.",
    )


def _sentence(rule_id: str, wording: Wording) -> str:
    """Return a rule's sentence with its first passage, without the full stop."""
    rule = wording.jurisdiction.rules_by_id[rule_id]
    says = wording.say.text(rule.says).rstrip(".")
    return f"{says} ({wording.citation(rule.cites[0], is_brief=True)})"


def _inherited(rule_id: str, wording: Wording) -> str:
    """Return that a delegation is of a wider matter than the one asked about."""
    scope = wording.jurisdiction.rules_by_id[rule_id].scope_of[Slot.MATTER]
    matters = wording.enumeration([wording.matter(matter) for matter in sorted(scope)])
    return wording.say(
        f"Delegationen nämner {matters} och inte just detta ärende, som hör dit: "
        f"{_sentence(rule_id, wording)}. Läs efter om den också är menad för det.",
        f"The delegation names {matters} and not this very matter, which belongs "
        f"there: {_sentence(rule_id, wording)}. See whether it is meant for it too.",
    )


def _like_limited(note: Note, wording: Wording) -> str:
    """Return that a rule seems to be on what the law limits, which is not applied."""
    by_id = wording.jurisdiction.rules_by_id
    rule, limit = by_id[note.rule], by_id[note.by]
    grant = rule.conclusion.grant
    own = [wording.matter(matter) for matter in sorted(rule.scope_of[Slot.MATTER])]
    name = grant.point if grant and grant.point else wording.enumeration(own)
    says = wording.say.text(limit.says).rstrip(".")
    law = "; ".join(wording.citation(cite, is_brief=True) for cite in limit.cites)
    if not note.matter:  # a section that the row names tells it, and no matter
        return wording.say(
            f"Osäkert mandat: {name} anger som lagrum vad lagen inte låter rollen "
            f"avgöra: {says} ({law}). Mandat har inte tillämpat det, eftersom ärendet "
            "har ett eget namn: läs efter om det är ett sådant ärende, eller rätta "
            "lagrummet.",
            f"Doubtful mandate: {name} names as its provision what the law does not "
            f"let the role decide: {says} ({law}). Mandat has not applied that, as the "
            "matter has a name of its own: see whether it is such a matter, or correct "
            "the provision.",
        )
    other = wording.matter(note.matter)
    return wording.say(
        f"Osäkert mandat: {name} ser ut att gälla {other}, och då säger lagen: {says} "
        f"({law}). Mandat har inte tillämpat det, eftersom ärendet har ett annat namn "
        f"än lagens: kalla ärendet {other} i ordningen, eller skriv under vilket det "
        "står (`under:`) om det är något annat.",
        f"Doubtful mandate: {name} seems to be on {other}, and then the law says: "
        f"{says} ({law}). Mandat has not applied that, as the matter has another name "
        f"than in law: call it {other} in the order, or write under which it stands "
        "(`under:`) if it is something else.",
    )


def note_text(note: Note, wording: Wording) -> str:
    """Return a note in words."""
    match note.kind:
        case NoteKind.SET_ASIDE:
            return _set_aside([note.rule], note.by, wording)
        case NoteKind.INHERITED:
            return _inherited(note.rule, wording)
        case NoteKind.OUTWEIGHED:
            what = wording.fact(note.circumstance, note.value)
            lower, higher = _sentence(note.rule, wording), _sentence(note.by, wording)
            return wording.say(
                f"Uppgiften ändrade inte svaret: {what}. Den talar för en regel "
                f"({lower}) som viker för den här: {higher}. Stämmer uppgiften, läs "
                "båda.",
                f"This fact has not changed the answer: {what}. It speaks for a rule "
                f"({lower}) that yields to this one: {higher}. If the fact is right, "
                "read both.",
            )
        case NoteKind.REMARK:
            remark = wording.jurisdiction.rules_by_id[note.rule].note
            return wording.say.text(remark) if remark else ""
        case NoteKind.TERM:
            grant = wording.jurisdiction.rules_by_id[note.rule].conclusion.grant
            if grant is None:
                return ""
            lawful = grant.in_urgency() if note.is_urgent else grant
            lawful = lawful.without_substitutes(frozenset(note.roles))
            return term_text(lawful, note.term, wording)
        case NoteKind.LIKE_LIMITED:
            return _like_limited(note, wording)
        case NoteKind.CLAUSE:
            clause = DocumentClause(note.term)
            return capital(clause_text(clause, note.by, wording))
        case NoteKind.ASSUMED | NoteKind.UNREAD | NoteKind.CLASSIFICATIONS_DISAGREE:
            return _circumstance_text(note, wording)
        case _:
            return _standing_text(note, wording)


def _standing_text(note: Note, wording: Wording) -> str:
    """Return what a note says of how firmly an answer stands, and who decides."""
    match note.kind:
        case NoteKind.PROPOSAL:
            title = wording.source_title(note.source)
            return wording.say(
                f"Svaret vilar på ett förslag som inte är känt som antaget: {title}.",
                f"The answer rests on a proposal not known to be adopted: {title}.",
            )
        case NoteKind.GUIDANCE:
            return wording.say(
                "Svaret vilar bara på vägledning eller en överenskommelse "
                "och binder ingen.",
                "The answer rests on guidance or an agreement alone and binds nobody.",
            )
        case NoteKind.PENDING | NoteKind.LAW_STALE | NoteKind.EARLIER_LAW:
            return _currency_text(note, wording)
        case NoteKind.NO_DECIDER:
            return wording.say(
                "Reglerna säger inte vem som beslutar.",
                "The rules do not say who decides.",
            )
        case NoteKind.EXECUTION:
            return wording.say(
                "Det är verkställighet och inget beslut: ingen beslutanderätt behövs, "
                "inget anmäls, och det kan inte överklagas som ett beslut.",
                "This is execution and no decision: nobody needs the power to decide, "
                "nothing is reported, and it cannot be appealed as a decision.",
            )
        case _:
            return ""


def _currency_text(note: Note, wording: Wording) -> str:
    """Return what a note says of how current the law is."""
    if note.kind is NoteKind.PENDING:
        pending = wording.jurisdiction.passages[note.passage].pending
        says = wording.say.text(pending) if pending else ""
        return f"{wording.citation(note.passage)}: {says}"
    source = wording.jurisdiction.sources[note.source]
    name = source_name(source, wording.say)
    if note.kind is NoteKind.EARLIER_LAW:
        first = wording.jurisdiction.rules_by_id[note.rule].first_day
        return wording.say(
            f"{name} har regler i frågan som gäller först från {first}. Vad lagen sade "
            "dessförinnan är inte läst: svaret kan ha varit ett annat.",
            f"{name} has rules on the question that hold only from {first}. What the "
            "law said before has not been read: the answer may have been another.",
        )
    return wording.say(
        f"{name} jämfördes senast {source.consulted}. Vad som har ändrats "
        "sedan dess är inte känt: läs paragrafen som den lyder nu.",
        f"{name} was last compared on {source.consulted}. What has changed "
        "since is not known: read the section as it stands now.",
    )


def _circumstance_text(note: Note, wording: Wording) -> str:
    """Return what a note says of a circumstance."""
    match note.kind:
        case NoteKind.ASSUMED:
            name = note.circumstance
            what = wording.assumption(name, note.value)
            return wording.say(
                f"Förutsätter {what}. Med ett annat värde blir svaret ett annat "
                f"(-g {name}=…).",
                f"Assumes {what}. Another value gives another answer (-g {name}=…).",
            )
        case NoteKind.UNREAD:
            what = wording.fact(note.circumstance, note.value)
            return wording.say(
                f"Används inte i någon regel om frågan: {what}. "
                "Uppgiften har inte påverkat svaret.",
                f"Used in no rule on the question: {what}. "
                "It has not affected the answer.",
            )
        case _:
            label = wording.circumstance(note.circumstance)
            return wording.say(
                f"Reglerna klassar på olika sätt: {label}.",
                f"The rules classify in different ways: {label}.",
            )
