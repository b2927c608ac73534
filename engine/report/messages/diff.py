"""Messages about the editions of rules that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "edition/unusable": MessageText(
        sv="utgåvan `{edition}` går inte att läsa",
        en="the edition `{edition}` cannot be read",
    ),
    "edition/nothing-to-compare": MessageText(
        sv="det finns inget att jämföra med",
        sv_remedy="nämn en utgåva, eller två dagar",
        en="there is nothing to compare with",
        en_remedy="name an edition, or two days",
    ),
    "edition/many-days": MessageText(
        sv="{count} dagar är angivna",
        sv_remedy="nämn en eller två: en jämförelse har två sidor",
        en="{count} days are given",
        en_remedy="name one or two: a comparison has two sides",
    ),
    "edition/two-days": MessageText(
        sv="två utgåvor jämförs på en och samma dag",
        sv_remedy="nämn en dag, eller ingen för alla dagar",
        en="two editions are compared on one day",
        en_remedy="name one, or none for every day",
    ),
    "edition/file": MessageText(
        sv="`{edition}` är en fil",
        sv_remedy="nämn en mapp med paket eller en git-revision",
        en="`{edition}` is a file",
        en_remedy="name a folder of packs or a git revision",
    ),
    "edition/unknown": MessageText(
        sv="`{edition}` är varken en mapp eller en revision i git-arkivet",
        sv_remedy="`git log --oneline` listar revisioner, och `git fetch` hämtar dem som bara finns på servern",
        en="`{edition}` is neither a folder nor a revision of the git repository",
        en_remedy="`git log --oneline` lists revisions, and `git fetch` gets those that are only on the server",
    ),
    "edition/no-git": MessageText(
        sv="`{edition}` är ingen mapp, och git finns inte här att fråga",
        sv_remedy="nämn en mapp",
        en="`{edition}` is no folder, and git is not here to ask",
        en_remedy="name a folder",
    ),
    "edition/no-repository": MessageText(
        sv="`{edition}` är ingen mapp, och `{folder}` ligger inte i något git-arkiv",
        sv_remedy="nämn en mapp, eller `--rules` i en utcheckning",
        en="`{edition}` is no folder, and `{folder}` is in no git repository",
        en_remedy="name a folder, or `--rules` in a checkout",
    ),
    "edition/no-packs": MessageText(
        sv="`{edition}` har inga paket i `{folder}`",
        sv_remedy="nämn en senare revision, eller en mapp",
        en="`{edition}` has no packs in `{folder}`",
        en_remedy="name a later revision, or a folder",
    ),
    "edition/link": MessageText(
        sv="`{revision}:{link}` är en länk, som git inte har någon fil för",
        sv_remedy="nämn en mapp i stället",
        en="`{revision}:{link}` is a link, which git keeps no file for",
        en_remedy="name a folder instead",
    ),
    "edition/not-ordinary": MessageText(
        sv="`{name}` i `{folder}` är varken fil eller mapp",
        sv_remedy="nämn en mapp i stället",
        en="`{name}` in `{folder}` is neither a file nor a folder",
        en_remedy="name a folder instead",
    ),
    "edition/wild-name": MessageText(
        sv="`{name}` i `{folder}` är inget namn som en fil får ha",
        sv_remedy="jämför inte med den här revisionen förrän du vet vem som har gjort den",
        en="`{name}` in `{folder}` is no name that a file may have",
        en_remedy="do not compare with this revision before you know who made it",
    ),
    "edition/same-name": MessageText(
        sv="`{name}` i `{folder}` är namnet på två ting",
        sv_remedy="byt namn på det ena; stora och små bokstäver räknas som lika",
        en="`{name}` in `{folder}` is the name of two things",
        en_remedy="rename one; capitals and small letters count as alike",
    ),
    "edition/large-tree": MessageText(
        sv="`{edition}` har för många filer för att läsas",
        sv_remedy="lägg paketen i en egen mapp, eller nämn en mapp",
        en="`{edition}` has too many files to be read",
        en_remedy="keep the packs in a folder of their own, or name a folder",
    ),
    "edition/many-files": MessageText(
        sv="`{folder}` har fler än {most} YAML-filer",
        sv_remedy="lägg paketen i en egen mapp, eller nämn en mapp",
        en="`{folder}` has over {most} YAML files",
        en_remedy="keep the packs in a folder of their own, or name a folder",
    ),
    "edition/large-file": MessageText(
        sv="`{file}` är större än {most} MB",
        sv_remedy="dela upp den, en fil för varje ämne",
        en="`{file}` is larger than {most} MB",
        en_remedy="divide it into one file per topic",
    ),
    "edition/large-folder": MessageText(
        sv="filerna i `{folder}` är större än {most} MB tillsammans",
        sv_remedy="lägg paketen i en egen mapp, eller nämn en mapp",
        en="the files in `{folder}` are together larger than {most} MB",
        en_remedy="keep the packs in a folder of their own, or name a folder",
    ),
    "edition/no-reply": MessageText(
        sv="git svarar inte inom {seconds} sekunder om `{edition}`",
        sv_remedy="kontrollera arkivet med `git fsck`, eller nämn en mapp",
        en="git does not answer within {seconds} seconds about `{edition}`",
        en_remedy="check the repository with `git fsck`, or name a folder",
    ),
    "edition/damaged": MessageText(
        sv="git kan inte läsa allt som `{edition}` består av",
        sv_remedy="hämta hela historiken, eller kontrollera arkivet med `git fsck`",
        en="git cannot read all that `{edition}` consists of",
        en_remedy="fetch the whole history, or check the repository with `git fsck`",
    ),
    "edition/lost-file": MessageText(
        sv="git har ingen fil under `{id}`",
        sv_remedy="hämta hela historiken",
        en="git keeps no file under `{id}`",
        en_remedy="fetch the whole history",
    ),
    "cells/too-many": MessageText(
        sv="omständigheterna {circumstances:plain} ger tillsammans fler än {most} fall",
        en="the circumstances {circumstances:plain} combine into over {most} cells",
    ),
    "cells/too-many-in-all": MessageText(
        sv="alla ärenden har tillsammans {count} fall, och högst {most} kan gås igenom",
        sv_remedy="ta en kommun i taget, eller låt färre ärenden bero på så mycket",
        en="all subjects together have {count} cells, at most {most} can be walked",
        en_remedy="take one municipality at a time, or let fewer depend on so much",
    ),
    "cells/too-many-changed": MessageText(
        sv="det som ändras omfattar {count} fall, och högst {most} kan gås igenom",
        en="what changes combines into {count} cells, at most {most} can be walked",
    ),
    "edition/distrusted": MessageText(
        sv="git litar inte på arkivet med `{folder}`",
        sv_remedy="låt dess ägare köra `mandat`, eller lägg till det i gits `safe.directory`",
        en="git does not trust the repository of `{folder}`",
        en_remedy="let its owner run `mandat`, or add it to git's `safe.directory`",
    ),
}
