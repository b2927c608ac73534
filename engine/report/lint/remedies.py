"""Say what to do about what lint found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lint.findings import Ban
from ...rulebook.language.acceptances import FindingKind
from .sentences import UNUSED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...lint.findings import LintFinding
    from ..wording import Wording


def remedy(finding: LintFinding, wording: Wording) -> str:
    """Return what to do about a finding."""
    if finding.problem:
        return finding.problem.remedy
    if finding.ban in _LAWFUL:
        return wording.say(*_LAWFUL[finding.ban])
    kind = FindingKind.UNUSED_ROLE if finding.kind in UNUSED else finding.kind
    return wording.say(*_REMEDIES[kind])


_LAWFUL: Mapping[Ban | None, tuple[str, str]] = {
    Ban.GROUP: (
        (
            "nämn den anställde som beslutar, eller skriv "
            "`act: internal_position` om det "
            "bara är ett ställningstagande"
        ),
        (
            "name the employee who decides, or write `act: internal_position` if it is "
            "only a position"
        ),
    ),
    Ban.MIXED: (
        (
            "låt en av dem besluta och den andra rådfrågas, eller skriv "
            "`act: internal_position`"
        ),
        (
            "let one of them decide and the other be consulted, or write "
            "`act: internal_position`"
        ),
    ),
    Ban.URGENCY: (
        (
            "nämn ordföranden eller en utsedd ledamot, eller skriv "
            "`act: delegated_decision` om det vilar på en vanlig delegation"
        ),
        (
            "name the chair or a named member, or write "
            "`act: delegated_decision` if it "
            "rests on an ordinary delegation"
        ),
    ),
    Ban.NOTIFICATION: (
        "lägg till `informed:` med nämnden",
        "add `informed:` with the committee",
    ),
}
_REMEDIES: Mapping[FindingKind, tuple[str, str]] = {
    FindingKind.CONTRADICTION: (
        (
            "låt den ena ersätta den andra (`overrides`), gör den ena snävare, "
            "eller rätta "
            "den som är fel"
        ),
        (
            "let one override the other (`overrides`), make one narrower, "
            "or correct the "
            "one that is wrong"
        ),
    ),
    FindingKind.GAP: (
        "skriv en regel för fallet, eller godta luckan om dokumentet tiger",
        "write a rule for the case, or accept the gap if the document is silent",
    ),
    FindingKind.NEVER_PREVAILS: (
        "rätta den, eller ta bort den",
        "correct it, or delete it",
    ),
    FindingKind.SET_ASIDE: (
        "ändra den lokala texten, eller godta skillnaden om dokumentet säger så",
        "change the local text, or accept the difference if the document says so",
    ),
    FindingKind.UNLAWFUL_DELEGATION: (
        "låt den som lagen nämner besluta",
        "let the one the law names decide",
    ),
    FindingKind.ANOTHER_COMMITTEES_FIELD: (
        "hänvisa till fullmäktiges beslut, eller låt nämnden besluta",
        "cite the council's decision, or let the committee decide",
    ),
    FindingKind.UNACCOUNTED_PASSAGE: (
        "skriv en regel som vilar på det, eller ange `reason`",
        "write a rule that rests on it, or give a `reason`",
    ),
    FindingKind.NEEDLESS_REASON: (
        "ta bort `reason`, eller stryk hänvisningen i regeln",
        "delete `reason`, or the rule's citation",
    ),
    FindingKind.OVERDUE_REVIEW: (
        "se över dokumentet och skriv dagen i `review: {last: …}`",
        "review the document and write the day in `review: {last: …}`",
    ),
    FindingKind.UNKNOWN_REVIEW: (
        "ta reda på när det sågs över och skriv dagen i `review: {last: …}`",
        "find out when it was reviewed and write the day in `review: {last: …}`",
    ),
    FindingKind.UNUSED_ROLE: (
        "ta bort det ur `vocabulary.yaml`, eller skriv regeln som saknas",
        "delete it from `vocabulary.yaml`, or write the rule that is missing",
    ),
    FindingKind.TOO_MANY_CELLS: (
        "dela ärendet, eller låt reglerna fråga efter färre omständigheter",
        "divide the matter, or let the rules ask for fewer circumstances",
    ),
    FindingKind.UNWIELDY_RULE: (
        "dela regeln i flera",
        "divide the rule into several",
    ),
    FindingKind.MISSING_AMOUNT: (
        "lägg till årets belopp i `rules/prisbasbelopp.yaml`",
        "add the year's amount to `rules/prisbasbelopp.yaml`",
    ),
    FindingKind.STALE_ACCEPTANCE: (
        "ta bort den ur `accepted.yaml`, eller rätta namnen",
        "delete it from `accepted.yaml`, or correct the names",
    ),
}
