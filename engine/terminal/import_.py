"""`mandat import`: a delegation order out of a document of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .exits import Exit
from .output import output
from .parameters import argument, option
from .paths import PathName
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "import",
    example="import docs/examples/documents/delegation.csv -m orrhed --show",
    municipality=Text(
        sv="Vems ord för roller som gäller; lagens när den utelämnas.",
        en="Whose words for roles count; those of the law when left out.",
    ),
    more=Text(
        sv="""\
FIL är en docx, xlsx, ods, csv eller HTML. Skriver `order.yaml` och `rows.csv` med de
rader som är säkra, och `review.yaml` med en post för varje cell som inte är det:
cellens text, läsningarna som erbjuds och en plats för beslutet. Raden väntar tills
någon har beslutat; --resume tar besluten. Ingenting gissas, och inget som redan finns
skrivs över. Slutkod 1: något väntar på beslut.""",
        en="""\
FILE is a docx, xlsx, ods, csv or HTML. Writes `order.yaml` and `rows.csv` with the rows
that are certain, and `review.yaml` with an entry for each cell that is not: its text,
the readings that are offered and a place for the decision. The row waits until somebody
has decided; --resume applies the decisions. Nothing is guessed, and nothing that is
there already is overwritten. Exit code 1: something waits for a decision.""",
    ),
)
@argument(
    "document", Text(sv="FIL", en="FILE"), type=PathName(is_folder=False, exists=True)
)
@option(
    "--out",
    about=Text(
        sv="Mappen som ordningen skrivs i; annars en med dokumentets namn.",
        en="The folder for the order; else one named as the document.",
    ),
    value=Text(sv="MAPP", en="FOLDER"),
    type=PathName(),
)
@option(
    "--committee",
    about=Text(
        sv="Vems ordning det är; annars det som dokumentet säger.",
        en="Whose order it is; else what the document says.",
    ),
    value=Text(sv="ROLL", en="ROLE"),
    default="",
)
@option(
    "--resume",
    about=Text(
        sv="Granskningsfilen från en tidigare import, med besluten i.",
        en="The review file of an earlier import, with the decisions in it.",
    ),
    value=Text(sv="GRANSKNING", en="REVIEW"),
    type=PathName(is_folder=False, exists=True),
)
@option(
    "--overwrite",
    about=Text(
        sv="Skriv över filer som redan finns.",
        en="Overwrite files that are there already.",
    ),
    is_flag=True,
)
@option(
    "--show",
    about=Text(
        sv="Säg vad som skulle skrivas, och skriv inget.",
        en="Tell what would be written, and write nothing.",
    ),
    is_flag=True,
)
def import_(options: Options) -> Exit:
    """Make an order of a document, and tell what is to be decided."""
    report = options.mandat.import_order(
        options["document"],
        options["out"],
        municipality=options.named,
        committee=options["committee"],
        review=options["resume"],
    )
    if not options["show"]:
        report = report.write(options.language, overwrite=options["overwrite"])
    output(
        options.format,
        text=lambda: report.to_page(options.language),
        json=lambda: report.to_dict(options.language),
    )
    return Exit.DONE if report.is_whole else Exit.MISSED
