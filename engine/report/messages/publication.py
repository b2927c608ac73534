"""Messages about orders as official documents: which order, which format, which file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "publish/whose": MessageText(
        sv="en delegationsordning är någons",
        sv_remedy="säg vilken kommuns med `-m`",
        en="a delegation order is somebody's",
        en_remedy="name the municipality with `-m`",
    ),
    "publish/no-orders": MessageText(
        sv="kommunen har ingen delegationsordning, och ingen som heter `{name}`",
        sv_remedy="lägg den i en mapp under `orders/` i kommunens paket",
        en="the municipality has no delegation order, and none called `{name}`",
        en_remedy="put it in a folder below `orders/` in the pack of the municipality",
    ),
    "publish/unknown-order": MessageText(
        sv="delegationsordningen `{name}` finns inte",
        sv_remedy="{near:first}de som finns är {known}",
        en="unknown delegation order `{name}`",
        en_remedy="{near:first}there are {known}",
    ),
    "publish/several-orders": MessageText(
        sv="`{name}` är flera delegationsordningar",
        sv_remedy="skriv {known:either}",
        en="`{name}` is several delegation orders",
        en_remedy="write {known:either}",
    ),
    "publish/not-in-edition": MessageText(
        sv="delegationsordningen `{name}` fanns inte i `{edition}`",
        sv_remedy="nämn en senare utgåva, eller ge ut ordningen utan `--since`",
        en="there was no delegation order `{name}` in `{edition}`",
        en_remedy="name a later edition, or publish the order without `--since`",
    ),
    "publish/unknown-format": MessageText(
        sv="`{name}` är inget format för ett dokument",
        sv_remedy="skriv {known:either}, eller låt filens namn sluta så",
        en="`{name}` is no format of a document",
        en_remedy="write {known:either}, or let the name of the file end so",
    ),
    "out/among-rules": MessageText(
        sv="`{path}` ligger bland reglerna eller scenarierna, dit inget resultat skrivs",
        sv_remedy="nämn en plats någon annanstans",
        en="`{path}` lies among the rules or the scenarios, where no result is written",
        en_remedy="name a place elsewhere",
    ),
    "out/over-input": MessageText(
        sv="`{path}` är det som resultatet är gjort av, och skrivs inte över",
        sv_remedy="nämn en annan fil",
        en="`{path}` is what the result is made of, and is not written over",
        en_remedy="name another file",
    ),
    "publish/no-office": MessageText(
        sv="det som skriver docx och xlsx är inte installerat",
        sv_remedy="installera `mandat[office]`, eller skriv html eller csv",
        en="what writes docx and xlsx is not installed",
        en_remedy="install `mandat[office]`, or write html or csv",
    ),
    "publish/nothing-to-compare": MessageText(
        sv="`{path}` har ingen tabell med rader ur en delegationsordning",
        sv_remedy="nämn ett dokument som `mandat publish` har skrivit",
        en="`{path}` has no table with rows of a delegation order",
        en_remedy="name a document that `mandat publish` has written",
    ),
}
