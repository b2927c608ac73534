"""Many questions of one kind, asked in columns, and asked one by one."""

from __future__ import annotations

import datetime as dt
import itertools
from array import array
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from ..rulebook.model.names import MOST_NAMES
from ..rulebook.model.problems import EngineError, Message, UnknownNameError
from ..rulebook.model.questions import OPTIONAL_SLOTS, Question, parse_question
from ..rulebook.model.vocabulary import TermKind
from ..space.particulars import particular_answer
from .columns import STRANGE, UNSAID, ColumnReader, WordColumn
from .given import given_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from ..answers.answer import Answer
    from ..rulebook.model.rules import RuleKind, Slot
    from ..rulebook.model.vocabulary import Circumstance
    from ..space.space import Space
    from .columns import Column, GivenColumns
    from .response import Response

    Slots: TypeAlias = tuple[tuple[Slot, str], ...]
    Result: TypeAlias = Answer | EngineError

_Made = TypeVar("_Made")
#: What is one entry for all questions, where a sequence has one for each.
_SINGLE = (str, int, Decimal, dt.date, type(None))


class AskedColumns:
    """Many questions of one kind as somebody asked them, column by column."""

    def __init__(  # noqa: PLR0913 - each named at the call
        self,
        space: Space,
        today: dt.date,
        respond: Callable[..., Response],
        *,
        kind: RuleKind,
        named: Mapping[Slot, Column[str]],
        given: GivenColumns,
        on: Column[dt.date | None],
    ) -> None:
        """Take the columns; what changes in them later changes nothing here.

        Args:
            space: where the questions are answered.
            today: the day of questions that name none.
            respond: answers one question, as `Municipality.ask` does.
            kind: what is asked about.
            named: what the questions are about, by the places it fills.
            given: what is known, by the names of circumstances.
            on: the day each is asked for, None where it names none.

        Raises:
            EngineError: they are not equally long.
        """
        self.kind = kind
        self.space = space
        self._respond = respond
        heads = {slot.value: column for slot, column in named.items()}
        self.count = _length({**heads, **given, "on": on})
        self._named = {slot: self._whole(column) for slot, column in named.items()}
        self._given = {name: self._whole(column) for name, column in given.items()}
        self._on = self._whole(on)
        different = {on} if isinstance(on, _SINGLE) else {*self._on}
        #: The day for which each question is asked.
        self.days: Sequence[dt.date] = self._on
        if different == {None}:
            self.days = self._whole(today)
        elif None in different:
            self.days = tuple([day or today for day in self._on])
        #: All these days, each once.
        self.different_days: set[dt.date] = {day or today for day in different}
        self._unknown: dict[tuple[str, ...], EngineError | None] = {}

    def _whole(self, column: Any) -> Sequence[Any]:  # noqa: ANN401 - of any entries
        if isinstance(column, _SINGLE):
            return _Repeated(column, self.count)
        if isinstance(column, WordColumn):
            return column
        listed = getattr(column, "tolist", None)  # as arrays have it
        if listed and getattr(getattr(column, "dtype", None), "kind", "") == "i":
            return array("q", column.astype("int64").tobytes())
        return tuple(listed() if listed else column)

    # read by columns ------------------------------------------------------------------

    def circumstances(self) -> list[tuple[Circumstance, Sequence[Any]]]:
        """Return the circumstances that columns are headed by, each with its column.

        Raises:
            UnknownNameError: a column is headed by what is none here.
            AmbiguousNameError: it is headed by what stands for two.
        """
        words = self.space.jurisdiction.vocabulary
        named = TermKind.CIRCUMSTANCE
        return [
            (words.circumstances[words.id_of(named, name)], column)
            for name, column in self._given.items()
        ]

    def subjects(
        self,
        place: Callable[[Slots, dt.date], int],
        make: Callable[[Callable[[Any], int], Iterable[Any]], _Made],
        kept: dict[Any, dict[Any, int]],
    ) -> _Made:
        """Return what is made of the numbers of what the questions are about.

        Args:
            place: returns the number of a subject on a day; called once for each.
            make: makes of a function and entries what is to be had of the numbers,
                `STRANGE` among them.
            kept: the numbers of words of earlier questions; those of these are put in
                their place, if they are not too many.
        """
        days = self.different_days
        columns = [*self._named.values()]
        if len(days) > 1:
            columns.append(self.days)

        def number(entry: Any) -> int:  # noqa: ANN401 - words, or words and a day
            words = entry if len(columns) > 1 else (entry,)
            day = words[-1] if len(days) > 1 else next(iter(days))
            slots = self._slots(self._said(zip(self._named, words, strict=False)))
            return STRANGE if slots is None else place(slots, day)

        asked = tuple(self._named), next(iter(days)) if len(days) == 1 else None
        numbers = _Numbers(number)
        numbers.update(kept.get(asked, {}))
        entries = columns[0] if len(columns) == 1 else zip(*columns, strict=True)
        made = make(numbers.__getitem__, entries)
        kept.clear()
        if len(numbers) <= MOST_NAMES:
            kept[asked] = numbers
        return made

    def _slots(self, named: Mapping[Slot, str]) -> Slots | None:
        """Return what a question is about; None where the words say nothing here."""
        try:
            on = self.days[0]
            return parse_question(
                self.space.jurisdiction, self.kind, named, (), on
            ).slots
        except EngineError:
            return None

    # one question by itself -----------------------------------------------------------

    def response(self, at: int) -> Response:
        """Return what one of the questions gets by itself.

        Raises:
            EngineError: the question cannot be answered.
        """
        named, facts = self._names(at), self._facts(at)
        return self._respond(self.kind, named, given=facts, on=self._on[at])

    def _names(self, at: int) -> dict[Slot, str]:
        return self._said((slot, column[at]) for slot, column in self._named.items())

    def _said(self, named: Iterable[tuple[Slot, str]]) -> dict[Slot, str]:
        """Return what fills places, without what may be and is left out."""
        optional = OPTIONAL_SLOTS.get(self.kind)
        return {slot: word or "" for slot, word in named if word or slot != optional}

    def _facts(self, at: int) -> dict[str, Any]:
        given = {name: column[at] for name, column in self._given.items()}
        return {name: entry for name, entry in given.items() if entry is not None}

    def answer(self, question: Question) -> Answer | EngineError:
        """Return what follows from the rules for a question, or why nothing does."""
        try:
            return particular_answer(question, self.space)
        except EngineError as error:
            return error

    def result(self, at: int) -> Answer | EngineError:
        """Return what follows from the rules for one of the questions, or why not."""
        jurisdiction, day = self.space.jurisdiction, self.days[at]
        try:
            texts = given_texts(self._facts(at))
            question = parse_question(
                jurisdiction, self.kind, self._names(at), texts, day
            )
        except UnknownNameError:
            return self._result_elsewhere(at)
        except EngineError as error:
            return error
        return self.answer(question)

    def _result_elsewhere(self, at: int) -> Answer | EngineError:
        """Return the result of a question with words that are unknown here.

        What it is about is looked up before what is known of it.
        """
        named, on = self._names(at), self._on[at]
        words = tuple(named.values())
        if words not in self._unknown:
            self._unknown[words] = None
            if self._slots(named) is None:
                self._unknown[words] = _error_of(
                    lambda: self._respond(self.kind, named, on=on)
                )
        try:
            return self._unknown[words] or self.response(at).answer
        except EngineError as error:
            return error


class _Repeated(Sequence[Any]):
    """One entry that stands for all questions."""

    def __init__(self, entry: Any, count: int) -> None:  # noqa: ANN401 - whatever it is
        self._entry = entry
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int | slice) -> Any:  # noqa: ANN401 - as above
        return self._entry

    def __iter__(self) -> Iterator[Any]:
        return itertools.repeat(self._entry, self._count)


class _Numbers(dict[Any, int]):
    """Numbers of entries, each made when the entry is first looked up."""

    def __init__(self, number: Callable[[Any], int]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, entry: Any) -> int:  # noqa: ANN401 - whatever stands there
        made = self[entry] = self._number(entry)
        return made


def _error_of(ask: Callable[[], object]) -> EngineError | None:
    try:
        ask()
    except EngineError as error:
        return error
    return None


def _length(columns: Mapping[str, Any]) -> int:
    """Return how many entries columns have.

    Raises:
        EngineError: they are not equally long.
    """
    lengths = {
        name: len(column)
        for name, column in columns.items()
        if not isinstance(column, _SINGLE)
    }
    (one, length), *others = lengths.items() or [("", 1)]
    for other, another in others:
        if another != length:
            message = Message.of(
                "question/columns-differ",
                one=one,
                length=length,
                other=other,
                another=another,
            )
            raise EngineError(message)
    return length


def one_by_one(asked: AskedColumns) -> tuple[array[int], tuple[Result, ...]]:
    """Return the results of questions, and for each question the number of its own.

    What words and values mean is looked up once, and the questions are asked in turn.
    """
    about: list[Slots] = []

    def place(slots: Slots, _: dt.date) -> int:
        about.append(slots)
        return len(about) - 1

    reader = ColumnReader(asked.space.jurisdiction, asked.different_days, _listed)
    columns = [reader.read(*headed) for headed in asked.circumstances()]
    names = [column.circumstance.id for column in columns]
    numbers, results = array("i"), ResultNumbers()
    rows = zip(*(column.numbers for column in columns), strict=True)
    subjects = asked.subjects(place, _listed, {})
    for at, (subject, row) in enumerate(
        zip(subjects, rows if columns else itertools.repeat(()), strict=False)
    ):
        if subject == STRANGE or STRANGE in row or len({*names}) < len(names):
            numbers.append(results.number(asked.result(at)))
            continue
        given = sorted(
            (name, column.values[number])
            for name, column, number in zip(names, columns, row, strict=True)
            if number != UNSAID
        )
        on = asked.days[at]
        question = Question(asked.kind, about[subject], tuple(given), on)
        numbers.append(results.number(asked.answer(question)))
    return numbers, tuple(results.listed)


def _listed(number: Callable[[Any], int], entries: Iterable[Any]) -> list[int]:
    return [*map(number, entries)]


class ResultNumbers:
    """Results with a number each, in the order in which they came."""

    def __init__(self, listed: Iterable[Result] = ()) -> None:
        """Start with some results."""
        self.listed = [*listed]
        self._numbers = {id(each): at for at, each in enumerate(self.listed)}

    def number(self, result: Result) -> int:
        """Return the number of a result."""
        number = self._numbers.setdefault(id(result), len(self.listed))
        if number == len(self.listed):
            self.listed.append(result)
        return number
