"""Problems in what somebody wrote, and errors for what the program cannot do.

Both carry a message: a code with parameters. The sentences of each code stand in
`engine/report/messages`, in Swedish and in English.
"""

from __future__ import annotations

import errno
import functools
from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

from ...records import record
from .bounds import LONGEST_NAME, MOST_PROBLEMS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import PurePath

    from .texts import Text


@record
class Place:
    """A spot in a file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __lt__(self, other: Place) -> bool:
        """Tell whether the place comes before another."""
        return (self.file, self.line, self.column) < (
            other.file,
            other.line,
            other.column,
        )

    def __str__(self) -> str:
        """Return `file:line:column`, the form editors jump to."""
        return f"{self.file}:{self.line}:{self.column}"


class Referent(NamedTuple):
    """A thing that a message is about: what it is, and its name if it has one.

    `noun` is a key of `engine/report/messages/nouns.py`; without a noun the thing is
    only what somebody wrote, which is its `name`.
    """

    noun: str
    name: str = ""


@record(kw_only=False)
class Message:
    """Something to tell a person, in whichever language: a code and its parameters.

    The code is stable: programs that read JSON or SARIF may rely on it. Parameters
    stand in the order of their names.
    """

    code: str
    parameters: tuple[tuple[str, Parameter], ...] = ()

    @classmethod
    def of(cls, code: str, /, **parameters: Parameter) -> Self:
        """Return the message of a code; a text loses the place it was read from."""
        plain = {
            name: str(value) if isinstance(value, str) else value
            for name, value in parameters.items()
        }
        return cls(code, tuple(sorted(plain.items())))

    def __getitem__(self, name: str) -> Parameter:
        """Return a parameter by its name."""
        return dict(self.parameters)[name]

    def __str__(self) -> str:
        """Return code and parameters, for developers; users read the sentences."""
        listed = ", ".join(f"{name}={_plain(v)}" for name, v in self.parameters)
        return f"{self.code}: {listed}" if listed else self.code


#: What a parameter may be. What is empty in `near` or `known` is not offered.
Parameter: TypeAlias = (
    "str | int | dt.date | PurePath | Place | Text | Referent | Message"
    " | tuple[str, ...] | tuple[Text, ...]"
)
#: Parameters that only help to mend the mistake: other eyes may see other names.
_OFFERS = frozenset({"near", "known"})


def _plain(value: Parameter) -> str:
    match value:
        case Referent():
            return f"{value.noun} {value.name!r}".strip() if value.name else value.noun
        case str() | int() | tuple():
            return repr(value)
        case _:
            return str(value)


@record
class Problem:
    """Something written wrongly: where it stands, and what to tell about it."""

    where: Place
    message: Message

    @property
    def code(self) -> str:
        """The code of the message."""
        return self.message.code

    @property
    def mistake(self) -> tuple[Place, str, str]:
        """What tells this mistake from others, whoever looks at it; sorts problems."""
        parts = [part for part in self.message.parameters if part[0] not in _OFFERS]
        return self.where, self.message.code, str(parts)

    def __str__(self) -> str:
        """Return place, code and parameters, for developers."""
        return f"{self.where}: {self.message}"


class EngineError(Exception):
    """What the program cannot do; the command line turns it into exit code 2."""

    def __init__(self, message: Message) -> None:
        """Keep what to tell about the error."""
        super().__init__(message)
        self.message = message


class UnusableRulesError(EngineError):
    """Rules with problems: nothing of them is used.

    `more` is how many problems there are besides those that were kept.
    """

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        """Keep the first thousand problems in the order of their places, each once.

        A pack that several municipalities use is seen from each of them, so the
        same mistake may come with another nearest name: one of them is enough.
        """
        once: dict[tuple[Place, str, str], Problem] = {}
        for problem in sorted(problems, key=str):
            once.setdefault(problem.mistake, problem)
        self.problems = tuple(once[key] for key in sorted(once)[:MOST_PROBLEMS])
        self.more = more + len(once) - len(self.problems)
        super().__init__(Message.of("rules/unusable", count=self.count))

    @property
    def count(self) -> int:
        """How many problems there are, those not kept among them."""
        return len(self.problems) + self.more

    def __str__(self) -> str:
        """Return code and problems, for developers."""
        return "\n".join(map(str, (self.message, *self.problems)))


class UnusableEditionError(UnusableRulesError):
    """One of two editions that were to be compared has problems."""

    def __init__(
        self, edition: str, problems: Iterable[Problem], more: int = 0
    ) -> None:
        """Keep how the edition was named, and its problems."""
        super().__init__(problems, more)
        self.edition = edition
        self.message = Message.of("edition/unusable", edition=edition)


class UnusableTextsError(UnusableRulesError):
    """Texts of documents with problems: nothing is compared with them."""

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        """Keep the problems."""
        super().__init__(problems, more)
        self.message = Message.of("texts/unusable", count=self.count)


class UnknownNameError(EngineError):
    """A name in a question that the vocabulary does not know."""

    def __init__(
        self, code: str, name: str, near: Iterable[str], **parameters: Parameter
    ) -> None:
        """Keep the name and the nearest known ones; the code tells what was named."""
        self.name = name
        self.nearest = tuple(near)
        message = Message.of(code, name=name, near=self.nearest, **parameters)
        super().__init__(message)


class AmbiguousNameError(EngineError):
    """A name in a question that stands for two terms of the vocabulary."""


class UnusableValueError(EngineError):
    """A value in a question that does not fit its circumstance."""


def nearest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the known names most like `name`, best first.

    Names that hold every word of `name` come before those that are only spelt like it,
    the shortest first: more of them was said.
    """
    names = tuple(sorted(set(known)))
    return _nearest(name, names, most) if names else ()


@functools.lru_cache(maxsize=128)
def _nearest(name: str, known: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Do what `nearest` says, once: one misspelt word of a vocabulary is used often."""
    import difflib  # noqa: PLC0415 - only a misspelt name needs it

    if len(name) > LONGEST_NAME:
        return ()
    names = {candidate.casefold(): candidate for candidate in reversed(known)}
    words = set(name.casefold().split())
    whole = [held for held in names if words and words <= set(held.split())]
    spelt = difflib.get_close_matches(name.casefold(), names, n=most, cutoff=0.6)
    whole.sort(key=lambda held: (len(held), held))
    return tuple(names[match] for match in dict.fromkeys([*whole, *spelt]))[:most]


def system_reason(error: OSError) -> Message:
    """Return why the system refuses a file or folder."""
    code = _REASONS.get(error.errno or 0, "")
    if code:
        return Message.of(code)
    return Message.of("system/other", answer=(error.strerror or "?").lower())


#: The codes of what the system says most often when it refuses a file.
_REASONS = {
    errno.EACCES: "system/no-permission",
    errno.EPERM: "system/no-permission",
    errno.EROFS: "system/read-only",
    errno.ENOSPC: "system/disk-full",
    errno.EDQUOT: "system/quota-full",
    errno.EISDIR: "system/is-a-folder",
    errno.ENOTDIR: "system/no-folder-above",
    errno.EEXIST: "system/no-folder-above",
    errno.ENOENT: "system/no-such-place",
    errno.ENAMETOOLONG: "system/name-too-long",
}


def nearest_one(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the one known name most like `name`, if any is like it."""
    return nearest(name, known, most=1)
