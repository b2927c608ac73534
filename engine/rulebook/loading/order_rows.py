"""Read the rows of a delegation order: what each says, and of whom.

A row is read with the key and the clauses of its order. What it says on who may decide
is understood whole or told as a problem; a condition in words that nobody has given a
meaning stays as it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..language.elements import PartyDraft
from ..language.orders import OrderColumn
from ..language.shapes import WRONG, Entry
from ..model.conclusions import DecisionAct, Function, Mode
from ..model.grants import DocumentClause, Notification, SubDelegation
from ..model.names import name_key
from ..model.sources import Status
from ..model.texts import Text
from ..model.values import ValueKind, date_in
from ..model.vocabulary import TermKind
from . import order_cells as cells
from .order_cells import CEILINGS, FLOORS, at, entry, line
from .order_parties import OrderRow, Parties

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..language.nodes import Scalar
    from ..language.orders import OrderDraft
    from ..language.shapes import Problems

_OUTCOMES = {
    name_key(word): value
    for value, words in {
        "bifall": ("bifall", "granting"),
        "avslag": ("avslag", "refusal"),
    }.items()
    for word in words
}
#: The outcome, which the law calls so too: it tells granting from refusing there.
OUTCOME = cells.Measure(
    "utgang",
    ValueKind.ENUM,
    Text("utgång", "outcome"),
    Text("Är det ett bifall?", "Is it granted?"),
)


class RowReader:
    """Reads the rows of the orders of one pack.

    Args:
        names: for each kind of term which id the key of each name stands for.
        label: tells what a role is called.
        committees: the committee of each order, by the name of the order.
        problems: where problems go.
    """

    def __init__(
        self,
        names: Mapping[TermKind, Mapping[str, str]],
        label: Callable[[str], Text],
        committees: Mapping[str, str],
        problems: Problems,
    ) -> None:
        """Take the names, the labels, and the problems."""
        self._names = names
        self._label = label
        self._problems = problems
        self.parties = Parties(names, committees, problems)

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
                if cells.is_open_end(part):
                    continue
                limit = cells.limit(part, key)
                own = wishes.setdefault(limit.measure.id, {}) if limit else {}
                sides = CEILINGS if key in CEILINGS else FLOORS
                if limit is None or not sides.isdisjoint(own):
                    # a limit may stand in brackets behind a delegate
                    cell = row.cell(column)
                    written = OrderColumn.DELEGATE if cell is None else column
                    self._problems.note(
                        part.place,
                        "order/no-limit",
                        column=row.spot(written).column,
                        value=part if cell is None else cell,
                    )
                    continue
                row.measures.append(limit.measure)
                own[limit.key] = limit.value
                if limit.besides:
                    row.provisos.append(Text(limit.besides))
        for name, wish in wishes.items():
            if wish:
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
        through = (
            self.parties.role(row.order, OrderColumn.DELEGATE, word) if word else None
        )
        passing_on = self._passing_on(upper)
        is_power = not act_of(upper) and not (
            _is_proposed(upper.order) and not _is_proposed(row.order)
        )
        if (
            passing_on.word is SubDelegation.FORBIDDEN
            or upper.upper is not None  # to an employee, and no further
            or not is_power
            or through not in self._holders(upper)
            or not self._is_on_level(row, upper, passing_on)
        ):
            return False
        assert through is not None  # noqa: S101 - somebody holds it
        row.upper, row.through = upper, at(through, row.place)
        bounds = [*upper.when.items()]
        for limit in passing_on.limits:
            row.measures.append(limit.measure)
            wish = entry({limit.key: limit.value}, row.place)
            bounds.append((at(limit.measure.id, row.place), wish))
        for name, wish in bounds:
            if name in row.when:
                row.unless += [{name: other} for other in negations(wish)]
            else:
                row.when[name] = wish
        row.unless += upper.unless
        row.provisos += upper.provisos
        row.provisos += map(Text, passing_on.words)
        return True

    def _passing_on(self, row: OrderRow) -> cells.PassingOn:
        """Return how far a row may be passed on: by itself, and else by the clauses."""
        cell = row.cell(OrderColumn.SUB_DELEGATION)
        if cell is not None:
            return cells.passing_on(cell)
        clause = row.clauses.get("sub_delegation") if row.clauses else None
        return cells.PassingOn(clause or SubDelegation.FORBIDDEN)

    def _is_on_level(
        self, row: OrderRow, upper: OrderRow, passing_on: cells.PassingOn
    ) -> bool:
        """Tell whether a row goes to those alone to whom the row above lets it go."""
        column = OrderColumn.SUB_DELEGATION
        levels = [
            self.parties.role(upper.order, column, word) for word in passing_on.levels
        ]
        return not levels or set(self.parties.delegates(row)) <= set(levels)

    @staticmethod
    def _is_lowest(row: OrderRow, clauses: Mapping[str, Any]) -> bool:
        """Tell whether superiors may decide by a row: by a clause, or by the row."""
        return act_of(row) is None and (
            row.part.is_lowest or bool(clauses.get("lowest_level", False))
        )

    def _holders(self, row: OrderRow) -> set[str]:
        """Return the roles that may decide by a row."""
        is_lowest = self._is_lowest(row, row.clauses_in_force())
        superiors = self.parties.superiors(row) if is_lowest else ()
        return {str(role) for role in (*self.parties.delegates(row), *superiors)}

    # rules ----------------------------------------------------------------------------

    def rule(self, row: OrderRow) -> Entry:
        """Return a row as a rule on a decision."""
        delegates, act = self.parties.delegates(row), self._act(row)
        # what is no decision is neither reported, passed on nor appealed as one
        clauses = {} if act else row.clauses_in_force()
        values: dict[str, Any] = {
            "id": at(row.rule, row.place),
            "matter": (at(row.matter, row.label),),
            "says": self._sentence(row),
            "cites": (at(f"{row.order.name}#{row.passage}", row.place),),
            "grant": self._grant(row, clauses),
        }
        if act:
            values["act"] = act
        if delegates:
            mode = Mode.ANY_OF if len(delegates) > 1 else Mode.ONE
            values[_FUNCTIONS[act].value] = PartyDraft(mode, tuple(delegates))
        if row.when:
            values["when"] = row.when
        if row.unless:
            values["unless"] = tuple(row.unless)
        values |= self._days(row)
        note = row.cell(OrderColumn.NOTE)
        if note is not None:
            values["note"] = Text(line(note))
        return entry(values, row.place)

    def _act(self, row: OrderRow) -> DecisionAct | None:
        """Return the act of a row that is no decision, None for one that is.

        A matter that is signing by its name is signing where the row does not say; that
        the row says that it is a decision is a problem.
        """
        cell = row.cell(OrderColumn.KIND)
        written = cells.act(cell) if cell is not None else None
        where, column, value = row.spot(OrderColumn.KIND)
        if cell is not None and written is None:
            self._problems.note(where, "order/unknown-kind", column=column, value=value)
        act = act_of(row)
        if act is DecisionAct.SIGNING and written is DecisionAct.DELEGATED_DECISION:
            self._problems.note(
                where, "order/signing", column=column, value=line(row.label)
            )
        return act

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

    def _grant(self, row: OrderRow, clauses: Mapping[str, Any]) -> Entry:
        """Return what a row grants, on the terms of `clauses` where it has no other."""
        values: dict[str, Any] = {"by": row.committee or WRONG}
        if row.through is not None:
            values["through"] = row.through
        if row.number:
            values["point"] = at(row.number, row.place)
        if self._is_lowest(row, clauses):
            values["superiors"] = self.parties.superiors(row)
        people = None if act_of(row) else self.parties.people(row)
        values["people"] = people
        values["substitutes"] = self.parties.substitutes(row, people)
        values["relations"] = self.parties.relations(row)
        rows = [row.upper, row] if row.upper else [row]
        consults = (pair for own in rows for pair in self.parties.consults(own))
        values["consults"] = dict(consults)
        laws = [law for own in rows for law in own.laws()]
        values["laws"] = tuple(dict.fromkeys(laws))
        values["clauses"] = tuple(c for c in DocumentClause if clauses.get(c.value))
        values["provisos"] = tuple(row.provisos)
        values |= self._terms(row, clauses)
        said = {key: value for key, value in values.items() if value or value is WRONG}
        return entry(said, row.place)

    def _terms(self, row: OrderRow, clauses: Mapping[str, Any]) -> dict[str, Any]:
        """Return how decisions by a row are reported, passed on and appealed.

        What is passed on is reported and appealed as by the row above, where its own
        does not say.
        """
        values: dict[str, Any] = {}
        for key in ("notification", "sub_delegation", "appeal"):
            values[key] = clauses.get(key)
        for own in (row.upper, row) if row.upper else (row,):
            told = own.cell(OrderColumn.NOTIFICATION)
            if told is not None:
                values |= self._told(own, told, clauses.get("notification"))
            appealed = own.cell(OrderColumn.APPEAL)
            if appealed is not None:
                values |= {"appealed": None} | cells.appeal(appealed)
        if clauses.get("two_steps", False) and row.through is not None:
            values["told_to"] = row.through
        if row.cell(OrderColumn.SUB_DELEGATION) is not None:
            values |= self._told_passing_on(row)
        return values

    def _told(
        self, row: OrderRow, cell: Scalar, clause: Notification | None
    ) -> dict[str, Any]:
        """Return how decisions by a row are told; some are to another than all are."""
        said = {"told": None, "told_to": None} | cells.notification(cell, clause)
        written: Text | None = said.get("told")
        whom = _TOLD_TO.fullmatch(written.sv) if written else None
        to = self.parties.known(row.order, at(whom["whom"], cell)) if whom else None
        if to is None:
            return said
        if said["notification"] is Notification.AS_WRITTEN:
            if clause is None:
                return said
            said["notification"] = clause
        return said | {"told": None, "told_to": at(to, cell)}

    def _told_passing_on(self, row: OrderRow) -> dict[str, Any]:
        """Return how far a row may be passed on, with roles for abbreviations."""
        passing_on = self._passing_on(row)
        amounts = (limit.value.replace(".", ",") for limit in passing_on.limits)
        limits = [f"högst {amount}" for amount in amounts]
        column = OrderColumn.SUB_DELEGATION
        levels = [
            self._label(str(role)).sv
            for word in passing_on.levels
            if (role := self.parties.role(row.order, column, word)) is not None
        ]
        to = [f"till {' eller '.join(levels)}"] if levels else []
        words = ", ".join((*limits, *to, *passing_on.words))
        said: dict[str, Any] = {"sub_delegation": passing_on.word}
        return said | ({"passed_on": Text(words)} if words else {})

    def _sentence(self, row: OrderRow) -> Text:
        """Return a row as one sentence: its matter, to whom it goes, on what limits."""
        roles = [self._label(str(role)) for role in self.parties.delegates(row)]
        bounds = [
            ("" if cells.has_lead(part) else lead, part)
            for column, lead in _LEADS.items()
            for part in row.parts(column)
        ]
        swedish = f"{line(row.label)}: {' eller '.join(role.sv for role in roles)}"
        english = " or ".join(role.in_language("en") for role in roles)
        # what the order has in Swedish alone stands in quotes in English
        english = f"“{line(row.label)}”: {english}"
        for lead, part in bounds:
            swedish += f", {lead}{line(part)}"
            english += f", {_IN_ENGLISH[lead]}“{line(part)}”"
        for part in row.parts(OrderColumn.CONDITIONS):
            swedish += f", {line(part)}"
            english += f", “{line(part)}”"
        return Text(f"{swedish}.", f"{english}.")


#: What a row gives to whom, by its act: None is a decision.
_FUNCTIONS: Mapping[DecisionAct | None, Function] = {
    None: Function.DECIDES,
    DecisionAct.EXECUTION: Function.CARRIES_OUT,
    DecisionAct.SIGNING: Function.SIGNS,
}
_TOLD_TO = re.compile(r"(?:(?:till|to) (?:the )?)?(?P<whom>.+)", re.IGNORECASE)
_LEADS = {OrderColumn.OVER: "över ", OrderColumn.AT_MOST: "högst "}
_IN_ENGLISH = {"över ": "over ", "högst ": "at most ", "": ""}


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


def act_of(row: OrderRow) -> DecisionAct | None:
    """Return the act of a row that gives no power to decide, None for one that does.

    A matter that is signing by its name is signing.
    """
    cell = row.cell(OrderColumn.KIND)
    act = cells.act(cell) if cell is not None else None
    if act is DecisionAct.EXECUTION:
        return act
    is_signing = act is DecisionAct.SIGNING or cells.is_of_signing(row.label)
    return DecisionAct.SIGNING if is_signing else None


def _is_proposed(order: OrderDraft) -> bool:
    source: Entry | None = order.header.get("source")
    return source is not None and source.get("status") is Status.PROPOSAL
