"""Put what many sessions amount to into words, for the yearly review of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...rulebook.model.sources import Rank
from ...rulebook.tracing.drift import next_review
from ...training.tallies import FEW
from ..shares import share_text, whole_points

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ...rulebook.model.sources import Source
    from ...training.sessions import Session
    from ...training.tallies import Line, Tallies, Tally
    from ..wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a case or a rule was answered, in words.

    `shares` hold the share of wrong answers from 0 to 1, now and the time before,
    None where nobody answered; `instead` pairs of what was chosen and how often, the
    most often first; `where` the cases a rule bore in; `few` that there are too few
    answers to say much.
    """

    id: str
    text: str
    tally: Tally
    now: float | None
    then: float | None
    truth: str
    instead: tuple[tuple[str, int], ...]
    where: tuple[str, ...]
    few: bool

    @property
    def change(self) -> int | None:
        """By how many per cent the share rose since the year before, as shown.

        It is the difference of the whole numbers that stand beside it.
        """
        if self.now is None or self.then is None:
            return None
        return whole_points(self.now) - whole_points(self.then)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A rule that a group marked as unclear, with the note of somebody."""

    rule: str
    text: str
    case: str
    day: dt.date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A document and when it is to be reviewed; no day where that cannot be told."""

    id: str
    title: str
    often: str
    by: str
    day: dt.date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """One session as a point in time: how many answers were right."""

    day: dt.date
    right: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything the yearly review is told; the worst understood comes first.

    `unreviewed` are the titles of local documents that say nothing of a review, and
    `elsewhere` is the number of answers to cases of other municipalities.
    """

    wording: Wording
    gatherings: tuple[Gathering, ...]
    total: Tally
    rules: tuple[Result, ...]
    cases: tuple[Result, ...]
    doubts: tuple[Doubt, ...]
    due: tuple[Due, ...]
    unreviewed: tuple[str, ...]
    year: int | None
    before: int | None
    elsewhere: int

    @property
    def worst(self) -> Result | None:
        """The rule that most people got wrong, where there are answers enough."""
        first = next(iter(self.rules), None)
        return first if first and not first.few and first.tally.wrong else None


def review(found: Tallies, wordings: Sequence[Wording], today: dt.date) -> Review:
    """Return the yearly review.

    Args:
        found: what the sessions amount to.
        wordings: the words of each jurisdiction whose rules and documents count.
        today: the day from which a review is overdue.
    """
    wording = wordings[0]
    titles = found.titles()
    sources = _local_sources(wordings)
    return Review(
        wording=wording,
        gatherings=tuple(_gathering(s) for s in found.sessions if s.answers),
        total=found.total,
        rules=tuple(
            _result(line, _says(line.named, wordings), found) for line in found.rules
        ),
        cases=tuple(_result(line, line.title, found) for line in found.cases),
        doubts=tuple(
            Doubt(
                rule=mark.rule,
                text=_says(mark.rule, wordings),
                case=titles.get(mark.exercise, mark.exercise),
                day=mark.at.date(),
                note=mark.note,
            )
            for mark in found.unclear
        ),
        due=tuple(
            sorted(
                (
                    _due(source, said, today)
                    for source, said in sources
                    if source.review
                ),
                key=lambda due: (due.day is not None, due.day, due.id),
            )
        ),
        unreviewed=tuple(
            said.say.text(source.title) for source, said in sources if not source.review
        ),
        year=found.year,
        before=found.before,
        elsewhere=found.elsewhere,
    )


def _gathering(session: Session) -> Gathering:
    answers = session.answers.values()
    right = sum(answer.right for answer in answers)
    return Gathering(
        day=session.began.at.date(),
        right=right,
        total=right + sum(answer.wrong for answer in answers),
    )


def _result(line: Line, text: str, found: Tallies) -> Result:
    def share(year: int | None) -> float | None:
        tally = line.by_year.get(year) if year else None
        return tally.share if tally and tally.total else None

    return Result(
        id=line.named,
        text=text,
        tally=line.tally,
        now=share(found.year),
        then=share(found.before),
        truth=line.truth,
        instead=tuple(line.instead.most_common()),
        where=tuple(sorted(line.exercises.values())),
        few=line.tally.total < FEW,
    )


def _says(rule: str, wordings: Sequence[Wording]) -> str:
    """Return what a rule says, or why that is not known."""
    say = wordings[0].say
    if not rule:
        return say("Här saknas en regel", "A rule is missing here")
    for wording in wordings:
        known = wording.jurisdiction.rules_by_id.get(rule)
        if known:
            return wording.say.text(known.says)
    packs = {pack.id for found in wordings for pack in found.jurisdiction.packs}
    if rule.partition("/")[0] in packs:
        return say(f"{rule} (finns inte längre)", f"{rule} (no longer there)")
    return say(
        f"{rule} (ur regler som inte är lästa här)",
        f"{rule} (of rules that are not read here)",
    )


def _local_sources(wordings: Iterable[Wording]) -> list[tuple[Source, Wording]]:
    """Return every document once that a municipality can review itself."""
    seen: dict[str, tuple[Source, Wording]] = {}
    for wording in wordings:
        own = f"{wording.jurisdiction.id}/"
        for source in wording.jurisdiction.sources.values():
            if source.id.startswith(own) and source.rank is not Rank.LAW:
                seen.setdefault(source.id, (source, wording))
    return [seen[id_] for id_ in sorted(seen)]


def _due(source: Source, wording: Wording, today: dt.date) -> Due:
    day = next_review(source)
    stated = source.review
    return Due(
        id=source.id,
        title=wording.say.text(source.title),
        often=wording.frequency(stated.every) if stated else "",
        by=wording.listed([wording.role(role) for role in stated.by]) if stated else "",
        day=day,
        is_overdue=day is not None and day < today,
    )


# words that all forms of the review share ---------------------------------------------


def wrong_text(tally: Tally, wording: Wording) -> str:
    """Return how many were wrong: `78 % fel (39 av 50)`."""
    share = share_text(tally.wrong, tally.total, wording.say)
    return wording.say(
        f"{share} fel ({tally.wrong} av {tally.total})",
        f"{share} wrong ({tally.wrong} of {tally.total})",
    )


def change_text(result: Result) -> str:
    """Return by how many points of per cent the wrong answers rose or fell."""
    if result.change is None:
        return "–"
    return f"{result.change:+}" if result.change else "±0"


def due_text(due: Due, wording: Wording) -> str:
    """Return when a document is to be reviewed."""
    if due.day is None:
        return wording.say(
            f"{due.often}; när den senast sågs över är inte känt",
            f"{due.often}; when it last was reviewed is not known",
        )
    late = wording.say(", försenad", ", overdue") if due.is_overdue else ""
    return wording.say(
        f"senast {due.day} ({due.often}){late}", f"by {due.day} ({due.often}){late}"
    )


def headline(found: Review) -> str:
    """Return in a sentence what the sessions amount to."""
    say, total = found.wording.say, found.total
    days = sorted(gathering.day for gathering in found.gatherings)
    elsewhere = _elsewhere(found)
    if not days:
        nobody = say("Ingen har svarat än.", "Nobody has answered yet.")
        return elsewhere or nobody
    period = str(days[0]) if days[0] == days[-1] else f"{days[0]} – {days[-1]}"
    right = share_text(total.right, total.total, found.wording.say)
    return say(
        f"{period}: {len(days)} {'tillfälle' if len(days) == 1 else 'tillfällen'}, "
        f"{len(found.cases)} fall, "
        f"{total.total} svar, {right} rätt. {elsewhere}",
        f"{period}: {_counted(len(days), 'session')}, "
        f"{_counted(len(found.cases), 'case')}, "
        f"{_counted(total.total, 'answer')}, {right} right. {elsewhere}",
    ).rstrip()


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _elsewhere(found: Review) -> str:
    """Return how many answers are about other municipalities, or nothing."""
    if not found.elsewhere:
        return ""
    place = found.wording.place
    return found.wording.say(
        f"{found.elsewhere} svar gäller andra fall än de för {place} och räknas inte.",
        f"Of other cases than those for {place}: {_counted(found.elsewhere, 'answer')}"
        " not counted.",
    )
