"""The answer of one edition, and whether that of the other edition is the same.

An answer says an outcome and conclusions: its *statement*. The rules and passages
that these rest on are its *reasons*; what the authors of the rules remark stands beside
it. How a text reads in English, or in which order a list stands where order means
nothing, is no part of a statement.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.answer import Finding, NoteKind, Outcome
from ..answers.relative_roles import meant_role
from ..answers.sameness import finding_statement, statement, unordered
from ..records import record
from ..rulebook.model.conclusions import DutyConclusion
from ..space.cells import lies_in

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.questions import Question
    from ..rulebook.model.texts import Text
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Vocabulary
    from ..space.joint_dimensions import JointDimension

#: Notes that tell how the question was put, or what a rule's author remarked.
_NOT_REASONS = frozenset({NoteKind.ASSUMED, NoteKind.REMARK})


@record(slots=False, kw_only=False)
class EditionAnswer:
    """The answer that one edition gives to a question.

    `jurisdiction` holds the rules of the edition. `relative` are the relative roles
    that the two editions resolve in different ways: an answer that names such a role
    says another thing in each.
    """

    answer: Answer
    question: Question
    jurisdiction: Jurisdiction
    relative: frozenset[str]

    @property
    def words(self) -> Vocabulary:
        """The words of the edition."""
        return self.jurisdiction.vocabulary

    @cached_property
    def statement(self) -> Hashable:
        """What the answer says, and whom relative roles mean in it."""
        return statement(self.answer, self._finding_statement)

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What the authors of the rules remark in the answer, in order of the words.

        What two of them remark alike stands twice, as it is printed.
        """
        rules = self.jurisdiction.rules_by_id
        noted = (n.rule for n in self.answer.notes if n.kind is NoteKind.REMARK)
        remarks = (note for id_ in noted if (note := rules[id_].note))
        return tuple(sorted(remarks, key=lambda text: (text.sv, text.en)))

    @property
    def reasons(self) -> Hashable:
        """What the answer rests on, and what it must say of that; remarks aside."""
        answer, rules = self.answer, self.jurisdiction.rules_by_id
        notes = (
            (note.kind, note.rule, note.by, note.source, note.circumstance)
            for note in answer.notes
            if note.kind not in _NOT_REASONS
        )
        # an answer tells what a rule says that had to yield
        yielding = (
            rules[note.rule].says
            for note in answer.notes
            if note.kind is NoteKind.SET_ASIDE
        )
        derived = ((name, value) for name, value, _ in answer.derived)
        return (
            answer.rules,
            answer.cites,
            frozenset(notes),
            frozenset(yielding),
            frozenset(derived),
        )

    def statement_where(self, known: Mapping[str, Value]) -> Hashable:
        """Return what the answer says where open circumstances have known values.

        None where the table of the answer has no row for these values.
        """
        if not self.answer.is_table:
            return self.statement
        rows = [
            finding
            for finding in self.answer.findings
            if all(lies_in(known[name], span) for name, span in finding.when)
        ]
        if not rows:
            return None
        says = unordered(
            self._finding_statement(row) for row in rows if row.conclusion is not None
        )
        return rows[0].outcome, says

    def names(self, role: str) -> bool:
        """Tell whether the answer names a role, or a role that is a kind of it."""
        named: set[str] = set()
        for finding in self.answer.findings:
            if finding.conclusion is not None:
                named |= finding.conclusion.roles()
        named |= {
            meant_role(self.words, id_, self.question) for id_ in named & self.relative
        }
        return any(role in self.words.role_kinds.get(id_, ()) for id_ in named)

    @property
    def duties(self) -> frozenset[str]:
        """The rules of the duties that the answer names, for some values at least."""
        return frozenset(
            finding.rules[0]
            for finding in self.answer.findings
            if isinstance(finding.conclusion, DutyConclusion)
        )

    def about_duty(self, rule: str) -> EditionAnswer:
        """Return what the answer says of the duty in one rule, as if asked of it alone.

        What somebody must do is a sum of duties. Where one duty changes, the others
        are no part of the change.
        """
        answer = self.answer
        findings = [f for f in answer.findings if f.rules[:1] == (rule,)]
        if not findings:
            return replace(
                self,
                answer=replace(
                    answer, outcome=Outcome.NO_RULE, findings=(), rules=(), cites=()
                ),
            )
        places = {finding.when for finding in findings}
        elsewhere = dict.fromkeys(
            f.when for f in answer.findings if f.when not in places
        )
        findings += [
            Finding(conclusion=None, rules=(), when=when, outcome=Outcome.NO_RULE)
            for when in elsewhere
        ]
        cites = sorted({cite for finding in findings for cite in finding.cites})
        sources = {"", *(cite.partition("#")[0] for cite in cites)}
        alone = replace(
            answer,
            findings=tuple(findings),
            rules=(rule,),
            cites=tuple(cites),
            notes=tuple(
                note
                for note in answer.notes
                if note.source in sources
                and (not note.rule or rule in {note.rule, note.by})
            ),
        )
        return replace(self, answer=alone)

    def _finding_statement(self, finding: Finding) -> Hashable:
        """Return what a finding says, and whom the relative roles in it mean."""
        if finding.conclusion is None:
            return None
        if not self.relative:
            return finding_statement(finding), ()
        relative = sorted(finding.conclusion.roles() & self.relative)
        meanings = tuple(
            (role, meant_role(self.words, role, self.question)) for role in relative
        )
        return finding_statement(finding), meanings


def is_as_told(one: EditionAnswer, other: EditionAnswer) -> bool:
    """Tell whether two answers that say the same have the same reasons and remarks."""
    return one.reasons == other.reasons and one.remarks == other.remarks


def says_the_same(
    one: EditionAnswer, other: EditionAnswer, dimensions: Iterable[JointDimension]
) -> bool:
    """Tell whether two answers to the same question say the same.

    Answers that depend on circumstances left out are compared value by value: how
    their tables happen to be drawn does not matter.

    Args:
        one: the answer of one edition.
        other: that of the other.
        dimensions: the circumstances of the subject, cut for both editions.
    """
    open_names = {*one.answer.depends_on, *other.answer.depends_on}
    if not open_names:
        return one.statement == other.statement
    open_cuts = [dimension for dimension in dimensions if dimension.name in open_names]
    if not all(dimension.classes for dimension in open_cuts):
        return one.statement == other.statement
    for classes in itertools.product(*(cut.classes for cut in open_cuts)):
        if not all(all(each.is_known) for each in classes):
            continue
        known = {
            cut.name: each.representative
            for cut, each in zip(open_cuts, classes, strict=True)
        }
        says = one.statement_where(known), other.statement_where(known)
        if None not in says and says[0] != says[1]:
            return False
    return True
