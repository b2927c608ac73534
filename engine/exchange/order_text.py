"""What the official document of an order says, and what order such a document says.

`OrderText` is everything that can be read in the document, without how it is laid out.
Made of an order, it says that order and nothing else: `order_of(text_of(x)) == x`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.language.orders import COLUMNS
from ..rulebook.model.names import name_key
from .clauses import OrderClause, clause_sentences, clauses_of
from .order_plain import PlainColumn, PlainOrder
from .order_words import RELATION_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .order_plain import Plain
    from .order_words import OrderWords


class FrontLine(NamedTuple):
    """A line of the front page: what is told, and what is told of it."""

    label: str
    text: str


class KeyEntry(NamedTuple):
    """A line of the key: an abbreviation, its role, its superior and substitutes.

    `relation` tells how whom it means is found, where the role means nobody for good.
    """

    abbreviation: str
    role: str
    superior: str = ""
    substitutes: tuple[str, ...] = ()
    relation: str = ""


class ConditionLine(NamedTuple):
    """Words of the rows, and what they mean."""

    words: str
    meaning: str


class ColumnLine(NamedTuple):
    """A heading of the table, and what the column says."""

    heading: str
    meaning: str


@record
class OrderText:
    """All that can be read in the official document of an order, the title first.

    `rows` are the rows of the table cell by cell, the headings of chapters among them.
    """

    title: str
    front: tuple[FrontLine, ...]
    clauses: tuple[str, ...]
    key: tuple[KeyEntry, ...]
    conditions: tuple[ConditionLine, ...]
    columns: tuple[ColumnLine, ...]
    rows: tuple[tuple[str, ...], ...]


#: What the front page tells, by where `order.yaml` has it.
FRONT: Mapping[tuple[str, ...], str] = {
    ("committee",): "Nämnd",
    ("under",): "Delegerar vidare ur",
    ("by",): "Delegerar vidare",
    ("source", "status"): "Status",
    ("source", "adopted"): "Antagen",
    ("source", "dnr"): "Diarienummer",
    ("source", "from"): "Gäller från",
    ("source", "until"): "Gäller till och med",
    ("source", "replaces"): "Ersätter",
    ("source", "short", "sv"): "Kortnamn",
    ("source", "title", "en"): "Titel på engelska",
    ("source", "short", "en"): "Kortnamn på engelska",
    ("source", "consulted"): "Läst",
    ("source", "url"): "Webbadress",
}
_TITLE = ("source", "title", "sv")
#: What of a header does not stand on the front page.
_ELSEWHERE = ("key", "conditions", "clauses")


def text_of(order: PlainOrder, words: OrderWords) -> OrderText:
    """Return what the official document of an order says."""
    told = dict(_leaves({k: v for k, v in order.header.items() if k not in _ELSEWHERE}))
    title = told.pop(_TITLE, "")
    listed = [path for path in FRONT if path in told]
    listed += [path for path in told if path not in FRONT]
    clauses = order.header.get("clauses", {})
    conditions = order.header.get("conditions", {})
    return OrderText(
        title=title,
        front=tuple(
            FrontLine(_front_label(path), _front_text(path, told[path], words))
            for path in listed
        ),
        clauses=tuple(
            sentence
            for key, value in clauses.items()
            for sentence in clause_sentences(OrderClause(key, value))
        ),
        key=tuple(
            _key_line(name, post, words) for name, post in order.header["key"].items()
        ),
        conditions=tuple(
            ConditionLine(name, words.meaning_text(words.canonical(wish)))
            for name, wish in conditions.items()
        ),
        columns=tuple(
            ColumnLine(column.heading, words.column_text(column.says))
            for column in order.columns
        ),
        rows=order.rows,
    )


def order_of(text: OrderText, words: OrderWords) -> PlainOrder:
    """Return the order that the official document of one says.

    What the document does not say in the words that are known is not in the order.
    """
    header: dict[str, Plain] = {}
    paths = {label: path for path, label in FRONT.items()}
    _put(header, _TITLE, text.title)
    for label, told in text.front:
        path = paths.get(label, tuple(label.split(".")))
        _put(header, path, _front_value(path, told, words))
    header["key"] = {line.abbreviation: _post(line, words) for line in text.key}
    clauses = clauses_of(text.clauses)
    meanings = {line.words: words.meaning(line.meaning) for line in text.conditions}
    if meanings:
        header["conditions"] = {w: m for w, m in meanings.items() if m is not None}
    if clauses:
        header["clauses"] = clauses
    return PlainOrder(
        header=header,
        columns=tuple(
            PlainColumn(heading=line.heading, says=_says(line, words))
            for line in text.columns
        ),
        rows=text.rows,
    )


def canonical(order: PlainOrder, words: OrderWords) -> PlainOrder:
    """Return an order with one spelling for the values of its conditions."""
    header = {key: value for key, value in order.header.items() if value != {}}
    if "conditions" in header:
        header["conditions"] = {
            name: words.canonical(wish) if isinstance(wish, dict) else wish
            for name, wish in header["conditions"].items()
        }
    return PlainOrder(
        header={"key": {}, **header}, columns=order.columns, rows=order.rows
    )


# the front page -----------------------------------------------------------------------


def _leaves(
    tree: Mapping[str, Plain], path: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], str]]:
    """Return each text in nested mappings with the keys that lead to it."""
    leaves: list[tuple[tuple[str, ...], str]] = []
    for key, value in tree.items():
        own = (*path, key)
        leaves += _leaves(value, own) if isinstance(value, dict) else [(own, value)]
    return leaves


def _put(tree: dict[str, Plain], path: tuple[str, ...], value: str) -> None:
    *above, last = path
    for key in above:
        tree = tree.setdefault(key, {})
    tree[last] = value


def _front_label(path: tuple[str, ...]) -> str:
    return FRONT.get(path) or ".".join(path)


def _front_text(path: tuple[str, ...], value: str, words: OrderWords) -> str:
    match path:
        case ("committee",):
            return words.role_text(value)
        case ("under",):
            return words.order_text(value)
        case ("source", "status"):
            return STATUS_WORDS.get(value, value)
        case _:
            return value


def _front_value(path: tuple[str, ...], text: str, words: OrderWords) -> str:
    match path:
        case ("committee",):
            return words.role(text)
        case ("under",):
            return words.order(text)
        case ("source", "status"):
            known = {word: status for status, word in STATUS_WORDS.items()}
            return known.get(text, text)
        case _:
            return text


# the key and the columns --------------------------------------------------------------


def _key_line(name: str, post: Mapping[str, Plain], words: OrderWords) -> KeyEntry:
    return KeyEntry(
        abbreviation=name,
        role=words.role_text(post.get("role", "")),
        superior=post.get("superior", ""),
        substitutes=tuple(post.get("substitutes", ())),
        relation=RELATION_WORDS.get(post.get("relation", ""), ""),
    )


def _post(line: KeyEntry, words: OrderWords) -> Plain:
    post: dict[str, Plain] = {"role": words.role(line.role)}
    if line.superior:
        post["superior"] = line.superior
    if line.substitutes:
        post["substitutes"] = list(line.substitutes)
    relations = {word: relation for relation, word in RELATION_WORDS.items()}
    if line.relation in relations:
        post["relation"] = relations[line.relation]
    return post


def _says(line: ColumnLine, words: OrderWords) -> Plain:
    """Return what a column says: by its meaning, or else by its heading."""
    says = words.column(line.meaning)
    if says is None and not line.meaning:
        return COLUMNS.get(name_key(line.heading))
    return says
