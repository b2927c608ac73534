"""The options that every command takes, and what the options of one command mean."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..report.commands import Setting
from ..report.say import Say
from ..report.wording import Wording
from ..rulebook.loading.opening import open_jurisdiction, open_jurisdictions
from ..rulebook.loading.shipped import shipped
from .environment import cache_folder, locale_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..rulebook.model.packs import Jurisdiction

#: What leaving out -m means: to those who ask a question, and to those who look at
#: all rules.
LAW_ALONE = "Whose rules count; without it only the law and guidance speak."
OF_ALL = "Whose rules to look at; those of all when left out."


class Options:
    """The options and arguments of one command: where, when, and how to print."""

    def __init__(self, context: click.Context) -> None:
        """Take the values of the options and arguments."""
        values = context.params
        self._context = context
        self.municipality: str = values.get("municipality") or ""
        self.rules: Path | None = values.get("rules")
        self.format: str = values.get("format") or "text"
        self.language: str = values.get("lang") or locale_language()
        on = values.get("on")
        self.is_dated = on is not None
        self.on: dt.date = on.date() if on else _today()

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as click converted it
        """Return the value of an option or argument by its name."""
        return self._context.params[name]

    def is_typed(self, name: str) -> bool:
        """Tell whether somebody typed an option, instead of leaving it out."""
        return (
            self._context.get_parameter_source(name)
            is click.core.ParameterSource.COMMANDLINE
        )

    @property
    def say(self) -> Say:
        """What chooses the language of whoever reads the report."""
        return Say(self.language)

    @property
    def folder(self) -> Path:
        """The folder of packs: the one named, or the one that was shipped."""
        return self.rules or shipped("rules")

    @property
    def setting(self) -> Setting:
        """What commands that show the same thing must repeat."""
        on = self.on.isoformat() if self.is_dated else ""
        return Setting(rules=str(self.rules or ""), on=on, today=_today().isoformat())

    @property
    def scenarios_beside(self) -> Path | None:
        """The scenarios that lie beside the rules in use, if any do."""
        beside = self.folder.resolve().parent / "scenarios"
        return beside if beside.is_dir() else None

    def jurisdiction(self, municipality: str | None = None) -> Jurisdiction:
        """Return the rules that speak for the municipality."""
        named = self.municipality if municipality is None else municipality
        return open_jurisdiction(self.folder, named, cache_folder())

    def jurisdictions(self) -> list[Jurisdiction]:
        """Return the rules of the municipality named, or of all of them."""
        return open_jurisdictions(self.folder, self.municipality, cache_folder())

    def wording(self, jurisdiction: Jurisdiction) -> Wording:
        """Return the words of a jurisdiction in the language asked for."""
        return Wording(jurisdiction, self.say)

    def wordings(
        self, jurisdictions: Mapping[str, Jurisdiction]
    ) -> Callable[[str], Wording]:
        """Return how to get the words of one of several municipalities."""
        return cache(lambda id_: self.wording(jurisdictions[id_]))


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


class _Name(click.types.StringParamType):
    """A text that is one name, also where it is a variable with spaces in it."""

    envvar_list_splitter = "\n"


def _only_one(
    context: click.Context, parameter: click.Parameter, named: tuple[str, ...]
) -> str | None:
    """Return the only name, or None; of two the last would win in silence."""
    if len(named) > 1:
        msg = f"{', '.join(named)}: name one, or leave it out"
        raise click.BadParameter(msg, context, parameter)
    return named[0] if named else None


def common_options(
    formats: Sequence[str], municipality: str
) -> Iterable[Callable[..., Any]]:
    """Return what adds the options every command takes, the last one first."""
    return (
        click.option(
            "--lang", type=click.Choice(["sv", "en"]), help="Language of the answer."
        ),
        click.option(
            "--format",
            type=click.Choice(list(formats)),
            default=formats[0],
            show_default=True,
            help="Form of the answer.",
        ),
        click.option(
            "--rules",
            type=click.Path(path_type=Path),
            envvar="MANDAT_RULES",
            help="Folder of rule packs to use instead of the shipped ones.",
        ),
        click.option(
            "-m",
            "--municipality",
            multiple=True,
            type=_Name(),
            callback=_only_one,
            envvar="MANDAT_MUNICIPALITY",
            help=municipality,
        ),
    )
