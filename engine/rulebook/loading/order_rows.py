"""Read the rows of a delegation order: what each says, and of whom.

A row is read with the key and the clauses of its order. What it says on who may decide
is understood whole or told as a problem; a condition in words that nobody has given a
meaning stays as it is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from ..language.elements import PartyDraft
from ..language.orders import OrderColumn, OrderDraft, RowDraft
from ..language.shapes import WRONG, Entry
from ..model.conclusions import DecisionAct, Mode
from ..model.grants import SubDelegation
from ..model.names import name_key
from ..model.sources import Status
from ..model.texts import Text
from ..model.values import ValueKind, date_in
from ..model.vocabulary import TermKind
from . import order_cells as cells
from .order_cells import at, entry, line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from ..language.nodes import Scalar
    from ..language.shapes import Problems
    from ..model.clauses import Relation
    from ..model.grants import Consultation
    from ..model.problems import Place

_OUTCOMES = {
    name_key(word): value
    for value, words in {
        "bifall": ("bifall", "granting"),
        "avslag": ("avslag", "refusal"),
    }.items()
    for word in words
}
#: The clauses on the people who decide, which stand in each row's grant.
_OF_PEOPLE = (
    "superior_on_absence",
    "sole_holder",
    "temporary",
    "new_employee",
    "may_lift",
    "may_take_over",
    "two_members",
    "cannot_wait",
)
OUTCOME = cells.Measure(
    "utfall",
    ValueKind.ENUM,
    Text("utfall", "outcome"),
    Text("Är det ett bifall?", "Is it granted?"),
)


class _MeantRole(NamedTuple):
    """A role that a cell means, and in which relation it means it, None for none."""

    role: Scalar
    relation: Relation | None


class CellSpot(NamedTuple):
    """Where a cell stands, what its column is called, and what it holds."""

    where: Place
    column: str
    value: str


@dataclass(slots=True)
class OrderRow:
    """A row on its way to a rule: its matter, and the conditions it holds on.

    `when` are conditions that must hold, `unless` groups that stop it, and `provisos`
    those in words alone. `rest_words` tell that it holds where no other row does.
    `measures` are the circumstances that it puts limits on. `upper` is the row of an
    order that it passes on, and `through` the role that does so.
    """

    order: OrderDraft
    draft: RowDraft
    number: str
    label: Scalar
    chapter: str
    matter: str = ""
    rule: str = ""
    passage: str = ""
    when: dict[Scalar, Any] = field(default_factory=dict)
    unless: list[dict[Scalar, Any]] = field(default_factory=list)
    provisos: list[Text] = field(default_factory=list)
    rest_words: list[str] = field(default_factory=list)
    measures: list[cells.Measure] = field(default_factory=list)
    upper: OrderRow | None = None
    through: Scalar | None = None

    @property
    def is_rest(self) -> bool:
        """Whether the row is on what the other rows on its matter leave."""
        return bool(self.rest_words)

    @property
    def place(self) -> Scalar:
        """Where the row stands."""
        return self.draft.place_of

    @property
    def committee(self) -> Scalar | None:
        """The committee whose order it is, None where that is not told."""
        order = self.upper.order if self.upper else self.order
        committee: Scalar | None = order.header.get("committee")
        return committee

    def cell(self, column: OrderColumn) -> Scalar | None:
        """Return a cell, None where it is empty."""
        return self.draft.get(column)

    def parts(self, column: OrderColumn) -> list[Scalar]:
        """Return the parts of a cell that holds several."""
        cell = self.cell(column)
        return [] if cell is None else cells.parts(cell)

    def spot(self, column: OrderColumn) -> CellSpot:
        """Return where a cell stands, for a problem with it."""
        return spot(self.order, self.draft, column)


def spot(order: OrderDraft, row: RowDraft, column: OrderColumn) -> CellSpot:
    """Return where a cell of a row stands, for a problem with it."""
    cell = row.get(column)
    heading = order.headings.get(column, column.value)
    return CellSpot((cell or row.place_of).place, heading, cell or "")


class RowReader:
    """Reads the rows of the orders of one pack.

    Args:
        names: for each kind of term which id the key of each name stands for.
        problems: where problems go.
    """

    def __init__(
        self, names: Mapping[TermKind, Mapping[str, str]], problems: Problems
    ) -> None:
        """Take the names, and the problems."""
        self._names = names
        self._problems = problems
        #: The relations for whom rows mean that no pack has a role.
        self.relative_roles: dict[Relation, Scalar] = {}

    # conditions -----------------------------------------------------------------------

    def read_conditions(self, row: OrderRow) -> None:
        """Find on what conditions a row holds."""
        self._read_limits(row)
        outcome = row.cell(OrderColumn.OUTCOME)
        if outcome is not None:
            value = _OUTCOMES.get(name_key(outcome))
            if value is None:
                where, column, written = row.spot(OrderColumn.OUTCOME)
                self._problems.note(
                    where, "order/unknown-outcome", column=column, value=written
                )
            else:
                row.measures.append(OUTCOME)
                row.when[at(OUTCOME.id, outcome)] = at(value, outcome)
        for part in row.parts(OrderColumn.CONDITIONS):
            self._read_condition(row, part)
        for part in row.parts(OrderColumn.EXCEPT):
            wish = self._wish(row.order, part)
            if wish:
                row.unless.append(wish)
            else:
                row.provisos.append(Text(f"utom {part}"))

    def _read_condition(self, row: OrderRow, part: Scalar) -> None:
        """Read a condition; what is not understood stays as the order has it."""
        wish = self._wish(row.order, part)
        if wish is None:
            row.provisos.append(Text(line(part)))
        elif not wish:
            row.rest_words.append(line(part))
        else:
            row.when.update({at(name, part): value for name, value in wish.items()})

    def _wish(self, order: OrderDraft, part: Scalar) -> dict[Scalar, Any] | None:
        """Return the conditions that words mean, none for `rest`, None if not known."""
        own: Mapping[Scalar, Any] = order.header.get("conditions", {})
        key = name_key(part)
        for words, wish in own.items():
            if name_key(words) == key:
                return wish if isinstance(wish, dict) else None
        name, sign, value = part.partition("=")
        circumstance = self._names[TermKind.CIRCUMSTANCE].get(name_key(name))
        if sign and circumstance is not None and value.strip():
            return {at(circumstance, part): at(value.strip(), part)}
        return None

    def _read_limits(self, row: OrderRow) -> None:
        wishes: dict[str, dict[str, Scalar]] = {}
        for column, key in ((OrderColumn.AT_MOST, "max"), (OrderColumn.OVER, "over")):
            for part in row.parts(column):
                limit = cells.limit(part)
                if limit is None or key in wishes.get(limit.measure.id, {}):
                    where, heading, value = row.spot(column)
                    self._problems.note(
                        where, "order/no-limit", column=heading, value=value
                    )
                    continue
                row.measures.append(limit.measure)
                wishes.setdefault(limit.measure.id, {})[key] = limit.value
                if limit.besides:
                    row.provisos.append(Text(limit.besides))
        for name, wish in wishes.items():
            row.when[at(name, row.place)] = entry(wish, row.place)

    def resolve_rest(self, row: OrderRow, others: Iterable[OrderRow]) -> None:
        """Let a row on the rest hold where no other row on its matter does.

        Beside a row with a condition that nobody can judge it stays in words too where
        it begins.
        """
        beside = [other for other in others if not other.is_rest]
        judged = [other for other in beside if not other.provisos]
        if not beside or any(not other.when or other.unless for other in judged):
            where, column, value = row.spot(OrderColumn.CONDITIONS)
            self._problems.note(where, "order/no-rest", column=column, value=value)
        row.unless += [dict(other.when) for other in judged if other.when]
        if len(judged) < len(beside):
            row.provisos += map(Text, row.rest_words)

    # passing on -----------------------------------------------------------------------

    def pass_on(self, row: OrderRow, upper: OrderRow) -> bool:
        """Let a row hold only inside a row of the order above, where that allows it.

        Return whether it does: whoever passes it on must be a delegate there, and the
        committee must have let them (kommunallagen 7 kap. 6 §). An execution is no
        power to pass on, and what is only proposed gives none to what is adopted.
        """
        word: Scalar | None = row.order.header.get("by")
        through = self._role(row, OrderColumn.DELEGATE, word) if word else None
        terms = self._terms(upper, upper.order.header.get("clauses"))
        may_be = terms.get("sub_delegation") in {
            SubDelegation.ALLOWED,
            SubDelegation.AS_WRITTEN,
        }
        is_power = not _is_execution(upper) and not (
            _is_proposed(upper.order) and not _is_proposed(row.order)
        )
        if not may_be or not is_power or through not in self._holders(upper):
            return False
        assert through is not None  # noqa: S101 - somebody holds it
        row.upper, row.through = upper, at(through, row.place)
        own = {str(name) for name in row.when}
        for name, wish in upper.when.items():
            if str(name) in own:
                row.unless += [{name: other} for other in negations(wish)]
            else:
                row.when[name] = wish
        row.unless += upper.unless
        row.provisos += upper.provisos
        if passed_on := terms.get("passed_on"):
            row.provisos.append(passed_on)
        return True

    def _holders(self, row: OrderRow) -> set[str]:
        """Return the roles that may decide by a row."""
        delegates = self._delegates(row)
        clauses: Entry | None = row.order.header.get("clauses")
        is_lowest = bool(clauses and clauses.get("lowest_level", False))
        superiors = self._superiors(row, delegates) if is_lowest else ()
        return {str(role) for role in (*delegates, *superiors)}

    # roles ----------------------------------------------------------------------------

    def _role(self, row: OrderRow, column: OrderColumn, word: Scalar) -> Scalar | None:
        """Return the role that a word of a cell means: by the key, or by its name."""
        meant = self._meant(row, word)
        if meant is not None:
            return meant.role
        self._problems.note(
            word.place,
            "order/unknown-delegate",
            column=row.order.headings.get(column, column.value),
            name=word,
            near=self._problems.near(word, map(str, _key(row.order))),
        )
        return None

    def _meant(self, row: OrderRow, word: Scalar) -> _MeantRole | None:
        """Return whom a word of a cell means, and in which relation; None if unknown.

        The key counts before names of roles, and both before words for a relation.
        """
        known = self._known(row, word)
        relative = cells.relative(word)
        if known is not None or relative is None:
            return known
        relation, other = relative
        role = self._known(row, other)
        if role is not None:
            return _MeantRole(at(role.role, word), relation)
        made = cells.RELATIVE_ROLES.get(relation)
        if made is None:
            return None
        self.relative_roles.setdefault(relation, word)
        return _MeantRole(at(made.id, word), relation)

    def _known(self, row: OrderRow, word: Scalar) -> _MeantRole | None:
        """Return the role that the key has for a word, or that has it for a name."""
        wanted = name_key(word)
        for name, post in _key(row.order).items():
            if name_key(name) == wanted:
                role: Scalar | None = post.get("role")
                return _MeantRole(role, post.get("relation")) if role else None
        known = self._names[TermKind.ROLE].get(wanted)
        if known is None:
            return None
        is_relative = cells.relative(word)
        relation = is_relative[0] if is_relative else None
        return _MeantRole(at(known, word), relation)

    def _delegates(self, row: OrderRow) -> list[Scalar]:
        """Return the roles of a row.

        The committee itself always may decide, so it counts where it stands alone.
        """
        cell = row.cell(OrderColumn.DELEGATE)
        words = [] if cell is None else cells.alternatives(cell)
        named = (self._role(row, OrderColumn.DELEGATE, word) for word in words)
        roles = {str(role): role for role in named if role is not None}
        others = [role for role in roles.values() if role != row.committee]
        return others or list(roles.values())

    def _relations(self, row: OrderRow) -> dict[Scalar, Relation]:
        """Return which delegates of a row are found by a relation."""
        cell = row.cell(OrderColumn.DELEGATE)
        words = [] if cell is None else cells.alternatives(cell)
        meant = (self._meant(row, word) for word in words)
        return {m.role: m.relation for m in meant if m and m.relation}

    def _superiors(self, row: OrderRow, delegates: list[Scalar]) -> tuple[Scalar, ...]:
        """Return the superiors of the delegates by the key, all the way up."""
        superiors: dict[str, Scalar] = {}
        waiting = [str(role) for role in delegates]
        while waiting:
            superior = self._superior(row, waiting.pop(0))
            if superior is None or superior in {*superiors, *delegates}:
                continue
            superiors[str(superior)] = superior
            waiting.append(str(superior))
        return tuple(superiors.values())

    def _superior(self, row: OrderRow, role: str) -> Scalar | None:
        """Return the superior of a role by the key, None where the key has none."""
        post = _posts(row.order).get(role)
        word: Scalar | None = post.get("superior") if post else None
        superior = self._role(row, OrderColumn.DELEGATE, word) if word else None
        return None if superior is None else at(superior, row.place)

    def _substitutes(
        self, row: OrderRow, delegates: list[Scalar], people: Entry | None
    ) -> dict[Scalar, tuple[Scalar, ...]]:
        """Return who steps in for whom: by the row, and else by the key.

        Where a clause says so the superior by the key comes after all others.
        """
        posts = _posts(row.order)
        steps_of: dict[str, tuple[Scalar, ...]] = {}
        for delegate in delegates:
            post = posts.get(str(delegate))
            words = post.get("substitutes", ()) if post else ()
            steps_of[str(delegate)] = self._steps(row, words)
        cell = row.cell(OrderColumn.SUBSTITUTE)
        for whose, words in cells.substitutes(cell) if cell else ():
            steps = self._steps(row, words)
            if whose is None:
                steps_of.update(dict.fromkeys(map(str, delegates), steps))
                continue
            role = self._role(row, OrderColumn.SUBSTITUTE, whose)
            if role in delegates:
                steps_of[str(role)] = steps
            elif role is not None:
                where, column, _ = row.spot(OrderColumn.SUBSTITUTE)
                self._problems.note(
                    where, "order/substitute-for-nobody", column=column, name=whose
                )
        if people and people.get("superior_on_absence", False):
            for each, others in steps_of.items():
                above = self._superior(row, each)
                if above is not None and above not in others:
                    steps_of[each] = (*others, above)
        return {at(role, row.place): steps for role, steps in steps_of.items() if steps}

    def _steps(self, row: OrderRow, words: Iterable[Scalar]) -> tuple[Scalar, ...]:
        steps = (self._role(row, OrderColumn.SUBSTITUTE, word) for word in words)
        return tuple(at(step, row.place) for step in steps if step is not None)

    def _consults(self, row: OrderRow) -> Iterator[tuple[Scalar, Consultation]]:
        cell = row.cell(OrderColumn.CONSULTS)
        for part in cells.alternatives(cell) if cell else ():
            way, word = cells.consultation(part)
            role = self._role(row, OrderColumn.CONSULTS, word)
            if role is not None:
                yield at(role, row.place), way

    # rules ----------------------------------------------------------------------------

    def rule(self, row: OrderRow) -> Entry:
        """Return a row as a rule on a decision."""
        delegates, is_execution = self._delegates(row), self._is_execution(row)
        clauses: Entry | None = row.order.header.get("clauses")
        # an execution is no decision: it is neither reported, passed on nor appealed
        general = None if is_execution else clauses
        values: dict[str, Any] = {
            "id": at(row.rule, row.place),
            "matter": (at(row.matter, row.label),),
            "says": Text(_sentence(row)),
            "cites": (at(f"{row.order.name}#{row.passage}", row.place),),
            "grant": self._grant(row, delegates, general),
        }
        if is_execution:
            values["act"] = DecisionAct.EXECUTION
        if delegates:
            mode = Mode.ANY_OF if len(delegates) > 1 else Mode.ONE
            party = PartyDraft(mode, tuple(delegates))
            values["carries_out" if is_execution else "decides"] = party
        if row.when:
            values["when"] = row.when
        if row.unless:
            values["unless"] = tuple(row.unless)
        values |= self._days(row)
        note = row.cell(OrderColumn.NOTE)
        if note is not None:
            values["note"] = Text(line(note))
        return entry(values, row.place)

    def _is_execution(self, row: OrderRow) -> bool:
        cell = row.cell(OrderColumn.KIND)
        if cell is not None and cells.act(cell) is None:
            where, column, value = row.spot(OrderColumn.KIND)
            self._problems.note(where, "order/unknown-kind", column=column, value=value)
        return _is_execution(row)

    def _days(self, row: OrderRow) -> dict[str, dt.date]:
        """Return the first and the last day of a row, within those of the row above."""
        first = [self._day(row, OrderColumn.FROM)]
        last = [self._day(row, OrderColumn.UNTIL)]
        if row.upper is not None:
            above: Entry | None = row.upper.order.header.get("source")
            first += [above.get("from")] if above else []
            last += [above.get("until")] if above else []
            first.append(self._day(row.upper, OrderColumn.FROM))
            last.append(self._day(row.upper, OrderColumn.UNTIL))
        days = {
            "from": max(filter(None, first), default=None),
            "until": min(filter(None, last), default=None),
        }
        return {key: day for key, day in days.items() if day is not None}

    def _day(self, row: OrderRow, column: OrderColumn) -> dt.date | None:
        cell = row.cell(column)
        day = date_in(cell) if cell else None
        if cell is not None and day is None:
            where, heading, value = row.spot(column)
            self._problems.note(where, "order/no-day", column=heading, value=value)
        return day

    def _grant(
        self, row: OrderRow, delegates: list[Scalar], clauses: Entry | None
    ) -> Entry:
        """Return what a row grants, on the terms of `clauses` where it has no other."""
        values: dict[str, Any] = {"by": row.committee or WRONG}
        if row.through is not None:
            values["through"] = row.through
        if row.number:
            values["point"] = at(row.number, row.place)
        if clauses and clauses.get("lowest_level", False):
            values["superiors"] = self._superiors(row, delegates)
        people = None if _is_execution(row) else self._people(row)
        values["people"] = people
        values["substitutes"] = self._substitutes(row, delegates, people)
        values["relations"] = self._relations(row)
        values["consults"] = dict(self._consults(row))
        values["laws"] = tuple(row.parts(OrderColumn.LAW))
        values["provisos"] = tuple(row.provisos)
        values |= self._terms(row, clauses)
        said = {key: value for key, value in values.items() if value or value is WRONG}
        return entry(said, row.place)

    def _people(self, row: OrderRow) -> Entry | None:
        """Return what an order says once of those who decide by its rows.

        A row that is passed on is one of the order above in this too.
        """
        above = row.upper or row
        written: Entry | None = above.order.header.get("clauses")
        if written is None:
            return None
        known = {key: written.get(key) for key in _OF_PEOPLE}
        values = {key: value for key, value in known.items() if value is not None}
        if "two_members" in values:
            values["two_members"] = self._steps(above, values["two_members"])
        if "cannot_wait" in values:
            values["cannot_wait"] = {
                at(role, row.place): self._steps(above, steps)
                for word, steps in values["cannot_wait"].items()
                if (role := self._role(above, OrderColumn.DELEGATE, word)) is not None
            }
        return entry(values, row.place) if values else None

    @staticmethod
    def _terms(row: OrderRow, clauses: Entry | None) -> dict[str, Any]:
        """Return how decisions by a row are reported, passed on and appealed."""
        values: dict[str, Any] = {}
        for key in ("notification", "sub_delegation", "appeal"):
            values[key] = clauses.get(key) if clauses else None
        told = row.cell(OrderColumn.NOTIFICATION)
        if told is not None:
            values |= cells.notification(told, values["notification"])
        passed_on = row.cell(OrderColumn.SUB_DELEGATION)
        if passed_on is not None:
            values |= cells.sub_delegation(passed_on)
        appealed = row.cell(OrderColumn.APPEAL)
        if appealed is not None:
            values |= cells.appeal(appealed)
        return values


def negations(wish: Any) -> Iterator[Any]:  # noqa: ANN401 - a condition as written
    """Yield conditions of which one holds where a condition on a circumstance fails.

    The circumstance is taken to have a value.
    """
    if not isinstance(wish, Entry):
        words = wish if isinstance(wish, tuple) else (wish,)
        yield entry({"not": words}, words[0])
        return
    for key, other in (
        ("max", "over"),
        ("over", "max"),
        ("min", "under"),
        ("under", "min"),
    ):
        limit = wish.get(key)
        if limit is not None:
            yield entry({other: limit}, limit)
    denied = wish.get("not")
    if denied:
        yield tuple(denied)


def _is_execution(row: OrderRow) -> bool:
    cell = row.cell(OrderColumn.KIND)
    return cell is not None and cells.act(cell) is DecisionAct.EXECUTION


def _is_proposed(order: OrderDraft) -> bool:
    source: Entry | None = order.header.get("source")
    return source is not None and source.get("status") is Status.PROPOSAL


def _key(order: OrderDraft) -> dict[Scalar, Entry]:
    """Return the key of an order, without what was written wrongly."""
    key: Mapping[Scalar, Any] = order.header.get("key", {})
    return {name: post for name, post in key.items() if isinstance(post, Entry)}


def _posts(order: OrderDraft) -> dict[str, Entry]:
    """Return what the key of an order says of each role."""
    return {str(post.get("role")): post for post in _key(order).values()}


def _sentence(row: OrderRow) -> str:
    """Return a row as one sentence: its matter, and to whom it goes on what limits."""
    delegate = row.cell(OrderColumn.DELEGATE)
    text = f"{line(row.label)}: {line(delegate) if delegate else ''}"
    for column, lead in ((OrderColumn.OVER, "över "), (OrderColumn.AT_MOST, "högst ")):
        cell = row.cell(column)
        if cell is not None:
            text += f", {lead}{line(cell)}"
    conditions = row.cell(OrderColumn.CONDITIONS)
    if conditions is not None:
        text += f", {line(conditions)}"
    return f"{text}."
