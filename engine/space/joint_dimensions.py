"""Cut circumstances for two editions at once, so that neither tells a class apart.

The classes of each edition are refined by those of the other: one value stands for
all of its class, whichever of the two is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.values import ORDINARY
from .cells import UNSAID, Dimension, ValueClass, intervals, listed_values

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Vocabulary

    #: The dimensions of one circumstance, as the old and the new edition cut it.
    Cuts = tuple[Sequence[Dimension], Sequence[Dimension]]


@record
class JointClass(ValueClass):
    """Values that neither of two editions tells apart.

    `is_known` tells for the old and the new edition whether its vocabulary has these
    values. `meaning` is whom relative roles mean by the values in each edition, where
    a question is about such a role.
    """

    is_known: tuple[bool, bool] = (True, True)
    meaning: Hashable = None


@record(slots=False)
class JointDimension(Dimension):
    """One circumstance of a subject, cut into classes for two editions at once.

    That the circumstance does not exist is always a class. There are no classes at
    all where the circumstance has another type in the other edition, since no value
    then means the same to both. `is_open` tells whether a question that leaves the
    circumstance out is a case of its own: the editions may take silence differently.
    """

    classes: tuple[JointClass, ...]
    is_open: bool = False

    @property
    def cases(self) -> range:
        """The numbers of the classes, and `UNSAID` where silence is a case too."""
        has_silence = self.is_open or not self.classes
        return range(UNSAID if has_silence else 0, len(self.classes))

    @property
    def is_told_apart(self) -> bool:
        """Tell whether classes differ even where no condition separates them."""
        return any(not all(c.is_known) or c.meaning is not None for c in self.classes)


def joint_classes(
    name: str,
    words: tuple[Vocabulary, Vocabulary],
    cuts: Cuts,
    named: frozenset[Value],
    meaning: Callable[[Value], Hashable],
) -> tuple[JointClass, ...]:
    """Return the classes of values of a circumstance that some edition tells apart.

    Args:
        name: the id of the circumstance.
        words: the vocabularies of both editions.
        cuts: the dimensions that each edition makes of the circumstance.
        named: the values that conditions name. A value that only one edition has a
            word for is left out unless it is named: it answers nothing.
        meaning: what tells values apart beside conditions.
    """
    known = [vocabulary.circumstances.get(name) for vocabulary in words]
    kinds = {circumstance.kind for circumstance in known if circumstance}
    if len(kinds) != 1:
        return ()
    none = JointClass(representative=None, span=(None,), meaning=meaning(None))
    kind = kinds.pop()
    if kind.is_ordered:
        starts = sorted({start for side in cuts for cut in side for start in cut.cuts})
        made = (
            JointClass(representative=each.representative, span=each.span)
            for each in intervals(starts, ORDINARY[kind])
        )
        return (*made, none)
    old, new = (
        listed_values(circumstance, vocabulary.roles) if circumstance else None
        for circumstance, vocabulary in zip(known, words, strict=True)
    )
    return (*_refined(old, new, cuts, named, meaning), none)


def _refined(
    old: Sequence[Value] | None,
    new: Sequence[Value] | None,
    cuts: Cuts,
    named: frozenset[Value],
    meaning: Callable[[Value], Hashable],
) -> Iterator[JointClass]:
    """Yield the classes of listed values, the order of the new edition first.

    An edition that has no such circumstance knows each of its values.
    """
    classes: dict[tuple[tuple[bool, bool], Hashable, Hashable], list[Value]] = {}
    for value in dict.fromkeys((*(new or ()), *(old or ()))):
        is_known = (old is None or value in old, new is None or value in new)
        if all(is_known) or value in named:
            numbers = tuple(
                tuple(cut.number(value) for cut in side) if is_here else ()
                for side, is_here in zip(cuts, is_known, strict=True)
            )
            key = is_known, meaning(value), numbers
            classes.setdefault(key, []).append(value)
    for (is_known, meant, _), alike in classes.items():
        yield JointClass(
            representative=alike[0],
            span=tuple(alike),
            is_known=is_known,
            meaning=meant,
        )
