"""Classes of values that never change, made at a tenth of what `dataclass` takes.

For each class `dataclasses` writes the source of six functions and compiles them, half
a millisecond in all: with seventy classes, a quarter of a short command. The functions
of a record are made of its fields instead; only where many values of a class are made,
the one that makes them is written after all. To import `dataclasses` takes ten more
milliseconds, so that is left until somebody asks for what it alone can do. All else of
a dataclass a record has: slots, `fields`, `replace` and patterns.

    @record
    class Validity:
        first: dt.date
        last: dt.date | None = None
"""

from __future__ import annotations

import sys
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from dataclasses import Field
    from dataclasses import field as field  # noqa: PLC0414 - for those who import it here
    from dataclasses import replace as replace  # noqa: PLC0414 - as above

_Class = TypeVar("_Class", bound=type[Any])
_put = object.__setattr__
#: A class of which so many values were made has a function written for it after all.
_MANY = 200
#: Stands for a default that there is none of.
_MISSING: Any = object()


class _Part:
    """A field of a record: what its value is called, and what it is for."""

    __slots__ = ("annotation", "default", "has_place", "make", "name", "roles")

    def __init__(
        self,
        default: object = _MISSING,
        make: Any = _MISSING,  # noqa: ANN401 - called with nothing
        **roles: bool,
    ) -> None:
        self.name = ""
        self.annotation: object = ""
        self.default = default
        self.make = make
        #: Whether it is given, and whether `repr`, `==` and `hash` look at it.
        self.roles = {"init": True, "repr": True, "compare": True, **roles}
        self.has_place = False

    @classmethod
    def of_field(cls, field_: Field[Any], missing: object) -> _Part:
        """Return what a field of the standard library says."""
        return cls(
            _MISSING if field_.default is missing else field_.default,
            _MISSING if field_.default_factory is missing else field_.default_factory,
            init=field_.init,
            repr=field_.repr,
            compare=field_.compare,
        )


if not TYPE_CHECKING:  # type checkers know what those of the standard library do

    def field(
        *, default: object = _MISSING, default_factory: object = _MISSING, **roles: bool
    ) -> object:
        """Say more of a part than its default, in the words of `dataclasses.field`."""
        return _Part(default, default_factory, **roles)

    def replace(value: object, /, **changes: object) -> object:
        """Return a value with other parts, as `dataclasses.replace` does."""
        parts = getattr(type(value), "__record_parts__", None)
        if parts is None:
            from dataclasses import replace as replaced  # noqa: PLC0415 - no record

            return replaced(value, **changes)
        for part in parts:
            if not part.roles["init"]:
                if part.name in changes:
                    raise ValueError(f"`{part.name}` is made of the other parts")
            elif part.name not in changes:
                changes[part.name] = getattr(value, part.name)
        return type(value)(**changes)


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
        parts = _parts(plain, is_by_name=kw_only)
        whole: Any = _with_slots(plain, parts) if slots else plain
        made_of = _initializer(whole, parts)
        methods: Mapping[str, object] = {
            "__init__": _first(whole, parts, made_of),
            **(_comparisons(parts) if eq else {}),
            "__repr__": _representation(parts),
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__setstate__": _restore,
            "__match_args__": tuple(p.name for p in parts if p.has_place),
        }
        for name, method in methods.items():
            if name not in vars(plain):
                setattr(whole, name, method)
        whole.__record_parts__ = parts
        whole.__dataclass_fields__ = _Fields(parts)
        return cast("_Class", whole)

    return decorate if made is None else decorate(made)


def part_names(whole: type) -> tuple[str, ...]:
    """Return what the parts of a record are called, in order."""
    parts: tuple[_Part, ...] = getattr(whole, "__record_parts__")  # noqa: B009 - untyped
    return tuple(part.name for part in parts)


def _parts(plain: type, *, is_by_name: bool) -> tuple[_Part, ...]:
    """Return the parts of a class, those of the classes it is made of first.

    A default that is more than a value is taken from the class, as a part alone has it.
    """
    parts: dict[str, _Part] = {}
    for base in reversed(plain.__mro__[1:]):
        for part in vars(base).get("__record_parts__", ()):
            parts[part.name] = part
    standard = sys.modules.get("dataclasses")
    for name, annotation in plain.__annotations__.items():
        if str(annotation).startswith("ClassVar"):
            continue
        default = vars(plain).get(name, _MISSING)
        if isinstance(default, _Part):
            part = default
        elif standard and isinstance(default, standard.Field):
            part = _Part.of_field(default, standard.MISSING)
        else:
            part = _Part(default)
        part.name, part.annotation = name, annotation
        part.has_place = part.roles["init"] and not is_by_name
        parts[name] = part
        if part.default is not _MISSING:
            setattr(plain, name, part.default)
        elif name in vars(plain) and part.default is _MISSING:
            delattr(plain, name)
    return tuple(parts.values())


def _with_slots(plain: type, parts: Iterable[_Part]) -> type:
    """Return a class whose values have room for their parts alone."""
    names = [part.name for part in parts]
    taken = {
        slot for base in plain.__mro__[1:] for slot in vars(base).get("__slots__", ())
    }
    content = {
        name: value
        for name, value in vars(plain).items()
        if name not in {*names, "__dict__", "__weakref__"}
    }
    content["__slots__"] = tuple(name for name in names if name not in taken)
    content["__qualname__"] = plain.__qualname__
    return type(plain)(plain.__name__, plain.__bases__, content)


class _Fields:
    """The fields of a record as `dataclasses` has them, made when it asks for them."""

    def __init__(self, parts: tuple[_Part, ...]) -> None:
        self._parts = parts

    def __get__(self, _: object, owner: type) -> Mapping[str, Field[Any]]:
        made: Mapping[str, Field[Any]] = _twin(owner, self._parts).__dataclass_fields__
        setattr(owner, "__dataclass_fields__", made)  # noqa: B010 - untyped
        return made


def _twin(
    whole: type, parts: Iterable[_Part], namespace: dict[str, Any] | None = None
) -> Any:  # noqa: ANN401 - a class of the standard library
    """Return a dataclass with the parts of a record; it makes values if it may."""
    import dataclasses  # noqa: PLC0415 - ten milliseconds that a short command lacks

    fields = []
    for part in parts:
        default: dict[str, Any] = {}
        if part.make is not _MISSING:
            default["default_factory"] = part.make
        elif part.default is not _MISSING:
            default["default"] = part.default
        more = {**default, **part.roles, "kw_only": not part.has_place}
        fields.append((part.name, part.annotation, dataclasses.field(**more)))
    return dataclasses.make_dataclass(
        whole.__name__,
        fields,
        namespace=namespace,
        frozen=True,
        init=namespace is not None,
        eq=False,
        repr=False,
    )


def _initializer(whole: type, parts: tuple[_Part, ...]) -> Callable[..., None]:
    """Return what takes the parts of a value, those that have a place by it, too."""
    given_parts = [part for part in parts if part.roles["init"]]
    by_place = sum(part.has_place for part in given_parts)
    names = [part.name for part in given_parts]
    plan = [(part.name, part.default, part.make) for part in given_parts]
    finish: Callable[[object], None] | None = getattr(whole, "__post_init__", None)

    def initialize(self: object, *given: object, **named: object) -> None:
        if len(given) > by_place:
            raise TypeError(f"{whole.__name__} is given too much")
        for name, value in zip(names, given, strict=False):
            _put(self, name, value)
        for name, default, make in plan[len(given) :] if given else plan:
            if name in named:
                _put(self, name, named.pop(name))
            elif default is not _MISSING:
                _put(self, name, default)
            elif make is not _MISSING:
                _put(self, name, make())
            else:
                raise TypeError(f"{whole.__name__} lacks `{name}`")
        if named:
            raise TypeError(f"{whole.__name__} does not take `{min(named)}`")
        if finish is not None:
            finish(self)

    return initialize


def _first(
    whole: type, parts: tuple[_Part, ...], initialize: Callable[..., None]
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


def _written(whole: type, parts: Iterable[_Part]) -> Callable[..., None]:
    """Return what takes the parts of a value as `dataclass` writes it for a class.

    That is twice as fast, and takes as long to write as two hundred values to make.
    """
    finish = getattr(whole, "__post_init__", None)
    twin = _twin(whole, parts, {"__post_init__": finish} if finish else {})
    written: Callable[..., None] = vars(twin)["__init__"]
    return written


def _comparisons(
    parts: tuple[_Part, ...],
) -> Mapping[str, Callable[..., Any]]:
    """Return what compares two values, and what hashes one."""
    compared = [part.name for part in parts if part.roles["compare"]]
    content: Callable[[Any], Any] = attrgetter(*compared) if compared else type

    def equal(self: object, other: object) -> Any:  # noqa: ANN401 - or NotImplemented
        is_alike = other.__class__ is self.__class__
        return content(self) == content(other) if is_alike else NotImplemented

    def hash_of(self: object) -> int:
        return hash(content(self))

    return {"__eq__": equal, "__hash__": hash_of}


def _representation(parts: tuple[_Part, ...]) -> Callable[[Any], str]:
    """Return what writes a value as it is written in code."""
    names = [part.name for part in parts if part.roles["repr"]]

    def represent(self: object) -> str:
        written = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({written})"

    return represent


def _refuse(_: object, name: str, value: object = None) -> None:
    """Refuse to change or remove a part."""
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - never, we hope

    del value
    raise FrozenInstanceError(f"cannot change `{name}`")


def _restore(self: object, state: Any) -> None:  # noqa: ANN401 - as pickle has it
    """Take the parts of a value that was copied, or written by another process."""
    for part in state if isinstance(state, tuple) else (state,):
        for name, value in (part or {}).items():
            _put(self, name, value)
