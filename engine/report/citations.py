"""Write citations: which document, which section, and where in it a passage stands.

In English an act has its English name, with the Swedish one in brackets, and Chapter
and Section. What a document has in Swedish alone, as its headings, is in quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.model.sources import Rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..rulebook.model.sources import Source
    from .say import Say

#: The parts of a document that have numbers, in English: one of them, several of them.
_NUMBERED: Mapping[str, tuple[str, str]] = {
    "avsnitt": ("section", "sections"),
    "beslutspunkt": ("decision item", "decision items"),
    "bilaga": ("annex", "annexes"),
    "kapitel": ("chapter", "chapters"),
    "led": ("clause", "clauses"),
    "mening": ("sentence", "sentences"),
    "punkt": ("item", "items"),
    "rad": ("row", "rows"),
    "sida": ("page", "pages"),
    "steg": ("step", "steps"),
    "stycke": ("paragraph", "paragraphs"),
    "tabell": ("table", "tables"),
}
#: The parts that are told by their order, or are called what they are.
_PARTS: Mapping[str, str] = {
    "avsnittet": "section",
    "inledningen": "introduction",
    "ledet": "clause",
    "meningen": "sentence",
    "punkten": "item",
    "rubriken": "heading",
    "stycket": "paragraph",
    "underpunkten": "sub-item",
}
_ORDINALS: Mapping[str, str] = {
    "första": "first",
    "andra": "second",
    "tredje": "third",
    "fjärde": "fourth",
    "femte": "fifth",
    "sjätte": "sixth",
    "sjunde": "seventh",
    "näst sista": "last but one",
    "sista": "last",
    "hela": "whole",
}
_PHRASES: Mapping[str, str] = {
    "inledning": "introduction",
    "rubrik": "heading",
    "inom parentes": "in brackets",
    "sist i beslutet": "at the end of the decision",
    "sist i ärendet": "at the end of the matter",
}
_SECTION_SIGN = re.compile(
    r"(?:(?P<chapter>\d+(?: [a-z])?) kap\. )?"
    r"(?P<sections>\d+(?: [a-z])?(?:(?:–|-|, | och )\d+(?: [a-z])?)*) §§?"
    r"(?:,? (?P<place>.+))?"
)
_ANNEX = re.compile(r"[Bb]ilaga (?P<number>\w+)(?:, (?P<heading>.+))?")
_COUNTED = re.compile(
    rf"({'|'.join(_NUMBERED)}) (\d+(?: [a-z])?)(?:(–|-)(\d+(?: [a-z])?))?"
)
_NAMED = re.compile(rf"(med )?({'|'.join(_ORDINALS)}) ({'|'.join(_PARTS)})")
_JOINTS = re.compile(r"(, | och )")


def source_name(source: Source, say: Say, *, is_brief: bool = False) -> str:
    """Return how the citation of a document begins.

    `is_brief` leaves out the Swedish name that an English one has behind it, as where
    the citation itself stands in brackets.
    """
    short = source.short
    if not say.is_english or not short.en:
        return say.name(short)
    if is_brief or short.en == short.sv:
        return short.en
    own = short.sv
    if source.rank is Rank.LAW and own[1:2].islower():
        own = own[0].lower() + own[1:]  # an act is no proper name: `kommunallagen`
    return f"{short.en} ({say.foreign(own)})"


def numbered(
    cites: Iterable[str], citation: Callable[[str], str]
) -> tuple[dict[str, int], list[str]]:
    """Return the number of each passage in a list of sources, and its lines.

    Passages that are cited alike, as the steps of a ladder, have one number and line.
    """
    texts = {cite: citation(cite) for cite in cites}
    numbers = {text: n for n, text in enumerate(dict.fromkeys(texts.values()), 1)}
    lines = [f"[{number}] {text}" for text, number in numbers.items()]
    return {cite: numbers[text] for cite, text in texts.items()}, lines


def section_text(section: str, say: Say) -> str:
    """Return a heading: of an act its chapter and section, else as it is written."""
    if not say.is_english or not section:
        return section
    if law := _SECTION_SIGN.fullmatch(section):
        chapter = f"Chapter {law['chapter']}, " if law["chapter"] else ""
        numbers = law["sections"].replace(" och ", " and ")
        word = "Section" if re.fullmatch(r"\d+(?: [a-z])?", numbers) else "Sections"
        place = f", {place_text(law['place'], say)}" if law["place"] else ""
        return f"{chapter}{word} {numbers}{place}"
    if annex := _ANNEX.fullmatch(section):
        below = f", {say.swedish(annex['heading'])}" if annex["heading"] else ""
        return f"Annex {annex['number']}{below}"
    return say.swedish(section) if re.search(r"[^\W\d_]", section) else section


def place_text(where: str, say: Say) -> str:
    """Return a place below a heading, in quotes where English has no words for it."""
    if not say.is_english:
        return where
    parts = _JOINTS.split(where)
    shown = [
        part.replace("och", "and") if number % 2 else _part(part)
        for number, part in enumerate(parts)
    ]
    return "".join(shown) if all(shown) else say.swedish(where)


def _part(part: str) -> str:
    """Return one part of a place in English, empty where there are no words for it."""
    if counted := _COUNTED.fullmatch(part):
        noun, first, dash, last = counted.groups()
        one, several = _NUMBERED[noun]
        return f"{several} {first}{dash}{last}" if last else f"{one} {first}"
    if named := _NAMED.fullmatch(part):
        lead, order, noun = named.groups()
        ahead = "with the " if lead else ""
        return f"{ahead}{_ORDINALS[order]} {_PARTS[noun]}"
    return _PHRASES.get(part) or _PARTS.get(part, "")
