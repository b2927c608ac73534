"""Write one value of a rulebook, a rule or a term, so that it is read back alone.

INVARIANT: as with the tables of a whole rulebook (`engine.rulebook.loading.tables`),
reading makes nothing but the classes listed there, and calls no code that a text names:
a number names the class, and a class that is not listed has none.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

from .tables import CHOICES, RECORDS, attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TUPLE, _SET, _MAPPING, _DATE, _DECIMAL, _FIRST = range(6)
_CLASSES: tuple[type, ...] = (*RECORDS, *CHOICES)
_NUMBERS = {class_: number for number, class_ in enumerate(_CLASSES, _FIRST)}
_PLAIN = frozenset({str, int, bool, type(None)})
_RECORDS = frozenset(RECORDS)
_put = object.__setattr__


def unit(value: Any) -> Any:  # noqa: ANN401 - whatever a rulebook holds
    """Return a value as JSON can hold it.

    Raises:
        TypeError: it holds something of a class that has no table.
    """
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    if kind in _RECORDS:
        return _unit_of_record(value, kind)
    if kind is tuple:
        return [_TUPLE, *map(unit, value)]
    if kind is frozenset:
        return [_SET, *map(unit, sorted(value, key=repr))]
    if kind is dict:
        return [_MAPPING, *map(unit, value), *map(unit, value.values())]
    if isinstance(value, str):  # a text that knows where it was read
        return str(value)
    if kind is dt.date:
        return [_DATE, value.toordinal()]
    if kind is Decimal:
        return [_DECIMAL, str(value)]
    if kind in _NUMBERS:
        return [_NUMBERS[kind], value.name]
    message = f"no table for {kind.__qualname__}"
    raise TypeError(message)


def _unit_of_record(value: object, kind: type) -> list[Any]:
    getters = _KNOWN_GETTERS.get(kind)
    if getters is None:
        getters = _KNOWN_GETTERS[kind] = tuple(map(attrgetter, attributes(kind)))
    made: list[Any] = [_NUMBERS[kind]]
    for get in getters:
        part = get(value)
        made.append(part if type(part) in _PLAIN else unit(part))
    return made


_KNOWN_GETTERS: dict[type, tuple[Callable[[Any], Any], ...]] = {}


def value_of(written: Any) -> Any:  # noqa: ANN401 - as above
    """Return the value that `unit` wrote.

    Raises:
        ValueError: it wrote something else.
    """
    if type(written) is not list:
        return written
    number, *parts = written
    if number == _TUPLE:
        return tuple(map(value_of, parts))
    if number == _SET:
        return frozenset(map(value_of, parts))
    if number == _MAPPING:
        half = len(parts) // 2
        return dict(
            zip(map(value_of, parts[:half]), map(value_of, parts[half:]), strict=True)
        )
    if number == _DATE:
        return dt.date.fromordinal(*parts)
    if number == _DECIMAL:
        return Decimal(*parts)
    if number < _FIRST:
        raise ValueError(number)
    class_: Any = _CLASSES[number - _FIRST]
    if class_ in _RECORDS:
        return _record(class_, parts)
    (name,) = parts
    return class_[name]


def _record(class_: type, parts: Sequence[Any]) -> Any:  # noqa: ANN401 - as above
    made: Any = object.__new__(class_)
    for put, part in zip(_setters(class_), parts, strict=True):
        put(made, value_of(part) if type(part) is list else part)
    return made


def _setters(class_: type) -> tuple[Callable[[Any, Any], None], ...]:
    """Return what sets each part of a record, in order."""
    setters = _KNOWN_SETTERS.get(class_)
    if setters is None:
        setters = tuple(_setter(class_, name) for name in attributes(class_))
        _KNOWN_SETTERS[class_] = setters
    return setters


_KNOWN_SETTERS: dict[type, tuple[Callable[[Any, Any], None], ...]] = {}


def _setter(class_: type, name: str) -> Callable[[Any, Any], None]:
    slot = getattr(class_, name, None)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__

    def put(made: Any, part: Any) -> None:  # noqa: ANN401 - as above
        _put(made, name, part)

    return put
