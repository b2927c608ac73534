"""The sentences of a comparison, the same in every form it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layout import capital
from ..messages.rendering import message_text
from ..say import Say
from .digest import ADDED, CHANGED, REMOVED, Digest
from .rewordings import rewordings
from .words import counted, day_text

if TYPE_CHECKING:
    from ...diff.scenario_changes import ScenarioChange
    from .digest import Group, Line


class Sentences:
    """Says what differs, in one language."""

    def __init__(self, digest: Digest) -> None:
        """Take what differs."""
        self.digest = digest
        self.choose = digest.choose

    # the first lines ------------------------------------------------------------------

    def summary(self) -> str:
        """Return one or two sentences with the counts of everything that follows."""
        digest, choose = self.digest, self.choose
        comparison = digest.comparison
        parts = self._counts(
            (len(self._lines(CHANGED)), "fråga får", "frågor får", "annat svar"),
            (
                len(digest.of(ADDED)),
                "nytt ämne tillkommer",
                "nya ämnen tillkommer",
                "",
            ),
            (len(digest.of(REMOVED)), "ämne försvinner", "ämnen försvinner", ""),
            (len(comparison.appeared), "kommun tillkommer", "kommuner tillkommer", ""),
            (len(comparison.vanished), "kommun försvinner", "kommuner försvinner", ""),
            (
                len(self._values),
                "omständighet får",
                "omständigheter får",
                "andra värden",
            ),
            (len(self.too_large), "ämne", "ämnen", "går inte att jämföra"),
        )
        if digest.language == "en":
            parts = self._counts(
                (
                    len(self._lines(CHANGED)),
                    "question gets",
                    "questions get",
                    "another answer",
                ),
                (len(digest.of(ADDED)), "new subject", "new subjects", ""),
                (len(digest.of(REMOVED)), "subject is gone", "subjects are gone", ""),
                (
                    len(comparison.appeared),
                    "new municipality",
                    "new municipalities",
                    "",
                ),
                (
                    len(comparison.vanished),
                    "municipality is gone",
                    "municipalities are gone",
                    "",
                ),
                (
                    len(self._values),
                    "circumstance has",
                    "circumstances have",
                    "other values",
                ),
                (len(self.too_large), "subject", "subjects", "cannot be compared"),
            )
        none = choose("Inget svar ändras", "No answer changes")
        rest = self._rest()
        if not parts:
            same = choose("utgåvorna säger detsamma", "the editions say the same")
            if kept := self.kept:
                same += choose(f" om {kept}", f" about {kept}")
            return f"{none}: {self._listed(rest) if rest else same}."
        first = f"{self._listed(parts)}."
        more = [f"{self._listed(rest)}."] if rest else []
        missing = len(digest.uncovered)
        if missing:
            more.append(
                choose(
                    f"{missing} av ändringarna prövas inte av något scenario.",
                    f"No scenario asks about {missing} of the changes.",
                )
            )
        return " ".join([first, *more])

    def _lines(self, fate: str) -> list[Line]:
        return [line for group in self.digest.of(fate) for line in group.lines]

    def _rest(self) -> list[str]:
        digest, comparison = self.digest, self.digest.comparison
        reasons = sum(len(group.lines) for group in digest.reasons)
        worded = len(comparison.reworded) + len(comparison.renamed)
        if digest.language == "en":
            return self._counts(
                (reasons, "answer rests", "answers rest", "on something else"),
                (
                    len(digest.cases),
                    "scenario has",
                    "scenarios have",
                    "another outcome",
                ),
                (
                    len(comparison.silent),
                    "changed rule has",
                    "changed rules have",
                    "no effect",
                ),
                (
                    len(self._causes),
                    "document, word or amount is",
                    "documents, words or amounts are",
                    "changed",
                ),
                (
                    worded,
                    "text only reads",
                    "texts only read",
                    "differently",
                ),
            )
        return self._counts(
            (reasons, "svar vilar", "svar vilar", "på annan grund"),
            (len(digest.cases), "scenario får", "scenarier får", "annat utfall"),
            (len(comparison.silent), "ändrad regel", "ändrade regler", "saknar verkan"),
            (
                len(self._causes),
                "dokument, ord eller belopp är ändrat",
                "dokument, ord eller belopp är ändrade",
                "",
            ),
            (worded, "text har", "texter har", "bara ny lydelse"),
        )

    @staticmethod
    def _counts(*told: tuple[int, str, str, str]) -> list[str]:
        return [
            f"{counted(number, one, several)} {then}".rstrip()
            for number, one, several, then in told
            if number
        ]

    def _listed(self, parts: list[str]) -> str:
        if len(parts) < 2:  # noqa: PLR2004 - one part needs no comma
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.choose('och', 'and')} {parts[-1]}"

    def compared(self) -> str:
        """Return what was compared with what."""
        comparison = self.digest.comparison
        if comparison.days:
            old, new = (self.day(number) for number in (0, 1))
            if old != new:
                editions = f"{comparison.new.files.called}: {old} → {new}"
                return " · ".join([editions, *self._keeping])
        editions = f"{comparison.old.files.called} → {comparison.new.files.called}"
        if comparison.days:
            editions += f" · {self.day(1)}"
        return " · ".join([editions, *self._keeping])

    @property
    def kept(self) -> str:
        """What the comparison was kept to, in words; empty when to nothing."""
        comparison, digest = self.digest.comparison, self.digest
        parts = []
        if comparison.only:
            parts.append(digest.named(comparison.only))
        if comparison.new.municipality:
            place = digest.places(comparison.differences)
            parts.append(place or comparison.new.municipality)
        return self.choose(" i ", " in ").join(parts)

    @property
    def _keeping(self) -> list[str]:
        """The municipality, when there is one, and what else was left out."""
        comparison, digest = self.digest.comparison, self.digest
        ids = list(comparison.differences)
        parts = [digest.place(ids[0])] if len(ids) == 1 else []
        if comparison.only:
            named = digest.named(comparison.only)
            parts.append(self.choose(f"bara om {named}", f"only about {named}"))
        return parts

    def day(self, number: int) -> str:
        """Return the day an edition was asked on."""
        days = self.digest.comparison.days
        return day_text(days[number], self.digest.language) if days else ""

    def sides(self) -> tuple[str, str]:
        """Return the captions of the old and the new answer."""
        days = self.digest.comparison.days
        if days and days[0] != days[1]:
            return days[0].isoformat(), days[1].isoformat()
        return self.choose("förut", "before"), self.choose("nu", "now")

    # titles ---------------------------------------------------------------------------

    def title(self, fate: str) -> str:
        """Return the title above the subjects of one fate."""
        return {
            CHANGED: self.choose("Annat svar", "Another answer"),
            ADDED: self.choose("Nya ämnen", "New subjects"),
            REMOVED: self.choose("Ämnen som försvinner", "Subjects that are gone"),
        }[fate]

    def always(self) -> str:
        """Return what stands for no circumstances at all."""
        return self.choose("alltid", "always")

    def uncovered(self, line: Line, *, is_alone: bool) -> str:
        """Return that no scenario asks what changed, empty when one does."""
        if line.scenarios or not self.digest.has_scenarios:
            return ""
        if is_alone:
            return self.choose(
                "Inget scenario prövar detta.", "No scenario asks about this."
            )
        return self.choose("inget scenario prövar", "no scenario asks")

    def responsible(self, group: Group) -> str:
        """Return the rules responsible for what changed in a group."""
        rules = sorted({id_ for line in group.lines for id_ in line.rules})
        return f"{self.choose('regler', 'rules')}: {', '.join(rules)}"

    # lists ----------------------------------------------------------------------------

    def lists(self) -> list[tuple[str, list[str]]]:
        """Return what is told in lists, each with its title; some may be empty."""
        digest, choose = self.digest, self.choose
        comparison = digest.comparison
        return [
            (
                choose("Kommuner som tillkommer", "New municipalities"),
                [digest.place(id_) for id_ in comparison.appeared],
            ),
            (
                choose("Kommuner som försvinner", "Municipalities that are gone"),
                [digest.place(id_) for id_ in comparison.vanished],
            ),
            (choose("Går inte att jämföra", "Cannot be compared"), self.too_large),
            (
                choose("Nya och borttagna värden", "New and removed values"),
                self._values,
            ),
            (
                choose(
                    "Ändrade dokument, ord och belopp",
                    "Changed documents, words and amounts",
                ),
                self._causes,
            ),
            (
                choose("Reglerna bakom ändringarna", "The rules behind the changes"),
                [self.rule(id_) for id_ in digest.rules],
            ),
            (
                choose("Samma svar på annan grund", "The same answer, other reasons"),
                self._reasons(),
            ),
            *(
                (title, [self.case(case) for case in cases])
                for title, cases in self.cases()
            ),
            (
                choose("Ändrade regler utan verkan", "Changed rules without effect"),
                [self.rule(id_) for id_ in comparison.silent],
            ),
            (
                choose("Bara ny lydelse", "Only reads differently"),
                [
                    *rewordings(comparison.reworded, digest.language),
                    *(self.renaming(*pair) for pair in comparison.renamed),
                ],
            ),
            (choose("Nya ord", "New words"), _in_backticks(comparison.words[0])),
            (
                choose("Ord som försvinner", "Words that are gone"),
                _in_backticks(comparison.words[1]),
            ),
        ]

    @property
    def _values(self) -> list[str]:
        """What other values can be given; there are new questions, or fewer."""
        return self.digest.causes(is_values=True)

    @property
    def _causes(self) -> list[str]:
        """What else differs beside rules, whether it has any effect or not."""
        return self.digest.causes(is_values=False)

    def _reasons(self) -> list[str]:
        """Return the answers with other reasons, those with the same ones together."""
        told: dict[tuple[str, str], list[str]] = {}
        for group in self.digest.reasons:
            places = self.digest.places(group.municipalities)
            for line in group.lines:
                what = ", ".join([group.heading, *line.when])
                told.setdefault((places, ". ".join(line.why)), []).append(what)
        return [
            f"{subjects[0]} ({places}): {why}"
            if len(subjects) == 1
            else f"{capital(why)} ({places}): {'; '.join(subjects)}"
            for (places, why), subjects in told.items()
        ]

    @property
    def too_large(self) -> list[str]:
        """The subjects with more cases than can be compared, with the reason."""
        told = {
            f"{self.digest.words[id_].subject(kind, slots)}: "
            f"{message_text(why, Say(self.digest.language))}"
            for id_, found in self.digest.comparison.differences.items()
            for kind, slots, why in found.too_large
        }
        return sorted(told)

    def rule(self, id_: str) -> str:
        """Return what became of a rule, with its sentence before and after."""
        old, new = self.digest.rule(id_)
        fate = self.digest.rule_fate(id_)
        called = {
            CHANGED: self.choose("ändrad", "changed"),
            ADDED: self.choose("ny", "new"),
            REMOVED: self.choose("borttagen", "removed"),
            "": self.choose("oförändrad", "unchanged"),
        }[fate]
        if self.digest.comparison.days:
            called = {
                ADDED: self.choose("börjar gälla", "enters into force"),
                REMOVED: self.choose("upphör att gälla", "ceases to apply"),
            }.get(fate, called)
        language = self.digest.language
        texts = [rule.says.in_language(language) for rule in (old, new) if rule]
        says = " → ".join(dict.fromkeys(texts))
        if not fate and len({*texts}) > 1:
            called = self.choose("ny lydelse", "reworded")
        if old and new and fate and old.says == new.says:
            called += self.choose(", med samma text", ", with the same text")
        return f"`{id_}` ({called}): {says}"

    def cases(self) -> list[tuple[str, list[ScenarioChange]]]:
        """Return the scenarios with another outcome, by what became of them."""
        found: dict[str, list[ScenarioChange]] = {}
        for case in self.digest.cases:
            found.setdefault(self._fate_of(case), []).append(case)
        return sorted(found.items())

    def case(self, case: ScenarioChange) -> str:
        """Return a scenario and where it stands."""
        return f"{case.id} ({case.place.file}:{case.place.line})"

    def _fate_of(self, case: ScenarioChange) -> str:
        """Return the title for scenarios of which the same became."""
        choose = self.choose
        if not case.is_in_new:
            return choose("Scenarier som är borttagna", "Scenarios that are gone")
        if case.new is None:
            return choose(
                "Scenarier som inte längre går att ställa",
                "Scenarios that can no longer be asked",
            )
        if case.is_met:
            return choose(
                "Scenarier med annat utfall, som väntat",
                "Scenarios with another outcome, as expected",
            )
        if case.is_answer_changed:
            return choose(
                "Scenarier som väntar sig ett annat svar",
                "Scenarios that expect another answer",
            )
        return choose(
            "Scenarier som väntar sig en annan grund för svaret",
            "Scenarios that expect another reason for the answer",
        )

    def renaming(self, old: str, new: str) -> str:
        """Return that a rule only has another name."""
        return self.choose(
            f"regeln `{old}` heter nu `{new}`", f"the rule `{old}` is now `{new}`"
        )


def _in_backticks(ids: tuple[str, ...]) -> list[str]:
    return [f"`{id_}`" for id_ in ids]
