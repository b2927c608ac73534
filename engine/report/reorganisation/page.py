"""Lay out for the terminal what becomes of roles and powers in a reorganisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...reorganisation.lost_powers import PowerLoss
from ..diff.text import changes_page
from ..layout import Block, Page, Paragraph, heading, located, page, section
from ..lines import Stress

if TYPE_CHECKING:
    from .digest import ReorganisationDigest


def reorganisation_page(digest: ReorganisationDigest) -> Page:
    """Return a reorganisation as a page, and what gets another answer behind it."""
    say = digest.say
    fates = [digest.fate(fate) for fate in digest.plan.fates.values()]
    top = Paragraph(digest.title, stress=Stress.TITLE)
    parts: list[list[Block]] = [
        [top, Paragraph(digest.words.place)],
        [Paragraph(_summary(digest), stress=Stress.ANSWER)],
        section(say("Roller", "Roles"), fates),
    ]
    if digest.edition.questions:
        asked = [
            located(each.place, digest.question(each), Stress.WARNING)
            for each in digest.edition.questions
        ]
        parts.append(
            [heading(say("Planen säger inte", "Left open by the plan")), *asked]
        )
    for loss in PowerLoss:
        powers = dict.fromkeys(digest.power(power) for power in digest.lost(loss))
        if powers:
            parts.append(section(f"{digest.loss_title(loss)} ({len(powers)})", powers))
    if digest.edition.remainders:
        left = [
            located(each.place, digest.remainder(each))
            for each in digest.edition.remainders
        ]
        parts.append([heading(say("Kvar att göra", "Left to do")), *left])
    if digest.files:
        parts.append(section(say("Filer", "Files"), digest.files))
    if digest.amounts_of:
        text = say(
            f"Beloppen är räknade med prisbasbeloppet för {digest.amounts_of}: det för "
            f"{digest.plan.day.year} är inte inlagt.",
            f"Amounts are by the prisbasbelopp of {digest.amounts_of}: that of "
            f"{digest.plan.day.year} is not registered.",
        )
        parts.append([Paragraph(text)])
    made = page(*parts)
    if digest.comparison.rows:
        made += changes_page(digest.changes)
    return made


def _summary(digest: ReorganisationDigest) -> str:
    """Return in a sentence whether somebody has every power from the day."""
    say = digest.say
    if not digest.files:
        return say(
            "Ingen regel nämner rollerna: inget ändras.",
            "No rule names the roles: nothing changes.",
        )
    counts = [(say("öppna frågor", "open questions"), len(digest.edition.questions))]
    for loss in PowerLoss:
        powers = dict.fromkeys(digest.power(power) for power in digest.lost(loss))
        title = digest.loss_title(loss)
        counts.append((f"{title[:1].lower()}{title[1:]}", len(powers)))
    told = ", ".join(f"{text}: {count}" for text, count in counts if count)
    before = say(
        f"Före {digest.day} gäller allt som i dag.",
        f"Before {digest.day} all stays as it is today.",
    )
    every = say(
        "Varje befogenhet har någon från den dagen.",
        "Somebody has every power from that day.",
    )
    return f"{told[:1].upper()}{told[1:]}. {before}" if told else f"{every} {before}"
