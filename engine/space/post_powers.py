"""What a post may decide on a day, and what moves between posts while one is hindered.

Powers are those of the roles of the post, so a post decides what its roles decide. What
moves is read from the answers too: a substitute whom the law bars takes over nothing.
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
from ..rulebook.model.tags import Tag
from .boxes import boxes
from .cells import UNSAID, spans
from .powers import Power, powers
from .space import refuse_too_many_cells
from .staffing import HINDRANCES, Presence, Situation, Staffing
from .subject_classes import subject_classes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.grants import Grant
    from ..rulebook.model.posts import Post
    from ..rulebook.model.rules import Rule
    from .cells import Cell, When
    from .space import Space

#: The functions that are told of a post: what it does itself.
_DONE = frozenset({Function.DECIDES, Function.CARRIES_OUT, Function.SIGNS})
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
    NOBODY = "nobody"


class Withholding(enum.Enum):
    """Why the holder of a post has not what its role has."""

    NEW_EMPLOYEE = "new_employee"
    TEMPORARY = "temporary"


@record
class Withheld:
    """A power of the roles of a post that its holder has not, until a day if known."""

    power: Power
    reason: Withholding
    until: dt.date | None = None


@record
class Move:
    """A power that moves from a post that is hindered, and to which.

    Without a `target` the others decide who hold the role, those (`others`) whom the
    order lets decide besides, or the committee itself.
    """

    matter: str
    function: Function
    role: str
    rule: str
    grant: Grant
    when: When
    source: Post
    situation: Situation
    way: Succession
    target: Post | None = None
    others: tuple[str, ...] = ()


@record
class PostDay:
    """What a post has on a day.

    `own` are the powers of its roles, less what is `withheld` from its holder; a post
    that is hindered has `passed` them on, save what stands in no order and lies `idle`:
    no rule tells who takes that over. `received` came from others. With `original`
    powers it decides where it decided the original matter. So many powers of its roles
    (`elsewhere`) are of committees that it does not serve. Of so many rows (`untold`)
    no order tells whether somebody appointed for a time has them. The posts for which
    the table has it stand in, though no order gives it what they had, are `unfounded`,
    each with how many rows that is.
    """

    post: Post
    on: dt.date
    situation: Situation
    own: tuple[Power, ...] = ()
    original: tuple[Power, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    received: tuple[Move, ...] = ()
    passed: tuple[Move, ...] = ()
    idle: tuple[Power, ...] = ()
    elsewhere: int = 0
    untold: int = 0
    unfounded: tuple[tuple[Post, int], ...] = ()


class _Granted(NamedTuple):
    """What a row gives in some circumstances: to whom, with lawful substitutes."""

    matter: str
    function: Function
    delegates: tuple[str, ...]
    rule: str
    grant: Grant
    party: tuple[str, ...]


def post_day(space: Space, post: Post, staffing: Staffing) -> PostDay:
    """Return what a post may decide on a day.

    Args:
        space: the rules that count.
        post: the post.
        staffing: who is there on that day.

    Raises:
        EngineError: some matter cannot be walked.
    """
    return _Roster(space, staffing).day(post)


class _Roster:
    """One reading of the rules of a municipality for its posts on a day."""

    def __init__(self, space: Space, staffing: Staffing) -> None:
        self._space = space
        self._staffing = staffing
        self._words = space.jurisdiction.vocabulary
        self._rules = space.jurisdiction.rules_by_id
        self._relative = _relative_roles(self._rules.values())
        self._names_of: dict[str, frozenset[str]] = {}

    def day(self, post: Post) -> PostDay:
        """Return what a post may decide."""
        staffing = self._staffing
        situation = staffing.situation(post)
        made = PostDay(post=post, on=staffing.on, situation=situation)
        if situation.presence in {Presence.NOT_YET, Presence.NO_LONGER}:
            return made
        if situation.presence in HINDRANCES:
            own, _ = self._powers(post)
            return replace(
                made, passed=tuple(self._moves((post,))), idle=tuple(self._idle(own))
            )
        own, elsewhere = self._powers(post)
        listed, withheld = [], []
        for power in own:
            kept, lost = self._kept(power, post)
            listed += [kept] if kept else []
            withheld += [lost] if lost else []
        decides = any(power.function is Function.DECIDES for power in listed)
        original = self._by_name(Relation.ORIGINAL_DELEGATE, post) if decides else []
        moves = self._moves(staffing.hindered)
        return replace(
            made,
            own=tuple(listed),
            original=tuple(original),
            withheld=tuple(withheld),
            received=tuple(move for move in moves if move.target == post),
            elsewhere=elsewhere,
            untold=self._untold(post, listed),
            unfounded=tuple(_unfounded(post, moves)),
        )

    # powers of the roles --------------------------------------------------------------

    def _powers(self, post: Post) -> tuple[list[Power], int]:
        """Return the powers of a post's roles, and how many are of other committees."""
        listed = self._powers_of(post.roles)
        if self._staffing.has_subordinates(post):
            listed += self._powers_of(
                sorted(self._relative[Relation.IMMEDIATE_SUPERIOR])
            )
        own: dict[tuple[object, ...], Power] = {}
        for power in listed:
            served = self._served(power, post)
            if served is not None:
                key = (served.function, served.matters, served.when, served.rules)
                own.setdefault(key, served)
        missed = {
            rule
            for power in listed
            for rule in power.rules
            if not self._serves(rule, post)
        }
        return sorted(own.values(), key=self._position), len(missed)

    def _position(self, power: Power) -> tuple[object, ...]:
        """Return where a power stands: rows of orders first, in their order."""
        rules = [self._rules[rule] for rule in power.rules]
        places = (
            (not rule.conclusion.grant, rule.place.file, rule.place.line)
            for rule in rules
        )
        return (min(places), power.matters)

    def _powers_of(self, roles: Iterable[str]) -> list[Power]:
        """Return the powers of roles, less what every employee has."""
        terms = self._words.roles
        return [
            power
            for role in roles
            for power in powers(self._space, role, self._staffing.on)
            if power.function in _DONE
            and Tag.EMPLOYEE.value not in terms[power.role].tags
        ]

    def _by_name(self, relation: Relation, post: Post) -> list[Power]:
        """Return the powers of the roles that rows find by a relation."""
        listed = self._powers_of(sorted(self._relative[relation]))
        served = (self._served(power, post) for power in listed)
        return sorted(filter(None, served), key=self._position)

    def _served(self, power: Power, post: Post) -> Power | None:
        """Return a power by the orders that a post decides by, None where by none."""
        rules = tuple(rule for rule in power.rules if self._serves(rule, post))
        return replace(power, rules=rules) if rules else None

    def _serves(self, rule: str, post: Post) -> bool:
        grant = self._rules[rule].conclusion.grant
        return grant is None or self._staffing.serves(post, grant.by)

    def _kept(self, power: Power, post: Post) -> tuple[Power | None, Withheld | None]:
        """Return what the holder of a post has of a power, and what not."""
        kept: list[str] = []
        lost: list[str] = []
        bar: tuple[Withholding, dt.date | None] | None = None
        for rule in power.rules:
            own = self._bar(self._rules[rule].conclusion.grant, post)
            (lost if own else kept).append(rule)
            bar = bar or own
        if bar is None:
            return power, None
        reason, until = bar
        withheld = Withheld(
            power=replace(power, rules=tuple(lost)), reason=reason, until=until
        )
        return (replace(power, rules=tuple(kept)) if kept else None), withheld

    def _bar(
        self, grant: Grant | None, post: Post
    ) -> tuple[Withholding, dt.date | None] | None:
        """Return what keeps the holder of a post from a grant, and until when."""
        clauses = grant.people if grant else None
        if clauses is None:
            return None
        over = self._staffing.new_until(post, clauses.new_employee)
        if over is not None:
            return Withholding.NEW_EMPLOYEE, over
        if post.is_temporary and clauses.temporary is False:
            return Withholding.TEMPORARY, post.validity.last
        return None

    def _idle(self, own: Iterable[Power]) -> Iterator[Power]:
        """Yield the powers that no order gives."""
        for power in own:
            rules = [self._rules[rule] for rule in power.rules]
            if not any(rule.conclusion.grant for rule in rules):
                yield power

    def _untold(self, post: Post, own: Iterable[Power]) -> int:
        """Return how many rows leave open what somebody there for a time has."""
        if not post.is_temporary:
            return 0
        grants = {
            rule: grant
            for power in own
            for rule in power.rules
            if (grant := self._rules[rule].conclusion.grant)
        }
        told = (grant.people and grant.people.temporary for grant in grants.values())
        return sum(each is None for each in told)

    # what moves -----------------------------------------------------------------------

    def _moves(self, sources: Collection[Post]) -> list[Move]:
        """Return what moves from posts that are hindered, by matter and rule."""
        names = frozenset(k for post in sources for k in self._names(post))
        moves = []
        for granted, when in self._granted(names):
            for source in sources:
                if not self._staffing.serves(source, granted.grant.by):
                    continue
                if self._bar(granted.grant, source):
                    continue  # there is nothing that could move
                moves += [
                    self._move(granted, when, source, role)
                    for role in granted.delegates
                    if role in self._names(source)
                ][:1]
        order = {post.id: number for number, post in enumerate(sources)}

        def position(move: Move) -> tuple[object, ...]:
            place = self._rules[move.rule].place
            return (order[move.source.id], place.file, place.line, move.matter)

        return sorted(moves, key=position)

    def _names(self, post: Post) -> frozenset[str]:
        """Return the names by which a row can make a post its delegate."""
        if post.id not in self._names_of:
            kinds = self._words.role_kinds
            names = frozenset(kind for role in post.roles for kind in kinds[role])
            if self._staffing.has_subordinates(post):
                names |= self._relative[Relation.IMMEDIATE_SUPERIOR]
            self._names_of[post.id] = names
        return self._names_of[post.id]

    def _move(self, granted: _Granted, when: When, source: Post, role: str) -> Move:
        way, target = self._target(granted.grant, source, role)
        by = granted.grant.by
        others = tuple(r for r in granted.party if r not in {role, by})
        if way is Succession.NOBODY and any(
            self._can(post, granted.grant)
            for other in others
            for post in self._staffing.holders(other, by)
        ):
            way = Succession.OTHERS
        return Move(
            matter=granted.matter,
            function=granted.function,
            role=role,
            rule=granted.rule,
            grant=granted.grant,
            when=when,
            source=source,
            situation=self._staffing.situation(source),
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
        occasion = _OCCASIONS.get(staffing.situation(source).presence)
        steps = dict(grant.substitutes).get(role, ())
        for step in (s.role for s in steps if s.on in {None, occasion}):
            if stand_in := self._stand_in(step, source, named, grant):
                return Succession.SUBSTITUTE, stand_in
        holders = staffing.holders(role, grant.by)
        others = [p for p in holders if p != source and p.holders]
        is_sole = not others and source.holders <= 1
        is_superiors = clauses is not None and (
            clauses.superior_on_absence or (clauses.sole_holder and is_sole)
        )
        if is_superiors:
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
            [p for p in named if staffing.has_role(p, step)],
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
        return self._staffing.is_there(post) and self._bar(grant, post) is None

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
        refuse_too_many_cells(space.cell_count(s.kind, s.slots, on) for s in subjects)
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


def _unfounded(post: Post, moves: Iterable[Move]) -> Iterator[tuple[Post, int]]:
    """Yield for whom the table has a post stand in, where no order lets it."""
    counts: dict[str, int] = {}
    sources: dict[str, Post] = {}
    for move in moves:
        if post.id in move.source.substitutes and move.target != post:
            clauses = move.grant.people
            if not (clauses and clauses.temporary):
                sources[move.source.id] = move.source
                counts[move.source.id] = counts.get(move.source.id, 0) + 1
    for id_, source in sources.items():
        yield source, counts[id_]


def _relative_roles(rules: Iterable[Rule]) -> Mapping[Relation, frozenset[str]]:
    """Return the roles that rows find by each relation."""
    found: dict[Relation, set[str]] = {relation: set() for relation in Relation}
    for rule in rules:
        grant = rule.conclusion.grant
        for role, relation in grant.relations if grant else ():
            found[relation].add(role)
    return {relation: frozenset(roles) for relation, roles in found.items()}
