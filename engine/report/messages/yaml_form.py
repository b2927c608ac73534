"""Messages about the form of a YAML file, before anything in it means something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    # the file as a whole
    "yaml/too-large": MessageText(
        sv="filen är större än {most} MB",
        sv_remedy="dela upp den, en fil för varje ämne",
        en="the file is larger than {most} MB",
        en_remedy="divide it into one file per topic",
    ),
    "yaml/not-utf8": MessageText(
        sv="filen är inte UTF-8: här står byten {byte}",
        sv_remedy="spara filen som UTF-8",
        en="the file is not UTF-8: byte {byte}",
        en_remedy="save it as UTF-8",
    ),
    "yaml/other-encoding": MessageText(
        sv="filen är inte UTF-8 utan {encoding}",
        sv_remedy="spara filen som UTF-8",
        en="the file is not UTF-8 but {encoding}",
        en_remedy="save it as UTF-8",
    ),
    "yaml/too-many-nodes": MessageText(
        sv="filen har fler än {most} texter, listor och tabeller",
        sv_remedy="dela upp den, en fil för varje ämne",
        en="the file holds more than {most} texts, lists and mappings",
        en_remedy="divide it into one file per topic",
    ),
    "yaml/too-many-problems": MessageText(
        sv="filen har minst {most} problem och läses inte vidare",
        sv_remedy="rätta dem som sägs först, och läs filen igen",
        en="the file has at least {most} problems and is not read any further",
        en_remedy="mend those told first, and read it again",
    ),
    "yaml/no-parser": MessageText(
        sv="installationen saknar libyaml, som läser reglerna",
        sv_remedy="installera PyYAML på nytt, med libyaml",
        en="this installation lacks libyaml, which reads the rules",
        en_remedy="install PyYAML again, with libyaml",
    ),
    "yaml/empty": MessageText(
        sv="filen är tom",
        sv_remedy="skriv dess innehåll, eller ta bort filen",
        en="the file is empty",
        en_remedy="write its content, or delete the file",
    ),
    "yaml/invisible-in-file": MessageText(
        sv="filen har ett osynligt tecken ({character})",
        sv_remedy="ta bort tecknet",
        en="the file holds an invisible character ({character})",
        en_remedy="delete it",
    ),
    "yaml/invisible-in-text": MessageText(
        sv="texten har ett osynligt tecken ({character})",
        sv_remedy="ta bort tecknet",
        en="the text holds an invisible character ({character})",
        en_remedy="delete it",
    ),
    "yaml/mixed-alphabets": MessageText(
        sv="`{word}` har bokstäver ur två alfabet ({character})",
        sv_remedy="skriv om ordet med bokstäver ur ett",
        en="`{word}` has letters of two alphabets ({character})",
        en_remedy="write the word with letters of one",
    ),
    "yaml/text-too-long": MessageText(
        sv="texten är längre än {most} tecken",
        sv_remedy="korta den, eller dela upp den på flera regler eller stycken",
        en="the text is longer than {most} characters",
        en_remedy="shorten it, or divide it between several rules or passages",
    ),
    "yaml/second-document": MessageText(
        sv="här börjar ett andra dokument",
        sv_remedy="behåll ett dokument, utan `---` inuti",
        en="a second document begins here",
        en_remedy="keep one document, without `---` inside it",
    ),
    "yaml/too-deep": MessageText(
        sv="nivåerna är fler än {most}",
        sv_remedy="så djupt går ingen regel: se över klamrar och bindestreck",
        en="nested deeper than {most} levels",
        en_remedy="rules are never that deep: check brackets and dashes",
    ),
    # keys
    "yaml/duplicate-key": MessageText(
        sv="nyckeln `{key}` står två gånger",
        sv_remedy="behåll en av dem: den första står på rad {line}",
        en="the key `{key}` stands twice",
        en_remedy="keep one of them: the first is on line {line}",
    ),
    "yaml/key-no-word": MessageText(
        sv="en nyckel måste vara ett ord, inte en lista eller nycklar",
        sv_remedy="skriv `nyckel: värde`, med citattecken om en nyckel som behöver det",
        en="a key must be a word, not a list or a mapping",
        en_remedy="write `key: value`, with quotes around a key that needs them",
    ),
    "yaml/no-key": MessageText(
        sv="raden har ingen nyckel",
        sv_remedy="skriv `nyckel: värde`, eller dra in raden under den nyckel den hör till",
        en="a line without a key",
        en_remedy="write `key: value`, or indent the line below the key it belongs to",
    ),
    # quotes, brackets and signs
    "yaml/unclosed-quote": MessageText(
        sv="citatet som börjar här avslutas aldrig",
        sv_remedy="sätt ett citattecken där det slutar, eller ta bort det här",
        en="the quote that begins here is never closed",
        en_remedy="close it, or delete it",
    ),
    "yaml/unclosed-bracket": MessageText(
        sv="klammern som börjar här avslutas aldrig",
        sv_remedy="avsluta den med `]` eller `}}`",
        en="the bracket or brace that begins here is never closed",
        en_remedy="close it with `]` or `}}`",
    ),
    "yaml/unknown-escape": MessageText(
        sv="ett omvänt snedstreck inom dubbla citattecken får inte stå så här",
        sv_remedy="sätt texten inom enkla citattecken, eller dubblera snedstrecket",
        en="a backslash in double quotes begins an unknown escape",
        en_remedy="write the text in single quotes, or double the backslash",
    ),
    "yaml/broken-list": MessageText(
        sv="listan som börjar här är inte skriven som `[a, b]`",
        sv_remedy="sätt kommatecken mellan delarna och `]` sist",
        en="the list that begins here is not written as `[a, b]`",
        en_remedy="put commas between its items and `]` at its end",
    ),
    "yaml/broken-mapping": MessageText(
        sv="nycklarna som börjar här är inte skrivna som `{{a: b, c: d}}`",
        sv_remedy="sätt kommatecken mellan dem, `}}` sist och citattecken om en text med kolon eller komma",
        en="the mapping that begins here is not written as `{{a: b, c: d}}`",
        en_remedy="put commas between, `}}` at its end, and quotes around a text with a colon or comma",
    ),
    "yaml/no-value": MessageText(
        sv="här står ett tecken där ett värde väntas",
        sv_remedy="skriv värdet, eller sätt texten inom citattecken",
        en="a character stands where a value is expected",
        en_remedy="write the value, or put the text in quotes",
    ),
    "yaml/after-value": MessageText(
        sv="något följer efter värdets slut",
        sv_remedy="sätt hela texten inom ett par citattecken, och dubblera ett citattecken inuti den",
        en="something follows after the end of the value",
        en_remedy="put the whole text in one pair of quotes, and double a quote inside it",
    ),
    "yaml/misplaced-colon": MessageText(
        sv="ett kolon står där ingen nyckel kan stå",
        sv_remedy="sätt en text med `: ` inom citattecken, eller rätta indraget ovanför",
        en="a colon stands where no key can be",
        en_remedy="put a text that holds `: ` in quotes, or correct the indentation above",
    ),
    "yaml/misplaced-dash": MessageText(
        sv="ett bindestreck står där ingen lista kan börja",
        sv_remedy="börja listan på raden under dess nyckel",
        en="a dash stands where no list can begin",
        en_remedy="begin the list on the line below its key",
    ),
    "yaml/bad-beginning": MessageText(
        sv="en text kan inte börja med `{character}`",
        sv_remedy="sätt texten inom citattecken",
        en="a text cannot begin with `{character}`",
        en_remedy="put the text in quotes",
    ),
    "yaml/begins-backtick": MessageText(
        sv="en text kan inte börja med en grav accent",
        sv_remedy="sätt texten inom citattecken",
        en="a text cannot begin with a backtick",
        en_remedy="put the text in quotes",
    ),
    "yaml/begins-alias": MessageText(
        sv="`*` och `&` inleder alias och ankare, som regelspråket inte har",
        sv_remedy="sätt texten inom citattecken",
        en="`*` and `&` begin aliases and anchors, which are not part of the rule language",
        en_remedy="put the text in quotes",
    ),
    "yaml/begins-tag": MessageText(
        sv="`!` inleder en tagg, som regelspråket inte har",
        sv_remedy="sätt texten inom citattecken",
        en="`!` begins a tag, which is not part of the rule language",
        en_remedy="put the text in quotes",
    ),
    "yaml/text-below": MessageText(
        sv="bara `|`, `>`, `|-` eller `>-` får stå före en text på flera rader",
        sv_remedy="börja texten på nästa rad, indragen",
        en="only `|`, `>`, `|-` or `>-` may stand before a text of several lines",
        en_remedy="begin the text on the next line, indented",
    ),
    # lines
    "yaml/indentation": MessageText(
        sv="raden är inte indragen som de rader den hör ihop med",
        sv_remedy="låt nycklar stå i linje med nycklar och bindestreck med bindestreck",
        en="this line is not indented like the ones it belongs with",
        en_remedy="align keys with keys and dashes with dashes",
    ),
    "yaml/tab": MessageText(
        sv="raden är indragen med en tabb",
        sv_remedy="dra in med mellanslag",
        en="a tab stands where the line is indented",
        en_remedy="indent with spaces",
    ),
    "yaml/directive": MessageText(
        sv="en rad som börjar med `%` hör inte till regelspråket",
        sv_remedy="ta bort raden",
        en="a line that begins with `%` is not part of the rule language",
        en_remedy="delete it",
    ),
    # what is YAML but not part of the rule language
    "yaml/anchor": MessageText(
        sv="ankaret `{anchor}` hör inte till regelspråket",
        sv_remedy="ta bort det, och skriv ut innehållet där det används",
        en="the anchor `{anchor}` is not part of the rule language",
        en_remedy="delete it, and write the content out where it is used",
    ),
    "yaml/alias": MessageText(
        sv="aliaset `{alias}` hör inte till regelspråket",
        sv_remedy="skriv ut innehållet; sätt en text som börjar med `*` inom citattecken",
        en="the alias `{alias}` is not part of the rule language",
        en_remedy="write the content out; put a text that begins with `*` in quotes",
    ),
    "yaml/tag": MessageText(
        sv="taggen `{tag}` hör inte till regelspråket",
        sv_remedy="ta bort den; sätt en text som börjar med `!` inom citattecken",
        en="the tag `{tag}` is not part of the rule language",
        en_remedy="delete it; put a text that begins with `!` in quotes",
    ),
}
