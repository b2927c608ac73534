"""Turn delegation orders into words, passages and rules: each row is one rule.

A row names its matter by a label. Where a pack in use knows that label, the row is on
that matter; else the label makes a matter of its own, and rows of several orders that
have it are told apart by the committee. What a row says stands in its rule, so that
everything that works on rules works on orders.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from ..language.drafts import PackPart
from ..language.orders import OrderColumn, OrderDraft
from ..language.shapes import WRONG, Entry, Wrong
from ..model.fingerprints import fingerprint
from ..model.names import name_key
from ..model.packs import PackKind
from ..model.rules import RuleKind
from ..model.sources import Rank
from ..model.tags import Tag
from ..model.texts import Text
from ..model.values import ValueKind
from ..model.vocabulary import TermKind
from .order_cells import Measure, at, entry, line
from .order_parties import OrderRow, spot
from .order_relations import RELATIVE_ROLES
from .order_rows import OUTCOME, RowReader, act_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Iterator

    from ..language.drafts import PackDraft
    from ..language.nodes import Scalar
    from ..language.shapes import Problems
    from .glossary import Glossary

#: Which committee's field a matter is in, where several have a row on it.
_COMMITTEE = Measure(
    "namnd-i-fragan",
    ValueKind.ENUM,
    Text("berörd nämnd", "committee concerned"),
    Text("Vilken nämnds ärende är det?", "Whose committee's matter is it?"),
)
_OUTCOME_VALUES = {
    "bifall": Text("bifall", "granting"),
    "avslag": Text("avslag", "refusal"),
}
_LONGEST_SLUG = 60
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def add_orders(draft: PackDraft, base: Glossary, problems: Problems) -> None:
    """Add to a pack what its orders say, as if it stood in its other files.

    Args:
        draft: the pack, with its orders.
        base: the words of the packs that it uses.
        problems: where problems go.
    """
    if not draft.orders:
        return
    if draft.head.kind is PackKind.MUNICIPALITY:
        _Expansion(draft, base, problems).expand()
        draft.orders = []  # all that they say stands in the draft now
    elif PackPart.HEAD not in draft.unread:
        problems.note(draft.orders[0].name.place, "order/of-no-municipality")


class _Expansion:
    """The orders of one pack on their way into its words, passages and rules."""

    def __init__(self, draft: PackDraft, base: Glossary, problems: Problems) -> None:
        self._draft = draft
        self._base = base
        self._problems = problems
        self._vocabulary: dict[str, dict[Scalar, Any]] = {
            name: dict(table) for name, table in draft.vocabulary.items()
        }
        for kind in (TermKind.MATTER, TermKind.CIRCUMSTANCE, TermKind.ROLE):
            self._vocabulary.setdefault(kind.table, {})
        self._names = {
            kind: {**base.names[kind], **self._own_names(kind)} for kind in TermKind
        }

    def expand(self) -> None:
        """Add the words, passages and rules of the orders to the draft."""
        orders = [o for o in self._draft.orders if not _is_passing_on(o)]
        committees = {
            str(order.name): str(committee)
            for order in orders
            if (committee := order.header.get("committee")) is not None
        }
        reader = RowReader(
            self._names,
            functools.cache(lambda id_: self._label(TermKind.ROLE, id_)),
            committees,
            self._problems,
        )
        rows = [row for order in orders for row in self._rows(order, reader)]
        self._name_matters(rows)
        for row in rows:
            reader.read_conditions(row)
        for row, beside in _rest_rows(rows):
            reader.resolve_rest(row, beside)
        shared = _tell_committees_apart(rows)
        for order in self._draft.orders:
            if _is_passing_on(order):
                rows += list(self._passed_on(order, rows, reader))
        _name_rules(rows)
        for row in rows:
            for measure in row.measures:
                self._add_circumstance(measure, row.place)
        rules = self._draft.rules
        sources = dict(self._draft.sources)
        self._look_for_documents_of_its_name(sources)
        of_orders: dict[int, list[OrderRow]] = {id(o): [] for o in self._draft.orders}
        for row in rows:
            of_orders[id(row.order)].append(row)
        del rows  # those of an order go when its rules are made, for they take room
        for order in self._draft.orders:
            own = of_orders.pop(id(order))
            rules += [(RuleKind.DECISION, reader.rule(row)) for row in own]
            if not _is_passing_on(order):
                rests = _rests(order, own, shared)
                rules += [(RuleKind.DECISION, rest) for rest in rests]
            sources[order.name] = _source(order, own)
        self._add_relative_roles(reader)
        self._draft.sources = sources
        self._draft.vocabulary = self._vocabulary

    def _look_for_documents_of_its_name(self, sources: Container[object]) -> None:
        """Tell of each order whose folder is called like another document."""
        for order in self._draft.orders:
            if order.name in sources:
                place, name = order.name.place, order.name
                self._problems.note(place, "order/same-document", name=name)

    # words ----------------------------------------------------------------------------

    def _own_names(self, kind: TermKind) -> dict[str, str]:
        """Return the keys of the names that the pack itself gives terms of a kind."""
        names: dict[str, str] = {}
        for id_, term in self._vocabulary.get(kind.table, {}).items():
            names[name_key(id_)] = str(id_)
            if isinstance(term, Wrong):
                continue
            label = term.get("label")
            written = (label.sv, label.en) if isinstance(label, Text) else ()
            for name in (*written, *term.get("synonyms", ())):
                if name:
                    names.setdefault(name_key(name), str(id_))
        return names

    def _add_circumstance(self, measure: Measure, place: Scalar) -> None:
        """Add a circumstance to the pack's words, unless some pack has it."""
        table = self._vocabulary[TermKind.CIRCUMSTANCE.table]
        if measure.id in table or measure.id in self._base.terms[TermKind.CIRCUMSTANCE]:
            return
        term: dict[str, Any] = {
            "label": measure.label,
            "type": measure.kind,
            "question": measure.question,
        }
        listed = _OUTCOME_VALUES if measure is OUTCOME else {}
        if measure is _COMMITTEE:
            listed = {
                str(committee): self._label(TermKind.ROLE, str(committee))
                for order in self._draft.orders
                if (committee := order.header.get("committee")) is not None
            }
        if listed:
            term["values"] = {at(id_, place): text for id_, text in listed.items()}
        table[at(measure.id, place)] = entry(term, place)

    def _add_relative_roles(self, reader: RowReader) -> None:
        """Add the roles that mean nobody for good, where no pack has them.

        Whoever they mean is an employee: what the law bars those from bars them too.
        """
        employees = self._base.vocabulary.roles.values()
        kinds = sorted(r.id for r in employees if Tag.EMPLOYEE.value in r.tags)
        for relation, place in reader.parties.relative_roles.items():
            role = RELATIVE_ROLES[relation]
            term: dict[str, Any] = {"label": role.label}
            if kinds:
                term["is"] = tuple(at(kind, place) for kind in kinds)
            table = self._vocabulary[TermKind.ROLE.table]
            table[at(role.id, place)] = entry(term, place)

    # rows and matters -----------------------------------------------------------------

    def _rows(self, order: OrderDraft, reader: RowReader) -> Iterator[OrderRow]:
        """Yield the rows that grant something, each with its chapter.

        A line without a delegate is the heading of a chapter, one without a matter
        goes on with the matter above. A line that says not the same of all its
        delegates is a row for each.
        """
        chapter = ""
        above: OrderRow | None = None
        of_heading = {OrderColumn.NUMBER, OrderColumn.MATTER}
        for draft in order.rows:
            number, label = draft.get(OrderColumn.NUMBER), draft.get(OrderColumn.MATTER)
            if draft.get(OrderColumn.DELEGATE) is None:
                if label is None or set(draft.cells) - of_heading:
                    where, column, _ = spot(order, draft, OrderColumn.DELEGATE)
                    self._problems.note(where, "order/no-delegate", column=column)
                else:
                    chapter, above = line(label), None
                continue
            continued = above if label is None else None
            if label is None:
                if above is None:
                    where, column, _ = spot(order, draft, OrderColumn.MATTER)
                    self._problems.note(where, "order/no-matter", column=column)
                    continue
                label = above.label
                number = number or at(above.number, draft.place_of)
            for part in reader.parties.parts(order, draft):
                above = OrderRow(
                    order=order,
                    draft=draft,
                    part=part,
                    number=line(number) if number else "",
                    label=label,
                    chapter=chapter,
                    continues=continued,
                )
                yield above

    def _passed_on(
        self, order: OrderDraft, uppers: list[OrderRow], reader: RowReader
    ) -> Iterator[OrderRow]:
        """Yield the rows of a decision that passes on those of an order, by number.

        Of a ladder each step is passed on where it allows that.
        """
        name: Scalar | None = order.header.get("under")
        if name is None:
            return
        known = [str(o.name) for o in self._draft.orders if o is not order]
        if name not in known:
            near = self._problems.near(name, known)
            self._problems.note(name.place, "order/unknown-order", name=name, near=near)
            return
        for draft in order.rows:
            number = draft.get(OrderColumn.NUMBER)
            if draft.get(OrderColumn.DELEGATE) is None:
                continue  # a heading
            above = [
                upper
                for upper in uppers
                if upper.order.name == name
                and number is not None
                and name_key(upper.number) == name_key(number)
            ]
            if not above:
                where, column, value = spot(order, draft, OrderColumn.NUMBER)
                self._problems.note(
                    where, "order/no-such-row", column=column, value=value, order=name
                )
                continue
            passed = []
            parts = reader.parties.parts(order, draft)
            for upper, part in itertools.product(above, parts):
                row = OrderRow(
                    order=order,
                    draft=draft,
                    part=part,
                    number=upper.number,
                    label=upper.label,
                    chapter=upper.chapter,
                    matter=upper.matter,
                )
                reader.read_conditions(row)
                if reader.pass_on(row, upper):
                    passed.append(row)
            if not passed:
                where, column, value = spot(order, draft, OrderColumn.NUMBER)
                self._problems.note(
                    where,
                    "order/not-passed-on",
                    column=column,
                    value=value,
                    first=above[0].place.place,
                )
            yield from passed

    def _name_matters(self, rows: list[OrderRow]) -> None:
        """Give each row its matter, and each new matter its label.

        Rows of one label in different chapters of an order are on different matters,
        which the chapter tells apart. So are rows of different labels that some pack
        holds for names of one matter: those that do not have its label are below it.
        """
        chapters: dict[tuple[str, str], set[str]] = {}
        for row in rows:
            key = (row.order.name, name_key(row.label))
            chapters.setdefault(key, set()).add(row.chapter)
        table = self._vocabulary[TermKind.MATTER.table]
        names = dict(self._names[TermKind.MATTER])
        crowded = self._crowded(rows)
        for row in rows:
            label = line(row.label)
            is_one = len(chapters[row.order.name, name_key(row.label)]) == 1
            if row.chapter and not is_one:
                label = f"{label} ({row.chapter})"
            known = names.get(name_key(label))
            if known is None or (known in crowded and not self._is_label(known, label)):
                term: dict[str, Any] = {"label": Text(label)}
                if known is not None:
                    term["under"] = at(known, row.label)
                known = names[name_key(label)] = self._new_id(label)
                table[at(known, row.label)] = entry(term, row.label)
            row.matter = known

    def _crowded(self, rows: list[OrderRow]) -> frozenset[str]:
        """Return the matters of packs that an order names in more than one way."""
        ways: dict[tuple[str, str], set[str]] = {}
        for row in rows:
            known = self._names[TermKind.MATTER].get(name_key(row.label))
            if known is not None:
                ways.setdefault((row.order.name, known), set()).add(name_key(row.label))
        return frozenset(known for (_, known), names in ways.items() if len(names) > 1)

    def _is_label(self, matter: str, name: str) -> bool:
        """Tell whether a name is the label of a matter, or its id, and no other name.

        No other matter can have the id of one for its name.
        """
        label = self._label(TermKind.MATTER, matter)
        own = (label.sv, label.en, matter)
        return name_key(name) in set(map(name_key, own))

    def _label(self, kind: TermKind, id_: str) -> Text:
        """Return what a term is called in the pack, or else in those that it uses."""
        place = self._draft.orders[0].name
        terms: list[Any] = [self._vocabulary.get(kind.table, {}).get(at(id_, place))]
        known = self._base.terms[kind].get(id_)
        terms += reversed(known.entries) if known else ()
        for term in terms:
            written = term.get("label") if isinstance(term, Entry) else None
            if isinstance(written, Text):
                return written
        return Text(id_)

    def _new_id(self, label: str) -> str:
        """Return an id for a new matter: its label without what an id cannot hold."""
        short = slug(label)[:_LONGEST_SLUG].strip("-") or "arende"
        own = self._vocabulary[TermKind.MATTER.table]
        used = self._base.terms[TermKind.MATTER]
        id_, number = short, 1
        while id_ in own or id_ in used:
            number += 1
            id_ = f"{short}-{number}"
        return id_


def _tell_committees_apart(rows: list[OrderRow]) -> frozenset[str]:
    """Let rows on a matter that several committees have be each on its own's.

    Return the matters that several have. Where the order of one follows on that of
    another, as in a reorganisation, nobody can mean both on any day.
    """
    owners: dict[str, dict[str, OrderDraft]] = {}
    for row in rows:
        owners.setdefault(row.matter, {})[str(row.order.name)] = row.order
    shared = frozenset(
        matter
        for matter, orders in owners.items()
        if any(
            one.header.get("committee") != other.header.get("committee")
            and _overlap(one, other)
            for one, other in itertools.combinations(orders.values(), 2)
        )
    )
    for row in rows:
        if row.matter in shared and row.committee is not None:
            row.measures.append(_COMMITTEE)
            row.when[at(_COMMITTEE.id, row.place)] = row.committee
    return shared


def _overlap(one: OrderDraft, other: OrderDraft) -> bool:
    """Tell whether the documents of two orders are in force on some day together."""
    (first, last), (begin, end) = map(_days, (one, other))
    return not (last and begin and last < begin) and not (end and first and end < first)


def _days(order: OrderDraft) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of the document of an order."""
    source: Entry | None = order.header.get("source")
    return (source.get("from"), source.get("until")) if source else (None, None)


def _is_passing_on(order: OrderDraft) -> bool:
    """Tell whether an order is the decision of somebody who passes rows on."""
    return "under" in order.header.values


def _name_rules(rows: list[OrderRow]) -> None:
    """Give each row the id of its rule and passage: its number, or else its label.

    A line is one passage, also where it makes several rules.
    """
    counts: Counter[str] = Counter()
    passages: dict[tuple[str, int], str] = {}
    for row in rows:
        own = slug(row.number) or slug(row.label)[:_LONGEST_SLUG].strip("-") or "rad"
        name = f"{row.order.name}-{own}"
        counts[name] += 1
        again = f"-{counts[name]}" if counts[name] > 1 else ""
        row.rule = f"{name}{again}"
        row.passage = passages.setdefault(
            (row.order.name, id(row.draft)), f"{own}{again}"
        )


def _rest_rows(
    rows: Iterable[OrderRow],
) -> Iterator[tuple[OrderRow, list[OrderRow]]]:
    """Yield each row on what others leave over, with those others."""
    on_matter: dict[tuple[str, str], list[OrderRow]] = {}
    for row in rows:
        on_matter.setdefault((row.order.name, row.matter), []).append(row)
    for listed in on_matter.values():
        for row in listed:
            if row.is_rest:
                yield row, [other for other in listed if _is_beside(other, row)]


def _is_beside(one: OrderRow, other: OrderRow) -> bool:
    """Tell whether two rows of an order are on one matter, and both on one act of it.

    Who signs takes nothing from what is left to decide.
    """
    is_near = one.order is other.order and one.matter == other.matter
    return is_near and one is not other and act_of(one) is act_of(other)


# passages and the remainder -----------------------------------------------------------


def _rests(
    order: OrderDraft, rows: list[OrderRow], shared: frozenset[str]
) -> Iterator[Entry]:
    """Yield the rules that what no row grants the committee decides itself.

    What several committees have rows on is every committee's where it is its own,
    that of one without a row too.
    """
    place = order.name
    committee = order.header.get("committee", WRONG)
    matters = dict.fromkeys(row.matter for row in rows)
    own = {"rest": [m for m in matters if m not in shared]}
    own["rest-shared"] = sorted(shared)
    for name, listed in own.items():
        if not listed:
            continue
        values = {
            "id": at(f"{order.name}-{name}", place),
            "matter": tuple(at(matter, place) for matter in listed),
            "says": Text(
                "Det som ingen rad i ordningen delegerar avgör nämnden själv.",
                "What no row of the order delegates the committee decides itself.",
            ),
            "cites": (at(f"{order.name}#rest", place),),
            "grant": entry({"by": committee}, place),
        }
        if name != "rest":
            values["when"] = {at(_COMMITTEE.id, place): committee}
        yield entry(values, place)


def _source(order: OrderDraft, rows: list[OrderRow]) -> Entry:
    """Return the document of an order, with a passage for each row."""
    place = order.name
    passages = {at(row.passage, row.place): _passage(row) for row in rows}
    rank = Rank.DIRECTOR if _is_passing_on(order) else Rank.BOARD
    clauses: Entry | None = order.header.get("clauses")
    named: Scalar | None = clauses.get("rest") if clauses else None
    gist = Text(
        "det som ordningen inte delegerar avgör nämnden",
        "what the order does not delegate the committee decides",
    )
    section = named or at("det som inte delegeras", place)
    if not _is_passing_on(order):
        passages[at("rest", place)] = entry({"section": section, "gist": gist}, place)
    written: Entry | None = order.header.get("source")
    values = dict(written.values) if written else {}
    headings = tuple(
        at(fingerprint(draft.written), place)
        for draft in order.rows
        if draft.get(OrderColumn.DELEGATE) is None
    )
    values |= {
        at("rank", place): rank,
        at("passages", place): passages,
        at("rest", place): headings,
    }
    return Entry(values, order.name)


def _passage(row: OrderRow) -> Entry:
    section = row.number or line(row.label)
    # the row is the passage: a published document that says otherwise is found by it
    values: dict[str, Any] = {
        "section": at(section, row.label),
        "gist": Text(line(row.label)),
        "fingerprint": fingerprint(row.draft.written),
    }
    if row.chapter:
        values["place"] = at(row.chapter, row.label)
    return entry(values, row.place)


def slug(text: str) -> str:
    """Return a text as an id: a–z, digits and hyphens."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _NOT_SLUG.sub("-", letters).strip("-")
