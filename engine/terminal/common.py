"""The options that every command takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..report.lines import NARROWEST
from ..rulebook.model.texts import Text
from .completers import MUNICIPALITIES
from .display import COLORS, WIDEST
from .errors import WrongUsageError
from .parameters import CommonOption, option, shown
from .values import Whole, WordChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: What leaving out -m means: to those who ask a question, and to those who look at
#: all rules.
LAW_ALONE = Text(
    sv="Vems regler som gäller; utan den talar bara lag och vägledning.",
    en="Whose rules count; without it only the law and guidance speak.",
)
OF_ALL = Text(
    sv="Vems regler det handlar om; annars allas.",
    en="Whose rules to look at; those of all when left out.",
)


class _Name(click.types.StringParamType):
    """A text that is one name, also where it is a variable with spaces in it."""

    envvar_list_splitter = "\n"


def _only_one(
    _: click.Context, parameter: click.Parameter, named: tuple[str, ...]
) -> str | None:
    """Return the only name, or None; of two the last would win in silence."""
    if len(set(named)) > 1:
        one, other = list(dict.fromkeys(named))[:2]
        raise WrongUsageError(
            "usage/option-twice", option=shown(parameter), one=one, other=other
        )
    return named[0] if named else None


def common_options(
    formats: Sequence[str], municipality: Text, *, is_several: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds the options every command takes.

    Args:
        formats: the values of `--format`, the first one being the default; none where
            that is left to the verb.
        municipality: what `-m` means, and leaving it out.
        is_several: whether it may name several.
    """
    options = (
        option(
            "-m",
            "--municipality",
            about=municipality,
            value=Text(sv="NAMN", en="NAME"),
            cls=CommonOption,
            multiple=True,
            type=_Name(),
            callback=None if is_several else _only_one,
            envvar="MANDAT_MUNICIPALITY",
            shell_complete=MUNICIPALITIES,
        ),
        option(
            "--rules",
            about=Text(
                sv="Mapp med regelpaket att använda i stället för de medföljande.",
                en="Folder of rule packs to use instead of the shipped ones.",
            ),
            value=Text(sv="MAPP", en="DIR"),
            cls=CommonOption,
            type=click.Path(),
            envvar="MANDAT_RULES",
        ),
        _format_option(formats),
        option(
            "--width",
            about=Text(
                sv=(
                    "Hur många tecken en rad rymmer; annars terminalens bredd, "
                    "och 88 utan terminal."
                ),
                en=(
                    "How many columns a line has; those of the terminal when left "
                    "out, and 88 without one."
                ),
            ),
            value=Text(sv="ANTAL", en="COUNT"),
            cls=CommonOption,
            type=Whole(NARROWEST, WIDEST),
        ),
        option(
            "--color",
            about=Text(
                sv="Fetstil och färg: där en terminal visar dem, alltid eller aldrig.",
                en="Bold and colour: where a terminal shows them, always or never.",
            ),
            cls=CommonOption,
            type=WordChoice(*COLORS),
        ),
        option(
            "--lang",
            about=Text(
                sv="Språk för svar, hjälp och fel.",
                en="Language of answers, help and errors.",
            ),
            cls=CommonOption,
            type=WordChoice("sv", "en"),
        ),
    )

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for each in reversed(options):
            command = each(command)
        return command

    return add


def _format_option(
    formats: Sequence[str],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    if not formats:
        about = Text(
            sv="Svarets form: `text`, `json` eller en annan som kommandot har.",
            en="Form of the answer: `text`, `json` or another that the command has.",
        )
        form = Text(sv="FORM", en="FORM")
        return option("--format", about=about, value=form, cls=CommonOption)
    return option(
        "--format",
        about=Text(sv="Svarets form.", en="Form of the answer."),
        cls=CommonOption,
        type=WordChoice(*formats),
        default=formats[0],
        show_default=True,
    )
