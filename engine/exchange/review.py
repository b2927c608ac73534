"""What of a document is not certain, and what a person decided on it.

The review file lists it, an entry for each cell, with the readings that are offered and
a place for the decision: the number of a reading, or what holds in its stead.
"""

from __future__ import annotations

import enum
from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from ..records import record
from ..rulebook.language import nodes
from ..rulebook.language.orders import COLUMNS, OrderColumn, column_name
from ..rulebook.language.shapes import Problems
from ..rulebook.language.writing import quoted_text
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import (
    EngineError,
    Message,
    UnusableRulesError,
    nearest_one,
)
from ..rulebook.model.signs import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..rulebook.model.problems import Place
    from .parts import Parts, RowReading

#: Characters of a cell that an entry shows, and readings that it offers.
_LONGEST_TEXT = 2_000
_MOST_READINGS = 12
_LEFT_OUT = frozenset(map(name_key, ("utelämna", "leave out", "ta inte med")))
LEAVE_OUT = "utelämna"


class Doubted(enum.Enum):
    """What kind of thing an entry asks about."""

    COMMITTEE = "committee"
    ROLE = "role"
    TABLE = "table"
    COLUMN = "column"
    CELL = "cell"
    ROW = "row"
    PARAGRAPH = "paragraph"


#: One way to read something: rows of our table, or a word; `utelämna` is no row.
Offer: TypeAlias = "RowReading | str"


@record
class ReviewEntry:
    """Something that is not certain.

    Attributes:
        id: what tells it from all others of the document.
        kind: what kind of thing it is.
        why: the name of the reason.
        table: which table of the document, from 1; 0 where it is in none.
        line: which row of the table; 0 where it is in no single one.
        column: the heading of its column.
        text: what stands there.
        word: what of the text it is about, where that is not all.
        offers: how it may be read, the likelier first.
        rows: the numbers and matters of the rows that wait for it.
        decision: what a person decided; None while it is open.
        also: the message of a problem with it, if that is why it is here.
    """

    id: str
    kind: Doubted
    why: str
    table: int = 0
    line: int = 0
    column: str = ""
    text: str = ""
    word: str = ""
    offers: tuple[Offer, ...] = ()
    rows: tuple[str, ...] = ()
    decision: Offer | None = None
    also: Message | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has decided on it."""
        return self.decision is None


@record
class ReviewDecisions:
    """What a review file says: of which document, and what was decided.

    `texts` are the cells that were decided on, so that a decision is never taken for
    one on another cell. `written` are the fingerprints of the files that were written,
    and `places` tell where in the review file each decision stands.
    """

    fingerprint: str
    decided: Mapping[str, Offer]
    texts: Mapping[str, str]
    written: Mapping[str, str]
    places: Mapping[str, Place] = field(default_factory=dict)


NOTHING_DECIDED = ReviewDecisions(fingerprint="", decided={}, texts={}, written={})


def offered(entry: ReviewEntry) -> tuple[Offer, ...]:
    """Return the readings that the file numbers, of an entry."""
    return entry.offers[:_MOST_READINGS]


# writing ------------------------------------------------------------------------------


def review_text(  # noqa: PLR0913 - each named at the call
    entries: Sequence[ReviewEntry],
    *,
    document: str,
    fingerprint: str,
    written: Mapping[str, str],
    sentences: Callable[[ReviewEntry], str],
    head: Sequence[str],
) -> str:
    """Return the review file.

    Args:
        entries: what was not certain, decided or not.
        document: the name of the file.
        fingerprint: the digest of its content.
        written: the digests of the files that were written, by their names.
        sentences: returns why an entry is not certain.
        head: lines of comment on top.
    """
    lines = [f"# {line}".rstrip() for line in head]
    lines += [
        f"document: {quoted_text(visible(document))}",
        f"fingerprint: {fingerprint}",
    ]
    if written:
        lines.append("written:")
        lines += [f"  {name}: {digest}" for name, digest in sorted(written.items())]
    if not entries:
        return "\n".join([*lines, "entries: []", ""])
    lines.append("entries:")
    for entry in entries:
        lines += _entry_lines(entry, sentences(entry))
    return "\n".join([*lines, ""])


def _entry_lines(entry: ReviewEntry, sentence: str) -> Iterator[str]:
    yield f"  - id: {entry.id}"
    yield f"    kind: {entry.kind.value}"
    if entry.table:
        yield f"    table: {entry.table}"
    if entry.line:
        yield f"    row: {entry.line}"
    if entry.column:
        yield f"    column: {_quoted(entry.column)}"
    yield f"    text: {_quoted(entry.text)}"
    yield f"    asks: {_quoted(sentence)}"
    if entry.rows:
        yield f"    rows: [{', '.join(map(_quoted, entry.rows[:20]))}]"
    if entry.offers:
        yield "    readings:"
        for number, offer in enumerate(offered(entry), 1):
            yield f"      {number}: {offer_text(offer)}"
    decision = "" if entry.decision is None else offer_text(entry.decision)
    yield f"    decision: {decision}".rstrip()


def _quoted(text: str) -> str:
    shown = visible(text, "\n")[:_LONGEST_TEXT]
    return quoted_text(shown)


def offer_text(offer: Offer) -> str:
    """Return a reading as YAML on one line."""
    if isinstance(offer, str):
        return _quoted(offer)
    if not offer:
        return LEAVE_OUT
    rows = [
        "{"
        + ", ".join(f"{column_name(c)}: {_quoted(t)}" for c, t in parts.items())
        + "}"
        for parts in offer
    ]
    return rows[0] if len(rows) == 1 else f"[{', '.join(rows)}]"


# reading ------------------------------------------------------------------------------


def read_decisions(content: bytes, file: str) -> ReviewDecisions:
    """Return what a review file says.

    Args:
        content: the file.
        file: how problems name it.

    Raises:
        UnusableRulesError: it has problems; all of them are told.
        EngineError: it is no review file.
    """
    root, found = nodes.read_nodes(content, file)
    problems = Problems()
    problems.add(found)
    if len(problems):
        raise UnusableRulesError(problems, problems.more)
    if not isinstance(root, nodes.Mapping):
        raise EngineError(Message.of("import/no-review", path=file))
    entries = root.entries.get(nodes.Scalar("entries"))
    if not isinstance(entries, nodes.Sequence):
        raise EngineError(Message.of("import/no-review", path=file))
    decided: dict[str, Offer] = {}
    texts: dict[str, str] = {}
    places: dict[str, Place] = {}
    for node in entries.items:
        if not isinstance(node, nodes.Mapping):
            problems.note(node.place, "import/no-entry")
            continue
        id_ = _word(node, "id")
        texts[id_] = _word(node, "text")
        decision = _decision(node, problems)
        if decision is not None:
            decided[id_] = decision
            places[id_] = node.entries[nodes.Scalar("decision")].place
    if len(problems):
        raise UnusableRulesError(problems, problems.more)
    written = root.entries.get(nodes.Scalar("written"))
    digests = written.entries if isinstance(written, nodes.Mapping) else {}
    return ReviewDecisions(
        fingerprint=_word(root, "fingerprint"),
        decided=decided,
        texts=texts,
        written={str(name): str(digest) for name, digest in digests.items()},
        places=places,
    )


def unfit_decisions(
    decisions: ReviewDecisions, entries: Sequence[ReviewEntry]
) -> Problems:
    """Return the decisions that answer nothing, each with its place in the file.

    Such are those on what is still open, and those on what the document does not have.
    """
    problems = Problems()
    listed = {entry.id: entry for entry in entries}
    for id_, where in decisions.places.items():
        entry = listed.get(id_)
        if entry is None or entry.is_open:
            value = offer_text(decisions.decided[id_])
            problems.note(where, "import/unfit-decision", id=id_, value=value)
    return problems


def _word(node: nodes.Mapping, key: str) -> str:
    value = node.entries.get(nodes.Scalar(key))
    return str(value) if isinstance(value, nodes.Scalar) else ""


def _decision(node: nodes.Mapping, problems: Problems) -> Offer | None:
    """Return what was decided on an entry, None where nothing was."""
    value = node.entries.get(nodes.Scalar("decision"))
    if value is None or (isinstance(value, nodes.Scalar) and not value.strip()):
        return None
    if not isinstance(value, nodes.Scalar):
        return _rows(value, problems)
    readings = node.entries.get(nodes.Scalar("readings"))
    word = value.strip()
    if name_key(word) in _LEFT_OUT:
        return ()
    if word.isascii() and word.isdecimal():
        offers = readings.entries if isinstance(readings, nodes.Mapping) else {}
        chosen = offers.get(nodes.Scalar(word))
        if chosen is None:
            known = tuple(map(str, offers))
            problems.note(value.place, "import/no-reading", value=word, known=known)
            return None
        if not isinstance(chosen, nodes.Scalar):
            return _rows(chosen, problems)
        return () if name_key(chosen) in _LEFT_OUT else str(chosen)
    return word


def _rows(node: nodes.Node, problems: Problems) -> RowReading:
    """Return rows that are written out: one mapping, or a list of them."""
    listed = node.items if isinstance(node, nodes.Sequence) else [node]
    rows: list[Parts] = []
    for item in listed:
        if not isinstance(item, nodes.Mapping):
            problems.note(item.place, "import/no-row")
            continue
        parts: dict[OrderColumn, str] = {}
        for name, text in item.entries.items():
            column = COLUMNS.get(name_key(name))
            if column is None:
                near = nearest_one(name, [column_name(c) for c in OrderColumn])
                problems.note(
                    name.place, "import/no-such-column", column=name, near=tuple(near)
                )
            elif isinstance(text, nodes.Scalar):
                parts[column] = str(text)
            else:
                problems.note(text.place, "import/no-row")
        rows.append(parts)
    return tuple(rows)
