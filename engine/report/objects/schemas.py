"""Schemas: what there is to print of them."""

from typing import TypedDict

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
