"""Answer many questions at once: columns of words in, a column of answers out.

With NumPy (`mandat[columns]`) a million questions take as long as a join of two tables
in a database; without it they are asked one after the other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, overload

from ..records import field, record
from ..rulebook.model.problems import EngineError
from .asked_columns import one_by_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers.answer import Answer
    from .asked_columns import AskedColumns
    from .response import Response

_Made = TypeVar("_Made")


@record
class ResponseColumn(Sequence["Response"]):
    """The answers to many questions, one for each question in order.

    An item is the very response that the question gets by itself, worked out when it is
    asked for, and raises what the question raises by itself. What follows from the
    rules alone is there at once, each result that several questions share once:

    Attributes:
        numbers: for each question the number of its result.
        results: the answers, or why there is none. They lack the notes on the very
            facts and the very day of a question, which items have.
    """

    numbers: memoryview
    results: tuple[Answer | EngineError, ...]
    _asked: AskedColumns = field(repr=False, compare=False)

    def __len__(self) -> int:
        """Return how many questions were asked."""
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Response: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Response]: ...

    def __getitem__(self, at: int | slice) -> Response | Sequence[Response]:
        """Return the response to a question, or to some of them.

        Raises:
            EngineError: the question cannot be answered.
        """
        if isinstance(at, slice):
            return [self._asked.response(n) for n in range(len(self))[at]]
        return self._asked.response(range(len(self))[at])

    def __iter__(self) -> Iterator[Response]:
        """Yield the responses in order."""
        return map(self._asked.response, range(len(self)))

    def column(self, of: Callable[[Answer | EngineError], _Made]) -> list[_Made]:
        """Return what a function makes of the result of each question.

        It is called once for each of the `results`.
        """
        return [*map([of(result) for result in self.results].__getitem__, self.numbers)]

    @property
    def errors(self) -> dict[int, EngineError]:
        """The questions that cannot be answered by their places, and why."""
        failed = {
            number: result
            for number, result in enumerate(self.results)
            if isinstance(result, EngineError)
        }
        if not failed:
            return {}
        return {
            at: failed[number]
            for at, number in enumerate(self.numbers)
            if number in failed
        }


def responses(asked: AskedColumns) -> ResponseColumn:
    """Ask all questions.

    Raises:
        UnknownNameError: a column is headed by what is no circumstance here.
        AmbiguousNameError: it is headed by what stands for two.
    """
    try:
        from .arrays import numbered
    except ImportError:
        numbered = one_by_one
    numbers, results = numbered(asked) if asked.count else (array("i"), ())
    return ResponseColumn(
        numbers=memoryview(numbers).toreadonly(), results=results, _asked=asked
    )
