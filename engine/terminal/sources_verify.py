"""`mandat sources verify`: registered passages against the texts of documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

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
    report = options.mandat.verify(options["folder"], options.named)
    output(
        options.format,
        text=lambda: report.to_text(options.language),
        json=lambda: report.to_dict(options.language),
    )
    return Exit.DONE if report.is_unchanged else Exit.MISSED
