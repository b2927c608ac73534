"""Schemas, and scripts for shells: what there is to print of them."""

from typing import Literal, TypedDict

from .parts import Output


class SchemaObject(TypedDict):
    """A JSON Schema.

    Attributes:
        name: what `mandat schema` prints it by.
        title: what it describes.
    """

    name: str
    title: str


class SchemasOutput(Output):
    """Which JSON Schemas there are (`schema`).

    Attributes:
        schemas: those of the files that people write, and of what commands print.
    """

    schemas: list[SchemaObject]


class CompletionOutput(Output):
    """The script by which a shell completes what is typed (`completion`).

    Attributes:
        shell: the shell.
        script: the script.
    """

    shell: Literal["bash", "zsh", "fish"]
    script: str
