"""The question space of a municipality as rows: one for each cell and period.

A row holds for every question on its matter, on every day from its first to its last,
whose facts lie in the classes of the row; of a circumstance of which a row says nothing
every value is meant. Rows of a matter do not overlap.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..answers.answer import Limits, Outcome
from ..answers.capacity import doubts
from ..records import replace
from ..rulebook.model.conclusions import DecisionConclusion, Function, Mode
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.values import DECIMAL_SCALE, ORE_PER_KRONA, ValueKind
from ..space.cells import UNSAID, facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..answers.answer import Answer
    from ..space.cells import Cell, Dimension
    from ..space.space import Space

_ALONE = frozenset({Mode.ONE, Mode.ANY_OF})
#: The outcome of a matter that has more cells than are walked, or cannot be answered.
UNWALKED = "unwalked"


#: The columns of every table of cells, with their types.
CELL_COLUMNS = {
    "matter": "VARCHAR",
    "cell": "BIGINT",
    "first": "DATE",
    "last": "DATE",
    "outcome": "VARCHAR",
    "act": "VARCHAR",
    "deciders": "VARCHAR[]",
    "jointly": "VARCHAR[]",
    "functions": "VARCHAR[]",
    "committees": "VARCHAR[]",
    "points": "VARCHAR[]",
    "notification": "VARCHAR[]",
    "law": "VARCHAR[]",
    "rules": "VARCHAR[]",
    "passages": "VARCHAR[]",
    "doubts": "VARCHAR[]",
    "circumstances": "VARCHAR[]",
}
_RANGES = {
    ValueKind.MONEY: "DECIMAL(18,2)",
    ValueKind.NUMBER: "BIGINT",
    ValueKind.DECIMAL: "DECIMAL(18,4)",
    ValueKind.DATE: "DATE",
}


def cell_rows(
    space: Space, first: dt.date, last: dt.date, ask: Callable[[Question], Answer]
) -> Iterator[dict[str, Any]]:
    """Yield the cells of every matter that has rules, period by period.

    Args:
        space: the rules that count.
        first: the first day.
        last: the last day.
        ask: answers a question with all that is to know of its very day.
    """
    number = 0
    for matter in sorted(space.jurisdiction.vocabulary.matters):
        slots = ((Slot.MATTER, matter),)
        subject = space.decider.subject(RuleKind.DECISION, slots)
        if not subject.rules:
            continue
        for start, end in _periods(subject.day_cuts, first, last):
            base = {"matter": matter, "first": start, "last": end}
            try:
                cells = list(space.settled_cells(RuleKind.DECISION, slots, start))
            except EngineError:
                number += 1
                yield {**base, "cell": number, "outcome": UNWALKED}
                continue
            asked = Question(RuleKind.DECISION, slots, (), start)
            dimensions = space.relevant(asked)
            for cell, _ in cells:
                number += 1
                given = sorted(facts(dimensions, cell).items())
                answer = ask(replace(asked, given=tuple(given)))
                yield {
                    **base,
                    "cell": number,
                    **_classes(dimensions, cell),
                    **_answer(answer, space),
                }


def _periods(
    cuts: tuple[int, ...], first: dt.date, last: dt.date
) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the first and the last day of each period between two days."""
    inner = [cut for cut in cuts if first.toordinal() < cut <= last.toordinal()]
    starts = [first.toordinal(), *inner]
    ends = [*(cut - 1 for cut in inner), last.toordinal()]
    for start, end in zip(starts, ends, strict=True):
        yield dt.date.fromordinal(start), dt.date.fromordinal(end)


def column_types(space: Space, rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the types of all columns that rows have, in order."""
    named = {name for row in rows for name in row.get("circumstances", ())}
    types = dict(CELL_COLUMNS)
    for name in sorted(named):
        kind = space.jurisdiction.vocabulary.circumstances[name].kind
        if kind in _RANGES:
            types |= {f"{name} from": _RANGES[kind], f"{name} to": _RANGES[kind]}
        else:
            types[name] = "VARCHAR[]"
        if any(f"{name} none" in row for row in rows):
            types[f"{name} none"] = "BOOLEAN"
    return types


def _classes(dimensions: tuple[Dimension, ...], cell: Cell) -> dict[str, Any]:
    """Return the classes of a cell by the columns that tell them."""
    told: dict[str, Any] = {"circumstances": []}
    for dimension, number in zip(dimensions, cell, strict=True):
        if number == UNSAID:
            continue
        name, kind = dimension.name, dimension.circumstance.kind
        told["circumstances"].append(name)
        span = dimension.classes[number].span if number < len(dimension.classes) else ()
        if None in span or not span:
            told[f"{name} none"] = True
        if kind in _RANGES:
            limits = next((item for item in span if isinstance(item, Limits)), None)
            if limits:
                told[f"{name} from"] = _plain(limits.low, kind)
                told[f"{name} to"] = _plain(limits.high, kind)
        else:
            told[name] = [_word(item, kind) for item in span if item is not None]
    return told


def _plain(value: int | None, kind: ValueKind) -> object:
    """Return a limit in the unit of its column; money in kronor."""
    if value is None:
        return None
    match kind:
        case ValueKind.MONEY:
            return Decimal(value) / ORE_PER_KRONA
        case ValueKind.DECIMAL:
            return Decimal(value) / DECIMAL_SCALE
        case ValueKind.DATE:
            return dt.date.fromordinal(value)
        case _:
            return value


def _word(value: object, kind: ValueKind) -> str:
    if kind is ValueKind.BOOL:
        return "yes" if value else "no"
    return str(value)


def _answer(answer: Answer, space: Space) -> dict[str, Any]:
    """Return who decides in a cell, and all that is told of it."""
    by_id, passages = space.jurisdiction.rules_by_id, space.jurisdiction.passages
    conclusions = [
        finding.conclusion
        for finding in answer.findings
        if isinstance(finding.conclusion, DecisionConclusion)
    ]
    parties = [
        (function, party) for each in conclusions for function, party in each.functions
    ]
    deciding = [party for function, party in parties if function is Function.DECIDES]
    is_settled = answer.outcome is Outcome.ANSWERED
    grants = [grant for each in conclusions for grant in each.grants]
    acts = {each.act.value for each in conclusions if each.act}
    return {
        "outcome": answer.outcome.value,
        "act": next(iter(acts)) if len(acts) == 1 else None,
        "deciders": _unique(
            role
            for party in deciding
            if is_settled and party.mode in _ALONE
            for role in party.roles
        ),
        "jointly": _unique(
            role
            for party in deciding
            if party.mode not in _ALONE and party.mode is not Mode.NOBODY
            for role in party.roles
        ),
        "functions": _unique(
            f"{function.value}: {party.mode.value}: {', '.join(party.roles)}"
            for function, party in parties
        ),
        "committees": _unique(grant.by for grant in grants),
        "points": _unique(
            f"{grant.by} {grant.point}"
            for id_ in answer.rules
            if (grant := by_id[id_].conclusion.grant) and grant.point
        ),
        "notification": _unique(
            grant.notification.value for grant in grants if grant.notification
        ),
        "law": _unique(passages[cite].source for cite in answer.cites),
        "rules": list(answer.rules),
        "passages": list(answer.cites),
        "doubts": _unique(note.kind.value for note in doubts(answer)),
    }


def _unique(listed: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(listed))
