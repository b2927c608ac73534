"""What the program says around exercises: a greeting, prompts and remarks."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from ...training.results import SessionMode
from ...training.votes import MOST_PEOPLE, Slip
from ..say import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...training.material import Exercise
    from ...training.plans import SessionPlan
    from ...training.results import SessionStart
    from ...training.sessions import Session
    from ..say import Say
    from .exercise_texts import ExerciseText, ExerciseWording


#: So many sessions that wait are told of.
_FEW = 3


class Prompts:
    """Says small things in Swedish or English."""

    def __init__(self, say: Say) -> None:
        """Take the language of those who answer."""
        self.say = say

    def help(self, start: SessionStart) -> str:
        """Return what can be typed."""
        match start.mode:
            case SessionMode.GROUP:
                votes = self.say(
                    "Skriv hur många som valde varje svar: i ordning, 12 8 5, eller "
                    "med bokstav, a 12 b 8. n 26 säger att ni har blivit 26.",
                    "Type how many chose each answer: in turn, 12 8 5, or by letter, "
                    "a 12 b 8. n 26 tells that you are 26 by now.",
                )
            case SessionMode.TABLES:
                votes = self.say(
                    "Skriv en bokstav för varje bord, punkt för ett utan svar: bab.. "
                    "eller 1b 2a 3b.",
                    "Type a letter for each table, a dot for one without an answer: "
                    "bab.. or 1b 2a 3b.",
                )
            case _:
                votes = self.say("Svara med en bokstav.", "Answer with a letter.")
        rest = self.say(
            "s hoppar över, u markerar en regel som oklar när svaret visas, r rättar "
            "ett svar som skrevs fel, q avslutar. Allt som svarats är redan sparat.",
            "s skips, u marks a rule as unclear once the answer is shown, r corrects "
            "an answer that was typed wrongly, q ends. All that was answered is saved "
            "already.",
        )
        return f"{votes} {rest}"

    def farewell(self, session: Session, rest: Sequence[Exercise], file: str) -> str:
        """Tell those who leave before the end what is kept; a command may follow."""
        if not session.is_kept:
            return self.say(
                "Avbrutet innan något fall var besvarat: inget är sparat, och det "
                "finns inget att fortsätta med.",
                "Broken off before any case was answered: nothing is saved, and there "
                "is nothing to go on with.",
            )
        saved = self._saved(session)
        if not rest:
            return self.say(
                f"Alla fall är genomgångna. Sparat i {file}: {saved}.",
                f"All cases were gone through. Saved in {file}: {saved}.",
            )
        title = self.say.plain(rest[0].lesson.title)
        left = len(rest)
        return self.say(
            f"Avbrutet. Sparat i {file}: {saved}. {left} fall är kvar, först "
            f"”{title}”. Fortsätt med",
            f"Broken off. Saved in {file}: {saved}. "
            f"{counted(left, 'case is', 'cases are')} left, “{title}” first. "
            "Go on with",
        )

    def _saved(self, session: Session) -> str:
        """Return how much of a session is kept."""
        answered, marks = len(session.answers), len(session.unclear)
        parts = [
            self.say(
                f"{answered} besvarade fall",
                counted(answered, "answered case", "answered cases"),
            )
        ]
        if answered == 1:
            parts[0] = self.say("1 besvarat fall", parts[0])
        if session.skipped:
            skipped = len(session.skipped)
            parts.append(self.say(f"{skipped} som hoppats över", f"{skipped} skipped"))
        if marks:
            parts.append(
                self.say(
                    counted(marks, "markering", "markeringar"),
                    counted(marks, "mark", "marks"),
                )
            )
        return ", ".join(parts)

    @property
    def begin(self) -> str:
        """Asked before the first exercise."""
        return self.say("Enter börjar > ", "Enter begins > ")

    @property
    def people(self) -> str:
        """Asked before the first exercise of a group."""
        return self.say(
            "Hur många är ni? (bara Enter om ni inte vet) > ",
            "How many are you? (only Enter if you do not know) > ",
        )

    @property
    def no_people(self) -> str:
        """Said where a number of people is wanted and none was typed."""
        return self.say(
            f"Skriv hur många ni är med siffror, 1–{MOST_PEOPLE}, till exempel 25.",
            f"Type how many you are in figures, 1–{MOST_PEOPLE}, such as 25.",
        )

    def resized(self, people: int) -> str:
        """Say how many vote from now on."""
        return self.say(f"Ni är nu {people}.", f"You are {people} now.")

    def too_many(self, total: int, people: int) -> str:
        """Say that there are more votes than people, and what to type."""
        return self.say(
            f"Det blir {total} röster, men ni är {people}. Skriv talen igen, eller "
            f"n {total} om ni har blivit så många.",
            f"That makes {total} votes, but you are {people}. Type the numbers again, "
            f"or n {total} if you are so many by now.",
        )

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
            "Vad är oklart? (bara Enter: inget mer · x: ångra) > ",
            "What is unclear? (only Enter: no more · x: undo) > ",
        )

    def place(self, number: int, total: int, exercise: ExerciseText) -> str:
        """Return which exercise of how many this is."""
        of = self.say("av", "of")
        return f"{exercise.kind} {number} {of} {total}"

    def answer(self, letters: str, session: Session) -> str:
        """Ask for an answer in the form the session takes."""
        first, last, start = letters[0], letters[-1], session.start
        match start.mode:
            case SessionMode.GROUP:
                example, people = _counts_example(letters), session.people
                of_all = self.say(f" av {people}", f" of {people}") if people else ""
                question = self.say(
                    f"Röster{of_all}, t.ex. {example}",
                    f"Votes{of_all}, e.g. {example}",
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
        rest = self.say("s hoppa över · ? hjälp · q avsluta", "s skip · ? help · q end")
        return f"{question} ({rest}) > "

    def slip(self, slip: Slip, letters: str, start: SessionStart) -> str:
        """Say why what was typed is no answer, and what to type."""
        some = ", ".join(letters)
        example = _example(letters, start.tables)
        first, last, counts = letters[0], letters[-1], _counts_example(letters)
        remarks = {
            Slip.NO_LETTER: (f"Skriv en av {some}.", f"Type one of {some}."),
            Slip.UNKNOWN_LETTER: (
                f"Det finns bara {some} att välja på.",
                f"There is only {some} to choose from.",
            ),
            Slip.NO_COUNTS: (
                f"Skriv antalen, så här: {counts}, eller {first} 12 {last} 5.",
                f"Type the numbers, like this: {counts}, or {first} 12 {last} 5.",
            ),
            Slip.NOT_PER_CHOICE: (
                (
                    f"Här finns {len(letters)} svar: skriv {len(letters)} tal, 0 för "
                    "ett som ingen valde, eller bokstav och antal: "
                    f"{first} 12 {last} 5."
                ),
                (
                    f"There are {len(letters)} answers: type {len(letters)} numbers, 0 "
                    "for one nobody chose, or letter and number: "
                    f"{first} 12 {last} 5."
                ),
            ),
            Slip.NOBODY: (
                "Ingen har röstat. Skriv antalen igen, eller s för att hoppa över.",
                "Nobody voted. Type the numbers again, or s to skip.",
            ),
            Slip.TOO_MANY: (
                f"Så många kan ni inte vara. Skriv antalen igen, så här: {counts}.",
                f"You cannot be so many. Type the numbers again, like this: {counts}.",
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

    def which(self, count: int, note: str) -> str:
        """Ask which of several rules is unclear; a note may be typed already."""
        enter = (
            self.say("bara Enter: fallet som helhet", "only Enter: the case as a whole")
            if note
            else self.say("bara Enter: ingen", "only Enter: none")
        )
        return self.say(
            f"Vilken regel är oklar, 1–{count}? ({enter} · x: ångra) > ",
            f"Which rule is unclear, 1–{count}? ({enter} · x: undo) > ",
        )

    def which_again(self, count: int, note: str) -> str:
        """Say that the number of a rule is wanted, and keep what was typed instead."""
        number = self.say(f"Skriv en siffra, 1–{count}.", f"Type a number, 1–{count}.")
        if not note:
            return number
        kept = self.say(f"Anteckning: ”{note}”.", f"Note: “{note}”.")
        return f"{kept} {number}"

    @property
    def unmarked(self) -> str:
        """Say that no rule was marked after all."""
        return self.say("Ingen regel är markerad.", "No rule is marked.")

    def unclear(self, rule: str, exercise: ExerciseText) -> str:
        """Say which rule is marked as unclear."""
        if rule:
            return exercise.rules[rule]
        if exercise.rules:
            return self.say("Fallet som helhet.", "The case as a whole.")
        return self.say("Här saknas en regel.", "A rule is missing here.")

    def marked(self, rule: str, exercise: ExerciseText) -> str:
        """Say that a rule was marked."""
        if not rule and not exercise.rules:
            return self.say(
                "Antecknat att en regel saknas.", "Noted that a rule is missing."
            )
        what = self.unclear(rule, exercise)
        return self.say(f"Antecknat som oklart: {what}", f"Noted as unclear: {what}")


def _counts_example(letters: str) -> str:
    """Return what a group may type: `12 8 5`."""
    counts = (12, 8, 5, 3, 2)
    return " ".join(str(n) for n, _ in zip(cycle(counts), letters, strict=False))


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
    return (*lines, *_since(plan, say), *left_out_texts(plan, say))


def _since(plan: SessionPlan, say: Say) -> list[str]:
    """Return what those who go on must know: what changed, and what else waits."""
    texts = []
    if plan.earlier:
        answered = len(plan.earlier.answers)
        titles = ", ".join(say.quoted(say.plain(e.lesson.title)) for e in plan.changed)
        texts.append(
            say(
                "Reglerna eller fallen har ändrats sedan omgången avbröts: "
                f"{titles}. Det som är kvar blir därför en egen omgång, och svaren på "
                f"{answered} fall från {plan.earlier.start.at.date()} står för sig.",
                "The rules or the cases have changed since the session was broken "
                f"off: {titles}. What is left becomes a session of its own, therefore, "
                f"and the answers to {counted(answered, 'case', 'cases')} of "
                f"{plan.earlier.start.at.date()} stand by themselves.",
            )
        )
    if plan.others:
        others = ", ".join(
            f"{each.start.at:%Y-%m-%d %H:%M} (--resume {each.start.session[:8]})"
            for each in plan.others[:_FEW]
        )
        texts.append(
            say(
                f"Fler omgångar är avbrutna i samma fil: {others}.",
                f"More sessions were broken off in the same file: {others}.",
            )
        )
    return texts


def _who(start: SessionStart, say: Say) -> str:
    """Return who answers, and how."""
    match start.mode:
        case SessionMode.GROUP:
            return say(
                "Gruppen röstar: skriv hur många som valde varje svar",
                "The group votes: type how many chose each answer",
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
