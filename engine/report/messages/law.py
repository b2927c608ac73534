"""Messages about the texts of acts, and about what a pack says of an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "texts/unusable": MessageText(
        sv="{count} problem i texterna: ingenting är jämfört",
        en="{count:problem|problems} in the texts: nothing was compared",
    ),
    # the text of an act
    "act/no-number": MessageText(
        sv="texten säger inte vilken lag den är",
        sv_remedy="låt den börja med lagens namn och nummer: `# Kommunallag (2017:725)`",
        en="the text does not say which act it is",
        en_remedy="begin with the act and its number: `# Kommunallag (2017:725)`",
    ),
    "act/no-sections": MessageText(
        sv="i texten börjar ingen paragraf",
        sv_remedy="skriv varje paragraf som `3 § …`, efter en tom rad",
        en="no section begins in the text",
        en_remedy="write each section as `3 § …`, after an empty line",
    ),
    "act/empty-section": MessageText(
        sv="{section} är tom",
        sv_remedy="hämta lagens text på nytt",
        en="{section} is empty",
        en_remedy="fetch the text of the act again",
    ),
    "act/chapter-order": MessageText(
        sv="{chapter} kap. kommer efter {before} kap. i texten",
        sv_remedy="hämta lagens text på nytt: kapitel kommer i ordning",
        en="chapter {chapter} comes after chapter {before}",
        en_remedy="fetch the text of the act again: chapters come in order",
    ),
    "act/chapter-late": MessageText(
        sv="{chapter} kap. kommer efter paragrafer som inte står i något kapitel",
        sv_remedy="hämta lagens text på nytt: en lag har kapitel eller inga",
        en="chapter {chapter} comes after sections that stand in no chapter",
        en_remedy="fetch the text of the act again: an act has chapters or none",
    ),
    "act/section-order": MessageText(
        sv="{section} kommer efter {before}",
        sv_remedy="hämta lagens text på nytt: paragrafer kommer i ordning",
        en="{section} comes after {before}",
        en_remedy="fetch the text of the act again: sections come in order",
    ),
    "act/two-wordings": MessageText(
        sv="{section} står också på rad {first}, och inget säger när vilken gäller",
        sv_remedy="ta bort den ena, eller märk dem `/Upphör att gälla U:2027-01-01/` "
        "och `/Träder i kraft I:2027-01-01/`",
        en="{section} also stands on line {first}, and nothing says which holds when",
        en_remedy="delete one of them, or mark them `/Upphör att gälla U:2027-01-01/` "
        "and `/Träder i kraft I:2027-01-01/`",
    ),
    "act/no-day": MessageText(
        sv="`{day}` är ingen dag",
        sv_remedy="skriv den som `2027-01-01`",
        en="`{day}` is no day",
        en_remedy="write it as `2027-01-01`",
    ),
    "act/too-many-sections": MessageText(
        sv="lagen har fler än {most} paragrafer",
        sv_remedy="spara en lag i varje fil",
        en="the act has over {most} sections",
        en_remedy="save one act in each file",
    ),
    "act/twice": MessageText(
        sv="lagen {number} står också i `{first}`",
        sv_remedy="ange en mapp med en utgåva av varje lag",
        en="act {number} also stands in `{first}`",
        en_remedy="name a folder with one edition of each act",
    ),
    # what a pack says of an act
    "act/unknown-source": MessageText(
        sv="`sources.yaml` har inget dokument `{name}`",
        sv_remedy="registrera lagen där, eller rätta dess id",
        en="`sources.yaml` has no document `{name}`",
        en_remedy="register the act there, or correct its id",
    ),
    "law/shipped": MessageText(
        sv="reglerna som följer med Mandat skrivs inte över",
        sv_remedy="ange din egen mapp med paket: `--rules MAPP`",
        en="the rules that come with Mandat are not written to",
        en_remedy="name a folder of packs of your own: `--rules DIR`",
    ),
}
