"""Write which acts are taken up: up to what day they were compared, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.sections import NO_CHAPTER, numerals_text, section_numbers
from ...rulebook.tracing.accounts import section_listing
from ..citations import section_text, source_name
from ..json_text import SCHEMA
from ..layout import Block, Page, Paragraph, Table, TableRow, page
from ..lines import DEEPER, INDENT, Stress

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...rulebook.model.sections import SectionNumber
    from ...rulebook.model.sources import Passage
    from ...rulebook.tracing.accounts import Account
    from ..objects.law import LawOutput
    from ..say import Say
    from ..wording import Wording


def law_page(accounts: Sequence[Account], wording: Wording) -> Page:
    """Return the acts as a table, and the changes that are known to come."""
    say = wording.say
    headers = [
        say("lag", "act"),
        say("nummer", "number"),
        say("jämförd", "compared"),
        say("upptagna", "taken up"),
        say("utelämnade", "left out"),
    ]
    rows = [TableRow([*_cells(account, wording)][:-1]) for account in accounts]
    parts: list[list[Block]] = [[Paragraph(wording.place, stress=Stress.TITLE)]]
    if rows:
        parts.append([Table(headers, rows, leading=1)])
        told = say(
            "Utelämnade är de med ett skäl; där inga är det är övriga paragrafer inte "
            "genomgångna.",
            "Left out are those with a reason; where none are, the other sections have "
            "not been gone through.",
        )
        parts.append([Paragraph(told)])
    else:
        none = say("Inga lagar är registrerade.", "No acts are registered.")
        parts.append([Paragraph(none, stress=Stress.WARNING)])
    pending = list(_pending(accounts))
    if pending:
        title = say("På väg att ändras", "About to change")
        lines = [
            Paragraph(
                f"• {wording.citation(passage.id)}: {_pending_text(passage, wording)}",
                INDENT,
                DEEPER,
            )
            for passage in pending
        ]
        parts.append([Paragraph(title, stress=Stress.HEADING), *lines])
    return page(*parts)


def _pending(accounts: Iterable[Account]) -> Iterable[Passage]:
    for account in accounts:
        for passage in account.source.passages.values():
            if passage.pending:
                yield passage


def _pending_text(passage: Passage, wording: Wording) -> str:
    return wording.say.text(passage.pending) if passage.pending else ""


def _cells(account: Account, wording: Wording) -> Iterable[str]:
    source = account.source
    listing = section_listing(source)
    yield source_name(source, wording.say)
    yield source.statute.number if source.statute else "–"
    yield source.consulted.isoformat() if source.consulted else "–"
    yield str(len(listing.taken))
    yield str(len(listing.omitted))
    if account.omitted:
        yield str(len(listing.unlisted))
    else:
        yield wording.say("inte genomgångna", "not gone through")


def law_object(accounts: Iterable[Account], wording: Wording) -> LawOutput:
    """Return the acts as plain data."""
    say = wording.say
    return {
        "schema": SCHEMA,
        "municipality": wording.jurisdiction.id or None,
        "acts": [
            {
                "source": account.source.id,
                "title": say.text(account.source.title),
                "number": statute.number,
                "compared": account.source.consulted.isoformat()
                if account.source.consulted
                else None,
                "is_whole": bool(account.omitted),
                "taken": [str(number) for number in listing.taken],
                "omitted": [
                    {
                        "sections": list(omission.sections),
                        "because": say.text(omission.because),
                    }
                    for omission in statute.omissions
                ],
                "unlisted": [str(number) for number in listing.unlisted],
                "pending": [
                    {"passage": p.id, "says": say.text(p.pending)}
                    for p in account.source.passages.values()
                    if p.pending
                ],
            }
            for account in accounts
            if (statute := account.source.statute)
            for listing in [section_listing(account.source)]
        ],
    }


# the page of the documentation --------------------------------------------------------


def law_markdown(accounts: Sequence[Account], wording: Wording) -> str:
    """Return the acts as a Markdown page, each with its sections."""
    say = wording.say
    lines = [
        say("# Lagen: vad som är upptaget", "# The law: what is covered"),
        "",
        say(
            "Sidan är `mandat law --format markdown`, gjord ur paketen. Det som inte "
            "står här är inte upptaget: andra lagar, förordningar och föreskrifter, "
            "och ur lagarna nedan varje paragraf som inte är uppräknad.",
            "This page is `mandat law --format markdown --lang en`, made from the "
            "packs. What does not stand here is not covered: other acts, ordinances "
            "and regulations, and of the acts below every section that is not listed.",
        ),
        "",
        say(
            "En paragraf är jämförd när dess fingeravtryck är taget av lagens text i "
            "utgåvan av den dagen; `mandat law check` jämför den med en nyare text.",
            "A section is compared when its fingerprint was taken from the text of the "
            "act in the edition of that day; `mandat law check` compares it with a "
            "newer text.",
        ),
        "",
        "| "
        + say(
            "lag | nummer | jämförd till | upptagna | utelämnade med skäl | övriga |",
            "act | number | compared up to | taken up | left out with a reason "
            "| the rest |",
        ),
        "|---|---|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(_cells(account, wording))} |" for account in accounts]
    for account in accounts:
        lines += ["", *_act_lines(account, wording)]
    return "\n".join(lines) + "\n"


def _act_lines(account: Account, wording: Wording) -> list[str]:
    say, source = wording.say, account.source
    listing = section_listing(source)
    taken = say("Upptagna", "Taken up")
    lines = [
        f"## {say.text(source.title)}",
        "",
        f"{taken}: {_told(_lists(listing.taken), say)}.",
    ]
    if source.statute and source.statute.omissions:
        lines += ["", say("Utelämnade:", "Left out:"), ""]
        lines += [
            f"- {_told(omission.sections, say)}: {say.text(omission.because)}"
            for omission in source.statute.omissions
        ]
    pending = [passage for passage in source.passages.values() if passage.pending]
    if pending:
        lines += ["", say("På väg att ändras:", "About to change:"), ""]
        lines += [
            f"- {_told([p.section], say)}: {_pending_text(p, wording)}" for p in pending
        ]
    unparsed = [p for p in source.passages.values() if not section_numbers(p.section)]
    if unparsed:
        named = ", ".join(passage.section for passage in unparsed)
        lines += ["", say(f"Utan paragraf: {named}.", f"Of no section: {named}.")]
    return lines


def _told(sections: Iterable[str], say: Say) -> str:
    return "; ".join(section_text(section, say) for section in sections)


def _lists(numbers: Sequence[SectionNumber]) -> list[str]:
    """Return sections as a list for each chapter."""
    by_chapter: dict[str, list[SectionNumber]] = {}
    for number in numbers:
        chapter = "" if number.chapter == NO_CHAPTER else f"{number.chapter} kap. "
        by_chapter.setdefault(chapter, []).append(number)
    return [
        f"{chapter}{numerals_text(tuple(n.section for n in listed))} "
        f"{'§' if len(listed) == 1 else '§§'}"
        for chapter, listed in by_chapter.items()
    ]
