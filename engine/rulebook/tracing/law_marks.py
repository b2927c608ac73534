"""Fingerprint the registered sections of acts, for whoever has read their texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...records import record
from ..model.sections import NO_CHAPTER, numerals_text, section_numbers
from .law import section_mark

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..model.sections import SectionNumber
    from ..model.sources import Passage, Source
    from ..model.statutes import Omission
    from .acts import ActText


#: So many characters of a list of sections stand on a line.
_LONGEST_LIST = 80
_SEVERAL = re.compile("[,\u2013]")


@record
class SectionMark:
    """What is to be registered of a section: its fingerprint, and who changed it last.

    `passage` or `omission` is what it is registered for. The fingerprint is empty where
    the section does not stand in the text.
    """

    passage: Passage | None = None
    omission: Omission | None = None
    fingerprint: str
    amended: str = ""

    @property
    def is_missing(self) -> bool:
        """Tell whether the section does not stand in the text."""
        return not self.fingerprint

    @property
    def is_new(self) -> bool:
        """Tell whether no fingerprint is registered yet."""
        return not self._registered

    @property
    def is_other(self) -> bool:
        """Tell whether another text is registered, or another act that changed it."""
        thing = self.passage or self.omission
        was = (thing.fingerprint, thing.amended) if thing else ("", "")
        return not self.is_new and was != (self.fingerprint, self.amended)

    @property
    def _registered(self) -> str:
        thing = self.passage or self.omission
        return thing.fingerprint if thing else ""


@record
class ActMarks:
    """What is to be registered of an act.

    `sections` are the lists of the sections that it has in the chapters taken up.
    """

    source: Source
    marks: tuple[SectionMark, ...]
    sections: tuple[str, ...]

    @property
    def is_list_new(self) -> bool:
        """Tell whether the sections of the act are another list than is registered."""
        statute = self.source.statute
        return statute is None or statute.sections != self.sections


def act_marks(source: Source, act: ActText, on: dt.date) -> ActMarks:
    """Return what is to be registered of an act, in its wording on a day."""
    statute = source.statute
    omissions = statute.omissions if statute else ()
    marks = [_of_passage(each, act, on) for each in source.passages.values()]
    for omission in omissions:
        mark = section_mark(act, omission.sections, on, may_be_gone=True)
        amended = _amended(act, omission.sections, on) if mark else ""
        marks.append(SectionMark(omission=omission, fingerprint=mark, amended=amended))
    taken = {
        number.chapter
        for passage in source.passages.values()
        for number in section_numbers(passage.section)
    }
    standing = {*act.in_force(on), *act.repealed(on), *act.unclear(on)}
    listed = [n for n in sorted(standing) if omissions or n.chapter in taken]
    return ActMarks(source=source, marks=tuple(marks), sections=tuple(_lists(listed)))


def _of_passage(passage: Passage, act: ActText, on: dt.date) -> SectionMark:
    mark = section_mark(act, [passage.section], on)
    amended = _amended(act, [passage.section], on) if mark else ""
    return SectionMark(passage=passage, fingerprint=mark, amended=amended)


def _amended(act: ActText, sections: Iterable[str], on: dt.date) -> str:
    """Return the newest of the acts that last changed some sections, if any has."""
    standing = {**act.repealed(on), **act.in_force(on)}
    numbers = [number for text in sections for number in section_numbers(text)]
    told = [standing[n].amended for n in numbers if n in standing]
    return max(filter(None, told), key=_age, default="")


def _age(amended: str) -> tuple[int, ...]:
    return tuple(map(int, amended.split(":")))


def _lists(numbers: Iterable[SectionNumber]) -> list[str]:
    """Return sections in order as lists, one for each chapter."""
    by_chapter: dict[str, list[SectionNumber]] = {}
    for number in numbers:
        is_bare = number.chapter == NO_CHAPTER
        chapter = "" if is_bare else f"{number.chapter} kap. "
        by_chapter.setdefault(chapter, []).append(number)
    return [
        f"{chapter}{part} {'§§' if _SEVERAL.search(part) else '§'}"
        for chapter, listed in by_chapter.items()
        for part in _parts(numerals_text(tuple(n.section for n in listed)))
    ]


def _parts(listed: str) -> list[str]:
    """Return a list of numbers as several that each fit on a line."""
    parts = [""]
    for number in listed.split(", "):
        joined = f"{parts[-1]}, {number}" if parts[-1] else number
        if len(joined) > _LONGEST_LIST:
            parts.append(number)
        else:
            parts[-1] = joined
    return parts
