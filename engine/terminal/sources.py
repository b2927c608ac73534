"""`mandat sources`: the documents rules rest on, and their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.pages.sources import accounts_object, accounts_text
from ..rulebook.tracing.accounts import accounts
from .exits import Exit
from .output import output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(example="sources -m linköping", verbs={"verify": "sources_verify"})
def sources(options: Options) -> Exit:
    """List the documents rules rest on, and how their passages are accounted for."""
    jurisdiction = options.jurisdiction()
    wording = options.wording(jurisdiction)
    listed = accounts(jurisdiction)
    output(
        options.format,
        text=lambda: accounts_text(listed, wording),
        json=lambda: accounts_object(listed, wording),
    )
    is_whole = not any(account.unaccounted for account in listed)
    return Exit.DONE if is_whole else Exit.MISSED
