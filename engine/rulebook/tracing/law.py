"""Compare registered sections of acts with their text: what has changed in the law."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ...records import record
from ..model.fingerprints import fingerprint
from ..model.sections import section_numbers
from .accounts import resting_rules

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..model.packs import Jurisdiction
    from ..model.sections import SectionNumber
    from ..model.sources import Passage, Source
    from ..model.statutes import Omission
    from .acts import ActSection, ActText


class LawChange(enum.Enum):
    """What became of a section since it was registered.

    A section `MOVED` when its very text stands under another number. One that is
    `NEW` stands in a chapter that is taken up, and was in no list before.
    """

    CHANGED = "changed"
    MOVED = "moved"
    REPEALED = "repealed"
    NEW = "new"


class NotCompared(enum.Enum):
    """Why something of the law was not compared with its text.

    There is no text of the act; the document of law has no number in the statute book;
    no fingerprint is registered; the passage names no section; the text gives two
    wordings for the same day; the sections of the act are not registered, so that new
    ones cannot be told.
    """

    NO_TEXT = "no_text"
    NO_NUMBER = "no_number"
    NO_FINGERPRINT = "no_fingerprint"
    NO_SECTION = "no_section"
    TWO_WORDINGS = "two_wordings"
    NO_LIST = "no_list"


@record
class Resting:
    """What rests on a section: rules, scenarios and municipalities, by their ids."""

    rules: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()


@record
class SectionChange:
    """A section that is no longer as it was registered, or is new.

    Attributes:
        source: the document.
        section: the number, as it was registered or, of a new one, as it stands.
        change: what became of it.
        passages: the registered passages of the section; none of one that is new, or
            that was left out when the act was registered.
        is_omitted: whether it was left out, with a reason.
        moved_to: the number under which its text stands now, where it moved.
        amended: the act that changed it, as far as the text tells: where that is the
            one which was registered already, some other has done so, and none is told.
        since: the day on which that act came into force, as far as the text tells.
        file: the text compared with.
        line: where the section stands in it, or the act begins.
        resting: what rests on it.
    """

    source: str
    section: str
    change: LawChange
    passages: tuple[str, ...] = ()
    is_omitted: bool = False
    moved_to: str = ""
    amended: str = ""
    since: dt.date | None = None
    file: str
    line: int = 1
    resting: Resting


@record
class ComparisonGap:
    """A passage, an omission or a whole document that was not compared, and why."""

    thing: str
    section: str
    reason: NotCompared


@record
class ComparedAct:
    """An act of which something was compared.

    `unchanged` and `compared` count registered sections, those left out included.
    `later` are the registered sections of which the text already has another wording,
    with the day on which that comes into force; `UNDECIDED` where the government is to
    decide on the day.
    """

    source: str
    number: str
    file: str
    compared: int
    unchanged: int
    later: tuple[tuple[str, dt.date], ...] = ()


@record
class LawComparison:
    """What comparing the registered law with its text gave.

    `older` are the changes that were left out because the act which made them came into
    force before the day asked about. `unused` counts the texts of other acts.
    """

    on: dt.date
    since: dt.date | None
    acts: tuple[ComparedAct, ...]
    changes: tuple[SectionChange, ...]
    uncompared: tuple[ComparisonGap, ...]
    older: int = 0
    unused: int = 0

    @property
    def compared(self) -> int:
        """How many sections were compared with the text."""
        return sum(act.compared for act in self.acts)

    @property
    def unchanged(self) -> int:
        """How many sections read as they were registered."""
        return sum(act.unchanged for act in self.acts)

    @property
    def is_unchanged(self) -> bool:
        """Tell whether sections were compared, all of them, and nothing differs."""
        return bool(self.compared) and not (self.changes or self.uncompared)


def acts_of(jurisdictions: Iterable[Jurisdiction]) -> dict[str, Source]:
    """Return the documents of law in the folder in use, those of borrowed packs aside.

    A document of law is one that is an act by its number.
    """
    return {
        source.id: source
        for jurisdiction in jurisdictions
        for source in jurisdiction.sources.values()
        if source.statute and jurisdiction.is_own(source.id)
    }


def law_comparison(  # noqa: PLR0913 - each named at the call
    jurisdictions: Sequence[Jurisdiction],
    texts: Mapping[str, ActText],
    *,
    on: dt.date,
    since: dt.date | None = None,
    scenarios: Mapping[str, Collection[str]],
    is_one_act: bool = False,
    unused: int = 0,
) -> LawComparison:
    """Return how the registered law compares with the texts of acts.

    Args:
        jurisdictions: whose documents of law to compare.
        texts: the texts by the numbers of their acts.
        on: the day whose wording counts.
        since: the day from which on an amendment counts; None counts all of them.
        scenarios: the scenarios that rest on each passage, by the passage's full id.
        is_one_act: whether the texts are one act, so that others need not be there.
        unused: how many texts of other acts there are.
    """
    sources = acts_of(jurisdictions)
    resting = _RestingTables(jurisdictions, scenarios)
    comparisons: list[_ActComparison] = []
    uncompared: list[ComparisonGap] = []
    for source in sources.values():
        number = source.statute.number if source.statute else ""
        if number in texts:
            comparisons.append(_ActComparison(source, texts[number], on, resting))
        elif not is_one_act:
            reason = NotCompared.NO_TEXT if number else NotCompared.NO_NUMBER
            uncompared.append(ComparisonGap(thing=source.id, section="", reason=reason))
    found = [change for each in comparisons for change in each.changes()]
    kept = [
        change
        for change in found
        if since is None or _is_since(change, texts, sources, since)
    ]
    return LawComparison(
        on=on,
        since=since,
        acts=tuple(each.summary() for each in comparisons),
        changes=tuple(kept),
        uncompared=(*uncompared, *(u for each in comparisons for u in each.uncompared)),
        older=len(found) - len(kept),
        unused=unused,
    )


def _is_since(
    change: SectionChange,
    texts: Mapping[str, ActText],
    sources: Mapping[str, Source],
    since: dt.date,
) -> bool:
    """Tell whether a change came on a day or later; one that nobody can date did."""
    statute = sources[change.source].statute
    if not change.amended or statute is None:
        return True
    return texts[statute.number].is_since(change.amended, since)


class _RestingTables:
    """What rests on each passage."""

    def __init__(
        self,
        jurisdictions: Sequence[Jurisdiction],
        scenarios: Mapping[str, Collection[str]],
    ) -> None:
        self._rules: dict[str, set[str]] = {}
        self._places: dict[str, set[str]] = {}
        self._scenarios = scenarios
        for jurisdiction in jurisdictions:
            for cite, rules in resting_rules(jurisdiction).items():
                self._rules.setdefault(cite, set()).update(rule.id for rule in rules)
                if jurisdiction.id:
                    self._places.setdefault(cite, set()).add(jurisdiction.id)

    def on(self, passages: Iterable[Passage]) -> Resting:
        """Return what rests on some passages."""
        ids = [passage.id for passage in passages]

        def all_of(table: Mapping[str, Collection[str]]) -> tuple[str, ...]:
            return tuple(sorted({thing for id_ in ids for thing in table.get(id_, ())}))

        return Resting(
            rules=all_of(self._rules),
            scenarios=all_of(self._scenarios),
            municipalities=all_of(self._places),
        )


class _ActComparison:
    """A document of law beside the text of its act on a day."""

    def __init__(
        self, source: Source, act: ActText, on: dt.date, resting: _RestingTables
    ) -> None:
        self._source = source
        self._act = act
        self._resting = resting
        self._in_force = act.in_force(on)
        self._repealed = act.repealed(on)
        self._shown = {**self._repealed, **self._in_force}
        self._unclear = act.unclear(on)
        self._later = act.later(on)
        self._places: dict[str, list[SectionNumber]] = {}
        for number, section in self._in_force.items():
            self._places.setdefault(section.fingerprint, []).append(number)
        self.uncompared: list[ComparisonGap] = []
        self._compared = self._unchanged = 0
        self._known: set[SectionNumber] = set()
        self._taken: set[SectionNumber] = set()
        self._refilled: set[SectionNumber] = set()
        self._marks: dict[SectionNumber, str] = {}
        for passage in source.passages.values():
            for number in section_numbers(passage.section)[:1]:
                self._marks[number] = passage.fingerprint
        self._drifts = [*self._of_passages(), *self._of_omissions()]
        self._news = list(self._new_sections())

    def changes(self) -> Iterator[SectionChange]:
        """Yield what differs, in the order of the act as it was registered."""
        yield from self._drifts
        yield from self._news

    def summary(self) -> ComparedAct:
        """Return how much was compared, and which wordings are known to come."""
        later = sorted(
            (number, day)
            for number, day in self._later.items()
            if number in self._taken and number in self._in_force
        )
        return ComparedAct(
            source=self._source.id,
            number=self._act.number,
            file=self._act.file,
            compared=self._compared,
            unchanged=self._unchanged,
            later=tuple((str(number), day) for number, day in later),
        )

    # what is registered ---------------------------------------------------------------

    def _of_passages(self) -> Iterator[SectionChange]:
        by_section: dict[str, list[Passage]] = {}
        for passage in self._source.passages.values():
            by_section.setdefault(passage.section, []).append(passage)
        for section, passages in by_section.items():
            numbers = section_numbers(section)
            self._known.update(numbers)
            self._taken.update(numbers)
            marks = {passage.fingerprint for passage in passages}
            if "" in marks or not numbers:
                code = "NO_FINGERPRINT" if numbers else "NO_SECTION"
                self.uncompared += [
                    ComparisonGap(
                        thing=passage.id, section=section, reason=NotCompared[code]
                    )
                    for passage in passages
                    if not passage.fingerprint or not numbers
                ]
                marks.discard("")
            if marks and numbers:
                known = {passage.amended for passage in passages}
                yield from self._compare(section, numbers, marks, passages, known)

    def _of_omissions(self) -> Iterator[SectionChange]:
        statute = self._source.statute
        for omission in statute.omissions if statute else ():
            numbers = _numbers(omission.sections)
            self._known.update(numbers)
            section = _shown(omission)
            if not omission.fingerprint:
                self.uncompared.append(
                    ComparisonGap(
                        thing=self._source.id,
                        section=section,
                        reason=NotCompared.NO_FINGERPRINT,
                    )
                )
                continue
            known = {omission.amended}
            yield from self._compare(
                section, numbers, {omission.fingerprint}, (), known
            )

    def _compare(
        self,
        section: str,
        numbers: Sequence[SectionNumber],
        marks: Collection[str],
        passages: Sequence[Passage],
        known: Collection[str],
    ) -> Iterator[SectionChange]:
        """Compare one section, or several that one passage or omission is of.

        `known` are the acts that had changed them last when they were registered.
        """
        if any(number in self._unclear for number in numbers):
            self.uncompared += [
                ComparisonGap(
                    thing=id_, section=section, reason=NotCompared.TWO_WORDINGS
                )
                for id_ in [p.id for p in passages] or [self._source.id]
            ]
            return
        self._compared += len(numbers)
        standing_or_gone = self._in_force if passages else self._shown
        if marks == {_mark(numbers, standing_or_gone)}:
            self._unchanged += len(numbers)
            return
        standing = [self._in_force[n] for n in numbers if n in self._in_force]
        places = [
            number
            for mark in sorted(marks)
            for number in self._places.get(mark, ())
            if self._marks.get(number) != mark  # another section that reads the same
        ]
        if places and passages:
            change = LawChange.MOVED
            self._known.add(places[0])
            self._refilled.update(each.number for each in standing)
            told: ActSection | None = self._in_force[places[0]]
        elif len(standing) == len(numbers):
            change = LawChange.CHANGED
            told = max(standing, key=lambda each: _age(each.amended))
        else:
            gone = [n for n in numbers if n not in self._in_force]
            change = LawChange.REPEALED
            told = next((self._repealed[n] for n in gone if n in self._repealed), None)
        is_told = told is not None and told.amended not in known
        amended = told.amended if told and is_told else ""
        yield SectionChange(
            source=self._source.id,
            section=section,
            change=change,
            passages=tuple(passage.id for passage in passages),
            is_omitted=not passages,
            moved_to=str(told.number) if told and change is LawChange.MOVED else "",
            amended=amended,
            since=self._act.entries.get(amended),
            file=self._act.file,
            line=told.line if told else 1,
            resting=self._resting.on(passages),
        )

    # what is new ----------------------------------------------------------------------

    def _new_sections(self) -> Iterator[SectionChange]:
        """Yield the sections in chapters taken up that were in no list before.

        So is one that stands under the number of another which moved.
        """
        statute = self._source.statute
        listed = _numbers(statute.sections) if statute else []
        if not listed:
            self.uncompared.append(
                ComparisonGap(
                    thing=self._source.id, section="", reason=NotCompared.NO_LIST
                )
            )
            return
        self._known.update(listed)
        chapters = {number.chapter for number in self._known}
        is_whole = bool(statute and statute.omissions)
        for number, section in self._in_force.items():
            is_unheard = number not in self._known and (
                is_whole or number.chapter in chapters
            )
            if is_unheard or number in self._refilled:
                yield SectionChange(
                    source=self._source.id,
                    section=str(number),
                    change=LawChange.NEW,
                    amended=section.amended,
                    since=self._act.entries.get(section.amended),
                    file=self._act.file,
                    line=section.line,
                    resting=Resting(),
                )


def _shown(omission: Omission) -> str:
    return ", ".join(omission.sections)


def _age(amended: str) -> tuple[int, int]:
    """Return a key by which acts sort by their numbers; none comes first."""
    year, _, number = amended.partition(":")
    return (int(year), int(number)) if number else (0, 0)


def _numbers(sections: Iterable[str]) -> list[SectionNumber]:
    return [number for listed in sections for number in section_numbers(listed)]


def section_mark(
    act: ActText, sections: Iterable[str], on: dt.date, *, may_be_gone: bool = False
) -> str:
    """Return the fingerprint of sections on a day, their texts one after the other.

    It is empty where one of them does not stand in the text on that day, or stands
    there in two wordings. With `may_be_gone` what stands in the place of one that was
    repealed counts.
    """
    numbers = _numbers(sections)
    if not numbers or not act.unclear(on).isdisjoint(numbers):
        return ""
    gone = act.repealed(on) if may_be_gone else {}
    return _mark(numbers, {**gone, **act.in_force(on)})


def _mark(
    numbers: Sequence[SectionNumber], standing: Mapping[SectionNumber, ActSection]
) -> str:
    texts = [standing[number].text for number in numbers if number in standing]
    return fingerprint("\n\n".join(texts)) if len(texts) == len(numbers) else ""
