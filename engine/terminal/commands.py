"""Commands whose help is in both languages, each imported only when it runs."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import click

from ..rulebook.model.problems import nearest
from ..rulebook.model.texts import Text
from .audience import audience
from .errors import WrongUsageError, wrong_usage
from .overview import VERBS
from .parameters import CommonOption, Option
from .streams import write

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


#: What help tells of a verb that its one sentence tells enough about.
NO_TEXT = Text("")
_HELP = Text(sv="Visa den här hjälpen.", en="Show this help.")


class Verb(click.Command):
    """A command whose help and usage are in the language of the reader."""

    allow_extra_args = True  # refused below, in that language

    def __init__(
        self,
        name: str,
        *,
        key: str,
        about: Text,
        more: Text = NO_TEXT,
        example: str = "",
        **others: Any,
    ) -> None:
        """Take what the verb is for.

        Args:
            name: the last word of the verb.
            key: all its words, as in `train report`.
            about: the sentence that tells what it is for.
            more: what else help tells, in paragraphs.
            example: a command that runs, without `mandat`.
            others: what click takes.
        """
        super().__init__(name, **others)
        self.key = key
        self.about = about
        self.more = more
        self.example = example
        self._help = Option(
            ["-h", "--help"],
            about=_HELP,
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed, and refuse words that nothing takes."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise wrong_usage(error, ctx) from error
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise WrongUsageError("usage/extra-words", words=" ".join(rest))
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option that shows help."""
        del ctx
        return self._help

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line behind the command."""
        say = audience(ctx).say
        arguments = [
            piece for param in self.params for piece in param.get_usage_pieces(ctx)
        ]
        return [say("[FLAGGOR]", "[OPTIONS]"), *arguments]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        words = " ".join(self.collect_usage_pieces(ctx))
        prefix = audience(ctx).say("Användning: ", "Usage: ")
        formatter.write_usage(ctx.command_path, words, prefix)

    def format_help_text(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write what the verb is for."""
        texts = [audience(ctx).text(text) for text in (self.about, self.more)]
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(filter(None, texts)))

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options, those that every verb has behind those of its own."""
        options = [param for param in self.params if isinstance(param, Option)]
        options.sort(key=lambda each: (each.is_eager, is_common(each)))
        records = [each.get_help_record(ctx) for each in (*options, self._help)]
        with formatter.section(audience(ctx).say("Flaggor", "Options")):
            formatter.write_dl([record for record in records if record])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        if self.example:
            example = audience(ctx).say("Exempel", "Example")
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(f"{example}: mandat {self.example}")


class VerbGroup(Verb, click.Group):
    """A verb with verbs below it, each imported only when it runs."""

    def __init__(self, name: str, *, key: str, **others: Any) -> None:
        """Take the words of the verb; `mandat` itself has none."""
        super().__init__(name, key=key, invoke_without_command=True, **others)
        before = f"{key} " if key else ""
        self._below = {
            verb.removeprefix(before): verb
            for verb in VERBS
            if verb.startswith(before) and " " not in verb.removeprefix(before)
        }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the verbs below, in the order of the overview."""
        del ctx
        return list(self._below)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb by its name, by importing its module."""
        del ctx
        if cmd_name not in self._below:
            return None
        # `import` is no name in Python
        end = "_" if iskeyword(cmd_name) else ""
        module = f"{self._below[cmd_name].replace(' ', '_')}{end}"
        command: click.Command = getattr(
            import_module(f".{module}", __package__), f"{cmd_name}{end}"
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb that was typed."""
        name, *rest = args
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            code = "usage/no-such-subcommand" if self.key else "usage/no-such-command"
            near = nearest(name, self._below, most=1)
            raise WrongUsageError(code, name=name, near=near)
        return name, command, rest

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line behind the command."""
        command = audience(ctx).say("KOMMANDO", "COMMAND")
        shown = f"[{command}]" if self.key else f"{command}..."
        return [*Verb.collect_usage_pieces(self, ctx), shown]

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the verbs below, and then the options."""
        self.format_commands(ctx, formatter)
        Verb.format_options(self, ctx, formatter)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the verbs below, none of which is imported for this."""
        with formatter.section(audience(ctx).say("Kommandon", "Commands")):
            formatter.write_dl(
                [
                    (name, audience(ctx).text(VERBS[key]))
                    for name, key in self._below.items()
                ]
            )

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[CompletionItem]:
        """Return what a shell offers behind the command."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - seldom

        verbs = [
            CompletionItem(name, help=audience(ctx).text(VERBS[key]))
            for name, key in self._below.items()
            if name.startswith(incomplete)
        ]
        return verbs + click.Command.shell_complete(self, ctx, incomplete)


def is_common(parameter: click.Parameter) -> bool:
    """Tell whether an option or argument is one of those that every verb has."""
    return isinstance(parameter, CommonOption)


def _show_help(context: click.Context, _: click.Parameter, value: object) -> None:
    if value and not context.resilient_parsing:
        write(f"{context.get_help()}\n")
        context.exit()
