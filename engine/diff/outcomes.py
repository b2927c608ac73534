"""Join what changed between two editions with the scenarios that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..rulebook.language.shapes import Problems
from ..scenarios.cases import reads_alike
from ..scenarios.links import link_question, link_scenario
from ..scenarios.replay import deviations
from ..space.space import Space, settled_facts
from .refinement import is_in
from .replies import Reply

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
    from .editions import CaseKey, Edition
    from .rows import Case, Row

    #: A question as the old and the new edition understand it, if they do.
    Asked = tuple[Question | None, Question | None]
    Drafts = Mapping[CaseKey, ScenarioDraft]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
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
    old: Reply | None
    new: Reply | None
    was_met: bool | None
    is_met: bool | None

    @property
    def is_answer_changed(self) -> bool:
        """Tell whether it has another answer, not only other reasons for it."""
        return _said(self.old) != _said(self.new)


def _said(reply: Reply | None) -> object:
    return reply and reply.said


class Cases:
    """The scenarios of one municipality in two editions.

    An edition without scenarios of its own is judged by those of the other.
    """

    def __init__(
        self,
        municipality: str,
        opened: tuple[Edition, Edition],
        told: Difference,
        days: tuple[dt.date, dt.date],
    ) -> None:
        """Take the old and the new edition, what differs, and the day of each."""
        self._municipality = municipality
        self._told = told
        self._days = days
        sides = told.editions.sides
        self._spaces = sides[0].space, sides[1].space
        self._opened = opened
        self._told_about: dict[int, list[tuple[str, Asked]]] = {}
        old, new = (edition.drafts for edition in opened)
        self._libraries = (new if old is None else old), (old if new is None else new)
        self._drafts = (
            self._mine(self._libraries[0], municipality),
            self._mine(self._libraries[1], municipality),
        )

    @staticmethod
    def _mine(drafts: Drafts | None, whose: str) -> dict[str, ScenarioDraft]:
        return {
            id_: draft
            for (municipality, id_), draft in (drafts or {}).items()
            if municipality == whose
        }

    def within(self, subject: SubjectDifference, row: Row) -> tuple[str, ...]:
        """Return the scenarios that ask a question of a row, with nothing open.

        Those of the law alone count where what changed is the law.
        """
        own = f"{self._municipality}/"
        is_lawful = not any(rule.startswith(own) for rule in row.rules)
        return tuple(
            id_
            for id_, questions in self._about(subject)
            if (is_lawful or id_ in self._asked)
            and lies_in(self._asking(id_, questions), row)
        )

    def _about(self, subject: SubjectDifference) -> list[tuple[str, Asked]]:
        """Return the scenarios that ask about a subject, those of the law as well."""
        key = id(subject)
        if key not in self._told_about:
            about = About(subject)
            self._told_about[key] = [
                (id_, questions)
                for known, id_, questions in self._by_kind.get(subject.kind, ())
                if known in about
            ]
        return self._told_about[key]

    @cached_property
    def _by_kind(self) -> dict[RuleKind, list[tuple[Question, str, Asked]]]:
        """The scenarios by the kind of question they ask, each with its question.

        Both editions understand the same question, or one of them none.
        """
        found: dict[RuleKind, list[tuple[Question, str, Asked]]] = {}
        for asked in (self._asked, self._asked_of_law):
            for id_, questions in asked.items():
                known = questions[0] or questions[1]
                if known is not None:
                    found.setdefault(known.kind, []).append((known, id_, questions))
        return found

    def changed(self, *, is_whole: bool) -> Iterator[CaseChange]:
        """Yield the scenarios with another outcome.

        Unless `is_whole`, those that were only rewritten are left out.
        """
        touched = {
            id_ for subject in self._told.subjects for id_, _ in self._about(subject)
        }
        for id_ in self._asked:
            old, new = (drafts.get(id_) for drafts in self._drafts)
            if id_ in touched or (is_whole and not reads_alike(old, new)):
                found = self._change(id_)
                if found.is_answer_changed or found.was_met is not found.is_met:
                    yield found

    # questions ------------------------------------------------------------------------

    @cached_property
    def _asked(self) -> dict[str, Asked]:
        """What each scenario asks, as each edition understands it."""
        return self._questions(*self._drafts)

    @cached_property
    def _asked_of_law(self) -> dict[str, Asked]:
        """What the scenarios of the law alone ask, asked in this municipality."""
        drafts = (self._mine(drafts, "") for drafts in self._libraries)
        found = self._questions(*drafts)
        return {f"/{id_}": asked for id_, asked in found.items()}

    def _questions(
        self, old: Mapping[str, ScenarioDraft], new: Mapping[str, ScenarioDraft]
    ) -> dict[str, Asked]:
        jurisdictions = [space.jurisdiction for space in self._spaces]
        found = {}
        for id_ in sorted({*old, *new}):
            draft = new[id_] if id_ in new else old[id_]
            one, other = (
                link_question(draft, jurisdiction, day)
                for jurisdiction, day in zip(jurisdictions, self._days, strict=True)
            )
            found[id_] = one, other
        return found

    def _asking(self, id_: str, questions: Asked) -> list[Asking]:
        """Return a scenario's question as each edition that knows it understands it."""
        return [
            Asking(question=question, facts=self._facts(side, id_, question))
            for side, question in enumerate(questions)
            if question is not None
        ]

    def _facts(self, side: int, id_: str, question: Question) -> Mapping[str, Value]:
        """Return what is settled when a scenario is asked: given, assumed, derived."""
        key = side, id_
        if key not in self._settled:
            space = self._spaces[side]
            derived = {name: value for name, value, _ in space.ask(question).derived}
            self._settled[key] = {**derived, **settled_facts(question, space)}
        return self._settled[key]

    @cached_property
    def _settled(self) -> dict[tuple[int, str], Mapping[str, Value]]:
        return {}

    # outcomes -------------------------------------------------------------------------

    def _change(self, id_: str) -> CaseChange:
        drafts = [side.get(id_) for side in self._drafts]
        draft = drafts[1] or drafts[0]
        assert draft is not None  # noqa: S101 - the id comes from one of them
        replies = [self._reply(side, id_) for side in (0, 1)]
        met = [self._is_met(side, own) for side, own in enumerate(drafts)]
        return CaseChange(
            id=id_,
            municipality=self._municipality,
            told=draft.told,
            place=draft.place,
            is_in_new=drafts[1] is not None,
            old=replies[0],
            new=replies[1],
            was_met=met[0],
            is_met=met[1],
        )

    def _reply(self, side: int, id_: str) -> Reply | None:
        question = self._asked[id_][side]
        if question is None:
            return None
        space = self._spaces[side]
        return Reply(
            answer=space.ask(question),
            question=question,
            words=space.jurisdiction.vocabulary,
            relative=self._told.editions.relative,
        )

    def _is_met(self, side: int, draft: ScenarioDraft | None) -> bool | None:
        if draft is None:
            return None
        space = self._own_spaces[side]
        scenario = link_scenario(
            draft, space.jurisdiction, self._days[side], Problems()
        )
        if scenario is None:
            return None
        answer = space.ask(scenario.question)
        return not deviations(scenario, answer, space.jurisdiction.vocabulary)

    @cached_property
    def _own_spaces(self) -> tuple[Space, Space]:
        """Each edition with rules under its own names, as its scenarios know them."""
        found = []
        for space, edition in zip(self._spaces, self._opened, strict=True):
            own = edition.jurisdictions[self._municipality]
            found.append(space if space.jurisdiction is own else Space(own))
        return found[0], found[1]


class About:
    """The questions about a group of subjects."""

    def __init__(self, subject: SubjectDifference) -> None:
        """Take the group."""
        self._kind = subject.kind
        self._sets = {
            found.slot: (frozenset(found.ids), found.is_optional)
            for found in subject.slots
        }

    def __contains__(self, question: Question) -> bool:
        """Tell whether a question is about one of the subjects."""
        asked = question.slot_of
        return (
            question.kind is self._kind
            and asked.keys() <= self._sets.keys()
            and all(
                asked[slot] in ids if slot in asked else is_optional
                for slot, (ids, is_optional) in self._sets.items()
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question in one edition, with all `facts`: given, assumed and derived."""

    question: Question
    facts: Mapping[str, Value]


def lies_in(asked: Sequence[Asking], row: Row) -> bool:
    """Tell whether a question lies in a row, with nothing left open that it names.

    What it leaves out is settled by each edition in its own way. Where they settle
    it on different values, leaving it out is a case of its own; so it is only where
    the row says so that the question lies in it.
    """
    is_then = not row.days or any(
        (first is None or first <= one.question.on)
        and (last is None or one.question.on <= last)
        for one in asked
        for first, last in row.days
    )
    return is_then and all(
        _is_left_out(case, asked) or _is_settled(case, asked) for case in row.when
    )


def _is_left_out(case: Case, asked: Sequence[Asking]) -> bool:
    """Tell whether a row holds what leaves a circumstance out, as a question does."""
    return case.is_open and not any(
        case.name in dict(one.question.given) for one in asked
    )


def _is_settled(case: Case, asked: Sequence[Asking]) -> bool:
    """Tell whether all editions that need a circumstance take it for one in a row."""
    values = [one.facts[case.name] for one in asked if case.name in one.facts]
    return bool(values) and all(
        any(is_in(value, item) for item in case.span) for value in values
    )
