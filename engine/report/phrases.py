"""The words of closed sets, and small phrases, in Swedish and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import LossReason, Outcome
from ..answers.force import Force
from ..rulebook.model.conclusions import DecisionAct, Function, Strength, Verdict
from ..rulebook.model.sources import Rank, Reason, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

#: What the members of closed sets are called.
ENUMS: Mapping[Enum, tuple[str, str]] = {
    Function.DECIDES: ("beslutar", "decides"),
    Function.APPROVES: ("godkänner", "approves"),
    Function.PROPOSES: ("föreslår", "proposes"),
    Function.PREPARES: ("bereder", "prepares"),
    Function.CONSULTED: ("ska tillfrågas", "is consulted"),
    Function.INFORMED: ("ska underrättas", "is informed"),
    Function.CARRIES_OUT: ("utför", "carries out"),
    Function.SIGNS: ("undertecknar", "signs"),
    Function.FOLLOWS_UP: ("följer upp", "follows up"),
    Function.LEADS: ("leder", "leads"),
    Function.RESPONSIBLE: ("ansvarar", "is responsible"),
    Outcome.ANSWERED: ("besvarad", "answered"),
    Outcome.DEPENDS: ("beror på omständigheterna", "depends on the circumstances"),
    Outcome.NO_RULE: ("ingen regel", "no rule"),
    Outcome.CONFLICT: (
        "reglerna säger emot varandra",
        "the rules contradict each other",
    ),
    Verdict.FORBIDDEN: ("förbjudet", "forbidden"),
    Verdict.PERMITTED: ("tillåtet", "permitted"),
    Verdict.REQUIRED: ("krav", "required"),
    Strength.MUST: ("ska", "must"),
    Strength.FIRST_HAND: ("i första hand", "in the first instance"),
    Strength.AS_FAR_AS_POSSIBLE: ("så långt det går", "as far as possible"),
    Strength.MAY: ("får", "may"),
    DecisionAct.DECISION: ("beslut", "decision"),
    DecisionAct.DELEGATED_DECISION: ("delegationsbeslut", "delegated decision"),
    DecisionAct.EXECUTION: ("verkställighet", "execution"),
    DecisionAct.INTERNAL_POSITION: (
        "internt ställningstagande, inte ett beslut i lagens mening",
        "internal position, not a decision in law",
    ),
    DecisionAct.SIGNING: ("undertecknande", "signing"),
    Rank.LAW: ("lag", "law"),
    Rank.COUNCIL: ("fullmäktigebeslut", "council decision"),
    Rank.BOARD: ("nämndbeslut", "board decision"),
    Rank.DIRECTOR: ("direktörsbeslut", "director's decision"),
    Rank.ADMINISTRATION: ("förvaltningens dokument", "administrative document"),
    Rank.GUIDELINE: ("riktlinje", "guideline"),
    Rank.AGREEMENT: ("överenskommelse", "agreement"),
    Rank.GUIDANCE: ("vägledning", "guidance"),
    Status.ADOPTED: ("antagen", "adopted"),
    Status.PROPOSAL: ("förslag", "proposal"),
    Status.PUBLISHED: ("publicerad", "published"),
    Force.BINDING: ("bindande", "binding"),
    Force.PROPOSAL: ("förslag", "proposal"),
    Force.GUIDANCE: ("vägledning", "guidance"),
    Reason.VALUE: ("värdering, inte en regel", "a value, not a rule"),
    Reason.DEFINITION: ("definition", "definition"),
    Reason.HISTORY: ("historik", "history"),
    Reason.PICTURE: ("finns bara som bild", "only in a picture"),
    Reason.RECOMMENDATION: ("rekommendation", "recommendation"),
    Reason.REPEAT: ("upprepning", "repeats another passage"),
    Reason.UNLAWFUL: ("strider mot lag", "against the law"),
    LossReason.CONSTRAINT: (
        "en högre regel förbjuder det",
        "a higher rule forbids it",
    ),
    LossReason.MANDATORY: (
        "en tvingande regel av högre rang säger annat",
        "a mandatory rule of higher rank says otherwise",
    ),
    LossReason.PROPOSAL: (
        "den är bara ett förslag och den andra är antagen",
        "it is only a proposal and the other is adopted",
    ),
    LossReason.OVERRIDDEN: (
        "den andra regeln ersätter den uttryckligen",
        "the other rule overrides it explicitly",
    ),
    LossReason.LESS_SPECIFIC: (
        "den andra regeln är mer specifik",
        "the other rule is more specific",
    ),
}

#: Small phrases, with places to fill.
PHRASES: Mapping[str, tuple[str, str]] = {
    "and": ("och", "and"),
    "or": ("eller", "or"),
    "together": ("{} tillsammans", "{} together"),
    "any_of": ("{}, var för sig", "{}, each alone"),
    "other": ("{} i övrigt", "any other {}"),
    "in_order": (
        "{} (den senare om den förra har förhinder)",
        "{} (the next if the one before is absent)",
    ),
    "nobody": ("ingen", "nobody"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
    "none": ("finns inte", "none"),
    "exists": ("finns", "exists"),
    "not": ("annat än {}", "other than {}"),
    "at_most": ("högst {}", "at most {}"),
    "at_least": ("minst {}", "at least {}"),
    "between": ("{}–{}", "{}–{}"),
    "over": ("över {}", "over {}"),
    "under": ("under {}", "under {}"),
    "but": (" men ", " but "),
    "any": ("oavsett", "any"),
    "otherwise": ("övriga", "otherwise"),
    "continuously": ("löpande", "continuously"),
    "when_needed": ("vid behov", "when needed"),
    "prisbasbelopp": ("prisbasbelopp", "price base amounts"),
    "law_alone": ("enbart lag och allmän vägledning", "law and general guidance alone"),
}
#: Units of time, one and many of each.
UNITS = {
    "day": (("dag", "dagar"), ("day", "days")),
    "week": (("vecka", "veckor"), ("week", "weeks")),
    "month": (("månad", "månader"), ("month", "months")),
    "year": (("år", "år"), ("year", "years")),
    "term": (("mandatperiod", "mandatperioder"), ("term of office", "terms of office")),
}
