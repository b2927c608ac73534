"""Write how documents are accounted for, and what a new edition changes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ...rulebook.tracing.drift import Drift
from ..json_text import SCHEMA
from ..layout import WIDTH, paragraph, table_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...rulebook.tracing.accounts import Account
    from ...rulebook.tracing.drift import PassageDrift, Verification
    from ..objects.pages import SourcesOutput, VerificationOutput
    from ..say import Say
    from ..wording import Wording


def accounts_text(accounts: Sequence[Account], wording: Wording) -> str:
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
            account.source.short,
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
    missing = sum(len(account.unaccounted) for account in accounts)
    share = f"{(total - missing) * 100 / total:.0f}" if total else "100"
    summary = say(
        f"{total} stycken: {share} % har en regel eller ett skäl.",
        f"{total} passages: {share} % have a rule or a reason.",
    )
    laid_out = table_text(headers, table, WIDTH) or "\n".join(map(" · ".join, table))
    lines = [wording.place, "", *([laid_out, ""] if table else []), summary]
    lines.extend(f"  • {id_}" for account in accounts for id_ in account.unaccounted)
    if wording.jurisdiction.borrowed:
        packs = ", ".join(sorted(wording.jurisdiction.borrowed))
        told = say(
            f"Dokumenten i paket som följer med Mandat är inte med: {packs}.",
            f"Documents of packs that come with Mandat are left out: {packs}.",
        )
        lines += ["", told]
    return "\n".join(lines) + "\n"


def _counts(account: Account, wording: Wording) -> str:
    """Return how many passages have a rule, a reason, or neither."""
    counts = (
        (len(account.ruled), ("med regel", "with a rule")),
        (len(account.reasoned), ("med skäl", "with a reason")),
        (len(account.unaccounted), ("utan båda", "with neither")),
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
                "unaccounted": list(account.unaccounted),
            }
            for account in accounts
        ],
    }


_DRIFTS = {
    Drift.CHANGED: ("ändrat", "changed"),
    Drift.MOVED: ("flyttat", "moved"),
    Drift.VANISHED: ("försvunnet", "vanished"),
}


def verification_text(verification: Verification, say: Say) -> str:
    """Return which passages are not as registered, and the rules to read again."""
    lines = [_drift_text(drift, say) for drift in verification.drifts]
    if lines:
        lines.append("")
    lines.extend(
        say(
            f"{source}: ingen text i mappen liknar det",
            f"{source}: no text in the folder resembles it",
        )
        for source in verification.missing
    )
    count = len(verification.drifts)
    lines.append(
        say(
            f"{verification.unchanged} stycken som registrerat, {count} inte",
            f"{verification.unchanged} passages as registered, {count} not",
        )
    )
    return "\n".join(lines) + "\n"


def _drift_text(drift: PassageDrift, say: Say) -> str:
    word = say(*_DRIFTS[drift.drift])
    passage = drift.passage
    place = ", ".join(filter(None, (passage.section, passage.where)))
    lines = [f"{passage.id}: {word} ({drift.file}; {place})"]
    if drift.reads:
        lead = say("lyder nu", "now reads")
        lines.append(textwrap.indent(f"{lead}: {drift.reads}", "    "))
    rules = ", ".join(drift.rules) or say("ingen regel", "no rule")
    lead = say("vilar på det", "rests on it")
    lines.append(paragraph(f"{lead}: {rules}", "    ", "      "))
    return "\n".join(lines)


def verification_object(verification: Verification) -> VerificationOutput:
    """Return the comparison as plain data."""
    return {
        "schema": SCHEMA,
        "files": dict(verification.files),
        "missing": list(verification.missing),
        "unchanged": verification.unchanged,
        "changes": [
            {
                "passage": drift.passage.id,
                "change": drift.drift.value,
                "file": drift.file,
                "rules": list(drift.rules),
                "reads": drift.reads or None,
            }
            for drift in verification.drifts
        ],
    }
