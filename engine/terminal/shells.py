"""Talk with shells that ask what may stand where the cursor is.

Click does so for zsh and fish, apart from errors. Bash divides words at `=` and `:`, so
it sends the line as it stands, and gets back what it takes for the word: what stands
after such a sign, quoted as the word is.
"""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from click.shell_completion import (
    BashComplete,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    get_completion_class,
    shell_complete,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click
    from click.shell_completion import CompletionItem

#: The shells that what is typed can be completed in.
SHELLS = ("bash", "zsh", "fish")
_LINE = "_MANDAT_LINE"
_BREAKS = "_MANDAT_BREAKS"
_DEFAULT_BREAKS = " \t\n\"'><=;|&(:"
_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=")
#: What may mean something to bash outside quotes.
_ALIVE = re.compile(r"([^\w@%+=:,./\u0080-\U0010ffff-])")
#: What cannot be written within quotes that are open: bash looks for `!` first.
_SPOILS = {"'": frozenset("'"), '"': frozenset("!")}
_ALIVE_IN_QUOTES = re.compile(r'(["$`\\])')
_SOURCE = """\
%(complete_func)s() {
    local completion
    COMPREPLY=()
    while IFS= read -r completion; do
        case "${completion%%%%,*}" in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            open) compopt -o nospace 2>/dev/null; COMPREPLY+=("${completion#*,}") ;;
            plain) COMPREPLY+=("${completion#*,}") ;;
        esac
    done < <(
        env _MANDAT_LINE="${COMP_LINE:0:COMP_POINT}" \\
            _MANDAT_BREAKS="$COMP_WORDBREAKS" \\
            %(complete_var)s=bash_complete "$1" 2>/dev/null
    )
}

complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null ||
    complete -F %(complete_func)s %(prog_name)s
"""


class TypedLine(NamedTuple):
    """A command line up to the cursor.

    `words` are those before the last one, which is `last`, all without quotes. `quote`
    is the one that is open, and `start` the place in the last word where for bash the
    word begins that is to be completed; None where quotes were closed within it.
    """

    words: list[str]
    last: str
    quote: str
    start: int | None


def typed_line(line: str, breaks: str = _DEFAULT_BREAKS) -> TypedLine:
    """Read a line as bash does, as far as it is typed."""
    words: list[str] = []
    word, quote, start = "", "", 0
    is_word = was_quoted = False
    signs = iter(line)
    for sign in signs:
        if sign == "\\" and quote != "'":
            word += next(signs, "")
            is_word = True
        elif quote:
            if sign == quote:
                quote, was_quoted = "", True
            else:
                word += sign
        elif sign in "\"'":
            quote, start, is_word = sign, len(word), True
        elif sign.isspace():
            if is_word:
                words.append(word)
            word, start = "", 0
            is_word = was_quoted = False
        else:
            word += sign
            is_word = True
            if sign in breaks:
                start = len(word)
    return TypedLine(words, word, quote, None if was_quoted else start)


class WholeWordComplete(ShellComplete):
    """Completion that offers whole words, also for a value behind `--option=`."""

    def get_completions(
        self, args: list[str], incomplete: str
    ) -> list[CompletionItem[str]]:
        """Return what may stand there."""
        items = super().get_completions(args, incomplete)
        option, sign, _ = incomplete.partition("=")
        if option.startswith("--") and sign:
            for item in items:
                item.value = f"{option}={item.value}"
        return items


class BashLineComplete(WholeWordComplete, BashComplete):
    """Completion for bash by the line as it was typed."""

    source_template = _SOURCE

    def source(self) -> str:
        """Return the script; older shells than it wants do with less."""
        return ShellComplete.source(self)

    @property
    def _typed(self) -> TypedLine | None:
        line = os.environ.get(_LINE)
        if line is None:
            return None
        return typed_line(line, os.environ.get(_BREAKS, _DEFAULT_BREAKS))

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words behind the command, and the one that has begun."""
        typed = self._typed
        if typed is None:
            return super().get_completion_args()
        words = list(typed.words)
        while words and _ASSIGNMENT.match(words[0]):
            del words[0]
        return words[1:], typed.last

    def get_completions(
        self, args: list[str], incomplete: str
    ) -> list[CompletionItem[str]]:
        """Return what may stand there, as far as bash can put it there."""
        items = super().get_completions(args, incomplete)
        typed = self._typed
        if typed is None:
            return items
        if typed.start is None:
            return []
        before = typed.last[: typed.start]
        spoils = _SPOILS.get(typed.quote, frozenset())
        return [
            item
            for item in items
            if item.type in {"file", "dir"}
            or (item.value.startswith(before) and not spoils.intersection(item.value))
        ]

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return an item as the script reads it, quoted as the word is."""
        typed = self._typed
        if typed is None or item.type in {"file", "dir"}:
            return f"{'plain' if item.type == 'open' else item.type},{item.value}"
        rest = item.value[typed.start :]
        match typed.quote:
            case "'":
                quoted = rest
            case '"':
                quoted = _ALIVE_IN_QUOTES.sub(r"\\\1", rest)
            case _:
                quoted = _ALIVE.sub(r"\\\1", rest)
        return f"{item.type},{quoted}"


class QuietZshComplete(WholeWordComplete, ZshComplete):
    """Completion for zsh, which lets what goes on go on, and shows no error."""

    source_template = ZshComplete.source_template.replace(
        'if [[ "$type" == "plain" ]]; then',
        'if [[ "$type" == "open" ]]; then\n'
        "            compadd -U -S '' -- \"$key\"\n"
        '        elif [[ "$type" == "plain" ]]; then',
    ).replace("zsh_complete %(prog_name)s)", "zsh_complete %(prog_name)s 2>/dev/null)")

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return an item as the script reads it."""
        if item.type == "open":
            return f"open\n{item.value}\n_"
        return super().format_completion(item)


class QuietFishComplete(WholeWordComplete, FishComplete):
    """Completion for fish, which shows no error."""

    source_template = FishComplete.source_template.replace(
        "(commandline -t) %(prog_name)s)", "(commandline -t) %(prog_name)s 2>/dev/null)"
    )

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return an item as the script reads it; fish lets a `=` go on by itself."""
        return super().format_completion(item).replace("open,", "plain,", 1)


def complete(
    command: click.Command, settings: Mapping[str, object], name: str, variable: str
) -> int:
    """Print what a shell has asked for; return the exit code.

    Args:
        command: the whole command.
        settings: what click makes its context with.
        name: what the command is called.
        variable: the variable of the environment with what is asked.
    """
    _register()
    asked = os.environ[variable]
    with contextlib.suppress(Exception), contextlib.redirect_stderr(None):
        return shell_complete(command, dict(settings), name, variable, asked)
    return 0


def script(command: click.Command, shell: str) -> str:
    """Return the script by which a shell completes the command `mandat`."""
    _register()
    made = get_completion_class(shell)
    if made is None:
        raise ValueError(shell)
    return made(command, {}, "mandat", "_MANDAT_COMPLETE").source()


def _register() -> None:
    for own in (BashLineComplete, QuietZshComplete, QuietFishComplete):
        add_completion_class(own)
