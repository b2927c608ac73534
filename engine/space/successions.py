"""Which post takes over what another cannot decide on a day, row by row.

What moves is read from answers: a substitute whom the law bars takes over nothing.
"""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..answers.answer import Outcome
from ..records import record
from ..rulebook.model.clauses import Relation
from ..rulebook.model.conclusions import DecisionConclusion, Function
from ..rulebook.model.grants import Occasion
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind, Slot
from .boxes import boxes
from .cells import UNSAID, spans
from .space import refuse_too_many_cells
from .staffing import Presence, Situation, Staffing
from .subject_classes import subject_classes

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from ..answers.answer import Answer
    from ..rulebook.model.grants import Grant
    from ..rulebook.model.posts import Post
    from ..rulebook.model.rules import Rule
    from .cells import Cell, When
    from .space import Space

#: On which occasion a substitute steps in for a post, by what it is.
_OCCASIONS = {
    Presence.AWAY: Occasion.ABSENCE,
    Presence.VACANT: Occasion.VACANCY,
    Presence.DISQUALIFIED: Occasion.DISQUALIFICATION,
}


class Succession(enum.Enum):
    """By what a post takes over what another cannot decide, or why no post does."""

    SUBSTITUTE = "substitute"
    APPOINTEE = "appointee"
    SUPERIOR = "superior"
    OTHER_HOLDERS = "other_holders"
    OTHERS = "others"
    URGENCY = "urgency"
    NOBODY = "nobody"


@record
class Move:
    """A power that moves from posts that are hindered, and to which.

    Its `sources` are alike: in one situation, with the same roles, superior and
    substitutes. Without a `target` the others decide who hold the role, those
    (`others`) whom the order lets decide besides, or the committee itself.
    """

    matter: str
    function: Function
    role: str
    rule: str
    grant: Grant
    when: When
    sources: tuple[Post, ...]
    situation: Situation
    way: Succession
    target: Post | None = None
    others: tuple[str, ...] = ()


class _Granted(NamedTuple):
    """What a row gives in some circumstances: to whom, with lawful substitutes."""

    matter: str
    function: Function
    delegates: tuple[str, ...]
    rule: str
    grant: Grant
    party: tuple[str, ...]


class Successions:
    """Tells what moves between the posts of a municipality on a day.

    Args:
        space: the rules that count.
        staffing: who is there on the day.
    """

    def __init__(self, space: Space, staffing: Staffing) -> None:
        """Take the rules, and who is there."""
        self._space = space
        self._staffing = staffing
        self._words = space.jurisdiction.vocabulary
        self._rules = space.jurisdiction.rules_by_id
        self._targets: dict[Hashable, tuple[Succession, Post | None]] = {}
        self._superior_roles = relative_roles(
            self._rules.values(), Relation.IMMEDIATE_SUPERIOR
        )

    def moves(self, sources: Iterable[Post]) -> list[Move]:
        """Return what moves from posts that are hindered, in the order of the rows."""
        groups: dict[Hashable, list[Post]] = {}
        for post in sources:
            groups.setdefault(self._likeness(post), []).append(post)
        alike = [(tuple(g), self._names(g[0])) for g in groups.values()]
        names = frozenset(name for _, own in alike for name in own)
        moves = [
            (number, self._move(granted, when, posts, roles[0]))
            for granted, when in self._granted(names)
            for number, (posts, own) in enumerate(alike)
            if self._had(posts[0], granted.grant)
            and (roles := [role for role in granted.delegates if role in own])
        ]

        def position(each: tuple[int, Move]) -> tuple[object, ...]:
            number, move = each
            place = self._rules[move.rule].place
            return (number, place.file, place.line, move.matter)

        return [move for _, move in sorted(moves, key=position)]

    def urgent(self, post: Post) -> list[Move]:
        """Return what a post decides where its delegate cannot be awaited.

        Of those whom the clause names in order it is the first who is there.
        """
        names = self._names(post)
        waited = frozenset(
            role
            for rule in self._rules.values()
            if (grant := rule.conclusion.grant) and grant.people
            for role, steps in grant.people.cannot_wait
            if not names.isdisjoint(steps)
        )
        moves = [
            self._urgent(granted, when, role, post)
            for granted, when in (self._granted(waited) if waited else ())
            for role in granted.delegates
            if post in self._deciding_at_once(granted.grant, role)
        ]

        def position(move: Move) -> tuple[object, ...]:
            place = self._rules[move.rule].place
            return (place.file, place.line, move.matter)

        return sorted(moves, key=position)

    def _urgent(self, granted: _Granted, when: When, role: str, post: Post) -> Move:
        return Move(
            matter=granted.matter,
            function=granted.function,
            role=role,
            rule=granted.rule,
            grant=granted.grant,
            when=when,
            sources=(),
            situation=Situation(presence=Presence.THERE),
            way=Succession.URGENCY,
            target=post,
        )

    def _deciding_at_once(self, grant: Grant, role: str) -> list[Post]:
        """Return the posts of the first role that is there of a clause on waiting."""
        clauses = grant.people
        for step in dict(clauses.cannot_wait).get(role, ()) if clauses else ():
            holders = self._staffing.holders(step, grant.by)
            if able := [post for post in holders if self._can(post, grant)]:
                return able
        return []

    def _likeness(self, post: Post) -> Hashable:
        """Return what tells a post from those for which another would step in."""
        staffing = self._staffing
        return (
            post.roles,
            staffing.committees(post),
            staffing.has_subordinates(post),
            next(staffing.superiors(post), None),
            post.substitutes,
            staffing.situation(post),
            post.holders,
            post.employed,
            post.is_temporary,
        )

    def _had(self, post: Post, grant: Grant) -> bool:
        """Tell whether a post has by a grant what could move."""
        staffing = self._staffing
        return staffing.serves(post, grant.by) and staffing.bar(grant, post) is None

    def _names(self, post: Post) -> frozenset[str]:
        """Return the names by which a row can make a post its delegate."""
        kinds = self._words.role_kinds
        names = frozenset(kind for role in post.roles for kind in kinds[role])
        is_above = self._staffing.has_subordinates(post)
        return names | self._superior_roles if is_above else names

    def _move(
        self, granted: _Granted, when: When, posts: tuple[Post, ...], role: str
    ) -> Move:
        by = granted.grant.by
        others = tuple(r for r in granted.party if r not in {role, by})
        steps = dict(granted.grant.substitutes).get(role, ())
        grant = granted.grant
        key = (posts[0].id, role, by, steps, grant.people, grant.relations, others)
        if key not in self._targets:
            way, target = self._target(granted.grant, posts[0], role)
            if way is Succession.NOBODY and any(
                self._can(post, granted.grant)
                for other in others
                for post in self._staffing.holders(other, by)
            ):
                way = Succession.OTHERS
            self._targets[key] = way, target
        way, target = self._targets[key]
        return Move(
            matter=granted.matter,
            function=granted.function,
            role=role,
            rule=granted.rule,
            grant=granted.grant,
            when=when,
            sources=posts,
            situation=self._staffing.situation(posts[0]),
            way=way,
            target=target,
            others=others,
        )

    def _target(
        self, grant: Grant, source: Post, role: str
    ) -> tuple[Succession, Post | None]:
        """Return which post takes over what a post cannot decide, and by what.

        Somebody appointed in its place comes first, then the substitutes of the row in
        order, and then the superior where a clause says so.
        """
        clauses, staffing = grant.people, self._staffing
        named = [p for id_ in source.substitutes if (p := staffing.post(id_))]
        able = (post for post in named if self._can(post, grant))
        if clauses and clauses.temporary and (appointee := next(able, None)):
            return Succession.APPOINTEE, appointee
        presence = staffing.situation(source).presence
        occasion = _OCCASIONS.get(presence)
        steps = dict(grant.substitutes).get(role, ())
        for step in (s.role for s in steps if s.on in {None, occasion}):
            if stand_in := self._stand_in(step, source, named, grant):
                return Succession.SUBSTITUTE, stand_in
        holders = staffing.holders(role, grant.by)
        others = [p for p in holders if p != source and p.holders]
        if (role, Relation.OWN_AREA) in grant.relations:  # each in their own
            others = [p for p in others if p.unit == source.unit]
        is_sole = not others and source.holders <= 1
        # a clause on absence says nothing of somebody who is disqualified
        if (
            clauses is not None
            and presence is not Presence.DISQUALIFIED
            and (clauses.superior_on_absence or (clauses.sole_holder and is_sole))
        ):
            for post in staffing.superiors(source):
                if self._can(post, grant):
                    return Succession.SUPERIOR, post
        if any(self._can(post, grant) for post in others):
            return Succession.OTHER_HOLDERS, None
        return Succession.NOBODY, None

    def _stand_in(
        self, step: str, source: Post, named: list[Post], grant: Grant
    ) -> Post | None:
        """Return the post that steps in by a role: the nearest above the source.

        Where none above has it, one that the table has for a substitute, or the only
        one that holds the role. Of several nobody can tell which is meant.
        """
        staffing = self._staffing
        above = [p for p in staffing.superiors(source) if staffing.has_role(p, step)]
        holders = [p for p in staffing.holders(step, grant.by) if p != source]
        for group in (
            above[:1],
            [p for p in named if p in holders],
            holders if len(holders) == 1 else [],
        ):
            if group:
                able = (self._acting_for(post, grant) for post in group)
                return next(filter(None, able), None)
        return None

    def _acting_for(self, post: Post, grant: Grant) -> Post | None:
        """Return a post that can decide, or the one in its place while it cannot."""
        if self._can(post, grant):
            return post
        if not (grant.people and grant.people.temporary):
            return None
        named = filter(None, map(self._staffing.post, post.substitutes))
        return next((other for other in named if self._can(other, grant)), None)

    def _can(self, post: Post, grant: Grant) -> bool:
        """Tell whether somebody in a post can decide by a grant on the day."""
        staffing = self._staffing
        return staffing.is_there(post) and staffing.bar(grant, post) is None

    # rows -----------------------------------------------------------------------------

    def _granted(self, names: frozenset[str]) -> Iterator[tuple[_Granted, When]]:
        """Yield what rows give to any of some names, and in which circumstances."""
        space, on = self._space, self._staffing.on
        subjects = [
            subject
            for subject in subject_classes((space.jurisdiction,), (RuleKind.DECISION,))
            if any(
                not names.isdisjoint(_acting(rule)[1])
                for rule in space.decider.subject(subject.kind, subject.slots).rules
            )
        ]
        cells_of = (space.cell_count(s.kind, s.slots, on) for s in subjects)
        refuse_too_many_cells(cells_of, len(space.jurisdiction.rules))
        for subject in subjects:
            slots = subject.slots
            matter = dict(slots)[Slot.MATTER]
            question = Question(RuleKind.DECISION, slots, (), on)
            dimensions = space.relevant(question)
            cells: dict[_Granted, dict[Cell, bool]] = {}
            for cell, answer in space.cells(RuleKind.DECISION, slots, on):
                if UNSAID not in cell:
                    for granted in self._granted_in(answer, matter):
                        cells.setdefault(granted, {})[cell] = True
            sides = [range(len(dimension.classes)) for dimension in dimensions]
            for granted, own in cells.items():
                for box, _ in boxes(sides, own):
                    yield granted, spans(dimensions, box)

    def _granted_in(self, answer: Answer, matter: str) -> Iterator[_Granted]:
        """Yield what the rows that an answer rests on give in it."""
        if answer.outcome is Outcome.CONFLICT:
            return  # nobody can tell whose it is, and so not who takes it over
        for finding in answer.findings:
            if not isinstance(finding.conclusion, DecisionConclusion):
                continue
            for id_ in finding.rules:
                function, roles = _acting(self._rules[id_])
                party = finding.conclusion.party(function)
                left = tuple(role for role in roles if party and role in party.roles)
                grant = self._rules[id_].conclusion.grant
                if left and grant:
                    yield _Granted(
                        matter=matter,
                        function=function,
                        delegates=left,
                        rule=id_,
                        grant=_lawful(grant, finding.conclusion.grants),
                        party=party.roles if party else (),
                    )


def _acting(rule: Rule) -> tuple[Function, tuple[str, ...]]:
    """Return what the delegates of a row do by it, and who they are."""
    conclusion = rule.conclusion
    if conclusion.grant is not None:
        for function in (Function.DECIDES, Function.CARRIES_OUT, Function.SIGNS):
            party = conclusion.party(function)
            if party is not None:
                return function, party.roles
    return Function.DECIDES, ()


def _lawful(grant: Grant, answered: Iterable[Grant]) -> Grant:
    """Return the grant of a row as an answer has it, less whom the law bars."""
    for other in answered:
        if (
            (other.by, other.through, other.point)
            == (grant.by, grant.through, grant.point)
            and other.steps <= grant.steps
            and {role for role, _ in other.substitutes}
            <= {role for role, _ in grant.substitutes}
        ):
            return replace(other, delegates=(), superiors=())
    return grant


def relative_roles(rules: Iterable[Rule], relation: Relation) -> frozenset[str]:
    """Return the roles that rows find by a relation."""
    grants = (rule.conclusion.grant for rule in rules)
    return frozenset(
        role
        for grant in grants
        if grant
        for role, found in grant.relations
        if found is relation
    )
