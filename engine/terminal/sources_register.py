"""`mandat sources register`: the passages of a document, for a person to finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .exits import Exit
from .output import message, output
from .parameters import argument, option
from .paths import PathName
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "sources register",
    example="sources register docs/examples/documents/inkop.md -m kungsör",
    municipality=Text(
        sv="Vems dokument det är; måste anges.",
        en="Whose document it is; must be named.",
    ),
    more=Text(
        sv="""\
FIL är dokumentet som text eller Markdown. Visar de stycken i det som inte är
registrerade, med plats och fingeravtryck, som YAML att skriva färdigt: vad stycket
säger med egna ord, och regeln eller skälet. Med --write läggs de till i paketets
`sources.yaml`, på sin plats; det som står där skrivs aldrig över.""",
        en="""\
FILE is the document as text or Markdown. Shows the passages in it that are not
registered, with place and fingerprint, as YAML to be finished: what the passage says in
your own words, and the rule or the reason. With --write they are added to
`sources.yaml` of the pack, in their place; what is there is never overwritten.""",
    ),
)
@argument(
    "document", Text(sv="FIL", en="FILE"), type=PathName(is_folder=False, exists=True)
)
@option(
    "--id",
    "source",
    about=Text(
        sv="Dokumentets id i paketet; annars filens namn.",
        en="Id of the document in the pack; else the name of the file.",
    ),
    value=Text(sv="ID", en="ID"),
    default="",
)
@option(
    "--write",
    about=Text(
        sv="Skriv i paketets `sources.yaml` i stället för att visa.",
        en="Write to `sources.yaml` of the pack instead of showing.",
    ),
    is_flag=True,
)
def register(options: Options) -> Exit:
    """Show or write the passages of a document that are not registered yet."""
    report = options.mandat.register(
        options["document"], options.named, source=options["source"]
    )
    if options["write"]:
        report = report.write(options.language)
    output(
        options.format,
        text=lambda: report.to_text(options.language),
        json=lambda: report.to_dict(options.language),
    )
    if options.format == "text" and not (options["write"] or report.is_empty):
        message(report.summary(options.language))
    return Exit.DONE
