"""Write what a scenario expects as YAML, on one line or as items below each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..model.conclusions import Mode, Party
from ..model.sources import Frequency
from ..model.texts import Text
from ..model.values import ValueKind, date_text, money_text, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.values import Value


_FIGURES = {
    ValueKind.MONEY: money_text,
    ValueKind.NUMBER: number_text,
    ValueKind.DATE: date_text,
}


def own_ids(ids: Iterable[str], pack: str) -> list[str]:
    """Return ids in order, those of the municipality's own pack without its name."""
    own = f"{pack}/" if pack else "/"
    return sorted(id_.removeprefix(own) for id_ in ids)


def listed(items: Iterable[str]) -> str:
    """Return items as a list on one line."""
    return f"[{', '.join(items)}]"


def point_lines(key: str, point: Any) -> list[str]:  # noqa: ANN401 - what a rule can say
    """Return a point with its key, as lines without indentation."""
    value = point_value(point)
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  - {item}" for item in value)]


def point_value(point: Any) -> str | list[str]:  # noqa: ANN401 - as above
    """Return a point as text on one line, or as items that are a text each."""
    match point:
        case Party():
            return _party(point)
        case Frequency():
            return often_text(point)
        case bool():
            return "yes" if point else "no"
        case tuple() if point and isinstance(point[0], Text):
            return [quoted_text(text.sv) for text in point]
        case tuple() if point and isinstance(point[0], tuple):
            return [f"{{{_step(actor, act, result)}}}" for actor, act, result in point]
        case tuple():
            return listed(point)
        case _:
            return str(point.value)


def _step(actor: Party, act: Text | None, result: Text | None) -> str:
    parts = [f"actor: {_party(actor)}"]
    if act is not None:
        parts.append(f"act: {quoted_text(act.sv)}")
    if result is not None:
        parts.append(f"result: {quoted_text(result.sv)}")
    return ", ".join(parts)


def _party(party: Party) -> str:
    roles = listed(party.roles)
    match party.mode:
        case Mode.NOBODY:
            return "nobody"
        case Mode.ONE:
            return party.roles[0]
        case Mode.ALL:
            return roles
        case relation:
            return f"{{{relation.value}: {roles}}}"


def quoted_text(text: str) -> str:
    """Return text in quotes, as YAML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False)


def called(party: Party) -> str:
    """Return a party in the words of the rule language."""
    if party.mode is Mode.NOBODY:
        return "nobody"
    roles = ", ".join(party.roles)
    return roles if party.mode is Mode.ONE else f"{party.mode.value} [{roles}]"


def often_text(often: Frequency) -> str:
    """Return how often in the words of the rule language."""
    if often.word:
        return often.word
    if often.every > 1:
        return f"{often.every} {often.unit}s"
    return f"{often.times} per {often.unit}"


def value_text(value: Value, kind: ValueKind) -> str:
    """Return a value of a circumstance of some kind as people write it."""
    if value is None:
        return "–"
    if kind is ValueKind.BOOL:
        return "yes" if value else "no"
    if isinstance(value, int) and kind in _FIGURES:
        return _FIGURES[kind](value)
    return str(value)
