"""`mandat sources verify`: registered passages against the texts of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .common import OF_ALL
from .exits import Exit
from .output import output
from .parameters import argument
from .values import PathName
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "sources verify",
    example="sources verify documents",
    municipality=OF_ALL,
    more=Text(
        sv="""\
Nämner de stycken som har ändrats, flyttats eller försvunnit, och reglerna som vilar på
dem. Slutkod 1 när det finns några.""",
        en="""\
Names the passages that changed, moved or vanished, and the rules that rest on them.
Exit code 1 when there are any.""",
    ),
)
@argument(
    "folder", Text(sv="MAPP", en="FOLDER"), type=PathName(exists=True, is_file=False)
)
def verify(options: Options) -> Exit:
    """Compare registered passages with the text files in FOLDER."""
    report = options.mandat.verify(options["folder"], options.named)
    output(
        options.format,
        text=lambda: report.to_text(options.language),
        json=lambda: report.to_dict(options.language),
    )
    return Exit.DONE if report.is_unchanged else Exit.MISSED
