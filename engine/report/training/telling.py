"""Say an exercise: what happened and what to choose among, then what the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...answers.answer import Outcome
from ...scenarios.forms import Level
from ..conclusions import subject_text
from ..layout import capital
from .claims import choice_texts, finding_text
from .explaining import explained
from .screens import Line, Style, bar, titled, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ...rulebook.model.texts import Text
    from ...scenarios.replay import Replay
    from ...space.space import Space
    from ...training.alternatives import Choice
    from ...training.material import Exercise
    from ...training.results import Answered
    from ..say import Say
    from ..wording import Wording
    from .screens import Paper

LEVELS: Mapping[Level, tuple[str, str]] = {
    Level.BASIC: ("grund", "basic"),
    Level.INTERMEDIATE: ("mellan", "intermediate"),
    Level.ADVANCED: ("avancerad", "advanced"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An exercise in words: everything a screen or a sheet of paper shows of it.

    `choices` are pairs of a letter and a text, `right` the letter of the right one,
    empty for a dilemma.
    """

    exercise: Exercise
    choices: tuple[tuple[str, str], ...]
    right: str
    wording: Wording
    space: Space
    themes: tuple[str, ...]

    def say(self, text: Text) -> str:
        """Return a text in the language of the session."""
        return self.wording.say.text(text)

    @property
    def title(self) -> str:
        """What the exercise is called."""
        return self.say(self.exercise.lesson.title)

    @property
    def about(self) -> str:
        """Where it happens, how hard it is and what it is about."""
        level = self.wording.say(*LEVELS[self.exercise.lesson.level])
        return " · ".join((self.wording.place, level, *self.themes))


class Teller:
    """Puts exercises into words.

    Args:
        say: the language of those who answer.
        wording: gives the words of a municipality.
        space: gives all questions of a municipality.
        choices: gives what to choose among in an exercise.
        themes: the names of themes by id.
    """

    def __init__(
        self,
        say: Say,
        wording: Callable[[str], Wording],
        space: Callable[[str], Space],
        choices: Callable[[Exercise], Sequence[Choice]],
        themes: Mapping[str, Text],
    ) -> None:
        """Take where words, answers and alternatives come from."""
        self.say = say
        self._wording = wording
        self._space = space
        self._choices = choices
        self._themes = themes

    def told(self, exercise: Exercise) -> Told:
        """Return an exercise in words."""
        wording = self._wording(exercise.municipality)
        choices = self._choices(exercise)
        question = exercise.replays[0].scenario.question
        texts = choice_texts(choices, question, wording)
        letters = [choice.letter for choice in choices]
        named = (self._themes[theme] for theme in exercise.lesson.themes)
        return Told(
            exercise=exercise,
            choices=tuple(zip(letters, texts, strict=True)),
            right="".join(choice.letter for choice in choices if choice.is_right),
            wording=wording,
            space=self._space(exercise.municipality),
            themes=tuple(wording.say.text(theme) for theme in named),
        )

    def place(self, exercises: Iterable[Exercise]) -> str:
        """Return the names of the municipalities that exercises are about."""
        names = (self._wording(exercise.municipality).place for exercise in exercises)
        return " · ".join(dict.fromkeys(names))

    def says(self, exercises: Iterable[Exercise]) -> dict[str, str]:
        """Return what each rule says that exercises rest on, by its id."""
        found = {}
        for exercise in exercises:
            by_id = self._wording(exercise.municipality).jurisdiction.rules_by_id
            for rule in exercise.rules:
                found[rule] = self.say.text(by_id[rule].says)
        return found


def question_lines(told: Told, place: str, paper: Paper) -> list[Line]:
    """Return what happened, the question, and what to choose among.

    `place` says which exercise of how many this is.
    """
    lesson = told.exercise.lesson
    return [
        *written(f"{place} · {told.about}", paper, Style.MUTED),
        *written(told.title, paper, Style.TITLE),
        Line(""),
        *written(told.say(told.exercise.told), paper),
        Line(""),
        *written(told.say(lesson.question), paper, Style.HEADING),
        *(
            line
            for letter, text in told.choices
            for line in written(text, paper, first=f"  {letter})  ")
        ),
        Line(""),
    ]


def answer_lines(told: Told, answer: Answered, paper: Paper) -> list[Line]:
    """Return what people chose, what the rules say, why, and what to talk about."""
    lines = [
        *written(told.title, paper, Style.TITLE),
        *written(told.say(told.exercise.lesson.question), paper, Style.MUTED),
        Line(""),
        *_result_lines(told, answer, paper),
    ]
    dilemma = told.exercise.dilemma
    if dilemma:
        lines += rule_lines(told, paper)
    else:
        lines += reason_lines(told, paper)
    return [*lines, *talk_lines(told, paper)]


def _result_lines(told: Told, answer: Answered, paper: Paper) -> list[Line]:
    """Return each choice with its votes; the right one is marked."""
    say = told.wording.say
    total = sum(given.votes for given in answer.given)
    lines = []
    if told.right:
        verdict = Style.RIGHT if answer.right and not answer.wrong else Style.WRONG
        right = dict(told.choices)[told.right]
        if total > 1:
            mark = say(
                f"{answer.right} av {total} svarade rätt. Rätt svar:",
                f"{answer.right} of {total} answered right. The right answer:",
            )
        elif answer.right:
            mark = say("Rätt!", "Right!")
        else:
            chosen = next(given for given in answer.given if given.votes)
            lines += written(f"{chosen.letter}) {chosen.text}", paper, first="✗ ")
            mark = say("Rätt svar:", "The right answer:")
        lines += written(f"{mark} {told.right}) {right}", paper, verdict)
    if total > 1 or not told.right:
        most = max(given.votes for given in answer.given)
        for given in answer.given:
            sign = "✓" if given.is_right else " "
            first = f"{sign} {given.letter} {given.votes:>4}  "
            style = Style.RIGHT if given.is_right else Style.PLAIN
            shown = f"{bar(given.votes, most)} {given.text}".strip()
            lines += written(shown, paper, style, first)
    if answer.by_table:
        said = say("Bord", "Tables")
        each = [f"{n} {letter}" for n, letter in enumerate(answer.by_table, 1)]
        lines += written(f"{said}: {' · '.join(each)}", paper, Style.MUTED)
    return lines


def reason_lines(told: Told, paper: Paper) -> list[Line]:
    """Return why the rules answer so: two sentences, the passages, the law."""
    (replay,) = told.exercise.replays
    why = explained(replay, told.space, told.wording)
    say = told.wording.say
    silent = say(
        "Lagen säger inget mer om detta i Mandats regler.",
        "The law as Mandat has it says nothing more about this.",
    )
    return [
        *titled(say("Varför", "Why"), [" ".join(why.reason)], paper),
        *titled(say("I vilka lägen", "In which cases"), why.rows, paper, "• "),
        *titled(
            say("Källor", "Sources"),
            [f"{citation}: {gist}" for citation, gist in why.passages],
            paper,
            "• ",
        ),
        *titled(say("Lagen", "The law"), why.law or (silent,), paper, "• "),
        *titled(say("Att veta", "Note"), why.notes, paper, "• "),
    ]


def rule_lines(told: Told, paper: Paper) -> list[Line]:
    """Return what each rule says of a dilemma, where they stop and who settles it."""
    dilemma = told.exercise.dilemma
    if dilemma is None:
        return []
    say = told.wording.say
    roles = [told.wording.role(role) for role in dilemma.settled_by]
    settled = f"{capital(told.wording.listed(roles))}. {told.say(dilemma.settled_how)}"
    return [
        *titled(
            say("Vad reglerna säger", "What the rules say"),
            [rule_text(replay, told) for replay in told.exercise.replays],
            paper,
            "• ",
        ),
        *titled(
            say("Där reglerna tar slut", "Where the rules stop"),
            [told.say(dilemma.stops)],
            paper,
        ),
        *titled(say("Vem som avgör", "Who settles it"), [settled], paper),
    ]


def rule_text(replay: Replay, told: Told) -> str:
    """Return what the rules say to one question of a dilemma, with the passages."""
    wording, question = told.wording, replay.scenario.question
    subject = capital(subject_text(question.kind, question.slots, wording))
    given = ", ".join(
        f"{wording.circumstance(name)}: {wording.value(name, value)}"
        for name, value in question.given
    )
    found = [finding_text(f, question, wording) for f in replay.answer.findings]
    said = wording.say(" – eller: ", " – or: ").join(found)
    if replay.answer.outcome in {Outcome.NO_RULE, Outcome.DEPENDS}:
        said = wording.enum(replay.answer.outcome)
    cites = "; ".join(wording.citation(cite) for cite in replay.answer.cites)
    about = f"{subject} ({given})" if given else subject
    return f"{about}: {said}" + (f" [{cites}]" if cites else "")


def talk_lines(told: Told, paper: Paper) -> list[Line]:
    """Return what to take home, and what to talk about."""
    lesson, say = told.exercise.lesson, told.wording.say
    notice = [told.say(lesson.notice)] if lesson.notice else []
    return [
        *titled(say("Att ta med sig", "To take home"), notice, paper),
        *titled(
            say("Att tala om", "To talk about"),
            [told.say(text) for text in lesson.discuss],
            paper,
            "• ",
        ),
        Line(""),
    ]
