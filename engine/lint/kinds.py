"""The kinds of finding: one table with the check, the severity and the words of each.

Whoever adds a check writes a function that yields sightings, an entry here, and a
section of `docs/reference/lint.md` under the name of the kind, with an example of
rules that have the fault and of rules that have not.

Sentences and remedies are templates. What may stand in braces, and what is put there,
is in `engine.report.lint.sentences`.
"""

from __future__ import annotations

import enum
from dataclasses import field
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.texts import Text
from . import (
    claims,
    coherence,
    delegation,
    documents,
    entrances,
    labels,
    limits,
    losses,
    posts,
    reach,
    samples,
    scenarios,
    statutes,
    usage,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .survey import Sighting, Survey

    Check = Callable[[Survey], Iterable[Sighting]]

#: The page on every kind, each under its name.
PAGE = "docs/reference/lint.md"


class Severity(enum.Enum):
    """How bad a finding is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@record
class Variant:
    """What differs from the rest of its kind in some sightings; None where nothing."""

    severity: Severity | None = None
    sentence: Text | None = None
    remedy: Text | None = None


@record(slots=False)
class FindingKind:
    """A kind of finding.

    `name` is what `accepted.yaml`, `--only` and every report call it, stable for
    ever. `check` yields its sightings; there is none where findings themselves are
    compared with what packs accept. A sighting chooses among the `variants` by name.
    What `is_thorough` takes so long that it is looked for only where that is wished.
    Where it `reads_logbook`, the check waits until everything has been gone over.
    """

    name: str
    check: Check | None
    severity: Severity
    sentence: Text
    remedy: Text
    variants: Mapping[str, Variant] = field(default_factory=dict)
    is_thorough: bool = False
    reads_logbook: bool = False

    @property
    def anchor(self) -> str:
        """Where its meaning is told, with an example."""
        return f"{PAGE}#{self.name}"

    def severity_of(self, variant: str) -> Severity:
        """Return how bad a finding of a variant is."""
        return self._variant(variant).severity or self.severity

    def sentence_of(self, variant: str) -> Text:
        """Return what a finding of a variant says, without a full stop."""
        return self._variant(variant).sentence or self.sentence

    def remedy_of(self, variant: str) -> Text:
        """Return what to do about a finding of a variant."""
        return self._variant(variant).remedy or self.remedy

    def _variant(self, name: str) -> Variant:
        return self.variants[name] if name else Variant()


def _unused(name: str, check: Check, swedish: str, english: str) -> FindingKind:
    """Return the kind of a sort of words that nothing uses."""
    return FindingKind(
        name=name,
        check=check,
        severity=Severity.INFO,
        sentence=Text(
            f"{swedish} {{thing}} används inte: ingen regel, källa eller scenario "
            "talar om det",
            f"{english} {{thing}} is not used: no rule, document or scenario "
            "speaks of it",
        ),
        remedy=Text(
            "ta bort det ur `vocabulary.yaml`, eller skriv regeln som saknas",
            "delete it from `vocabulary.yaml`, or write the rule that is missing",
        ),
    )


_BEATEN = Text(
    "{rule} gäller aldrig: den viker alltid för {others} ({reason})",
    "{rule} never prevails: it always yields to {others} ({reason})",
)
#: What to do where a matter is not written under that of the law it may be.
_PLACE = Text(
    "låt den som lagen nämner besluta, eller skriv vad {thing} står under (`under:`) "
    "om det är något annat än {other}",
    "let the one the law names decide, or write under what {thing} stands (`under:`) "
    "if it is anything else than {other}",
)
#: An acceptance of something that is no longer found.
STALE_ACCEPTANCE = FindingKind(
    name="stale_acceptance",
    check=None,
    severity=Severity.WARNING,
    sentence=Text(
        "{thing} om {names} är godtaget men finns inte längre",
        "{thing} of {names} is accepted but no longer there",
    ),
    remedy=Text(
        "ta bort den ur `accepted.yaml`, eller rätta namnen",
        "delete it from `accepted.yaml`, or correct the names",
    ),
)
#: An acceptance of a kind that there is not.
UNKNOWN_KIND = FindingKind(
    name="unknown_kind",
    check=None,
    severity=Severity.ERROR,
    sentence=Text(
        "{thing} är ingen sorts fynd, så inget blir godtaget",
        "{thing} is no kind of finding, so nothing is accepted",
    ),
    remedy=Text(
        "skriv sorten som `mandat lint` skriver den",
        "write the kind as `mandat lint` writes it",
    ),
    variants={
        "misspelt": Variant(remedy=Text("menade du {names}?", "did you mean {names}?"))
    },
)

#: The table.
KINDS: tuple[FindingKind, ...] = (
    FindingKind(
        name="contradiction",
        check=coherence.contradictions,
        reads_logbook=True,
        severity=Severity.ERROR,
        sentence=Text(
            "{rules} säger emot varandra {subject}, och ingen av dem går före",
            "{rules} contradict each other {subject}, and neither prevails",
        ),
        remedy=Text(
            "låt den ena ersätta den andra (`overrides`), gör den ena snävare, eller "
            "rätta den som är fel",
            "let one override the other (`overrides`), make one narrower, or correct "
            "the one that is wrong",
        ),
        variants={
            "classification": Variant(
                sentence=Text(
                    "{rules} klassar på olika sätt {subject}: {circumstances}",
                    "{rules} classify in different ways {subject}: {circumstances}",
                )
            )
        },
    ),
    FindingKind(
        name="gap",
        check=coherence.gaps,
        reads_logbook=True,
        severity=Severity.WARNING,
        sentence=Text(
            "ingen regel säger vem som beslutar {subject}; annars gör {rules} det",
            "no rule says who decides {subject}; elsewhere {rules} {do}",
        ),
        remedy=Text(
            "skriv en regel för fallet, eller godta luckan om dokumentet tiger",
            "write a rule for the case, or accept the gap if the document is silent",
        ),
        variants={
            "several": Variant(
                sentence=Text(
                    "ingen regel säger vem som beslutar {subject} (och i {count} fall "
                    "till); annars gör {rules} det",
                    "no rule says who decides {subject} (and in {count} more cases); "
                    "elsewhere {rules} {do}",
                )
            )
        },
    ),
    FindingKind(
        name="another_answer",
        check=entrances.disagreements,
        severity=Severity.ERROR,
        sentence=Text(
            "{rule} tillåter det som {others} inte låter ske i samma fall: `{counter}`",
            "{rule} permits what {others} does not let happen in the same case: "
            "`{counter}`",
        ),
        remedy=Text(
            "rätta den som är fel, låt båda fråga efter samma omständigheter, eller ta "
            "bort `same_as` om det inte är samma fråga",
            "correct the one that is wrong, let both ask for the same circumstances, "
            "or delete `same_as` if it is not the same question",
        ),
        variants={
            "forbidden": Variant(
                sentence=Text(
                    "{rule} förbjuder det som {others} låter ske i samma fall: "
                    "`{counter}`",
                    "{rule} forbids what {others} lets happen in the same case: "
                    "`{counter}`",
                )
            )
        },
    ),
    FindingKind(
        name="never_prevails",
        check=losses.never_prevailing,
        reads_logbook=True,
        severity=Severity.ERROR,
        sentence=Text(
            "{rule} gäller aldrig: dess villkor uppfylls inte i något fall",
            "{rule} never prevails: its conditions hold in no case",
        ),
        remedy=Text("rätta den, eller ta bort den", "correct it, or delete it"),
        variants={
            "beaten": Variant(sentence=_BEATEN),
            "proposal": Variant(severity=Severity.INFO, sentence=_BEATEN),
            "unread": Variant(
                sentence=Text(
                    "{rule} har ingen verkan: ingen regel frågar efter "
                    "”{circumstances}”",
                    "{rule} has no effect: no rule asks for “{circumstances}”",
                )
            ),
        },
    ),
    FindingKind(
        name="powerless_overrides",
        check=losses.powerless_overrides,
        severity=Severity.ERROR,
        sentence=Text(
            "{rule} vill ersätta {others}, men den står högre i rang och viker inte",
            "{rule} would replace {others}, but that stands higher and does not yield",
        ),
        remedy=Text(
            "ta bort `overrides`, eller ändra det högre dokumentet",
            "delete `overrides`, or change the higher document",
        ),
    ),
    FindingKind(
        name="silenced_ban",
        check=losses.silenced_bans,
        reads_logbook=True,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} ersätter förbudet {others} utan att fråga efter "
            "”{circumstances}”, så den som uppger det får ja",
            "{rule} replaces the ban {others} without asking for “{circumstances}”, "
            "so whoever tells of it hears yes",
        ),
        remedy=Text(
            "låt regeln fråga efter detsamma (`when`, `unless`), låt bli att ersätta "
            "förbudet, eller godta det om det är menat",
            "let the rule ask for the same (`when`, `unless`), do not replace the ban, "
            "or accept it if it is meant",
        ),
    ),
    FindingKind(
        name="set_aside",
        check=losses.set_aside,
        reads_logbook=True,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} får vika för {others}, som säger annat {subject} ({law})",
            "{rule} yields to {others}, which says otherwise {subject} ({law})",
        ),
        remedy=Text(
            "ändra den lokala texten, eller godta skillnaden om dokumentet säger så",
            "change the local text, or accept the difference if the document says so",
        ),
    ),
    FindingKind(
        name="unlawful_delegation",
        check=delegation.unlawful_delegation,
        reads_logbook=True,
        severity=Severity.ERROR,
        sentence=Text(
            "{rule} ger en beslutanderätt som lagen inte tillåter: {says} ({law})",
            "{rule} gives a power to decide that the law bans: {says} ({law})",
        ),
        remedy=Text(
            "låt den som lagen nämner besluta, eller skriv vad rollen är om det saknas "
            "(som `is: [anstalld]`)",
            "let the one the law names decide, or write what the role is if that is "
            "missing (such as `is: [anstalld]`)",
        ),
        variants={
            "group": Variant(
                remedy=Text(
                    "nämn den anställde som beslutar, eller skriv "
                    "`act: internal_position` om det bara är ett ställningstagande",
                    "name the employee who decides, or write "
                    "`act: internal_position` if it is only a position",
                )
            ),
            "mixed": Variant(
                remedy=Text(
                    "låt en av dem besluta och den andra rådfrågas, eller skriv "
                    "`act: internal_position`",
                    "let one of them decide and the other be consulted, or write "
                    "`act: internal_position`",
                )
            ),
            "urgency": Variant(
                remedy=Text(
                    "nämn den som lagen nämner, eller skriv "
                    "`act: delegated_decision` om det vilar på en vanlig delegation",
                    "name whom the law names, or write "
                    "`act: delegated_decision` if it rests on an ordinary delegation",
                )
            ),
            "committee": Variant(
                remedy=Text(
                    "låt ett utskott eller en ledamot i nämnden själv besluta, eller "
                    "skriv att {thing} är {other} (`is:`) om den är den nämnd som "
                    "lagen menar",
                    "let a subcommittee or a member of the committee itself decide, or "
                    "write that {thing} is {other} (`is:`) if it is the committee that "
                    "the law means",
                )
            ),
            "named": Variant(
                sentence=Text(
                    "{rule} om {thing}, efter namnet {other}, ger en beslutanderätt "
                    "som lagen inte tillåter: {says} ({law})",
                    "{rule} on {thing}, by its name {other}, gives a power to decide "
                    "that the law bans: {says} ({law})",
                ),
                remedy=_PLACE,
            ),
            "cited": Variant(
                sentence=Text(
                    "{rule} om {thing} vilar på lagrummet om {other} och ger en "
                    "beslutanderätt som lagen inte tillåter: {says} ({law})",
                    "{rule} on {thing} cites the section on {other} and gives a power "
                    "to decide that the law bans: {says} ({law})",
                ),
                remedy=_PLACE,
            ),
            "provision": Variant(
                sentence=Text(
                    "{rule} om {thing} anger som lagrum vad lagen inte låter rollen "
                    "avgöra: {says} ({law})",
                    "{rule} on {thing} names as its provision what the law does not "
                    "let the role decide: {says} ({law})",
                ),
                remedy=Text(
                    "låt den som lagen nämner besluta, eller rätta lagrummet om "
                    "{thing} är något annat",
                    "let the one the law names decide, or correct the provision if "
                    "{thing} is something else",
                ),
            ),
            "executed": Variant(
                sentence=Text(
                    "{rule} kallar {thing} verkställighet, men {other} är ett beslut: "
                    "{says} ({law})",
                    "{rule} calls {thing} an execution, but {other} is a decision: "
                    "{says} ({law})",
                ),
                remedy=_PLACE,
            ),
            "wide": Variant(
                sentence=Text(
                    "{rule} om {thing} är så vid att den tar med {other}, och ger en "
                    "beslutanderätt som lagen inte tillåter: {says} ({law})",
                    "{rule} on {thing} is so wide that it takes in {other}, and gives "
                    "a power to decide that the law bans: {says} ({law})",
                ),
                remedy=_PLACE,
            ),
            "unreported": Variant(
                sentence=Text(
                    "{rule} utelämnar det som lagen kräver: {says} ({law})",
                    "{rule} leaves out what the law demands: {says} ({law})",
                ),
                remedy=Text(
                    "lägg till `informed:` med den som ska få veta",
                    "add `informed:` with whoever is to know",
                ),
            ),
        },
    ),
    FindingKind(
        name="matter_apart_from_law",
        check=delegation.matters_apart_from_law,
        severity=Severity.INFO,
        reads_logbook=True,
        sentence=Text(
            "{rule} om {thing} heter som {other}, men {thing} står inte under det, så "
            "det som lagen säger om {other} följer inte med i svaret",
            "{rule} on {thing} has the name of {other}, but {thing} does not stand "
            "under it, so what the law says of {other} does not come with the answer",
        ),
        remedy=Text(
            "kalla ärendet {other} i ordningen, eller skriv `under:` i "
            "`vocabulary.yaml` vad {thing} står under",
            "call the matter {other} in the order, or write in `vocabulary.yaml` "
            "under what {thing} stands (`under:`)",
        ),
    ),
    FindingKind(
        name="another_committees_field",
        check=delegation.another_committees_field,
        reads_logbook=True,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} låter {decider} besluta i en annan nämnds verksamhet, och det "
            "kräver att fullmäktige har bestämt det ({law})",
            "{rule} lets the executive board decide within another committee's "
            "activity, which takes a decision by the council ({law})",
        ),
        remedy=Text(
            "hänvisa till fullmäktiges beslut, eller låt nämnden besluta",
            "cite the council's decision, or let the committee decide",
        ),
    ),
    FindingKind(
        name="another_employer",
        check=reach.another_employer,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} om {other} gäller också {thing}, som har en annan arbetsgivare",
            "{rule} on {other} holds for {thing} too, who has another employer",
        ),
        remedy=Text(
            "ta bort det ur rollens `is:`, undanta den (`except`), eller nämn den i "
            "regeln om den avses",
            "delete that from the role's `is:`, leave it out (`except`), or name it in "
            "the rule if it is meant",
        ),
        variants={
            "several": Variant(
                sentence=Text(
                    "{rule} (och {count} regler till) om {other} gäller också {thing}, "
                    "som har en annan arbetsgivare",
                    "{rule} (and {count} more rules) on {other} holds for {thing} too, "
                    "who has another employer",
                )
            ),
            "duties": Variant(severity=Severity.INFO),
        },
    ),
    FindingKind(
        name="another_organ",
        check=reach.another_organ,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} nämner {other} och når så {thing}, som sitter i ett annat organ",
            "{rule} names {other} and so reaches {thing}, who sits in another organ",
        ),
        remedy=Text(
            "nämn en roll som sitter i organet, eller godta den som nås",
            "name a role that sits in the organ, or accept who is reached",
        ),
        variants={
            "beside": Variant(
                sentence=Text(
                    "{rule} leder över andra till eller från {thing}, som sitter med i "
                    "organet",
                    "{rule} leads over others to or from {thing}, who sits in the "
                    "organ too",
                ),
                remedy=Text("undanta rollen (`except`)", "leave it out (`except`)"),
            )
        },
    ),
    FindingKind(
        name="undefined_role",
        check=reach.undefined_role,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} förbjuder {thing} det som {others} låter en snävare roll göra, och "
            "ingen säger om {thing} är en sådan",
            "{rule} forbids {thing} what {others} lets a narrower role do, and nobody "
            "says whether {thing} is one",
        ),
        remedy=Text(
            "låt förbudet fråga vad rollen är (`when`), nämn bara dem som säkert "
            "träffas, eller skriv vad rollen är (`is:`)",
            "let the ban ask what the role is (`when`), name only those whom it "
            "surely hits, or write what the role is (`is:`)",
        ),
    ),
    FindingKind(
        name="unread_condition",
        check=claims.unread_conditions,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} säger ett villkor som den inte läser: ”{quote} …”",
            "{rule} words a condition that it does not read: “{quote} …”",
        ),
        remedy=Text(
            "skriv villkoret i `when`, `unless`, `except` eller `requires`, eller "
            "godta det om orden inte är ett villkor",
            "write the condition in `when`, `unless`, `except` or `requires`, or "
            "accept it if the words are no condition",
        ),
    ),
    FindingKind(
        name="deadline_as_frequency",
        check=claims.deadlines_as_frequencies,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} säger en frist (”{quote}”) men anger hur ofta",
            "{rule} words a time limit (“{quote}”) but says how often",
        ),
        remedy=Text("skriv fristen i `within`", "write the time limit in `within`"),
        variants={
            "untold": Variant(
                sentence=Text(
                    "{rule} säger en frist (”{quote}”) som svaret inte anger",
                    "{rule} words a time limit (“{quote}”) that the answer leaves out",
                )
            )
        },
    ),
    FindingKind(
        name="lost_degree",
        check=claims.lost_degrees,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} är strängare än stycket den vilar på, som säger ”{quote}”",
            "{rule} is stricter than the passage it rests on, which says “{quote}”",
        ),
        remedy=Text(
            "säg det i `says` eller `note`, eller skriv en svagare `strength`",
            "say so in `says` or `note`, or write a weaker `strength`",
        ),
    ),
    FindingKind(
        name="unfounded_function",
        check=claims.unfounded_functions,
        severity=Severity.WARNING,
        sentence=Text(
            "{rule} ger någon uppgiften `{quote}`, men varken regeln eller stycket "
            "har ett ord om den",
            "{rule} gives somebody the function `{quote}`, but neither the rule nor "
            "the passage has a word of it",
        ),
        remedy=Text(
            "ge den uppgift som texten nämner, eller säg i `note` hur den kan utläsas",
            "give the function that the text names, or say in `note` how it follows",
        ),
    ),
    FindingKind(
        name="stray_sample",
        check=samples.stray_samples,
        severity=Severity.WARNING,
        sentence=Text(
            "exempelfrågan ”{quote}” på {rule} nämner {thing}, som regeln inte "
            "handlar om, och inget annat ord i frågan är regelns",
            "the sample question ”{quote}” of {rule} names {thing}, which the rule is "
            "not about, and no other word of it is the rule's",
        ),
        remedy=Text(
            "flytta frågan till den regel den handlar om, eller stryk den",
            "move the question to the rule that it is about, or delete it",
        ),
    ),
    FindingKind(
        name="unanswered_sample",
        check=samples.unanswered_samples,
        severity=Severity.WARNING,
        is_thorough=True,
        sentence=Text(
            "exempelfrågan ”{quote}” på {rule} läses som en fråga om något annat",
            "the sample question ”{quote}” of {rule} is read as about something else",
        ),
        remedy=Text(
            "ställ frågan så att den skiljer sig, ge ärendet eller omständigheten en "
            "synonym, eller stryk den",
            "put the question so that it differs, give the matter or circumstance a "
            "synonym, or delete it",
        ),
        variants={
            "nothing": Variant(
                sentence=Text(
                    "exempelfrågan ”{quote}” på {rule} förstås inte",
                    "the sample question ”{quote}” of {rule} is not understood",
                )
            ),
            "unsure": Variant(
                sentence=Text(
                    "exempelfrågan ”{quote}” på {rule} förstås bara osäkert",
                    "the sample question ”{quote}” of {rule} is not surely understood",
                )
            ),
            "several": Variant(
                sentence=Text(
                    "exempelfrågan ”{quote}” på {rule} kan lika gärna gälla annat",
                    "the sample question ”{quote}” of {rule} may as well mean others",
                )
            ),
            "case": Variant(
                sentence=Text(
                    "exempelfrågan ”{quote}” på {rule} besvaras som om det vore ett "
                    "annat fall än regelns",
                    "the sample question ”{quote}” of {rule} is answered as if the "
                    "case were another than the rule's",
                )
            ),
            "elsewhere": Variant(),
        },
    ),
    FindingKind(
        name="unaccounted_passage",
        check=documents.unaccounted_passages,
        severity=Severity.ERROR,
        sentence=Text(
            "{thing} har varken en regel eller ett skäl",
            "{thing} has neither a rule nor a reason",
        ),
        remedy=Text(
            "skriv en regel som vilar på det, eller ange `reason`",
            "write a rule that rests on it, or give a `reason`",
        ),
    ),
    FindingKind(
        name="needless_reason",
        check=documents.needless_reasons,
        severity=Severity.INFO,
        sentence=Text(
            "{thing} har en regel och ändå ett skäl att inte ha någon",
            "{thing} has a rule and still a reason to have none",
        ),
        remedy=Text(
            "ta bort `reason`, eller stryk hänvisningen i regeln",
            "delete `reason`, or the rule's citation",
        ),
    ),
    FindingKind(
        name="overdue_review",
        check=documents.overdue_reviews,
        severity=Severity.WARNING,
        sentence=Text(
            "{document} skulle ha setts över senast {day} ({often})",
            "{document} was to be reviewed by {day} ({often})",
        ),
        remedy=Text(
            "se över dokumentet och skriv dagen i `review: {{last: …}}`",
            "review the document and write the day in `review: {{last: …}}`",
        ),
        variants={
            "unrecorded": Variant(
                sentence=Text(
                    "{document} skulle ha setts över senast {day} ({often}); när det "
                    "senast gjordes är inte känt",
                    "{document} was to be reviewed by {day} ({often}); when it last "
                    "was is not known",
                )
            )
        },
    ),
    FindingKind(
        name="unknown_review",
        check=documents.unknown_reviews,
        severity=Severity.WARNING,
        sentence=Text(
            "{document} ska ses över {often}, men när det senast gjordes är inte känt",
            "{document} is to be reviewed {often}, but when it last was is not known",
        ),
        remedy=Text(
            "ta reda på när det sågs över och skriv dagen i `review: {{last: …}}`",
            "find out when it was reviewed and write the day in `review: {{last: …}}`",
        ),
    ),
    FindingKind(
        name="old_section",
        check=statutes.old_sections,
        severity=Severity.WARNING,
        sentence=Text(
            "{thing} nämner {other} med ett nummer som inte längre gäller; det står nu "
            "i {third}",
            "{thing} names {other} by a number that no longer holds; that stands in "
            "{third} today",
        ),
        remedy=Text(
            "läs {third} och skriv det numret, eller säg `until` om regeln är gammal",
            "read {third} and write that number, or say `until` if the rule is old",
        ),
        variants={
            "lost": Variant(
                sentence=Text(
                    "{thing} nämner {other} i en lag som en annan har ersatt",
                    "{thing} names {other} of an act that another has taken over from",
                ),
                remedy=Text(
                    "sök upp paragrafen i den nya lagen, och skriv dess nummer",
                    "find the section in the new act, and write its number",
                ),
            )
        },
    ),
    FindingKind(
        name="unlisted_section",
        check=statutes.unlisted_sections,
        severity=Severity.ERROR,
        sentence=Text(
            "{thing} har {other}, som varken är upptagna eller utelämnade med skäl",
            "{thing} has {other}, neither taken up nor left out with a reason",
        ),
        remedy=Text(
            "registrera ett stycke, eller ange skälet under `omitted` i "
            "`statutes.yaml`",
            "register a passage, or give the reason under `omitted` in `statutes.yaml`",
        ),
        variants={
            "twice": Variant(
                sentence=Text(
                    "{thing} har {other}, som är utelämnade och ändå upptagna eller "
                    "utelämnade en gång till",
                    "{thing} has {other}, left out and still taken up, or left out "
                    "twice",
                ),
                remedy=Text(
                    "ta bort dem ur `omitted` i `statutes.yaml`",
                    "delete them from `omitted` in `statutes.yaml`",
                ),
            ),
            "strange": Variant(
                sentence=Text(
                    "{thing} har inte {other} bland sina paragrafer",
                    "{thing} does not have {other} among its sections",
                ),
                remedy=Text(
                    "rätta numret, eller kör `mandat law register` med lagens text",
                    "correct the number, or run `mandat law register` with its text",
                ),
            ),
        },
    ),
    _unused("unused_role", usage.unused_roles, "rollen", "the role"),
    FindingKind(
        name="unread_inheritance",
        check=usage.unread_kinds,
        severity=Severity.INFO,
        sentence=Text(
            "att rollen {thing} är ett slag av {other} har ingen verkan: ingen regel "
            "talar om den vidare rollen eller något den är ett slag av",
            "that the role {thing} is a kind of {other} has no effect: no rule speaks "
            "of the wider role or of what that is a kind of",
        ),
        remedy=Text(
            "ta bort {other} ur `is:`, eller skriv regeln som saknas",
            "delete {other} from `is:`, or write the rule that is missing",
        ),
    ),
    _unused("unused_matter", usage.unused_matters, "ärendet", "the matter"),
    _unused("unused_act", usage.unused_acts, "handlingen", "the act"),
    _unused(
        "unused_circumstance",
        usage.unused_circumstances,
        "omständigheten",
        "the circumstance",
    ),
    _unused("unused_tag", usage.unused_tags, "märkningen", "the tag"),
    FindingKind(
        name="unfit_label",
        check=labels.unfit_labels,
        severity=Severity.INFO,
        sentence=Text(
            "omständigheten {thing} heter något som inte är ett substantiv, så svar "
            "som ”beror på …” går inte att läsa",
            "the circumstance {thing} is called something that is no noun, so that an "
            "answer that “depends on …” cannot be read",
        ),
        remedy=Text(
            "skriv ett substantiv i `label`, och satsen i `clause: {{yes: …, no: …}}`",
            "write a noun in `label`, and the clause in `clause: {{yes: …, no: …}}`",
        ),
        variants={
            "act": Variant(
                sentence=Text(
                    "handlingen {thing} heter ”få …”, så att ”får” står två gånger "
                    "i svaren",
                    "the act {thing} is called “may …” or the like, which answers say "
                    "once more",
                ),
                remedy=Text(
                    "skriv vad någon gör: `begära återremiss`",
                    "write what somebody does: `ask for a referral back`",
                ),
            )
        },
    ),
    FindingKind(
        name="role_without_post",
        check=posts.roles_without_post,
        severity=Severity.WARNING,
        sentence=Text(
            "ingen post har rollen {thing}, som {count} rader ger något att besluta: "
            "vem som har det en viss dag säger ingen",
            "no post holds the role {thing}, to which {count} rows give something to "
            "decide: nobody tells who has that on a day",
        ),
        remedy=Text(
            "skriv posten i `posts.csv`, med 0 innehavare medan den är vakant",
            "write the post in `posts.csv`, with 0 holders while it is vacant",
        ),
    ),
    FindingKind(
        name="post_without_power",
        check=posts.posts_without_power,
        severity=Severity.INFO,
        sentence=Text(
            "posten {thing} har ingen roll som en delegationsordning ger något",
            "the post {thing} has no role to which a delegation order gives anything",
        ),
        remedy=Text(
            "ge den sin roll i ordningen, eller stryk den ur `posts.csv`",
            "give it its role in the order, or delete it from `posts.csv`",
        ),
    ),
    FindingKind(
        name="lost_scenario",
        check=scenarios.lost_scenarios,
        severity=Severity.ERROR,
        sentence=Text(
            "scenariot {thing} syftar på något som inte finns: {mistake}",
            "the scenario {thing} refers to something that is not there: {mistake}",
        ),
        remedy=Text("{mistake_remedy}", "{mistake_remedy}"),
        variants={"misread": Variant(sentence=Text("{mistake}", "{mistake}"))},
    ),
    FindingKind(
        name="too_many_cells",
        check=limits.too_many_cells,
        reads_logbook=True,
        severity=Severity.ERROR,
        sentence=Text(
            "{count} fall tillsammans är fler än som kan gås igenom ({circumstances}): "
            "{rules}",
            "{count} cases together are more than can be walked ({circumstances}): "
            "{rules}",
        ),
        remedy=Text(
            "dela ärendet, eller låt reglerna fråga efter färre omständigheter",
            "divide the matter, or let the rules ask for fewer circumstances",
        ),
    ),
    FindingKind(
        name="unwieldy_rule",
        check=limits.unwieldy_rules,
        reads_logbook=True,
        severity=Severity.ERROR,
        sentence=Text("{message}", "{message}"),
        remedy=Text("dela regeln i flera", "divide the rule into several"),
    ),
    FindingKind(
        name="missing_amount",
        check=limits.missing_amounts,
        reads_logbook=True,
        severity=Severity.ERROR,
        sentence=Text("{message}", "{message}"),
        remedy=Text(
            "lägg till årets belopp i `rules/prisbasbelopp.yaml`",
            "add the year's amount to `rules/prisbasbelopp.yaml`",
        ),
    ),
    STALE_ACCEPTANCE,
    UNKNOWN_KIND,
)
KINDS_BY_NAME: Mapping[str, FindingKind] = {kind.name: kind for kind in KINDS}
