"""Messages about files and folders, and about what the system says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    # the folder of packs
    "rules/no-folder": MessageText(
        sv="`{path}` är ingen mapp",
        sv_remedy="ange mappen som paketen ligger i",
        en="`{path}` is not a folder",
        en_remedy="give the folder that holds the packs",
    ),
    "rules/no-packs": MessageText(
        sv="i `{path}` finns inga paket",
        sv_remedy="ett paket är en mapp med en `{file}`",
        en="`{path}` holds no packs",
        en_remedy="a pack is a folder with a `{file}`",
    ),
    "rules/too-large": MessageText(
        sv="`{path}` har fler än {most} filer och mappar",
        sv_remedy="ange mappen som bara paketen ligger i",
        en="`{path}` holds over {most} files and folders",
        en_remedy="give the folder that holds the packs and nothing else",
    ),
    "rules/not-shipped": MessageText(
        sv="den här installationen saknar `{folder}/`",
        sv_remedy="installera mandat på nytt",
        en="this copy of mandat came without `{folder}/`",
        en_remedy="install it again",
    ),
    # files and folders that stand where they are named
    "file/folder": MessageText(
        sv="det här är en mapp, ingen fil",
        sv_remedy="byt namn på mappen",
        en="this is a folder, not a file",
        en_remedy="rename the folder",
    ),
    "file/link-to-nothing": MessageText(
        sv="det här är en länk till ingenting",
        sv_remedy="ta bort den",
        en="this is a link to nothing",
        en_remedy="delete it",
    ),
    "file/link-outside": MessageText(
        sv="det här är en länk ut ur mappen, och följs inte",
        sv_remedy="lägg det som länken leder till här, eller ta bort den",
        en="this is a link out of the folder, and is not followed",
        en_remedy="put what it leads to here, or delete it",
    ),
    "file/link-in-a-ring": MessageText(
        sv="det här är en länk till en mapp som den själv ligger i",
        sv_remedy="ta bort den",
        en="this is a link to a folder in which it lies itself",
        en_remedy="delete it",
    ),
    "file/too-deep": MessageText(
        sv="den här mappen ligger i fler än {most} andra",
        sv_remedy="flytta upp den",
        en="this folder lies in over {most} others",
        en_remedy="move it up",
    ),
    "file/too-much": MessageText(
        sv="med den här filen är filerna tillsammans större än {most} MB",
        sv_remedy="ta bort det som inte är regler eller scenarier, eller dela upp dem",
        en="with this file the files are together larger than {most} MB",
        en_remedy="take away what is not rules or scenarios, or divide them",
    ),
    "file/too-many": MessageText(
        sv="den här mappen har fler än {most} filer och mappar",
        sv_remedy="flytta ut allt som inte är YAML",
        en="this folder holds over {most} files and folders",
        en_remedy="move out whatever is not YAML",
    ),
    "file/not-ordinary": MessageText(
        sv="det här är ingen vanlig fil",
        sv_remedy="ta bort den",
        en="this is not an ordinary file",
        en_remedy="delete it",
    ),
    "file/other-suffix": MessageText(
        sv="`{file}` läses inte: det gör bara filer som slutar på `{suffix}`",
        sv_remedy="byt namn till `{name}{suffix}`",
        en="`{file}` is not read: only `*{suffix}` files are",
        en_remedy="rename it to `{name}{suffix}`",
    ),
    "file/no-access": MessageText(
        sv="det här går inte att läsa: {reason}",
        sv_remedy="se efter vem som får läsa det",
        en="this cannot be read: {reason}",
        en_remedy="check who may read it",
    ),
    # files and folders that are named in the message
    "file/unreadable": MessageText(
        sv="`{path}` går inte att läsa: {reason}",
        en="`{path}` cannot be read: {reason}",
    ),
    "file/unwritable": MessageText(
        sv="`{path}` går inte att skriva: {reason}",
        en="`{path}` cannot be written: {reason}",
    ),
    "file/not-text": MessageText(
        sv="`{path}` är ingen text i UTF-8",
        sv_remedy="spara filen som UTF-8",
        en="`{path}` is no UTF-8 text",
        en_remedy="save it as UTF-8",
    ),
    "file/no-texts": MessageText(
        sv="i `{path}` finns inga textfiler (`.txt`, `.md`)",
        sv_remedy="spara dokumenten där som text",
        en="`{path}` holds no text files (`.txt`, `.md`)",
        en_remedy="save the documents there as text",
    ),
    "file/text-too-large": MessageText(
        sv="`{path}` är större än {most} MB",
        sv_remedy="spara bara texten, ett dokument i varje fil",
        en="`{path}` is larger than {most} MB",
        en_remedy="save the text alone, one document in each file",
    ),
    "file/refused": MessageText(
        sv="`{path}` går inte att använda: {reason}",
        en="`{path}` cannot be used: {reason}",
    ),
    # what is printed
    "output/unwritable": MessageText(
        sv="svaret går inte att skriva ut: {reason}",
        en="the answer cannot be printed: {reason}",
    ),
    # the system as a whole
    "system/no-working-folder": MessageText(
        sv="mappen du står i finns inte längre",
        sv_remedy="gå till en annan med `cd`",
        en="the folder you stand in is gone",
        en_remedy="go to another one with `cd`",
    ),
    "system/refused": MessageText(
        sv="systemet säger nej: {reason}", en="the system refuses: {reason}"
    ),
    # why the system refuses one
    "system/no-permission": MessageText(sv="behörighet saknas", en="permission denied"),
    "system/read-only": MessageText(
        sv="disken är skrivskyddad", en="the disk is read-only"
    ),
    "system/disk-full": MessageText(sv="disken är full", en="the disk is full"),
    "system/quota-full": MessageText(
        sv="utrymmet är slut", en="your share of the disk is full"
    ),
    "system/is-a-folder": MessageText(sv="det är en mapp", en="it is a folder"),
    "system/no-folder-above": MessageText(
        sv="en del av sökvägen är ingen mapp", en="a part of the path is no folder"
    ),
    "system/no-such-place": MessageText(
        sv="platsen finns inte", en="there is no such place"
    ),
    "system/name-too-long": MessageText(
        sv="namnet är för långt", en="the name is too long"
    ),
    "system/too-large": MessageText(
        sv="den är större än {most} MB", en="it is larger than {most} MB"
    ),
    "system/closed": MessageText(sv="utmatningen är stängd", en="stdout is closed"),
    "system/not-ordinary": MessageText(
        sv="det är ingen vanlig fil", en="it is no ordinary file"
    ),
    "system/other": MessageText(
        sv="systemet svarar ”{answer}”", en="the system answers “{answer}”"
    ),
}
