"""What the pages say of themselves: what this is, and for whom it works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.layout import Pairs, Paragraph, page, section
from ..report.lines import Stress
from ..version import __version__

if TYPE_CHECKING:
    import datetime as dt

    from ..report.layout import Page
    from ..report.say import Say
    from ..report.wording import Wording
    from ..rulebook.model.sources import Source


def about_text(wording: Wording, digest: str, at: dt.datetime) -> Page:
    """Return what Mandat is, which documents it answers from, and where it stops.

    Args:
        wording: the words of the reader, and of the rules whose documents are told.
        digest: of the rules.
        at: when they were read.
    """
    say = wording.say
    facts = [
        ("version", __version__),
        (say("regelutgåva", "edition of the rules"), digest[:12]),
        (
            say("reglerna lästes", "rules read"),
            at.isoformat(" ", "minutes"),
        ),
    ]
    limits = [
        say(
            "Svaren är inte juridisk rådgivning. Stycket som anges går före.",
            "Answers are not legal advice. The passage that is cited prevails.",
        ),
        say(
            "Att ingen regel finns betyder varken tillåtet eller förbjudet.",
            "That there is no rule means neither allowed nor forbidden.",
        ),
        say(
            "Frågor med egna ord förstås på svenska, och besvaras bara när det är "
            "klart vad som menas.",
            "Questions in everyday words are understood in Swedish, and answered "
            "only where it is clear what is meant.",
        ),
        say(
            "Sidorna sparar ingenting om den som frågar: inga kakor, inga frågor i "
            "loggen.",
            "The pages store nothing about the one who asks: no cookies, no "
            "questions in the log.",
        ),
    ]
    title = Paragraph(say("Om Mandat", "About Mandat"), stress=Stress.TITLE)
    return page(
        [title],
        [Pairs(facts)],
        section(say("Gränser", "Limits"), limits),
        section(
            say("Dokument", "Documents"),
            [
                _document(source, wording)
                for source in wording.jurisdiction.sources.values()
            ],
        ),
    )


def _document(source: Source, wording: Wording) -> str:
    """Return what a document is, when it was adopted, and when it was last read."""
    say = wording.say
    told = [wording.enum(source.rank), wording.enum(source.status)]
    if source.adopted:
        told[-1] += f" {source.adopted}"
    if source.consulted:
        told.append(f"{say('läst', 'read')} {source.consulted}")
    return f"{wording.source_title(source.id)}: {', '.join(told)}"


def accessibility_text(say: Say) -> Page:
    """Return for whom the pages work, and how to say that they do not."""
    title = say("Tillgänglighet", "Accessibility")
    lines = [
        say(
            "Sidorna är byggda för WCAG 2.2 nivå AA: de läses med skärmläsare, "
            "styrs med tangentbord, tål förstoring till 200 % och skärmar som är "
            "320 punkter breda, och behöver varken JavaScript eller kakor.",
            "The pages are built for WCAG 2.2 level AA: for screen readers, "
            "keyboard alone, 200% zoom and screens 320 points wide, with neither "
            "JavaScript nor cookies.",
        ),
        say(
            "Regler och dokument finns på svenska; engelska sidor märker ut "
            "svenska ord.",
            "Rules and documents are in Swedish; pages in English mark Swedish words.",
        ),
        say(
            "Den kommun som har satt upp sidan ansvarar för den: säg till kommunen "
            "om något inte fungerar.",
            "The municipality that runs this site answers for it: tell it when "
            "something does not work.",
        ),
    ]
    return page(
        [Paragraph(title, stress=Stress.TITLE)],
        [Paragraph(f"• {line}") for line in lines],
    )
