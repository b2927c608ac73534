"""Training: cases to go through with people, in a session or on paper."""

from __future__ import annotations

import contextlib
import uuid
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from ..records import record
from ..report.commands import shell_text
from ..report.say import Marks
from ..report.training.conversation import Conversation
from ..report.training.exercise_texts import ExerciseWording
from ..report.training.handouts import handout_markdown, handout_page, slides_page
from ..report.training.prompts import left_out_texts
from ..report.training.screens import endless_paper
from ..report.training.summary import session_object
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.shipped import shipped
from ..rulebook.loading.walks import shown
from ..rulebook.model.packs import PackKind
from ..rulebook.model.problems import EngineError, Message, UnknownNameError
from ..scenarios.check import check_scenarios
from ..scenarios.library import scenario_files
from ..space.space import Space
from ..training.alternatives import alternatives
from ..training.material import material
from ..training.plans import Opening, new_session, resumed_session
from ..training.results import SessionMode
from ..training.results_file import ResultsFile, results_in
from ..training.selection import session_exercises
from ..training.sessions import interrupted_session, interrupted_sessions, sessions
from .setup import local_now, say, words

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from pathlib import Path

    from ..report.objects.training import SessionOutput
    from ..report.training.exercise_texts import ExerciseText
    from ..report.training.screens import Screen, ScreenSize
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Problem
    from ..training.material import Exercise, Material
    from ..training.plans import Participants, SessionPlan
    from ..training.results import Event
    from ..training.selection import Criteria
    from ..training.sessions import Session
    from .setup import Language, Setup, WallClock

_RESUME = ("mandat", "train", "--resume")
#: So much of the id of a session tells it from others.
_ID_SHOWN = 8


@record
class Training:
    """The cases of a municipality, or those on the law alone, ready to go through.

    A case whose answer no longer follows from the rules is left out, and every
    session tells which.
    """

    material: Material
    _jurisdictions: Mapping[str, Jurisdiction] = field(repr=False, compare=False)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every case and dilemma, in the order of files."""
        return self.material.exercises

    def handout(self, criteria: Criteria) -> Handout:
        """Return cases to print or to show, answers apart from questions.

        Args:
            criteria: which cases, and the seed that draws and orders them.

        Raises:
            UnknownNameError: there is no such theme.
            EngineError: no case is as wished.
        """
        return Handout(
            exercises=session_exercises(self.material, criteria),
            seed=criteria.seed,
            _training=self,
        )

    def begin(
        self,
        criteria: Criteria,
        participants: Participants,
        results: Path,
        *,
        now: WallClock = local_now,
    ) -> TrainingSession:
        """Begin a session; nothing is written until somebody answers.

        Args:
            criteria: which cases, and the seed that draws and orders them.
            participants: who answers.
            results: the file to which every answer is appended; for those who
                practise it also tells what they answered earlier.
            now: tells the time.

        Raises:
            UnknownNameError: there is no such theme.
            EngineError: no case is as wished, there is nothing to practise today, or
                the results cannot be read or written.
        """
        kept = _KeptResults(results, participants.mode is SessionMode.PRACTICE)
        plan = new_session(
            self.material,
            criteria,
            participants,
            past=sessions(kept.events),
            editions=self._editions,
            new=_opening(now),
        )
        return self._session(plan, kept, now)

    def resume(
        self, results: Path, session: str = "", *, now: WallClock = local_now
    ) -> TrainingSession:
        """Go on with a session that was broken off.

        Where a case that is left has changed since, what is left becomes a session of
        its own, so that answers to the old and the new rules are not mixed.

        Args:
            results: the file in which its answers are.
            session: how its id begins; the last one broken off when left out.
            now: tells the time.

        Raises:
            EngineError: no such session was broken off, or the results cannot be read
                or written.
        """
        kept = _KeptResults(results, is_read=True)
        plan = resumed_session(
            self.material,
            sessions(kept.events),
            named=session,
            editions=self._editions,
            new=_opening(now),
        )
        return self._session(plan, kept, now)

    def _editions(self, exercises: Sequence[Exercise], seed: int) -> dict[str, str]:
        wording = self.in_words(seed, "sv")
        return {each.id: wording.text(each).edition for each in exercises}

    def _session(
        self, plan: SessionPlan, kept: _KeptResults, now: WallClock
    ) -> TrainingSession:
        return TrainingSession(
            plan=plan,
            results=kept.path,
            problems=kept.problems,
            _file=kept.file,
            _training=self,
            _now=now,
        )

    def in_words(
        self, seed: int, language: Language, marks: Marks = Marks.QUOTES
    ) -> ExerciseWording:
        """Return what puts cases into words, alternatives in the order of a seed."""
        known = self._jurisdictions
        space = cache(lambda id_: Space(known[id_]))
        return ExerciseWording(
            say(language, marks),
            cache(lambda id_: words(known[id_], language, marks)),
            space,
            lambda exercise: alternatives(exercise, space(exercise.municipality), seed),
            self.material.themes,
        )


def _opening(now: WallClock) -> Opening:
    return Opening(id=uuid.uuid4().hex, now=now())


class _KeptResults:
    """A file of results to append to, with what stands there where that matters."""

    def __init__(self, path: Path, is_read: bool) -> None:  # noqa: FBT001 - private
        """Read what is there, and see that more can be written."""
        is_there = is_read and path.exists()
        events, problems = results_in([path]) if is_there else ([], [])
        self.path = path
        self.events: list[Event] = events
        self.problems = tuple(problems)
        self.file = ResultsFile(path)
        self.file.check()  # before anybody has answered in vain


@record
class TrainingSession:
    """A session to hold with people: each answer is kept as it is given.

    `problems` are the lines of the results that could not be read and count for
    nothing.
    """

    plan: SessionPlan
    results: Path
    problems: tuple[Problem, ...]
    _file: ResultsFile = field(repr=False, compare=False)
    _training: Training = field(repr=False, compare=False)
    _now: WallClock = field(repr=False, compare=False)

    @property
    def session(self) -> Session:
        """What has happened so far."""
        return self.plan.session

    def screens(
        self,
        size: Callable[[], ScreenSize] = endless_paper,
        language: Language = "sv",
        *,
        options: Sequence[str] = (),
    ) -> Generator[Screen, str | None, None]:
        """Yield screens, and take what was typed below each, None for no more.

        Whoever shows them sends what somebody typed before asking for the next one.

        Args:
            size: tells how much fits on a screen; all of it when left out.
            language: `sv` or `en`.
            options: what the command `mandat train --resume` needs besides, which is
                shown to those who leave early.
        """
        wording = self._training.in_words(self.session.start.seed, language)
        return Conversation(
            plan=self.plan,
            wording=wording,
            keep=self._file.append,
            now=self._now,
            size=size,
            file=shown(self.results),
            command=lambda: shell_text((*_RESUME, *self._named(), *options)),
        ).screens()

    def _named(self) -> tuple[str, ...]:
        """Return what names this session where the last one broken off is another."""
        own = self.session.start.session
        with contextlib.suppress(EngineError):
            waiting = interrupted_sessions(sessions(results_in([self.results])[0]))
            if waiting and waiting[0].start.session == own:
                return ()
        return (own[:_ID_SHOWN],)

    def left_out(self, language: Language = "sv") -> list[str]:
        """Return a sentence for each case that is left out, with its place."""
        return left_out_texts(self.plan, say(language))

    def to_dict(self) -> SessionOutput:
        """Return what has happened as the JSON object that the terminal prints."""
        return session_object(self.session)


@record
class Handout:
    """Cases to print, or to show one at a time; the letters are those of the seed."""

    exercises: tuple[Exercise, ...]
    seed: int
    _training: Training = field(repr=False, compare=False)

    def to_markdown(self, language: Language = "sv") -> str:
        """Return the cases as Markdown, the answers after a page break."""
        return handout_markdown(self._texts(language), self.seed)

    def to_html(self, language: Language = "sv") -> str:
        """Return the cases as one self-contained page that prints on A4."""
        return handout_page(self._texts(language, Marks.TAGS), self.seed)

    def to_slides(self, language: Language = "sv") -> str:
        """Return the cases as one self-contained page that shows one at a time.

        An answer is hidden until somebody asks for it.
        """
        return slides_page(self._texts(language, Marks.TAGS), self.seed)

    def _texts(
        self, language: Language, marks: Marks = Marks.QUOTES
    ) -> list[ExerciseText]:
        wording = self._training.in_words(self.seed, language, marks)
        return [wording.text(exercise) for exercise in self.exercises]


def training(setup: Setup, municipality: str, scenarios: Sequence[Path]) -> Training:
    """Read and replay the cases to go through.

    Args:
        setup: where the rules lie.
        municipality: whose cases; empty for general ones, on the law alone.
        scenarios: files or folders; those beside the rules when there are none. For
            general ones those that came with this copy, where the rules use its law.

    Raises:
        UnusableRulesError: the rules or scenarios have problems.
        EngineError: no files are named, and no cases lie beside the rules.
        UnknownNameError: no municipality has that name.
    """
    is_general = not municipality and not scenarios
    if is_general and not setup.has_cases and _uses_law(setup):
        return _cases(setup, "", scenario_files([_general_cases()]))
    try:
        setup.jurisdiction(municipality)  # before its cases are looked for
        if not scenarios and not setup.has_cases:
            raise EngineError(Message.of("training/no-cases", total=0))
        cases = _cases(setup, municipality, setup.case_files(scenarios))
    except UnknownNameError as error:
        if error.message.code != "question/unknown-municipality":
            raise
        heads = setup.folder().heads()
        known = (h.label for h in heads if h.kind is PackKind.MUNICIPALITY)
        raise UnknownNameError(
            "training/unknown-municipality",
            error.name,
            error.nearest,
            known=tuple(sorted(known, key=str)),
        ) from error
    if is_general and _has_no_case(cases) and _uses_law(setup):
        return _cases(setup, "", scenario_files([_general_cases()]))
    return cases


def _general_cases() -> Path:
    """Return the folder of general cases, which is called as the pack of law is."""
    return shipped("scenarios") / RulesFolder(shipped("rules")).law


def _uses_law(setup: Setup) -> bool:
    """Tell whether the rules use the law that general cases are about."""
    return _general_cases().name in {pack.id for pack in setup.jurisdiction("").packs}


def resumed_training(
    setup: Setup, results: Path, session: str, scenarios: Sequence[Path]
) -> TrainingSession:
    """Go on with a session that was broken off, over the cases it was about.

    Raises:
        UnusableRulesError: the rules or scenarios have problems.
        UnknownNameError: its municipality is none any more.
        EngineError: no such session was broken off, or the results cannot be read or
            written.
    """
    past = sessions(results_in([results])[0]) if results.exists() else []
    start = interrupted_session(past, session).start
    cases = training(setup, start.municipality, scenarios)
    return cases.resume(results, start.session)


def _has_no_case(cases: Training) -> bool:
    return not cases.material.exercises and not cases.material.left_out


def _cases(setup: Setup, municipality: str, files: Mapping[str, bytes]) -> Training:
    checked = check_scenarios(
        files,
        folder=setup.folder(),
        open_jurisdiction=setup.jurisdiction,
        words="",
        municipality=municipality,
        today=setup.today(),
        lessons_only=True,
    )
    return Training(material=material(checked), _jurisdictions=checked.jurisdictions)
