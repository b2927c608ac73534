"""The verbs of the terminal, each with the sentence that tells what it is for.

A verb stands in the module of its name (`train report` in `train_report.py`), which is
imported when the verb runs; listing the verbs imports none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: In the order in which help lists them; the verbs below a verb follow it.
VERBS: Mapping[str, Text] = {
    "who": Text(
        sv="Säg vem som beslutar i ett ÄRENDE, och vem som godkänner och bereder.",
        en="Tell who decides a MATTER, who approves, prepares and is consulted.",
    ),
    "route": Text(
        sv="Säg vilken väg en kontakt FRÅN någon TILL någon ska gå.",
        en="Tell which way a contact FROM somebody TO somebody must take.",
    ),
    "may": Text(
        sv="Säg om en AKTÖR får göra en HANDLING, och vad som annars ska göras.",
        en="Tell whether an ACTOR may do an ACT, and what to do instead.",
    ),
    "ask": Text(
        sv="Svara på en FRÅGA på vardaglig svenska, och säg hur den förstods.",
        en="Answer a question in everyday Swedish, and tell how it was understood.",
    ),
    "rules": Text(
        sv="Lista reglerna, eller dem där alla ORD förekommer.",
        en="List the rules, or those in which all WORDS occur.",
    ),
    "show": Text(
        sv=(
            "Visa en regel, ett stycke, ett dokument, en roll, ett ärende eller "
            "ett annat ord."
        ),
        en="Show a rule, passage, document, role, matter, act or circumstance.",
    ),
    "post": Text(
        sv="Säg vad en POST får besluta en dag, vad som gått över och vad som anmäls.",
        en="Tell what a POST may decide on a day, what has moved, what it reports.",
    ),
    "list": Text(
        sv=(
            "Lista kommuner, roller, ärenden, handlingar, omständigheter eller "
            "dokument."
        ),
        en="List municipalities, roles, matters, acts, circumstances or documents.",
    ),
    "sources": Text(
        sv=(
            "Lista dokumenten som reglerna vilar på, och hur deras stycken är "
            "omhändertagna."
        ),
        en=(
            "List the documents rules rest on, and how their passages are accounted "
            "for."
        ),
    ),
    "sources verify": Text(
        sv="Jämför registrerade stycken med textfilerna i en MAPP, eller en FIL.",
        en="Compare registered passages with the text files in FOLDER, or one FILE.",
    ),
    "sources register": Text(
        sv="Visa eller skriv de stycken i en FIL som inte är registrerade än.",
        en="Show or write the passages in FILE that are not registered yet.",
    ),
    "law": Text(
        sv="Lista lagarna som reglerna vilar på, och vad som är taget ur dem.",
        en="List the acts that rules rest on, and what is taken from each.",
    ),
    "law check": Text(
        sv="Jämför lagarna med texterna i en MAPP: ändrat, flyttat, upphävt, nytt.",
        en="Compare the law with texts in FOLDER: changed, moved, repealed, new.",
    ),
    "law register": Text(
        sv="Visa eller skriv fingeravtryck av paragraferna, ur texterna i en MAPP.",
        en="Show or write the fingerprints of sections, from texts in FOLDER.",
    ),
    "verify": Text(
        sv="Säg om svaret i ett KVITTO gäller än, eller vad som har ändrats.",
        en="Tell whether the answer of a RECEIPT holds still, or what has changed.",
    ),
    "check": Text(
        sv="Pröva scenarier mot reglerna och säg vilka svar som inte är de väntade.",
        en="Replay scenarios and tell which answers are not what they expect.",
    ),
    "lint": Text(
        sv=(
            "Hitta motsägelser, luckor, otillåten delegering och sådant som ingen "
            "behöver."
        ),
        en="Find contradictions, gaps, unlawful delegation and what nobody needs.",
    ),
    "diff": Text(
        sv="Lista varje fråga som två utgåvor av reglerna besvarar olika.",
        en="List every question that two editions of the rules answer differently.",
    ),
    "compare": Text(
        sv="Lägg kommuners nivåer och gränser sida vid sida, ärende för ärende.",
        en="Lay the levels and limits of municipalities side by side, by matter.",
    ),
    "reorganise": Text(
        sv="Gör utgåvan av en omorganisation enligt en PLAN, och säg vad som är öppet.",
        en="Make the edition of a reorganisation by a PLAN, and tell what is open.",
    ),
    "notify": Text(
        sv="Skriv vad i en LOGG av beslut som anmäls vid en nämnds sammanträde.",
        en="Write what of a LOG of decisions is reported to a committee at a meeting.",
    ),
    "publish": Text(
        sv="Skriv en delegationsORDNING som nämndens dokument, eller pröva ett sådant.",
        en="Write a delegation ORDER as its committee's document, or check one.",
    ),
    "cells": Text(
        sv="Skriv frågerummet som en tabell: vem som beslutar i varje fall och period.",
        en="Write the question space as a table: who decides in each case and period.",
    ),
    "audit": Text(
        sv="Pröva varje beslut i en LOGG mot reglerna den dag det fattades.",
        en="Hold every decision in a LOG against the rules of the day it was taken.",
    ),
    "train": Text(
        sv="Gå igenom fall: ensam, eller som grupp eller flera bord som röstar.",
        en="Go through cases: alone, or a group or several tables that vote.",
    ),
    "train handout": Text(
        sv="Skriv fall att dela ut, frågor och svar på var sina sidor, eller bildspel.",
        en="Write cases to print, questions apart from answers, or to show as slides.",
    ),
    "train report": Text(
        sv=(
            "Sammanfatta omgångar inför den årliga översynen: vad som blev fel, "
            "och vad som valdes i stället."
        ),
        en=(
            "Sum up sessions for the yearly review: what people got wrong, and chose "
            "instead."
        ),
    ),
    "new": Text(
        sv="Skriv ett paket för en KOMMUN som saknar regler, med dess första regel.",
        en="Write a pack for a MUNICIPALITY without rules, with its first rule.",
    ),
    "import": Text(
        sv="Gör en delegationsordning av ett dokument (docx, xlsx, ods, csv, HTML).",
        en="Make a delegation order of a document (docx, xlsx, ods, csv, HTML).",
    ),
    "serve": Text(
        sv="Svara på webben: sidor för människor och ett API för program.",
        en="Answer on the web: pages for people and an API for programs.",
    ),
    "mcp": Text(
        sv="Svara en assistent (MCP): verktyg som bara läser.",
        en="Answer an assistant (MCP): tools that only read.",
    ),
    "completion": Text(
        sv="Skriv ut skriptet som kompletterar det som skrivs i ett SKAL.",
        en="Print the script by which a SHELL completes what is typed.",
    ),
    "schema": Text(
        sv="Skriv ut det JSON Schema som heter NAMN, eller lista dem som finns.",
        en="Print the JSON Schema called NAME, or list the schemas.",
    ),
}
