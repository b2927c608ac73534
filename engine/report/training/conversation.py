"""Lead a session: show an exercise, hear the answer, keep it, show what the rules say.

A conversation yields screens and is sent what somebody typed. It keeps every event
as it happens, and knows neither terminal nor file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...records import record
from ...rulebook.model.signs import visible
from ...training.results import (
    ChoiceVotes,
    ExerciseAnswer,
    GroupSize,
    SessionEnd,
    SessionMode,
    Skip,
    UnclearRule,
)
from ...training.votes import Slip, Votes, group_size, votes
from ..lines import INDENT
from .exercise_screens import answer_lines, question_lines
from .prompts import Prompts, greeting
from .screens import Screen, ScreenLine, Style, screenfuls, text_lines
from .summary import summary_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Generator
    from typing import TypeVar

    from ...training.material import Exercise
    from ...training.plans import SessionPlan
    from ...training.results import Event
    from ...training.sessions import Session
    from .exercise_texts import ExerciseText, ExerciseWording
    from .screens import ScreenSize

    _Result = TypeVar("_Result")
    #: Yields screens, is sent what was typed (None when there is no more to come), and
    #: returns what came of it.
    Screens = Generator[Screen, str | None, _Result]


#: What takes a mark back before it is made, and what people type for that as well.
UNDO = "x"
_NONE_OF_THEM = frozenset(
    {UNDO, "ingen", "nej", "ångra", "avbryt", "none", "no", "undo", "cancel"}
)


class _LeftError(Exception):
    """Somebody wants to leave, or there is nothing more to read.

    `note` is what was typed last and not kept yet.
    """

    def __init__(self, note: str = "") -> None:
        """Take the note."""
        super().__init__(note)
        self.note = note


@record
class Conversation:
    """A session in conversation with those who answer.

    Attributes:
        plan: the session, which takes every new event, and its exercises in order.
        wording: puts exercises into words.
        keep: is given every event as it happens.
        now: tells the time.
        size: tells how much fits on a screen.
        file: where the events are kept, as it is shown.
        command: gives what goes on with the session once it is broken off.
    """

    plan: SessionPlan
    wording: ExerciseWording
    keep: Callable[[Event], None]
    now: Callable[[], dt.datetime]
    size: Callable[[], ScreenSize]
    file: str
    command: Callable[[], str]

    @property
    def session(self) -> Session:
        """What happened so far."""
        return self.plan.session

    def screens(self) -> Screens[None]:
        """Yield screens until everything is answered or somebody leaves."""
        left = set(self.session.remaining)
        is_left = False
        try:
            yield from self._greeting_screens()
            for number, exercise in enumerate(self.plan.exercises, 1):
                if exercise.id in left:
                    yield from self._exercise_screens(exercise, number)
        except _LeftError:
            is_left = True
        if self.session.is_kept and not self._rest:
            self._keep(SessionEnd(session=self.session.start.session, at=self.now()))
        yield from self._summary_screens(is_left=is_left)

    @property
    def _rest(self) -> list[Exercise]:
        """The exercises that are left to answer."""
        remaining = set(self.session.remaining)
        return [each for each in self.plan.exercises if each.id in remaining]

    def _greeting_screens(self) -> Screens[None]:
        size = self.size()
        first, *rest = greeting(self.plan, self.wording, self.file)
        lines = text_lines(first, size, Style.TITLE)
        for text in rest:
            lines += [ScreenLine(""), *text_lines(text, size)]
        lines.append(ScreenLine(""))
        is_group = self.session.start.mode is SessionMode.GROUP
        if is_group and not self.session.people:
            yield from self._group_size(lines)
        else:
            yield from self._reply(lines, self._prompts.begin)

    def _group_size(self, lines: list[ScreenLine]) -> Screens[None]:
        """Ask how many vote; nobody has to tell."""
        remark = ""
        while True:
            shown = [*lines, *text_lines(remark, self.size())] if remark else lines
            reply = yield from self._reply(shown, self._prompts.people)
            people = group_size(reply)
            if people:
                self._resize(people)
            if people or not reply:
                return
            remark = self._prompts.no_people

    def _summary_screens(self, *, is_left: bool) -> Screens[None]:
        """Sum up; those who leave early are not asked to page through it."""
        size = self.size()
        lines = summary_lines(self.session, self.wording, self.plan.exercises, size)
        if is_left:
            text = self._prompts.farewell(self.session, self._rest, self.file)
            lines += [ScreenLine(""), *text_lines(text, size)]
            if self.session.is_kept and self._rest:
                # in one piece, however long, so that it can be copied
                lines += [ScreenLine(""), ScreenLine(INDENT + self.command())]
        else:
            *first, lines = screenfuls(lines, size)
            for page in first:
                yield Screen(lines=tuple(page), prompt=self._prompts.more)
        yield Screen(lines=tuple(lines))

    @property
    def _prompts(self) -> Prompts:
        return Prompts(self.wording.say)

    def _keep(self, event: Event) -> None:
        """Keep an event, after all that must be told before the first one."""
        session = self.session
        if not session.is_kept:
            earlier = self.plan.earlier
            if earlier:  # what was left of it is this session
                self.keep(SessionEnd(session=earlier.start.session, at=self.now()))
            self.keep(session.start)
            session.is_kept = True
            if session.people:
                self._keep(self._size_event(session.people))
        self.keep(event)
        session.take(event)

    def _resize(self, people: int) -> None:
        """Take how many vote from now on; it is kept with the first answer."""
        if self.session.is_kept:
            self._keep(self._size_event(people))
        self.session.people = people

    def _size_event(self, people: int) -> GroupSize:
        return GroupSize(
            session=self.session.start.session, at=self.now(), people=people
        )

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
        place = self._prompts.place(number, len(self.plan.exercises), exercise)
        remark = ""
        while True:
            lines = question_lines(exercise, place, self.size())
            lines += text_lines(remark, self.size(), Style.HEADING) if remark else []
            prompt = self._prompts.answer(letters, self.session)
            reply = (yield from self._reply(lines, prompt)).casefold()
            if reply == "s":
                skip = Skip(session=start.session, at=self.now(), exercise=exercise.id)
                self._keep(skip)
                return False
            vote = self._vote(reply, exercise)
            if isinstance(vote, Votes):
                self._keep(self._answer(exercise, vote))
                return True
            remark = vote

    def _vote(self, reply: str, exercise: ExerciseText) -> Votes | str:
        """Return the votes in a reply, or a remark on what is not one."""
        start, letters, people = (
            self.session.start,
            exercise.letters,
            self.session.people,
        )
        if reply == "?":
            return self._prompts.help(start)
        is_group = start.mode is SessionMode.GROUP
        if is_group and re.match(r"n(?![a-zåäö])", reply):
            return self._resized(reply)
        vote = votes(reply, letters, start.mode, start.tables)
        if isinstance(vote, Slip):
            return self._prompts.slip(vote, letters, start)
        if is_group and people and vote.total > people:
            return self._prompts.too_many(vote.total, people)
        return vote

    def _resized(self, reply: str) -> str:
        """Take how many vote from a reply such as `n 26`; return a remark on that."""
        people = group_size(reply)
        if not people:
            return self._prompts.no_people
        self._resize(people)
        return self._prompts.resized(people)

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
        lines = answer_lines(exercise, answer, self.session.people, self.size())
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
        is_other = isinstance(vote, Slip)
        return self._prompts.help(start) if is_other else self._prompts.answered

    def _mark(self, exercise: ExerciseText, note: str) -> Screens[str]:
        """Mark one of the rules as unclear; return a remark on that.

        Whoever leaves in the middle loses nothing that was typed.
        """
        rules = list(exercise.rules)
        rule = rules[0] if len(rules) == 1 else ""
        try:
            if len(rules) > 1:
                chosen = yield from self._unclear_rule(exercise, note)
                if chosen is None:
                    return self._prompts.unmarked
                rule, note = chosen
            if not note:
                note = yield from self._note(exercise, rule)
                if note == UNDO:
                    return self._prompts.unmarked
        except _LeftError as left:
            if rule or left.note or note or not rules:
                self._keep_mark(exercise, rule, left.note or note)
            raise
        self._keep_mark(exercise, rule, note)
        return self._prompts.marked(rule, exercise)

    def _keep_mark(self, exercise: ExerciseText, rule: str, note: str) -> None:
        self._keep(
            UnclearRule(
                session=self.session.start.session,
                at=self.now(),
                exercise=exercise.id,
                rule=rule,
                note=visible(note, "\t").replace("\t", " "),
            )
        )

    def _note(self, exercise: ExerciseText, rule: str) -> Screens[str]:
        """Return what is unclear about a rule, in somebody's words or in none."""
        lines = text_lines(self._prompts.unclear(rule, exercise), self.size())
        note = yield from self._reply([*lines, ScreenLine("")], self._prompts.note)
        return UNDO if note.casefold() == UNDO else note

    def _unclear_rule(
        self, exercise: ExerciseText, note: str
    ) -> Screens[tuple[str, str] | None]:
        """Return which of several rules is unclear, and a note; None for no mark.

        No rule, but a note, is about the case as a whole. A text instead of a number
        is taken for the note.
        """
        rules = list(exercise.rules)
        remark = ""
        while True:
            lines = []
            for number, says in enumerate(exercise.rules.values(), 1):
                lines += text_lines(says, self.size(), first=f"  {number}.  ")
            lines.append(ScreenLine(""))
            lines += text_lines(remark, self.size()) if remark else []
            prompt = self._prompts.which(len(rules), note)
            try:
                reply = yield from self._reply(lines, prompt)
            except _LeftError as left:
                raise _LeftError(note) from left
            if reply.casefold() in _NONE_OF_THEM:
                return None
            if not reply:
                return ("", note) if note else None
            typed, _, more = reply.partition(" ")
            typed = typed.rstrip(".):,")
            if typed.isdecimal() and 1 <= int(typed) <= len(rules):
                return rules[int(typed) - 1], more.strip() or note
            if any(char.isalpha() for char in reply):
                note = f"{note} {reply}".strip()
            remark = self._prompts.which_again(len(rules), note)


def _reply_in(typed: str | None) -> str:
    """Return what was typed, without the spaces around it.

    Raises:
        _LeftError: somebody wants to leave, or there is no more to come.
    """
    if typed is None or typed.strip().casefold() == "q":
        raise _LeftError
    return typed.strip()
