"""`mandat sources verify`: registered passages against the texts of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .common import OF_ALL
from .exits import Exit
from .output import output
from .parameters import argument
from .paths import PathName
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "sources verify",
    example="sources verify documents",
    municipality=OF_ALL,
    more=Text(
        sv="""\
Nämner de stycken som har ändrats, flyttats eller försvunnit, reglerna som vilar på dem
och text som inte är registrerad. Slutkod 1 när det finns något sådant, och när något
inte kunde jämföras: ett stycke utan fingeravtryck, ett dokument utan text, ingenting
alls. Av en FIL jämförs bara det dokument som står i den.""",
        en="""\
Names the passages that changed, moved or vanished, the rules that rest on them, and
text that is not registered. Exit code 1 when there is any, and when something could not
be compared: a passage without fingerprint, a document without a text, nothing at all.
Of a FILE only the document that stands in it is compared.""",
    ),
)
@argument(
    "documents", Text(sv="MAPP|FIL", en="FOLDER|FILE"), type=PathName(exists=True)
)
def verify(options: Options) -> Exit:
    """Compare registered passages with the text files in FOLDER, or one FILE."""
    report = options.mandat.verify(options["documents"], options.named)
    output(
        options.format,
        text=lambda: report.to_page(options.language),
        json=lambda: report.to_dict(options.language),
    )
    return Exit.DONE if report.is_unchanged else Exit.MISSED
