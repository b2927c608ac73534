"""`mandat mcp`: tools for an assistant, over the streams of the process."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.texts import Text
from .environment import cache_folder
from .exits import Exit
from .parameters import option
from .streams import write_aside
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "mcp",
    example="mcp -m kungsör",
    more=Text(
        sv="""\
Assistenten startar kommandot själv och frågar över dess strömmar (Model Context
Protocol). Verktygen läser bara, och svarar detsamma som kommandona, med stycket att
citera. Reglerna läses om när filerna ändras. `mandat serve` svarar assistenter över
nätet på `/mcp`. Kräver tillägget `mandat[mcp]`.""",
        en="""\
The assistant starts the command itself and asks over its streams (Model Context
Protocol). The tools only read, and answer the same as the commands, with the passage to
quote. Rules are read again when their files change. `mandat serve` answers assistants
over the network, at `/mcp`. Needs the extra `mandat[mcp]`.""",
    ),
    municipality=Text(
        sv="Vems regler som gäller när assistenten inte säger det; annars måste den.",
        en="Whose rules count where the assistant does not say; else it must.",
    ),
)
@option(
    "--public-url",
    about=Text(
        sv="Adressen där sidorna med samma regler nås, som svaren då hänvisar till.",
        en="Address of the pages of the same rules, to which answers then refer.",
    ),
    value=Text(sv="ADRESS", en="URL"),
    default="",
)
def mcp(options: Options) -> Exit:
    """Answer an assistant until it closes its stream."""
    try:
        # an extra that may be missing
        from ..web.assistants.stdio import run  # noqa: PLC0415
    except ImportError as error:
        message = Message.of("web/not-installed", package="mandat[mcp]")
        raise EngineError(message) from error
    say = options.say
    if sys.stdin.isatty():
        hint = say(
            "Kommandot är till för en assistent att starta: Ctrl-D avslutar\n",
            "The command is for an assistant to start: Ctrl-D ends it\n",
        )
        write_aside(hint)
    run(
        options.rules,
        cache_folder(),
        municipality=options.named,
        language="en" if say.is_english else "sv",
        public_url=options["public_url"].rstrip("/"),
    )
    return Exit.DONE
