"""Messages about delegation orders: tables, columns and cells, and what they grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    # the table
    "table/broken-quotes": MessageText(
        sv="ett citattecken börjar eller slutar mitt i en cell",
        sv_remedy="skriv cellen inom citattecken, och citattecken i den dubbelt",
        en="a quotation mark begins or ends inside a cell",
        en_remedy="put the cell in quotation marks, and double those within it",
    ),
    "table/too-long": MessageText(
        sv="tabellen har fler än {most} rader",
        sv_remedy="dela upp ordningen på flera mappar under `orders/`",
        en="the table has more than {most} rows",
        en_remedy="divide the order between several folders below `orders/`",
    ),
    "table/too-wide": MessageText(
        sv="raden har fler än {most} celler",
        sv_remedy="ta bort dem som inte hör till tabellen",
        en="the row has more than {most} cells",
        en_remedy="remove those that are no part of the table",
    ),
    "table/beyond-header": MessageText(
        sv="cellen `{value}` står under ingen rubrik",
        sv_remedy="sätt citattecken om celler med skiljetecken i, eller ge rubriken",
        en="the cell `{value}` stands below no heading",
        en_remedy="quote cells that hold a separator, or add the heading",
    ),
    "table/unknown-column": MessageText(
        sv="kolumnen `{column}` är okänd",
        sv_remedy="säg i `order.yaml` vad den betyder under `columns`, eller nämn den"
        " under `ignored_columns`",
        en="unknown column `{column}`",
        en_remedy="say in `order.yaml` what it means under `columns`, or name it under"
        " `ignored_columns`",
    ),
    "table/same-column": MessageText(
        sv="kolumnerna `{first}` och `{column}` säger samma sak",
        sv_remedy="behåll en av dem",
        en="the columns `{first}` and `{column}` say the same",
        en_remedy="keep one of them",
    ),
    "table/no-column": MessageText(
        sv="tabellen saknar kolumnen `{column}`",
        sv_remedy="lägg till den, eller säg i `order.yaml` under `columns` vad den heter",
        en="the table lacks the column `{column}`",
        en_remedy="add it, or say in `order.yaml` under `columns` what it is called",
    ),
    # files
    "order/half": MessageText(
        sv="en delegationsordning har två filer, och `{file}` saknas",
        sv_remedy="lägg till den, eller ta bort mappen",
        en="a delegation order has two files, and `{file}` is missing",
        en_remedy="add it, or delete the folder",
    ),
    "order/other-table": MessageText(
        sv="tabellen `{file}` läses inte: raderna står i `{name}`",
        sv_remedy="byt namn på den till `{name}`, eller flytta den härifrån",
        en="the table `{file}` is not read: the rows stand in `{name}`",
        en_remedy="rename it to `{name}`, or move it from here",
    ),
    "order/of-no-municipality": MessageText(
        sv="delegationsordningar hör till en kommun, och paketet är ingen kommuns",
        sv_remedy="flytta mappen till kommunens paket",
        en="delegation orders are a municipality's, and this pack is none's",
        en_remedy="move the folder to the pack of the municipality",
    ),
    "order/unknown-order": MessageText(
        sv="delegationsordningen `{name}` finns inte",
        sv_remedy="nämn mappen för den ordning vars rader delegeras vidare",
        en="unknown delegation order `{name}`",
        en_remedy="name the folder of the order whose rows are passed on",
    ),
    "order/same-document": MessageText(
        sv="mappen `{name}` heter som ett dokument i `sources.yaml`",
        sv_remedy="döp om mappen eller dokumentet, så att passager går att hänvisa till",
        en="the folder `{name}` is called like a document in `sources.yaml`",
        en_remedy="rename the folder or the document, so that passages can be cited",
    ),
    "order/no-such-row": MessageText(
        sv="kolumnen `{column}`: `{order}` har ingen rad `{value}`",
        sv_remedy="skriv numret på den rad som delegeras vidare",
        en="column `{column}`: `{order}` has no row `{value}`",
        en_remedy="write the number of the row that is passed on",
    ),
    "order/not-passed-on": MessageText(
        sv="kolumnen `{column}`: raden `{value}` ({first}) får inte delegeras vidare av"
        " den som gör det här",
        sv_remedy="stryk raden, eller låt nämnden medge det i sin ordning",
        en="column `{column}`: the row `{value}` ({first}) may not be passed on by who"
        " does it here",
        en_remedy="delete the row, or let the committee allow it in its order",
    ),
    # rows
    "order/no-delegate": MessageText(
        sv="kolumnen `{column}`: raden säger inte vem som får besluta",
        sv_remedy="skriv delegaten; en rubrik för ett kapitel har bara nummer och ärende",
        en="column `{column}`: the row does not say who may decide",
        en_remedy="write the delegate; the heading of a chapter has a number and a matter"
        " alone",
    ),
    "order/no-matter": MessageText(
        sv="kolumnen `{column}`: raden säger inte vad den gäller, och ingen rad står"
        " ovanför",
        sv_remedy="skriv ärendet",
        en="column `{column}`: the row does not say what it is about, and no row stands"
        " above",
        en_remedy="write the matter",
    ),
    "order/unknown-delegate": MessageText(
        sv="kolumnen `{column}`: `{name}` är varken i nyckeln eller en känd roll",
        sv_remedy="lägg till förkortningen under `key` i `order.yaml`",
        en="column `{column}`: `{name}` is neither in the key nor a known role",
        en_remedy="add the abbreviation under `key` in `order.yaml`",
    ),
    "order/unclear-delegates": MessageText(
        sv="kolumnen `{column}`: det framgår inte vem i `{value}` som beslutar och vem"
        " som tillfrågas",
        sv_remedy="skilj delegaterna åt med `/`, och skriv samrådet sist för var och en:"
        " `UC, efter samråd med HR / FC`",
        en="column `{column}`: it is unclear who in `{value}` decides and who is"
        " consulted",
        en_remedy="part the delegates by `/`, and write the consultation last for each:"
        " `UC, after consulting HR / FC`",
    ),
    "order/signing": MessageText(
        sv="kolumnen `{column}`: att underteckna är inget beslut, men raden `{value}` ger"
        " beslutanderätt",
        sv_remedy="skriv `U`, eller nämn det som beslutas i ärendet",
        en="column `{column}`: to sign is no decision, but the row `{value}` grants one",
        en_remedy="write `signing`, or name in the matter what is decided",
    ),
    "order/no-limit": MessageText(
        sv="kolumnen `{column}`: `{value}` är ingen gräns med enhet",
        sv_remedy="skriv till exempel `300 000 kr`, `10 pbb`, `6 månader` eller `25 %`,"
        " och det som inte är en gräns under villkor",
        en="column `{column}`: `{value}` is no limit with a unit",
        en_remedy="write for example `300 000 kr`, `10 pbb`, `6 months` or `25 %`, and"
        " what is no limit under conditions",
    ),
    "order/unknown-outcome": MessageText(
        sv="kolumnen `{column}`: `{value}` är inget utfall",
        sv_remedy="skriv `bifall` eller `avslag`, eller låt cellen vara tom för båda",
        en="column `{column}`: `{value}` is no outcome",
        en_remedy="write `granting` or `refusal`, or leave the cell empty for both",
    ),
    "order/unknown-kind": MessageText(
        sv="kolumnen `{column}`: `{value}` är varken beslut, verkställighet eller"
        " undertecknande",
        sv_remedy="skriv `D` för delegationsbeslut, `V` för verkställighet eller `U` för"
        " undertecknande",
        en="column `{column}`: `{value}` is neither a decision, an execution nor a"
        " signing",
        en_remedy="write `decision`, `execution` or `signing`",
    ),
    "order/no-day": MessageText(
        sv="kolumnen `{column}`: `{value}` är ingen dag",
        sv_remedy="skriv en dag som `2026-01-31`",
        en="column `{column}`: `{value}` is no day",
        en_remedy="write a day such as `2026-01-31`",
    ),
    "order/no-rest": MessageText(
        sv="kolumnen `{column}`: det finns inget övrigt i ärendet, för det saknas andra"
        " rader eller en av dem gäller alltid",
        sv_remedy="ge de andra raderna sina villkor, eller ta bort `{value}`",
        en="column `{column}`: nothing is left of the matter, for there are no other rows"
        " or one of them always holds",
        en_remedy="give the other rows their conditions, or remove `{value}`",
    ),
    "order/substitute-for-nobody": MessageText(
        sv="kolumnen `{column}`: `{name}` är ingen delegat på raden",
        sv_remedy="skriv ersättaren för en av radens delegater",
        en="column `{column}`: `{name}` is no delegate of the row",
        en_remedy="name the substitute of a delegate of the row",
    ),
    # grants in rules
    "grant/no-committee": MessageText(
        sv="`{role}` är ingen nämnd och kan inte delegera",
        sv_remedy="nämn nämnden, eller säg att rollen är en nämnd (`is: [namnd]`)",
        en="`{role}` is no committee and can delegate nothing",
        en_remedy="name the committee, or say that the role is one (`is: [namnd]`)",
    ),
    "grant/other-organ": MessageText(
        sv="`{role}` är ett annat organ, och en nämnd kan inte delegera dit"
        " (kommunallagen 6 kap. 37 §)",
        sv_remedy="stryk raden: en hänvisning till ett annat organ hör hemma i"
        " reglementet, eller i en anmärkning",
        en="`{role}` is another organ, and a committee cannot delegate there (Local"
        " Government Act, Chapter 6, Section 37)",
        en_remedy="delete the row: that another organ decides belongs in the rules of"
        " procedure, or in a note",
    ),
    "grant/no-head": MessageText(
        sv="`{role}` är ingen förvaltningschef och får inte delegera vidare"
        " (kommunallagen 7 kap. 6 §)",
        sv_remedy="låt en förvaltningschef besluta om det, eller säg att rollen är en"
        " (`is: [forvaltningschef]`)",
        en="`{role}` is no head of administration and may pass nothing on (Local"
        " Government Act, Chapter 7, Section 6)",
        en_remedy="let a head of administration do it, or say that the role is one"
        " (`is: [forvaltningschef]`)",
    ),
    "grant/no-employee": MessageText(
        sv="`{role}` är ingen anställd, och bara till anställda får en förvaltningschef"
        " delegera vidare (kommunallagen 7 kap. 6 §)",
        sv_remedy="nämn en anställd, eller säg att rollen är en (`is: [anstalld]`)",
        en="`{role}` is no employee, and to employees alone a head of administration may"
        " pass on (Local Government Act, Chapter 7, Section 6)",
        en_remedy="name an employee, or say that the role is one (`is: [anstalld]`)",
    ),
    "grant/not-alone": MessageText(
        sv="var och en som nämnden delegerar till beslutar ensam",
        sv_remedy="nämn en roll, eller flera med `any_of`",
        en="each to whom a committee delegates decides alone",
        en_remedy="name one role, or several by `any_of`",
    ),
    "grant/no-delegate": MessageText(
        sv="`{role}` står inte bland dem som beslutar",
        sv_remedy="nämn ersättaren för en av dem under `decides`",
        en="`{role}` is not among those who decide",
        en_remedy="name the substitute of one of those in `decides`",
    ),
}
