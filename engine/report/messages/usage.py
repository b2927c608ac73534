"""Messages about what was typed: commands, options and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    # commands
    "usage/no-command": MessageText(
        sv="inget kommando är angivet",
        en="no command is named",
    ),
    "usage/no-such-command": MessageText(
        sv="kommandot `{name}` finns inte",
        sv_remedy="frågor i egna ord ställs med `mandat ask`",
        en="there is no command `{name}`",
        en_remedy="questions in your own words go to `mandat ask`",
    ),
    "usage/no-such-subcommand": MessageText(
        sv="kommandot `{name}` finns inte",
        en="there is no command `{name}`",
    ),
    # words that nothing takes, or too few
    "usage/missing-argument": MessageText(
        sv="{argument} saknas",
        en="{argument} is missing",
    ),
    "usage/not-for-screens": MessageText(
        sv="`{form}` är ingen text att visa på en skärm",
        sv_remedy="skriv den till en fil med `--out`",
        en="`{form}` is no text to show on a screen",
        en_remedy="write it to a file with `--out`",
    ),
    "usage/check-and-write": MessageText(
        sv="`--check` prövar ett dokument och skriver inget: `{option}` hör inte dit",
        sv_remedy="stryk det ena",
        en="`--check` tries a document and writes none: `{option}` has no place there",
        en_remedy="leave out one of them",
    ),
    "usage/seed-of-nothing": MessageText(
        sv="`--seed` hör till ett stickprov",
        sv_remedy="ange också `--sample`",
        en="`--seed` belongs to a sample",
        en_remedy="give `--sample` too",
    ),
    "usage/why-of-a-row": MessageText(
        sv="`--why` visar en rad: `{option}` hör inte dit",
        sv_remedy="stryk det ena",
        en="`--why` shows one row: `{option}` has no place there",
        en_remedy="leave out one of them",
    ),
    "usage/extra-words": MessageText(
        sv="`{words}` är för mycket",
        sv_remedy="sätt citattecken om ord som hör ihop",
        en="`{words}` is too much",
        en_remedy="put words that belong together in quotes",
    ),
    "usage/no-question": MessageText(
        sv="här finns ingen fråga",
        sv_remedy="skriv en, till exempel `vem beslutar om budgeten`",
        en="there is no question",
        en_remedy="write one, such as `vem beslutar om budgeten`",
    ),
    "usage/new-lacks": MessageText(
        sv="det som paketet börjar med saknas: {options}",
        sv_remedy="ange det, eller kör kommandot vid en terminal, där det frågar",
        en="what the pack begins with is missing: {options}",
        en_remedy="give it, or run the command at a terminal, where it asks",
    ),
    # options
    "usage/no-such-option": MessageText(
        sv="flaggan `{option}` finns inte",
        en="there is no option `{option}`",
    ),
    "usage/no-value": MessageText(
        sv="efter {option} saknas ett värde",
        en="{option} lacks its value",
    ),
    "usage/needless-value": MessageText(
        sv="{option} tar inget värde",
        en="{option} takes no value",
    ),
    "usage/option-twice": MessageText(
        sv="{option} är både `{one}` och `{other}`",
        sv_remedy="behåll en av dem",
        en="{option} is both `{one}` and `{other}`",
        en_remedy="keep one of them",
    ),
    "usage/option-before": MessageText(
        sv="{option} står före `{command}`",
        sv_remedy="skriv den efteråt",
        en="{option} stands before `{command}`",
        en_remedy="write it afterwards",
    ),
    "usage/options-apart": MessageText(
        sv="{one} och {other} går inte ihop",
        sv_remedy="utelämna den ena",
        en="{one} and {other} do not go together",
        en_remedy="leave out one of them",
    ),
    "usage/resume-apart": MessageText(
        sv="--resume fortsätter omgången som den var",
        sv_remedy="utelämna {option}",
        en="--resume goes on with a session as it was",
        en_remedy="leave out {option}",
    ),
    # values
    "usage/not-one-of": MessageText(
        sv="{parameter} kan inte vara `{value}`",
        sv_remedy="{near:first}välj bland {known}",
        en="{parameter} cannot be `{value}`",
        en_remedy="{near:first}choose one of {known}",
    ),
    "usage/not-a-day": MessageText(
        sv="{parameter} kan inte vara `{value}`",
        sv_remedy="skriv en dag, till exempel `2026-01-31`",
        en="{parameter} cannot be `{value}`",
        en_remedy="write a day, such as `2026-01-31`",
    ),
    "usage/not-a-number": MessageText(
        sv="{parameter} kan inte vara `{value}`",
        sv_remedy="skriv ett heltal",
        en="{parameter} cannot be `{value}`",
        en_remedy="write a whole number",
    ),
    "usage/out-of-range": MessageText(
        sv="{parameter} kan inte vara `{value}`",
        sv_remedy="skriv ett heltal från {low} till {high}",
        en="{parameter} cannot be `{value}`",
        en_remedy="write a whole number from {low} to {high}",
    ),
    "usage/not-a-fact": MessageText(
        sv="`{fact}` är inte NAMN=VÄRDE",
        sv_remedy="skriv till exempel `målområde=medarbetare`",
        en="`{fact}` is not NAME=VALUE",
        en_remedy="write for example `målområde=medarbetare`",
    ),
    # files
    "usage/no-such-path": MessageText(
        sv="`{path}` finns inte",
        en="`{path}` does not exist",
    ),
    "usage/not-a-file": MessageText(
        sv="`{path}` är en mapp",
        sv_remedy="ange en fil",
        en="`{path}` is a folder",
        en_remedy="name a file",
    ),
    "usage/not-readable": MessageText(
        sv="`{path}` får inte läsas",
        en="`{path}` may not be read",
    ),
    "usage/not-writable": MessageText(
        sv="`{path}` får inte skrivas",
        en="`{path}` may not be written",
    ),
    # diff
    "usage/nothing-to-compare": MessageText(
        sv="det finns inget att jämföra med",
        sv_remedy="ange en mapp, en git-revision, eller --on två gånger",
        en="there is nothing to compare with",
        en_remedy="name a folder, a git revision, or --on twice",
    ),
    "usage/too-much-to-compare": MessageText(
        sv="--on två gånger jämför samma regler på två dagar",
        sv_remedy="utelämna FÖRE och EFTER",
        en="--on given twice compares one set of rules",
        en_remedy="leave out OLD and NEW",
    ),
    # check
    "usage/accept-missing": MessageText(
        sv="{option} hör till --accept, som skriver om det väntade svaret",
        en="{option} belongs to --accept, which rewrites expectations",
    ),
    "usage/accept-needs-reasons": MessageText(
        sv="--accept behöver både ett beslut och ett skäl",
        sv_remedy='skriv till exempel `--decision "KS 2026-11-30 § 12" --why "nya beloppsgränser"`',
        en="--accept needs both a decision and a reason",
        en_remedy='write for example `--decision "KS 2026-11-30 § 12" --why "nya beloppsgränser"`',
    ),
    "usage/accept-needs-files": MessageText(
        sv="--accept skriver om filer",
        sv_remedy="ange vilka, som i `mandat check scenarios`",
        en="--accept rewrites files",
        en_remedy="name them, as in `mandat check scenarios`",
    ),
    "usage/accept-apart": MessageText(
        sv="--accept skriver om, {option} rapporterar",
        sv_remedy="kör först det ena och sedan det andra",
        en="--accept rewrites, {option} reports",
        en_remedy="run one and then the other",
    ),
    # what only the library that reads the command line knows, in English
    "usage/other": MessageText(
        sv="kommandoraden går inte att läsa: {answer}",
        en="the command line cannot be read: {answer}",
    ),
}
