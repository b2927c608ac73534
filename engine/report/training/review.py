"""Put what many sessions amount to into words, for the yearly review of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record
from ...rulebook.model.sources import Rank
from ...rulebook.tracing.accounts import next_review
from ...training.sessions import of_municipality
from ...training.tallies import FEW
from ..say import counted, share_text, whole_points

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ...rulebook.model.sources import Source
    from ...training.sessions import Session
    from ...training.tallies import Tallies, Tally, TallyLine
    from ..say import Say
    from ..wording import Wording


@record
class ReviewLine:
    """How a case or a rule was answered, in words.

    `now` and `before` are the shares of wrong answers from 0 to 1, this year and the
    year before, None where nobody answered. `instead` holds pairs of what was chosen
    and how often, the most often first; `where` the cases a rule bore in. With
    `is_scant` there are too few answers to say much.
    """

    id: str
    text: str
    tally: Tally
    now: float | None
    before: float | None
    truth: str
    instead: tuple[tuple[str, int], ...]
    where: tuple[str, ...]
    is_scant: bool

    @property
    def change(self) -> int | None:
        """By how many per cent the share rose since the year before, as shown.

        The change is the difference of the whole numbers that stand beside it.
        """
        if self.now is None or self.before is None:
            return None
        return whole_points(self.now) - whole_points(self.before)

    @property
    def change_text(self) -> str:
        """By how many per cent the share rose or fell, signed."""
        if self.change is None:
            return "–"
        return f"{self.change:+}" if self.change else "±0"


@record
class Doubt:
    """A rule that a group marked as unclear, with the note of somebody."""

    rule: str
    text: str
    case: str
    day: dt.date
    note: str


@record
class DueDocument:
    """A document and when it is to be reviewed, in words and as a day.

    There is no day where it is not known when the document was reviewed last.
    """

    id: str
    title: str
    text: str
    by: str
    day: dt.date | None
    is_overdue: bool


@record
class SessionShare:
    """One session as a point in time: how many answers were right."""

    day: dt.date
    right: int
    total: int


@record
class YearlyReview:
    """Everything the yearly review is told; the worst understood comes first.

    `unreviewed` are the titles of local documents that say nothing of a review, and
    `elsewhere` is the number of answers to cases of other municipalities.
    """

    wording: Wording
    sessions: tuple[SessionShare, ...]
    total: Tally
    rules: tuple[ReviewLine, ...]
    cases: tuple[ReviewLine, ...]
    doubts: tuple[Doubt, ...]
    due: tuple[DueDocument, ...]
    unreviewed: tuple[str, ...]
    year: int | None
    before: int | None
    elsewhere: int

    @property
    def say(self) -> Say:
        """The language of the reader."""
        return self.wording.say

    @property
    def worst(self) -> ReviewLine | None:
        """The rule that most people got wrong, where there are answers enough."""
        first = next(iter(self.rules), None)
        return first if first and not first.is_scant and first.tally.wrong else None

    @property
    def headline(self) -> str:
        """What the sessions amount to, in a sentence."""
        say, total = self.say, self.total
        days = sorted(session.day for session in self.sessions)
        elsewhere = self._elsewhere
        if not days:
            nobody = say("Ingen har svarat än.", "Nobody has answered yet.")
            return elsewhere or nobody
        period = str(days[0]) if days[0] == days[-1] else f"{days[0]} – {days[-1]}"
        right = share_text(total.right, total.total, say)
        return say(
            f"{period}: {counted(len(days), 'tillfälle', 'tillfällen')}, "
            f"{len(self.cases)} fall, "
            f"{total.total} svar, {right} rätt. {elsewhere}",
            f"{period}: {counted(len(days), 'session', 'sessions')}, "
            f"{counted(len(self.cases), 'case', 'cases')}, "
            f"{counted(total.total, 'answer', 'answers')}, {right} right. {elsewhere}",
        ).rstrip()

    @property
    def _elsewhere(self) -> str:
        """How many answers are about other municipalities; empty for none."""
        if not self.elsewhere:
            return ""
        count, place = self.elsewhere, self.wording.place
        return self.say(
            f"{count} svar gäller andra fall än de för {place} och räknas inte.",
            f"Of other cases than those for {place}: "
            f"{counted(count, 'answer', 'answers')} not counted.",
        )


def yearly_review(
    tallies: Tallies, wordings: Sequence[Wording], today: dt.date
) -> YearlyReview:
    """Return the yearly review.

    Args:
        tallies: what the sessions amount to.
        wordings: the words of each jurisdiction whose rules and documents count.
        today: the day from which a review is overdue.
    """
    titles, ruled = tallies.titles(), tallies.ruled()
    sources = _local_sources(_concerned(wordings, tallies))
    due = [_due(source, words, today) for source, words in sources if source.review]
    return YearlyReview(
        wording=wordings[0],
        sessions=tuple(_share(s) for s in tallies.sessions if s.answers),
        total=tallies.total,
        rules=tuple(
            _line(line, _says(line.id, wordings), tallies) for line in tallies.rules
        ),
        cases=tuple(_line(line, line.title, tallies) for line in tallies.cases),
        doubts=tuple(
            Doubt(
                rule=mark.rule,
                text=_says(mark.rule, wordings)
                if mark.rule
                else _says_no_rule(mark.exercise in ruled, wordings[0].say),
                case=titles.get(mark.exercise, mark.exercise),
                day=mark.at.date(),
                note=mark.note,
            )
            for mark in tallies.unclear
        ),
        due=tuple(sorted(due, key=lambda d: (d.day is not None, d.day, d.id))),
        unreviewed=tuple(
            words.say.name(source.title)
            for source, words in sources
            if not source.review
        ),
        year=tallies.year,
        before=tallies.before,
        elsewhere=tallies.elsewhere,
    )


def _share(session: Session) -> SessionShare:
    answers = session.answers.values()
    right = sum(answer.right for answer in answers)
    return SessionShare(
        day=session.start.at.date(),
        right=right,
        total=right + sum(answer.wrong for answer in answers),
    )


def _line(line: TallyLine, text: str, tallies: Tallies) -> ReviewLine:
    def share(year: int | None) -> float | None:
        tally = line.by_year.get(year) if year else None
        return tally.share if tally and tally.total else None

    return ReviewLine(
        id=line.id,
        text=text,
        tally=line.tally,
        now=share(tallies.year),
        before=share(tallies.before),
        truth=line.truth,
        instead=tuple(line.instead.most_common()),
        where=tuple(sorted(line.exercises.values())),
        is_scant=line.tally.total < FEW,
    )


def _says(rule: str, wordings: Sequence[Wording]) -> str:
    """Return what a rule says, or why that is not known."""
    say = wordings[0].say
    for wording in wordings:
        known = wording.jurisdiction.rules_by_id.get(rule)
        if known:
            return say.text(known.says)
    packs = {pack.id for wording in wordings for pack in wording.jurisdiction.packs}
    if rule.partition("/")[0] in packs:
        return say(f"{rule} (finns inte längre)", f"{rule} (no longer there)")
    return say(
        f"{rule} (ur regler som inte är lästa här)",
        f"{rule} (of rules that are not read here)",
    )


def _says_no_rule(is_ruled: bool, say: Say) -> str:  # noqa: FBT001 - private
    """Return what a mark is about that names no rule."""
    if is_ruled:
        return say("Fallet som helhet", "The case as a whole")
    return say("Här saknas en regel", "A rule is missing here")


def _concerned(wordings: Sequence[Wording], tallies: Tallies) -> list[Wording]:
    """Return the words of those whose cases were gone through, or else of all.

    The documents of one municipality are nothing to review for another.
    """
    own = [
        wording
        for wording in wordings
        if any(
            session.answers
            for session in of_municipality(tallies.sessions, wording.jurisdiction.id)
        )
    ]
    is_answered = any(session.answers for session in tallies.sessions)
    return own if is_answered and len(wordings) > 1 else list(wordings)


def _local_sources(wordings: Iterable[Wording]) -> list[tuple[Source, Wording]]:
    """Return every document once that a municipality can review itself."""
    seen: dict[str, tuple[Source, Wording]] = {}
    for wording in wordings:
        own = f"{wording.jurisdiction.id}/"
        for source in wording.jurisdiction.sources.values():
            if source.id.startswith(own) and source.rank is not Rank.LAW:
                seen.setdefault(source.id, (source, wording))
    return [seen[id_] for id_ in sorted(seen)]


def _due(source: Source, wording: Wording, today: dt.date) -> DueDocument:
    """Return when a document with a stated review is to be reviewed."""
    day, stated = next_review(source), source.review
    often = wording.frequency(stated.every) if stated else ""
    is_overdue = day is not None and day < today
    late = wording.say(", försenad", ", overdue") if is_overdue else ""
    unknown = wording.say(
        f"{often}; när den senast sågs över är inte känt",
        f"{often}; when it last was reviewed is not known",
    )
    known = wording.say(f"senast {day} ({often}){late}", f"by {day} ({often}){late}")
    return DueDocument(
        id=source.id,
        title=wording.say.name(source.title),
        text=known if day else unknown,
        by=wording.enumeration([wording.role(role) for role in stated.by])
        if stated
        else "",
        day=day,
        is_overdue=is_overdue,
    )


def unattached_texts(count: int, say: Say) -> list[str]:
    """Return a message where events count for nothing: their session never began."""
    if not count:
        return []
    one = say(
        "en händelse hör till en övning vars början saknas: den räknas inte",
        "an event belongs to a session whose beginning is missing: it does not count",
    )
    several = say(
        f"{count} händelser hör till övningar vars början saknas: de räknas inte",
        f"{count} events belong to sessions whose beginning is missing: they do "
        "not count",
    )
    return [one if count == 1 else several]


def wrong_text(tally: Tally, say: Say) -> str:
    """Return how many answers were wrong: `78 % fel (39 av 50)`."""
    share = share_text(tally.wrong, tally.total, say)
    return say(
        f"{share} fel ({tally.wrong} av {tally.total})",
        f"{share} wrong ({tally.wrong} of {tally.total})",
    )
