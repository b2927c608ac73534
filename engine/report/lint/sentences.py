"""Say what lint found: one sentence for each kind of finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lint.findings import Ban
from ...rulebook.language.acceptances import FindingKind
from ..conclusions import subject_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...lint.findings import LintFinding
    from ..wording import Wording

    Say = Callable[[LintFinding, Wording], str]

UNUSED = {
    FindingKind.UNUSED_ROLE: ("rollen", "the role"),
    FindingKind.UNUSED_MATTER: ("ärendet", "the matter"),
    FindingKind.UNUSED_ACT: ("handlingen", "the act"),
    FindingKind.UNUSED_CIRCUMSTANCE: ("omständigheten", "the circumstance"),
    FindingKind.UNUSED_TAG: ("märkningen", "the tag"),
}


def said(finding: LintFinding, wording: Wording) -> str:
    """Return what was found, as a sentence without a full stop."""
    if finding.kind in UNUSED:
        called = wording.say(*UNUSED[finding.kind])
        return wording.say(
            f"{called} `{finding.about[0]}` används inte: ingen regel, källa eller "
            "scenario talar om det",
            f"{called} `{finding.about[0]}` is not used: no rule, document or "
            "scenario speaks of it",
        )
    return _SAYINGS[finding.kind](finding, wording)


# the sentences ----------------------------------------------------------------------


def _rules(finding: LintFinding, wording: Wording) -> str:
    return wording.listed([f"`{rule}`" for rule in finding.rules])


def _others(finding: LintFinding, wording: Wording) -> str:
    return wording.listed([f"`{rule}`" for rule in finding.rules[1:]])


def _cited(finding: LintFinding, wording: Wording) -> str:
    """Return the law in brackets after a space, empty where no passage is known."""
    cites = "; ".join(wording.citation(cite) for cite in finding.cites)
    return f" ({cites})" if cites else ""


def _subject(finding: LintFinding, wording: Wording) -> str:
    """Return what the witness asks, with its circumstances, in words."""
    question = finding.witness.question
    if question is None:
        return ""
    about = wording.say("om", "about")
    text = f" {about} {subject_text(question.kind, question.slots, wording)}"
    given = [
        f"{wording.circumstance(name)}: {wording.value(name, value)}"
        for name, value in question.given
    ]
    when = wording.say("när", "when")
    return f"{text}, {when} {wording.listed(given)}" if given else text


def _contradiction(finding: LintFinding, wording: Wording) -> str:
    rules, subject = _rules(finding, wording), _subject(finding, wording)
    if finding.about:
        label = wording.circumstance(finding.about[0])
        return wording.say(
            f"{rules} klassar {label} på olika sätt{subject}",
            f"{rules} classify {label} in different ways{subject}",
        )
    return wording.say(
        f"{rules} säger emot varandra{subject}, och ingen av dem går före",
        f"{rules} contradict each other{subject}, and neither prevails",
    )


def _gap(finding: LintFinding, wording: Wording) -> str:
    rules, subject = _rules(finding, wording), _subject(finding, wording)
    more = finding.count - 1
    also = ""
    if more:
        also = wording.say(f" (och i {more} fall till)", f" (and in {more} more cases)")
    return wording.say(
        f"ingen regel säger vem som beslutar{subject}{also}; annars gör {rules} det",
        f"no rule says who decides{subject}{also}; elsewhere {rules} "
        f"{'do' if len(finding.rules) > 1 else 'does'}",
    )


def _never(finding: LintFinding, wording: Wording) -> str:
    rule = f"`{finding.rules[0]}`"
    if finding.reason:
        others = _others(finding, wording)
        why = wording.enum(finding.reason)
        return wording.say(
            f"{rule} gäller aldrig: den viker alltid för {others} ({why})",
            f"{rule} never prevails: it always yields to {others} ({why})",
        )
    if finding.about:
        names = wording.listed([wording.circumstance(name) for name in finding.about])
        return wording.say(
            f"{rule} har ingen verkan: ingen regel frågar efter {names}",
            f"{rule} has no effect: no rule asks for {names}",
        )
    return wording.say(
        f"{rule} gäller aldrig: dess villkor uppfylls inte i något fall",
        f"{rule} never prevails: its conditions hold in no case",
    )


def _set_aside(finding: LintFinding, wording: Wording) -> str:
    lower, higher = finding.rules
    subject, cited = _subject(finding, wording), _cited(finding, wording)
    return wording.say(
        f"`{lower}` får vika för `{higher}`, som säger annat{subject}{cited}",
        f"`{lower}` yields to `{higher}`, which says otherwise{subject}{cited}",
    )


def _unlawful(finding: LintFinding, wording: Wording) -> str:
    rule, cited = f"`{finding.rules[0]}`", _cited(finding, wording)
    higher = wording.jurisdiction.rules_by_id[finding.rules[1]]
    says = wording.say.text(higher.says).rstrip(".")
    if finding.ban is Ban.NOTIFICATION:
        return wording.say(
            f"{rule} utelämnar det som lagen kräver: {says}{cited}",
            f"{rule} leaves out what the law demands: {says}{cited}",
        )
    return wording.say(
        f"{rule} ger en beslutanderätt som lagen inte tillåter: {says}{cited}",
        f"{rule} gives a power to decide that the law bans: {says}{cited}",
    )


def _field(finding: LintFinding, wording: Wording) -> str:
    rule, cited = f"`{finding.rules[0]}`", _cited(finding, wording)
    return wording.say(
        f"{rule} låter kommunstyrelsen besluta i en annan nämnds verksamhet, och det "
        f"kräver att fullmäktige har bestämt det{cited}",
        f"{rule} lets the executive board decide within another committee's activity, "
        f"which takes a decision by the council{cited}",
    )


def _passage(finding: LintFinding, wording: Wording) -> str:
    passage = f"`{finding.about[0]}`"
    if finding.kind is FindingKind.NEEDLESS_REASON:
        return wording.say(
            f"{passage} har en regel och ändå ett skäl att inte ha någon",
            f"{passage} has a rule and still a reason to have none",
        )
    return wording.say(
        f"{passage} har varken en regel eller ett skäl",
        f"{passage} has neither a rule nor a reason",
    )


def _review(finding: LintFinding, wording: Wording) -> str:
    source = wording.jurisdiction.sources[finding.about[0]]
    title = wording.say.text(source.title)
    often = wording.frequency(source.review.every) if source.review else ""
    if finding.day:
        unknown = ""
        if source.review and source.review.last is None:
            unknown = wording.say(
                "; när det senast gjordes är inte känt",
                "; when it last was is not known",
            )
        return wording.say(
            f"{title} skulle ha setts över senast {finding.day} ({often}){unknown}",
            f"{title} was to be reviewed by {finding.day} ({often}){unknown}",
        )
    return wording.say(
        f"{title} ska ses över {often}, men när det senast gjordes är inte känt",
        f"{title} is to be reviewed {often}, but when it last was is not known",
    )


def _scenario(finding: LintFinding, wording: Wording) -> str:
    what = finding.problem.what if finding.problem else ""
    name = finding.about[0]
    if not name:
        return what
    return wording.say(
        f"scenariot `{name}` syftar på något som inte finns: {what}",
        f"the scenario `{name}` refers to something that is not there: {what}",
    )


def _cells(finding: LintFinding, wording: Wording) -> str:
    names = wording.listed([wording.circumstance(name) for name in finding.about])
    rules = _rules(finding, wording)
    count = f"{finding.count:,}".replace(",", " ")
    return wording.say(
        f"{names} ger {count} fall tillsammans, fler än som kan gås igenom: {rules}",
        f"{names} make {count} cases together, more than can be walked: {rules}",
    )


def _unwieldy(finding: LintFinding, _wording: Wording) -> str:
    return finding.said


def _stale(finding: LintFinding, wording: Wording) -> str:
    kind, *about = finding.about
    names = [f"`{name}`" for name in (*finding.rules, *about)]
    return wording.say(
        f"`{kind}` om {wording.listed(names)} är godtaget men finns inte längre",
        f"`{kind}` of {wording.listed(names)} is accepted but no longer there",
    )


_SAYINGS: Mapping[FindingKind, Say] = {
    FindingKind.CONTRADICTION: _contradiction,
    FindingKind.GAP: _gap,
    FindingKind.NEVER_PREVAILS: _never,
    FindingKind.SET_ASIDE: _set_aside,
    FindingKind.UNLAWFUL_DELEGATION: _unlawful,
    FindingKind.ANOTHER_COMMITTEES_FIELD: _field,
    FindingKind.UNACCOUNTED_PASSAGE: _passage,
    FindingKind.NEEDLESS_REASON: _passage,
    FindingKind.OVERDUE_REVIEW: _review,
    FindingKind.UNKNOWN_REVIEW: _review,
    FindingKind.LOST_SCENARIO: _scenario,
    FindingKind.TOO_MANY_CELLS: _cells,
    FindingKind.UNWIELDY_RULE: _unwieldy,
    FindingKind.MISSING_AMOUNT: _unwieldy,
    FindingKind.STALE_ACCEPTANCE: _stale,
}
