"""The `mandat` command: its verbs, and what becomes of a bug."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from ..report.lines import LONGEST_LINE
from ..rulebook.model.texts import Text
from ..version import __version__
from .audience import Audience, audience
from .commands import VerbGroup
from .common import common_options
from .display import screen_width
from .errors import NotDoneError, WrongUsageError, errors_told
from .exits import Exit
from .parameters import option
from .streams import NoReaderError, write, write_aside

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

_ABOUT = Text(
    sv="Säg vem som får besluta, vem som godkänner och vilken väg en kontakt ska gå.",
    en="Tell who may decide, who approves, and which way a contact must go.",
)
_MORE = Text(
    sv="""\
Svaren vilar på skrivna regler och anger stycket de vilar på. De är inte juridisk
rådgivning.

Slutkoder: 0 besvarat; 1 något var inte som väntat; 2 fel använt, oanvändbara regler
eller ett svar som inte gick att skriva ut; 3 ingen regel, regler som motsäger
varandra, eller en otydlig fråga; 70 ett fel i Mandat; 130 avbrutet med Ctrl-C; 141
ingen läste svaret.""",
    en="""\
Answers rest on written rules and name the passage they rest on. They are not
legal advice.

Exit codes: 0 answered; 1 an expectation was missed; 2 wrong usage, unusable rules,
or an answer that could not be printed; 3 no rule, rules that contradict each other,
or an unclear question; 70 a bug in Mandat; 130 ended with Ctrl-C; 141 nobody read
the answer.""",
)
_OF_THE_VERB = Text(
    sv="Vems regler; vad som gäller utan den säger varje kommandos hjälp.",
    en="Whose rules; what leaving it out means is in the help of each command.",
)


class MandatGroup(VerbGroup):
    """The whole command: knows from the first word on who reads what it prints."""

    def main(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - as in click
        """Run a command line, and end the process with its exit code, or return it."""
        is_whole = more.pop("standalone_mode", True)
        try:
            code: Any = self._code(*args, **more)
        except click.exceptions.Exit as end:  # while an error was told
            code = end.exit_code
        except NoReaderError:
            code = Exit.NO_READER
        except click.Abort:
            code = Exit.INTERRUPTED
        if is_whole:
            sys.exit(code or Exit.DONE)
        return code

    def _code(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - as in click
        """Run a command line and return its exit code, or what the verb returns."""
        try:
            return super().main(*args, standalone_mode=False, **more)  # type: ignore[call-overload]
        except NotDoneError as error:
            return error.told()

    def _main_shell_completion(
        self,
        ctx_args: MutableMapping[str, Any],
        prog_name: str,
        complete_var: str | None = None,
    ) -> None:
        """Answer a shell that asks what may stand where somebody types."""
        variable = complete_var or f"_{prog_name}_COMPLETE".upper()
        if os.environ.get(variable):
            from .shells import complete  # noqa: PLC0415 - shells alone need it

            sys.exit(complete(self, ctx_args, prog_name, variable))

    def make_context(
        self,
        info_name: str | None,
        args: Sequence[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read what stands before the verb."""
        reader = Audience.of(args)
        with errors_told(reader):
            width = screen_width(reader)
            extra["terminal_width"] = min(width, LONGEST_LINE) if width else None
            return super().make_context(
                info_name, list(args), parent, obj=reader, **extra
            )

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as in click
        """Run the verb."""
        with errors_told(audience(ctx)):
            return super().invoke(ctx)


def _show_version(context: click.Context, _: click.Parameter, value: object) -> None:
    if value and not context.resilient_parsing:
        write(f"mandat, version {__version__}\n")
        context.exit()


@click.command("mandat", cls=MandatGroup, key="", about=_ABOUT, more=_MORE)
@option(
    "--version",
    about=Text(sv="Visa versionen.", en="Show the version."),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
)
@common_options((), _OF_THE_VERB)
@click.pass_context
def mandat(context: click.Context, /, **_: object) -> None:
    """Show what there is to ask when nothing was asked."""
    if context.invoked_subcommand is not None:
        return
    if audience(context).is_program:
        raise WrongUsageError("usage/no-command")
    write_aside(f"{context.get_help()}\n")
    context.exit(Exit.NOT_DONE)


def main() -> None:
    """Run the command; a bug shows its traceback and exits 70."""
    try:
        mandat(prog_name="mandat")
    except Exception:  # noqa: BLE001 - the last line before the shell
        import traceback  # noqa: PLC0415 - never needed, we hope

        write_aside(traceback.format_exc())
        sys.exit(Exit.BUG)
