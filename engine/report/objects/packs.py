"""Packs: what a new one begins with."""

from typing import TypedDict

from .parts import Output


class NewFileObject(TypedDict):
    """A file of a new pack.

    Attributes:
        file: where it is written.
        text: what it holds.
    """

    file: str
    text: str


class NewOutput(Output):
    """A new pack for a municipality (`new`).

    Attributes:
        municipality: its id.
        files: the files, in the order in which to read them.
        commands: what to run next.
        written: whether they were written; with `--show` they were not.
        answered: whether its rules answer what the document says; false where a law
            goes before, null when nothing was written.
        findings: how many things `mandat lint` has to say of the pack; null when
            nothing was written.
    """

    municipality: str
    files: list[NewFileObject]
    commands: list[str]
    written: bool
    answered: bool | None
    findings: int | None
