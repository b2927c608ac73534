"""What a post may decide on a day, and what moves between posts while one is hindered.

Powers are those of the roles of the post, so a post decides what its roles decide. What
moves is read from the answers too: a substitute whom the law bars takes over nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ..answers.answer import Outcome
from ..records import record
from ..rulebook.model.clauses import Relation
from ..rulebook.model.conclusions import Function
from ..rulebook.model.tags import Tag
from .periods import rule_days
from .powers import Power, powers
from .staffing import HINDRANCES, Presence, Situation, Staffing, Withholding
from .successions import Move, Successions, relative_roles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from ..answers.answer import Answer
    from ..rulebook.model.posts import Post
    from .space import Space

    #: Returns the powers of a role on a day.
    _RolePowers: TypeAlias = Callable[[Space, str, dt.date], tuple[Power, ...]]

#: The functions that are told of a post: what it does itself.
_DONE = frozenset({Function.DECIDES, Function.CARRIES_OUT, Function.SIGNS})


@record
class Withheld:
    """A power of the roles of a post that its holder has not, until a day if known."""

    power: Power
    reason: Withholding
    until: dt.date | None = None


@record
class PostDay:
    """What a post has on a day.

    `own` are the powers of its roles, less what is `withheld` from its holder; a post
    that is hindered has `passed` them on, save what stands in no order and lies `idle`:
    no rule tells who takes that over. `received` came from others, and what is `urgent`
    it decides where others cannot be awaited. With `original` powers it decides where
    it decided the original matter. So many powers of its roles
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
    urgent: tuple[Move, ...] = ()
    passed: tuple[Move, ...] = ()
    idle: tuple[Power, ...] = ()
    elsewhere: int = 0
    untold: int = 0
    unfounded: tuple[tuple[Post, int], ...] = ()


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


class PostDays:
    """What posts may decide on days, for whoever asks of many posts and days.

    What is read of the rules is kept: the powers of a role from one day on which rules
    change to the next, and what moves between posts on each day asked about.

    Args:
        space: the rules that count, with the posts.
    """

    def __init__(self, space: Space) -> None:
        """Take the rules."""
        self._space = space
        self._cuts = rule_days(space.jurisdiction)
        self._powers: dict[tuple[str, int], tuple[Power, ...]] = {}
        self._rosters: dict[dt.date, _Roster] = {}

    def day(self, post: Post, on: dt.date) -> PostDay:
        """Return what a post may decide on a day, as `post_day` does."""
        roster = self._rosters.get(on)
        if roster is None:
            known = self._space.jurisdiction
            staffing = Staffing(known.posts, known.vocabulary, on)
            roster = _Roster(self._space, staffing, self._powers_of)
            self._rosters[on] = roster
        return roster.day(post)

    def _powers_of(self, space: Space, role: str, on: dt.date) -> tuple[Power, ...]:
        key = role, bisect_right(self._cuts, on.toordinal())
        if key not in self._powers:
            self._powers[key] = powers(space, role, on)
        return self._powers[key]


def deciding_posts(
    space: Space, matter: str, answer: Answer, staffing: Staffing
) -> frozenset[str]:
    """Return the posts that decide a matter by an answer, those who step in included.

    Args:
        space: the rules that count.
        matter: the matter.
        answer: who decides it; nobody is named where that is open or disputed.
        staffing: who is there on the day.
    """
    deciders = {
        role
        for finding in answer.findings
        if answer.outcome is Outcome.ANSWERED
        and finding.conclusion
        and (party := finding.conclusion.party(Function.DECIDES))
        for role in party.roles
    }
    rules = [space.jurisdiction.rules_by_id[rule] for rule in answer.rules]
    there: set[str] = set()
    hindered: dict[str, Post] = {}
    for rule in rules:
        party, grant = rule.conclusion.party(Function.DECIDES), rule.conclusion.grant
        named = (*(party.roles if party else ()), *(grant.superiors if grant else ()))
        for post in staffing.posts:
            is_named = any(
                role in deciders and staffing.has_role(post, role) for role in named
            )
            if not is_named or (grant and not staffing.serves(post, grant.by)):
                continue
            if staffing.is_hindered(post):
                hindered[post.id] = post
            elif staffing.is_there(post) and not staffing.bar(grant, post):
                there.add(post.id)
    moves = Successions(space, staffing).moves(hindered.values())
    return frozenset(there) | {
        move.target.id
        for move in moves
        if move.target is not None
        and move.matter == matter
        and move.rule in answer.rules
        and move.function is Function.DECIDES
    }


class _Roster:
    """One reading of the rules of a municipality for its posts on a day."""

    def __init__(
        self, space: Space, staffing: Staffing, role_powers: _RolePowers = powers
    ) -> None:
        self._space = space
        self._staffing = staffing
        self._role_powers = role_powers
        self._words = space.jurisdiction.vocabulary
        self._rules = space.jurisdiction.rules_by_id
        self._successions = Successions(space, staffing)

    @cached_property
    def _moves(self) -> list[Move]:
        """What moves from the posts that are hindered on the day."""
        return self._successions.moves(self._staffing.hindered)

    def day(self, post: Post) -> PostDay:
        """Return what a post may decide."""
        staffing = self._staffing
        situation = staffing.situation(post)
        made = PostDay(post=post, on=staffing.on, situation=situation)
        if situation.presence in {Presence.NOT_YET, Presence.NO_LONGER}:
            return made
        if situation.presence in HINDRANCES:
            own, _ = self._powers(post)
            passed = self._successions.moves((post,))
            return replace(made, passed=tuple(passed), idle=tuple(self._idle(own)))
        own, elsewhere = self._powers(post)
        listed, withheld = [], []
        for power in own:
            kept, lost = self._kept(power, post)
            listed += [kept] if kept else []
            withheld += [lost] if lost else []
        decides = any(power.function is Function.DECIDES for power in listed)
        original = self._by_name(Relation.ORIGINAL_DELEGATE, post) if decides else []
        moves = self._moves
        return replace(
            made,
            own=tuple(listed),
            original=tuple(original),
            withheld=tuple(withheld),
            received=tuple(move for move in moves if move.target == post),
            urgent=tuple(self._successions.urgent(post)),
            elsewhere=elsewhere,
            untold=self._untold(post, listed),
            unfounded=tuple(_unfounded(post, moves)),
        )

    # powers of the roles --------------------------------------------------------------

    def _powers(self, post: Post) -> tuple[list[Power], int]:
        """Return the powers of a post's roles, and how many are of other committees."""
        listed = self._powers_of(post.roles)
        if self._staffing.has_subordinates(post):
            listed += self._powers_of(self._related(Relation.IMMEDIATE_SUPERIOR))
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
            for power in self._role_powers(self._space, role, self._staffing.on)
            if power.function in _DONE
            and Tag.EMPLOYEE.value not in terms[power.role].tags
        ]

    def _by_name(self, relation: Relation, post: Post) -> list[Power]:
        """Return the powers of the roles that rows find by a relation."""
        listed = self._powers_of(self._related(relation))
        served = (self._served(power, post) for power in listed)
        return sorted(filter(None, served), key=self._position)

    def _related(self, relation: Relation) -> list[str]:
        return sorted(relative_roles(self._rules.values(), relation))

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
            own = self._staffing.bar(self._rules[rule].conclusion.grant, post)
            (lost if own else kept).append(rule)
            bar = bar or own
        if bar is None:
            return power, None
        reason, until = bar
        withheld = Withheld(
            power=replace(power, rules=tuple(lost)), reason=reason, until=until
        )
        return (replace(power, rules=tuple(kept)) if kept else None), withheld

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


def _unfounded(post: Post, moves: Iterable[Move]) -> Iterator[tuple[Post, int]]:
    """Yield for whom the table has a post stand in, where no order lets it."""
    counts: dict[str, int] = {}
    sources: dict[str, Post] = {}
    for move in moves:
        clauses = move.grant.people
        named = post.id in move.sources[0].substitutes and move.target != post
        for source in move.sources if named else ():
            if not (clauses and clauses.temporary):
                sources[source.id] = source
                counts[source.id] = counts.get(source.id, 0) + 1
    for id_, source in sources.items():
        yield source, counts[id_]
