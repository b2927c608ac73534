"""The index of a municipality's words: what a reader is made of, kept and taken up.

To gather it takes ten times as long as to read a question. It holds values alone, of
the classes listed here (`engine.rulebook.loading.tables`); each part of a reader says
which of its attributes are kept, and makes the others anew.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from ..rulebook.loading.tables import TableForm, packed, unpacked_value
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.vocabulary import TermKind
from .subjects import Origin, Phrase, SubjectText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.model.packs import Jurisdiction

#: The name under which it is kept beside a rulebook.
_NAME = "words"
#: The folder of what makes it.
MAKER = os.path.dirname(__file__)  # noqa: PTH120 - of each start


class IndexPart(Protocol):
    """A part of a reader of which attributes are kept."""

    #: The attributes that are kept: values, and lists, sets and mappings of them.
    KEPT: ClassVar[tuple[str, ...]]


_Part = TypeVar("_Part", bound=IndexPart)


def form_of(*more: type) -> TableForm:
    """Return the classes of which an index may hold values."""
    records = (SubjectText, Phrase, *more)
    return TableForm(records, (Origin, RuleKind, Slot, TermKind))


def kept_index(jurisdiction: Jurisdiction, form: TableForm) -> Mapping[str, Any] | None:
    """Return the parts of the index that is kept beside a rulebook, None without one.

    The parts are those of `keep`, each with its attributes in order.
    """
    aside = jurisdiction.aside
    content = aside.read(_NAME, MAKER) if aside else None
    if content is None:
        return None
    try:
        index = unpacked_value(content, form)
    except ValueError:
        return None
    return index if isinstance(index, dict) else None


def keep(
    jurisdiction: Jurisdiction, form: TableForm, parts: Mapping[str, IndexPart]
) -> None:
    """Keep the parts of an index beside a rulebook, if that is kept."""
    aside = jurisdiction.aside
    if aside:
        state = {
            name: tuple(getattr(part, attribute) for attribute in part.KEPT)
            for name, part in parts.items()
        }
        aside.write(_NAME, MAKER, packed(state, form))


def taken_up(class_: type[_Part], state: tuple[Any, ...]) -> _Part:
    """Return a part with the attributes that were kept of it, and no others yet."""
    made: _Part = object.__new__(class_)
    for name, value in zip(class_.KEPT, state, strict=True):
        setattr(made, name, value)
    return made
