"""`mandat serve`: pages and an API on the web."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.texts import Text
from .environment import cache_folder
from .exits import Exit
from .parameters import option
from .streams import write_aside
from .values import Whole
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "serve",
    example="serve --port 8000",
    municipality=Text(
        sv="Kommunen vars sida adressen leder till; annars den första sidan.",
        en="Municipality whose page the address leads to; else the first page.",
    ),
    more=Text(
        sv="""\
Sidorna svarar detsamma som kommandona, ordagrant. Servern lyssnar bara på den egna
datorn om inte --host säger annat. Reglerna läses om när filerna ändras; går de inte att
läsa gäller de förra, och `/health` säger det. Ctrl-C avslutar när pågående frågor är
besvarade. Kräver tillägget `mandat[web]`.""",
        en="""\
The pages answer the same as the commands, word for word. The server listens on this
computer alone unless --host says otherwise. Rules are read again when their files
change; those that cannot be read leave the former in use, and `/health` says so. Ctrl-C
ends it when the questions under way are answered. Needs the extra `mandat[web]`.""",
    ),
)
@option(
    "--host",
    about=Text(
        sv="Adressen att lyssna på; annars bara den egna datorn.",
        en="Address to listen on; this computer alone when left out.",
    ),
    value=Text(sv="ADRESS", en="ADDRESS"),
    default="127.0.0.1",
)
@option(
    "--port",
    about=Text(sv="Porten att lyssna på.", en="Port to listen on."),
    value=Text(sv="PORT", en="PORT"),
    type=Whole(0, 65535),
    default=8000,
    show_default=True,
)
@option(
    "--public-url",
    about=Text(
        sv="Adressen där andra når servern, om den står bakom en annan.",
        en="Address at which others reach the server, where it stands behind another.",
    ),
    value=Text(sv="ADRESS", en="URL"),
    default="",
)
@option(
    "--token-file",
    about=Text(
        sv="Fil med det som ett program måste visa för att fråga med AuthZEN.",
        en="File with what a program must show to ask with AuthZEN.",
    ),
    value=Text(sv="FIL", en="FILE"),
    type=click.Path(),
)
@option(
    "--log-addresses",
    about=Text(
        sv="Skriv också i loggen vad som frågas; annars bara att något frågas.",
        en="Log what is asked, too; without it the log has only that something is.",
    ),
    is_flag=True,
)
def serve(options: Options) -> Exit:
    """Answer on the web until Ctrl-C."""
    try:
        # an extra that may be missing
        from ..web.server import ServerSettings, run  # noqa: PLC0415
    except ImportError as error:
        message = Message.of("web/not-installed", package="mandat[web]")
        raise EngineError(message) from error
    say = options.say
    home = options.municipality.id if options.named else ""

    def tell(address: str) -> None:
        text = say(
            f"Mandat svarar på {address}{home} – avsluta med Ctrl-C\n",
            f"Mandat answers at {address}{home} – end with Ctrl-C\n",
        )
        write_aside(text)

    run(
        options.rules,
        cache_folder(),
        ServerSettings(
            host=options["host"],
            port=options["port"],
            public_url=options["public_url"].rstrip("/"),
            token=_token(options["token_file"]),
            is_telling=options["log_addresses"],
        ),
        tell=tell,
    )
    return Exit.DONE


def _token(named: str | None) -> str:
    """Return what a file holds, without the space around it; empty for no file.

    Raises:
        EngineError: the file cannot be read, or holds nothing that can be a token.
    """
    if named is None:
        return ""
    path = Path(named)
    token = path.read_text("ascii", errors="replace").strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise EngineError(Message.of("web/no-token", path=path))
    return token
