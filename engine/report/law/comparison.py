"""Write what has changed in the law, what rests on it, and what was not compared."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ...rulebook.model.signs import visible
from ...rulebook.tracing.acts import UNDECIDED
from ...rulebook.tracing.law import LawChange, NotCompared
from ..citations import section_text
from ..json_text import SCHEMA
from ..layout import Block, Page, Paragraph, page
from ..lines import DEEPER, DEEPEST, INDENT, Stress
from ..say import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from ...rulebook.tracing.law import (
        ComparedAct,
        ComparisonGap,
        LawComparison,
        SectionChange,
    )
    from ..objects.law import ComparisonGapObject, LawCheckOutput
    from ..say import Say

_CHANGES = {
    LawChange.CHANGED: ("ändrad", "changed"),
    LawChange.MOVED: ("flyttad", "moved"),
    LawChange.REPEALED: ("upphävd", "repealed"),
    LawChange.NEW: ("ny", "new"),
}
_GAPS = {
    NotCompared.NO_TEXT: (
        "mappen har ingen text av lagen",
        "the folder holds no text of the act",
    ),
    NotCompared.NO_NUMBER: (
        "dokumentet har inget nummer i författningssamlingen",
        "the document has no number in the statute book",
    ),
    NotCompared.NO_FINGERPRINT: (
        "inget fingeravtryck är registrerat (`mandat law register`)",
        "no fingerprint is registered (`mandat law register`)",
    ),
    NotCompared.NO_SECTION: (
        "stycket anger ingen paragraf",
        "the passage names no section",
    ),
    NotCompared.TWO_WORDINGS: (
        "texten har två lydelser för den dagen",
        "the text has two wordings for that day",
    ),
    NotCompared.NO_LIST: (
        (
            "lagens paragrafer är inte registrerade, så nya syns inte "
            "(`mandat law register`)"
        ),
        (
            "the sections of the act are not registered, so that new ones go unseen "
            "(`mandat law register`)"
        ),
    ),
}
#: So many ids of scenarios, and of what was not compared, are shown; JSON has them all.
_SCENARIOS_SHOWN = 5
_GAPS_SHOWN = 20


def law_check_page(comparison: LawComparison, say: Say) -> Page:
    """Return what differs, what was not compared, and how much was equal."""
    parts: list[list[Block]] = [_change_blocks(c, say) for c in comparison.changes]
    parts += [[Paragraph(told, "", DEEPER)] for told in _not_compared(comparison, say)]
    below: list[Block] = [
        Paragraph(told, "", DEEPER)
        for act in comparison.acts
        for told in _act_lines(act, say)
    ]
    stress = Stress.ANSWER if comparison.is_unchanged else Stress.WARNING
    below += [Paragraph(told, "", DEEPER, stress) for told in _summary(comparison, say)]
    return page([block for part in parts for block in part], below)


def _change_blocks(change: SectionChange, say: Say) -> list[Block]:
    what = say(*_CHANGES[change.change])
    if change.moved_to:
        to = section_text(change.moved_to, say)
        what = say(f"flyttad till {to}", f"moved to {to}")
    by = _by(change, say)
    place = f"{visible(change.file)}:{change.line}"
    section = section_text(change.section, say)
    told = f"{change.source} {section}: {what}{by} ({place})"
    blocks: list[Block] = [Paragraph(told, "", INDENT, Stress.HEADING)]
    if change.change is LawChange.NEW:
        text = say(
            "ta upp paragrafen, eller säg varför den är utelämnad (`omitted`)",
            "take the section up, or say why it is left out (`omitted`)",
        )
        return [*blocks, Paragraph(text, DEEPER, DEEPEST)]
    if change.is_omitted:
        text = say(
            "utelämnad förut: läs om skälet till det står sig",
            "left out before: read whether the reason for that still holds",
        )
        return [*blocks, Paragraph(text, DEEPER, DEEPEST)]
    resting = change.resting
    lead = say("vilar på den", "rests on it")
    rules = ", ".join(resting.rules) or say("ingen regel", "no rule")
    blocks.append(Paragraph(f"{lead}: {rules}", DEEPER, DEEPEST))
    if resting.scenarios:
        shown = ", ".join(resting.scenarios[:_SCENARIOS_SHOWN])
        more = len(resting.scenarios) - _SCENARIOS_SHOWN
        more_text = say(f" och {more} till", f" and {more} more") if more > 0 else ""
        lead = say("scenarier", "scenarios")
        blocks.append(Paragraph(f"{lead}: {shown}{more_text}", DEEPER, DEEPEST))
    if resting.municipalities:
        lead = say("kommuner", "municipalities")
        shown = ", ".join(resting.municipalities)
        blocks.append(Paragraph(f"{lead}: {shown}", DEEPER, DEEPEST))
    return blocks


def _by(change: SectionChange, say: Say) -> str:
    """Return by which act, and when that came into force, as far as is known."""
    if not change.amended:
        return ""
    if change.since is None:
        return say(f" genom {change.amended}", f" by {change.amended}")
    return say(
        f" genom {change.amended}, i kraft {change.since}",
        f" by {change.amended}, in force {change.since}",
    )


def _act_lines(act: ComparedAct, say: Say) -> Iterator[str]:
    yield say(
        f"{act.source} ({act.number}): {act.unchanged} av {act.compared} paragrafer "
        "som registrerade",
        f"{act.source} ({act.number}): {act.unchanged} of "
        f"{counted(act.compared, 'section', 'sections')} as registered",
    )
    for day, listed in groupby(sorted(act.later, key=_by_day), key=_by_day):
        sections = ", ".join(section for section, _ in listed)
        when = say("på en dag som regeringen bestämmer", "on a day to be decided")
        if day != UNDECIDED:
            when = say(f"från {day}", f"from {day}")
        yield say(
            f"  annan lydelse {when}: {sections}",
            f"  another wording {when}: {sections}",
        )


def _by_day(later: tuple[str, dt.date]) -> dt.date:
    return later[1]


def _not_compared(comparison: LawComparison, say: Say) -> Iterator[str]:
    """Yield a sentence for each reason why something was not compared."""
    by_reason: dict[NotCompared, list[ComparisonGap]] = {}
    for gap in comparison.uncompared:
        by_reason.setdefault(gap.reason, []).append(gap)
    for reason, gaps in by_reason.items():
        listed = list(dict.fromkeys(_thing(gap) for gap in gaps))
        more = len(listed) - _GAPS_SHOWN
        things = ", ".join(listed[:_GAPS_SHOWN])
        if more > 0:
            things += say(f" och {more} till", f" and {more} more")
        why = say(*_GAPS[reason])
        yield say(f"inte jämfört, {why}: {things}", f"not compared, {why}: {things}")


def _thing(gap: ComparisonGap) -> str:
    is_passage = "#" in gap.thing
    return gap.thing if is_passage or not gap.section else f"{gap.thing} {gap.section}"


def _summary(comparison: LawComparison, say: Say) -> Iterator[str]:
    day = comparison.on
    if not comparison.compared:
        yield say(
            "ingenting är jämfört: ingen registrerad paragraf kunde ställas bredvid "
            "en text",
            "nothing was compared: no registered section could be laid beside a text",
        )
    else:
        count = len(comparison.changes)
        yield say(
            f"lydelsen {day}: {comparison.unchanged} av {comparison.compared} "
            f"jämförda som registrerade, {count} "
            + ("ändring" if count == 1 else "ändringar"),
            f"the wording of {day}: {comparison.unchanged} of {comparison.compared} "
            f"compared as registered, {counted(count, 'change', 'changes')}",
        )
    if comparison.older:
        yield say(
            f"{counted(comparison.older, 'ändring', 'ändringar')} före "
            f"{comparison.since} är inte med",
            f"{counted(comparison.older, 'change', 'changes')} before "
            f"{comparison.since} left out",
        )
    if comparison.unused:
        yield say(
            f"{counted(comparison.unused, 'annan lag', 'andra lagar')} i mappen "
            "används inte",
            f"{counted(comparison.unused, 'other act', 'other acts')} in the folder "
            "not used",
        )


def law_check_object(comparison: LawComparison) -> LawCheckOutput:
    """Return the comparison as plain data."""
    return {
        "schema": SCHEMA,
        "is_unchanged": comparison.is_unchanged,
        "date": comparison.on.isoformat(),
        "since": comparison.since.isoformat() if comparison.since else None,
        "acts": [
            {
                "source": act.source,
                "number": act.number,
                "file": act.file,
                "compared": act.compared,
                "unchanged": act.unchanged,
                "later": [
                    {
                        "section": section,
                        "day": None if day == UNDECIDED else day.isoformat(),
                    }
                    for section, day in act.later
                ],
            }
            for act in comparison.acts
        ],
        "changes": [
            {
                "source": change.source,
                "section": change.section,
                "change": change.change.value,
                "omitted": change.is_omitted,
                "passages": list(change.passages),
                "moved_to": change.moved_to or None,
                "amended": change.amended or None,
                "since": change.since.isoformat() if change.since else None,
                "file": change.file,
                "line": change.line,
                "rules": list(change.resting.rules),
                "scenarios": list(change.resting.scenarios),
                "municipalities": list(change.resting.municipalities),
            }
            for change in comparison.changes
        ],
        "not_compared": _gap_objects(comparison.uncompared),
        "older": comparison.older,
        "unused": comparison.unused,
    }


def _gap_objects(gaps: Sequence[ComparisonGap]) -> list[ComparisonGapObject]:
    return [
        {"thing": gap.thing, "section": gap.section, "reason": gap.reason.value}
        for gap in gaps
    ]
