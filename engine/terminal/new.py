"""`mandat new`: a pack for a municipality that has none, with its first rule."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..report.phrases import ENUMS
from ..rulebook.model.problems import nearest
from ..rulebook.model.sources import Rank
from ..rulebook.model.texts import Text
from .errors import WrongUsageError
from .exits import Exit
from .output import message, output, progress
from .parameters import argument, option
from .values import WordChoice
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options

#: The folder of packs unless somebody names another.
_RULES = Path("rules")
#: What a document of a municipality may be; law and general guidance are no town's.
_RANKS = tuple(r for r in Rank if r not in {Rank.LAW, Rank.GUIDANCE})
_WORDS = tuple(rank.value for rank in _RANKS)


class _Prompt(NamedTuple):
    """What is asked when an option is left out."""

    option: str
    text: Text
    example: Text


_PROMPTS = (
    _Prompt(
        "municipality",
        Text(sv="Kommunens namn", en="Name of the municipality"),
        Text(sv="Lillköping", en="Lillköping"),
    ),
    _Prompt(
        "document",
        Text(sv="Dokumentets titel", en="Title of the document"),
        Text(sv="Riktlinje för inköp", en="Riktlinje för inköp"),
    ),
    _Prompt(
        "section",
        Text(
            sv="Var i dokumentet står det första stycket",
            en="Where in the document does its first passage stand",
        ),
        Text(sv="1 §", en="1 §"),
    ),
    _Prompt(
        "matter",
        Text(
            sv="Vad beslutas enligt stycket (ärendet)",
            en="What does the passage have decided (the matter), in Swedish",
        ),
        Text(sv="inköp", en="inköp"),
    ),
    _Prompt(
        "decides",
        Text(
            sv="Vem beslutar det (rollen)",
            en="Who decides it (the role), in Swedish",
        ),
        Text(sv="enhetschefen", en="enhetschefen"),
    ),
)


@verb(
    "new",
    example='new Lillköping --document "Riktlinje för inköp" --section "1 §" '
    "--matter inköp --decides enhetschefen --show",
    municipality=Text(
        sv="Kommunens namn, som KOMMUN.",
        en="Name of the municipality, as MUNICIPALITY.",
    ),
    more=Text(
        sv="""\
Skriver ett paket i mappen `rules` och ett fall i `scenarios` bredvid den, eller där
--rules säger: ett dokument, ett stycke, en regel och ett fall, att bygga vidare på. Vid
en terminal frågar kommandot efter det som inte är angivet. Det som finns skrivs aldrig
över. Lagen följer med Mandat och behöver inte kopieras.""",
        en="""\
Writes a pack in the folder `rules` and a case in `scenarios` beside it, or where
--rules says: one document, one passage, one rule and one case, to build on. At a
terminal the command asks for what was left out. What is there is never overwritten. The
law comes with Mandat and need not be copied.""",
    ),
)
@argument("name", Text(sv="KOMMUN", en="MUNICIPALITY"), nargs=-1)
@option(
    "--document",
    about=Text(sv="Dokumentets titel.", en="Title of the document."),
    value=Text(sv="TITEL", en="TITLE"),
)
@option(
    "--rank",
    about=Text(
        sv="Vems dokument det är: det högre går före det lägre.",
        en="Whose document it is: the higher goes before the lower.",
    ),
    type=WordChoice(*_WORDS),
)
@option(
    "--section",
    about=Text(
        sv="Var i dokumentet stycket står.",
        en="Where in the document the passage stands.",
    ),
    value=Text(sv="PLATS", en="PLACE"),
)
@option(
    "--matter",
    about=Text(sv="Det som beslutas.", en="What is decided."),
    value=Text(sv="ÄRENDE", en="MATTER"),
)
@option(
    "--decides",
    about=Text(sv="Den som beslutar.", en="Who decides."),
    value=Text(sv="ROLL", en="ROLE"),
)
@option(
    "--is",
    "kind",
    about=Text(
        sv="Vad ROLL är, om lagen inte har den: anställd, utskott, nämnd.",
        en="What ROLE is where the law has no such role: anställd, utskott, nämnd.",
    ),
    value=Text(sv="SLAG", en="KIND"),
)
@option(
    "--show",
    about=Text(
        sv="Visa filerna i stället för att skriva dem.",
        en="Show the files instead of writing them.",
    ),
    is_flag=True,
)
@option(
    "--id",
    about=Text(
        sv="Mappens namn; annars kommunens namn utan å, ä och ö.",
        en="Name of the folder; else that of the municipality without å, ä and ö.",
    ),
    value=Text(sv="ID", en="ID"),
)
def new(options: Options) -> Exit:
    """Write a pack for a MUNICIPALITY that has none, with its first rule."""
    from ..service.new_pack import FirstRule, new_pack  # noqa: PLC0415 - help needs none

    told = {
        "municipality": _name(options),
        **{q.option: options[q.option] or "" for q in _PROMPTS[1:]},
    }
    rank: str = options["rank"] or ""
    missing = [q for q in _PROMPTS if not told[q.option].strip()]
    if missing and not _may_ask(options):
        names = tuple(
            options.say.text(Text(sv="KOMMUN", en="MUNICIPALITY"))
            if each.option == "municipality"
            else f"--{each.option}"
            for each in missing
        )
        raise WrongUsageError("usage/new-lacks", options=names)
    if missing:
        told |= {each.option: _answer(each, options) for each in missing}
        rank = rank or _rank(options)
    first = FirstRule(
        **told,
        rank=Rank(rank or Rank.GUIDELINE.value),
        kind=options["kind"] or "",
        id=options["id"] or "",
    )
    made = new_pack(options.rules or _RULES, first, options.language)
    if not options["show"]:
        with progress(options.say("Prövar paketet", "Trying the pack")) as tell:
            made = made.write(tell)
    output(
        options.format,
        text=lambda: made.to_page(options.language),
        json=lambda: made.to_dict(options.language),
    )
    return Exit.DONE


def _name(options: Options) -> str:
    """Return the name of the municipality, as an argument or with `-m`."""
    name = " ".join(options["name"]).strip()
    named = options.named if options.is_typed("municipality") else ""
    if name and named and name != named:
        raise WrongUsageError(
            "usage/option-twice", option="KOMMUN", one=name, other=named
        )
    return name or named


# asking ---------------------------------------------------------------------------


def _may_ask(options: Options) -> bool:
    """Tell whether somebody sits there who can answer."""
    return options.format == "text" and sys.stdin.isatty() and sys.stderr.isatty()


def _answer(question: _Prompt, options: Options) -> str:
    """Return what somebody types, asked again until there is something."""
    example = options.say.text(question.example)
    text = options.say.text(question.text)
    shown = options.say(f"{text} (t.ex. {example})", f"{text} (such as {example})")
    while not (typed := _typed(shown, options)):
        pass
    return typed


def _rank(options: Options) -> str:
    """Return whose document it is, by number or word."""
    message(options.say("Vems dokument är det?", "Whose document is it?"))
    for number, rank in enumerate(_RANKS, 1):
        message(f"  {number}  {options.say(*ENUMS[rank])} ({rank.value})")
    known = {str(number): word for number, word in enumerate(_WORDS, 1)}
    while True:
        typed = _typed(f"1–{len(_RANKS)}", options).casefold()
        near = nearest(typed, _WORDS, most=1)
        word = known.get(typed) or (typed if typed in _WORDS else "")
        if word:
            return word
        if near:
            message(options.say(f"menar du {near[0]}?", f"did you mean {near[0]}?"))


def _typed(prompt: str, options: Options) -> str:
    """Return what somebody types; whoever stops here has written nothing."""
    try:
        answer: str = click.prompt(
            prompt, default="", show_default=False, prompt_suffix=" > ", err=True
        )
    except click.Abort:
        message(options.say("\nAvbrutet; inget är skrivet.", "\nNothing is written."))
        raise click.exceptions.Exit(Exit.INTERRUPTED) from None
    return answer.strip()
