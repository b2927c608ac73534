"""Find the sections of acts that a Swedish text names, and those of old numbering."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...records import record
from ..model.sections import Numeral, SectionNumber, section_numbers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..model.statutes import EarlierAct, Renumbering, Statute

_NUMERAL = r"[1-9]\d{0,2}(?:\s?[a-z](?![^\W_]))?"
_ITEM = rf"{_NUMERAL}(?:\s?[-\u2013]\s?{_NUMERAL})?"
_ITEMS = rf"{_ITEM}(?:(?:,\s?|\s(?:och|samt|eller)\s){_ITEM}(?!\s?kap|:)){{0,40}}"
#: `6 kap. 33 och 34 §§`, `6:33–38`, or in an act without chapters `27 §`.
_SECTIONS = re.compile(
    rf"(?<![\w:])(?:(?P<chapter>{_NUMERAL})\s?kap\.?\s+(?P<items>{_ITEMS})\s?§"
    rf"|(?P<short>\d{{1,2}}):(?P<shorter>{_ITEM})(?![\w:])"
    rf"|(?P<bare>{_ITEMS})\s?§)"
)
#: A name of an act belongs to a section that stands no further away, in characters.
_NEAR = 45
_SENTENCE = re.compile(r"[.;!?]\s+[A-ZÅÄÖ]")
_MOST_TEXT = 20_000
_ACT = r"(?P<act>\w{2,40}(?:lag|lagen|balk|balken|förordning|förordningen|stadgan)s?)"
_ACT_BEHIND = re.compile(rf"§?\s+(?:i\s+)?{_ACT}(?!\w)")
_ACT_BEFORE = re.compile(rf"(?<!\w){_ACT}\s+(?:\(\d{{4}}:\d+\)\s+)?$")


class OldSection(NamedTuple):
    """A section of an earlier act that a text names.

    `now` is where its matter stands today; empty where that is not known. `until` is
    the last day of the earlier act, where that is known.
    """

    was: str
    act: str
    now: tuple[str, ...]
    until: dt.date | None = None


class _ActMention(NamedTuple):
    """A name of an act in a text.

    `earlier` tells that it is that of an act before, `is_of_today` that it is the
    number of the act of today and of no other.
    """

    start: int
    end: int
    statute: Statute
    earlier: EarlierAct | None
    is_of_today: bool = False


@record(kw_only=False)
class OldNumbering:
    """The acts whose earlier numbers are known."""

    statutes: tuple[Statute, ...]

    def found(self, text: str, context: str = "") -> list[OldSection]:
        """Return the sections of earlier acts that a text names, each once.

        A section that is named with the act of today counts where that has no such
        section, or where words tell that the earlier one is meant; one named with the
        earlier act always does, and one named with the number of today's act never.

        Args:
            text: what is looked through.
            context: more words that tell what a named act is cited for.
        """
        shown = text[:_MOST_TEXT]
        if not names_section(text):
            return []
        around = f"{shown} {context[:_MOST_TEXT]}"
        mentions = list(self._mentions(shown))
        found: dict[OldSection, None] = {}
        for match in _SECTIONS.finditer(shown):
            mention = _nearest(match, mentions, shown)
            if _is_of_another(match, mentions, shown):
                continue
            for number in _numbers(match):
                is_told = mention is not None
                if mention is None and not match["chapter"]:
                    continue  # it may be of anything, or a time of day
                words = around if is_told else shown
                for old in self._old(number, mention, words):
                    found[old] = None
        return list(found)

    def of_act(self, number: str, section: str) -> list[OldSection]:
        """Return what became of sections of an act that another has taken over from."""
        pairs = [(s, e) for s in self.statutes for e in s.earlier if e.number == number]
        return [
            self._told(each, statute, earlier)
            for statute, earlier in pairs
            if statute.number != number
            for each in section_numbers(section)
        ]

    def _mentions(self, text: str) -> Iterator[_ActMention]:
        for statute in self.statutes:
            for earlier in statute.earlier:
                if earlier.number != statute.number:
                    names = (*earlier.names, earlier.number)
                    yield from _named(names, text, statute, earlier)
            yield from _named(statute.names, text, statute, None)
            is_of_today = all(e.number != statute.number for e in statute.earlier)
            for each in _named((statute.number,), text, statute, None):
                yield each._replace(is_of_today=is_of_today)

    def _old(
        self, number: SectionNumber, mention: _ActMention | None, text: str
    ) -> Iterator[OldSection]:
        if mention is not None and mention.earlier is not None:
            yield self._told(number, mention.statute, mention.earlier)
            return
        if mention is not None and mention.is_of_today:
            return
        for statute in [mention.statute] if mention else self.statutes:
            for earlier in statute.earlier:
                renumbering = _renumbering(number, earlier)
                if renumbering and (
                    _is_meant(renumbering, text)
                    or (mention is not None and not _has(statute, number))
                ):
                    yield self._told(number, statute, earlier)

    def _told(
        self, number: SectionNumber, statute: Statute, earlier: EarlierAct
    ) -> OldSection:
        renumbering = _renumbering(number, earlier)
        now = renumbering.now if renumbering else ()
        name = statute.names[0] if statute.names else statute.number
        return OldSection(was=str(number), act=name, now=now, until=earlier.until)


def names_section(text: str) -> bool:
    """Tell whether a text names a section, of whichever act."""
    return _SECTIONS.search(text[:_MOST_TEXT]) is not None


def _named(
    names: Iterable[str], text: str, statute: Statute, earlier: EarlierAct | None
) -> Iterator[_ActMention]:
    """Yield where a text names an act; abbreviations are told by their capitals."""
    for name in names:
        is_word = name[:1].islower()
        flags = re.IGNORECASE if is_word else re.NOFLAG
        pattern = rf"(?<!\w){re.escape(name)}(?:s)?(?!\w)"
        for match in re.finditer(pattern, text, flags):
            yield _ActMention(match.start(), match.end(), statute, earlier)


def _is_of_another(
    match: re.Match[str], mentions: Iterable[_ActMention], text: str
) -> bool:
    """Tell whether an act that is not known stands right beside a section."""
    beside = [
        found.span("act")
        for found in (
            _ACT_BEHIND.match(text, match.end()),
            _ACT_BEFORE.search(text, max(0, match.start() - _NEAR), match.start()),
        )
        if found
    ]
    known = [(mention.start, mention.end) for mention in mentions]
    return any(
        all(last <= start or end <= first for first, last in known)
        for start, end in beside
    )


def _nearest(
    match: re.Match[str], mentions: Iterable[_ActMention], text: str
) -> _ActMention | None:
    """Return the act that a section is of: the one named nearest, in its sentence.

    Where two names overlap, as `gamla kommunallagen`, or a number follows the name,
    as in `kommunallagen (1991:900)`, that of the earlier act counts.
    """
    near: list[tuple[int, _ActMention]] = []
    for mention in mentions:
        before = match.start() - mention.end
        after = mention.start - match.end()
        gap = before if before >= 0 else after
        between = text[mention.end : match.start()] if before >= 0 else ""
        between = between or text[match.end() : mention.start]
        if 0 <= gap <= _NEAR and not _SENTENCE.search(between):
            near.append((gap, mention))
    if not near:
        return None
    least, best = min(near, key=lambda each: (each[0], each[1].start))
    for _, mention in near:
        is_beside = mention.statute is best.statute and abs(
            mention.start - best.end
        ) <= len(" (")
        overlaps = mention.start < best.end and best.start < mention.end
        if (mention.earlier or mention.is_of_today) and (is_beside or overlaps):
            return mention
    for gap, mention in near:
        if gap == least and mention.earlier:
            return mention
    return best


def _numbers(match: re.Match[str]) -> tuple[SectionNumber, ...]:
    chapter = match["chapter"] or match["short"]
    items = match["items"] or match["shorter"] or match["bare"]
    numbers = section_numbers(f"{items} §")
    if not chapter:
        return numbers
    return tuple(SectionNumber(Numeral.of(chapter), n.section) for n in numbers)


def _has(statute: Statute, number: SectionNumber) -> bool:
    """Tell whether an act has a section, or may have it as far as is known."""
    known = [n for text in statute.sections for n in section_numbers(text)]
    return number in known or all(n.chapter != number.chapter for n in known)


def _renumbering(number: SectionNumber, earlier: EarlierAct) -> Renumbering | None:
    for each in earlier.renumberings:
        if number in section_numbers(each.was):
            return each
    return None


def _is_meant(renumbering: Renumbering, text: str) -> bool:
    """Tell whether some word of a text begins as one of those that tell."""
    folded = text.casefold()
    return any(
        re.search(rf"(?<!\w){re.escape(word.casefold())}", folded)
        for word in renumbering.words
    )
