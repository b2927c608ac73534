"""The answer to a question, with whose words it is told in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..answers.reasons import about_role, decided_by, filled_in, misses, named_as
from ..records import field, record
from ..report.answers import as_json
from ..report.answers.text import answer_page, elsewhere_page
from ..report.answers.why import why_not_page, why_page
from ..report.json_text import SCHEMA
from ..report.lines import layout_for
from ..report.say import Marks
from ..rulebook.model.vocabulary import TermKind
from ..space.particulars import settled_facts
from .setup import words

if TYPE_CHECKING:
    from ..answers.answer import Answer, Finding
    from ..answers.reasons import Miss
    from ..report.layout import Block, Page
    from ..report.objects.answers import AnswerOutput
    from ..report.wording import Wording
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.sources import Passage
    from ..rulebook.model.vocabulary import Circumstance, Matter, Role
    from ..space.entitlements import Entitlement
    from ..space.space import Space
    from .elsewhere import Elsewhere
    from .setup import Language


@record
class WhyNot:
    """Why a role is not named by an answer.

    `misses` are the rules that would have named the role, the nearest miss first;
    `decides` some matters that the role does decide. Where the answer names the role
    after all, by its own name or by what it is a kind of, `named_as` has the names.
    """

    role: Role
    named_as: tuple[Role, ...]
    misses: tuple[Miss, ...]
    decides: tuple[Matter, ...]


@record
class Response:
    """A question with its answer; two are equal when both are.

    Attributes:
        question: what was asked, by ids. Money is whole öre, a decimal is given in
            ten-thousandths, a date by its ordinal.
        answer: what follows from the rules, by ids.
        is_dated: whether somebody named the day; if not, it is today, and text leaves
            it out.
        is_foreign: whether words of the question are known in other municipalities
            alone: then no rule here can be about it.
        elsewhere: where no rule answers, the other municipalities that know such
            words; where law alone was asked, those that have a rule.
    """

    question: Question
    answer: Answer
    is_dated: bool = False
    is_foreign: bool = False
    elsewhere: tuple[Elsewhere, ...] = ()
    actor: str = ""
    _space: Space = field(repr=False, compare=False)

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The rules and words that count."""
        return self._space.jurisdiction

    @property
    def outcome(self) -> Outcome:
        """What became of the question."""
        return self.answer.outcome

    @property
    def is_settled(self) -> bool:
        """Tell whether the rules answer, be it by a table of what it depends on.

        They do not when there is no rule, or when they contradict each other.
        """
        return self.outcome in {Outcome.ANSWERED, Outcome.DEPENDS}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The conclusions: some that hold together, or rows of a table.

        Where something is `missing` each says `when` it holds; those of a conflict
        that hold in the same case are its sides.
        """
        return self.answer.findings

    @property
    def missing(self) -> tuple[Circumstance, ...]:
        """The circumstances that would have to be told for one row alone to hold."""
        known = self.jurisdiction.vocabulary.circumstances
        return tuple(known[name] for name in self.answer.depends_on)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that prevailed."""
        by_id = self.jurisdiction.rules_by_id
        return tuple(by_id[id_] for id_ in self.answer.rules)

    @property
    def citations(self) -> tuple[Passage, ...]:
        """The passages that the answer rests on."""
        return tuple(self.jurisdiction.passages[id_] for id_ in self.answer.cites)

    @property
    def entitlement(self) -> Entitlement | None:
        """Whether the actor may decide, and in which cases; None without an actor."""
        if not self.actor:
            return None
        from ..space.entitlements import entitlement

        return entitlement(self.answer, self.actor, self.jurisdiction, self.question.on)

    def why(self) -> tuple[Miss, ...]:
        """Return the rules about the question that did not prevail, nearest first."""
        question, space = self.question, self._space
        subject = space.decider.subject(question.kind, question.slots)
        known = settled_facts(question, space)
        return misses(space.decider, subject, self.answer, known, question.on)

    def why_not(self, role: str) -> WhyNot:
        """Return why the answer does not name a role.

        Args:
            role: its id, label or a synonym.

        Raises:
            UnknownNameError: no role has that name.
        """
        vocabulary = self.jurisdiction.vocabulary
        id_ = vocabulary.id_of(TermKind.ROLE, role)
        names = named_as(self.answer, id_, vocabulary)
        open_ = () if names else filled_in(self.answer, self.jurisdiction)
        return WhyNot(
            role=vocabulary.roles[id_],
            named_as=tuple(vocabulary.roles[name] for name in names),
            misses=about_role((*open_, *self.why()), id_, vocabulary),
            decides=tuple(
                vocabulary.matters[matter]
                for matter in decided_by(self.jurisdiction, id_)
            ),
        )

    def to_text(
        self,
        language: Language = "sv",
        *,
        why: bool = False,
        why_not: str | None = None,
        width: int | None = None,
    ) -> str:
        """Return the answer as the terminal prints it, ending in a line break.

        Args:
            language: `sv` or `en`.
            why: whether to tell which rules led to the answer.
            why_not: a role of which to tell why the answer does not name it.
            width: how many columns the reader's screen has; 88 when left out.

        Raises:
            UnknownNameError: no role has that name, or the language is neither.
        """
        return self.to_page(language, why=why, why_not=why_not).text(layout_for(width))

    def to_page(
        self,
        language: Language = "sv",
        *,
        why: bool = False,
        why_not: str | None = None,
        marks: Marks = Marks.QUOTES,
    ) -> Page:
        """Return what `to_text` does before it is laid out for a screen.

        `marks` tells how Swedish words are shown to a reader of English.
        """
        wording = words(self.jurisdiction, language, marks)
        question, is_dated = self.question, self.is_dated
        lead = self._lead(wording)
        page = answer_page(self.answer, question, wording, lead, is_dated=is_dated)
        if self.elsewhere:
            commands = [
                (wording.say.plain(other.municipality.label), other.command)
                for other in self.elsewhere
            ]
            page += elsewhere_page(commands, wording, is_foreign=self.is_foreign)
        if why:
            page += why_page(self.answer, self.why(), wording)
        if why_not is not None:
            reason = self.why_not(why_not)
            decides = [wording.matter(matter.id) for matter in reason.decides]
            page += why_not_page(
                reason.role.id, self.answer, reason.misses, decides, wording
            )
        return page

    def _lead(self, wording: Wording) -> list[Block]:
        """Return what comes before the answer: whether the actor may decide."""
        may = self.entitlement
        if may is None:
            return []
        from ..report.answers.may import entitlement_block

        return [entitlement_block(may, wording)]

    def to_dict(
        self,
        language: Language = "sv",
        *,
        why: bool = False,
        why_not: str | None = None,
    ) -> AnswerOutput:
        """Return the answer as the JSON object that the terminal prints.

        Args:
            language: of labels and sentences, `sv` or `en`.
            why: whether to add the `trail`: which rules led to the answer.
            why_not: a role of which to add why the answer does not name it.

        Raises:
            UnknownNameError: no role has that name, or the language is neither.
        """
        wording = words(self.jurisdiction, language, Marks.NONE)
        content: AnswerOutput = {
            "schema": SCHEMA,
            **as_json.answer_object(self.answer, self.question, wording),
        }
        may = self.entitlement
        if may:
            from ..report.answers.may import entitlement_object

            content["may"] = entitlement_object(may, wording)
        if self.elsewhere:
            content["elsewhere"] = [
                {
                    "municipality": other.municipality.id,
                    "label": wording.say.plain(other.municipality.label),
                    "command": other.command,
                }
                for other in self.elsewhere
            ]
        if why:
            content["trail"] = as_json.trail_object(self.answer, self.why(), wording)
        if why_not is not None:
            reason = self.why_not(why_not)
            near = as_json.misses_object(reason.misses, wording)
            content["why_not"] = {
                "role": reason.role.id,
                "named_as": [role.id for role in reason.named_as],
                "misses": near,
            }
        return content
