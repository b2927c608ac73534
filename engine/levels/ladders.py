"""Ladders: the levels at which a matter is decided, from the lowest to the highest.

A ladder is read off the answer to the open question, of which every case is known: who
decides in which of them, on whose terms. Two ladders on one grid of cases are alike
exactly where the same roles decide in the same cases on the same terms.
"""

from __future__ import annotations

import itertools
import math
from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.answer import Limits, Outcome
from ..answers.force import Force, force
from ..records import record
from ..rulebook.model.bounds import MOST_CASES
from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion, Function, Mode
from ..rulebook.model.problems import Message
from ..space.boxes import boxes
from ..space.cells import lies_in, merged
from ..space.powers import gives
from ..space.space import TooManyCellsError

if TYPE_CHECKING:
    from collections.abc import (
        Collection,
        Hashable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from ..answers.answer import Answer, Finding, Span
    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.grants import Consult, Grant
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.texts import Text
    from ..rulebook.model.values import Value
    from ..space.cells import Cell, When

_FUNCTIONS = tuple(Function)


@record
class Terms:
    """On what terms somebody has a function, as far as they limit it.

    `provisos` are conditions that nobody can judge but the reader, `consults` who must
    be consulted, `through` who has passed it on.
    """

    provisos: tuple[Text, ...] = ()
    consults: tuple[Consult, ...] = ()
    through: str = ""
    requires: tuple[Text, ...] = ()

    def is_within(self, other: Terms) -> bool:
        """Tell whether whoever meets the other terms meets these too."""
        return (
            set(self.provisos) <= set(other.provisos)
            and set(self.consults) <= set(other.consults)
            and self.through in {"", other.through}
            and set(self.requires) <= set(other.requires)
        )


@record
class DecisionLevel:
    """Who has a function, in which cases and on which terms.

    `when` are boxes of cases, one that is empty where it holds in all of them.
    `is_committee` tells that it is the committee that has granted others the same, and
    `is_superior` that it is above a delegate, by so many steps as `height` tells.
    """

    function: Function
    mode: Mode
    roles: tuple[str, ...]
    act: DecisionAct | None
    terms: Terms
    force: Force
    is_committee: bool
    is_superior: bool
    cells: frozenset[Cell]
    when: tuple[When, ...]
    height: int
    rules: tuple[str, ...]
    cites: tuple[str, ...]


class CaseGrid:
    """The cases of a matter: the values that the answers of any municipality part.

    Args:
        answers: those of all municipalities.

    Raises:
        TooManyCellsError: there are more cases than can be compared.
    """

    def __init__(self, answers: Iterable[Answer]) -> None:
        """Cut the circumstances that some answer depends on."""
        spans: dict[str, list[Span]] = {}
        for answer in answers:
            for finding in answer.findings:
                for name, span in finding.when:
                    spans.setdefault(name, []).append(span)
        self._classes = {name: _classes(own) for name, own in sorted(spans.items())}
        if math.prod(map(len, self._classes.values())) > MOST_CASES:
            names = tuple(self._classes)
            raise TooManyCellsError(
                Message.of("cells/too-many", circumstances=names, most=MOST_CASES)
            )

    @cached_property
    def cells(self) -> frozenset[Cell]:
        """Every case."""
        return frozenset(itertools.product(*map(range, self._sizes)))

    @property
    def _sizes(self) -> list[int]:
        return [len(classes) for classes in self._classes.values()]

    def within(self, when: When) -> Iterator[Cell]:
        """Yield the cases in which a row of an answer holds."""
        limits = dict(when)
        sides = [
            [n for n, (value, _) in enumerate(classes) if lies_in(value, limits[name])]
            if name in limits
            else range(len(classes))
            for name, classes in self._classes.items()
        ]
        yield from itertools.product(*sides)

    def boxes(self, cells: Collection[Cell]) -> tuple[When, ...]:
        """Return cases as few boxes, in order."""
        sides = [range(size) for size in self._sizes]
        return tuple(
            tuple(
                (name, merged(classes[n][1] for n in sorted(numbers)))
                for (name, classes), numbers in zip(
                    self._classes.items(), box, strict=True
                )
                if len(numbers) < len(classes)
            )
            for box, _ in boxes(sides, dict.fromkeys(cells, True))
        )


def _classes(spans: Iterable[Span]) -> list[tuple[Value, Span]]:
    """Return the classes that spans part values into, each with one of its values."""
    starts: set[int] = set()
    values: dict[Value, None] = {}
    has_limits = False
    for span in spans:
        for item in span:
            if not isinstance(item, Limits):
                values[item] = None
                continue
            has_limits = True
            if item.low is not None:
                starts.add(item.low)
            if item.high is not None:
                starts.add(item.high + 1)
    classes: list[tuple[Value, Span]] = []
    if has_limits:
        ordered = sorted(starts)
        for low, high in zip([None, *ordered], [*ordered, None], strict=True):
            last = None if high is None else high - 1
            value = next((v for v in (low, last) if v is not None), 0)
            classes.append((value, (Limits(low=low, high=last),)))
    return [*classes, *((value, (value,)) for value in values)]


@record(slots=False)
class Ladder:
    """The levels of one matter in one municipality.

    `unruled` are the cases in which no rule names anybody, and `disputed` those in
    which the rules contradict each other.
    """

    outcome: Outcome
    levels: tuple[DecisionLevel, ...] = ()
    unruled: tuple[When, ...] = ()
    disputed: tuple[When, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_ruled(self) -> bool:
        """Tell whether some rule is about the matter."""
        return self.outcome is not Outcome.NO_RULE

    def above(self, level: DecisionLevel) -> tuple[DecisionLevel, ...]:
        """Return the nearest levels that decide wherever one does, and beyond."""
        wider = [
            other
            for other in self.levels
            if other.function is level.function and other.cells > level.cells
        ]
        least = min((len(other.cells) for other in wider), default=0)
        return tuple(other for other in wider if len(other.cells) == least)


def ladder(answer: Answer, grid: CaseGrid, rules: Mapping[str, Rule]) -> Ladder:
    """Return the levels by the answer to an open question.

    Args:
        answer: the answer.
        grid: the cases, cut for this answer too.
        rules: those of the municipality, by id.
    """
    gathered: dict[_LevelKey, set[Cell]] = {}
    resting: dict[_LevelKey, dict[str, None]] = {}
    heights: dict[_LevelKey, int] = {}
    unruled: set[Cell] = set()
    disputed: set[Cell] = set()
    for finding in answer.findings:
        cells = set(grid.within(finding.when))
        if finding.conclusion is None:
            unruled |= cells
        if Outcome.CONFLICT in {finding.outcome, _plain(answer)}:
            disputed |= cells
        for key, ids, height in _keys(finding, rules):
            heights[key] = min(height, heights.get(key, height))
            gathered.setdefault(key, set()).update(cells)
            resting.setdefault(key, {}).update(dict.fromkeys(ids))
    levels = [
        _level(
            key,
            frozenset(cells),
            [rules[id_] for id_ in sorted(resting[key])],
            grid,
            heights[key],
        )
        for key, cells in gathered.items()
    ]
    kept = [each for each in levels if not _is_idle(each, levels)]
    return Ladder(
        outcome=answer.outcome,
        levels=tuple(sorted(kept, key=_height)),
        unruled=grid.boxes(unruled) if answer.findings else (),
        disputed=grid.boxes(disputed),
    )


def _plain(answer: Answer) -> Outcome:
    """Return what every finding of an answer is that is no table."""
    return Outcome.ANSWERED if answer.is_table else answer.outcome


@record
class _LevelKey:
    """What makes two findings speak of one level; the fields are those of the level."""

    function: Function
    mode: Mode
    roles: tuple[str, ...]
    act: DecisionAct | None
    terms: Terms
    is_committee: bool
    is_superior: bool


def _keys(
    finding: Finding, rules: Mapping[str, Rule]
) -> Iterator[tuple[_LevelKey, tuple[str, ...], int]]:
    """Yield the levels of a finding, each with its rules, and how far up it is."""
    conclusion = finding.conclusion
    if not isinstance(conclusion, DecisionConclusion):
        return
    requires = tuple(sorted(conclusion.requires, key=lambda text: text.sv))
    for function, party in conclusion.functions:
        act = conclusion.act if function is Function.DECIDES else None
        for roles, mode in _units(party):
            giving = [
                id_
                for id_ in finding.rules
                if all(gives(rules[id_], function, role) for role in roles)
            ]
            for grant in _granting(roles, conclusion.grants, function):
                own = grant and [
                    id_ for id_ in giving if _is_of(rules[id_], grant, roles)
                ]
                is_committee = grant is not None and roles == (grant.by,)
                yield (
                    _LevelKey(
                        function=function,
                        mode=mode,
                        roles=roles,
                        act=act,
                        terms=_terms(grant, requires, is_committee=is_committee),
                        is_committee=is_committee,
                        is_superior=grant is not None
                        and set(roles) <= set(grant.superiors),
                    ),
                    tuple(own or giving or finding.rules),
                    _steps_up(roles, grant),
                )


def _units(party: Party) -> Iterator[tuple[tuple[str, ...], Mode]]:
    """Yield who has a function: each by themselves, or all that have it together."""
    if party.mode in {Mode.ONE, Mode.ANY_OF, Mode.ALL}:
        yield from (((role,), Mode.ONE) for role in party.roles)
    else:
        roles = party.roles
        if party.mode is not Mode.IN_ORDER:
            roles = tuple(sorted(roles))
        yield roles, party.mode


def _granting(
    roles: tuple[str, ...], grants: Iterable[Grant], function: Function
) -> list[Grant | None]:
    """Return the grants by which roles have a function; None where it is by none.

    Whoever has a row of their own decides by that, on its terms, and not as a superior.
    """
    if function not in {Function.DECIDES, Function.CARRIES_OUT, Function.SIGNS}:
        return [None]
    for named in (
        [grant for grant in grants if set(roles) <= set(grant.delegates)],
        [grant for grant in grants if set(roles) <= set(grant.superiors)],
    ):
        if named:
            return [*named]
    committees: list[Grant | None] = [g for g in grants if roles == (g.by,)]
    return committees[:1] or [None]


def _steps_up(roles: tuple[str, ...], grant: Grant | None) -> int:
    """Return how many steps above the delegates of a grant somebody is."""
    superiors = grant.superiors if grant else ()
    return max((n for n, each in enumerate(superiors, 1) if each in roles), default=0)


def _is_of(rule: Rule, grant: Grant, roles: tuple[str, ...]) -> bool:
    """Tell whether a rule is the row that a grant of an answer was made of."""
    own = rule.conclusion.grant
    return own is not None and (
        roles == (grant.by,)
        or (own.by, own.point, own.through, own.provisos, own.consults)
        == (grant.by, grant.point, grant.through, grant.provisos, grant.consults)
    )


def _terms(
    grant: Grant | None, requires: tuple[Text, ...], *, is_committee: bool
) -> Terms:
    """Return the terms of a grant; the committee itself is bound by none of them."""
    if grant is None or is_committee:
        return Terms(requires=requires)
    return Terms(
        provisos=tuple(sorted(grant.provisos, key=lambda text: text.sv)),
        consults=tuple(sorted(grant.consults, key=lambda each: each.role)),
        through=grant.through,
        requires=requires,
    )


def _level(
    key: _LevelKey,
    cells: frozenset[Cell],
    giving: Sequence[Rule],
    grid: CaseGrid,
    height: int,
) -> DecisionLevel:
    return DecisionLevel(
        function=key.function,
        mode=key.mode,
        roles=key.roles,
        act=key.act,
        terms=key.terms,
        force=force(giving),
        is_committee=key.is_committee,
        is_superior=key.is_superior,
        cells=cells,
        when=grid.boxes(cells),
        height=height,
        rules=tuple(rule.id for rule in giving),
        cites=tuple(sorted({cite for rule in giving for cite in rule.cites})),
    )


def _is_idle(level: DecisionLevel, levels: Iterable[DecisionLevel]) -> bool:
    """Tell whether another level gives the same people all of it, on fewer terms."""
    for other in levels:
        if other is level or _who(other) != _who(level) or other.act != level.act:
            continue
        gives_more = level.cells < other.cells or (
            level.cells == other.cells
            and (level.terms != other.terms or _is_later(level, other))
        )
        if gives_more and other.terms.is_within(level.terms):
            return True
    return False


def _is_later(level: DecisionLevel, other: DecisionLevel) -> bool:
    """Tell which of two levels yields that give the same: that of a superior."""
    return level.is_superior and not other.is_superior


def _who(level: DecisionLevel) -> Hashable:
    return level.function, level.mode, level.roles, level.force


def _height(level: DecisionLevel) -> tuple[int, bool, int, int, tuple[str, ...], str]:
    return (
        _FUNCTIONS.index(level.function),
        level.is_committee,
        len(level.cells),
        level.height,
        level.roles,
        str(level.rules),
    )
