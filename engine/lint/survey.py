"""What the checks look at, and what they yield: sightings, each with a witness."""

from __future__ import annotations

from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.reach import Reach
from ..records import record
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import SLOTS, Question
from ..rulebook.model.rules import Slot
from ..rulebook.model.vocabulary import TermKind
from .law import Law
from .logbook import Logbook
from .matters import LimitedMatters
from .walks import words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..answers.answer import Answer, LossReason
    from ..rulebook.loading.loader import Written
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Message, Place, Problem
    from ..rulebook.model.rules import Rule
    from ..space.space import Space
    from .walks import Spot, SubjectPeriod, Walk


@record
class Witness:
    """What to ask so that somebody sees for themselves what a check has seen.

    Either a question (with `is_why`, also which rules lost and failed), or one that
    is `asked` in everyday words, a `thing` to look up or a `file` of scenarios to
    check; with none of them lint itself shows it.
    """

    municipality: str
    question: Question | None = None
    is_why: bool = False
    asked: str = ""
    thing: str = ""
    file: str = ""


@record
class Sighting:
    """What a check has seen once, in the first jurisdiction in which it is so.

    `rules` are full ids, the one to look at first in front. `about` are ids of
    other things: roles, matters, circumstances, passages, documents, scenarios.
    `cites` are the passages of law that it runs against.

    The rest is for the sentence that tells it, as far as its kind needs that:
    `variant` chooses among the sentences of the kind, `reason` is why a rule yields,
    `count` a number of cells, `day` a date, `problem` the mistake in a scenario,
    `message` what the engine answered, `counter` a question with another answer and
    `quote` the words that give it away.
    """

    place: Place
    witness: Witness
    rules: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    variant: str = ""
    reason: LossReason | None = None
    count: int = 0
    day: dt.date | None = None
    problem: Problem | None = None
    message: Message | None = None
    counter: Question | None = None
    quote: str = ""


@record
class ScenarioReferences:
    """A scenario by what it names, and the mistakes in that.

    `id` and `municipality` are empty where its very form is wrong.
    """

    id: str
    municipality: str
    place: Place
    names: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


@record
class WalkFailure:
    """A subject that could not be walked in a period, and why."""

    walk: Walk
    period: SubjectPeriod
    error: EngineError


@record(slots=False)
class Survey:
    """Everything a check may look at.

    `walks` are by jurisdiction, law and guidance alone (empty) first; `scenarios`
    are None when there are none to look at. Only what holds on `today` or later
    counts. Sample questions are read as `ask` reads them where one `reads_samples`.
    What was noted on the walks stands in the `logbook`.
    """

    written: Written
    walks: Mapping[str, Walk]
    scenarios: tuple[ScenarioReferences, ...] | None
    today: dt.date
    reads_samples: bool = False
    logbook: Logbook = field(default_factory=Logbook, compare=False)

    @property
    def jurisdictions(self) -> Iterable[Jurisdiction]:
        """The jurisdictions, those that others build on first."""
        return [walk.jurisdiction for walk in self.walks.values()]

    @cached_property
    def whole_packs(self) -> frozenset[str]:
        """The packs of which every jurisdiction that sees them is looked at.

        Only of these it can be told that something is nowhere used.
        """
        return frozenset(
            pack
            for pack, users in self.written.users.items()
            if users and users <= set(self.walks)
        )

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, Walk]]:
        """Every rule once by its full id, with the first walk that sees it."""
        rules: dict[str, tuple[Rule, Walk]] = {}
        for walk in self.walks.values():
            for rule in walk.jurisdiction.rules:
                rules.setdefault(rule.id, (rule, walk))
        return rules

    @cached_property
    def listed_rules(self) -> Sequence[tuple[Rule, Walk]]:
        """What `rules` holds, in its order."""
        return tuple(self.rules.values())

    @property
    def failures(self) -> Iterable[WalkFailure]:
        """The subjects that could not be walked."""
        for id_, number, error in self.logbook.failures:
            walk = self.walks[id_]
            yield WalkFailure(walk=walk, period=walk.periods[number], error=error)

    @cached_property
    def unwalked(self) -> frozenset[tuple[str, str]]:
        """The rules of which nothing can be told in a jurisdiction, with its id.

        The inference library does not hold them, or a subject of theirs failed.
        """
        unwalked = {
            (failure.walk.jurisdiction.id, rule)
            for failure in self.failures
            for rule in failure.period.candidates.rule_ids
        }
        for id_, walk in self.walks.items():
            unwalked.update((id_, rule.id) for rule, _ in walk.refused)
        return frozenset(unwalked)

    def law(self, walk: Walk) -> Law:
        """Return what the law says where a walk went."""
        return self._laws[walk.jurisdiction.id]

    @cached_property
    def _laws(self) -> Mapping[str, Law]:
        return {each.id: Law(each) for each in self.jurisdictions}

    def reach(self, walk: Walk) -> Reach:
        """Return for which roles the rules hold where a walk went."""
        return self._reaches[walk.jurisdiction.id]

    @cached_property
    def _reaches(self) -> Mapping[str, Reach]:
        return {each.id: Reach(each) for each in self.jurisdictions}

    def role_places(self, pack: str) -> Mapping[str, Place]:
        """Return where a pack says something of which roles."""
        return self._role_places.get(pack, {})

    @cached_property
    def _role_places(self) -> Mapping[str, Mapping[str, Place]]:
        kind = TermKind.ROLE.table
        return {
            pack: {id_: place for (sort, id_), place in terms.items() if sort == kind}
            for pack, terms in self.written.terms.items()
        }

    def known_roles(self, walk: Walk, pack: str) -> frozenset[str]:
        """Return the roles that a pack knows: its own, and those of packs it uses."""
        known = self._known_roles.get(pack)
        if known is None:
            heads = {head.id: head for head in walk.jurisdiction.packs}
            waiting = [pack]
            for each in waiting:
                uses = heads[each].uses if each in heads else ()
                waiting.extend(used for used in uses if used not in waiting)
            known = frozenset[str]().union(*map(self.role_places, waiting))
            self._known_roles[pack] = known
        return known

    @cached_property
    def _known_roles(self) -> dict[str, frozenset[str]]:
        return {}  # what a pack knows is the same in every walk

    def limited_matters(self, walk: Walk) -> LimitedMatters:
        """Return what the law keeps from some deciders where a walk went."""
        return self._limited_matters[walk.jurisdiction.id]

    @cached_property
    def _limited_matters(self) -> Mapping[str, LimitedMatters]:
        return {each.id: LimitedMatters(each) for each in self.jurisdictions}

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """For each jurisdiction the ids that rules, documents and scenarios name."""
        return {each.id: self._words_in(each) for each in self.jurisdictions}

    def _words_in(self, jurisdiction: Jurisdiction) -> frozenset[str]:
        named = set[str]().union(*map(words_of, jurisdiction.rules))
        for source in jurisdiction.sources.values():
            named.update(source.review.by if source.review else ())
            named.update(*(passage.defines for passage in source.passages.values()))
        for scenario in self.scenarios or ():
            if scenario.municipality == jurisdiction.id:
                named.update(scenario.names)
        return frozenset(named)


def pack_of(id_: str) -> str:
    """Return the pack in a full id of a rule, a passage or a document."""
    return id_.partition("/")[0]


def question_about(rule: Rule, on: dt.date) -> Question | None:
    """Return a question on what a rule is about; None where a slot may be anything."""
    scope = rule.scope_of
    slots = tuple(
        (slot, min(scope[slot])) for slot in SLOTS.get(rule.kind, ()) if slot in scope
    )
    wanted = {slot for slot in SLOTS.get(rule.kind, ()) if slot is not Slot.ABOUT}
    if not slots or wanted - {slot for slot, _ in slots}:
        return None
    return Question(rule.kind, slots, (), on)


def witness_in(
    survey: Survey, spot: Spot, shows: Callable[[Answer], bool], *, is_why: bool = False
) -> Witness:
    """Return the question of a cell as a witness, without the facts it can do without.

    `shows` tells whether an answer still shows what is to be seen.
    """
    walk = survey.walks[spot.municipality]
    return Witness(
        municipality=spot.municipality,
        question=_simplest(walk.space, walk.question(spot), shows),
        is_why=is_why,
    )


def _simplest(
    space: Space, question: Question, shows: Callable[[Answer], bool]
) -> Question:
    """Return the question with everything left out that the answer can do without."""
    topic = tuple(slot for slot in question.slots if slot[0] is not Slot.ABOUT)
    if topic != question.slots:
        question = _shorter(space, question, replace(question, slots=topic), shows)
    for name, _ in question.given:
        given = tuple(fact for fact in question.given if fact[0] != name)
        question = _shorter(space, question, replace(question, given=given), shows)
    return question


def _shorter(
    space: Space, question: Question, shorter: Question, shows: Callable[[Answer], bool]
) -> Question:
    """Return the shorter question where its answer still shows what is to be seen."""
    try:
        return shorter if shows(space.ask(shorter)) else question
    except EngineError:  # too many facts are missing at once
        return question
