"""Lead a session: show an exercise, hear the answer, keep it, show what the rules say.

A conversation yields screens and is sent what somebody typed. It keeps every event
as it happens, and knows neither terminal nor file.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...rulebook.model.signs import visible
from ...training.results import (
    ChoiceVotes,
    ExerciseAnswer,
    SessionEnd,
    Skip,
    UnclearRule,
)
from ...training.votes import Slip, votes
from ..layout import INDENT
from .exercise_screens import answer_lines, question_lines
from .prompts import Prompts
from .screens import Screen, ScreenLine, Style, screenfuls, text_lines
from .summary import summary_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Generator, Sequence
    from typing import TypeVar

    from ...training.material import Exercise
    from ...training.results import Event
    from ...training.sessions import Session
    from ...training.votes import Votes
    from .exercise_texts import ExerciseText, ExerciseWording
    from .screens import ScreenSize

    _Result = TypeVar("_Result")
    #: Yields screens, is sent what was typed (None when there is no more to come), and
    #: returns what came of it.
    Screens = Generator[Screen, str | None, _Result]


class _LeftError(Exception):
    """Somebody wants to leave, or there is nothing more to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A session in conversation with those who answer.

    Attributes:
        session: what happened so far; it takes every new event.
        exercises: all exercises of the session, answered or not, in order.
        wording: puts exercises into words.
        keep: is given every event as it happens.
        now: tells the time.
        size: tells how much fits on a screen.
        greeting: what is said first.
        command: what goes on with the session once it is broken off.
    """

    session: Session
    exercises: Sequence[Exercise]
    wording: ExerciseWording
    keep: Callable[[Event], None]
    now: Callable[[], dt.datetime]
    size: Callable[[], ScreenSize]
    greeting: tuple[str, ...]
    command: tuple[str, ...]

    def screens(self) -> Screens[None]:
        """Yield screens until everything is answered or somebody leaves."""
        left = set(self.session.remaining)
        is_left = False
        try:
            yield from self._greeting_screens()
            for number, exercise in enumerate(self.exercises, 1):
                if exercise.id in left:
                    yield from self._exercise_screens(exercise, number)
            if self.session.is_kept:
                self._keep(
                    SessionEnd(session=self.session.start.session, at=self.now())
                )
        except _LeftError:
            is_left = True
        yield from self._summary_screens(is_left=is_left)

    def _greeting_screens(self) -> Screens[None]:
        size = self.size()
        first, *rest = self.greeting
        lines = text_lines(first, size, Style.TITLE)
        for text in rest:
            lines += [ScreenLine(""), *text_lines(text, size)]
        yield from self._reply([*lines, ScreenLine("")], self._prompts.begin)

    def _summary_screens(self, *, is_left: bool) -> Screens[None]:
        """Sum up; those who leave early are not asked to page through it."""
        size = self.size()
        lines = summary_lines(self.session, self.wording, self.exercises, size)
        if is_left:
            if self.session.is_kept:
                text = self._prompts.farewell
                lines += [ScreenLine(""), *text_lines(text, size, Style.MUTED)]
                # in one piece, however long, so that it can be copied
                lines += [ScreenLine(""), ScreenLine(INDENT + shlex.join(self.command))]
        else:
            *first, lines = screenfuls(lines, size)
            for page in first:
                yield Screen(lines=tuple(page), prompt=self._prompts.more)
        yield Screen(lines=tuple(lines))

    @property
    def _prompts(self) -> Prompts:
        return Prompts(self.wording.say)

    def _keep(self, event: Event) -> None:
        if not self.session.is_kept:
            self.keep(self.session.start)
            self.session.is_kept = True
        self.keep(event)
        self.session.take(event)

    def _reply(self, lines: list[ScreenLine], prompt: str) -> Screens[str]:
        """Show lines, as many screens as they need, and return what was typed.

        Whoever types something before the last screen need not see the rest.
        """
        *first, last = screenfuls(lines, self.size())
        for page in first:
            typed = yield Screen(lines=tuple(page), prompt=self._prompts.more)
            if reply := _reply_in(typed):
                return reply
        typed = yield Screen(lines=tuple(last), prompt=prompt)
        return _reply_in(typed)

    # one exercise ---------------------------------------------------------------------

    def _exercise_screens(self, exercise: Exercise, number: int) -> Screens[None]:
        text = self.wording.text(exercise)
        is_settled = False
        while not is_settled:
            is_answered = yield from self._question(text, number)
            if not is_answered:
                return
            is_settled = yield from self._explanation(text)

    def _question(self, exercise: ExerciseText, number: int) -> Screens[bool]:
        """Take an answer; return False when the exercise is passed over."""
        start, letters = self.session.start, exercise.letters
        place = self._prompts.place(number, len(self.exercises), exercise)
        remark = ""
        while True:
            lines = question_lines(exercise, place, self.size())
            lines += text_lines(remark, self.size(), Style.WRONG) if remark else []
            prompt = self._prompts.answer(letters, start)
            reply = (yield from self._reply(lines, prompt)).casefold()
            if reply == "s":
                skip = Skip(session=start.session, at=self.now(), exercise=exercise.id)
                self._keep(skip)
                return False
            if reply == "?":
                remark = self._prompts.help
                continue
            vote = votes(reply, letters, start.mode, start.tables)
            if isinstance(vote, Slip):
                remark = self._prompts.slip(vote, letters, start)
                continue
            self._keep(self._answer(exercise, vote))
            return True

    def _answer(self, exercise: ExerciseText, vote: Votes) -> ExerciseAnswer:
        """Return the event that an exercise was answered."""
        return ExerciseAnswer(
            session=self.session.start.session,
            at=self.now(),
            exercise=exercise.id,
            title=exercise.title,
            choices=tuple(
                ChoiceVotes(
                    letter=letter,
                    text=text,
                    is_right=letter == exercise.right if exercise.right else None,
                    votes=vote.counts.get(letter, 0),
                )
                for letter, text in exercise.choices
            ),
            rules=tuple(exercise.rules),
            by_table=vote.by_table,
        )

    def _explanation(self, exercise: ExerciseText) -> Screens[bool]:
        """Show what the rules say; return False when the answer was typed wrongly.

        Every screen of an explanation takes the same commands. The remark on a command
        comes first on the next screen, and what was left of the explanation after it.
        """
        answer = self.session.answers[exercise.id]
        lines = answer_lines(exercise, answer, self.size())
        while True:
            page, *later = screenfuls(lines, self.size())
            lines = [line for each in later for line in each]
            prompt = self._prompts.next(is_last=not lines)
            reply = _reply_in((yield Screen(lines=tuple(page), prompt=prompt)))
            command, _, note = reply.partition(" ")
            match command.casefold():
                case "" if not lines:
                    return True
                case "":
                    continue
                case "r":
                    return False
                case "u":
                    remark = yield from self._mark(exercise, note.strip())
                case _:
                    remark = self._remark(reply, exercise)
            # what was read once need not be paged through again
            lines = [*text_lines(remark, self.size()), ScreenLine(""), *lines]

    def _remark(self, reply: str, exercise: ExerciseText) -> str:
        """Return a remark on what is no command, typed once all is answered."""
        start = self.session.start
        vote = votes(reply, exercise.letters, start.mode, start.tables)
        return self._prompts.help if isinstance(vote, Slip) else self._prompts.answered

    def _mark(self, exercise: ExerciseText, note: str) -> Screens[str]:
        """Mark one of the rules as unclear; return a remark on that."""
        rules = list(exercise.rules)
        rule = rules[0] if rules else ""
        if len(rules) > 1:
            rule, more = yield from self._unclear_rule(exercise)
            note = note or more
        if not note:
            lines = text_lines(self._prompts.unclear(rule, exercise), self.size())
            note = yield from self._reply([*lines, ScreenLine("")], self._prompts.note)
        self._keep(
            UnclearRule(
                session=self.session.start.session,
                at=self.now(),
                exercise=exercise.id,
                rule=rule,
                note=visible(note, "\t").replace("\t", " "),
            )
        )
        return self._prompts.marked(rule)

    def _unclear_rule(self, exercise: ExerciseText) -> Screens[tuple[str, str]]:
        """Return which of several rules is unclear, and a note beside its number."""
        rules = exercise.rules
        while True:
            lines = []
            for number, says in enumerate(rules.values(), 1):
                lines += text_lines(says, self.size(), first=f"  {number}.  ")
            prompt = self._prompts.which(len(rules))
            reply = yield from self._reply([*lines, ScreenLine("")], prompt)
            number_typed, _, note = reply.partition(" ")
            if number_typed.isdecimal() and 1 <= int(number_typed) <= len(rules):
                return list(rules)[int(number_typed) - 1], note.strip()


def _reply_in(typed: str | None) -> str:
    """Return what was typed, without the spaces around it.

    Raises:
        _LeftError: somebody wants to leave, or there is no more to come.
    """
    if typed is None or typed.strip().casefold() == "q":
        raise _LeftError
    return typed.strip()
