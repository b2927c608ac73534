"""`mandat verify`: whether the answer of a receipt is the answer still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from ..service.receipts import check_receipt
from .exits import Exit
from .output import output
from .parameters import argument
from .paths import PathName
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "verify",
    example="verify docs/examples/receipt.json",
    more=Text(
        sv="""\
Ett kvitto skrivs med --receipt när en fråga ställs, och kan hämtas på svarets sida.
Frågan ställs igen för samma dag. Slutkod 1 när svaret är ett annat, eller när frågan
inte längre går att ställa; då sägs vad som har ändrats och vilka dokument som ligger
bakom.""",
        en="""\
A receipt is written with --receipt when a question is asked, and is on the page of an
answer. The question is asked again for the same day. Exit code 1 when the answer is
another, or the question cannot be asked any more; it is then told what has changed, and
which documents are behind it.""",
    ),
)
@argument(
    "receipt",
    Text(sv="KVITTO", en="RECEIPT"),
    type=PathName(is_folder=False, exists=True),
)
def verify(options: Options) -> Exit:
    """Ask again what a RECEIPT tells."""
    check = check_receipt(options["receipt"], options.mandat)
    output(
        options.format,
        text=lambda: check.to_page(options.language),
        json=lambda: check.to_dict(options.language),
    )
    return Exit.DONE if check.is_same else Exit.MISSED
