"""Errors: what could not be done, and the problems behind it."""

from typing import NotRequired, TypedDict

from .parts import Output, ReferenceObject


class ProblemObject(ReferenceObject):
    """Something written wrongly.

    Attributes:
        code: what kind of problem it is, stable for ever.
        column: the column, counted from 1.
        what: what is wrong, in a sentence.
        remedy: what to do about it.
    """

    code: str
    column: int
    what: str
    remedy: str


class FailureObject(TypedDict):
    """What could not be done.

    Attributes:
        code: what kind of error it is, stable for ever.
        message: what could not be done, as it is told in the terminal.
        problems: the problems in rules or scenarios because of which nothing was used.
        more: how many problems there are besides these, where not all are listed.
        edition: the edition that has them, where two were to be compared.
        name: the name that is not known.
        nearest: the known names that are most like it.
        command: the command that was read when its usage turned out wrong.
    """

    code: str
    message: str
    problems: NotRequired[list[ProblemObject]]
    more: NotRequired[int]
    edition: NotRequired[str]
    name: NotRequired[str]
    nearest: NotRequired[list[str]]
    command: NotRequired[str]


class ErrorOutput(Output):
    """What any command prints when it could not be done (exit code 2).

    Attributes:
        error: what could not be done.
    """

    error: FailureObject
