"""Print how well free questions are understood: `python -m bench.understanding FILE…`.

A file lists questions with what is right (`tests/questions/` holds some): `expect` is
a subject, or `none` where no rule answers, `asks_who` where the answer turns on who
asks and the text does not tell, `english` where the text is in English; `also` lists
what is just as right; `given` are circumstances that the text tells, `a|b` where either
value is right, `untold` those that it does not; `urgency` is what must be told before
any rule, or `none`. Five figures come out, then what went wrong:

- right first: of the questions a rule answers, those answered, and rightly;
- right among the first three: those where the right subject is answered or offered;
- no rule: of the others, those to which the answer is that there is no rule, or who
  asks, or that only Swedish is understood, as is right;
- sure and wrong: of all questions, those answered wrongly without a reservation;
- wrong at all: those answered wrongly, with a reservation or without.

With `--left-out MUNICIPALITY` the sample questions of that municipality's own rules are
asked as well, each by a reader that never saw it: a fifth at a time is left out of the
rules. Only the rule it was written for counts as right, so that these figures are lower
than what a person would call right; they are for comparing one ranking with another.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml

from engine.answers.answer import Outcome
from engine.rulebook.loading.opening import open_jurisdiction
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.questions import given_value
from engine.rulebook.model.rules import RuleKind, Slot
from engine.space.space import Space
from engine.understanding import Certainty, Reader, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.rulebook.model.rules import Rule
    from engine.understanding import Reading, Understanding

NONE = "none"
ASKS_WHO = "asks_who"
ENGLISH = "english"
UNANSWERED = (NONE, ASKS_WHO, ENGLISH)
FIRST_FEW = 3
#: Sample questions are left out a part of this many at a time.
_PARTS = 5
_KINDS = {
    "who": RuleKind.DECISION,
    "route": RuleKind.CONTACT,
    "may": RuleKind.CONDUCT,
    "duty": RuleKind.DUTY,
    "procedure": RuleKind.PROCEDURE,
    "body": RuleKind.BODY,
}
_DUTY = (Slot.OF, Slot.TO)
_ONLY_SLOT = {"who": Slot.MATTER, "procedure": Slot.MATTER, "body": Slot.BODY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A question and what is right.

    Nothing in `right` means that no rule answers; `unanswered` holds in what other ways
    it is right not to answer.
    """

    text: str
    municipality: str
    right: tuple[tuple[RuleKind, tuple[tuple[Slot, str], ...]], ...]
    unanswered: frozenset[str]
    is_answerable: bool
    given: tuple[tuple[str, str], ...]
    untold: frozenset[str] = frozenset()
    urgency: frozenset[Urgency | None] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What became of one question.

    `place` is where the right subject stands among what was answered or offered,
    counted from 0; None where it does not.
    """

    expected: Expected
    understood: Understanding
    is_answered: bool
    place: int | None

    @property
    def is_right(self) -> bool:
        """Tell whether the right thing was answered, or rightly nothing."""
        urgency = self.expected.urgency
        if urgency and self.understood.urgency not in urgency:
            return False
        if self.is_answered:
            return self.place == 0
        offers = {Certainty.SEVERAL, Certainty.UNSURE}
        certainty = self.understood.certainty
        ways = {
            NONE: certainty not in offers,
            ASKS_WHO: certainty is Certainty.UNTOLD,
            ENGLISH: self.understood.is_english,
        }
        return any(ways[way] for way in self.expected.unanswered)

    @property
    def is_wrong(self) -> bool:
        """Tell whether something wrong was answered, with a reservation or without."""
        return self.is_answered and not self.is_right

    @property
    def is_sure_and_wrong(self) -> bool:
        """Tell whether something wrong was answered without a reservation."""
        return self.is_wrong and self.understood.certainty is Certainty.SURE


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a list of questions, as shares from 0 to 1."""

    right_first: float
    right_among_three: float
    no_rule: float
    sure_and_wrong: float
    wrong: float


@cache
def opened(municipality: str) -> Town:
    """Return a municipality's rules, opened once."""
    return Town(municipality)


class Town:
    """A municipality's rules, ready to be asked."""

    def __init__(self, municipality: str, left_out: int | None = None) -> None:
        """Open the rules, without the sample questions of one part."""
        rules = shipped("rules")
        self.jurisdiction = open_jurisdiction(rules, municipality, cache=None)
        known = self.jurisdiction
        if left_out is not None:
            kept = tuple(
                replace(rule, asks=tuple(a for a, n in _parts(rule) if n != left_out))
                for rule in known.rules
            )
            known = replace(known, rules=kept)
        self.reader = Reader(known)
        self.space = Space(self.jurisdiction)

    def is_right(self, reading: Reading, expected: Expected, on: dt.date) -> bool:
        """Tell whether a reading is what was asked, and so are its circumstances."""
        question = reading.question
        subject = self.space.decider.subject(question.kind, question.slots)
        if not any(
            (kind, slots) == (question.kind, question.slots)
            or self.space.decider.subject(kind, slots).rule_ids == subject.rule_ids
            for kind, slots in expected.right
        ):
            return False
        used = {dimension.name for dimension in self.space.relevant(question)}
        given = dict(question.given)
        circumstances = self.jurisdiction.vocabulary.circumstances
        return expected.untold.isdisjoint(given) and all(
            given[name]
            in {
                given_value(self.jurisdiction, circumstances[name], one, on)
                for one in value.split("|")
            }
            if name in given
            # what is left out and not assumed, the answer tells as a table
            else not circumstances[name].has_default
            for name, value in expected.given
            if name in used
        )


def read(path: Path) -> list[Expected]:
    """Return the questions of a file."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts, and in C if it can
    entries = yaml.load(path.read_text("utf-8"), loader)  # noqa: S506 - as above
    return [_expected(entry) for entry in entries["questions"]]


def _expected(entry: Mapping[str, Any]) -> Expected:
    written = [entry["expect"], *entry.get("also", [])]
    return Expected(
        text=entry["text"],
        municipality=entry.get("municipality", ""),
        right=tuple(
            subject
            for one in written
            if one not in UNANSWERED
            for subject in _both_ways(*_subject(one))
        ),
        unanswered=frozenset(one for one in written if one in UNANSWERED),
        is_answerable=entry["expect"] not in UNANSWERED,
        given=tuple(entry.get("given", {}).items()),
        untold=frozenset(entry.get("untold", ())),
        urgency=frozenset(
            None if one == NONE else Urgency(one)
            for one in entry.get("urgency", "").split("|")
            if one
        ),
    )


def _subject(
    written: Mapping[str, Any],
) -> tuple[RuleKind, tuple[tuple[Slot, str], ...]]:
    ((name, named),) = written.items()
    slots = {_ONLY_SLOT[name]: named} if isinstance(named, str) else named
    return _KINDS[name], tuple((Slot(slot), id_) for slot, id_ in slots.items())


def _both_ways(
    kind: RuleKind, slots: tuple[tuple[Slot, str], ...]
) -> list[tuple[RuleKind, tuple[tuple[Slot, str], ...]]]:
    """Return a subject, and the same as a duty where it is asked as conduct.

    Whoever asks whether one may and whether one must asks about the same act.
    """
    found = [(kind, slots)]
    named = dict(slots)
    if kind is RuleKind.CONDUCT:
        duty = ((Slot.OF, named[Slot.ACTOR]), (Slot.TO, named[Slot.DOES]))
        found.append((RuleKind.DUTY, duty))
    elif kind is RuleKind.DUTY and len(named) == len(_DUTY):
        conduct = ((Slot.ACTOR, named[Slot.OF]), (Slot.DOES, named[Slot.TO]))
        found.append((RuleKind.CONDUCT, conduct))
    return found


def outcomes(questions: Iterable[Expected], on: dt.date) -> list[Outcomes]:
    """Ask every question on a day and return what became of it."""
    return [_outcome(one, opened(one.municipality), on) for one in questions]


def _outcome(expected: Expected, town: Town, on: dt.date) -> Outcomes:
    understood = town.reader.understanding(expected.text, on)
    reading = understood.reading
    is_answered = (
        reading is not None
        and town.space.ask(reading.question).outcome is not Outcome.NO_RULE
    )
    places = (
        place
        for place, offered in enumerate(understood.ranked[:FIRST_FEW])
        if town.is_right(offered, expected, on)
    )
    return Outcomes(
        expected=expected,
        understood=understood,
        is_answered=is_answered,
        place=next(places, None),
    )


def left_out(municipality: str, on: dt.date) -> list[Outcomes]:
    """Ask every own sample question of a reader that did not learn from it."""
    found = []
    for part in range(_PARTS):
        town = Town(municipality, left_out=part)
        for rule in town.jurisdiction.rules:
            is_own = rule.id.startswith(f"{municipality}/")
            if not is_own or rule.kind is RuleKind.CLASSIFICATION:
                continue
            subjects = tuple(_subjects_of(rule))
            for ask, number in _parts(rule):
                if number == part:
                    expected = Expected(
                        text=ask,
                        municipality=municipality,
                        right=subjects,
                        unanswered=frozenset(),
                        is_answerable=True,
                        given=(),
                    )
                    found.append(_outcome(expected, town, on))
    return found


def _parts(rule: Rule) -> list[tuple[str, int]]:
    """Return a rule's sample questions, each with the part it is left out in."""
    start = sum(map(ord, rule.id))
    return [(ask, (start + n) % _PARTS) for n, ask in enumerate(rule.asks)]


def _subjects_of(rule: Rule) -> Iterator[tuple[RuleKind, tuple[tuple[Slot, str], ...]]]:
    """Yield every question that a rule is about."""
    slots = [slot for slot, _ in rule.scope]
    for ids in itertools.product(*(sorted(ids) for _, ids in rule.scope)):
        yield rule.kind, tuple(zip(slots, ids, strict=True))


def figures(found: Iterable[Outcomes]) -> Figures:
    """Return the figures of what became of a list of questions."""
    found = list(found)
    answerable = [one for one in found if one.expected.is_answerable]
    others = [one for one in found if not one.expected.is_answerable]
    return Figures(
        right_first=_share(one.is_right for one in answerable),
        right_among_three=_share(one.place is not None for one in answerable),
        no_rule=_share(one.is_right for one in others),
        sure_and_wrong=_share(one.is_sure_and_wrong for one in found),
        wrong=_share(one.is_wrong for one in found),
    )


def _share(told: Iterable[bool]) -> float:
    told = list(told)
    return sum(told) / len(told) if told else 0.0


def _line(one: Outcomes) -> str:
    """Return what went wrong with a question."""
    ranked = [
        f"{' '.join(id_ for _, id_ in r.question.slots)} {r.confidence:.2f}"
        for r in one.understood.ranked[:FIRST_FEW]
    ]
    said = f"{one.expected.municipality or '-'}: {one.expected.text}"
    return f"{one.understood.certainty.value:8} {said}\n         {' | '.join(ranked)}"


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--left-out", "towns", multiple=True, help="Also its sample questions.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the questions.")
@click.option("--misses", is_flag=True, help="Also list what went wrong.")
def main(
    files: tuple[Path, ...],
    towns: tuple[str, ...],
    on: dt.datetime | None,
    *,
    misses: bool,
) -> None:
    """Print how well the free questions in FILES are understood."""
    day = (on or dt.datetime.now().astimezone()).date()
    asked = itertools.chain(
        ((str(file), outcomes(read(file), day)) for file in files),
        ((f"{town}, left out", left_out(town, day)) for town in towns),
    )
    for name, found in asked:
        told = figures(found)
        click.echo(
            f"{name}: {len(found)} questions; right first {told.right_first:.1%}, "
            f"among three {told.right_among_three:.1%}, no rule {told.no_rule:.1%}, "
            f"sure and wrong {told.sure_and_wrong:.1%}, wrong at all {told.wrong:.1%}"
        )
        if misses:
            click.echo("".join(f"{_line(one)}\n" for one in found if not one.is_right))


if __name__ == "__main__":
    main()
