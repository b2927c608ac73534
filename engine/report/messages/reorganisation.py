"""Messages about plans of a reorganisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "plan/unusable": MessageText(
        sv="planen används inte, {count} saker är fel i den",
        en="the plan is not used, {count} things are wrong in it",
    ),
    "plan/no-municipality": MessageText(
        sv="ingen kommun är angiven",
        sv_remedy="ange vems organisation det är med `-m`",
        en="no municipality is named",
        en_remedy="name whose organisation it is with `-m`",
    ),
    "plan/folder-in-use": MessageText(
        sv="`{path}` finns redan och är ingen tom mapp",
        sv_remedy="ange en mapp som inte finns",
        en="`{path}` is there already and is no empty folder",
        en_remedy="name a folder that is not there",
    ),
    "plan/unknown-role": MessageText(
        sv="känner inte till rollen `{role}`",
        sv_remedy="nämn en roll som finns, eller skriv den nya under `roles:` i planen",
        en="the role `{role}` is not known",
        en_remedy="name a role that is there, or write the new one under `roles:` of the plan",
    ),
    "plan/known-role": MessageText(
        sv="rollen `{role}` finns redan",
        sv_remedy="ge den nya ett annat id, eller stryk den under `roles:` och använd den som finns",
        en="the role `{role}` is there already",
        en_remedy="give the new one another id, or strike it under `roles:` and use the one that is there",
    ),
    "plan/no-label": MessageText(
        sv="den nya rollen `{role}` saknar namn",
        sv_remedy="lägg till `label:`",
        en="the new role `{role}` has no name",
        en_remedy="add `label:`",
    ),
    "plan/role-to-come": MessageText(
        sv="`{role}` finns inte förrän planen gäller",
        sv_remedy="nämn en roll som finns i dag",
        en="`{role}` is not there before the plan holds",
        en_remedy="name a role that is there today",
    ),
    "plan/role-twice": MessageText(
        sv="planen säger två saker om `{role}`",
        sv_remedy="behåll en av dem: den första står i {first}",
        en="the plan says two things of `{role}`",
        en_remedy="keep one of them: the first stands at {first}",
    ),
    "plan/relative-role": MessageText(
        sv="`{role}` är ingen bestämd, utan den som ett ärende pekar ut",
        sv_remedy="nämn rollen som den betyder",
        en="`{role}` is nobody for good, but whoever a matter points out",
        en_remedy="name the role that it means",
    ),
    "plan/into-itself": MessageText(
        sv="`{role}` blir sig själv",
        sv_remedy="nämn en annan roll",
        en="`{role}` becomes itself",
        en_remedy="name another role",
    ),
    "plan/same-part": MessageText(
        sv="`{role}` är två av delarna",
        sv_remedy="nämn varje del en gång",
        en="`{role}` is two of the parts",
        en_remedy="name each part once",
    ),
    "plan/share-of-another": MessageText(
        sv="`{role}` är ingen av delarna",
        sv_remedy="lägg till den under `into:`, eller nämn en av dem",
        en="`{role}` is none of the parts",
        en_remedy="add it under `into:`, or name one of them",
    ),
    "plan/unknown-power": MessageText(
        sv="`{power}` är ingen punkt, inget ärende och ingen regel där `{role}` nämns",
        sv_remedy="skriv numret som i ordningen (`SN 2.1`), ärendets namn eller regelns id",
        en="`{power}` is no point, matter or rule in which `{role}` is named",
        en_remedy="write the number as in the order (`SN 2.1`), the name of the matter or the id of the rule",
    ),
    "plan/heir-goes": MessageText(
        sv="`{role}` tar över, men planen gör något annat av den",
        sv_remedy="nämn vad den blir i stället",
        en="`{role}` takes over, but the plan makes something else of it",
        en_remedy="name what it becomes instead",
    ),
}
