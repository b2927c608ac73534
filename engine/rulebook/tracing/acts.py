"""Read a consolidated act: its chapters, its sections and the acts that changed them.

An act is a Markdown file as mirrors of the official database keep it: a title with the
number of the act, `N kap. Title` for a chapter, `N §` for the beginning of a section,
each after an empty line, `Lag (2025:374).` at the end of a section for the act that
last changed it, and `Övergångsbestämmelser` with the days of entry into force.

A section that is about to change stands there twice, with `/Upphör att gälla U:DATE/`
and `/Träder i kraft I:DATE/`: which wording counts depends on the day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from ...records import record
from ..model.bounds import MOST_SECTIONS
from ..model.days import SWEDISH_MONTHS
from ..model.fingerprints import fingerprint
from ..model.problems import Message, Place, Problem
from ..model.sections import NO_CHAPTER, Numeral, SectionNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HEAD_LINES = 40

_SFS = re.compile(r"\d{4}:\d{1,5}")
_HEAD_NUMBER = re.compile(r"\*\*SFS-nummer:\*\*\s*(\d{4}:\d{1,5})")
_TITLE = re.compile(r"#\s+(?P<title>\S.*)")
_TITLE_NUMBER = re.compile(r"\((\d{4}:\d{1,5})\)")
_BODY = re.compile(r"##\s*Författningstext\s*", re.IGNORECASE)
_NUMERAL = r"([1-9]\d{0,3}(?:\s?[a-z])?)"
_CHAPTER = re.compile(rf"{_NUMERAL}\s?kap\.\s*(?=[A-ZÅÄÖ/]|[Hh]ar upph|$)")
_SECTION = re.compile(rf"{_NUMERAL}\s?§(?!§)(?=\s|$)")
_MARKER = re.compile(r"/(?P<what>[^/]{3,160})/\s*")
_DAY = re.compile(r"[UI]:\s*(\d{4}-\d{2}-\d{2})")
_AMENDED = re.compile(
    r"(?:Lag|Förordning|Balk|Kungörelse)\s+\((\d{4}:\d{1,5})\)\.?\s*$"
)
_REPEALED = re.compile(
    r"[Hh]ar\s+(?:upphävts|betecknats)\b(?:[^()]{0,40}\(?(\d{4}:\d{1,5})\)?)?"
)
_REPEALED_RANGE = re.compile(_NUMERAL + r"\s?[-\u2013].{1,20}§§ [Hh]ar upphävts")
_NOTED_LINE = re.compile(r"\bLag \(\d{4}:\d{1,5}\)\.$")
_TRANSITION = "Övergångsbestämmelser"
_ANNEX = re.compile(r"Bilaga\b")
_ITEM = re.compile(r"(?:\d{1,3}\.|[a-zåäö]\)|[-\u2013*•|])\s")
_ENDS = (".", ":", ";", ",", "!", "och", "eller", "samt")
#: What a short heading may end in although sentences do.
_ALSO = ("m.m.", "M.M.", "m.fl.")
_HEADING_LINES = 5
_SHORT = 90
_IN_FORCE = re.compile(
    r"träder\s+i\s+kraft\s+(?:i\s+fråga\s+om.{0,200}?)?den\s+(\d{1,2})\s+([a-zåäö]+)\s+(\d{4})",
    re.IGNORECASE | re.DOTALL,
)
#: The day of what takes effect when the government decides so: not yet.
UNDECIDED = dt.date.max


@record
class ActSection:
    """One wording of a section.

    Attributes:
        number: which section.
        heading: the heading it stands under, empty where there is none.
        text: what it says, without its number and without the note on who changed it.
        amended: the number of the act that last changed it; empty for the original.
        first: the first day of the wording, where that is told.
        end: the first day on which the wording no longer holds, where that is told.
        is_repealed: whether the section says that it was repealed.
        line: the line of the file on which it begins.
    """

    number: SectionNumber
    heading: str
    text: str = field(repr=False)
    amended: str = ""
    first: dt.date | None = None
    end: dt.date | None = None
    is_repealed: bool = False
    line: int = 1

    def holds(self, on: dt.date) -> bool:
        """Tell whether this is the wording on a day."""
        return (self.first is None or self.first <= on) and (
            self.end is None or on < self.end
        )

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the text; line breaks and case are set aside."""
        return fingerprint(self.text)


@record
class ActText:
    """A consolidated act.

    Attributes:
        number: its number in the statute book, `2017:725`.
        title: its title.
        file: how problems name the file.
        sections: every wording of every section, in the order of the file.
        entries: the days on which acts that changed it came into force, by number, as
            far as the transitional provisions tell.
    """

    number: str
    title: str
    file: str
    sections: tuple[ActSection, ...] = field(repr=False)
    entries: Mapping[str, dt.date] = field(default_factory=dict, repr=False)

    def in_force(self, on: dt.date) -> dict[SectionNumber, ActSection]:
        """Return the wording of each section on a day, those repealed left out.

        A section of which the file tells two wordings for that day is left out too.
        """
        unclear = self.unclear(on)
        return {
            section.number: section
            for section in self.sections
            if section.holds(on)
            and not section.is_repealed
            and section.number not in unclear
        }

    def unclear(self, on: dt.date) -> frozenset[SectionNumber]:
        """Return the sections of which two different wordings hold on a day."""
        seen: dict[SectionNumber, str] = {}
        return frozenset(
            section.number
            for section in self.sections
            if section.holds(on)
            and seen.setdefault(section.number, section.text) != section.text
        )

    def repealed(self, on: dt.date) -> dict[SectionNumber, ActSection]:
        """Return what stands in the place of the sections that say they are gone."""
        return {
            section.number: section
            for section in self.sections
            if section.holds(on) and section.is_repealed
        }

    def later(self, on: dt.date) -> dict[SectionNumber, dt.date]:
        """Return the sections of which another wording is known, and from which day.

        That is `UNDECIDED` where the government is to decide on the day.
        """
        days: dict[SectionNumber, dt.date] = {}
        for section in self.sections:
            for day in (section.first, section.end):
                if day and day > on:
                    known = days.get(section.number, UNDECIDED)
                    days[section.number] = min(known, day)
        return days

    def is_since(self, amended: str, day: dt.date) -> bool:
        """Tell whether an amending act came into force on a day or later.

        Where the text does not tell when, the year of its number counts.
        """
        if amended in self.entries:
            return self.entries[amended] >= day
        return bool(amended) and int(amended.partition(":")[0]) >= day.year


class ActReading(NamedTuple):
    """An act as read, and what is wrong with its file; it counts only without."""

    act: ActText
    problems: tuple[Problem, ...] = ()


def act_number(text: str) -> str:
    """Return the number of the act that a file begins with, empty where it is none."""
    head = text[:8000].split("\n")[:_HEAD_LINES]
    for line in head:
        if match := _HEAD_NUMBER.match(line.strip()):
            return match[1]
    for line in head:
        if (title := _TITLE.match(line)) and (
            found := _TITLE_NUMBER.findall(title["title"])
        ):
            return str(found[-1])
    return ""


def read_act(text: str, file: str) -> ActReading:
    """Return the act that a text is.

    Args:
        text: a consolidated act as Markdown.
        file: how problems name the file.
    """
    reader = _ActReader(file)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body = next((n for n, line in enumerate(lines) if _BODY.fullmatch(line)), -1) + 1
    blocks = list(_blocks(lines, body))
    end = _transition(blocks)
    for block in blocks[:end]:
        reader.take(block)
    reader.finish()
    titles = (_TITLE.match(line) for line in lines[:_HEAD_LINES])
    number = act_number(text)
    if not number:
        reader.note(1, "act/no-number")
    elif not reader.sections and not reader.problems:
        reader.note(1, "act/no-sections")
    act = ActText(
        number=number,
        title=next((match["title"].strip() for match in titles if match), ""),
        file=file,
        sections=tuple(reader.sections),
        entries=_entries(blocks[end:]),
    )
    return ActReading(act, tuple(reader.problems) or tuple(_doubles(act)))


class _TextBlock(NamedTuple):
    """Lines without an empty one between them; `line` counts from 1."""

    line: int
    lines: list[str]


def _blocks(lines: Sequence[str], start: int) -> Iterator[_TextBlock]:
    held: list[str] = []
    first = start
    for number in range(start, len(lines) + 1):
        line = lines[number].strip() if number < len(lines) else ""
        if line:
            first = number if not held else first
            held.append(line)
            if _NOTED_LINE.search(line):  # what follows it is a heading
                yield _TextBlock(first + 1, held)
                held = []
        elif held:
            yield _TextBlock(first + 1, held)
            held = []


def _transition(blocks: Sequence[_TextBlock]) -> int:
    """Return where the transitional provisions begin, or else the end."""
    found = [n for n, b in enumerate(blocks) if b.lines[0].rstrip(":") == _TRANSITION]
    return found[-1] if found else len(blocks)


class _WordingDays(NamedTuple):
    """What marks say of when a wording holds, and where the section stands."""

    first: dt.date | None = None
    end: dt.date | None = None


class _ActReader:
    """A reading of the body of an act, block by block."""

    def __init__(self, file: str) -> None:
        self.sections: list[ActSection] = []
        self.problems: list[Problem] = []
        self._file = file
        self._chapter = NO_CHAPTER
        self._of_chapter = _WordingDays()
        self._is_repealed = False
        self._number: SectionNumber | None = None
        self._line = 0
        self._own = _WordingDays()
        self._held: list[list[str]] = []
        self._heading = ""
        self._is_annex = False

    def note(self, line: int, code: str, **parameters: str | int) -> None:
        """Note a problem on a line."""
        where = Place(file=self._file, line=line)
        message = Message.of(code, **parameters)
        self.problems.append(Problem(where=where, message=message))

    def take(self, block: _TextBlock) -> None:
        """Read one block: a chapter, the beginning of a section, or more of one."""
        marks, lines = _marks(block.lines)
        if not lines:
            lines, marks = block.lines, []
        chapter = _CHAPTER.match(lines[0])
        section = _SECTION.match(lines[0])
        if chapter:
            self._flush()
            self._begin_chapter(chapter[1], lines, marks, block.line)
        elif section and not self._is_annex:
            self._flush()
            rest = [lines[0][section.end() :].strip(), *lines[1:]]
            more, text = _marks(rest)
            self._begin_section(section[1], text, [*marks, *more], block.line)
        elif _REPEALED_RANGE.match(lines[0]):
            self._flush()
        elif _ANNEX.match(lines[0]) and len(lines) <= _HEADING_LINES:
            self._flush()
            self._is_annex = True
        elif any(mark.startswith("Rubriken") for mark in marks):
            self._flush()
            self._heading = " ".join(lines)
        elif self._number is not None:
            self._held.append(lines)
        elif not self._is_annex:
            self._heading = " ".join(lines)

    def finish(self) -> None:
        """Close the last section."""
        self._flush()

    def _begin_chapter(
        self, numeral: str, lines: list[str], marks: list[str], line: int
    ) -> None:
        number = Numeral.of(numeral)
        if number < self._chapter:
            shown, before = str(number), str(self._chapter)
            self.note(line, "act/chapter-order", chapter=shown, before=before)
        if self._chapter == NO_CHAPTER and self.sections:
            self.note(line, "act/chapter-late", chapter=str(number))
        self._chapter = number
        self._of_chapter = self._wording(marks, line)
        self._heading, self._is_annex = "", False
        del lines

    def _begin_section(
        self, numeral: str, text: list[str], marks: list[str], line: int
    ) -> None:
        number = SectionNumber(self._chapter, Numeral.of(numeral))
        before = self.sections[-1].number if self.sections else None
        if before and number < before:
            self.note(
                line, "act/section-order", section=str(number), before=str(before)
            )
        own = self._wording(marks, line)
        chapter = self._of_chapter
        self._own = _WordingDays(
            first=max(filter(None, (own.first, chapter.first)), default=None),
            end=min(filter(None, (own.end, chapter.end)), default=None),
        )
        self._number, self._line, self._held = number, line, [text]

    def _wording(self, marks: list[str], line: int) -> _WordingDays:
        """Return what marks say of when something holds."""
        first = end = None
        for mark in marks:
            words = mark.casefold()
            if "upphör att gälla" in words:
                end = self._day(mark, line)
            elif "träder i kraft" in words:
                first = self._day(mark, line)
        return _WordingDays(first, end)

    def _day(self, mark: str, line: int) -> dt.date:
        match = _DAY.search(mark)
        if match is None:
            return UNDECIDED
        try:
            return dt.date.fromisoformat(match[1])
        except ValueError:
            self.note(line, "act/no-day", day=match[1])
            return UNDECIDED

    def _flush(self) -> None:
        """Close the section at hand: its text, and the heading behind it."""
        number, held = self._number, self._held
        if number is None:
            return
        if len(self.sections) == MOST_SECTIONS:
            self.note(self._line, "act/too-many-sections", most=MOST_SECTIONS)
        if len(self.sections) >= MOST_SECTIONS:
            self._number, self._held = None, []
            return
        blocks = [" ".join(lines) for lines in held]
        last = _end_of_section(blocks, held)
        repeal = _REPEALED.match(blocks[0])
        notes = [note for block in blocks[:last] if (note := _AMENDED.search(block))]
        amended = (repeal and repeal[1]) or (notes[-1][1] if notes else "")
        text = "\n\n".join(
            block if repeal else _AMENDED.sub("", block).rstrip()
            for block in blocks[:last]
        ).strip()
        if not text:
            self.note(self._line, "act/empty-section", section=str(number))
        self.sections.append(
            ActSection(
                number=number,
                heading=self._heading,
                text=text,
                amended=amended,
                first=self._own.first,
                end=self._own.end,
                is_repealed=repeal is not None,
                line=self._line,
            )
        )
        if blocks[last:]:
            self._heading = blocks[-1]
        self._number, self._held, self._own = None, [], _WordingDays()


def _marks(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the marks that lines begin with, and the lines without them."""
    marks: list[str] = []
    rest = list(lines)
    while rest and (match := _MARKER.match(rest[0])):
        marks.append(match["what"].strip())
        left = rest[0][match.end() :].strip()
        rest = [left, *rest[1:]] if left else rest[1:]
    return marks, [line for line in rest if line]


def _end_of_section(blocks: list[str], held: list[list[str]]) -> int:
    """Return how many of the blocks behind the beginning of a section belong to it.

    What follows the note on who changed it is a heading; without a note that is what
    looks like one. The first block always belongs to the section.
    """
    noted = [n for n, block in enumerate(blocks) if _AMENDED.search(block)]
    least = noted[-1] + 1 if noted else 1
    last = len(blocks)
    while last > least and _is_heading(blocks[last - 1], held[last - 1]):
        last -= 1
    return last


def _is_heading(block: str, lines: list[str]) -> bool:
    return (
        len(lines) <= _HEADING_LINES
        and block[:1].isupper()
        and (
            not block.endswith(_ENDS)
            or (block.endswith(_ALSO) and len(block) <= _SHORT)
        )
        and not _ITEM.match(block)
        and "\t" not in block
    )


def _entries(blocks: Sequence[_TextBlock]) -> dict[str, dt.date]:
    """Return when acts came into force, as far as transitional provisions tell."""
    entries: dict[str, dt.date] = {}
    number = ""
    for block in blocks:
        lines = block.lines
        if _SFS.fullmatch(lines[0]):
            number, lines = lines[0], lines[1:]
        match = _IN_FORCE.search(" ".join(lines))
        if number and match and number not in entries:
            day, month, year = match.groups()
            if month.casefold() in SWEDISH_MONTHS:
                position = SWEDISH_MONTHS.index(month.casefold()) + 1
                if date := _date(int(year), position, int(day)):
                    entries[number] = date
    return entries


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _doubles(act: ActText) -> Iterator[Problem]:
    """Yield the sections that stand there twice, with no mark of when."""
    lines: dict[SectionNumber, int] = {}
    for section in act.sections:
        if section.first or section.end:
            continue
        first = lines.setdefault(section.number, section.line)
        if first != section.line:
            where = Place(file=act.file, line=section.line)
            message = Message.of(
                "act/two-wordings", section=str(section.number), first=first
            )
            yield Problem(where=where, message=message)
