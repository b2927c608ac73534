"""What an answer says, apart from why: what must be equal for it not to have changed.

An answer says an outcome and its conclusions. The rules and passages these rest on
are its reasons. How a text reads in English, or in which order a list stands where
order means nothing, is neither.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..answers.answer import Finding, NoteKind, Outcome
from ..answers.relative_roles import meant_role
from ..answers.sameness import finding_statement, statement, unordered
from ..rulebook.model.conclusions import DutyConclusion
from .refinement import is_in

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.questions import Question
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Vocabulary
    from .refinement import Side

#: Notes that tell how the question was put, or what a rule's author remarked.
_NOT_REASONS = frozenset({NoteKind.ASSUMED, NoteKind.REMARK})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the question it was given to, in one edition.

    `relative` are the relative roles that the editions resolve in different ways:
    an answer that names one of them says another thing in each.
    """

    answer: Answer
    question: Question
    words: Vocabulary
    relative: frozenset[str]

    @property
    def said(self) -> Hashable:
        """What the answer says."""
        return statement(self.answer, self._bare)

    @property
    def reasons(self) -> Hashable:
        """What the answer rests on, and what it must say of that."""
        answer = self.answer
        notes = (
            (note.kind, note.rule, note.by, note.source, note.circumstance)
            for note in answer.notes
            if note.kind not in _NOT_REASONS
        )
        return answer.rules, answer.cites, frozenset(notes)

    def said_where(self, known: Mapping[str, Value]) -> Hashable:
        """Return what the answer says where open circumstances have known values.

        None where its table has no row for them.
        """
        if self.answer.outcome is not Outcome.DEPENDS:
            return self.said
        rows = [
            finding
            for finding in self.answer.findings
            if all(
                any(is_in(known[name], item) for item in span)
                for name, span in finding.when
            )
        ]
        if not rows:
            return None
        says = unordered(self._bare(f) for f in rows if f.conclusion is not None)
        return rows[0].outcome, says

    def names(self, role: str) -> bool:
        """Tell whether the answer names a role, or one that is a kind of it."""
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
        """The rules of the duties that the answer names, somewhere at least."""
        return frozenset(
            finding.rules[0]
            for finding in self.answer.findings
            if isinstance(finding.conclusion, DutyConclusion)
        )

    def on_duty(self, rule: str) -> Reply:
        """Return what the answer says of the duty in one rule, as if asked of it alone.

        What somebody must do is a sum of duties: where one of them changes, whatever
        else there is to do is no part of the change.
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

    def _bare(self, finding: Finding) -> Hashable:
        """Return a conclusion without what means nothing, and whom its roles mean."""
        conclusion = finding.conclusion
        if conclusion is None:
            return None
        relative = sorted(conclusion.roles() & self.relative)
        meant = tuple(
            (role, meant_role(self.words, role, self.question)) for role in relative
        )
        return finding_statement(finding), meant


def says_the_same(one: Reply, other: Reply, sides: Iterable[Side]) -> bool:
    """Tell whether two answers to the same question say the same.

    Answers that depend on circumstances left out are compared value by value: how
    their tables happen to be drawn does not matter.
    """
    open_names = {*one.answer.depends_on, *other.answer.depends_on}
    if not open_names:
        return one.said == other.said
    cut = [side for side in sides if side.name in open_names]
    if not all(side.sorts for side in cut):
        return one.said == other.said
    for sorts in itertools.product(*(side.sorts for side in cut)):
        if not all(all(sort.is_known) for sort in sorts):
            continue
        known = {s.name: sort.value for s, sort in zip(cut, sorts, strict=True)}
        there = one.said_where(known), other.said_where(known)
        if None not in there and there[0] != there[1]:
            return False
    return True
