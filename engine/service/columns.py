"""Read columns of words and values, one entry for each of many questions.

A word or a value is looked up where it first stands, and known from then on.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.questions import given_value
from ..rulebook.model.values import ORE_PER_KRONA, ValueKind, multiple_in
from .given import given_texts

if TYPE_CHECKING:
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance

_Entry = TypeVar("_Entry")
#: One entry for each question, or one for all of them.
Column: TypeAlias = Sequence[_Entry] | _Entry
#: What is known in each question, by the names of circumstances; None where nothing is.
GivenColumns: TypeAlias = Mapping[
    str, Column[str | bool | int | Decimal | dt.date | None]
]

#: Stands for nothing said, and for what only the question by itself can be asked with:
#: what has no meaning here, or one that depends on more than the word.
UNSAID, STRANGE = -1, -2
#: What a whole number is multiplied by to be a value, where one can be.
WHOLE = {ValueKind.MONEY: ORE_PER_KRONA, ValueKind.NUMBER: 1}
_PLAIN = frozenset({str, bool, int, Decimal, dt.date})


class WordColumn(Sequence[Any]):
    """A column in which few words stand for many questions: each of them once.

    Databases and tables keep such columns as dictionaries or categories. Whoever has
    one spares that a million words are looked up.
    """

    def __init__(self, words: Iterable[Any], numbers: Iterable[int]) -> None:
        """Take the words, or values, and for each question the number of its own.

        Args:
            words: each of them once, in any order.
            numbers: places in `words`, from 0; -1 where nothing stands.

        Raises:
            EngineError: a number is that of no word.
        """
        #: The words, by their numbers.
        self.words = tuple(words)
        listed = getattr(numbers, "tolist", None)  # as arrays have it
        #: For each question the number of its word.
        self.numbers = array("q", listed() if listed else numbers)
        for number in {*self.numbers}:
            if not UNSAID <= number < len(self.words):
                count = len(self.words)
                message = Message.of("question/no-such-word", at=number, count=count)
                raise EngineError(message)

    def __len__(self) -> int:
        """Return how many questions there are."""
        return len(self.numbers)

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - a word, or a part
        """Return the word of a question, or those of some."""
        if isinstance(at, slice):
            return WordColumn(self.words, self.numbers[at])
        return (*self.words, None)[self.numbers[at]]

    def __iter__(self) -> Iterator[Any]:
        """Yield the word of each question."""
        return map((*self.words, None).__getitem__, self.numbers)


class ReadColumn(NamedTuple):
    """What is said of a circumstance: for each question the number of a value.

    `numbers` is whatever the reader was told to make of them, `UNSAID` and `STRANGE`
    among them.
    """

    circumstance: Circumstance
    values: list[Value]
    numbers: Any


class ColumnReader:
    """Reads the columns of circumstances of many questions."""

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        days: Collection[dt.date],
        make: Callable[[Callable[[Any], int], Sequence[Any]], Any],
    ) -> None:
        """Take whose words count.

        Args:
            jurisdiction: whose words and amounts count.
            days: those for which questions are asked; at least one.
            make: makes of a function and a column what is to be had of the numbers.
        """
        self._jurisdiction = jurisdiction
        self._on = min(days)
        self._has_one_year = len({day.year for day in days}) == 1
        self._make = make

    def read(self, circumstance: Circumstance, column: Sequence[Any]) -> ReadColumn:
        """Return the value of each entry of a column."""
        known = _Known(lambda entry: self._value(circumstance, entry))
        try:
            numbers = self._make(known.__getitem__, column)
            is_plain = all(type(entry) is str for entry in known if entry is not None)
            is_plain = is_plain or len({*map(type, column)} - {type(None)}) == 1
        except TypeError:  # what cannot be looked up is read each time
            is_plain = False
        if not (is_plain and {*map(type, known)} <= {*_PLAIN, type(None)}):
            # equal values of different types are different words: `True` and `1`
            numbers = self._make(known.by_type, column)
        return ReadColumn(circumstance, known.values_, numbers)

    def _value(self, circumstance: Circumstance, entry: Any) -> Value:  # noqa: ANN401
        """Return the value that an entry stands for.

        Raises:
            EngineError: it stands for none, or for another one each year.
        """
        ((_, text),) = given_texts([(circumstance.id, entry)])
        is_money = circumstance.kind is ValueKind.MONEY
        if is_money and not self._has_one_year and multiple_in(text) is not None:
            code, label = "value/not-an-amount", circumstance.label
            raise EngineError(Message.of(code, value=text, circumstance=label))
        return given_value(self._jurisdiction, circumstance, text, self._on)


class _Known(dict[Any, int]):
    """The number of the value for each entry that was read."""

    def __init__(self, value_of: Callable[[Any], Value]) -> None:
        super().__init__()
        self.values_: list[Value] = []
        self._numbers: dict[Value, int] = {}
        self._value_of = value_of

    def __missing__(self, entry: Any) -> int:  # noqa: ANN401 - whatever stands there
        number = self[entry] = self._number(entry)
        return number

    def by_type(self, entry: Any) -> int:  # noqa: ANN401 - as above
        """Return the number of an entry, known by its type, too."""
        if type(entry) not in _PLAIN:
            return self._number(entry)
        key = type(entry), entry
        try:
            number = self.get(key)
        except TypeError:
            return self._number(entry)
        if number is None:
            number = self[key] = self._number(entry)
        return number

    def _number(self, entry: Any) -> int:  # noqa: ANN401 - as above
        if entry is None:
            return UNSAID
        try:
            value = self._value_of(entry)
        except EngineError:
            return STRANGE
        number = self._numbers.setdefault(value, len(self.values_))
        if number == len(self.values_):
            self.values_.append(value)
        return number
