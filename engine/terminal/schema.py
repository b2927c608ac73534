"""`mandat schema`: the JSON Schemas of files and of what commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from ..service.schemas import schema_text, schemas
from .exits import Exit
from .output import output
from .parameters import argument
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "schema",
    example="schema output/answer",
    more=Text(
        sv="""\
De i `language/` beskriver filerna som människor skriver, för redigerare; de i
`output/` det som kommandon skriver ut med `--format json`, för program.""",
        en="""\
Those in `language/` describe the files that people write, for editors; those in
`output/` what commands print with `--format json`, for programs.""",
    ),
)
@argument("name", Text(sv="NAMN", en="NAME"), required=False)
def schema(options: Options) -> Exit:
    """Print the JSON Schema called NAME, or list the schemas."""
    name = options["name"]
    if name:
        text = schema_text(name)
        output(options.format, text=lambda: text, json=lambda: text)
        return Exit.DONE
    listed = schemas()
    output(
        options.format,
        text=lambda: listed.to_page(options.language),
        json=lambda: listed.to_dict(options.language),
    )
    return Exit.DONE
