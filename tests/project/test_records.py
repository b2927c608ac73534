"""A record is a frozen dataclass in all that anybody does with one."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from functools import cached_property

import pytest

from engine.records import record


@record
class Stay:
    """Some nights in a place."""

    place: str
    nights: int = 1
    guests: tuple[str, ...] = ()
    note: str = field(default="", compare=False)
    key: str = field(default="", repr=False)
    extras: dict[str, int] = field(default_factory=dict, compare=False)


@record
class OtherStay:
    """The same parts as another class has."""

    place: str
    nights: int = 1


@record(kw_only=False)
class Pair:
    """Two parts given by place."""

    first: int
    second: int = 2


@record(slots=False, eq=False)
class Visit:
    """A value that keeps what was made of it, and is equal to itself alone."""

    nights: int

    @cached_property
    def days(self):
        return self.nights + 1


@record(slots=False)
class Total:
    """A value with a part that is made of the others."""

    parts: tuple[int, ...]
    sum: int = field(init=False, repr=False)

    def __post_init__(self):
        object.__setattr__(self, "sum", sum(self.parts))


def twin(**more):
    """Return the class of a stay as the standard library makes it."""

    class Stay:
        """Some nights in a place."""

        __annotations__ = {part.name: part.type for part in fields(STAY)}
        nights = 1
        guests = ()
        note = field(default="", compare=False)
        key = field(default="", repr=False)
        extras = field(default_factory=dict, compare=False)

    Stay.__qualname__ = "Stay"
    return dataclass(frozen=True, kw_only=True, **more)(Stay)


STAY = Stay
TWIN = twin()
GIVEN = [
    {"place": "Kungsör"},
    {"place": "Kungsör", "nights": 2},
    {"place": "Kungsör", "note": "late"},
    {"place": "Kungsör", "key": "7", "guests": ("a", "b")},
    {"place": "Mora", "extras": {"bed": 1}},
]


@pytest.mark.parametrize("given", GIVEN)
def test_it_is_written_and_hashed_as_a_dataclass_is(given):
    assert repr(Stay(**given)) == repr(TWIN(**given))
    assert hash(Stay(**given)) == hash(TWIN(**given))
    assert [part.name for part in fields(Stay)] == [part.name for part in fields(TWIN)]
    assert Stay.__match_args__ == TWIN.__match_args__ == ()


@pytest.mark.parametrize("one", GIVEN)
@pytest.mark.parametrize("other", GIVEN)
def test_two_are_equal_where_dataclasses_are(one, other):
    assert (Stay(**one) == Stay(**other)) is (TWIN(**one) == TWIN(**other))


def test_a_value_of_another_class_is_another_value():
    assert Stay(place="Mora") != OtherStay(place="Mora")
    assert Pair(1, 2) != (1, 2)


@pytest.mark.parametrize(
    "given", [{}, {"nights": 1}, {"place": "Mora", "beds": 1}, {"Place": "Mora"}]
)
def test_parts_that_lack_or_are_not_known_are_refused(given):
    for made in (Stay, TWIN):
        with pytest.raises(TypeError):
            made(**given)


def test_parts_are_given_by_place_where_that_is_said_and_never_twice():
    assert Pair(1) == Pair(1, 2) == Pair(first=1, second=2) == Pair(1, second=2)
    match Pair(3, 4):
        case Pair(first, second):
            assert (first, second) == (3, 4)
    for given, named in (((1, 2, 3), {}), ((1,), {"first": 1}), ((), {"second": 1})):
        with pytest.raises(TypeError):
            Pair(*given, **named)
    with pytest.raises(TypeError):
        Stay("Mora")


def test_it_never_changes():
    stay = Stay(place="Mora")
    with pytest.raises(FrozenInstanceError):
        stay.nights = 2
    with pytest.raises(FrozenInstanceError):
        stay.beds = 2
    with pytest.raises(FrozenInstanceError):
        del stay.nights
    assert not hasattr(stay, "__dict__")
    assert replace(stay, nights=2) == Stay(place="Mora", nights=2)
    assert stay.nights == 1


def test_a_part_that_is_made_anew_is_shared_by_nobody():
    assert Stay(place="Mora").extras is not Stay(place="Mora").extras


def test_what_was_made_of_a_value_is_kept_where_it_has_room():
    visit = Visit(nights=2)
    assert visit.days == 3
    assert vars(visit)["days"] == 3
    assert visit == visit  # noqa: PLR0124 - as it should be
    assert visit != Visit(nights=2)
    assert len({visit, Visit(nights=2)}) == 2


def test_a_part_may_be_made_of_the_others():
    assert Total(parts=(1, 2)).sum == 3
    assert replace(Total(parts=(1, 2)), parts=(4,)).sum == 4
    with pytest.raises(TypeError):
        Total(parts=(1, 2), sum=3)


@pytest.mark.parametrize(
    "value", [Stay(place="Mora", nights=3), Pair(1), Total(parts=(1, 2))]
)
def test_it_is_copied_and_sent_to_other_processes(value):
    assert copy.copy(value) == copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own


def test_the_many_are_made_as_the_few_are():
    """After so many values a function is written for the class."""

    @record
    class Nights:
        """A class that nobody else makes values of."""

        place: str
        nights: int = 1
        extras: dict[str, int] = field(default_factory=dict)

    @record(kw_only=False, slots=False)
    class Sums:
        """Another one, given by place, with a part made of the others."""

        parts: tuple[int, ...]
        name: str = "sum"
        sum: int = field(init=False, compare=False)

        def __post_init__(self):
            object.__setattr__(self, "sum", sum(self.parts))

    few = Nights(place="Mora"), Sums((1, 2)), Nights.__init__, Sums.__init__
    for _ in range(500):
        many = Nights(place="Mora"), Sums((1, 2))
    assert Nights.__init__ is not few[2]
    assert Sums.__init__ is not few[3]
    assert many == few[:2]
    assert repr(many) == repr(few[:2])
    assert many[1].sum == few[1].sum == 3
    assert many[0].extras is not Nights(place="Mora").extras
    assert replace(many[0], nights=2) == Nights(place="Mora", nights=2)
    assert Sums(parts=(4,), name="x") == Sums((4,), "x")
    for made, given, named in (
        (Nights, ("Mora",), {}),
        (Nights, (), {"nights": 1}),
        (Nights, (), {"place": "Mora", "beds": 1}),
        (Sums, ((1,), "x", 3), {}),
        (Sums, ((1,),), {"parts": (1,)}),
        (Sums, ((1,),), {"sum": 3}),
    ):
        with pytest.raises(TypeError):
            made(*given, **named)
    for value in many:
        with pytest.raises(FrozenInstanceError):
            value.nights = 2
        assert copy.deepcopy(value) == value
