"""Link conclusions: who, which way and what, as written → with every role known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.elements import PartyDraft, deadline, frequency
from ..language.nodes import plain
from ..language.shapes import Entry
from ..language.statements import DECISION_POINTS
from ..model.clauses import PeopleClauses
from ..model.conclusions import (
    Advice,
    BodyConclusion,
    ClassificationConclusion,
    Conclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionAct,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Mode,
    Party,
    ProcedureConclusion,
    Step,
)
from ..model.grants import Consult, Grant, Substitute
from ..model.problems import Referent
from ..model.questions import SLOTS
from ..model.rules import RuleKind, Slot
from ..model.tags import Tag
from ..model.texts import Text
from ..model.vocabulary import TermKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from ..language.nodes import Scalar
    from ..language.shapes import Problems
    from .conditions import ConditionLinker
    from .glossary import Glossary

#: What a constraint can be about; the kinds that can be asked about have `SLOTS`.
_CONSTRAINT_SLOTS = {Slot.MATTER: TermKind.MATTER}
_NOTHING: frozenset[str] = frozenset()
_FUNCTIONS = tuple((function, function.value) for function in Function)


class ConclusionLinker:
    """Links subjects and conclusions of a pack's rules against the words it can see."""

    def __init__(
        self, glossary: Glossary, conditions: ConditionLinker, problems: Problems
    ) -> None:
        """Take the words, the reader of values, and the problems."""
        self._glossary = glossary
        self._conditions = conditions
        self._problems = problems
        self._roles_by_tag: dict[Tag, frozenset[str]] = {}
        self._makers: Mapping[RuleKind, Callable[[Entry], Conclusion | None]] = {
            RuleKind.DECISION: self._decision,
            RuleKind.CONTACT: self._contact,
            RuleKind.CONDUCT: self._conduct,
            RuleKind.DUTY: self._duty,
            RuleKind.PROCEDURE: self._procedure,
            RuleKind.BODY: self._body,
            RuleKind.CLASSIFICATION: self._classification,
            RuleKind.CONSTRAINT: self._constraint,
        }

    def scope(
        self, kind: RuleKind, entry: Entry
    ) -> tuple[tuple[Slot, frozenset[str]], ...]:
        """Return which ids each slot of a question may be, where the rule says so."""
        terms = SLOTS.get(kind, _CONSTRAINT_SLOTS)
        match kind:
            case RuleKind.CLASSIFICATION:
                words: dict[Slot, tuple[Scalar, ...]] = {}
            case RuleKind.DECISION:
                words = {Slot.MATTER: entry.get("matter", ())}
            case RuleKind.PROCEDURE | RuleKind.BODY:
                (slot,) = terms
                words = {slot: _words(entry.get(kind.value))}
            case _:
                subject: Entry | None = entry.get(kind.value)
                words = {
                    slot: _words(subject.get(slot.value)) for slot in terms if subject
                }
        return tuple(
            (slot, self._known(named, terms[slot]))
            for slot, named in words.items()
            if named
        )

    def exempt(self, kind: RuleKind, entry: Entry) -> frozenset[str]:
        """Return the roles that a rule says it does not bind."""
        subject = entry.get(kind.value)
        named = subject.get("except", ()) if isinstance(subject, Entry) else ()
        return self._known(named, TermKind.ROLE)

    def conclusion(self, kind: RuleKind, entry: Entry) -> Conclusion | None:
        """Return what follows from a rule; None when that could not be read."""
        return self._makers[kind](entry)

    # roles ----------------------------------------------------------------------------

    def _known(self, words: Collection[Scalar], kind: TermKind) -> frozenset[str]:
        if not words:
            return _NOTHING  # one for all: a set takes more room than most rules' text
        for word in words:
            self._glossary.check_term(word, kind, self._problems)
        return frozenset(map(plain, words))

    def _roles(
        self, words: Iterable[Scalar], *, has_asker: bool = False
    ) -> tuple[str, ...]:
        """Return roles; a superior of the asker only where the question has one."""
        roles = self._glossary.vocabulary.roles
        for word in words:
            self._glossary.check_term(word, TermKind.ROLE, self._problems)
            role = roles.get(word)
            resolves = role.resolves if role else None
            if resolves and resolves.reports_to and not has_asker:
                self._problems.note(word.place, "role/no-asker", role=word)
        return tuple(map(plain, words))

    def _party(
        self, draft: PartyDraft | None, *, has_asker: bool = False
    ) -> Party | None:
        if draft is None:
            return None
        roles = self._roles(draft.roles, has_asker=has_asker)
        return Party(mode=draft.mode, roles=roles)

    # kinds ------------------------------------------------------------------------

    def _decision(self, entry: Entry) -> DecisionConclusion | None:
        values = entry.values
        act: DecisionAct | None = entry.get("act")
        said = [key for key in DECISION_POINTS if key in values]
        if said == ["act"] and act not in {None, DecisionAct.EXECUTION}:
            # an execution says enough: that nothing is decided
            record = Referent("decision rule", str(entry.get("id", "")))
            keys = tuple(key for key in DECISION_POINTS if key != "act")
            self._problems.note(
                entry.place_of("act"), "key/none-of", keys=keys, record=record
            )
            return None
        granted: Entry | None = entry.get("grant")
        # a row may name its delegates by what they are to whom a case is about
        is_relative = granted is not None and "relations" in granted.values
        parties = (
            (f, self._party(entry.get(key), has_asker=is_relative))
            for f, key in _FUNCTIONS
            if key in values
        )
        functions = tuple((function, party) for function, party in parties if party)
        grant = self._grant(entry)
        return DecisionConclusion(
            functions=functions,
            requires=entry.get("requires", ()),
            act=act,
            grants=(grant,) if grant else (),
        )

    def _grant(self, entry: Entry) -> Grant | None:
        """Return what a committee grants by a rule, None where it grants nothing."""
        written: Entry | None = entry.get("grant")
        by: Scalar | None = written.get("by") if written else None
        if written is None or by is None:
            return None
        decides: PartyDraft | None = entry.get("decides")
        if decides and decides.mode not in {Mode.ONE, Mode.ANY_OF}:
            self._problems.note(entry.place_of("decides"), "grant/not-alone")
        acting: PartyDraft | None = (
            decides or entry.get("carries_out") or entry.get("signs")
        )
        delegates = acting.roles if acting else ()
        substitutes = written.get("substitutes", {})
        for delegate in substitutes:
            if delegate not in delegates:
                self._problems.note(delegate.place, "grant/no-delegate", role=delegate)
        through: Scalar | None = written.get("through")
        told_to: Scalar | None = written.get("told_to")
        named = (role for role in (through, told_to) if role)
        self._roles((by, *substitutes, *named))
        self._check_standing(by, through, delegates)
        relations = written.get("relations", {})
        return Grant(
            by=plain(by),
            through=plain(through) if through else "",
            point=str(written.get("point", "")),
            superiors=self._roles(written.get("superiors", ())),
            substitutes=tuple(
                (plain(role), tuple(map(self._substitute, steps)))
                for role, steps in substitutes.items()
            ),
            consults=tuple(
                Consult(
                    role=self._roles((role,))[0],
                    way=consult.values["way"],
                    is_documented=consult.get("documented", False),
                )
                for role, consult in written.get("consults", {}).items()
            ),
            laws=tuple(map(str, written.get("laws", ()))),
            clauses=tuple(written.get("clauses", ())),
            notification=written.get("notification"),
            told_to=plain(told_to) if told_to else "",
            told=written.get("told"),
            sub_delegation=written.get("sub_delegation"),
            passed_on=written.get("passed_on"),
            appeal=written.get("appeal"),
            appealed=written.get("appealed"),
            provisos=written.get("provisos", ()),
            relations=tuple(
                (self._roles((role,), has_asker=True)[0], relation)
                for role, relation in relations.items()
            ),
            people=self._people(written.get("people"), delegates),
        )

    def _people(
        self, written: Entry | None, delegates: tuple[Scalar, ...]
    ) -> PeopleClauses | None:
        """Return those clauses of an order that concern the delegates of a row.

        What holds of those who are employed concerns no row on the elected alone.
        """
        if written is None:
            return None
        two = self._roles(written.get("two_members", ()))
        waiting = {
            str(role): self._roles(steps)
            for role, steps in written.get("cannot_wait", {}).items()
            if self._roles((role,))
        }
        made = PeopleClauses(
            superior_on_absence=written.get("superior_on_absence", False),
            sole_holder=written.get("sole_holder", False),
            temporary=written.get("temporary"),
            new_employee=int(written.get("new_employee", 0)),
            may_lift=written.get("may_lift", False),
            may_take_over=written.get("may_take_over", False),
            two_members=tuple(role for role in two if role in delegates),
            cannot_wait=tuple(p for p in waiting.items() if p[0] in delegates),
        )
        if not self._tagged(Tag.EMPLOYEE).intersection(delegates):
            made = replace(
                made,
                superior_on_absence=False,
                sole_holder=False,
                temporary=None,
                new_employee=0,
            )
        return None if made == PeopleClauses() else made

    def _tagged(self, tag: Tag) -> frozenset[str]:
        """Return the roles that carry a tag; looked up once for all the rules."""
        those = self._roles_by_tag.get(tag)
        if those is None:
            those = self._glossary.vocabulary.tagged(TermKind.ROLE, tag.value)
            self._roles_by_tag[tag] = those
        return those

    def _substitute(self, written: Entry) -> Substitute:
        role: Scalar = written.values["role"]
        return Substitute(role=self._roles((role,))[0], on=written.get("on"))

    def _check_standing(
        self, by: Scalar, through: Scalar | None, delegates: Iterable[Scalar]
    ) -> None:
        """Check that a committee grants, and a head of administration passes on.

        What they pass on they pass on to employees (kommunallagen 7 kap. 6 §). A row
        that names another committee or the council delegates nothing: it tells whose
        the matter is (6 kap. 37 §). Words
        that say of no role what it is in law tell nothing here.
        """
        for role in delegates:
            organs = self._tagged(Tag.COMMITTEE) | self._tagged(Tag.COUNCIL)
            if role in organs and role != by:
                self._problems.note(role.place, "grant/other-organ", role=role)
        checks = [("grant/no-committee", by, Tag.COMMITTEE)]
        if through is not None:
            checks.append(("grant/no-head", through, Tag.HEAD))
            checks += [("grant/no-employee", role, Tag.EMPLOYEE) for role in delegates]
        for code, role, tag in checks:
            those = self._tagged(tag)
            if those and role in self._glossary.vocabulary.roles and role not in those:
                self._problems.note(role.place, code, role=role)

    def _contact(self, entry: Entry) -> ContactConclusion:
        via = self._roles(entry.get("via", ()), has_asker=True)
        for step in entry.get("must", ()):
            if step not in via:
                self._problems.note(step.place, "contact/no-step", role=step)
        return ContactConclusion(
            via=via,
            is_free=entry.get("free", False),
            strength=entry.get("strength"),
            musts=tuple(map(str, entry.get("must", ()))),
            fallback=self._roles(entry.get("fallback", ()), has_asker=True),
        )

    def _conduct(self, entry: Entry) -> ConductConclusion | None:
        written: Text | Entry | None = entry.get("instead")
        instead = None
        if isinstance(written, Text):
            instead = Advice(says=written)
        elif isinstance(written, Entry):
            via = self._roles(written.get("via", ()), has_asker=True)
            instead = Advice(says=written.get("says"), via=via)
        verdict = entry.get("verdict")
        if verdict is None:
            return None
        return ConductConclusion(verdict=verdict, instead=instead)

    def _duty(self, entry: Entry) -> DutyConclusion | None:
        every, within = entry.get("every"), entry.get("within")
        towards = self._party(entry.get("towards"), has_asker=True)
        duty: Entry | None = entry.get("duty")
        of: PartyDraft | None = duty.get("of") if duty else None
        if of is None:
            return None
        return DutyConclusion(
            of=Party(mode=of.mode, roles=tuple(map(str, of.roles))),
            every=frequency(every) if every else None,
            within=deadline(within) if within else None,
            towards=towards,
        )

    def _procedure(self, entry: Entry) -> ProcedureConclusion:
        steps = []
        for step in entry.get("steps", ()):
            actor, act = self._party(step.get("actor")), step.get("act")
            if actor and act:
                steps.append(Step(actor=actor, act=act, result=step.get("result")))
        return ProcedureConclusion(steps=tuple(steps))

    def _body(self, entry: Entry) -> BodyConclusion:
        meets = entry.get("meets")
        return BodyConclusion(
            members=self._party(entry.get("members")),
            leader=self._party(entry.get("leader")),
            place=self._party(entry.get("place")),
            meets=frequency(meets) if meets else None,
            mandate=entry.get("mandate"),
        )

    def _classification(self, entry: Entry) -> ClassificationConclusion:
        derives = tuple(self._conditions.derived(entry.get("derive", {})))
        return ClassificationConclusion(derives=derives)

    def _constraint(self, entry: Entry) -> ConstraintConclusion | None:
        subject: Entry | None = entry.get("constraint")
        only, never = entry.get("only"), entry.get("never", ())
        roles = self._roles(only) if only else None
        banned = self._roles(never)
        urgent = self._roles(entry.get("in_urgency", ()))
        if subject is None:
            return None
        tag: Scalar | None = subject.get("tag")
        if tag is not None:
            self._glossary.check_tag(tag, self._problems)
        return ConstraintConclusion(
            tag=str(tag or ""),
            act=subject.get("act"),
            only=None if roles is None else frozenset(roles),
            never=frozenset(banned),
            may_be_joint=entry.get("together", True),
            in_urgency=frozenset(urgent),
        )


def _words(
    written: Scalar | tuple[Scalar, ...] | PartyDraft | None,
) -> tuple[Scalar, ...]:
    if isinstance(written, PartyDraft):
        return written.roles
    return written if isinstance(written, tuple) else (written,) if written else ()
