"""Classes of values that never change, made at a tenth of what `dataclass` takes.

For each class `dataclasses` writes the source of six functions and compiles them, half
a millisecond in all: with seventy classes, a quarter of a short command. The functions
of a record are made of its fields instead; only where many values of a class are made,
the one that makes them is written after all. All else of a dataclass it has: slots,
`fields`, `replace` and patterns.

    @record
    class Validity:
        first: dt.date
        last: dt.date | None = None
"""

from __future__ import annotations

from dataclasses import (
    MISSING,
    FrozenInstanceError,
    dataclass,
    field,
    fields,
    make_dataclass,
)
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from dataclasses import Field

_Class = TypeVar("_Class", bound=type[Any])
_put = object.__setattr__
#: A class of which so many values were made has a function written for it after all.
_MANY = 200


@overload
def record(made: _Class, /) -> _Class: ...


@overload
def record(
    *, kw_only: bool = True, slots: bool = True, eq: bool = True
) -> Callable[[_Class], _Class]: ...


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(field,)
)
def record(
    made: _Class | None = None,
    /,
    *,
    kw_only: bool = True,
    slots: bool = True,
    eq: bool = True,
) -> _Class | Callable[[_Class], _Class]:
    """Make a class one of values that are equal when their parts are.

    Args:
        made: the class, its fields annotated as those of a dataclass.
        kw_only: whether parts are given by name alone.
        slots: whether a value has its parts alone; `cached_property` keeps others.
        eq: whether values are equal when their parts are, and else each to itself.
    """

    def decorate(plain: _Class) -> _Class:
        shape = dataclass(
            init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
        )
        whole: Any = shape(plain)
        parts = fields(whole)
        made_of = _initializer(whole, parts, by_place=0 if kw_only else len(parts))
        methods: Mapping[str, Callable[..., Any]] = {
            "__init__": _first(whole, parts, made_of),
            **(_comparisons(parts) if eq else {}),
            "__repr__": _representation(parts),
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__setstate__": _restore,
        }
        for name, method in methods.items():
            if name not in vars(plain):
                setattr(whole, name, method)
        return cast("_Class", whole)

    return decorate if made is None else decorate(made)


def _initializer(
    whole: type, parts: tuple[Field[Any], ...], by_place: int
) -> Callable[..., None]:
    """Return what takes the parts of a value, so many of them by place, too."""
    given_parts = [part for part in parts if part.init]
    names = [part.name for part in given_parts]
    plan = [(part.name, part.default, part.default_factory) for part in given_parts]
    finish: Callable[[object], None] | None = getattr(whole, "__post_init__", None)

    def initialize(self: object, *given: object, **named: object) -> None:
        if len(given) > by_place:
            raise TypeError(f"{whole.__name__} is given too much")
        for name, value in zip(names, given, strict=False):
            _put(self, name, value)
        for name, default, make in plan[len(given) :] if given else plan:
            if name in named:
                _put(self, name, named.pop(name))
            elif default is not MISSING:
                _put(self, name, default)
            elif make is not MISSING:
                _put(self, name, make())
            else:
                raise TypeError(f"{whole.__name__} lacks `{name}`")
        if named:
            raise TypeError(f"{whole.__name__} does not take `{min(named)}`")
        if finish is not None:
            finish(self)

    return initialize


def _first(
    whole: type, parts: tuple[Field[Any], ...], initialize: Callable[..., None]
) -> Callable[..., None]:
    """Return what makes the first values of a class, and then gives way."""
    left = _MANY

    def count(self: object, *given: object, **named: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:  # where threads count, none may see exactly nothing left
            setattr(whole, "__init__", _written(whole, parts))  # noqa: B010 - untyped
        initialize(self, *given, **named)

    return count


def _written(whole: type, parts: Iterable[Field[Any]]) -> Callable[..., None]:
    """Return what takes the parts of a value as `dataclass` writes it for a class.

    That is twice as fast, and takes as long to write as two hundred values to make.
    """
    fields_again = [
        (
            part.name,
            Any,
            field(
                default=part.default,
                default_factory=part.default_factory,
                init=part.init,
                kw_only=bool(part.kw_only),
            ),
        )
        for part in parts
    ]
    finish = getattr(whole, "__post_init__", None)
    namespace = {"__post_init__": finish} if finish else {}
    twin = make_dataclass(
        whole.__name__,
        fields_again,
        namespace=namespace,
        frozen=True,
        eq=False,
        repr=False,
    )
    written: Callable[..., None] = vars(twin)["__init__"]
    return written


def _comparisons(
    parts: tuple[Field[Any], ...],
) -> Mapping[str, Callable[..., Any]]:
    """Return what compares two values, and what hashes one."""
    compared = [part.name for part in parts if part.compare]
    content: Callable[[Any], Any] = attrgetter(*compared) if compared else type

    def equal(self: object, other: object) -> Any:  # noqa: ANN401 - or NotImplemented
        is_alike = other.__class__ is self.__class__
        return content(self) == content(other) if is_alike else NotImplemented

    def hash_of(self: object) -> int:
        return hash(content(self))

    return {"__eq__": equal, "__hash__": hash_of}


def _representation(parts: tuple[Field[Any], ...]) -> Callable[[Any], str]:
    """Return what writes a value as it is written in code."""
    names = [part.name for part in parts if part.repr]

    def represent(self: object) -> str:
        written = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({written})"

    return represent


def _refuse(_: object, name: str, value: object = None) -> None:
    """Refuse to change or remove a part."""
    del value
    raise FrozenInstanceError(f"cannot change `{name}`")


def _restore(self: object, state: Any) -> None:  # noqa: ANN401 - as pickle has it
    """Take the parts of a value that was copied, or written by another process."""
    for part in state if isinstance(state, tuple) else (state,):
        for name, value in (part or {}).items():
            _put(self, name, value)
