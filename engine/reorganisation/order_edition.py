"""Write the delegation order that follows on one in which roles go.

The order of today ends with the day before, and one of a new folder begins: with the
same rows, in which whoever a role has become stands for it. A row of which the plan
does not say who gets it is in no new order, so that what it gave stays with the
committee until somebody decides.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.language.nodes import Mapping, Scalar, Sequence, scalar
from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.names import name_key
from .gaps import Chore, OpenQuestion, Remainder, RolePart
from .yaml_text import flow_text, table_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.language.nodes import Node
    from ..rulebook.language.orders import OrderDraft
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from .plan import Plan, RoleFate

#: Columns whose words are on one delegate when they begin with its name: `EC: 5 pbb`.
_LED = (
    OrderColumn.AT_MOST,
    OrderColumn.OVER,
    OrderColumn.CONDITIONS,
    OrderColumn.EXCEPT,
)
#: Columns that name others, without whom the row cannot stand.
_OTHERS = (
    OrderColumn.CONSULTS,
    OrderColumn.NOTIFICATION,
    OrderColumn.SUB_DELEGATION,
)


class NewOrder(NamedTuple):
    """The files of an order that begins with the day."""

    folder: str
    header: str
    table: str


@record
class OrderSuccession:
    """The orders that follow on one, and what the plan leaves open of it."""

    orders: tuple[NewOrder, ...]
    questions: tuple[OpenQuestion, ...]
    remainders: tuple[Remainder, ...]
    #: The rules of rows that no new order has.
    ended: tuple[str, ...]


class OrderSuccessor:
    """Writes what follows on one order.

    Args:
        order: the order as it is written.
        plan: what becomes of roles.
        jurisdiction: whose words and rules count.
        parents: by the folder of an order above, those that follow on it, each with
            the keys of the numbers of its rows.
    """

    def __init__(
        self,
        order: OrderDraft,
        plan: Plan,
        jurisdiction: Jurisdiction,
        parents: dict[str, dict[str, frozenset[str]]],
    ) -> None:
        """Take the order and the plan."""
        self._order = order
        self._plan = plan
        self._known = jurisdiction
        self._parents = parents
        self._node: Mapping = order.header.node  # type: ignore[assignment]
        self._questions: list[OpenQuestion] = []
        self._remainders: list[Remainder] = []
        self._ended: dict[str, None] = {}
        self._rules: dict[int, list[Rule]] = {}
        file = order.sheet.header[0].place.file
        for rule in jurisdiction.rules:
            if rule.place.file == file:
                self._rules.setdefault(rule.place.line, []).append(rule)

    # what concerns it -----------------------------------------------------------------

    @property
    def is_concerned(self) -> bool:
        """Tell whether a role goes that the order names, or an order above it ends."""
        under = self._entry("under")
        if under is not None and str(under) in self._parents:
            return True
        return any(self._tokens(fate) for fate in self._plan.fates.values()) or (
            self._committee_fate is not None
        )

    @property
    def _committee_fate(self) -> RoleFate | None:
        committee = self._entry("committee")
        return self._plan.fates.get(str(committee)) if committee is not None else None

    def _entry(self, key: str) -> Node | None:
        return next((v for k, v in self._node.entries.items() if k == key), None)

    def _key(self) -> dict[str, Node]:
        key = self._entry("key")
        entries = key.entries if isinstance(key, Mapping) else {}
        return {str(word): node for word, node in entries.items()}

    def _role_of(self, word: str) -> str:
        """Return the role that a word of the key means."""
        node = self._key().get(word)
        if isinstance(node, Mapping):
            role = next((v for k, v in node.entries.items() if k == "role"), "")
            return str(role)
        return str(node) if node is not None else ""

    def _tokens(self, fate: RoleFate) -> list[str]:
        """Return the words by which the order names a role."""
        words = [word for word in self._key() if self._role_of(word) == fate.role]
        role = self._known.vocabulary.roles[fate.role]
        taken = {name_key(word) for word in self._key()}
        names = {role.id, role.label.sv, role.label.en, *role.synonyms} - {""}
        text = "\n".join(
            str(cell)
            for row in self._order.rows
            for column, cell in row.cells.items()
            if column in {OrderColumn.DELEGATE, OrderColumn.SUBSTITUTE, *_OTHERS, *_LED}
        )
        direct = [
            name
            for name in sorted(names)
            if name_key(name) not in taken and _mention(name).search(text)
        ]
        return [*words, *direct]

    # the orders that follow -----------------------------------------------------------

    def succession(self) -> OrderSuccession:
        """Return the orders that follow: one, or one for each part of the committee."""
        return OrderSuccession(
            orders=tuple(self._orders()),
            questions=tuple(self._questions),
            remainders=tuple(self._remainders),
            ended=tuple(self._ended),
        )

    def _orders(self) -> Iterator[NewOrder]:
        fate = self._committee_fate
        committees = fate.into if fate else ("",)
        folders = self._folders(committees)
        unders = list(self._parents.get(str(self._entry("under") or ""), {"": ()}))
        if fate is not None and not committees:
            for rules in self._rules.values():
                self._end(rules)
        for (committee, folder), under in [
            (pair, under) for pair in folders for under in unders
        ]:
            name = folder if len(unders) == 1 else f"{folder}-{unders.index(under) + 1}"
            lines = list(self._lines(committee if fate else "", under))
            is_part = (fate is not None and len(committees) > 1) or under
            if is_part and not _has_rows(lines):
                continue
            head = self._header(committee, under)
            if head:
                yield NewOrder(name, head, self._table(lines))

    def _folders(self, committees: Iterable[str]) -> list[tuple[str, str]]:
        base = re.sub(r"-\d{4}-\d{2}-\d{2}$", "", str(self._order.name))
        day = self._plan.day.isoformat()
        listed = list(committees)
        if listed == [""] or len(listed) == 1:
            return [(each, f"{base}-{day}") for each in listed]
        return [(each, f"{each}-{day}") for each in listed]

    # the header -----------------------------------------------------------------------

    def _header(self, committee: str, under: str) -> str:
        """Return the header, empty where nobody can pass the rows on any longer."""
        made: dict[str, str] = {}
        key = self._new_key()
        for name, node in self._node.entries.items():
            match str(name):
                case "committee" if committee:
                    made[name] = committee
                case "under" if under:
                    made[name] = under
                case "by":
                    words = self._words(str(node))
                    if len(words) != 1:
                        self._ask(
                            self._fate_of(str(node)), RolePart.PASSES_ON, node.place
                        )
                        return ""
                    made[name] = flow_text(words[0])
                case "source":
                    made[name] = flow_text(self._source(node))
                case "key":
                    made[name] = flow_text(key)
                case "clauses":
                    made[name] = flow_text(self._clauses(node))
                case _:
                    made[name] = flow_text(node)
        title = str(self._order.name)
        place = self._order.header.place
        self._remainders.append(Remainder(chore=Chore.ADOPT, name=title, place=place))
        return table_text(made)

    def _source(self, node: Node) -> Mapping:
        """Return the document: it begins with the day, and has not been adopted yet."""
        assert isinstance(node, Mapping)  # noqa: S101 - it was read
        day, adopted = self._plan.day, self._plan.adopted
        changed = {
            str(key): value
            for key, value in node.entries.items()
            if str(key) not in {"from", "adopted", "until"}
        }
        until = next((v for k, v in node.entries.items() if k == "until"), None)
        made: dict[str, Node | str] = dict(changed)
        if adopted:
            made["adopted"] = adopted.isoformat()
        made["from"] = day.isoformat()
        if until is not None and str(until) >= day.isoformat():
            made["until"] = str(until)
        return _mapping(made, node)

    def _fate_of(self, word: str) -> RoleFate | None:
        return self._plan.fates.get(self._role_of(word))

    def _words(self, word: str) -> list[str]:
        """Return the words that stand for one of the key from the day, apart from rows.

        A word whose role several roles share stands for whoever gets the rest.
        """
        fate = self._fate_of(word)
        if fate is None:
            return [word]
        if len(fate.into) == 1:
            return [word]
        return [fate.rest] if fate.rest else []

    def _new_key(self) -> Mapping:
        key = self._entry("key")
        assert isinstance(key, Mapping)  # noqa: S101 - it was read
        made: dict[str, Node | str] = {}
        for word, node in self._key().items():
            fate = self._fate_of(word)
            if fate is None:
                made[word] = self._delegate(node, self._role_of(word), word)
            elif len(fate.into) == 1:
                made[word] = self._delegate(node, fate.into[0], word)
            else:
                made |= {
                    heir: self._delegate(node, heir, word)
                    for heir in fate.into
                    if heir not in made
                }
        for fate in self._plan.fates.values():
            for token in self._tokens(fate):
                if token not in self._key() and len(fate.into) == 1:
                    made[token] = self._named_directly(fate)
        return _mapping(made, key)

    def _named_directly(self, fate: RoleFate) -> Node | str:
        """Return what the key is to say of a role that rows name without it.

        Who is above and steps in is that of the word which means the role, if one does.
        """
        words = [word for word in self._key() if self._role_of(word) == fate.role]
        if len(words) != 1:
            return fate.into[0]
        return self._delegate(self._key()[words[0]], fate.into[0], words[0])

    def _delegate(self, node: Node, role: str, word: str) -> Node | str:
        """Return what the key says of a word: its role, who is above and steps in."""
        if not isinstance(node, Mapping):
            return role
        made: dict[str, Node | str] = {"role": role}
        for key, value in node.entries.items():
            match str(key):
                case "superior":
                    words = self._words(str(value))
                    if not words:
                        fate = self._fate_of(str(value))
                        self._ask(fate, RolePart.SUPERIOR, value.place, word)
                    elif not self._is_same(words[0], role):
                        made["superior"] = words[0]
                case "substitutes":
                    kept = self._kept(value, RolePart.SUBSTITUTE, word)
                    kept = [each for each in kept if not self._is_same(each, role)]
                    if kept:
                        made["substitutes"] = _sequence(kept, value)
                case "role":
                    pass
                case _:
                    made[str(key)] = value
        return _mapping(made, node) if len(made) > 1 else role

    def _is_same(self, word: str, role: str) -> bool:
        """Tell whether a word means a role from the day."""
        fate = self._fate_of(word)
        meant = fate.heir if fate else self._role_of(word) or word
        return meant == role

    def _kept(self, node: Node, part: RolePart, of: str = "") -> list[str]:
        """Return the words of a list as they are from the day; open ones are asked."""
        kept: list[str] = []
        for item in node.items if isinstance(node, Sequence) else [node]:
            words = self._words(str(item))
            if not words:
                self._ask(self._fate_of(str(item)), part, item.place, of)
            kept += [word for word in words if word not in kept]
        return kept

    def _clauses(self, node: Node) -> Mapping:
        assert isinstance(node, Mapping)  # noqa: S101 - it was read
        made: dict[str, Node | str] = {}
        for key, value in node.entries.items():
            if key == "two_members":
                kept = self._kept(value, RolePart.SUBSTITUTE)
                if kept:
                    made[key] = _sequence(kept, value)
            elif key == "cannot_wait" and isinstance(value, Mapping):
                pairs: dict[str, Node | str] = {}
                for word, steps in value.entries.items():
                    mine = self._words(str(word))
                    kept = self._kept(steps, RolePart.SUBSTITUTE, str(word))
                    if mine and kept:
                        pairs[mine[0]] = _sequence(kept, steps)
                if pairs:
                    made[key] = _mapping(pairs, value)
            else:
                made[key] = value
        return _mapping(made, node)

    # the rows -------------------------------------------------------------------------

    def _lines(self, committee: str, under: str) -> Iterator[list[str] | None]:
        """Yield the lines of the table; None for one that is there no more."""
        number = self._at(OrderColumn.NUMBER)
        above = self._parents.get(str(self._entry("under") or ""), {})
        for line in self._order.sheet.rows:
            cells = [str(cell) for cell in line]
            rules = self._rules.get(line[0].place.line, [])
            if self._has_ended(cells) or not self._is_of(committee, rules, line[0]):
                yield None
            elif (
                under
                and number is not None
                and name_key(cells[number]) not in above[under]
            ):
                if not any(name_key(cells[number]) in own for own in above.values()):
                    self._end(rules)
                yield None
            else:
                yield self._row(cells, rules, line[0])

    def _has_ended(self, cells: list[str]) -> bool:
        at = self._at(OrderColumn.UNTIL)
        last = cells[at].strip() if at is not None else ""
        return bool(last) and last < self._plan.day.isoformat()

    def _at(self, column: OrderColumn) -> int | None:
        columns = self._order.columns
        return columns.index(column) if column in columns else None

    def _is_of(self, committee: str, rules: list[Rule], place: Scalar) -> bool:
        """Tell whether a row is of a committee that one was split into."""
        fate = self._committee_fate
        if fate is None or len(fate.into) < 2 or not rules:  # noqa: PLR2004 - all of it
            return True
        heirs = fate.heirs(rule.id for rule in rules)
        if not heirs and committee == fate.into[0]:
            self._end(rules)
            self._ask(fate, RolePart.POWER, place.place, rules=rules)
        return committee in heirs

    def _row(
        self, cells: list[str], rules: list[Rule], place: Scalar
    ) -> list[str] | None:
        """Return a row with whoever roles have become; None where nobody gets it."""
        made = list(cells)
        for fate in self._plan.fates.values():
            if len(fate.into) == 1 or fate is self._committee_fate:
                continue  # the key tells it
            for token in self._tokens(fate):
                changed = self._parted(made, fate, token, rules, place)
                if changed is None:
                    self._end(rules)
                    return None
                made = changed
        return made

    def _parted(
        self,
        cells: list[str],
        fate: RoleFate,
        token: str,
        rules: list[Rule],
        place: Scalar,
    ) -> list[str] | None:
        """Return a row in which the heirs of a role stand for it; None for nobody."""
        mention = _mention(token)
        named = [
            column
            for column in OrderColumn
            if (at := self._at(column)) is not None and mention.search(cells[at])
        ]
        if not named:
            return cells
        heirs = fate.heirs(rule.id for rule in rules)
        made = list(cells)
        for column in named:
            at = self._at(column)
            assert at is not None  # noqa: S101 - it is named there
            cell = made[at]
            made[at] = self._parted_cell(column, cell, (token, heirs), fate)
            for part in _open_parts(column, cell, mention, heirs):
                self._ask(fate, part, place.place, rules=rules)
                if part is RolePart.CONSULTED and column is not OrderColumn.DELEGATE:
                    return None
            if column is OrderColumn.DELEGATE:
                if not made[at]:
                    return None
                self._drop_leads(made, _leads(cell) - _leads(made[at]) - {token})
        return made

    def _drop_leads(self, cells: list[str], leads: Iterable[str]) -> None:
        """Take what cells say of delegates that the row has no longer out of them."""
        for column in _LED:
            at = self._at(column)
            if at is not None:
                for lead in leads:
                    cells[at] = _led(cells[at], lead, ())

    def _parted_cell(
        self,
        column: OrderColumn,
        cell: str,
        named: tuple[str, tuple[str, ...]],
        fate: RoleFate,
    ) -> str:
        """Return a cell in which the heirs of a role stand for the word that names it.

        In a text the old name stays, and somebody is told.
        """
        token, heirs = named
        mention = _mention(token)
        if column is OrderColumn.DELEGATE:
            return _alternatives(cell, mention, heirs)
        if column is OrderColumn.SUBSTITUTE or column in _OTHERS:
            return mention.sub(heirs[0], cell) if len(heirs) == 1 else ""
        if column in _LED:
            return _led(cell, token, heirs)
        if column is not OrderColumn.MATTER:
            text = Remainder(chore=Chore.TEXT, name=cell, place=fate.place)
            self._remainders.append(text)
        return cell

    def _end(self, rules: Iterable[Rule]) -> None:
        self._ended.update(dict.fromkeys(rule.id for rule in rules))

    def _ask(
        self,
        fate: RoleFate | None,
        part: RolePart,
        place: object,
        of: str = "",
        rules: Iterable[Rule] = (),
    ) -> None:
        if fate is None:
            return
        listed = list(rules)
        grants = (rule.conclusion.grant for rule in listed)
        point = next((grant.point for grant in grants if grant and grant.point), "")
        question = OpenQuestion(
            role=fate.role,
            into=fate.into,
            part=part,
            place=place,  # type: ignore[arg-type]
            point=point or of,
            rules=tuple(dict.fromkeys(rule.id for rule in listed)),
        )
        if question not in self._questions:
            self._questions.append(question)

    def _table(self, lines: Iterable[list[str] | None]) -> str:
        """Return the table; a ladder whose first step is gone begins with the next."""
        rows = []
        number, matter = self._at(OrderColumn.NUMBER), self._at(OrderColumn.MATTER)
        leading = number, matter, self._at(OrderColumn.LAW)
        led = [at for at in leading if at is not None]
        waiting: dict[int, str] = {}
        for line, cells in zip(self._order.sheet.rows, lines, strict=True):
            written = [str(cell) for cell in line]
            begins = matter is None or bool(written[matter].strip())
            if cells is None:
                if begins:
                    waiting = {at: written[at] for at in led}
                continue
            if begins:
                waiting = {}
            elif waiting:
                for at, text in waiting.items():
                    cells[at] = cells[at] or text
                waiting = {}
            rows.append(cells)
        return csv_text([[str(cell) for cell in self._order.sheet.header], *rows])


def _open_parts(
    column: OrderColumn, cell: str, mention: re.Pattern[str], heirs: tuple[str, ...]
) -> Iterator[RolePart]:
    """Yield which parts of a role nobody gets in a cell; none where all is said."""
    if column is OrderColumn.DELEGATE:
        own = [each for each in _pieces(cell) if mention.search(each)]
        if not heirs and any(mention.match(each) for each in own):
            yield RolePart.POWER
        if len(heirs) != 1 and any(not mention.match(each) for each in own):
            yield RolePart.CONSULTED
    elif len(heirs) != 1 and column is OrderColumn.SUBSTITUTE:
        yield RolePart.SUBSTITUTE
    elif len(heirs) != 1 and column in _OTHERS:
        yield RolePart.CONSULTED


def _pieces(cell: str) -> list[str]:
    """Return the alternatives of a cell of delegates."""
    return [each for each in re.split(r"\s*/\s*|\n", cell) if each]


def _leads(cell: str) -> frozenset[str]:
    """Return the words with which the alternatives of a cell begin."""
    leads = (re.split(r"[,;(]", each)[0].strip() for each in _pieces(cell))
    return frozenset(leads)


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as text with semicolons, empty cells at the end left out."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    listed = [list(row) for row in rows]
    writer.writerow(listed[0])
    for row in listed[1:]:
        while row and not row[-1]:
            row.pop()
        writer.writerow(row)
    return stream.getvalue()


def _mention(word: str) -> re.Pattern[str]:
    """Return what finds a word of the key, or the name of a role, in a cell."""
    flags = 0 if word.isupper() else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", flags)


def _alternatives(cell: str, mention: re.Pattern[str], heirs: tuple[str, ...]) -> str:
    """Return the alternatives of a cell, those of a role by whoever gets it.

    Where a role is named behind a delegate, as who is consulted, one alone can stand
    for it: the delegate is left out where that is open.
    """
    made = []
    for each in _pieces(cell):
        if mention.match(each):
            made += [mention.sub(heir, each) for heir in heirs]
        elif mention.search(each):
            made += [mention.sub(heirs[0], each)] if len(heirs) == 1 else []
        else:
            made.append(each)
    return " / ".join(dict.fromkeys(made))


def _led(cell: str, token: str, heirs: tuple[str, ...]) -> str:
    """Return a cell whose pieces may begin with a delegate: `EC: 5 pbb; AC: 10 pbb`."""
    made = []
    for piece in cell.split(";"):
        lead, colon, rest = piece.strip().partition(":")
        if colon and name_key(lead) == name_key(token):
            made += [f"{heir}:{rest}" for heir in heirs]
        else:
            made.append(piece.strip())
    return "; ".join(made)


def _has_rows(lines: Iterable[list[str] | None]) -> bool:
    return any(line is not None for line in lines)


def _mapping(entries: dict[str, Node | str], like: Node) -> Mapping:
    """Return a mapping at the place of another node."""
    place = like.place
    made = {
        scalar(str(key), place): (
            scalar(value, place) if isinstance(value, str) else value
        )
        for key, value in entries.items()
    }
    return Mapping(made, place.file, place.line, place.column)


def _sequence(words: Iterable[str], like: Node) -> Sequence:
    place = like.place
    listed: list[Node] = [scalar(word, place) for word in words]
    return Sequence(listed, place.file, place.line, place.column)
