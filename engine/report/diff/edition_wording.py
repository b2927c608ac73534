"""Say which questions changed, from what to what, in the words of both editions."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ...answers.answer import Limits, Outcome
from ...rulebook.model.conclusions import BodyConclusion, DecisionConclusion
from ...rulebook.model.questions import SLOTS
from ...rulebook.model.rules import RuleKind, Slot
from ...rulebook.model.values import ValueKind
from ...rulebook.model.vocabulary import TermKind
from ..conclusions import finding_rows
from ..grants import term_text
from ..layout import capital
from ..say import day_text
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...answers.answer import Finding, Span
    from ...diff.differences import SlotSet
    from ...diff.edition_answers import EditionAnswer
    from ...diff.rows import Days, RowCondition
    from ...space.sides import Sides
    from ..conclusions import Rows
    from ..say import Say

_NOTHING = "–"
#: The kinds of terms that a question can be about, those first whose names count most.
_SUBJECTS = (TermKind.MATTER, TermKind.ROLE, TermKind.ACT)


class _ShortName(NamedTuple):
    """A way to name some terms: what is named, and what of it is left out.

    `length` is how many names that takes.
    """

    length: int
    named: str
    left_out: frozenset[str]


class EditionWording:
    """The words of two editions of one municipality, in one language.

    What the new edition has no word for, the old one names.

    Args:
        sides: the two editions.
        say: the language of the reader.
    """

    def __init__(self, sides: Sides, say: Say) -> None:
        """Take the words of both."""
        self.old = Wording(sides.old.jurisdiction, say)
        self.new = Wording(sides.new.jurisdiction, say)
        self.say = say

    def knowing(self, kind: TermKind, id_: str) -> Wording:
        """Return the words of the newest edition that has a term."""
        is_new = id_ in self.new.jurisdiction.vocabulary.terms(kind)
        return self.new if is_new else self.old

    def label(self, id_: str) -> str:
        """Return the name of a matter, role or act; of anything else its id."""
        for kind in _SUBJECTS:
            for wording in (self.new, self.old):
                if id_ in wording.jurisdiction.vocabulary.terms(kind):
                    return wording.term(kind, id_)
        return f"`{id_}`"

    def citation(self, id_: str) -> str:
        """Return the citation of a passage, as the newest edition has it."""
        is_new = id_ in self.new.jurisdiction.passages
        return (self.new if is_new else self.old).citation(id_)

    # subjects -------------------------------------------------------------------------

    def subject(self, kind: RuleKind, slots: Sequence[SlotSet]) -> str:
        """Return what a group of subjects is about, exactly: none more, none less."""
        named = {
            slot_set.slot: self.terms(
                SLOTS[kind][slot_set.slot],
                frozenset(slot_set.ids),
                is_any=slot_set.is_any,
            )
            for slot_set in slots
        }
        match kind:
            case RuleKind.CONTACT:
                text = self.say("kontakt {} → {}", "contact {} → {}")
                text = text.format(named[Slot.FROM], named[Slot.TO])
                return capital(text + self._about(slots, named))
            case RuleKind.CONDUCT:
                return capital(f"{named[Slot.ACTOR]}: {named[Slot.DOES]}")
            case RuleKind.DUTY:
                text = self.say("skyldigheter för {}", "duties of {}")
                text = text.format(named[Slot.OF])
                is_told = any(s.slot is Slot.TO and not _is_whole(s) for s in slots)
                return capital(f"{text}: {named[Slot.TO]}" if is_told else text)
            case RuleKind.BODY:
                of = self.say("vad {} är", "what {} is")
                return capital(of.format(named[Slot.BODY]))
            case RuleKind.PROCEDURE:
                of = self.say("hur {} går till", "how {} is done")
                return capital(of.format(named[Slot.MATTER]))
            case _:
                return capital(named[Slot.MATTER])

    def _about(self, slots: Sequence[SlotSet], named: Mapping[Slot, str]) -> str:
        about = next((s for s in slots if s.slot is Slot.ABOUT), None)
        if about is None:
            return self.say(", utan angivet ämne", ", on nothing in particular")
        if _is_whole(about):
            return ""
        text = f", {self.say('om', 'about')} {named[Slot.ABOUT]}"
        if about.is_optional:
            text += self.say(" eller utan angivet ämne", " or nothing in particular")
        return text

    def terms(
        self, kind: TermKind, ids: frozenset[str], *, is_any: bool = False
    ) -> str:
        """Return terms of one kind in few words: the widest, and what of it is not.

        Args:
            kind: the kind of terms.
            ids: the terms, each with or without what it is a kind of.
            is_any: whether nothing that can stand there is missing.
        """
        if len(ids) == 1:  # there is nothing shorter
            return self._enumerated(kind, ids)
        anything = (
            self.say("vem som helst", "anyone")
            if kind is TermKind.ROLE
            else self.say("vad som helst", "anything")
        )
        kinds: dict[str, frozenset[str]] = {}
        for wording in (self.old, self.new):
            kinds |= wording.jurisdiction.vocabulary.kinds(kind)
        widest = _widest(ids, kinds)
        if is_any and len(widest) > 1:
            return anything
        below = {id_ for id_ in kinds if kinds[id_] & widest}
        lacking = _widest(frozenset(below - ids), kinds)
        others = _widest(frozenset(kinds.keys() - ids), kinds)
        shortest = min(
            _ShortName(len(ids), self._enumerated(kind, ids), frozenset()),
            _ShortName(
                len(widest) + len(lacking), self._enumerated(kind, widest), lacking
            ),
            _ShortName(1 + len(others), anything, others),
            key=lambda extent: extent.length,
        )
        if not shortest.left_out:
            return shortest.named
        left_out = self._enumerated(kind, shortest.left_out)
        return f"{shortest.named} ({self.say('utom', 'except')} {left_out})"

    def _enumerated(self, kind: TermKind, ids: frozenset[str]) -> str:
        labels = sorted(self.knowing(kind, id_).term(kind, id_) for id_ in ids)
        return self.new.enumeration(labels, "or")

    # circumstances and days -----------------------------------------------------------

    def condition(self, condition: RowCondition, *, has_none: bool) -> str:
        """Return for which values of a circumstance a row holds.

        Args:
            condition: the circumstance and the values.
            has_none: whether to say that there may be none, too; where there is no
                other value that is said anyway.
        """
        name = condition.name
        wording = self.knowing(TermKind.CIRCUMSTANCE, name)
        values = tuple(value for value in condition.span if value is not None)
        parts = self._span(name, values, wording) if values else []
        if None in condition.span and (has_none or not values):
            parts.append(wording.value(name, None))
        if condition.is_open:
            parts.append(self.say("inget sagt", "nothing said"))
        text = self.new.enumeration(parts, "or")
        return f"{wording.circumstance(name)}: {text}"

    def _span(self, name: str, span: Span, wording: Wording) -> list[str]:
        known = wording.jurisdiction.vocabulary.circumstances.get(name)
        kind = known.kind if known else None
        if kind is ValueKind.ROLE:
            return [self.terms(TermKind.ROLE, frozenset(map(str, span)))]
        return [
            wording.value(name, item)
            if not isinstance(item, Limits)
            else self.days((_day(item.low), _day(item.high)))
            if kind is ValueKind.DATE
            else wording.limits(name, item.low, item.high)
            for item in span
        ]

    def days(self, days: Days) -> str:
        """Return a period in words."""
        first, last = (day and day_text(day, self.say) for day in days)
        if first and last:
            return first if first == last else f"{first}–{last}"
        if first:
            return self.say(f"från {first}", f"from {first}")
        if last:
            return self.say(f"till och med {last}", f"until {last}")
        return self.say("alla dagar", "all days")

    def days_ahead(self, periods: Sequence[Days], today: dt.date) -> str:
        """Return when something differs, as seen today; nothing if from now on.

        A beginning that has passed is left out.
        """
        if any((not f or f <= today) and not last for f, last in periods):
            return ""
        return self.new.enumeration(
            [
                self.days((None if first and first <= today <= last else first, last))
                if last
                else self.days((first, last))
                for first, last in periods
            ]
        )

    # answers --------------------------------------------------------------------------

    def statements(
        self, old: EditionAnswer | None, new: EditionAnswer | None
    ) -> tuple[Rows, Rows]:
        """Return what two answers say, without what they say alike.

        A duty is told whole, since without its name it says nothing.
        """
        before, after = _statement(old, self.old), _statement(new, self.new)
        answers = [answer for answer in (old, new) if answer]
        nothing = [("", _NOTHING)]
        if any(answer.question.kind is RuleKind.DUTY for answer in answers):
            return before or nothing, after or nothing
        alike = [pair for pair in before if pair in after]
        one = [pair for pair in before if pair not in alike]
        other = [pair for pair in after if pair not in alike]
        if not one and not other:  # the same words for something else
            return before, after
        if all(map(_has_functions, (old, new))):
            captions = {caption for caption, _ in before}, {c for c, _ in after}
            lost = [(c, _NOTHING) for c in dict(one) if c not in captions[1]]
            gained = [(c, _NOTHING) for c in dict(other) if c not in captions[0]]
            one, other = one + gained, other + lost
        return one or nothing, other or nothing


def _has_functions(answer: EditionAnswer | None) -> bool:
    """Tell whether an answer is one that says who does what, and so who does not."""
    if answer is None or answer.answer.outcome is not Outcome.ANSWERED:
        return False
    return all(
        isinstance(finding.conclusion, DecisionConclusion | BodyConclusion)
        for finding in answer.answer.findings
    )


def _statement(edition_answer: EditionAnswer | None, wording: Wording) -> Rows:
    """Return what an answer says; a caption may be empty."""
    if edition_answer is None:
        text = wording.say("frågan går inte att ställa", "cannot be asked")
        return [("", text)]
    answer, question = edition_answer.answer, edition_answer.question

    def rows(finding: Finding) -> Rows:
        nothing = [("", wording.enum(finding.outcome))]
        told = [*finding_rows(finding, question, wording), *_terms(finding, wording)]
        return told or nothing

    def sentence(finding: Finding) -> str:
        return ", ".join(f"{caption} {text}".strip() for caption, text in rows(finding))

    either = wording.say(" eller ", " or ")
    conflict = wording.enum(Outcome.CONFLICT)
    if answer.outcome is Outcome.NO_RULE:
        return [("", wording.enum(Outcome.NO_RULE))]
    if answer.outcome is Outcome.ANSWERED:
        return [pair for finding in answer.findings for pair in rows(finding)]
    if not answer.is_table:
        return [(conflict, either.join(map(sentence, answer.findings)))]
    lines: list[str] = []
    for when, findings in groupby(answer.findings, lambda finding: finding.when):
        listed = list(findings)
        says = [sentence(finding) for finding in listed]
        if listed[0].outcome is Outcome.CONFLICT:
            says = [f"{conflict}: {either.join(says)}"]
        where = ", ".join(wording.where(when))
        lines.extend(f"{where} → {text}" for text in says)
    return [(wording.enum(Outcome.DEPENDS), line) for line in lines]


def _terms(finding: Finding, wording: Wording) -> Rows:
    """Return the terms of the grants that a finding rests on, by their points."""
    conclusion = finding.conclusion
    if not isinstance(conclusion, DecisionConclusion):
        return []
    return [
        (grant.point, term_text(grant, term, wording))
        for grant in conclusion.grants
        for term in grant.terms()
    ]


def _is_whole(slot_set: SlotSet) -> bool:
    """Tell whether anything may stand in a slot, or nothing."""
    return slot_set.is_any and slot_set.is_optional


def _widest(ids: frozenset[str], kinds: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the ids that are no kind of another one of them."""
    return frozenset(
        id_
        for id_ in ids
        if not any(
            other != id_ and other in ids and id_ not in kinds.get(other, ())
            for other in kinds.get(id_, ())
        )
    )


def _day(ordinal: int | None) -> dt.date | None:
    return None if ordinal is None else dt.date.fromordinal(ordinal)
