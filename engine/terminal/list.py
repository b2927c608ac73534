"""`mandat list`: the words there are to ask with, the documents, the packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.pages.entries import ListKind
from ..rulebook.model.names import name_key
from ..rulebook.model.texts import Text
from .exits import Exit
from .output import output
from .parameters import argument
from .values import WordChoice
from .verbs import verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click

    from .options import Options

#: What each list is called in Swedish; both words are understood.
_SWEDISH = {
    ListKind.MUNICIPALITIES: "kommuner",
    ListKind.PACKS: "paket",
    ListKind.ROLES: "roller",
    ListKind.MATTERS: "ärenden",
    ListKind.ACTS: "handlingar",
    ListKind.CIRCUMSTANCES: "omständigheter",
    ListKind.SOURCES: "dokument",
    ListKind.POSTS: "poster",
}


class TranslatedChoice(WordChoice):
    """One of a few words, each of which may be typed in Swedish too."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Take the words, each with the same in Swedish."""
        super().__init__(*words)
        self._swedish = {name_key(own): word for word, own in words.items()}

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word that was typed, in English."""
        return super().convert(
            self._swedish.get(name_key(str(value)), value), param, ctx
        )


@verb(
    "list",
    example="list circumstances mål -m linköping",
    more=Text(
        sv="""\
VAD är `kommuner`, `roller`, `poster`, `ärenden`, `handlingar`, `omständigheter`,
`dokument` eller `paket`. ORD väljer ut dem som har ett namn som börjar så. Vad som
gäller ett av orden säger `mandat show`, vilka regler som finns `mandat rules`, och hur
dokumentens stycken är omhändertagna `mandat sources`.""",
        en="""\
WHAT is `municipalities`, `roles`, `posts`, `matters`, `acts`, `circumstances`,
`sources` or `packs`. WORDS choose those with a name that begins so. What holds for one
of them is told by `mandat show`, which rules there are by `mandat rules`, and how the
passages of documents are accounted for by `mandat sources`.""",
    ),
)
@argument(
    "what",
    Text(sv="VAD", en="WHAT"),
    type=TranslatedChoice({kind.value: word for kind, word in _SWEDISH.items()}),
)
@argument("words", Text(sv="ORD", en="WORDS"), nargs=-1)
def list(options: Options) -> Exit:  # noqa: A001 - the name of the verb
    """List the words, documents or packs there are: ids, labels, synonyms, values."""
    kind = ListKind(options["what"])
    listed = options.mandat.listing(kind, options.named, *options["words"])
    output(
        options.format,
        text=lambda: listed.to_page(options.language),
        json=lambda: listed.to_dict(options.language),
    )
    return Exit.DONE if listed.entries else Exit.NO_ONE_OR_SEVERAL
