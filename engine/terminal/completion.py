"""`mandat completion`: the script by which a shell completes what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..report.json_text import SCHEMA
from ..rulebook.model.texts import Text
from .exits import Exit
from .output import output
from .parameters import argument
from .shells import SHELLS, script
from .values import WordChoice
from .verbs import verb

if TYPE_CHECKING:
    from ..report.objects.schemas import CompletionOutput
    from .options import Options


@verb(
    "completion",
    example="completion bash",
    more=Text(
        sv="""\
SKAL är `bash`, `zsh` eller `fish`. Med skriptet kompletterar tabbtangenten kommandon,
flaggor, kommuner, ärenden, roller, handlingar, omständigheter och deras värden
(`-g målområde=`), ur de regler som raden anger. Installationsanvisningen säger var
skriptet ska ligga.""",
        en="""\
SHELL is `bash`, `zsh` or `fish`. With the script the Tab key completes commands,
options, municipalities, matters, roles, acts, circumstances and their values (`-g
målområde=`), from the rules that the line names. The page on installing tells where
the script belongs.""",
    ),
)
@argument("shell", Text(sv="SKAL", en="SHELL"), type=WordChoice(*SHELLS))
def completion(options: Options) -> Exit:
    """Print the script by which a SHELL completes what is typed."""
    shell = options["shell"]
    text = script(click.get_current_context().find_root().command, shell)
    made: CompletionOutput = {"schema": SCHEMA, "shell": shell, "script": text}
    output(options.format, text=lambda: text, json=lambda: made)
    return Exit.DONE
