"""Lay the levels of several municipalities out for the terminal, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...levels.side_by_side import LevelLikeness
from ..csv_table import csv_table
from ..layout import Block, Page, Paragraph, Table, TableRow, heading, page, section
from ..lines import Stress
from ..messages.rendering import message_text
from ..say import counted, day_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...levels.side_by_side import MatterLevels
    from .digest import LevelDigest


def levels_page(digest: LevelDigest, *, with_alike: bool) -> Page:
    """Return the levels side by side, what differs first.

    Args:
        digest: the levels in words.
        with_alike: whether to show matters on which all say the same.
    """
    return _LevelsReport(digest).page(with_alike=with_alike)


class _LevelsReport:
    """Writes the levels, and numbers the passages as they come."""

    def __init__(self, digest: LevelDigest) -> None:
        self._digest = digest
        self._numbers: dict[str, int] = {}

    def page(self, *, with_alike: bool) -> Page:
        digest = self._digest
        say, comparison = digest.say, digest.comparison
        compared = " · ".join([*digest.places, day_text(comparison.on, say)])
        parts: list[list[Block]] = [
            [Paragraph(self._summary(), stress=Stress.ANSWER), Paragraph(compared)]
        ]
        titles = [
            (LevelLikeness.DIFFERENT, say("Ordnas olika", "Ordered differently")),
            (LevelLikeness.LACKING, say("Ordnas inte av alla", "Not ordered by all")),
        ]
        if with_alike:
            titles.append((LevelLikeness.ALIKE, say("Lika", "Alike")))
        shown = [(each, title) for each, title in titles if digest.count(each)]
        if shown:
            how = say(
                "I varje ruta står nivåerna nedifrån och upp: den som har minst först, "
                "nämnden själv sist.",
                "In each cell the levels stand from the lowest: whoever has least "
                "first, the committee itself last.",
            )
            parts.append([Paragraph(how)])
        for likeness, title in shown:
            text = f"{title} ({digest.count(likeness)})"
            parts.append([heading(text), Paragraph("─" * len(text))])
            parts.append([self._table(digest.matters(likeness))])
        parts.append(self._too_large())
        if self._numbers:
            sources = [f"[{n}] {text}" for text, n in self._numbers.items()]
            parts.append(section(say("Källor", "Sources"), sources, bullet=""))
        if not with_alike and digest.count(LevelLikeness.ALIKE):
            more = say(
                "Det som är lika visas med --all.", "What is alike is shown with --all."
            )
            parts.append([Paragraph(more)])
        return page(*parts)

    def _summary(self) -> str:
        digest, say = self._digest, self._digest.say
        different, lacking, alike = (
            digest.count(likeness)
            for likeness in (
                LevelLikeness.DIFFERENT,
                LevelLikeness.LACKING,
                LevelLikeness.ALIKE,
            )
        )
        if not different + lacking + alike + digest.count(LevelLikeness.TOO_LARGE):
            return say(
                "Ingen av dem har någon regel om det.", "None of them has a rule on it."
            )
        matters = say(
            counted(different, "ärende", "ärenden"),
            counted(different, "matter", "matters"),
        )
        return say(
            f"{matters} ordnas olika, {lacking} ordnas inte av alla och {alike} är "
            "lika.",
            f"{matters} ordered differently, {lacking} not ordered by all, "
            f"{alike} alike.",
        )

    def _table(self, matters: list[MatterLevels]) -> Table:
        digest = self._digest
        headers = [digest.say("ärende", "matter"), *digest.places]
        rows = [
            TableRow(["\n".join(digest.names(each)), *self._cells(each)])
            for each in matters
        ]
        return Table(headers, rows, leading=1, is_ruled=True, unsaid=frozenset())

    def _cells(self, matter: MatterLevels) -> Iterator[str]:
        digest = self._digest
        for number, ladder in enumerate(matter.ladders):
            lines = [
                f"{text} {self._cited(number, cites)}"
                for text, cites in digest.lines(number, ladder)
            ]
            yield "\n".join([*lines, *digest.gaps(number, ladder)])

    def _cited(self, number: int, cites: tuple[str, ...]) -> str:
        texts = [self._digest.citation(number, cite) for cite in cites]
        numbers = {
            self._numbers.setdefault(text, len(self._numbers) + 1) for text in texts
        }
        return " ".join(f"[{each}]" for each in sorted(numbers))

    def _too_large(self) -> list[Block]:
        digest, say = self._digest, self._digest.say
        lines = [
            f"{', '.join(digest.names(each))}: {message_text(each.why, say)}"
            for each in digest.matters(LevelLikeness.TOO_LARGE)
            if each.why
        ]
        title = say("Inte jämförda", "Not compared")
        return section(title, lines) if lines else []


def levels_csv(digest: LevelDigest) -> str:
    """Return the levels as one table, a line for each level of each municipality."""
    say = digest.say
    headers = (
        say("ärende", "matter"),
        say("jämförelse", "comparison"),
        say("kommun", "municipality"),
        say("funktion", "function"),
        say("vem", "who"),
        say("när", "when"),
        say("villkor", "terms"),
        say("närmast över", "next above"),
        say("källa", "source"),
        say("regler", "rules"),
    )
    return csv_table([headers, *_rows(digest)], delimiter=";")


def likeness_text(likeness: LevelLikeness, digest: LevelDigest) -> str:
    """Return how a matter compares, in a few words."""
    return digest.say(
        *{
            LevelLikeness.DIFFERENT: ("olika", "different"),
            LevelLikeness.LACKING: ("inte hos alla", "not in all"),
            LevelLikeness.ALIKE: ("lika", "alike"),
            LevelLikeness.TOO_LARGE: ("inte jämfört", "not compared"),
        }[likeness]
    )


def _rows(digest: LevelDigest) -> Iterator[list[str]]:
    for likeness in LevelLikeness:
        for matter in digest.matters(likeness):
            name = ", ".join(digest.names(matter))
            first = [name, likeness_text(likeness, digest)]
            if matter.why:
                yield [*first, "", "", "", message_text(matter.why, digest.say)]
            for number, ladder in enumerate(matter.ladders):
                place, wording = digest.places[number], digest.words[number]
                for level in ladder.levels:
                    above = ladder.above(level)
                    terms = [
                        *digest.kinds(number, level),
                        *digest.terms(number, level),
                    ]
                    yield [
                        *first,
                        place,
                        wording.enum(level.function),
                        digest.who(number, level),
                        digest.where(number, level.when),
                        " ".join(terms),
                        ", ".join(
                            dict.fromkeys(digest.who(number, each) for each in above)
                        ),
                        "; ".join(dict.fromkeys(map(wording.citation, level.cites))),
                        ", ".join(level.rules),
                    ]
                for gap in digest.gaps(number, ladder):
                    yield [*first, place, gap, "", "", "", "", "", ""]
