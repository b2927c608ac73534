"""The sentences of a comparison, the same in every form that it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..layout import capital
from ..messages.rendering import message_text
from ..say import counted, day_text
from .digest import ADDED, CHANGED, REMOVED
from .parts import rewording_texts
from .posts import post_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...diff.scenario_changes import ScenarioChange
    from .digest import Digest, RowText, SubjectChange


class _CountedNoun(NamedTuple):
    """What is said of a number of things: `1 fråga får`, `2 frågor får annat svar`."""

    one: str
    several: str
    then: str = ""


class _Count(NamedTuple):
    """A number, and what is said of it in each language."""

    number: int
    swedish: _CountedNoun
    english: _CountedNoun


class Sentences:
    """Says what differs, in one language."""

    def __init__(self, digest: Digest) -> None:
        """Take what differs."""
        self.digest = digest
        self.say = digest.say

    # the first lines ------------------------------------------------------------------

    def summary(self) -> str:
        """Return one or two sentences with the counts of everything that follows."""
        say = self.say
        changes, rest = self._counted(self._changes()), self._counted(self._rest())
        if not self.digest.comparison.is_compared:
            about = say(f" om {self.kept}", f" about {self.kept}") if self.kept else ""
            return say(
                f"Ingenting är jämfört: ingen av utgåvorna har någon regel{about}.",
                f"Nothing was compared: neither edition has a rule{about}.",
            )
        if not changes:
            none = say("Inget svar ändras", "No answer changes")
            same = say("utgåvorna säger detsamma", "the editions say the same")
            if kept := self.kept:
                same += say(f" om {kept}", f" about {kept}")
            return f"{none}: {rest or same}."
        sentences = [f"{changes}."]
        if rest:
            sentences.append(f"{rest}.")
        if missing := len(self.digest.uncovered):
            sentences.append(
                say(
                    f"{missing} av ändringarna prövas inte av något scenario.",
                    f"No scenario asks about {missing} of the changes.",
                )
            )
        return " ".join(sentences)

    def _changes(self) -> list[_Count]:
        digest, comparison = self.digest, self.digest.comparison
        return [
            _Count(
                sum(len(subject.rows) for subject in digest.subjects(CHANGED)),
                _CountedNoun("fråga får", "frågor får", "annat svar"),
                _CountedNoun("question gets", "questions get", "another answer"),
            ),
            _Count(
                len(digest.subjects(ADDED)),
                _CountedNoun("nytt ämne tillkommer", "nya ämnen tillkommer"),
                _CountedNoun("new subject", "new subjects"),
            ),
            _Count(
                len(digest.subjects(REMOVED)),
                _CountedNoun("ämne försvinner", "ämnen försvinner"),
                _CountedNoun("subject is gone", "subjects are gone"),
            ),
            _Count(
                len(comparison.appeared),
                _CountedNoun("kommun tillkommer", "kommuner tillkommer"),
                _CountedNoun("new municipality", "new municipalities"),
            ),
            _Count(
                len(comparison.vanished),
                _CountedNoun("kommun försvinner", "kommuner försvinner"),
                _CountedNoun("municipality is gone", "municipalities are gone"),
            ),
            _Count(
                len(digest.causes(is_values=True)),
                _CountedNoun("omständighet får", "omständigheter får", "andra värden"),
                _CountedNoun("circumstance has", "circumstances have", "other values"),
            ),
            _Count(
                len(self.too_large),
                _CountedNoun("ämne", "ämnen", "går inte att jämföra"),
                _CountedNoun("subject", "subjects", "cannot be compared"),
            ),
        ]

    def _rest(self) -> list[_Count]:
        digest, comparison = self.digest, self.digest.comparison
        return [
            _Count(
                sum(len(subject.rows) for subject in digest.reasons),
                _CountedNoun("svar vilar", "svar vilar", "på annan grund"),
                _CountedNoun("answer rests", "answers rest", "on something else"),
            ),
            _Count(
                sum(len(subject.rows) for subject in digest.remarks),
                _CountedNoun("svar får", "svar får", "en annan anmärkning"),
                _CountedNoun("answer has", "answers have", "another remark"),
            ),
            _Count(
                len(digest.scenarios),
                _CountedNoun("scenario får", "scenarier får", "annat utfall"),
                _CountedNoun("scenario has", "scenarios have", "another outcome"),
            ),
            _Count(
                len(comparison.silent),
                _CountedNoun("ändrad regel", "ändrade regler", "saknar verkan"),
                _CountedNoun("changed rule has", "changed rules have", "no effect"),
            ),
            _Count(
                len(digest.causes(is_values=False)),
                _CountedNoun(
                    "dokument, ord eller belopp är ändrat",
                    "dokument, ord eller belopp är ändrade",
                ),
                _CountedNoun(
                    "document, word or amount is",
                    "documents, words or amounts are",
                    "changed",
                ),
            ),
            _Count(
                len(comparison.reworded) + len(comparison.renamed),
                _CountedNoun("text har", "texter har", "bara ny lydelse"),
                _CountedNoun("text only reads", "texts only read", "differently"),
            ),
        ]

    def _counted(self, counts: Iterable[_Count]) -> str:
        """Return an enumeration of the counts that are not nought."""
        parts = []
        for count in counts:
            if count.number:
                noun = _CountedNoun(*map(self.say, count.swedish, count.english))
                things = counted(count.number, noun.one, noun.several)
                parts.append(f"{things} {noun.then}".rstrip())
        if len(parts) < 2:  # noqa: PLR2004 - one part needs no comma
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.say('och', 'and')} {parts[-1]}"

    def compared(self) -> str:
        """Return what was compared with what."""
        comparison = self.digest.comparison
        old, new = comparison.old.files.label, comparison.new.files.label
        editions = f"{old} → {new}"
        if comparison.days:
            before, after = (day_text(day, self.say) for day in comparison.days)
            if before != after:
                editions = f"{new}: {before} → {after}"
            else:
                editions += f" · {after}"
        rules = counted(
            comparison.rules, self.say("regel", "rule"), self.say("regler", "rules")
        )
        return " · ".join([editions, *self._selection(), rules])

    @property
    def kept(self) -> str:
        """What the comparison was kept to, in words; empty when to nothing."""
        comparison, digest = self.digest.comparison, self.digest
        parts = []
        if comparison.only:
            parts.append(digest.labels(comparison.only))
        if comparison.new.municipality:
            place = digest.places(comparison.differences)
            parts.append(place or comparison.new.municipality)
        return self.say(" i ", " in ").join(parts)

    def _selection(self) -> list[str]:
        """Return the municipality, when there is one, and what else was left out."""
        comparison, digest = self.digest.comparison, self.digest
        ids = list(comparison.differences)
        parts = [digest.place(ids[0])] if len(ids) == 1 else []
        if comparison.only:
            labels = digest.labels(comparison.only)
            parts.append(self.say(f"bara om {labels}", f"only about {labels}"))
        return parts

    def captions(self) -> tuple[str, str]:
        """Return the captions of the old and the new answer."""
        days = self.digest.comparison.days
        if days and days[0] != days[1]:
            return days[0].isoformat(), days[1].isoformat()
        return self.say("förut", "before"), self.say("nu", "now")

    # titles ---------------------------------------------------------------------------

    def title(self, change: str) -> str:
        """Return the title above the subjects of which the same became."""
        return {
            CHANGED: self.say("Annat svar", "Another answer"),
            ADDED: self.say("Nya ämnen", "New subjects"),
            REMOVED: self.say("Ämnen som försvinner", "Subjects that are gone"),
        }[change]

    def always(self) -> str:
        """Return what stands for no circumstances at all."""
        return self.say("alltid", "always")

    def uncovered(self, row: RowText, *, is_alone: bool) -> str:
        """Return that no scenario asks what changed, empty when one does."""
        if row.scenarios or not self.digest.has_scenarios:
            return ""
        if is_alone:
            return self.say(
                "Inget scenario prövar detta.", "No scenario asks about this."
            )
        return self.say("inget scenario prövar", "no scenario asks")

    def responsible(self, subject: SubjectChange) -> str:
        """Return the rules responsible for what changed in a subject."""
        return f"{self.say('regler', 'rules')}: {', '.join(subject.rules)}"

    # lists ----------------------------------------------------------------------------

    def lists(self) -> list[tuple[str, list[str]]]:
        """Return what is told in lists, each with its title; some may be empty."""
        digest, say, comparison = self.digest, self.say, self.digest.comparison
        new_words, old_words = comparison.words
        return [
            (
                say("Kommuner som tillkommer", "New municipalities"),
                [digest.place(id_) for id_ in comparison.appeared],
            ),
            (
                say("Kommuner som försvinner", "Municipalities that are gone"),
                [digest.place(id_) for id_ in comparison.vanished],
            ),
            (say("Går inte att jämföra", "Cannot be compared"), self.too_large),
            (
                say("Nya och borttagna värden", "New and removed values"),
                digest.causes(is_values=True),
            ),
            (
                say(
                    "Ändrade dokument, ord och belopp",
                    "Changed documents, words and amounts",
                ),
                digest.causes(is_values=False),
            ),
            (
                say("Ändrade poster", "Changed posts"),
                [
                    post_text(change, digest.words[change.municipality])
                    for change in comparison.posts
                ],
            ),
            (
                say("Reglerna bakom ändringarna", "The rules behind the changes"),
                [self.rule(id_) for id_ in digest.rules],
            ),
            (
                say("Samma svar på annan grund", "The same answer, other reasons"),
                self._reasons(digest.reasons),
            ),
            (
                say("Annan anmärkning", "Another remark"),
                self._reasons(digest.remarks),
            ),
            *self._scenarios(),
            (
                say("Ändrade regler utan verkan", "Changed rules without effect"),
                [self.rule(id_) for id_ in comparison.silent],
            ),
            (
                say("Bara ny lydelse", "Only reads differently"),
                [
                    *rewording_texts(comparison.reworded, say),
                    *(
                        say(
                            f"regeln `{old}` heter nu `{new}`",
                            f"the rule `{old}` is now `{new}`",
                        )
                        for old, new in comparison.renamed
                    ),
                ],
            ),
            (say("Nya ord", "New words"), _in_backticks(new_words)),
            (
                say("Ord som försvinner", "Words that are gone"),
                _in_backticks(old_words),
            ),
        ]

    def _reasons(self, subjects: Iterable[SubjectChange]) -> list[str]:
        """Return answers that say the same, with why they are told, alike ones once."""
        questions: dict[tuple[str, str], list[str]] = {}
        for subject in subjects:
            places = self.digest.places(subject.municipalities)
            for row in subject.rows:
                question = ", ".join([subject.heading, *row.when])
                questions.setdefault((places, _joined(row.why)), []).append(question)
        return [
            f"{listed[0]} ({places}): {why}"
            if len(listed) == 1
            else f"{capital(why)} ({places}): {'; '.join(listed)}"
            for (places, why), listed in questions.items()
        ]

    @property
    def too_large(self) -> list[str]:
        """The subjects with more cells than can be compared, with the reason."""
        return sorted(
            {
                f"{self.digest.words[id_].subject(large.kind, large.slots)}: "
                f"{message_text(large.why, self.say)}"
                for id_, difference in self.digest.comparison.differences.items()
                for large in difference.too_large
            }
        )

    def rule(self, id_: str) -> str:
        """Return what became of a rule, with its sentence before and after."""
        say, digest = self.say, self.digest
        old, new = digest.rule(id_)
        change = digest.rule_change(id_)
        called = {
            CHANGED: say("ändrad", "changed"),
            ADDED: say("ny", "new"),
            REMOVED: say("borttagen", "removed"),
            "": say("oförändrad", "unchanged"),
        }[change]
        if digest.comparison.days:
            called = {
                ADDED: say("börjar gälla", "enters into force"),
                REMOVED: say("upphör att gälla", "ceases to apply"),
            }.get(change, called)
        texts = dict.fromkeys(say.text(rule.says) for rule in (old, new) if rule)
        if not change and len(texts) > 1:
            called = say("ny lydelse", "reworded")
        if change and (cells := digest.cells(id_)):
            return f"`{id_}` ({called}): {cells}"
        if old and new and change and old.says == new.says:
            called += say(", med samma text", ", with the same text")
        return f"`{id_}` ({called}): {' → '.join(texts)}"

    # scenarios ------------------------------------------------------------------------

    def _scenarios(self) -> list[tuple[str, list[str]]]:
        """Return the scenarios with another outcome, by what became of them."""
        by_title: dict[str, list[str]] = {}
        for scenario in self.digest.scenarios:
            title = self._scenario_title(scenario)
            place = scenario.place
            text = f"{scenario.id} ({place.file}:{place.line})"
            by_title.setdefault(title, []).append(text)
        return sorted(by_title.items())

    def _scenario_title(self, scenario: ScenarioChange) -> str:
        """Return the title for scenarios of which the same became."""
        say = self.say
        if not scenario.is_in_new:
            return say("Scenarier som är borttagna", "Scenarios that are gone")
        if scenario.new is None:
            return say(
                "Scenarier som inte längre går att ställa",
                "Scenarios that can no longer be asked",
            )
        if scenario.is_met:
            return say(
                "Scenarier med annat utfall, som väntat",
                "Scenarios with another outcome, as expected",
            )
        if scenario.is_answer_changed:
            return say(
                "Scenarier som väntar sig ett annat svar",
                "Scenarios that expect another answer",
            )
        return say(
            "Scenarier som väntar sig en annan grund för svaret",
            "Scenarios that expect another reason for the answer",
        )


def _in_backticks(ids: tuple[str, ...]) -> list[str]:
    return [f"`{id_}`" for id_ in ids]


def _joined(sentences: Iterable[str]) -> str:
    """Return sentences behind each other, each with one full stop but the last."""
    return ". ".join(sentence.rstrip(".") for sentence in sentences)
