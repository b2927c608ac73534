"""Say an exercise: what happened and what to choose among, then what the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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

    @property
    def title(self) -> str:
        """What the exercise is called."""
        return self._text(self.exercise.lesson.title)

    @property
    def about(self) -> str:
        """Where it happens, how hard it is and what it is about."""
        level = self.wording.say(*LEVELS[self.exercise.lesson.level])
        return " · ".join((self.wording.place, level, *self.themes))

    @property
    def story(self) -> str:
        """What happened."""
        return self._text(self.exercise.told)

    @property
    def question(self) -> str:
        """What is asked about the story."""
        return self._text(self.exercise.lesson.question)

    @property
    def discussion(self) -> tuple[str, ...]:
        """What to talk about once everybody has answered."""
        return tuple(map(self._text, self.exercise.lesson.discuss))

    @property
    def is_dilemma(self) -> bool:
        """Tell whether no answer is the right one."""
        return self.exercise.dilemma is not None

    def _text(self, text: Text) -> str:
        return self.wording.say.text(text)


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


class Part(NamedTuple):
    """A heading with texts below it; each text of a list is an item."""

    title: str
    texts: tuple[str, ...]
    is_list: bool = True


def answer_parts(told: Told, silence: str = "") -> list[Part]:
    """Return what the rules say of an exercise, and what to take home.

    `silence` is said where the law says nothing; nothing is when it is empty.
    """
    say, lesson = told.wording.say, told.exercise.lesson
    parts = _dilemma_parts(told) if told.is_dilemma else _case_parts(told, silence)
    notice = (say.text(lesson.notice),) if lesson.notice else ()
    parts.append(Part(say("Att ta med sig", "To take home"), notice, is_list=False))
    return [part for part in parts if part.texts]


def discussion_part(told: Told) -> Part:
    """Return what to talk about."""
    return Part(told.wording.say("Att tala om", "To talk about"), told.discussion)


def _case_parts(told: Told, silence: str) -> list[Part]:
    """Return why the rules answer so: two sentences, the passages, the law."""
    (replay,) = told.exercise.replays
    why = explained(replay, told.space, told.wording)
    say = told.wording.say
    passages = tuple(f"{citation}: {gist}" for citation, gist in why.passages)
    law = why.law or ((silence,) if silence else ())
    return [
        Part(say("Varför", "Why"), (" ".join(why.reason),), is_list=False),
        Part(say("I vilka lägen", "In which cases"), why.rows),
        Part(say("Källor", "Sources"), passages),
        Part(say("Lagen", "The law"), law),
        Part(say("Att veta", "Note"), why.notes),
    ]


def _dilemma_parts(told: Told) -> list[Part]:
    """Return what each rule says of a dilemma, where they stop and who settles it."""
    dilemma = told.exercise.dilemma
    if dilemma is None:
        return []
    wording, say = told.wording, told.wording.say
    roles = capital(wording.listed([wording.role(r) for r in dilemma.settled_by]))
    settled = f"{roles}. {say.text(dilemma.settled_how)}"
    rules = tuple(rule_text(replay, told) for replay in told.exercise.replays)
    end = say("Där reglerna tar slut", "Where the rules stop")
    return [
        Part(say("Vad reglerna säger", "What the rules say"), rules),
        Part(end, (say.text(dilemma.stops),), is_list=False),
        Part(say("Vem som avgör", "Who settles it"), (settled,), is_list=False),
    ]


def question_lines(told: Told, place: str, paper: Paper) -> list[Line]:
    """Return what happened, the question, and what to choose among.

    `place` says which exercise of how many this is.
    """
    return [
        *written(f"{place} · {told.about}", paper, Style.MUTED),
        *written(told.title, paper, Style.TITLE),
        Line(""),
        *written(told.story, paper),
        Line(""),
        *written(told.question, paper, Style.HEADING),
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
        *written(told.question, paper, Style.MUTED),
        Line(""),
        *_result_lines(told, answer, paper),
    ]
    return [*lines, *explaining_lines(told, paper), Line("")]


def explaining_lines(told: Told, paper: Paper) -> list[Line]:
    """Return what the rules say, why, and what to talk about."""
    silence = told.wording.say(
        "Lagen säger inget mer om detta i Mandats regler.",
        "The law as Mandat has it says nothing more about this.",
    )
    return [
        line
        for part in (*answer_parts(told, silence), discussion_part(told))
        for line in titled(part.title, part.texts, paper, "• " if part.is_list else "")
    ]


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
