"""Messages about training: cases to choose, and files of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "training/unknown-theme": MessageText(
        sv="känner inte till temat `{name}`",
        sv_remedy="teman som finns: {known}",
        en="unknown theme `{name}`",
        en_remedy="known themes: {known}",
    ),
    "training/no-cases": MessageText(
        sv="här finns inga övningsfall",
        sv_remedy="--general ger allmänna fall om lagen, -m en kommuns egna",
        en="there are no training cases here",
        en_remedy="--general takes general cases on the law, -m those of a municipality",
    ),
    "training/unknown-municipality": MessageText(
        sv="känner inte till kommunen `{name}`",
        sv_remedy="--general ger allmänna fall om lagen; egna fall har {known}",
        en="unknown municipality `{name}`",
        en_remedy="--general takes general cases on the law; cases of their own have "
        "{known}",
    ),
    "training/none-fitting": MessageText(
        sv="inget av de {total} övningsfallen passar",
        sv_remedy="ställ färre villkor",
        en="none of the {total} training cases is as wished",
        en_remedy="ask for fewer things",
    ),
    "training/only-dilemmas": MessageText(
        sv="här finns bara dilemman, och dem övar man inte ensam",
        en="there are only dilemmas here, which nobody practises alone",
    ),
    "training/nothing-due": MessageText(
        sv="inget att öva på i dag: nästa fall kommer {day}",
        en="there is nothing to practise today: the next case comes on {day}",
    ),
    "training/nothing-interrupted": MessageText(
        sv="ingen omgång är avbruten",
        sv_remedy="börja en ny utan --resume",
        en="no session was interrupted",
        en_remedy="leave out --resume to begin one",
    ),
    "training/not-interrupted": MessageText(
        sv="ingen avbruten omgång har ett id som börjar på `{name}`",
        sv_remedy="--resume ensamt fortsätter den senaste som avbröts",
        en="no session that was broken off has an id that begins with `{name}`",
        en_remedy="--resume alone goes on with the last one broken off",
    ),
    # results
    "results/no-home": MessageText(
        sv="du har ingen hemmapp att spara resultat i",
        sv_remedy="ange en fil (`--results FIL`)",
        en="there is no home folder to keep results in",
        en_remedy="name a file (`--results FILE`)",
    ),
    "results/unwritable": MessageText(
        sv="resultaten i `{path}` går inte att skriva: {reason}",
        en="the results in `{path}` cannot be written: {reason}",
    ),
    "results/unreadable": MessageText(
        sv="resultaten i `{path}` går inte att läsa: {reason}",
        en="the results in `{path}` cannot be read: {reason}",
    ),
    "results/none": MessageText(
        sv="`{path}` har inga resultat av övningar: {because}",
        en="`{path}` holds no results of training sessions: {because}",
    ),
    "results/newer-schema": MessageText(
        sv="schema {schema} är okänt",
        sv_remedy="läs filen med en nyare mandat",
        en="schema {schema} is not known",
        en_remedy="read it with a newer mandat",
    ),
    "results/no-event": MessageText(
        sv="raden är ingen händelse i en övning",
        sv_remedy="den räknas inte; de andra raderna räknas",
        en="this line holds no event of a session",
        en_remedy="it is passed over; the other lines count",
    ),
}
