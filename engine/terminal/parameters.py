"""Options and arguments whose names and help are in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .audience import audience
from .errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..rulebook.model.texts import Text

_TYPED = click.core.ParameterSource.COMMANDLINE


class Option(click.Option):
    """An option with help in both languages."""

    def __init__(
        self,
        names: list[str],
        *,
        about: Text,
        value: Text | None = None,
        **more: Any,
    ) -> None:
        """Take the option's names, its help, and what help calls its value."""
        super().__init__(names, **more)
        self.about = about
        self.value = value

    def consume_value(
        self, ctx: click.Context, opts: Mapping[str, Any]
    ) -> tuple[Any, click.core.ParameterSource]:
        """Return what was typed, else what the option is without.

        Raises:
            WrongUsageError: the value is missing, and the next option stands there.
        """
        value, source = super().consume_value(ctx, opts)
        if source is _TYPED and not self.is_flag:
            options = (p for p in ctx.command.params if isinstance(p, click.Option))
            names = {name for each in options for name in each.opts}
            if names.intersection(value if self.multiple else (value,)):
                raise WrongUsageError("usage/no-value", option=shown(self))
        return value, source

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value in help."""
        if self.value is None:
            return super().make_metavar(ctx)
        return audience(ctx).text(self.value)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names of the option and its help."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        say, about = audience(ctx).say, audience(ctx).text(self.about)
        if self.show_default:
            default = self.get_default(ctx)
            about += say(f"  [annars: {default}]", f"  [default: {default}]")
        return record[0], about


class CommonOption(Option):
    """An option that may stand before the verb as well as after it."""

    def consume_value(
        self, ctx: click.Context, opts: Mapping[str, Any]
    ) -> tuple[Any, click.core.ParameterSource]:
        """Return what was typed in any of the places, else what the option is without.

        Raises:
            WrongUsageError: two places say different things.
        """
        value, source = super().consume_value(ctx, opts)
        typed: dict[str, Any] = ctx.meta.setdefault(__name__, {})
        if source is _TYPED:
            before = typed.setdefault(self.name, value)
            if before != value:
                one, other = (_plain(each) for each in (before, value))
                raise WrongUsageError(
                    "usage/option-twice", option=shown(self), one=one, other=other
                )
        elif self.name in typed:
            return typed[self.name], _TYPED
        return value, source


class Argument(click.Argument):
    """An argument with a name in both languages."""

    def __init__(
        self,
        names: list[str],
        *,
        value: Text,
        **more: Any,
    ) -> None:
        """Take the argument's name in code, and its name in help."""
        super().__init__(names, **more)
        self.value = value

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the argument in the usage line."""
        name = audience(ctx).text(self.value)
        name = name if self.required else f"[{name}]"
        return name if self.nargs == 1 else f"{name}..."


def option(
    *names: str,
    about: Text,
    value: Text | None = None,
    cls: type[Option] = Option,
    **more: Any,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds an option to a verb.

    Args:
        names: the option's names, and its name in code where that is another.
        about: its help.
        value: what help calls the value, as in `--on DATE`.
        cls: the class of the option.
        more: what else click takes.
    """
    return click.option(*names, cls=cls, about=about, value=value, **more)


def argument(
    name: str,
    value: Text,
    **more: Any,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds an argument to a verb, with its name in code and in help."""
    return click.argument(name, cls=Argument, value=value, **more)


def shown(parameter: click.Parameter | None) -> str | Text:
    """Return how a message names an option or argument."""
    if isinstance(parameter, Argument):
        return parameter.value
    return max(parameter.opts, key=len) if parameter else ""


def _plain(value: Any) -> str:  # noqa: ANN401 - as it was typed
    return ", ".join(value) if isinstance(value, (list, tuple)) else str(value)
