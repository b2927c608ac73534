"""Write how documents are accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..citations import source_name
from ..json_text import SCHEMA
from ..layout import Block, Page, Paragraph, Table, TableRow, page
from ..lines import DEEPER, INDENT, Stress
from ..say import share_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...rulebook.tracing.accounts import Account
    from ..objects.pages import SourcesOutput
    from ..wording import Wording


def accounts_page(accounts: Sequence[Account], wording: Wording) -> Page:
    """Return the documents as a table, and the passages nobody accounts for."""
    say = wording.say
    headers = [
        say("dokument", "document"),
        say("rang och status", "rank and status"),
        say("datum", "date"),
        say("ses över", "review"),
        say("stycken", "passages"),
    ]
    table = [
        [
            source_name(account.source, say),
            ", ".join(
                wording.enum(member)
                for member in (account.source.rank, account.source.status)
            ),
            _date(account),
            _review(account, wording),
            _counts(account, wording),
        ]
        for account in accounts
    ]
    total = sum(account.total for account in accounts)
    missing = sum(len(account.missing) for account in accounts)
    share = share_text(total - missing, total, say)
    summary = say(
        f"{total} stycken: {share} har en regel eller ett skäl.",
        f"{total} passages: {share} have a rule or a reason.",
    )
    if not total:
        summary = say("Inga stycken är registrerade.", "No passages are registered.")
    missed = [id_ for account in accounts for id_ in account.missing]
    stress = Stress.WARNING if missed or not total else Stress.ANSWER
    parts: list[list[Block]] = [
        [Paragraph(wording.place, stress=Stress.TITLE)],
        [
            Paragraph(summary, stress=stress),
            *(Paragraph(f"• {id_}", INDENT, DEEPER) for id_ in missed),
        ],
    ]
    if table:
        parts.append([Table(headers, [TableRow(cells) for cells in table], leading=1)])
    partly = [
        source_name(account.source, say)
        for account in accounts
        if account.source.statute and not account.omitted
    ]
    if partly:
        acts = ", ".join(partly)
        told = say(
            f"Ur de här lagarna är bara de registrerade paragraferna räknade: {acts}. "
            "`mandat law` säger mer.",
            f"Of these acts the registered sections alone are counted: {acts}. "
            "`mandat law` tells more.",
        )
        parts.append([Paragraph(told)])
    if wording.jurisdiction.borrowed:
        packs = ", ".join(sorted(wording.jurisdiction.borrowed))
        told = say(
            f"Dokumenten i paket som följer med Mandat är inte med: {packs}.",
            f"Documents of packs that come with Mandat are left out: {packs}.",
        )
        parts.append([Paragraph(told)])
    return page(*parts)


def _counts(account: Account, wording: Wording) -> str:
    """Return how many passages have a rule, a reason, or neither."""
    counts = (
        (len(account.ruled), ("med regel", "with a rule")),
        (len(account.reasoned), ("med skäl", "with a reason")),
        (len(account.omitted), ("utelämnade med skäl", "left out with a reason")),
        (len(account.missing), ("utan båda", "with neither")),
    )
    return ", ".join(
        f"{count} {wording.say(*words)}" for count, words in counts if count
    )


def _date(account: Account) -> str:
    source = account.source
    day = source.adopted or source.validity.first or source.consulted
    return day.isoformat() if day else "–"


def _review(account: Account, wording: Wording) -> str:
    if account.next_review:
        return account.next_review.isoformat()
    review = account.source.review
    return wording.frequency(review.every) if review else "–"


def accounts_object(accounts: Iterable[Account], wording: Wording) -> SourcesOutput:
    """Return the accounts as plain data."""
    return {
        "schema": SCHEMA,
        "municipality": wording.jurisdiction.id or None,
        "sources": [
            {
                "id": account.source.id,
                "title": wording.say.text(account.source.title),
                "rank": account.source.rank.value,
                "status": account.source.status.value,
                "date": None if _date(account) == "–" else _date(account),
                "next_review": account.next_review.isoformat()
                if account.next_review
                else None,
                "review_by": list(account.source.review.by)
                if account.source.review
                else [],
                "passages": account.total,
                "with_rule": len(account.ruled),
                "with_reason": len(account.reasoned),
                "omitted": len(account.omitted),
                "unaccounted": list(account.missing),
            }
            for account in accounts
        ],
    }
