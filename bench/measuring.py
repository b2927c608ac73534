"""Let contestants take turns, and say how their times compare."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Spread:
    """A median with the quarters below and above it."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> Spread:
        """Return the spread of at least two values."""
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(median, low, high)

    def divided(self, by: float) -> Spread:
        """Return the spread of the values divided by a number."""
        return Spread(self.median / by, self.low / by, self.high / by)


def processor_seconds() -> float:
    """Return how long processors have worked for processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Race:
    """The times of contestants that took turns, in seconds, round by round."""

    def __init__(
        self,
        contestants: Mapping[str, Callable[[], object]],
        rounds: int,
        counts: Mapping[str, int] | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Run every contestant once unmeasured, then `rounds` times in turn.

        Every second round runs backwards, so that nobody always runs first. Where
        contestants do a thing more than once in a run, `counts` tells how often, and
        times are for once. The clock tells seconds, since whenever.
        """
        often = counts or {}
        self._times: dict[str, list[float]] = {name: [] for name in contestants}
        for run in contestants.values():
            run()
        for number in range(rounds):
            for name in list(contestants)[:: -1 if number % 2 else 1]:
                gc.collect()
                start = clock()
                contestants[name]()
                took = clock() - start
                self._times[name].append(took / often.get(name, 1))

    def seconds(self, name: str) -> Spread:
        """Return how long a contestant took."""
        return Spread.of(self._times[name])

    def ratio(self, name: str, to: str) -> Spread:
        """Return the time of one contestant over another's, within each round."""
        pairs = zip(self._times[name], self._times[to], strict=True)
        return Spread.of([one / other for one, other in pairs])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the report: a ratio against a floor or a peer, and its goal.

    `goal` is the largest ratio that reaches it; None is a line without a goal. `why` is
    what the time is spent on, where that is known.
    """

    what: str
    beside: str
    ratio: Spread
    goal: float | None
    unit: str
    ours: Spread
    theirs: Spread
    why: str = ""

    def explained(self, why: str) -> Line:
        """Return the line with what the time is spent on."""
        return replace(self, why=why)

    @property
    def is_reached(self) -> bool:
        """Tell whether the median reaches the goal."""
        return self.goal is None or self.ratio.median <= self.goal
