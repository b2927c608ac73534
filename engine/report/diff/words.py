"""Say which questions changed, from what to what, in two editions' own words."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from ...answers.answer import Limits, Outcome
from ...rulebook.model.conclusions import BodyConclusion, DecisionConclusion
from ...rulebook.model.questions import SLOTS
from ...rulebook.model.rules import RuleKind, Slot
from ...rulebook.model.values import ValueKind
from ..conclusions import finding_rows
from ..layout import capital
from ..say import Say
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...answers.answer import Finding, Span
    from ...diff.differences import SlotSet
    from ...diff.edition_answers import EditionAnswer
    from ...diff.rows import Days, RowCondition
    from ...space.sides import Sides

#: What a conclusion says, as pairs of a caption and a text.
Said = list[tuple[str, str]]

_NOTHING = "–"


class Words:
    """The words of two editions of one municipality in one language."""

    def __init__(self, sides: Sides, language: str) -> None:
        """Take the editions; what the new one has no word for, the old one names."""
        say = Say(language)
        self.old = Wording(sides.old.jurisdiction, say)
        self.new = Wording(sides.new.jurisdiction, say)
        self.choose = say

    def of(self, kind: str, id_: str) -> Wording:
        """Return the words that know an id: `kind` is a table such as `roles`."""
        words = self.new.jurisdiction.vocabulary
        return self.new if id_ in getattr(words, kind) else self.old

    def label(self, id_: str) -> str:
        """Return the name of a matter, role or act; of anything else its id."""
        for table in ("matters", "roles", "acts"):
            for wording in (self.new, self.old):
                if id_ in getattr(wording.jurisdiction.vocabulary, table):
                    return str(getattr(wording, table[:-1])(id_))
        return f"`{id_}`"

    def citation(self, id_: str) -> str:
        """Return the citation of a passage, as the newest edition has it."""
        is_new = id_ in self.new.jurisdiction.passages
        return (self.new if is_new else self.old).citation(id_)

    # subjects -------------------------------------------------------------------------

    def subject(self, kind: RuleKind, slots: Sequence[SlotSet]) -> str:
        """Return what a group of subjects is about, exactly: none more, none less."""
        named = {found.slot: self._named(kind, found) for found in slots}
        match kind:
            case RuleKind.CONTACT:
                text = self.choose("kontakt {} → {}", "contact {} → {}")
                text = text.format(named[Slot.FROM], named[Slot.TO])
                return capital(text + self._about(slots, named))
            case RuleKind.CONDUCT:
                return capital(f"{named[Slot.ACTOR]}: {named[Slot.DOES]}")
            case RuleKind.DUTY:
                text = self.choose("skyldigheter för {}", "duties of {}")
                text = text.format(named[Slot.OF])
                is_all = any(s.slot is Slot.TO and not _is_whole(s) for s in slots)
                return capital(f"{text}: {named[Slot.TO]}" if is_all else text)
            case RuleKind.BODY:
                of = self.choose("vad {} är", "what {} is")
                return capital(of.format(named[Slot.BODY]))
            case RuleKind.PROCEDURE:
                of = self.choose("hur {} går till", "how {} is done")
                return capital(of.format(named[Slot.MATTER]))
            case _:
                return capital(named[Slot.MATTER])

    def _about(self, slots: Sequence[SlotSet], named: Mapping[Slot, str]) -> str:
        found = next((s for s in slots if s.slot is Slot.ABOUT), None)
        if found is None:
            return self.choose(", utan angivet ämne", ", on nothing in particular")
        if _is_whole(found):
            return ""
        text = f", {self.choose('om', 'about')} {named[Slot.ABOUT]}"
        if found.is_optional:
            text += self.choose(" eller utan angivet ämne", " or nothing in particular")
        return text

    def _named(self, kind: RuleKind, found: SlotSet) -> str:
        table = SLOTS[kind][found.slot].table
        return self.gathered(table, frozenset(found.ids), is_any=found.is_any)

    def gathered(self, table: str, ids: frozenset[str], *, is_any: bool = False) -> str:
        """Return ids in words: the widest of them, and what of those is left out."""
        anyone = {
            "roles": self.choose("vem som helst", "anyone"),
            "matters": self.choose("vad som helst", "anything"),
            "acts": self.choose("vad som helst", "anything"),
        }[table]
        kinds: dict[str, frozenset[str]] = {}
        for wording in (self.old, self.new):
            words = wording.jurisdiction.vocabulary
            kinds |= getattr(words, f"{table[:-1]}_kinds")
        widest = _widest(ids, kinds)
        if is_any and len(widest) > 1:
            return anyone
        below = {id_ for id_ in kinds if kinds[id_] & widest}
        lacking = _widest(frozenset(below - ids), kinds)
        others = _widest(frozenset(kinds.keys() - ids), kinds)
        ways = [(len(ids), self._listed(table, ids), frozenset[str]())]
        ways.append((len(widest) + len(lacking), self._listed(table, widest), lacking))
        ways.append((1 + len(others), anyone, others))
        wanted = min(ways, key=lambda way: way[0])
        if not wanted[2]:
            return wanted[1]
        left_out = self._listed(table, wanted[2])
        return f"{wanted[1]} ({self.choose('utom', 'except')} {left_out})"

    def _listed(self, table: str, ids: frozenset[str]) -> str:
        say = table[:-1]
        labels = sorted(getattr(self.of(table, id_), say)(id_) for id_ in ids)
        return self.new.enumeration(labels, "or")

    # circumstances and days -----------------------------------------------------------

    def case(self, case: RowCondition, *, has_none: bool) -> str:
        """Return for which values of a circumstance something holds.

        Whether there is none is said with `has_none`, and where nothing else is.
        """
        wording = self.of("circumstances", case.name)
        values = tuple(value for value in case.span if value is not None)
        parts = self._span(case.name, values, wording) if values else []
        if None in case.span and (has_none or not values):
            parts.append(wording.value(case.name, None))
        if case.is_open:
            parts.append(self.choose("inget sagt", "nothing said"))
        text = self.new.enumeration(parts, "or")
        return f"{wording.circumstance(case.name)}: {text}"

    def _span(self, name: str, span: Span, wording: Wording) -> list[str]:
        known = wording.jurisdiction.vocabulary.circumstances.get(name)
        kind = known.kind if known else None
        if kind is ValueKind.ROLE:
            return [self.gathered("roles", frozenset(map(str, span)))]
        return [
            wording.value(name, item)
            if not isinstance(item, Limits)
            else self.days((_day(item.low), _day(item.high)))
            if kind is ValueKind.DATE
            else wording.limits(name, item.low, item.high)
            for item in span
        ]

    def day(self, day: dt.date) -> str:
        """Return a day in words: `1 januari 2027`."""
        return day_text(day, self.new.say.language)

    def days(self, stretch: Days) -> str:
        """Return a stretch of days in words."""
        first, last = stretch
        if first and last:
            if first == last:
                return self.day(first)
            return f"{self.day(first)}–{self.day(last)}"
        if first:
            return self.choose("från {}", "from {}").format(self.day(first))
        if last:
            return self.choose("till och med {}", "until {}").format(self.day(last))
        return self.choose("alla dagar", "all days")

    def ahead(self, stretches: Sequence[Days], today: dt.date) -> str:
        """Return when something differs, as seen today; nothing if from now on.

        A beginning that has passed is left out.
        """
        if any((not f or f <= today) and not last for f, last in stretches):
            return ""
        return self.new.enumeration(
            [
                self.days((None if first and first <= today <= last else first, last))
                if last
                else self.days((first, last))
                for first, last in stretches
            ]
        )

    # answers --------------------------------------------------------------------------

    def replies(
        self, old: EditionAnswer | None, new: EditionAnswer | None
    ) -> tuple[Said, Said]:
        """Return what two answers say, without what they say alike.

        A duty is told whole, since without its name it says nothing.
        """
        before, after = _said(old, self.old), _said(new, self.new)
        if any(reply and reply.question.kind is RuleKind.DUTY for reply in (old, new)):
            return before or [("", _NOTHING)], after or [("", _NOTHING)]
        alike = [pair for pair in before if pair in after]
        one = [pair for pair in before if pair not in alike]
        other = [pair for pair in after if pair not in alike]
        if not one and not other:  # the same words for something else
            return before, after
        if all(map(_has_functions, (old, new))):
            captions = {caption for caption, _ in before}, {c for c, _ in after}
            lost = [(c, _NOTHING) for c, _ in one if c not in captions[1]]
            made = [(c, _NOTHING) for c, _ in other if c not in captions[0]]
            one, other = one + made, other + lost
        empty = [("", _NOTHING)]
        return one or empty, other or empty


def _has_functions(reply: EditionAnswer | None) -> bool:
    """Tell whether an answer is one that says who does what, and so who does not."""
    if reply is None or reply.answer.outcome is not Outcome.ANSWERED:
        return False
    return all(
        isinstance(finding.conclusion, DecisionConclusion | BodyConclusion)
        for finding in reply.answer.findings
    )


def _said(reply: EditionAnswer | None, wording: Wording) -> Said:
    """Return what an answer says; a caption may be empty."""
    if reply is None:
        text = wording.say("frågan går inte att ställa", "cannot be asked")
        return [("", text)]
    answer, question = reply.answer, reply.question

    def rows(finding: Finding) -> Said:
        found = finding_rows(finding, question, wording)
        return found or [("", wording.enum(finding.outcome))]

    if answer.outcome is Outcome.NO_RULE:
        return [("", wording.enum(Outcome.NO_RULE))]
    if answer.outcome is Outcome.ANSWERED:
        return [pair for finding in answer.findings for pair in rows(finding)]
    either = wording.say(" eller ", " or ")

    def line(finding: Finding) -> str:
        return ", ".join(f"{caption} {text}".strip() for caption, text in rows(finding))

    if not answer.is_table:
        sides = either.join(line(finding) for finding in answer.findings)
        return [(wording.enum(Outcome.CONFLICT), sides)]
    lines: list[str] = []
    for when, row in groupby(answer.findings, lambda finding: finding.when):
        where = ", ".join(
            f"{wording.circumstance(name)}: {wording.span(name, span)}"
            for name, span in when
        )
        holding = list(row)
        says = [line(finding) for finding in holding]
        if holding[0].outcome is Outcome.CONFLICT:
            says = [f"{wording.enum(Outcome.CONFLICT)}: {either.join(says)}"]
        lines.extend(f"{where} → {each}" for each in says)
    return [(wording.enum(Outcome.DEPENDS), each) for each in lines]


def _is_whole(found: SlotSet) -> bool:
    """Tell whether anything may stand in a slot, or nothing."""
    return found.is_any and found.is_optional


def _widest(ids: frozenset[str], kinds: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return those that are no kind of another one of them."""
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


_MONTHS: tuple[tuple[str, str], ...] = (
    ("januari", "January"),
    ("februari", "February"),
    ("mars", "March"),
    ("april", "April"),
    ("maj", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augusti", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)


def day_text(day: dt.date, language: str) -> str:
    """Return a day in words: `1 januari 2027`."""
    swedish, english = _MONTHS[day.month - 1]
    return f"{day.day} {english if language == 'en' else swedish} {day.year}"


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else several}"
