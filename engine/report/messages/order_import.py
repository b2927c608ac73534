"""Messages about documents that are imported, and about their review files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    # documents that are not read
    "import/pdf": MessageText(
        sv="`{path}` är en PDF, där det inte går att se vad som är en tabell",
        sv_remedy="be om originalet som docx, eller öppna PDF:en i Word eller"
        " LibreOffice, spara som docx och läs igenom tabellerna",
        en="`{path}` is a PDF, in which nobody can tell what is a table",
        en_remedy="ask for the original as docx, or open the PDF in Word or"
        " LibreOffice, save it as docx and read the tables through",
    ),
    "import/old-word": MessageText(
        sv="`{path}` är ett dokument i ett format som inte läses",
        sv_remedy="öppna det i Word eller LibreOffice och spara som docx",
        en="`{path}` is a document in a format that is not read",
        en_remedy="open it in Word or LibreOffice and save it as docx",
    ),
    "import/locked": MessageText(
        sv="`{path}` är låst med lösenord, eller sparad i ett gammalt format",
        sv_remedy="öppna filen och spara den utan lösenord, som docx eller xlsx",
        en="`{path}` is locked with a password, or saved in an old format",
        en_remedy="open the file and save it without a password, as docx or xlsx",
    ),
    "import/broken": MessageText(
        sv="`{path}` är tom eller trasig och går inte att läsa",
        sv_remedy="öppna filen i det program som den skrevs i och spara den på nytt",
        en="`{path}` is empty or broken and cannot be read",
        en_remedy="open the file in the program it was written in and save it again",
    ),
    "import/too-large": MessageText(
        sv="`{path}` är större än någon delegationsordning",
        sv_remedy="spara bara delegationsordningen, utan tomma rader och bilder",
        en="`{path}` is larger than any delegation order",
        en_remedy="save the delegation order alone, without empty rows and pictures",
    ),
    "import/entities": MessageText(
        sv="`{path}` har en dokumenttyp med egna enheter, vilket inget kontorsprogram"
        " skriver",
        sv_remedy="öppna filen i Word eller LibreOffice och spara den på nytt",
        en="`{path}` has a document type with entities of its own, which no office"
        " program writes",
        en_remedy="open the file in Word or LibreOffice and save it again",
    ),
    "import/unknown-format": MessageText(
        sv="`{path}` är inte docx, xlsx, ods, csv eller HTML",
        sv_remedy="spara dokumentet som något av dem",
        en="`{path}` is not docx, xlsx, ods, csv or HTML",
        en_remedy="save the document as one of them",
    ),
    "import/no-extra": MessageText(
        sv="det som läser `{path}` är inte installerat",
        sv_remedy="installera det med `pip install 'mandat[office]'`; csv och HTML"
        " läses utan",
        en="what reads `{path}` is not installed",
        en_remedy="install it with `pip install 'mandat[office]'`; csv and HTML are"
        " read without",
    ),
    "import/no-rows": MessageText(
        sv="i `{path}` finns ingen tabell med ärenden och delegater",
        sv_remedy="se efter att tabellen har en rad med rubriker, som `Ärende` och"
        " `Delegat`",
        en="`{path}` has no table of matters and delegates",
        en_remedy="check that the table has a row of headings, such as `Ärende` and"
        " `Delegat`",
    ),
    # what is written
    "import/exists": MessageText(
        sv="`{path}` finns redan och skrivs inte över",
        sv_remedy="ange en annan mapp med --out, eller skriv över med --overwrite",
        en="`{path}` is there already and is not overwritten",
        en_remedy="name another folder with --out, or overwrite with --overwrite",
    ),
    "import/changed": MessageText(
        sv="`{path}` har ändrats sedan den importerades och skrivs inte över",
        sv_remedy="ange en annan mapp med --out, eller skriv över med --overwrite",
        en="`{path}` was changed since it was imported and is not overwritten",
        en_remedy="name another folder with --out, or overwrite with --overwrite",
    ),
    # the review file
    "import/no-review": MessageText(
        sv="`{path}` är ingen granskningsfil",
        sv_remedy="ange den `review.yaml` som importen skrev",
        en="`{path}` is no review file",
        en_remedy="name the `review.yaml` that the import wrote",
    ),
    "import/other-document": MessageText(
        sv="besluten i `{path}` gäller ett annat dokument än `{document}`",
        sv_remedy="ange dokumentet som de togs på, eller importera på nytt utan"
        " --resume",
        en="the decisions in `{path}` are on another document than `{document}`",
        en_remedy="name the document they were taken on, or import again without"
        " --resume",
    ),
    "import/no-entry": MessageText(
        sv="det här är ingen post i en granskningsfil",
        sv_remedy="ändra bara det som står vid `decision`",
        en="this is no entry of a review file",
        en_remedy="change only what stands at `decision`",
    ),
    "import/no-reading": MessageText(
        sv="ingen läsning har numret `{value}`",
        sv_remedy="skriv numret på en av läsningarna, eller vad som gäller i stället",
        en="no reading has the number `{value}`",
        en_remedy="write the number of one of the readings, or what holds instead",
    ),
    "import/unfit-decision": MessageText(
        sv="beslutet `{value}` svarar inte på frågan `{id}`",
        sv_remedy="skriv numret på en läsning, eller det som frågan gäller: en roll som"
        " ordet står för, en kolumn, en dag, eller för en cell eller rad kolumner som"
        " `{{ärende: Köp, delegat: EC}}`",
        en="the decision `{value}` does not answer the question `{id}`",
        en_remedy="write the number of a reading, or what the question is on: a role"
        " that the word means, a column, a day, or for a cell or row columns such as"
        " `{{ärende: Köp, delegat: EC}}`",
    ),
    "import/no-row": MessageText(
        sv="ett beslut om en rad är kolumner med deras celler",
        sv_remedy="skriv dem som `{{delegat: EC, högst: 5 pbb}}`",
        en="a decision on a row is columns with their cells",
        en_remedy="write them as `{{delegat: EC, högst: 5 pbb}}`",
    ),
    "import/no-such-column": MessageText(
        sv="kolumnen `{column}` finns inte i en tabell med rader",
        sv_remedy="skriv en kolumn som ordningens tabell kan ha",
        en="no table of rows has the column `{column}`",
        en_remedy="write a column that the table of an order may have",
    ),
}
