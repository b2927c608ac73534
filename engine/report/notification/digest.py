"""The lists of a meeting in words: what each decision is, and why it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...audit.logged_decisions import LoggedDecision
from ...notification.natures import DecisionNature, Unclearness
from ...notification.reporting_lists import COUNTED, TOLD_AT_MEETING, ReportingList
from ...rulebook.model.vocabulary import TermKind
from ..layout import capital
from ..messages.rendering import message_text
from ..say import day_text
from ..wording import Wording

if TYPE_CHECKING:
    from ...notification.reporting_lists import ListedDecision, MeetingReport
    from ...rulebook.model.packs import Jurisdiction
    from ..say import Say

_TITLES = {
    ReportingList.URGENT: (
        "Brådskande beslut (6 kap. 39 § kommunallagen)",
        "Urgent decisions (6 kap. 39 §)",
    ),
    ReportingList.TOLD: ("Beslut på delegation", "Delegated decisions"),
    ReportingList.THROUGH: (
        "Beslut som har vidaredelegerats",
        "Decisions that were sub-delegated",
    ),
    ReportingList.LATE: (
        "Saknas sedan tidigare sammanträden",
        "Missing since earlier meetings",
    ),
    ReportingList.MINUTED: (
        "Anmäls inte: protokollförs särskilt",
        "Not reported: minuted apart",
    ),
    ReportingList.SILENT: (
        "Anmäls inte, och överklagas i annan ordning",
        "Not reported, and appealed in another way",
    ),
    ReportingList.TOLD_ELSEWHERE: ("Anmäls till någon annan", "Reported to others"),
    ReportingList.EXECUTION: (
        "Verkställighet: inget beslut, hör inte hit",
        "Execution: no decision, does not belong",
    ),
    ReportingList.OWN: ("Inte på delegation", "Not by delegation"),
    ReportingList.UNCLEAR: ("Att reda ut", "To be settled"),
    ReportingList.EARLIER: (
        "Hör till tidigare sammanträden",
        "Belong to earlier meetings",
    ),
    ReportingList.LATER: (
        "Hör till senare sammanträden",
        "Belong to later meetings",
    ),
    ReportingList.OTHER_COMMITTEE: (
        "Hör till andra nämnder",
        "Belong to other committees",
    ),
}


class ListLine(NamedTuple):
    """A decision on a list, in words."""

    point: str
    matter: str
    number: str
    day: str
    decided_by: str
    remark: str
    kept: tuple[str, ...]
    row: int

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns of a list."""
        own = self.point, self.matter, self.number, self.day, self.decided_by
        return (*own, self.remark, *self.kept)


class MeetingDigest:
    """Says the lists of a meeting.

    Args:
        report: the lists.
        jurisdiction: the municipality.
        kept: the headings of columns that are told as they are.
        say: the language of the reader.
    """

    def __init__(
        self,
        report: MeetingReport,
        jurisdiction: Jurisdiction,
        kept: tuple[str, ...],
        say: Say,
    ) -> None:
        """Take the lists and the words."""
        self.report = report
        self.words = Wording(jurisdiction, say)
        self.kept = kept
        self.say = say

    @property
    def committee(self) -> str:
        """The name of the committee."""
        return self.words.role(self.report.committee)

    @property
    def title(self) -> str:
        """What the document is called."""
        say, day = self.say, day_text(self.report.meeting, self.say)
        return say(
            f"Anmälan av delegationsbeslut, {self.committee} den {day}",
            f"Report of delegated decisions, {self.committee}, {day}",
        )

    @property
    def period(self) -> str:
        """Which decisions the meeting is told of."""
        say, meeting = self.say, day_text(self.report.meeting, self.say)
        if self.report.before is None:
            return say(
                f"Beslut före den {meeting}. Inget tidigare sammanträde är känt.",
                f"Decisions before {meeting}. No earlier meeting is known.",
            )
        before = day_text(self.report.before, say)
        period = say(
            f"Beslut från och med den {before}, dagen för förra sammanträdet, och före "
            f"den {meeting}.",
            f"Decisions from {before}, the day of the meeting before, and before "
            f"{meeting}.",
        )
        if not self._has_longer_spans:
            return period
        longer = say(
            "Det som anmäls för en månad eller ett kvartal är från hela den tiden.",
            "What is reported for a month or a quarter is from all of it.",
        )
        return f"{period} {longer}"

    @property
    def _has_longer_spans(self) -> bool:
        """Tell whether something was decided before the meeting before."""
        before = self.report.before
        return before is not None and any(
            isinstance(listed.row, LoggedDecision) and listed.row.on < before
            for list_ in TOLD_AT_MEETING
            for listed in self.report.of(list_)
        )

    @property
    def unknown(self) -> str:
        """That the log does not say what was reported; empty where it does."""
        if self.report.is_reporting_told:
            return ""
        return self.say(
            "Loggen säger inte vad som har anmälts, så det som saknas sedan tidigare "
            "är inte känt.",
            "The log does not say what was reported, so what is missing since earlier "
            "meetings is not known.",
        )

    def list_title(self, list_: ReportingList) -> str:
        """Return what a list is called."""
        return self.say(*_TITLES[list_])

    def counts(self) -> list[str]:
        """Return how many decisions are on the lists that are only counted."""
        counted = [(each, self.report.count(each)) for each in COUNTED]
        return [f"{self.list_title(each)}: {n}" for each, n in counted if n]

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns of a list."""
        say = self.say
        return (
            say("punkt", "point"),
            say("ärende", "matter"),
            say("beslut", "decision"),
            say("datum", "day"),
            say("beslutat av", "decided by"),
            say("anmärkning", "remark"),
            *self.kept,
        )

    def lines(self, list_: ReportingList) -> list[ListLine]:
        """Return the decisions on a list, in order."""
        return [self.line(listed) for listed in self.report.of(list_)]

    def line(self, listed: ListedDecision) -> ListLine:
        """Return a decision in words."""
        row, nature = listed.row, listed.nature
        remark = "; ".join(self._remarks(listed))
        if not isinstance(row, LoggedDecision):
            number = self.say(f"rad {row.row}", f"row {row.row}")
            empty = ("",) * len(self.kept)
            return ListLine("", "", number, "", "", remark, empty, row.row)
        matter = self.words.matter(row.matter) if row.matter else self._matter(listed)
        kept = dict(row.kept)
        return ListLine(
            point=nature.point or row.reference,
            matter=capital(matter),
            number=row.number or self.say(f"rad {row.row}", f"row {row.row}"),
            day=row.on.isoformat(),
            decided_by=self._decider(row),
            remark=remark,
            kept=tuple(kept.get(heading, "") for heading in self.kept),
            row=row.row,
        )

    def _matter(self, listed: ListedDecision) -> str:
        """Return the matter of the row that a decision was taken by."""
        by_id = self.words.jurisdiction.rules_by_id
        for id_ in listed.nature.rules:
            for ids in by_id[id_].scope_of.values():
                return self.words.matter(min(ids))
        return ""

    def _decider(self, row: LoggedDecision) -> str:
        jurisdiction = self.words.jurisdiction
        post = jurisdiction.posts.get(row.decided_by)
        is_role = row.decided_by in jurisdiction.vocabulary.terms(TermKind.ROLE)
        if post is not None and not is_role:
            return post.title
        return self.words.role(row.decided_by)

    # remarks --------------------------------------------------------------------------

    def _remarks(self, listed: ListedDecision) -> list[str]:
        """Return what is to be known of a decision on its list."""
        say, words, nature = self.say, self.words, listed.nature
        remarks = []
        if nature.why is not None:
            remarks.append(self._why(listed))
        if listed.list is ReportingList.LATE and listed.due is not None:
            due = listed.due.isoformat()
            remarks.append(say(f"skulle anmälas {due}", f"was due {due}"))
        if nature.nature is DecisionNature.URGENT and listed.list is ReportingList.LATE:
            remarks.append(say("brådskande beslut", "urgent decision"))
        if nature.nature is DecisionNature.THROUGH:
            told = words.role(nature.told_to)
            remarks.append(
                say(
                    f"anmäls till {told}, som anmäler det vidare",
                    f"reported to {told}, who reports it on",
                )
            )
        if nature.nature is DecisionNature.TOLD_ELSEWHERE:
            told = words.role(nature.told_to)
            remarks.append(say(f"anmäls till {told}", f"reported to {told}"))
        for text in nature.written:
            written = say.text(text)
            remarks.append(
                say(
                    f"ordningen har ett villkor som ska bedömas: {written}",
                    f"the order has a condition to be judged: {written}",
                )
            )
        if nature.is_appeal_unsaid:
            remarks.append(
                say(
                    "ordningen säger inte hur beslutet överklagas",
                    "the order does not say how it is appealed",
                )
            )
        return remarks

    def _why(self, listed: ListedDecision) -> str:
        """Return why nobody can tell what a decision is to the committee."""
        say, words, nature = self.say, self.words, listed.nature
        named = [self._name(name) for name in nature.names]
        listed_names = words.enumeration(named, "or")
        match nature.why:
            case Unclearness.NO_RULE:
                return say("ingen regel", "no rule")
            case Unclearness.CONFLICT:
                return say(
                    "reglerna säger emot varandra", "the rules contradict each other"
                )
            case Unclearness.ANOTHER_DECIDES:
                return say(
                    f"enligt reglerna beslutar {listed_names}",
                    f"by the rules {listed_names} decides",
                )
            case Unclearness.FACTS_MISSING:
                return say(
                    f"loggen säger inte: {listed_names}",
                    f"the log does not say: {listed_names}",
                )
            case Unclearness.SEVERAL_MATTERS:
                return say(
                    f"{listed_names} är flera ärenden",
                    f"{listed_names} is several matters",
                )
            case Unclearness.UNSAID:
                return say(
                    f"punkt {listed_names}: ordningen säger inte om beslutet anmäls",
                    f"point {listed_names}: the order does not say if it is reported",
                )
            case Unclearness.OWN_WORDS:
                return say(
                    f"ordningen säger med egna ord när det anmäls: {nature.names[-1]}",
                    f"the order says in its own words when: {nature.names[-1]}",
                )
            case _ if nature.message is not None:
                return message_text(nature.message, say)
            case _:
                return say("går inte att läsa", "cannot be read")

    def _name(self, name: str) -> str:
        """Return a role or a circumstance by its label, anything else as it is."""
        known = self.words.jurisdiction.vocabulary
        if name in known.roles:
            return self.words.role(name)
        if name in known.circumstances:
            return self.words.circumstance(name)
        return name
