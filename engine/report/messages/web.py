"""Messages of the server: what a request or the machine makes impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "web/not-installed": MessageText(
        sv="det som svarar på webben är inte installerat",
        sv_remedy='installera tillägget: `pip install "{package}"`',
        en="what answers on the web is not installed",
        en_remedy='install the extra: `pip install "{package}"`',
    ),
    "web/port-taken": MessageText(
        sv="det går inte att lyssna på {host} port {port}: {reason}",
        sv_remedy="välj en annan port med --port, eller en annan adress med --host",
        en="cannot listen on {host} port {port}: {reason}",
        en_remedy="choose another port with --port, or another address with --host",
    ),
    "web/no-token": MessageText(
        sv="`{path}` har inget som kan vara en hemlighet att visa upp",
        sv_remedy="skriv en lång rad av bokstäver och siffror i filen, och inget annat",
        en="`{path}` holds nothing that can be a token",
        en_remedy="write one long line of letters and digits in the file, nothing else",
    ),
    "web/too-much": MessageText(
        sv="det är för många uppgifter, eller för långa",
        sv_remedy="lämna dem som frågan gäller",
        en="there are too many facts, or too long ones",
        en_remedy="give those that the question is about",
    ),
    "web/not-a-day": MessageText(
        sv="`{text}` är ingen dag",
        sv_remedy="skriv dagen som i `2026-01-31`",
        en="`{text}` is no day",
        en_remedy="write the day as in `2026-01-31`",
    ),
    "web/bad-body": MessageText(
        sv="det som skickades går inte att läsa: {reason}",
        sv_remedy="skicka ett JSON-objekt i UTF-8, med Content-Type application/json",
        en="what was sent cannot be read: {reason}",
        en_remedy="send a JSON object in UTF-8, with Content-Type application/json",
    ),
    "web/no-page": MessageText(
        sv="det finns ingen sida på `{path}`",
        sv_remedy="börja på första sidan",
        en="there is no page at `{path}`",
        en_remedy="begin at the first page",
    ),
    "web/no-such-method": MessageText(
        sv="`{path}` svarar inte på `{method}`",
        sv_remedy="det som går är {known}",
        en="`{path}` does not answer `{method}`",
        en_remedy="what does is {known}",
    ),
    "web/no-tool": MessageText(
        sv="det finns inget verktyg `{name}`",
        sv_remedy="de som finns är {known}",
        en="there is no tool `{name}`",
        en_remedy="there are {known}",
    ),
    "web/no-argument": MessageText(
        sv="verktyget har ingen parameter `{name}`",
        sv_remedy="de som finns är {known}; omständigheter hör till `facts`",
        en="the tool has no parameter `{name}`",
        en_remedy="there are {known}; circumstances belong in `facts`",
    ),
    "web/argument-missing": MessageText(
        sv="`{name}` fattas",
        sv_remedy="ange `{name}`, eller fråga den som du hjälper",
        en="`{name}` is missing",
        en_remedy="give `{name}`, or ask whom you help",
    ),
    "web/wrong-argument": MessageText(
        sv="`{name}` har fel form",
        sv_remedy="ange `{name}` som {wanted}",
        en="`{name}` has the wrong form",
        en_remedy="give `{name}` as {wanted}",
    ),
    "web/too-large": MessageText(
        sv="svaret är för stort för att lämnas i ett stycke",
        sv_remedy="fråga om färre dagar, eller om ett ärende, en roll eller en regel",
        en="the answer is too large to be given at once",
        en_remedy="ask about fewer days, or about one matter, role or rule",
    ),
    "web/busy": MessageText(
        sv="servern gör just nu en annan sida som tar tid",
        sv_remedy="försök igen om en stund",
        en="the server is making another page that takes time",
        en_remedy="try again in a while",
    ),
    "web/bug": MessageText(
        sv="ett fel i Mandat hindrade svaret",
        sv_remedy="försök igen, och säg till den som sköter servern om det händer igen",
        en="a bug in Mandat kept the answer back",
        en_remedy="try again, and tell whoever runs the server if it happens again",
    ),
}
