"""`mandat sources verify`: registered passages against the texts of documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..report.pages.sources import verification_object, verification_text
from ..rulebook.loading.texts import document_texts
from ..rulebook.tracing.drift import verification_of
from .exits import Exit
from .options import OF_ALL
from .output import output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(example="sources verify documents", municipality=OF_ALL)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def verify(options: Options) -> Exit:
    """Compare registered passages with the text files in FOLDER.

    Names the passages that changed, moved or vanished, and the rules that rest on
    them. Exit code 1 when there are any.
    """
    jurisdictions = options.jurisdictions()
    verification = verification_of(jurisdictions, document_texts(options["folder"]))
    output(
        options.format,
        text=lambda: verification_text(verification, options.say),
        json=lambda: verification_object(verification),
    )
    return Exit.MISSED if verification.drifts else Exit.DONE
