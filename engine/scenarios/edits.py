"""Rewrite one scenario in the text of its file: what it expects, and by which decision.

The text is edited where its parts stand, so that comments, order, quotes and line
breaks stay. Where that is not safe, nothing is edited.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..answers.answer import NoteKind, Outcome
from ..records import record
from ..rulebook.language.nodes import Extent, extents
from ..rulebook.language.writing import list_text, quoted_text
from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.signs import unseen
from .sketches import sketches
from .writing import own_ids, point_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..space.space import Space
    from .replay import Replay

_BOM = "\ufeff"
_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
#: Lines are kept about as short as people keep them.
_LONGEST = 120
_IDS = frozenset({"cites", "rules"})

#: What is to stand behind a key: text, or items; None when the key is to go.
_Value = str | list[str] | None


@record
class Decision:
    """What new expectations rest on: a decision, the reason, and the day."""

    name: str
    why: str
    on: dt.date

    def __post_init__(self) -> None:
        """Refuse what says nothing, or what a file cannot hold on one line."""
        for text in (self.name, self.why):
            if not text.strip() or unseen(text):
                raise EngineError(Message.of("accept/no-words", text=text))


class UnsafeError(Exception):
    """A scenario that cannot be rewritten without touching something else."""

    def __init__(self, message: Message) -> None:
        """Keep what stands in the way."""
        super().__init__(message)
        self.message = message


class Edit(NamedTuple):
    """From where to where something else is to stand in a text, and what."""

    start: int
    end: int
    new: str


class ScenarioText:
    """The text of a scenario file, and where each of its scenarios stands."""

    def __init__(self, content: bytes) -> None:
        """Take the content of a file that could be read."""
        raw = content.decode("utf-8")
        self._mark, self._text = (_BOM, raw[1:]) if raw.startswith(_BOM) else ("", raw)
        root = extents(self._text)
        self._scenarios: dict[str, Extent] = {}
        for key in ("dilemmas", "scenarios"):
            listing = root.entry(key)
            for item in listing[1].items if listing else ():
                named = item.entry("id")
                if named is not None:
                    self._scenarios[named[1].text] = item

    def edits(self, replay: Replay, space: Space, decision: Decision) -> list[Edit]:
        """Return the edits after which a scenario expects the answer it got.

        Those of two scenarios never meet.

        Raises:
            UnsafeError: that is not possible without touching something else.
        """
        scenario = self._scenario(replay.scenario.id)
        writer = _Writer(self._text)
        expect = scenario.entry("expect")
        if scenario.is_flow or expect is None:
            raise UnsafeError(Message.of("accept/in-brackets"))
        writer.rewrite(expect[1], dict(_values(replay, space)))
        writer.record(scenario, expect, decision)
        return writer.edits

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the file with edits made, those at one place in their order."""
        parts, at = [self._mark], 0
        for edit in sorted(edits, key=lambda edit: edit[:2]):
            parts += (self._text[at : edit.start], edit.new)
            at = edit.end
        return "".join((*parts, self._text[at:])).encode("utf-8")

    def _scenario(self, id_: str) -> Extent:
        """Return where a scenario stands, or a question of a dilemma (`id#2`)."""
        name, _, number = id_.partition("#")
        item = self._scenarios.get(name)
        if item is not None and not number:
            return item
        asks = item.entry("asks") if item is not None else None
        if asks is None:
            raise UnsafeError(Message.of("accept/not-in-file"))
        # one question need not be a list
        return asks[1].items[int(number) - 1] if asks[1].items else asks[1]


def _values(replay: Replay, space: Space) -> Iterator[tuple[str, _Value]]:
    """Yield what is to stand behind each key of an expectation that was missed."""
    expected, pack = replay.scenario.expected, replay.scenario.municipality
    changed = {deviation.point: deviation for deviation in replay.deviations}
    for point, deviation in changed.items():
        if point in _IDS:
            yield point, own_ids(deviation.actual, pack)
        elif point == "notes":
            carried = {note.kind for note in replay.answer.notes}
            kept = [kind.value for kind in NoteKind if kind in expected.notes & carried]
            yield point, kept or None
        elif point in {"depends_on", "posts"}:
            # that no post decides is said, too
            yield point, list(deviation.actual) or ([] if point == "posts" else None)
        else:
            nothing = deviation.actual is None or deviation.actual == ()
            yield point, None if nothing else point_text(deviation.actual)
    if "outcome" in changed:  # what the new kind of answer says, where nothing is said
        sketch = next(sketches(replay.scenario.question, "", space)).expected
        is_silent = all(point in changed for point in expected.points)
        if replay.answer.outcome is Outcome.ANSWERED and is_silent:
            for point, value in sketch.points.items():
                if point not in expected.points:
                    yield point, point_text(value)
        if sketch.depends_on and expected.depends_on is None:
            yield "depends_on", sorted(sketch.depends_on)


class _Writer:
    """Collects edits of a text."""

    def __init__(self, text: str) -> None:
        self.edits: list[Edit] = []
        self._text = text
        self._break = "\r\n" if "\r\n" in text else "\n"

    def _edit(self, start: int, end: int, new: str) -> None:
        self.edits.append(Edit(start, end, new))

    # expectations ---------------------------------------------------------------------

    def rewrite(self, expect: Extent, values: dict[str, Any]) -> None:
        """Put values behind the keys of an expectation; None takes a key away."""
        if expect.is_flow and None in values.values():
            self._rebuild(expect, values)
            return
        added = []
        for key, value in values.items():
            place = expect.entry(key)
            if place is None:
                added += [(key, value)] if value is not None else []
            elif value is None:
                self._remove(place)
            else:
                self._replace(expect, place, value)
        if added:
            self._add(expect, added)

    def _replace(
        self, expect: Extent, place: tuple[Extent, Extent], value: str | list[str]
    ) -> None:
        key, old = place
        self._refuse_comments(key.end, old.end)
        if isinstance(value, list):
            value = _in_order(value, [item.text for item in old.items])
        is_below = self._text[key.end : old.start].count("\n") > 0
        is_block = bool(old.items) and not old.is_flow
        if expect.is_flow or not is_below:
            self._edit(old.start, old.end, self._inline(expect, key, value))
        elif is_block and isinstance(value, list):
            dash = " " * self._column(old.start)
            items = f"{self._break}{dash}- ".join(value)
            self._edit(old.start, old.end, f"- {items}")
        else:
            inline = self._inline(expect, key, value)
            self._edit(key.end, old.end, f": {inline}")

    def _inline(self, expect: Extent, key: Extent, value: str | list[str]) -> str:
        """Return a value behind its key; a long list as items below it."""
        if isinstance(value, str):
            return value
        whole = list_text(value)
        column = self._column(key.start)
        is_long = column + len(key.text) + 2 + len(whole) > _LONGEST
        if expect.is_flow or not is_long:
            return whole
        indent = f"{self._break}{' ' * (column + 2)}"
        return "".join(f"{indent}- {item}" for item in value)

    def _remove(self, place: tuple[Extent, Extent]) -> None:
        """Take the lines of a key away, with the line break before them."""
        key, old = place
        begin, end = self._line_start(key.start), self._line_end(old.end)
        self._refuse_comments(begin, end)
        if self._text[begin : key.start].strip():
            message = Message.of("accept/key-within-line", key=key.text)
            raise UnsafeError(message)
        self._edit(self._line_end(begin), end, "")

    def _rebuild(self, expect: Extent, values: dict[str, Any]) -> None:
        """Write the entries of a mapping in brackets anew, those that stay as is."""
        first, last = expect.entries[0][0], expect.entries[-1][1]
        self._refuse_comments(first.start, last.end)
        kept = {
            key.text: self._text[key.start : old.end] for key, old in expect.entries
        }
        for key, value in values.items():
            if value is None:
                kept.pop(key, None)
            else:
                kept[key] = f"{key}: {_on_one_line(value)}"
        self._edit(first.start, last.end, ", ".join(kept.values()))

    def _add(self, expect: Extent, added: list[tuple[str, str | list[str]]]) -> None:
        first, (_, last) = expect.entries[0][0], expect.entries[-1]
        if expect.is_flow:
            new = [f", {key}: {_on_one_line(value)}" for key, value in added]
            self._edit(last.end, last.end, "".join(new))
            return
        at = self._line_end(last.end)
        indent = " " * self._column(first.start)
        lines = [f"{indent}{key}: {_on_one_line(value)}" for key, value in added]
        self._insert(at, lines)

    # the decision ---------------------------------------------------------------------

    def record(
        self, scenario: Extent, expect: tuple[Extent, Extent], decision: Decision
    ) -> None:
        """Write the decision beside the expectation, below those before it."""
        entries = (
            f"decision: {quoted_text(decision.name)}",
            f"on: {decision.on.isoformat()}",
            f"why: {quoted_text(decision.why)}",
        )
        known = scenario.entry("accepted")
        if known is not None:
            earlier = known[1]
            if earlier.is_flow or not earlier.items:
                raise UnsafeError(Message.of("accept/accepted-in-brackets"))
            at, column = self._line_end(earlier.end), self._column(earlier.start)
            lines = []
        else:
            key, old = expect
            at, column = self._line_end(old.end), self._column(key.start) + 2
            lines = [f"{' ' * (column - 2)}accepted:"]
        lines.append(f"{' ' * column}- {entries[0]}")
        lines += [f"{' ' * column}  {line}" for line in entries[1:]]
        self._insert(at, lines)

    def _insert(self, at: int, lines: Iterable[str]) -> None:
        """Add lines below the line that ends at a place, with breaks as that has."""
        ending = self._text[at : at + 2]
        line_break = ending if ending == "\r\n" else ending[:1] or self._break
        self._edit(at, at, "".join(f"{line_break}{line}" for line in lines))

    # places ---------------------------------------------------------------------------

    def _refuse_comments(self, start: int, end: int) -> None:
        if _COMMENT.search(self._text[start:end]):
            raise UnsafeError(Message.of("accept/comment-within"))

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """Return where the line ends, before the sign or signs that end it."""
        if self._text[at - 1 : at] == "\n":  # a text in block form ends behind its line
            at -= 1
        end = self._text.find("\n", at)
        end = len(self._text) if end < 0 else end
        return end - 1 if self._text[end - 1 : end] == "\r" else end

    def _column(self, at: int) -> int:
        return at - self._line_start(at)


def _on_one_line(value: str | list[str]) -> str:
    return value if isinstance(value, str) else list_text(value)


def _in_order(new: list[str], old: list[str]) -> list[str]:
    """Return items with those that were there before first, in their order."""
    kept = [item for item in old if item in new]
    return [*kept, *(item for item in new if item not in kept)]
