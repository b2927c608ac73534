"""`mandat law register`: fingerprints of sections, from the texts of their acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .common import OF_ALL
from .exits import Exit
from .output import output
from .parameters import argument, option
from .paths import PathName
from .values import day_option
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "law register",
    example="law register docs/examples/law/after --rules docs/examples/law/rules",
    municipality=OF_ALL,
    more=Text(
        sv="""\
Räknar fingeravtryck av varje registrerad paragraf, och av dem som är utelämnade med
skäl, ur lagarnas texter. Texten själv sparas aldrig. Med --write skrivs de i paketets
`sources.yaml` och `statutes.yaml`, tillsammans med numret på den lag som senast ändrade
paragrafen. Det som lyder annorlunda än registrerat lämnas: läs paragrafen och reglerna
som vilar på den, och kör sedan med --renew.""",
        en="""\
Fingerprints each registered section, and those left out with a reason, from the texts
of the acts. The text itself is never kept. With --write they are put into
`sources.yaml` and `statutes.yaml` of the pack, with the number of the act that last
changed the section. What reads otherwise than registered is left: read the section and
the rules that rest on it, and then run with --renew.""",
    ),
)
@argument("texts", Text(sv="MAPP|FIL", en="FOLDER|FILE"), type=PathName(exists=True))
@option(
    "--write",
    about=Text(
        sv="Skriv i paketets filer i stället för att visa.",
        en="Write to the files of the pack instead of showing.",
    ),
    is_flag=True,
)
@option(
    "--renew",
    about=Text(
        sv="Registrera på nytt det som lyder annorlunda nu, när det är läst.",
        en="Register anew what reads otherwise by now, when it has been read.",
    ),
    is_flag=True,
)
@day_option(
    Text(
        sv="Dagen vars lydelse gäller där en text har två; annars i dag.",
        en="Day whose wording counts where a text has two; today when left out.",
    ),
)
def register(options: Options) -> Exit:
    """Show or write the fingerprints of sections."""
    report = options.mandat.law_register(
        options["texts"], options.named, on=options.day, renew=options["renew"]
    )
    if options["write"]:
        report = report.write()
    output(
        options.format,
        text=lambda: report.to_page(options.language),
        json=lambda: report.to_dict(options.language),
    )
    return Exit.DONE
