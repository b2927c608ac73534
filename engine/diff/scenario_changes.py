"""Find the scenarios that ask a changed question, and those with another outcome."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.language.shapes import Problems
from ..scenarios.cases import reads_alike
from ..scenarios.links import link_question, link_scenario
from ..scenarios.replay import deviations
from ..space.cells import lies_in
from ..space.particulars import particular_answer, settled_facts
from ..space.space import Space
from .edition_answers import EditionAnswer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from ..rulebook.model.problems import Place
    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import RuleKind
    from ..rulebook.model.texts import Text
    from ..rulebook.model.values import Value
    from ..scenarios.cases import ScenarioDraft
    from .differences import Difference, SubjectDifference
    from .editions import Edition
    from .rows import Row, RowCondition

    #: A question as the old and the new edition understand it, if they do.
    QuestionPair = tuple[Question | None, Question | None]


@record
class ScenarioChange:
    """A scenario whose outcome the editions differ in.

    `old` and `new` are the answers to it, None where an edition has no words for its
    question. `was_met` and `is_met` tell whether the answer was and is the expected
    one, None where the edition has no such scenario or cannot ask it.
    """

    id: str
    municipality: str
    told: Text
    place: Place
    is_in_new: bool
    old: EditionAnswer | None
    new: EditionAnswer | None
    was_met: bool | None
    is_met: bool | None

    @property
    def is_answer_changed(self) -> bool:
        """Tell whether it has another answer, not only other reasons for it."""
        was, is_ = (answer and answer.statement for answer in (self.old, self.new))
        return was != is_


class ScenarioQuestion(NamedTuple):
    """The question of a scenario, as each edition understands it.

    `known` is the question of an edition that understands it; both understand the
    same. The scenarios of the law alone have an id that begins with `/`.
    """

    known: Question
    id: str
    pair: QuestionPair


class Scenarios:
    """The scenarios of one municipality in two editions.

    An edition without scenarios of its own is judged by those of the other.

    Args:
        municipality: its id; empty for the law alone.
        editions: the old and the new edition.
        difference: what differs between them in the municipality.
        days: the day on which each edition is asked.
    """

    def __init__(
        self,
        municipality: str,
        editions: tuple[Edition, Edition],
        difference: Difference,
        days: tuple[dt.date, dt.date],
    ) -> None:
        """Choose the scenarios of the municipality."""
        self._municipality = municipality
        self._editions = editions
        self._difference = difference
        self._days = days
        old, new = difference.sides.both
        self._spaces = old.space, new.space
        self._about: dict[int, list[tuple[str, QuestionPair]]] = {}
        before, after = (edition.drafts for edition in editions)
        self._libraries = (
            after if before is None else before,
            before if after is None else after,
        )
        self._drafts = self._drafts_of(municipality)

    def _drafts_of(
        self, municipality: str
    ) -> tuple[Mapping[str, ScenarioDraft], Mapping[str, ScenarioDraft]]:
        old, new = (
            {id_: draft for (whose, id_), draft in drafts if whose == municipality}
            for library in self._libraries
            for drafts in [(library or {}).items()]
        )
        return old, new

    def within(self, subject: SubjectDifference, row: Row) -> tuple[str, ...]:
        """Return the scenarios that ask a question of a row, with nothing open.

        Those of the law alone count where what changed is the law.
        """
        own = f"{self._municipality}/"
        is_lawful = not any(rule.startswith(own) for rule in row.rules)
        return tuple(
            id_
            for id_, pair in self._asking_about(subject)
            if (is_lawful or id_ in self._questions)
            and lies_in_row(self._settled_questions(id_, pair), row)
        )

    def changes(self, *, with_rewritten: bool) -> Iterator[ScenarioChange]:
        """Yield the scenarios with another outcome.

        Args:
            with_rewritten: also those that nothing but their own text changed.
        """
        touched = {
            id_
            for subject in self._difference.subjects
            for id_, _ in self._asking_about(subject)
        }
        for id_ in self._questions:
            old, new = (drafts.get(id_) for drafts in self._drafts)
            if id_ in touched or (with_rewritten and not reads_alike(old, new)):
                change = self._change(id_)
                if change.is_answer_changed or change.was_met is not change.is_met:
                    yield change

    # questions ------------------------------------------------------------------------

    def _asking_about(
        self, subject: SubjectDifference
    ) -> list[tuple[str, QuestionPair]]:
        """Return the scenarios that ask about a subject, those of the law as well."""
        key = id(subject)
        if key not in self._about:
            slots = {
                slot_set.slot: (frozenset(slot_set.ids), slot_set.is_optional)
                for slot_set in subject.slots
            }
            self._about[key] = [
                (entry.id, entry.pair)
                for entry in self._by_kind.get(subject.kind, ())
                if entry.known.slot_of.keys() <= slots.keys()
                and all(
                    entry.known.slot_of[slot] in ids
                    if slot in entry.known.slot_of
                    else is_optional
                    for slot, (ids, is_optional) in slots.items()
                )
            ]
        return self._about[key]

    @cached_property
    def _by_kind(self) -> dict[RuleKind, list[ScenarioQuestion]]:
        """What the scenarios ask, by the kind of question."""
        by_kind: dict[RuleKind, list[ScenarioQuestion]] = {}
        for questions in (self._questions, self._questions_of_law):
            for id_, pair in questions.items():
                known = pair[0] or pair[1]
                if known is not None:
                    entry = ScenarioQuestion(known, id_, pair)
                    by_kind.setdefault(known.kind, []).append(entry)
        return by_kind

    @cached_property
    def _questions(self) -> dict[str, QuestionPair]:
        """What each scenario asks, as each edition understands it."""
        return self._linked(*self._drafts)

    @cached_property
    def _questions_of_law(self) -> dict[str, QuestionPair]:
        """What the scenarios of the law alone ask, asked in this municipality."""
        questions = self._linked(*self._drafts_of(""))
        return {f"/{id_}": pair for id_, pair in questions.items()}

    def _linked(
        self, old: Mapping[str, ScenarioDraft], new: Mapping[str, ScenarioDraft]
    ) -> dict[str, QuestionPair]:
        jurisdictions = [space.jurisdiction for space in self._spaces]
        questions = {}
        for id_ in sorted({*old, *new}):
            draft = new[id_] if id_ in new else old[id_]
            one, other = (
                link_question(draft, jurisdiction, day)
                for jurisdiction, day in zip(jurisdictions, self._days, strict=True)
            )
            questions[id_] = one, other
        return questions

    def _settled_questions(self, id_: str, pair: QuestionPair) -> list[SettledQuestion]:
        """Return a scenario's question as each edition that knows it understands it."""
        return [
            SettledQuestion(question=question, facts=self._facts(number, id_, question))
            for number, question in enumerate(pair)
            if question is not None
        ]

    def _facts(self, number: int, id_: str, question: Question) -> Mapping[str, Value]:
        """Return what is settled when a scenario is asked: given, assumed, derived."""
        key = number, id_
        if key not in self._memory:
            space = self._spaces[number]
            derived = {name: value for name, value, _ in space.ask(question).derived}
            self._memory[key] = {**derived, **settled_facts(question, space)}
        return self._memory[key]

    @cached_property
    def _memory(self) -> dict[tuple[int, str], Mapping[str, Value]]:
        return {}

    # outcomes -------------------------------------------------------------------------

    def _change(self, id_: str) -> ScenarioChange:
        old, new = (drafts.get(id_) for drafts in self._drafts)
        draft = new or old
        assert draft is not None  # noqa: S101 - the id comes from one of them
        return ScenarioChange(
            id=id_,
            municipality=self._municipality,
            told=draft.told,
            place=draft.place,
            is_in_new=new is not None,
            old=self._answer(0, id_),
            new=self._answer(1, id_),
            was_met=self._is_met(0, old),
            is_met=self._is_met(1, new),
        )

    def _answer(self, number: int, id_: str) -> EditionAnswer | None:
        question = self._questions[id_][number]
        if question is None:
            return None
        space = self._spaces[number]
        return EditionAnswer(
            answer=particular_answer(question, space),
            question=question,
            jurisdiction=space.jurisdiction,
            relative=self._difference.sides.relative,
        )

    def _is_met(self, number: int, draft: ScenarioDraft | None) -> bool | None:
        if draft is None:
            return None
        space = self._own_spaces[number]
        scenario = link_scenario(
            draft, space.jurisdiction, self._days[number], Problems()
        )
        if scenario is None:
            return None
        answer = particular_answer(scenario.question, space)
        return not deviations(scenario, answer, space.jurisdiction.vocabulary)

    @cached_property
    def _own_spaces(self) -> tuple[Space, Space]:
        """Each edition with rules under its own names, as its scenarios know them."""
        old, new = (
            space if space.jurisdiction is own else Space(own)
            for space, edition in zip(self._spaces, self._editions, strict=True)
            for own in [edition.jurisdictions[self._municipality]]
        )
        return old, new


@record
class SettledQuestion:
    """A question in one edition, with all `facts`: given, assumed and derived."""

    question: Question
    facts: Mapping[str, Value]


def lies_in_row(questions: Sequence[SettledQuestion], row: Row) -> bool:
    """Tell whether a question lies in a row and leaves open nothing the row names.

    Each edition settles in its own way what the question leaves out. Where they
    settle it on different values, leaving it out is a case of its own, and the
    question lies in the row only where the row says that it holds for silence.

    Args:
        questions: the question as each edition that knows it understands it.
        row: the row.
    """
    is_then = not row.days or any(
        (first is None or first <= one.question.on)
        and (last is None or one.question.on <= last)
        for one in questions
        for first, last in row.days
    )
    return is_then and all(
        _is_left_out(condition, questions) or _is_met(condition, questions)
        for condition in row.when
    )


def _is_left_out(condition: RowCondition, questions: Sequence[SettledQuestion]) -> bool:
    """Tell whether a row holds for silence on what the question leaves out."""
    return condition.is_open and not any(
        condition.name in dict(one.question.given) for one in questions
    )


def _is_met(condition: RowCondition, questions: Sequence[SettledQuestion]) -> bool:
    """Tell whether every edition that needs a circumstance settles it in the row."""
    name = condition.name
    values = [one.facts[name] for one in questions if name in one.facts]
    return bool(values) and all(lies_in(value, condition.span) for value in values)
