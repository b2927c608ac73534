"""Say what an audit found of a row: its verdict in short, and why in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...audit.reporting import last_day_to_report
from ...audit.verdicts import AuditVerdict
from ..answers.may import entitlement_text
from ..decision_verdicts import DecisionVerdict, verdict_text
from ..messages.rendering import message_text
from ..notes import note_text
from ..say import day_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ...audit.judged_log import AuditCase
    from ...audit.keyed_log import CaseKey
    from ..say import Say
    from ..wording import Wording

#: What a verdict is called in a table.
_SHORT: Mapping[AuditVerdict, tuple[str, str]] = {
    AuditVerdict.ANOTHER_DECIDES: ("annan beslutar", "another decides"),
    AuditVerdict.NO_RULE: ("ingen regel", "no rule"),
    AuditVerdict.NOT_IN_FORCE: ("gällde inte då", "not in force then"),
    AuditVerdict.WRONG_POINT: ("fel punkt", "wrong point"),
    AuditVerdict.NOT_REPORTED: ("inte anmält i tid", "not reported in time"),
    AuditVerdict.REPORTED_NO_DECISION: (
        "anmält fast inget beslut",
        "reported though not a decision",
    ),
    AuditVerdict.CONFLICT: ("reglerna motsäger sig", "rules contradict"),
    AuditVerdict.DOUBTFUL: ("osäkert", "doubtful"),
    AuditVerdict.FACTS_MISSING: (
        "uppgifterna räcker inte",
        "the facts do not say",
    ),
    AuditVerdict.UNREADABLE: ("gick inte att pröva", "could not be examined"),
    AuditVerdict.IN_ORDER: ("i ordning", "in order"),
}


def verdict_name(verdict: AuditVerdict, say: Say) -> str:
    """Return what a verdict is called in short."""
    return say(*_SHORT[verdict])


class CaseWords:
    """Says what was found of the cases of a log.

    Args:
        wording: the words of the municipality.
        meetings: the days on which committees meet.
    """

    def __init__(
        self, wording: Wording, meetings: Mapping[str, Sequence[dt.date]]
    ) -> None:
        """Take the words."""
        self._wording = wording
        self._meetings = meetings

    @property
    def say(self) -> Say:
        """What chooses the language."""
        return self._wording.say

    def reason(
        self, case: AuditCase, verdict: AuditVerdict, day: dt.date | None
    ) -> str:
        """Return why a row of a case has a verdict, as a sentence."""
        say, found = self._wording.say, case.finding
        match verdict:
            case AuditVerdict.UNREADABLE:
                told = message_text(found.message, say) if found.message else ""
                return f"{found.heading}: {told}" if found.heading else told
            case AuditVerdict.REPORTED_NO_DECISION:
                return say(
                    "Det är verkställighet och inget beslut: det anmäls inte.",
                    "It is execution and no decision: it is not reported.",
                )
            case AuditVerdict.NOT_REPORTED:
                return self._late(case, day)
            case AuditVerdict.IN_ORDER if found.is_execution:
                names = self._names(case)
                return verdict_text(DecisionVerdict.NO_DECISION, names, say)
            case AuditVerdict.DOUBTFUL:
                said = [note_text(note, self._wording) for note in found.doubts]
                if found.doubt:
                    said.append(entitlement_text(found.doubt, self._wording))
                return " ".join(said)
            case _:
                names = self._names(case)
                return verdict_text(DecisionVerdict(verdict.value), names, say)

    def _late(self, case: AuditCase, day: dt.date | None) -> str:
        say, duty = self._wording.say, case.finding.duty
        if duty is None or day is None:
            return ""
        meetings = self._meetings.get(duty.told_to, ())
        last = last_day_to_report(duty.notification, day, meetings)
        whom = self._wording.role(duty.told_to)
        until = day_text(last, say) if last else "–"
        return say(
            f"Skulle ha anmälts till {whom} senast {until}.",
            f"Should have been reported to {whom} by {until}.",
        )

    def _names(self, case: AuditCase) -> list[str]:
        known = self._wording.jurisdiction.vocabulary
        return [
            self._wording.role(name)
            if name in known.roles
            else self._wording.circumstance(name)
            if name in known.circumstances
            else name
            for name in case.finding.names
        ]

    def subject(self, case: AuditCase) -> str:
        """Return what rows of a case are about: their point and their matter."""
        matter = (
            self._wording.matter(case.finding.matter) if case.finding.matter else ""
        )
        reference = case.key.reference if case.key else ""
        return ", ".join(filter(None, (reference, matter)))

    def decider(self, key: CaseKey | None) -> str:
        """Return who decided, as the rules or the posts call them."""
        if key is None:
            return ""
        known = self._wording.jurisdiction
        if key.decided_by in known.vocabulary.roles:
            return self._wording.role(key.decided_by)
        post = known.posts.get(key.decided_by)
        return f"{post.title} ({post.id})" if post else key.decided_by

    def committee(self, id_: str) -> str:
        """Return what a committee is called, `–` for none."""
        return self._wording.role(id_) if id_ else "–"

    def cell(self, case: AuditCase) -> str:
        """Return the classes of the facts of a case."""
        cell = case.key.cell if case.key else ()
        return "; ".join(
            f"{self._wording.circumstance(name)}: {text}" for name, text in cell if text
        )

    def passages(self, case: AuditCase) -> list[str]:
        """Return the passages that the answer rests on."""
        listed = (self._wording.citation(id_) for id_ in case.finding.cites)
        return list(dict.fromkeys(listed))
