"""`mandat compare`: the levels and limits of municipalities side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .completers import MATTERS
from .exits import Exit
from .output import output
from .parameters import option
from .values import day_option
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "compare",
    "text",
    "json",
    "csv",
    example="compare -m orrhed -m kungsör --matter anställning",
    municipality=Text(
        sv="En kommun att jämföra; ges en gång för var och en, minst två.",
        en="A municipality to compare; given once for each, two at least.",
    ),
    is_several=True,
    more=Text(
        sv="""\
För varje ärende: vem som beslutar, upp till vad och på vilka villkor, vem som är
över, och vad den ena ordnar men inte den andra. Olikheterna kommer först. Ett eget
ärende är samma hos en annan kommun bara när den förstår namnet som ett ärende hos sig.
CSV och JSON har också det som är lika.""",
        en="""\
For each matter: who decides, up to what and on what terms, who is above, and what one
orders and another does not. What differs comes first. A municipality's own matter is
the same in another one only where that understands its name as a matter of its own.
CSV and JSON have what is alike, too.""",
    ),
)
@option(
    "--matter",
    "matters",
    about=Text(
        sv="Bara ett ärende och det som hör dit; får ges flera gånger.",
        en="Keep to a matter and what is under it; may be given several times.",
    ),
    value=Text(sv="ÄRENDE", en="MATTER"),
    multiple=True,
    shell_complete=MATTERS,
)
@option(
    "--all",
    "is_all",
    about=Text(
        sv="Visa också det som är lika.",
        en="Show what is alike, too.",
    ),
    is_flag=True,
)
@day_option(
    Text(
        sv="Dagen som jämförs; annars i dag.",
        en="Day to compare on; today when left out.",
    ),
)
def compare(options: Options) -> Exit:
    """Lay the levels and limits of municipalities side by side."""
    report = options.mandat.compare(
        *options.all_named, matters=options["matters"], on=options.day
    )
    output(
        options.format,
        text=lambda: report.to_page(options.language, with_alike=options["is_all"]),
        json=lambda: report.to_dict(options.language),
        csv=lambda: report.to_csv(options.language),
    )
    return Exit.DONE if report.comparison.matters else Exit.NO_ONE_OR_SEVERAL
