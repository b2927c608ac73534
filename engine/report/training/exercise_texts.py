"""Put an exercise into words, for a screen and for a sheet of paper alike."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from ...answers.answer import Outcome
from ...records import record
from ...scenarios.forms import Level
from ..conclusions import subject_text
from ..layout import capital
from .claims import alternative_texts, finding_text
from .explanations import explanation
from .misses import facts_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ...rulebook.model.texts import Text
    from ...scenarios.replay import Replay
    from ...space.space import Space
    from ...training.alternatives import Alternative
    from ...training.material import Exercise
    from ..say import Say
    from ..wording import Wording

_LEVELS: Mapping[Level, tuple[str, str]] = {
    Level.BASIC: ("grund", "basic"),
    Level.INTERMEDIATE: ("mellan", "intermediate"),
    Level.ADVANCED: ("avancerad", "advanced"),
}


@record
class ExerciseText:
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
    def id(self) -> str:
        """The id by which results name the exercise."""
        return self.exercise.id

    @property
    def letters(self) -> str:
        """The letters to choose among."""
        return "".join(letter for letter, _ in self.choices)

    @property
    def title(self) -> str:
        """What the exercise is called."""
        return self._text(self.exercise.lesson.title)

    @property
    def about(self) -> str:
        """Where the exercise takes place, how hard it is, and its themes."""
        level = self.wording.say(*_LEVELS[self.exercise.lesson.level])
        return " · ".join((self.place, level, *self.themes))

    @property
    def place(self) -> str:
        """Whose case the exercise is: a municipality's, or any municipality's."""
        return place_text(self.wording)

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

    @property
    def kind(self) -> str:
        """What the exercise is: a case, or a dilemma."""
        say = self.wording.say
        return say("Dilemma", "Dilemma") if self.is_dilemma else say("Fall", "Case")

    @property
    def rules(self) -> dict[str, str]:
        """What each rule says that the answer rests on, by its id."""
        by_id, say = self.wording.jurisdiction.rules_by_id, self.wording.say
        return {id_: say.text(by_id[id_].says) for id_ in self.exercise.rules}

    @property
    def edition(self) -> str:
        """A short digest of all that people see of the exercise.

        It is another once the case, the rules behind it or its letters have changed.
        """
        seen = (self.title, self.story, self.question, self.choices, self.right)
        whole = repr((seen, answer_parts(self), self.discussion))
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:12]

    def _text(self, text: Text) -> str:
        return self.wording.say.name(text)


def place_text(wording: Wording) -> str:
    """Return whose cases rest on some rules: those on the law alone are general."""
    if wording.jurisdiction.municipality:
        return wording.place
    return wording.say("Allmänna fall om lagen", "General cases on the law")


class ExerciseWording:
    """Puts exercises into words.

    Args:
        say: the language of those who answer.
        wording: gives the words of a municipality.
        space: gives all questions of a municipality.
        alternatives: gives what to choose among in an exercise.
        themes: the names of themes by id.
    """

    def __init__(
        self,
        say: Say,
        wording: Callable[[str], Wording],
        space: Callable[[str], Space],
        alternatives: Callable[[Exercise], Sequence[Alternative]],
        themes: Mapping[str, Text],
    ) -> None:
        """Take where words, answers and alternatives come from."""
        self.say = say
        self._wording = wording
        self._space = space
        self._alternatives = alternatives
        self._themes = themes

    def text(self, exercise: Exercise) -> ExerciseText:
        """Return an exercise in words."""
        wording = self._wording(exercise.municipality)
        alternatives = self._alternatives(exercise)
        question = exercise.replays[0].scenario.question
        texts = alternative_texts(alternatives, question, wording)
        letters = [each.letter for each in alternatives]
        themes = (self._themes[theme] for theme in exercise.lesson.themes)
        return ExerciseText(
            exercise=exercise,
            choices=tuple(zip(letters, texts, strict=True)),
            right="".join(each.letter for each in alternatives if each.is_right),
            wording=wording,
            space=self._space(exercise.municipality),
            themes=tuple(map(self.say.name, themes)),
        )

    def places(self, exercises: Iterable[Exercise]) -> str:
        """Return the names of the municipalities that exercises are about."""
        wordings = (self._wording(exercise.municipality) for exercise in exercises)
        names = map(place_text, wordings)
        return " · ".join(dict.fromkeys(names))

    def rules(self, exercises: Iterable[Exercise]) -> dict[str, str]:
        """Return what each rule says that exercises rest on, by its id."""
        says: dict[str, str] = {}
        for exercise in exercises:
            by_id = self._wording(exercise.municipality).jurisdiction.rules_by_id
            says |= {id_: self.say.text(by_id[id_].says) for id_ in exercise.rules}
        return says


class AnswerPart(NamedTuple):
    """A heading with texts below it; each text of a list is an item."""

    title: str
    texts: tuple[str, ...]
    is_list: bool = True


def answer_parts(exercise: ExerciseText, silence: str = "") -> list[AnswerPart]:
    """Return what the rules say of an exercise, and what to take home.

    `silence` is said where the law says nothing; nothing is when it is empty.
    """
    say, lesson = exercise.wording.say, exercise.exercise.lesson
    if exercise.is_dilemma:
        parts = _dilemma_parts(exercise)
    else:
        parts = _case_parts(exercise, silence)
    notice = (say.name(lesson.notice),) if lesson.notice else ()
    title = say("Att ta med sig", "To take home")
    parts.append(AnswerPart(title, notice, is_list=False))
    return [part for part in parts if part.texts]


def discussion_part(exercise: ExerciseText) -> AnswerPart:
    """Return what to talk about."""
    title = exercise.wording.say("Att tala om", "To talk about")
    return AnswerPart(title, exercise.discussion)


def _case_parts(exercise: ExerciseText, silence: str) -> list[AnswerPart]:
    """Return why the rules answer so: two sentences, the passages, the law."""
    (replay,) = exercise.exercise.replays
    why = explanation(replay, exercise.space, exercise.wording)
    say = exercise.wording.say
    passages = tuple(f"{citation}: {gist}" for citation, gist in why.passages)
    law = why.law or ((silence,) if silence else ())
    return [
        AnswerPart(say("Varför", "Why"), (" ".join(why.reason),), is_list=False),
        AnswerPart(say("I vilka lägen", "In which cases"), why.rows),
        AnswerPart(say("Källor", "Sources"), passages),
        AnswerPart(say("Lagen", "The law"), law),
        AnswerPart(say("Att veta", "Note"), why.notes),
    ]


def _dilemma_parts(exercise: ExerciseText) -> list[AnswerPart]:
    """Return what each rule says of a dilemma, where they stop and who settles it."""
    dilemma = exercise.exercise.dilemma
    if dilemma is None:
        return []
    wording, say = exercise.wording, exercise.wording.say
    roles = capital(wording.enumeration([wording.role(r) for r in dilemma.settled_by]))
    settlement = (f"{roles}. {say.name(dilemma.settled_how)}",)
    rules = tuple(_rule_text(each, wording) for each in exercise.exercise.replays)
    end = say("Där reglerna tar slut", "Where the rules stop")
    return [
        AnswerPart(say("Vad reglerna säger", "What the rules say"), rules),
        AnswerPart(end, (say.name(dilemma.stops),), is_list=False),
        AnswerPart(say("Vem som avgör", "Who settles it"), settlement, is_list=False),
    ]


def _rule_text(replay: Replay, wording: Wording) -> str:
    """Return what the rules say to one question of a dilemma, with the passages."""
    answer, question = replay.answer, replay.scenario.question
    about = capital(subject_text(question.kind, question.slots, wording))
    if question.given:
        about += f" ({', '.join(facts_in_words(question.given, wording))})"
    if answer.outcome is Outcome.NO_RULE or answer.is_table:
        reply = wording.enum(answer.outcome)
    else:
        sides = [finding_text(f, question, wording) for f in answer.findings]
        reply = wording.say(" – eller: ", " – or: ").join(sides)
    cites = "; ".join(dict.fromkeys(map(wording.citation, answer.cites)))
    return f"{about}: {reply}" + (f" [{cites}]" if cites else "")
