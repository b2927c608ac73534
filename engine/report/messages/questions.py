"""Messages about what somebody asks: names, values, and what cannot be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEARCH_SV = "`mandat rules ORD` söker bland reglerna"
_SEARCH_EN = "`mandat rules WORD` searches the rules"

MESSAGES: Mapping[str, MessageText] = {
    # names
    "question/unknown-matter": MessageText(
        sv="känner inte till ärendet `{name}`",
        sv_remedy=_SEARCH_SV,
        en="unknown matter `{name}`",
        en_remedy=_SEARCH_EN,
    ),
    "question/unknown-role": MessageText(
        sv="känner inte till rollen `{name}`",
        sv_remedy=_SEARCH_SV,
        en="unknown role `{name}`",
        en_remedy=_SEARCH_EN,
    ),
    "question/name-of-another-kind": MessageText(
        sv="`{name}` är inte {wanted} utan {known_as:the}",
        sv_remedy='`mandat show "{name}"` berättar om det',
        en="`{name}` is not {wanted} but {known_as:the}",
        en_remedy='`mandat show "{name}"` tells about it',
    ),
    "question/ambiguous-name": MessageText(
        sv="`{name}` kan här vara {one:the} ({one_label}) eller {other:the} "
        "({other_label})",
        sv_remedy="skriv den enas namn i stället, som det står inom `…`",
        en="`{name}` may be {one:the} ({one_label}) or {other:the} ({other_label}) here",
        en_remedy="write the name of one of them instead, as it stands in `…`",
    ),
    "question/unknown-act": MessageText(
        sv="känner inte till handlingen `{name}`",
        sv_remedy=_SEARCH_SV,
        en="unknown act `{name}`",
        en_remedy=_SEARCH_EN,
    ),
    "question/unknown-circumstance": MessageText(
        sv="känner inte till omständigheten `{name}`",
        sv_remedy=_SEARCH_SV,
        en="unknown circumstance `{name}`",
        en_remedy=_SEARCH_EN,
    ),
    "question/unknown-municipality": MessageText(
        sv="känner inte till kommunen `{name}`",
        sv_remedy="kommuner som finns: {known}",
        en="unknown municipality `{name}`",
        en_remedy="known municipalities: {known}",
    ),
    "question/several-municipalities": MessageText(
        sv="flera kommuner heter `{name}`",
        sv_remedy="skriv id för den som menas: {known:either}",
        en="several municipalities are called `{name}`",
        en_remedy="write the id of the one that is meant: {known:either}",
    ),
    "question/no-municipalities": MessageText(
        sv="känner inte till kommunen `{name}`: reglerna här är ingen kommuns egna",
        sv_remedy="utelämna -m, eller nämn andra regler med --rules",
        en="unknown municipality `{name}`: these rules are no municipality's own",
        en_remedy="leave out -m, or name other rules with --rules",
    ),
    "question/unknown-name": MessageText(
        sv="känner inte till namnet `{name}`",
        sv_remedy=_SEARCH_SV,
        en="unknown name `{name}`",
        en_remedy=_SEARCH_EN,
    ),
    "question/known-elsewhere": MessageText(
        sv="`{name}` finns inte i reglerna här, men i dem för {municipalities:plain}",
        sv_remedy="`{command}` visar det",
        en="`{name}` is not in the rules here, but in those of {municipalities:plain}",
        en_remedy="`{command}` shows it",
    ),
    "question/unknown-value": MessageText(
        sv="`{circumstance}` har inget värde `{name}`",
        sv_remedy="{near:first}värdena är {known}",
        en="`{circumstance}` has no value `{name}`",
        en_remedy="{near:first}the values are {known}",
    ),
    "question/unknown-language": MessageText(
        sv="känner inte till språket `{name}`",
        en="unknown language `{name}`",
    ),
    "question/reach-of-no-rule": MessageText(
        sv="`{name}` är ingen regel, och --reach gäller en regel",
        sv_remedy="skriv regelns id, som `mandat rules` visar det",
        en="`{name}` is no rule, and --reach is of a rule",
        en_remedy="write the id of the rule, as `mandat rules` shows it",
    ),
    "question/unknown-schema": MessageText(
        sv="det finns inget schema `{name}`",
        sv_remedy="{near:first}`mandat schema` räknar upp dem",
        en="there is no schema `{name}`",
        en_remedy="{near:first}`mandat schema` lists them",
    ),
    "question/columns-differ": MessageText(
        sv="kolumnen `{one}` har {length} rader och kolumnen `{other}` {another}",
        sv_remedy="ge alla kolumner en rad för varje fråga, eller ett värde för alla",
        en="the column `{one}` has {length} rows and the column `{other}` {another}",
        en_remedy="give every column a row for each question, or one value for all",
    ),
    "question/no-such-word": MessageText(
        sv="{at} är inte numret på något av kolumnens {count} ord",
        sv_remedy="numrera orden från 0, och skriv -1 där inget står",
        en="{at} is the number of none of the {count} words of a column",
        en_remedy="number the words from 0, and write -1 where nothing stands",
    ),
    # values
    "question/foreign-value": MessageText(
        sv="`{name}` får värdet `{value}`",
        sv_remedy="ange text, ett heltal, Decimal, ett datum, True eller False, och utelämna det som inte är känt",
        en="`{name}` is given as `{value}`",
        en_remedy="give text, a whole number, a Decimal, a date, True or False, and leave out what is not known",
    ),
    "question/two-values": MessageText(
        sv="`{circumstance}` får två olika värden: `{one}` och `{other}`",
        sv_remedy="behåll det som stämmer",
        en="`{circumstance}` is given two different values: `{one}` and `{other}`",
        en_remedy="keep the one that is right",
    ),
    "value/not-yes-or-no": MessageText(
        sv="`{value}` är inte ja eller nej, vilket omständigheten `{circumstance}` ska vara",
        sv_remedy="skriv `ja` eller `nej`",
        en="`{value}` is not yes or no, which the circumstance `{circumstance}` takes",
        en_remedy="write `yes` or `no`",
    ),
    "value/not-an-amount": MessageText(
        sv="`{value}` är inget belopp i kronor, vilket omständigheten `{circumstance}` ska vara",
        sv_remedy="skriv ett belopp som `500000` eller `5 prisbasbelopp`",
        en="`{value}` is not an amount in SEK, which the circumstance `{circumstance}` takes",
        en_remedy="write an amount such as `500000` or `5 prisbasbelopp`",
    ),
    "value/not-whole": MessageText(
        sv="`{value}` är inget heltal, vilket omständigheten `{circumstance}` ska vara",
        sv_remedy="skriv ett heltal som `12`; bara en omständighet med `type: decimal` tar `2,5`",
        en="`{value}` is not a whole number, which the circumstance `{circumstance}` takes",
        en_remedy="write a whole number such as `12`; only a circumstance with `type: decimal` takes `2,5`",
    ),
    "value/not-a-number": MessageText(
        sv="`{value}` är inget tal, vilket omständigheten `{circumstance}` ska vara",
        sv_remedy="skriv ett tal som `12` eller `2,5`",
        en="`{value}` is not a number, which the circumstance `{circumstance}` takes",
        en_remedy="write a number such as `12` or `2,5`",
    ),
    "value/not-a-date": MessageText(
        sv="`{value}` är inget datum, vilket omständigheten `{circumstance}` ska vara",
        sv_remedy="skriv ett datum som `2026-01-31`",
        en="`{value}` is not a date, which the circumstance `{circumstance}` takes",
        en_remedy="write a date such as `2026-01-31`",
    ),
    "question/no-base-amount": MessageText(
        sv="prisbasbeloppet för {year} är inte inlagt",
        sv_remedy="lägg till det i `prisbasbelopp.yaml` (år som finns: {known:plain})",
        en="the prisbasbelopp of {year} is not registered",
        en_remedy="add it to `prisbasbelopp.yaml` (known years: {known:plain})",
    ),
    "question/no-base-amounts": MessageText(
        sv="prisbasbeloppet för {year} är inte inlagt",
        sv_remedy="lägg till det i `prisbasbelopp.yaml`, som ännu inte har något år",
        en="the prisbasbelopp of {year} is not registered",
        en_remedy="add it to `prisbasbelopp.yaml`, which has no year yet",
    ),
    # what cannot be worked out
    "question/too-long": MessageText(
        sv="frågan är längre än {most} tecken",
        sv_remedy="ställ den i några få meningar",
        en="the question is longer than {most} characters",
        en_remedy="put it in a few sentences",
    ),
    "question/too-many-cells": MessageText(
        sv="omständigheterna {circumstances:plain} ger tillsammans {count} fall, och högst {most} kan gås igenom",
        sv_remedy="ange några av dem med -g, eller förenkla reglerna {rules:plain}",
        en="the circumstances {circumstances:plain} combine into {count} cells, at most {most} can be walked",
        en_remedy="give some of them with -g, or simplify the rules {rules:plain}",
    ),
    "inference/many-alternatives": MessageText(
        sv="regeln `{rule}` ({place}) står för {count} kombinationer av alternativ, och högst {most} får plats",
        sv_remedy="dela den i flera regler",
        en="the rule `{rule}` ({place}) stands for {count} combinations of alternatives, at most {most} fit",
        en_remedy="divide it into several rules",
    ),
    "inference/many-classified": MessageText(
        sv="regeln `{rule}` ({place}) frågar efter {count} klassificerade omständigheter, och högst {most} får plats",
        sv_remedy="dela den i flera regler",
        en="the rule `{rule}` ({place}) stands for {count} classified circumstances, at most {most} fit",
        en_remedy="divide it into several rules",
    ),
    "inference/many-conditions": MessageText(
        sv="regeln `{rule}` ({place}) ställer {count} villkor på ett faktum, och högst {most} får plats",
        sv_remedy="dela den i flera regler",
        en="the rule `{rule}` ({place}) stands for {count} conditions on one fact, at most {most} fit",
        en_remedy="divide it into several rules",
    ),
    "inference/ring": MessageText(
        sv="klassificeringsreglerna {rules} väntar på varandra",
        en="the classifications {rules} wait for each other",
    ),
    "inference/outside-scope": MessageText(
        sv="reglerna {rules} slog till utanför sitt område",
        en="the rules {rules} fired outside their scope",
    ),
    # the inference library; its answers and details are in English
    "inference/not-installed": MessageText(
        sv="programbiblioteket durable-rules går inte att läsa in ({answer})",
        sv_remedy="installera det med `pip install --no-cache-dir durable-rules`, som behöver en C-kompilator; på Python 3.13 sätt först CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject",
        en="the package durable-rules cannot be imported ({answer})",
        en_remedy="install it with `pip install --no-cache-dir durable-rules`, which needs a C compiler; on Python 3.13 set CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject first",
    ),
    "inference/rules-refused": MessageText(
        sv="programbiblioteket durable-rules tar inte emot reglerna: {answer}",
        en="the inference library refused the rules: {answer}",
    ),
    "inference/fact-refused": MessageText(
        sv="programbiblioteket durable-rules tar inte emot ett faktum: {answer}",
        en="the inference library refused a fact: {answer}",
    ),
    "inference/endless": MessageText(
        sv="slutledningen tog inte slut inom {most} steg",
        en="inference did not end within {most} steps",
    ),
    "inference/held-back": MessageText(
        sv="programbiblioteket durable-rules släpper inte sessionen",
        en="the inference library holds the session back",
    ),
    "inference/outside-subset": MessageText(
        sv="programbiblioteket durable-rules räknar inte säkert med detta: {detail}",
        en="outside the exact subset of the inference library: {detail}",
    ),
}
