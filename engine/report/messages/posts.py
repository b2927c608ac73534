"""Messages about posts: the lines of `posts.csv`, and who was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "posts/of-no-municipality": MessageText(
        sv="poster hör till en kommun, och paketet är ingen kommuns",
        sv_remedy="flytta `posts.csv` till kommunens paket",
        en="posts belong to a municipality, and the pack is none's",
        en_remedy="move `posts.csv` to the pack of the municipality",
    ),
    "posts/elsewhere": MessageText(
        sv="`{file}` läses inte här: posterna står i `posts.csv` bredvid `pack.yaml`",
        sv_remedy="flytta filen dit, och ge den det namnet",
        en="`{file}` is not read here: posts stand in `posts.csv` beside `pack.yaml`",
        en_remedy="move the file there, and give it that name",
    ),
    "posts/unknown-column": MessageText(
        sv="kolumnen `{column}` är okänd",
        sv_remedy="stryk den, eller skriv en av dem som sidan om poster räknar upp",
        en="unknown column `{column}`",
        en_remedy="remove it, or write one of those that the page of posts lists",
    ),
    "posts/no-column": MessageText(
        sv="tabellen saknar kolumnen `{column}`",
        sv_remedy="lägg till den",
        en="the table lacks the column `{column}`",
        en_remedy="add it",
    ),
    "posts/no-post": MessageText(
        sv="kolumnen `{column}`: raden säger inte vilken post den gäller",
        sv_remedy="skriv postens namn; varje post har en rad",
        en="column `{column}`: the row does not say which post it is about",
        en_remedy="write the name of the post; each post has one row",
    ),
    "posts/same-post": MessageText(
        sv="posten `{post}` står redan på {first}",
        sv_remedy="ge den ett annat namn, eller slå ihop raderna",
        en="the post `{post}` already stands at {first}",
        en_remedy="name it otherwise, or make the rows one",
    ),
    "posts/no-role": MessageText(
        sv="kolumnen `{column}`: posten har ingen roll",
        sv_remedy="skriv en roll ur ordlistan, eller flera med komma mellan",
        en="column `{column}`: the post has no role",
        en_remedy="write a role of the vocabulary, or several with commas between",
    ),
    "posts/unknown-role": MessageText(
        sv="kolumnen `{column}`: `{name}` är ingen känd roll",
        sv_remedy="skriv en roll ur ordlistan",
        en="column `{column}`: `{name}` is no known role",
        en_remedy="write a role of the vocabulary",
    ),
    "posts/no-committee": MessageText(
        sv="kolumnen `{column}`: `{name}` är ingen nämnd",
        sv_remedy="skriv den nämnd vars delegationsordning posten beslutar efter",
        en="column `{column}`: `{name}` is no committee",
        en_remedy="write the committee by whose order the post decides",
    ),
    "posts/unknown-post": MessageText(
        sv="kolumnen `{column}`: `{name}` är ingen post i tabellen",
        sv_remedy="skriv en post som den heter i kolumnen för poster",
        en="column `{column}`: `{name}` is no post of the table",
        en_remedy="write a post as it is called in the column of posts",
    ),
    "posts/several-superiors": MessageText(
        sv="kolumnen `{column}`: `{value}` är flera, och en post har en överordnad",
        sv_remedy="skriv den närmaste",
        en="column `{column}`: `{value}` are several, and a post has one superior",
        en_remedy="write the immediate one",
    ),
    "posts/own-substitute": MessageText(
        sv="kolumnen `{column}`: `{post}` är sin egen ersättare",
        sv_remedy="skriv en annan post",
        en="column `{column}`: `{post}` is its own substitute",
        en_remedy="write another post",
    ),
    "posts/superior-ring": MessageText(
        sv="poster är sin egen överordnad: {ring:ring}",
        sv_remedy="låt en av dem ha en annan överordnad, eller ingen",
        en="posts are above themselves: {ring:ring}",
        en_remedy="let one of them have another superior, or none",
    ),
    "posts/no-number": MessageText(
        sv="kolumnen `{column}`: `{value}` är inget antal",
        sv_remedy="skriv ett heltal, 0 medan posten är vakant",
        en="column `{column}`: `{value}` is no number",
        en_remedy="write a whole number, 0 while the post is vacant",
    ),
    "posts/no-yes": MessageText(
        sv="kolumnen `{column}`: `{value}` är varken ja eller nej",
        sv_remedy="skriv `ja` eller `nej`, eller låt cellen vara tom",
        en="column `{column}`: `{value}` is neither yes nor no",
        en_remedy="write `yes` or `no`, or leave the cell empty",
    ),
    "posts/no-absence": MessageText(
        sv="kolumnen `{column}`: `{value}` är ingen tid",
        sv_remedy="skriv till exempel `2026-07-01–2026-07-31`, flera med komma mellan",
        en="column `{column}`: `{value}` is no period",
        en_remedy="write for example `2026-07-01–2026-07-31`, several with commas"
        " between",
    ),
    "posts/backwards": MessageText(
        sv="kolumnen `{column}`: {last} är före {first}",
        sv_remedy="skriv den första dagen först",
        en="column `{column}`: {last} is before {first}",
        en_remedy="write the first day first",
    ),
    "question/no-posts": MessageText(
        sv="här finns inga poster",
        sv_remedy="skriv dem i `posts.csv` i kommunens paket, och välj kommun med `-m`",
        en="there are no posts here",
        en_remedy="write them in `posts.csv` of the municipality's pack, and choose the"
        " municipality by `-m`",
    ),
    "question/unknown-post": MessageText(
        sv="`{name}` är ingen post här",
        sv_remedy="`mandat list poster` räknar upp dem",
        en="`{name}` is no post here",
        en_remedy="`mandat list posts` lists them",
    ),
    "question/several-posts": MessageText(
        sv="flera poster heter `{name}`",
        sv_remedy="skriv {known:either}",
        en="several posts are called `{name}`",
        en_remedy="write {known:either}",
    ),
}
