"""What the program says around exercises: a greeting, prompts and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...training.results import SessionMode
from ...training.votes import Slip
from ..say import counted

if TYPE_CHECKING:
    from ...training.plans import SessionPlan
    from ...training.results import SessionStart
    from ..say import Say
    from .exercise_texts import ExerciseText, ExerciseWording


class Prompts:
    """Says small things in Swedish or English."""

    def __init__(self, say: Say) -> None:
        """Take the language of those who answer."""
        self.say = say

    @property
    def help(self) -> str:
        """What can be typed."""
        return self.say(
            "Svara med bokstav (grupp: antal röster; bord: en bokstav per bord). s "
            "hoppar över, u markerar en regel som oklar när svaret visas, r rättar ett "
            "svar som skrevs fel, q avslutar. Allt som svarats är redan sparat.",
            "Answer with a letter (group: numbers of votes; tables: a letter each). s "
            "skips, u marks a rule as unclear once the answer is shown, r corrects an "
            "answer that was typed wrongly, q ends. All that was answered is saved "
            "already.",
        )

    @property
    def farewell(self) -> str:
        """Said, before a command, to those who leave before the end."""
        return self.say(
            "Avbrutet. Det som svarats är sparat; fortsätt med",
            "Broken off. What was answered is saved; go on with",
        )

    @property
    def begin(self) -> str:
        """Asked before the first exercise."""
        return self.say("Enter börjar > ", "Enter begins > ")

    @property
    def more(self) -> str:
        """Asked where a text goes on."""
        return self.say("Enter visar mer > ", "Enter shows more > ")

    def next(self, *, is_last: bool) -> str:
        """Asked below the answer; `is_last` where all of it was shown."""
        enter = (
            self.say("Enter nästa", "Enter next")
            if is_last
            else self.say("Enter visar mer", "Enter shows more")
        )
        rest = self.say(
            "u oklar regel · r rätta · q avsluta > ",
            "u unclear rule · r correct · q end > ",
        )
        return f"{enter} · {rest}"

    @property
    def answered(self) -> str:
        """Said when an answer is typed where one was given already."""
        return self.say(
            "Ett svar är redan sparat. Skriv r för att rätta det.",
            "An answer is saved already. Type r to correct it.",
        )

    @property
    def note(self) -> str:
        """Asked when a rule is marked as unclear."""
        return self.say(
            "Vad är oklart? (tom rad går bra) > ",
            "What is unclear? (may be left empty) > ",
        )

    def place(self, number: int, total: int, exercise: ExerciseText) -> str:
        """Return which exercise of how many this is."""
        if exercise.is_dilemma:
            return self.say(
                f"Dilemma {number} av {total}", f"Dilemma {number} of {total}"
            )
        return self.say(f"Fall {number} av {total}", f"Case {number} of {total}")

    def answer(self, letters: str, start: SessionStart) -> str:
        """Ask for an answer in the form the session takes."""
        first, last = letters[0], letters[-1]
        match start.mode:
            case SessionMode.GROUP:
                question = self.say(
                    f"Röster, t.ex. {first} 12 {last} 5",
                    f"Votes, e.g. {first} 12 {last} 5",
                )
            case SessionMode.TABLES:
                example = _example(letters, start.tables)
                question = self.say(
                    f"Bord 1–{start.tables}, t.ex. {example}",
                    f"Tables 1–{start.tables}, e.g. {example}",
                )
            case _:
                question = self.say(
                    f"Ditt svar, {first}–{last}", f"Your answer, {first}–{last}"
                )
        rest = self.say("s hoppa över, ? hjälp", "s skip, ? help")
        return f"{question} ({rest}) > "

    def slip(self, slip: Slip, letters: str, start: SessionStart) -> str:
        """Say why what was typed is no answer, and what to type."""
        some = ", ".join(letters)
        example = _example(letters, start.tables)
        first, last = letters[0], letters[-1]
        remarks = {
            Slip.NO_LETTER: (f"Skriv en av {some}.", f"Type one of {some}."),
            Slip.UNKNOWN_LETTER: (
                f"Det finns bara {some} att välja på.",
                f"There is only {some} to choose from.",
            ),
            Slip.NO_COUNTS: (
                f"Skriv bokstav och antal, så här: {first} 12 {last} 5.",
                f"Type letter and number, like this: {first} 12 {last} 5.",
            ),
            Slip.TWICE: (
                "En bokstav står två gånger: skriv varje bokstav en gång.",
                "A letter stands twice: type each letter once.",
            ),
            Slip.NOT_PER_TABLE: (
                (
                    f"Skriv {start.tables} tecken, ett per bord och punkt för ett bord "
                    f"utan svar, så här: {example}."
                ),
                (
                    f"Type {start.tables} characters, one per table and a dot for one "
                    f"without an answer, like this: {example}."
                ),
            ),
        }[slip]
        return self.say(*remarks)

    def which(self, count: int) -> str:
        """Ask which of several rules is unclear."""
        return self.say(
            f"Vilken regel är oklar, 1–{count}? > ",
            f"Which rule is unclear, 1–{count}? > ",
        )

    def unclear(self, rule: str, exercise: ExerciseText) -> str:
        """Say which rule is marked as unclear."""
        if not rule:
            return self.say("Här saknas en regel.", "A rule is missing here.")
        return exercise.rules[rule]

    def marked(self, rule: str) -> str:
        """Say that a rule was marked."""
        if not rule:
            return self.say(
                "Antecknat att en regel saknas.", "Noted that a rule is missing."
            )
        return self.say(f"Antecknat som oklar: {rule}.", f"Noted as unclear: {rule}.")


def _example(letters: str, tables: int) -> str:
    """Return what tables may type: `bab.`."""
    turns = (letters[(n + 1) % min(len(letters), 2)] for n in range(max(tables - 1, 1)))
    return "".join(turns) + "."


def greeting(plan: SessionPlan, wording: ExerciseWording, file: str) -> tuple[str, ...]:
    """Return what is said before the first exercise; the first line is a title."""
    say = wording.say
    session, start = plan.session, plan.session.start
    total = len(start.exercises)
    left = sum(exercise.id in set(session.remaining) for exercise in plan.exercises)
    count = say(f"{total} fall", counted(total, "case", "cases"))
    if left != total:
        some = counted(left, "case", "cases")
        count = say(f"{left} fall kvar av {total}", f"{some} left of {total}")
    lines = [
        f"Mandat · {wording.places(plan.exercises)}",
        say(
            f"{count}. {_who(start, say)}. Frö {start.seed}: samma frö ger samma fall "
            "i samma ordning.",
            f"{count}. {_who(start, say)}. Seed {start.seed}: the same seed gives the "
            "same cases in the same order.",
        ),
        say(
            f"Varje svar sparas genast i {file}. Avsluta när som helst med q.",
            f"Every answer is saved at once in {file}. End at any time with q.",
        ),
    ]
    return (*lines, *left_out_texts(plan, say))


def _who(start: SessionStart, say: Say) -> str:
    """Return who answers, and how."""
    match start.mode:
        case SessionMode.GROUP:
            return say(
                "Gruppen röstar: skriv antalet röster på varje svar",
                "The group votes: type the number of votes for each answer",
            )
        case SessionMode.TABLES:
            return say(
                f"{start.tables} bord svarar: skriv en bokstav för varje bord",
                f"{start.tables} tables answer: type a letter for each table",
            )
        case SessionMode.PRACTICE:
            return say(
                "Övning: det som blev fel kommer tillbaka tidigare",
                "Practice: what was missed comes back sooner",
            )
        case _:
            return say("Svara med en bokstav", "Answer with a letter")


def left_out_texts(plan: SessionPlan, say: Say) -> list[str]:
    """Return a message for each case that is left out, and where it is mended."""
    texts = []
    for id_, place in plan.left_out:
        said = say(
            f"{id_} är utelämnat: svaret följer inte av reglerna längre",
            f"{id_} is left out: its answer no longer follows from the rules",
        )
        texts.append(f"{place}: {said}" if place else said)
    return texts
