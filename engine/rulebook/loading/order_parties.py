"""Who a row of a delegation order names: delegates, superiors, substitutes, consulted.

Abbreviations are those of the order's own key, and so are superiors: a role's superior
in one committee or administration is not that of another. Where the key has one role
under several abbreviations, each has its own superior and substitutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from ..language.orders import OrderColumn
from ..language.shapes import WRONG, Entry
from ..model.grants import Occasion
from ..model.names import name_key
from ..model.references import divided
from ..model.vocabulary import TermKind
from . import order_alternatives
from . import order_cells as cells
from .order_cells import at, entry, line
from .order_relations import RELATIVE_ROLES, relative_delegate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..language.nodes import Scalar
    from ..language.orders import OrderDraft, RowDraft
    from ..language.shapes import Problems
    from ..model.clauses import Relation
    from ..model.problems import Place
    from ..model.texts import Text
    from .order_alternatives import NamedSubstitute, RowPart


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


#: What the committee is called in its own order.
_COMMITTEE = frozenset(map(name_key, ("nämnden", "nämnd", "the committee")))


class _MeantRole(NamedTuple):
    """A role that a cell means, and in which relation it means it, None for none."""

    role: str
    relation: Relation | None


class _Superior(NamedTuple):
    """The superior of a delegate by a key: the role, None where it is not known."""

    role: str | None
    word: Scalar


class CellSpot(NamedTuple):
    """Where a cell stands, what its column is called, and what it holds."""

    where: Place
    column: str
    value: str


@dataclass(slots=True)
class OrderRow:
    """A row on its way to a rule: its matter, and the conditions it holds on.

    `part` are those of its delegates of whom it says the same. `when` are conditions
    that must hold, `unless` groups that stop it, and `provisos` those in words alone.
    `rest_words` tell that it holds where no other row does. `measures` are the
    circumstances that it puts limits on, `named` the roles of its part once they are
    known. `upper` is the row of an order that it passes on, and `through` the role that
    does so. It `continues` the row above where its own
    matter is empty: a step of a ladder.
    """

    order: OrderDraft
    draft: RowDraft
    part: RowPart
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
    continues: OrderRow | None = None
    named: list[Scalar] | None = None

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

    @property
    def clauses(self) -> Entry | None:
        """What holds for every row of its order that does not say otherwise."""
        clauses: Entry | None = self.order.header.get("clauses")
        return clauses

    def clauses_in_force(self) -> dict[str, Any]:
        """Return the clauses for the row, with those of the order that it is below.

        Whose superior may decide too, and what may be passed on, an order says of its
        own rows alone.
        """
        above = self.upper.clauses if self.upper else None
        both: dict[str, Any] = {**(above.values if above else {})}
        for key in ("lowest_level", "sub_delegation"):
            both.pop(key, None)
        own = self.clauses
        both |= own.values if own else {}
        return {str(key): value for key, value in both.items() if value is not WRONG}

    def cell(self, column: OrderColumn) -> Scalar | None:
        """Return a cell, None where it is empty."""
        return self.draft.get(column)

    def parts(self, column: OrderColumn) -> list[Scalar]:
        """Return what a cell that holds several says of the delegates in question."""
        own = self.part.cells.get(column)
        if own is not None:
            return [*own]
        cell = self.cell(column)
        return [] if cell is None else cells.parts(cell)

    def laws(self) -> list[Scalar]:
        """Return the provisions that a row names, one act each.

        A step of a ladder rests on those of the step above where it names none; a dash
        says that there are none.
        """
        written = self.parts(OrderColumn.LAW)
        if not written and self.continues is not None:
            return self.continues.laws()
        parts = (at(law, part) for part in written for law in divided(line(part)))
        return [part for part in parts if part.strip("-–—")]

    def spot(self, column: OrderColumn) -> CellSpot:
        """Return where a cell stands, for a problem with it."""
        return spot(self.order, self.draft, column)


def spot(order: OrderDraft, row: RowDraft, column: OrderColumn) -> CellSpot:
    """Return where a cell of a row stands, for a problem with it."""
    cell = row.get(column)
    heading = order.headings.get(column, column.value)
    return CellSpot((cell or row.place_of).place, heading, cell or "")


class Parties:
    """Finds whom rows name, by the key of their order or by the name of a role.

    Args:
        names: which role the key of each name stands for.
        committees: the committee of each order, by the name of the order.
        problems: where problems go.
    """

    def __init__(
        self,
        names: Mapping[TermKind, Mapping[str, str]],
        committees: Mapping[str, str],
        problems: Problems,
    ) -> None:
        """Take the names, the committees, and the problems."""
        self._names = names[TermKind.ROLE]
        self._problems = problems
        self._committees = committees
        #: The relations for whom rows mean that no pack has a role.
        self.relative_roles: dict[Relation, Scalar] = {}
        #: Whom each word of an order means, which lives as long as its rows.
        self._meanings: dict[tuple[int, str], _MeantRole | None] = {}
        self._keys: dict[int, dict[str, Entry]] = {}
        self._superiors: dict[tuple[int, str], list[_Superior]] = {}

    def parts(self, order: OrderDraft, draft: RowDraft) -> tuple[RowPart, ...]:
        """Return the parts of a row; none of them where it is unclear who decides."""
        made = order_alternatives.row_parts(
            draft, lambda word: self.known(order, word) is not None
        )
        if made is None:
            where, column, value = spot(order, draft, OrderColumn.DELEGATE)
            self._problems.note(
                where, "order/unclear-delegates", column=column, value=value
            )
        return made or ()

    def known(self, order: OrderDraft, word: Scalar) -> str | None:
        """Return the role that a word means, None where it means none."""
        meant = self._meant(order, word)
        return None if meant is None else meant.role

    def _meant(self, order: OrderDraft, word: Scalar) -> _MeantRole | None:
        """Return whom a word of a cell means, and in which relation; None if unknown.

        The key counts before names of roles, and both before words for a relation.
        """
        key = id(order), str(word)
        if key not in self._meanings:
            self._meanings[key] = self._meaning(order, word)
        return self._meanings[key]

    def _meaning(self, order: OrderDraft, word: Scalar) -> _MeantRole | None:
        """Return whom a word means as it is looked up once."""
        named = self._named(order, word)
        relative = relative_delegate(word)
        if named is not None or relative is None:
            return named
        relation, other = relative
        role = self._named(order, other)
        if role is not None:
            return _MeantRole(role.role, relation)
        made = RELATIVE_ROLES.get(relation)
        if made is None:
            return None
        self.relative_roles.setdefault(relation, word)
        return _MeantRole(made.id, relation)

    def _committee_of(self, order: OrderDraft) -> str | None:
        """Return whose order it is; a decision passes on rows of an order above."""
        above: Scalar | None = order.header.get("under")
        return self._committees.get(str(above or order.name))

    def _named(self, order: OrderDraft, word: Scalar) -> _MeantRole | None:
        """Return the role that the key has for a word, or that has it for a name.

        The committee without its name is the one whose order it is.
        """
        post = self._post(order, word)
        if post is not None:
            role: Scalar | None = post.get("role")
            return _MeantRole(str(role), post.get("relation")) if role else None
        committee = self._committee_of(order)
        if committee is not None and name_key(word) in _COMMITTEE:
            return _MeantRole(committee, None)
        known = self._names.get(name_key(word))
        if known is None:
            return None
        relative = relative_delegate(word)
        return _MeantRole(known, relative[0] if relative else None)

    def role(
        self, order: OrderDraft, column: OrderColumn, word: Scalar
    ) -> Scalar | None:
        """Return the role that a word of a cell means, None where it means none."""
        known = self.known(order, word)
        if known is not None:
            return at(known, word)
        self._problems.note(
            word.place,
            "order/unknown-delegate",
            column=order.headings.get(column, column.value),
            name=word,
            near=self._problems.near(word, map(str, key_of(order))),
        )
        return None

    def delegates(self, row: OrderRow) -> list[Scalar]:
        """Return the roles of a row.

        The committee itself always may decide, so it counts where it stands alone.
        """
        if row.named is None:
            named = (
                self.role(row.order, OrderColumn.DELEGATE, word)
                for word in row.part.words
            )
            row.named = list(
                {str(role): role for role in named if role is not None}.values()
            )
        others = [role for role in row.named if role != row.committee]
        return others or row.named

    def relations(self, row: OrderRow) -> dict[Scalar, Relation]:
        """Return which delegates of a row are found by a relation."""
        meant = ((word, self._meant(row.order, word)) for word in row.part.words)
        return {at(m.role, word): m.relation for word, m in meant if m and m.relation}

    def superiors(self, row: OrderRow) -> tuple[Scalar, ...]:
        """Return the superiors of the delegates by the key, all the way up."""
        delegates = {str(role) for role in self.delegates(row)}
        superiors: dict[str, Scalar] = {}
        seen: set[str] = set()
        waiting = [*row.part.words]
        while waiting:
            word = waiting.pop(0)
            if name_key(word) in seen:
                continue
            seen.add(name_key(word))
            for role, above in self._immediate_superiors(row.order, word):
                if role is not None and role not in delegates:
                    superiors[role] = at(role, row.place)
                waiting.append(above)
        return tuple(superiors.values())

    def _immediate_superiors(self, order: OrderDraft, word: Scalar) -> list[_Superior]:
        """Return the superior by the key of a delegate, none where it has none."""
        key = id(order), str(word)
        if key not in self._superiors:
            posts = self._posts(order, word, self.known(order, word))
            words = [above for post in posts if (above := post.get("superior"))]
            column = OrderColumn.DELEGATE
            self._superiors[key] = [
                _Superior(role and str(role), above)
                for above in words
                for role in (self.role(order, column, above),)
            ]
        return self._superiors[key]

    def substitutes(
        self, row: OrderRow, people: Entry | None
    ) -> dict[Scalar, tuple[Entry, ...]]:
        """Return who steps in for whom: by the row, and else by the key.

        Where a clause says so the superior by the key comes after all others.
        """
        steps_of = self._steps_by_key(row)
        self._put_steps_of_row(row, steps_of)
        if people and people.get("superior_on_absence", False):
            for word in row.part.words:
                self._put_superiors_last(row, word, steps_of)
        delegates = {str(role) for role in self.delegates(row)}
        return {
            at(role, row.place): steps
            for role, steps in steps_of.items()
            if steps and role in delegates
        }

    def _steps_by_key(self, row: OrderRow) -> dict[str, tuple[Entry, ...]]:
        """Return who steps in for each delegate of a row by the key."""
        steps_of: dict[str, tuple[Entry, ...]] = {}
        for word in row.part.words:
            role = self.known(row.order, word)
            if role is None:
                continue
            words = [
                order_alternatives.step(step)
                for post in self._posts(row.order, word, role)
                for step in post.get("substitutes", ())
            ]
            steps_of[role] = (*steps_of.get(role, ()), *self._steps(row, words))
        return steps_of

    def _put_steps_of_row(
        self, row: OrderRow, steps_of: dict[str, tuple[Entry, ...]]
    ) -> None:
        """Put in place of those by the key who steps in by a row."""
        cell = row.cell(OrderColumn.SUBSTITUTE)
        listed = [*order_alternatives.substitutes(cell)] if cell else []
        listed += [
            (None, order_alternatives.steps(beside, beside))
            for beside in row.part.cells.get(OrderColumn.SUBSTITUTE, ())
        ]
        for whose, words in listed:
            steps = self._steps(row, words)
            role = None if whose is None else self.known(row.order, whose)
            if whose is None:
                steps_of.update(dict.fromkeys(steps_of, steps))
            elif role in steps_of:
                steps_of[str(role)] = steps
            elif role is None:
                self.role(row.order, OrderColumn.SUBSTITUTE, whose)
            elif role not in self._all_delegates(row):
                where, column, _ = row.spot(OrderColumn.SUBSTITUTE)
                self._problems.note(
                    where, "order/substitute-for-nobody", column=column, name=whose
                )

    def _put_superiors_last(
        self, row: OrderRow, word: Scalar, steps_of: dict[str, tuple[Entry, ...]]
    ) -> None:
        """Let the superior of a delegate by the key step in last, in absence alone."""
        role = self.known(row.order, word)
        superiors = self._immediate_superiors(row.order, word) if role else ()
        for above, _ in superiors:
            if above is None:
                continue
            others = steps_of.get(str(role), ())
            in_absence = (s for s in others if s.get("on") in {None, Occasion.ABSENCE})
            if above not in {step.get("role") for step in in_absence}:
                said = {"role": at(above, row.place), "on": Occasion.ABSENCE}
                steps_of[str(role)] = (*others, entry(said, row.place))

    def people(self, row: OrderRow) -> Entry | None:
        """Return what an order says once of those who decide by its rows.

        A row that is passed on is one of the order above in this too.
        """
        above = row.upper or row
        written = above.clauses
        if written is None:
            return None
        known = {key: written.get(key) for key in _OF_PEOPLE}
        values = {key: value for key, value in known.items() if value is not None}
        if "two_members" in values:
            values["two_members"] = self._roles(above, values["two_members"])
        if "cannot_wait" in values:
            values["cannot_wait"] = {
                at(role, row.place): self._roles(above, steps)
                for word, steps in values["cannot_wait"].items()
                if (role := self.role(above.order, OrderColumn.DELEGATE, word))
            }
        return entry(values, row.place) if values else None

    def _roles(self, row: OrderRow, words: Iterable[Scalar]) -> tuple[Scalar, ...]:
        column = OrderColumn.SUBSTITUTE
        roles = (self.role(row.order, column, word) for word in words)
        return tuple(at(role, row.place) for role in roles if role is not None)

    def _all_delegates(self, row: OrderRow) -> set[str | None]:
        """Return whom the whole line names, those of whom it says other things too."""
        cell = row.cell(OrderColumn.DELEGATE)
        named = (
            order_alternatives.alternatives(
                cell, lambda word: self.known(row.order, word) is not None
            )
            if cell
            else ()
        )
        return {self.known(row.order, each.word) for each in named or ()}

    def _steps(
        self, row: OrderRow, words: Iterable[NamedSubstitute]
    ) -> tuple[Entry, ...]:
        steps = []
        for word, on in words:
            role = self.role(row.order, OrderColumn.SUBSTITUTE, word)
            if role is not None:
                said: dict[str, Any] = {"role": at(role, row.place)}
                said |= {"on": on} if on else {}
                steps.append(entry(said, row.place))
        return tuple(steps)

    def consults(self, row: OrderRow) -> Iterator[tuple[Scalar, Entry]]:
        """Yield whom the delegates consult, and how."""
        for part in row.parts(OrderColumn.CONSULTS):
            for word, way, is_documented in order_alternatives.consulted(part):
                role = self.role(row.order, OrderColumn.CONSULTS, word)
                if role is not None:
                    said: dict[str, Any] = {"way": way, "documented": is_documented}
                    yield at(role, row.place), entry(said, row.place)

    def _post(self, order: OrderDraft, word: str) -> Entry | None:
        """Return what the key says of an abbreviation, None where it has none of it."""
        key = self._keys.get(id(order))
        if key is None:
            key = self._keys[id(order)] = {}
            for name, post in key_of(order).items():
                key.setdefault(name_key(name), post)
        return key.get(name_key(word))

    def _posts(self, order: OrderDraft, word: str, role: str | None) -> list[Entry]:
        """Return what the key says of an abbreviation, or else of a role by its name.

        A name that stands for several abbreviations is that of none of them: each of
        them has its own superior.
        """
        post = self._post(order, word)
        if post is not None:
            return [post]
        posts = [own for own in key_of(order).values() if own.get("role") == role]
        return posts if len(posts) == 1 else []


def key_of(order: OrderDraft) -> dict[Scalar, Entry]:
    """Return the key of an order, without what was written wrongly."""
    key: Mapping[Scalar, Any] = order.header.get("key", {})
    return {name: post for name, post in key.items() if isinstance(post, Entry)}
