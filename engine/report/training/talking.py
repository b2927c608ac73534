"""Lead a session: show an exercise, hear the answer, keep it, show what the rules say.

A conversation yields screens and is sent what somebody typed. It keeps every event
as it happens, and knows neither terminal nor file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...training.results import Answered, Ended, Given, Skipped, Unclear
from ...training.votes import Slip, votes
from ..layout import INDENT
from .closing import closing_lines
from .prompts import HELP, Prompts
from .screens import Line, Screen, Style, pages, written
from .starting import farewell
from .telling import answer_lines, question_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Generator, Sequence

    from ...training.material import Exercise
    from ...training.results import Event
    from ...training.sessions import Session
    from ...training.votes import Votes
    from .screens import Paper
    from .telling import Teller, Told

    #: What was typed, None when there is no more to come.
    Talk = Generator[Screen, str | None, None]


class _LeftError(Exception):
    """Somebody wants to leave, or there is nothing more to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A session in conversation with those who answer.

    Attributes:
        session: what happened so far; it takes every new event.
        exercises: all exercises of the session, answered or not, in order.
        teller: puts them into words.
        keep: is given every event as it happens.
        now: tells the time.
        paper: tells how much fits on a screen.
        greeting: what is said first.
        resuming: the command that goes on with the session once it is broken off.
    """

    session: Session
    exercises: Sequence[Exercise]
    teller: Teller
    keep: Callable[[Event], None]
    now: Callable[[], dt.datetime]
    paper: Callable[[], Paper]
    greeting: tuple[str, ...]
    resuming: str

    def held(self) -> Talk:
        """Yield screens until everything is answered or somebody leaves."""
        left = set(self.session.left)
        is_left = False
        try:
            yield from self._greeted()
            for number, exercise in enumerate(self.exercises, 1):
                if exercise.id in left:
                    yield from self._gone_through(exercise, number)
            if self.session.is_kept:
                self._keep(Ended(session=self.session.began.session, at=self.now()))
        except _LeftError:
            is_left = True
        yield from self._closed(is_left=is_left)

    def _closed(self, *, is_left: bool) -> Talk:
        """Sum up; those who leave early are not asked to page through it."""
        paper = self.paper()
        lines = closing_lines(self.session, self.teller, self.exercises, paper)
        if is_left:
            if self.session.is_kept:
                text = farewell(self.teller.say)
                lines += [Line(""), *written(text, paper, Style.MUTED)]
                # in one piece, however long, so that it can be copied
                lines += [Line(""), Line(f"{INDENT}{self.resuming}")]
        else:
            *first, lines = pages(lines, paper)
            for page in first:
                yield Screen(lines=tuple(page), prompt=self._prompts.more)
        yield Screen(lines=tuple(lines))

    def _keep(self, event: Event) -> None:
        if not self.session.is_kept:
            self.keep(self.session.began)
            self.session.is_kept = True
        self.keep(event)
        self.session.take(event)

    @property
    def _prompts(self) -> Prompts:
        return Prompts(self.teller.say)

    def _greeted(self) -> Talk:
        paper = self.paper()
        first, *rest = self.greeting
        lines = written(first, paper, Style.TITLE)
        for text in rest:
            lines += [Line(""), *written(text, paper)]
        yield from self._asked([*lines, Line("")], self._prompts.begin)

    def _asked(
        self, lines: list[Line], prompt: str
    ) -> Generator[Screen, str | None, str]:
        """Show lines, as many screens as they need, and return what was typed.

        Whoever types something before the last screen need not see the rest.
        """
        *first, last = pages(lines, self.paper())
        for page in first:
            typed = yield Screen(lines=tuple(page), prompt=self._prompts.more)
            if said := self._heard(typed):
                return said
        typed = yield Screen(lines=tuple(last), prompt=prompt)
        return self._heard(typed)

    def _heard(self, typed: str | None) -> str:
        if typed is None or typed.strip().casefold() == "q":
            raise _LeftError
        return typed.strip()

    # one exercise ---------------------------------------------------------------------

    def _gone_through(self, exercise: Exercise, number: int) -> Talk:
        told = self.teller.told(exercise)
        is_settled = False
        while not is_settled:
            is_answered = yield from self._answered(told, number)
            if not is_answered:
                return
            is_settled = yield from self._revealed(told)

    def _answered(self, told: Told, number: int) -> Generator[Screen, str | None, bool]:
        """Hear an answer; return False when the exercise is passed over."""
        began = self.session.began
        letters = "".join(letter for letter, _ in told.choices)
        place = self._prompts.place(number, len(self.exercises), told)
        slip = ""
        while True:
            lines = question_lines(told, place, self.paper())
            lines += written(slip, self.paper(), Style.WRONG) if slip else []
            prompt = self._prompts.answer(letters, began)
            typed = (yield from self._asked(lines, prompt)).casefold()
            if typed == "s":
                id_ = told.exercise.id
                skip = Skipped(session=began.session, at=self.now(), exercise=id_)
                self._keep(skip)
                return False
            if typed == "?":
                slip = self._prompts.say(*HELP)
                continue
            found = votes(typed, letters, began.mode, began.tables)
            if isinstance(found, Slip):
                slip = self._prompts.slip(found, letters, began)
                continue
            self._keep(self._event(told, found))
            return True

    def _event(self, told: Told, found: Votes) -> Answered:
        return Answered(
            session=self.session.began.session,
            at=self.now(),
            exercise=told.exercise.id,
            title=told.title,
            given=tuple(
                Given(
                    letter=letter,
                    text=text,
                    is_right=letter == told.right if told.right else None,
                    votes=found.counts.get(letter, 0),
                )
                for letter, text in told.choices
            ),
            rules=told.exercise.rules,
            by_table=found.by_table,
        )

    def _revealed(self, told: Told) -> Generator[Screen, str | None, bool]:
        """Show what the rules say; return False when the answer was typed wrongly.

        Every screen of it takes the same commands, and what is left of it comes after
        what was said to one.
        """
        answer = self.session.answers[told.exercise.id]
        lines = answer_lines(told, answer, self.paper())
        while True:
            page, *later = pages(lines, self.paper())
            lines = [line for each in later for line in each]
            prompt = self._prompts.next(is_last=not lines)
            typed = self._heard((yield Screen(lines=tuple(page), prompt=prompt)))
            command, _, note = typed.partition(" ")
            match command.casefold():
                case "" if not lines:
                    return True
                case "":
                    continue
                case "r":
                    return False
                case "u":
                    said = yield from self._marked(told, note.strip())
                case _:
                    said = self._misheard(typed, told)
            # what was read once need not be paged through again
            lines = [*written(said, self.paper()), Line(""), *lines]

    def _misheard(self, typed: str, told: Told) -> str:
        """Return what is said to something that is no command once all is answered."""
        letters = "".join(letter for letter, _ in told.choices)
        began = self.session.began
        if isinstance(votes(typed, letters, began.mode, began.tables), Slip):
            return self._prompts.say(*HELP)
        return self._prompts.answered

    def _marked(self, told: Told, note: str) -> Generator[Screen, str | None, str]:
        """Mark one of the rules as unclear; return what is said about it then."""
        rules = told.exercise.rules
        rule = rules[0] if rules else ""
        if len(rules) > 1:
            rule, noted = yield from self._which(told)
            note = note or noted
        if not note:
            lines = written(self._prompts.unclear(rule, told), self.paper())
            note = yield from self._asked([*lines, Line("")], self._prompts.note)
        self._keep(
            Unclear(
                session=self.session.began.session,
                at=self.now(),
                exercise=told.exercise.id,
                rule=rule,
                note="".join(sign if sign.isprintable() else " " for sign in note),
            )
        )
        return self._prompts.marked(rule)

    def _which(self, told: Told) -> Generator[Screen, str | None, tuple[str, str]]:
        """Hear which of several rules is unclear, and a note beside its number."""
        rules = told.exercise.rules
        by_id = told.wording.jurisdiction.rules_by_id
        while True:
            lines = []
            for number, rule in enumerate(rules, 1):
                says = told.wording.say.text(by_id[rule].says)
                lines += written(says, self.paper(), first=f"  {number}.  ")
            prompt = self._prompts.which(len(rules))
            typed = yield from self._asked([*lines, Line("")], prompt)
            number_typed, _, note = typed.partition(" ")
            if number_typed.isdecimal() and 1 <= int(number_typed) <= len(rules):
                return rules[int(number_typed) - 1], note.strip()
