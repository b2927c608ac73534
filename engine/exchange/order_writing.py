"""Write an order that is plain data as its two files, `order.yaml` and `rows.csv`."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ..rulebook.language.orders import COLUMNS
from ..rulebook.language.writing import list_text, quoted_text
from ..rulebook.model.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .order_plain import Plain, PlainOrder

#: In which order the keys of a header stand.
_KEYS = ("committee", "under", "by", "source", "key", "columns", "ignored_columns")
#: Conditions on no circumstance: what the other rows leave.
_REST = "rest"
#: A text that needs no quotes.
_BARE = re.compile(r"\w(?:[\w ./()–-]*[\w.)])?")


def order_header_text(order: PlainOrder) -> str:
    """Return what `order.yaml` says of an order, a line for each thing."""
    header = {**order.header, **_column_keys(order)}
    if "conditions" in header:
        named = header["conditions"].items()
        header["conditions"] = {words: wish or _REST for words, wish in named}
    posts = header.get("key", {}).items()
    header["key"] = {name: _post(post) for name, post in posts}
    keys = [key for key in _KEYS if key in header]
    keys += [key for key in header if key not in keys]
    return "".join(_entry(key, header[key]) for key in keys)


def _post(post: Plain) -> Plain:
    """Return a post of the key, the role alone where nothing else is said."""
    return post["role"] if post.keys() == {"role"} else post


def _column_keys(order: PlainOrder) -> dict[str, Plain]:
    """Return what must be said of columns that are not known by their headings."""
    meanings: dict[str, Plain] = {}
    ignored: dict[str, None] = {}
    for column in order.columns:
        if column.says is not None:
            if COLUMNS.get(name_key(column.heading)) is not column.says:
                meanings[column.heading] = column.says.value
        elif column.heading:
            ignored[column.heading] = None
    keys: dict[str, Plain] = {"columns": meanings, "ignored_columns": [*ignored]}
    return {key: value for key, value in keys.items() if value}


def _entry(key: str, value: Plain) -> str:
    if isinstance(value, dict) and value:
        lines = (f"  {_text(k)}: {_flow(v)}\n" for k, v in value.items())
        return f"{key}:\n{''.join(lines)}"
    return f"{key}: {_flow(value)}\n"


def _flow(value: Plain) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, dict):
        inside = ", ".join(f"{_text(k)}: {_flow(v)}" for k, v in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return list_text(_flow(each) for each in value)
    return _text(value)


def _text(text: str) -> str:
    return text if _BARE.fullmatch(text) else quoted_text(text)


def order_rows_text(order: PlainOrder) -> str:
    """Return what `rows.csv` holds of an order, its columns as they stand."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([column.heading for column in order.columns])
    writer.writerows(map(_cells, order.rows))
    return text.getvalue()


def _cells(row: tuple[str, ...]) -> Iterator[str]:
    """Yield the cells of a row but for the empty ones at its end."""
    filled = [number for number, cell in enumerate(row) if cell]
    yield from row[: filled[-1] + 1 if filled else 1]
