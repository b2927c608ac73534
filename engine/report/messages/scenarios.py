"""Messages about scenarios: what they refer to, accepting answers, changed rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "scenario/same-id": MessageText(
        sv="två scenarier heter `{scenario}`",
        sv_remedy="byt namn på ett: det första finns i {first}",
        en="two scenarios are called `{scenario}`",
        en_remedy="rename one: the first is at {first}",
    ),
    "scenario/several-questions": MessageText(
        sv="ett scenario ställer precis en fråga",
        sv_remedy="dela det, ett scenario för varje fråga",
        en="a scenario asks exactly one question",
        en_remedy="divide it into one scenario for each",
    ),
    "scenario/no-passage": MessageText(
        sv="scenariot `{scenario}` väntar sig ett svar men inget stycke",
        sv_remedy="lägg till `cites:`: ett svar vilar på stycken",
        en="the scenario `{scenario}` expects an answer but no passage",
        en_remedy="add `cites:`: an answer rests on passages",
    ),
    "scenario/unknown-post": MessageText(
        sv="`{name}` är ingen post i kommunen",
        sv_remedy="skriv en post som den heter i `posts.csv`",
        en="`{name}` is no post of the municipality",
        en_remedy="write a post as it is called in `posts.csv`",
    ),
    "scenario/unknown-municipality": MessageText(
        sv="okänd kommun `{name}`",
        sv_remedy="lägg till dess paket bland reglerna",
        en="unknown municipality `{name}`",
        en_remedy="add its pack to the rules",
    ),
    "scenario/none-beside": MessageText(
        sv="bredvid reglerna finns inga scenarier: `{folder}` saknas",
        sv_remedy="skriv dem där, eller nämn en fil eller mapp",
        en="there are no scenarios beside the rules: `{folder}` is missing",
        en_remedy="write them there, or name a file or folder",
    ),
    "scenario/unknown-theme": MessageText(
        sv="okänt tema `{name}`",
        sv_remedy="ge det ett namn i `themes.yaml`",
        en="unknown theme `{name}`",
        en_remedy="name it in `themes.yaml`",
    ),
    # alternatives of training cases
    "alternative/no-answer": MessageText(
        sv="alternativet säger inget svar",
        sv_remedy="skriv ett som `decides: …`, eller ett annat utfall",
        en="the alternative says no answer",
        en_remedy="write one such as `decides: …`, or another outcome",
    ),
    "alternative/needless-answer": MessageText(
        sv="alternativet har utfallet `{outcome}` men säger ändå ett svar",
        sv_remedy="behåll ett av de två",
        en="an alternative whose outcome is `{outcome}` says an answer",
        en_remedy="keep one of the two",
    ),
    "alternative/same-as-another": MessageText(
        sv="alternativ {number} i `{scenario}` säger detsamma som ett annat",
        sv_remedy="ta bort ett av dem",
        en="alternative {number} of `{scenario}` says the same as another",
        en_remedy="delete one of them",
    ),
    "alternative/right": MessageText(
        sv="alternativ {number} i `{scenario}` är rätt",
        sv_remedy="reglerna svarar just så: skriv ett som de inte svarar",
        en="alternative {number} of `{scenario}` is right",
        en_remedy="the rules answer just that: write one that they do not",
    ),
    "alternative/nearly-right": MessageText(
        sv="alternativ {number} i `{scenario}` är inte tillräckligt fel",
        sv_remedy="det nämner en vidare eller snävare roll än reglerna: skriv någon annan",
        en="alternative {number} of `{scenario}` is not wrong enough",
        en_remedy="it names a kind of whom the rules name, or what that is a kind of: write somebody else",
    ),
    "alternative/reads-like-another": MessageText(
        sv="alternativ {number} i `{scenario}` går att förväxla med ett annat",
        sv_remedy="”ingen gör det” och ”ingen regel svarar” tas lätt för samma sak: skriv någon annan",
        en="alternative {number} of `{scenario}` reads like another",
        en_remedy="nobody does it, and no rule answers: people take the two for one, so write somebody else",
    ),
    # accepting a new answer
    "check/worker-ended": MessageText(
        sv="någon avslutade en av de processer som delar på arbetet",
        sv_remedy="försök igen, eller se efter om minnet räcker",
        en="somebody ended one of the processes that share the work",
        en_remedy="try again, or see whether there is memory enough",
    ),
    "accept/no-words": MessageText(
        sv="`{text}` är inget beslut eller skäl",
        sv_remedy="skriv några ord på en rad",
        en="`{text}` is no decision or reason",
        en_remedy="write some words on one line",
    ),
    "accept/file-changed": MessageText(
        sv="`{path}` har ändrats under tiden",
        sv_remedy="kör kommandot igen",
        en="`{path}` has changed meanwhile",
        en_remedy="run the command again",
    ),
    "accept/in-brackets": MessageText(
        sv="scenariot står inom klamrar",
        sv_remedy="skriv dess nycklar på egna rader",
        en="it stands in brackets",
        en_remedy="write its keys on lines of their own",
    ),
    "accept/accepted-in-brackets": MessageText(
        sv="dess `accepted` är ingen lista med en del på varje rad",
        sv_remedy="skriv varje del på egna rader",
        en="its `accepted` is no list of items below each other",
        en_remedy="write each item on lines of its own",
    ),
    "accept/not-in-file": MessageText(
        sv="scenariot finns inte i sin fil",
        sv_remedy="kör kommandot igen",
        en="it is not found in its file",
        en_remedy="run the command again",
    ),
    "accept/key-within-line": MessageText(
        sv="`{key}` står inte först på sin rad",
        sv_remedy="skriv nyckeln på en egen rad",
        en="`{key}` does not begin its line",
        en_remedy="write the key on a line of its own",
    ),
    "accept/comment-within": MessageText(
        sv="det står en kommentar i det som skulle skrivas om",
        sv_remedy="flytta kommentaren, eller skriv om scenariot för hand",
        en="there is a comment within what would be rewritten",
        en_remedy="move the comment, or rewrite the scenario by hand",
    ),
    "accept/changes-elsewhere": MessageText(
        sv="filen skulle då säga något annat på ett annat ställe",
        sv_remedy="skriv om scenariot för hand",
        en="the file would then say something else elsewhere",
        en_remedy="rewrite the scenario by hand",
    ),
    "accept/still-misses": MessageText(
        sv="scenariot skulle ändå vänta sig något annat",
        sv_remedy="skriv om scenariot för hand",
        en="it would still expect something else",
        en_remedy="rewrite the scenario by hand",
    ),
    "accept/unreadable-then": MessageText(
        sv="filen skulle inte längre gå att läsa: {because}",
        sv_remedy="skriv om scenariot för hand",
        en="the file could no longer be read: {because}",
        en_remedy="rewrite the scenario by hand",
    ),
    # changed rules that no scenario notices
    "survivor/untried": MessageText(
        sv="ingen ändring `{change}` av `{rule}` prövas",
        sv_remedy="ta bort posten",
        en="no change `{change}` of `{rule}` is tried",
        en_remedy="delete the entry",
    ),
    "survivor/noticed": MessageText(
        sv="ändringen `{change}` av `{rule}` passerar inte omärkt: `{scenario}` märker den",
        sv_remedy="ta bort posten",
        en="the change `{change}` of `{rule}` does not survive: `{scenario}` notices it",
        en_remedy="delete the entry",
    ),
    "survivor/no-change": MessageText(
        sv="ändringen `{change}` av `{rule}` ändrar inget svar, så inget scenario kan märka den",
        sv_remedy="ta bort posten",
        en="the change `{change}` of `{rule}` alters no answer, so no scenario need notice it",
        en_remedy="delete the entry",
    ),
}
