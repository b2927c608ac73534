"""Say on what terms a committee grants a decision, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..rulebook.model.clauses import Relation
from ..rulebook.model.grants import (
    Appeal,
    Consultation,
    DocumentClause,
    Grant,
    Notification,
    Occasion,
    SubDelegation,
    Substitute,
)
from .layout import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..rulebook.model.texts import Text
    from .wording import Wording

#: A member of one of the closed lists in which an order says its terms.
_Word = TypeVar("_Word", Notification, SubDelegation, Appeal)


def term_text(grant: Grant, term: str, wording: Wording) -> str:
    """Return one term of a grant as a sentence."""
    return _TERMS[term](grant, wording)


def _through(grant: Grant, wording: Wording) -> str:
    role = wording.role(grant.through)
    return wording.say(f"Vidaredelegerat av {role}.", f"Sub-delegated by the {role}.")


def _provisos(grant: Grant, wording: Wording) -> str:
    written = "; ".join(wording.say.text(text) for text in grant.provisos)
    return wording.say(
        f"Har ett villkor som Mandat inte kan avgöra: {written}.",
        f"Has a condition that Mandat cannot judge: {written}.",
    )


def _consults(grant: Grant, wording: Wording) -> str:
    parts = []
    for way in Consultation:
        for is_documented in (False, True):
            names = [
                wording.role(consult.role)
                for consult in grant.consults
                if consult.way is way and consult.is_documented is is_documented
            ]
            if names:
                parts.append(_way(way, names, wording, is_documented=is_documented))
    ways = wording.enumeration(parts)
    return wording.say(f"Beslutas {ways}.", f"Decided {ways}.")


def _way(
    way: Consultation, names: list[str], wording: Wording, *, is_documented: bool
) -> str:
    listed = wording.enumeration(names)
    texts: Mapping[Consultation, tuple[str, str]] = {
        Consultation.TOGETHER: (f"i samråd med {listed}", f"together with {listed}"),
        Consultation.BEFORE: (
            f"efter samråd med {listed}",
            f"after consulting {listed}",
        ),
    }
    text = wording.say(*texts[way])
    if is_documented:
        text += wording.say(" (samrådet ska dokumenteras)", " (to be documented)")
    return text


def _substitutes(grant: Grant, wording: Wording) -> str:
    parts = []
    for role, steps in grant.substitutes:
        whose = wording.role(role)
        others = " → ".join(_step(step, wording) for step in steps)
        parts.append(
            wording.say(f"{others} (i stället för {whose})", f"{others} (for {whose})")
        )
    listed = "; ".join(parts)
    return wording.say(
        f"Ersättare vid förhinder: {listed}.", f"Substitutes in absence: {listed}."
    )


def _relations(grant: Grant, wording: Wording) -> str:
    """Return whom the row names nobody for good, and who knows whom it means."""
    return " ".join(
        wording.say(*_relation_texts(wording.role(role))[how])
        for role, how in grant.relations
    )


def _relation_texts(role: str) -> Mapping[Relation, tuple[str, str]]:
    """Return what is said of a role for each relation, in Swedish and English."""
    return {
        Relation.OWN_AREA: (
            f"Var och en inom sitt eget område: {role}.",
            f"Each within their own area: {role}.",
        ),
        Relation.IMMEDIATE_SUPERIOR: (
            f"Vem som är {role} beror på vem ärendet gäller.",
            f"Who the {role} is depends on whom the matter is about.",
        ),
        Relation.ORIGINAL_DELEGATE: (
            f"Vem det är framgår av det ursprungliga ärendet, inte här: {role}.",
            f"The original matter tells who it is, and not this: {role}.",
        ),
    }


def _hindrance(grant: Grant, wording: Wording) -> str:
    """Return who decides by clauses of the order while a delegate cannot."""
    clauses, say = grant.hindrance, wording.say
    if clauses is None:
        return ""
    parts = []
    if not grant.substitutes and clauses.superior_on_absence:
        parts.append(
            say(
                "Vid frånvaro beslutar närmaste överordnad.",
                "In absence the immediate superior decides.",
            )
        )
    elif not grant.substitutes and clauses.sole_holder:
        parts.append(
            say(
                "Har bara en uppdraget beslutar vid frånvaro närmaste överordnad.",
                "With one holder alone the immediate superior decides in absence.",
            )
        )
    for role, steps in clauses.cannot_wait:
        whose, others = wording.role(role), " → ".join(map(wording.role, steps))
        parts.append(
            say(
                f"Kan ärendet inte vänta på {whose} beslutar {others}.",
                f"If the matter cannot wait for the {whose}, {others} decides.",
            )
        )
    if clauses.two_members:
        whose = wording.enumeration([wording.role(r) for r in clauses.two_members])
        by = wording.role(grant.by)
        parts.append(
            say(
                f"Begär två ledamöter i {whose} det går ärendet till {by}.",
                f"If two members of the {whose} ask, the matter goes to the {by}.",
            )
        )
    return " ".join(parts)


def _customs(grant: Grant, wording: Wording) -> str:
    """Return the clauses that hold for every row of the order."""
    clauses, say = grant.customs, wording.say
    if clauses is None:
        return ""
    by, months = wording.role(grant.by), clauses.new_employee
    parts = []
    if clauses.may_lift:
        parts.append(
            say(
                f"En delegat får överlämna ärendet till {by}.",
                f"A delegate may hand the matter over to the {by}.",
            )
        )
    if clauses.may_take_over:
        parts.append(
            say(
                f"Innan beslutet är fattat får {by} ta över ärendet.",
                f"Before it is decided the {by} may take over the matter.",
            )
        )
    if clauses.temporary is not None:
        parts.append(
            say(
                "Den som vikarierar eller är tillförordnad har delegationen.",
                "Whoever is appointed for a time has the delegation.",
            )
            if clauses.temporary
            else say(
                "Den som vikarierar eller är tillförordnad har inte delegationen.",
                "Whoever is appointed for a time does not have the delegation.",
            )
        )
    if months:
        parts.append(
            say(
                f"En nyanställd har ingen delegation de första {months} månaderna.",
                f"A new employee has no delegation in the first {months} months.",
            )
        )
    return " ".join(parts)


def _step(step: Substitute, wording: Wording) -> str:
    """Return who steps in, and on which occasion alone."""
    occasions: Mapping[Occasion | None, tuple[str, str]] = {
        None: ("", ""),
        Occasion.ABSENCE: ("vid frånvaro ", "in absence "),
        Occasion.DISQUALIFICATION: ("vid jäv ", "where disqualified "),
        Occasion.VACANCY: ("vid vakans ", "while the post is vacant "),
    }
    return f"{wording.say(*occasions[step.on])}{wording.role(step.role)}"


def _clauses(grant: Grant, wording: Wording) -> str:
    texts = (clause_text(clause, grant.by, wording) for clause in grant.clauses)
    return " ".join(map(capital, texts))


def clause_text(clause: DocumentClause, by: str, wording: Wording) -> str:
    """Return what the order of a committee says of all its rows, as a sentence."""
    committee = wording.role(by)
    texts: Mapping[DocumentClause, tuple[str, str]] = {
        DocumentClause.PRINCIPLE: (
            f"{committee} avgör själv det principiella och det som är av större vikt.",
            f"What is of principle or greater weight the {committee} decides itself.",
        ),
        DocumentClause.FRAMES: (
            "Beslutet ska rymmas i budget och följa antagna riktlinjer.",
            "The decision is to keep within the budget and the guidelines adopted.",
        ),
        DocumentClause.STATEMENTS: (
            "Delegationen omfattar yttrande till domstol över delegatens egna beslut.",
            "It includes statements to courts on the delegate's own decisions.",
        ),
    }
    return wording.say(*texts[clause])


def _laws(grant: Grant, wording: Wording) -> str:
    listed = "; ".join(grant.laws).rstrip(".")
    # as the order has them, names of acts and all
    return wording.say(
        f"Lagrum: {listed}.", f"Provisions: {wording.say.swedish(listed)}."
    )


def _notification(grant: Grant, wording: Wording) -> str:
    by, to = wording.role(grant.by), wording.role(grant.told_to or grant.by)
    when: Mapping[Notification, tuple[str, str]] = {
        Notification.NEXT_MEETING: ("vid nästa sammanträde", "at the next meeting"),
        Notification.MONTHLY: ("varje månad", "every month"),
        Notification.QUARTERLY: ("varje kvartal", "every quarter"),
        Notification.PROMPTLY: ("snarast", "promptly"),
    }
    texts = {
        Notification.NONE: ("Beslutet anmäls inte", "The decision is not reported")
    }
    for word, (swedish, english) in when.items():
        onward = ("", "")
        if grant.through and grant.through == grant.told_to:
            # in two steps: whoever passed it on reports in turn
            onward = (f", som anmäler det till {by}", f", who reports it to the {by}")
        texts[word] = (
            f"Beslutet anmäls till {to}{onward[0]} {swedish}",
            f"The decision is reported to the {to}{onward[1]} {english}",
        )
    own = ("Anmälan", "Reporting")
    return _listed(grant.notification, texts, own, grant.told, wording)


def _sub_delegation(grant: Grant, wording: Wording) -> str:
    texts: Mapping[SubDelegation, tuple[str, str]] = {
        SubDelegation.ALLOWED: (
            "Får vidaredelegeras av förvaltningschefen",
            "May be sub-delegated by the head of administration",
        ),
        SubDelegation.FORBIDDEN: (
            "Får inte vidaredelegeras",
            "May not be sub-delegated",
        ),
    }
    own = ("Vidaredelegering", "Sub-delegation")
    return _listed(grant.sub_delegation, texts, own, grant.passed_on, wording)


def _appeal(grant: Grant, wording: Wording) -> str:
    texts: Mapping[Appeal, tuple[str, str]] = {
        Appeal.LEGALITY_REVIEW: (
            "Överklagas genom laglighetsprövning",
            "Appealed by review of legality",
        ),
        Appeal.ADMINISTRATIVE_APPEAL: (
            "Överklagas genom förvaltningsbesvär",
            "Appealed by administrative appeal",
        ),
        Appeal.NONE: ("Kan inte överklagas", "Cannot be appealed"),
    }
    own = ("Överklagande", "Appeal")
    return _listed(grant.appeal, texts, own, grant.appealed, wording)


def _listed(
    word: _Word | None,
    texts: Mapping[_Word, tuple[str, str]],
    caption: tuple[str, str],
    written: Text | None,
    wording: Wording,
) -> str:
    """Return what an order says in a word of a closed list, and in words of its own.

    Args:
        word: what the order says, as far as the list has it.
        texts: what each word means, in Swedish and English, without a full stop.
        caption: what the order's own words are on, in Swedish and English.
        written: the order's own words.
        wording: in which words.
    """
    known = texts.get(word) if word else None
    own = wording.say.text(written).rstrip(".") if written else ""
    lead = wording.say(*(known or caption))
    return f"{lead}: {own}." if own else f"{lead}."


_TERMS: Mapping[str, Callable[[Grant, Wording], str]] = {
    "through": _through,
    "provisos": _provisos,
    "consults": _consults,
    "substitutes": _substitutes,
    "relations": _relations,
    "hindrance": _hindrance,
    "customs": _customs,
    "laws": _laws,
    "clauses": _clauses,
    "notification": _notification,
    "sub_delegation": _sub_delegation,
    "appeal": _appeal,
}
