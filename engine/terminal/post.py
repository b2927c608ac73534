"""`mandat post`: what a post may decide on a day, and what it must report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.pages.entries import ListKind
from ..rulebook.model.texts import Text
from ..space.staffing import Presence
from .completers import POSTS
from .exits import Exit
from .output import output
from .parameters import argument, option
from .values import day_option
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options

#: When nobody can decide anything in the post, whoever they are.
_NOT_THERE = frozenset({Presence.NOT_YET, Presence.NO_LONGER})


@verb(
    "post",
    example="post AC-BARN -m orrhed --on 2026-07-08",
    more=Text(
        sv="""\
Posterna står i `posts.csv` i kommunens paket. Utan POST listas de. Det som har gått
över är det som en post inte kan besluta för att den är borta, vakant eller jävig.""",
        en="""\
The posts stand in `posts.csv` of the municipality's pack. Without POST they are listed.
What has moved is what a post cannot decide, being away, vacant or disqualified.""",
    ),
)
@argument("post", Text(sv="POST", en="POST"), nargs=-1, shell_complete=POSTS)
@day_option(
    Text(
        sv="Dagen som visas; annars i dag.",
        en="Day that is shown; today when left out.",
    ),
)
@option(
    "--disqualified",
    about=Text(
        sv="En post vars innehavare är jävig; får ges flera gånger.",
        en="A post whose holder is disqualified; may be given several times.",
    ),
    value=Text(sv="POST", en="POST"),
    multiple=True,
    shell_complete=POSTS,
)
def post(options: Options) -> Exit:
    """Tell what a post may decide on a day, what has moved, and what it reports."""
    if not options["post"]:
        listed = options.mandat.listing(ListKind.POSTS, options.named)
        output(
            options.format,
            text=lambda: listed.to_page(options.language),
            json=lambda: listed.to_dict(options.language),
        )
        return Exit.DONE if listed.entries else Exit.NO_ONE_OR_SEVERAL
    shown = options.municipality.post(
        " ".join(options["post"]),
        on=options.day,
        disqualified=options["disqualified"],
    )
    output(
        options.format,
        text=lambda: shown.to_page(options.language),
        json=lambda: shown.to_dict(options.language),
    )
    is_gone = shown.day.situation.presence in _NOT_THERE
    return Exit.NO_ONE_OR_SEVERAL if is_gone else Exit.DONE
