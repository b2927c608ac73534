"""Write parts of the rule language, so that they read back as what was written.

A `…_text` is YAML on one line. A `…_phrase` says the same in running text, without
brackets around it, with figures as people write them.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from ..model.conclusions import Mode
from ..model.values import (
    ORE_PER_KRONA,
    ValueKind,
    date_text,
    decimal_text,
    money_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.conclusions import Party
    from ..model.sources import Deadline, Frequency
    from ..model.texts import Text
    from ..model.values import Value

_FIGURES = {
    ValueKind.MONEY: money_text,
    ValueKind.DECIMAL: decimal_text,
    ValueKind.DATE: date_text,
}


def list_text(items: Iterable[str]) -> str:
    """Return items that are text already as a list on one line."""
    return f"[{', '.join(items)}]"


def bool_text(truth: object) -> str:
    """Return yes or no."""
    return "yes" if truth else "no"


def quoted_text(text: str) -> str:
    """Return text that holds nothing unseen in quotes, as YAML and JSON write it."""
    return json.dumps(text, ensure_ascii=False)


def frequency_text(often: Frequency) -> str:
    """Return how often: `continuously`, `2 years`, `1 per month`."""
    if often.word:
        return often.word
    if often.every > 1:
        return f"{often.every} {often.unit}s"
    return f"{often.times} per {often.unit}"


def deadline_text(deadline: Deadline) -> str:
    """Return within how long: `1 year`, `14 days`."""
    plural = "s" if deadline.count > 1 else ""
    return f"{deadline.count} {deadline.unit}{plural}"


def party_text(party: Party) -> str:
    """Return a party: `kd`, `{together: [kso, kd]}`, `nobody`."""
    if party.mode in {Mode.ONE, Mode.NOBODY}:
        return party_phrase(party)
    roles = list_text(party.roles)
    return roles if party.mode is Mode.ALL else f"{{{party.mode.value}: {roles}}}"


def party_phrase(party: Party) -> str:
    """Return a party in running text: `kd`, `together [kso, kd]`, `nobody`."""
    match party.mode:
        case Mode.NOBODY:
            return "nobody"
        case Mode.ONE:
            return party.roles[0]
        case mode:
            return f"{mode.value} {list_text(party.roles)}"


def step_text(actor: Party, act: Text | None, result: Text | None) -> str:
    """Return a step of a procedure; a scenario may leave its act and result open."""
    parts = [f"actor: {party_text(actor)}"]
    if act is not None:
        parts.append(f"act: {quoted_text(act.sv)}")
    if result is not None:
        parts.append(f"result: {quoted_text(result.sv)}")
    return f"{{{', '.join(parts)}}}"


def value_text(value: Value, kind: ValueKind) -> str:
    """Return the value of a circumstance: `ingen`, `yes`, `500000`, `2026-01-31`."""
    if value is None:
        return "ingen"
    match kind:
        case ValueKind.BOOL:
            return bool_text(value)
        case ValueKind.MONEY if isinstance(value, int):
            return f"{Decimal(value) / ORE_PER_KRONA:f}"
        case ValueKind.DECIMAL if isinstance(value, int):
            return decimal_text(value).replace(",", ".")
        case ValueKind.DATE if isinstance(value, int):
            return date_text(value)
        case _:
            return str(value)


def value_phrase(value: Value, kind: ValueKind) -> str:
    """Return the value of a circumstance in running text: `500 000 kr`, none as `–`."""
    if value is None:
        return "–"
    if isinstance(value, int) and kind in _FIGURES:
        return _FIGURES[kind](value)
    return value_text(value, kind)
