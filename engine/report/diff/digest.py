"""Gather what changed for a reader: the same change is told once, with its places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ...answers.answer import NoteKind
from ...diff.names import is_same_rule
from ...rulebook.model.questions import ASKABLE
from ..notes import note_text
from ..say import Say
from ..wording import Wording
from .causes import cause_text
from .words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ...diff.comparison import Comparison, MunicipalRow
    from ...diff.differences import SlotSet
    from ...diff.edition_answers import EditionAnswer
    from ...diff.rows import Row
    from ...diff.scenario_changes import ScenarioChange
    from ...rulebook.model.rules import Rule, RuleKind

#: What became of a subject.
CHANGED, ADDED, REMOVED = "changed", "added", "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Questions that changed in one way, in words.

    `when` is empty where it is so in all circumstances. `cites` are the passages of
    the old and the new answer, `rules` those responsible. `why` tells what differs in
    the reasons of an answer that is the same. `changes` are the rows that are told.
    """

    when: tuple[str, ...]
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    cites: tuple[tuple[str, ...], tuple[str, ...]]
    rules: tuple[str, ...]
    why: tuple[str, ...] = ()
    changes: tuple[MunicipalRow, ...] = field(default=(), compare=False)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenarios that ask one of these questions."""
        return tuple(sorted({id_ for one in self.changes for id_ in one.scenarios}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One subject, or several that changed alike, with the municipalities it is so in.

    `fate` tells whether it is new, gone, or has other answers or reasons.
    """

    kind: RuleKind
    slots: tuple[SlotSet, ...]
    heading: str
    fate: str
    municipalities: tuple[str, ...]
    lines: tuple[Line, ...]


class Digest:
    """Everything that differs, in the order and the words in which it is told.

    Args:
        comparison: what differs.
        language: `sv` or `en`.
        today: what is over by today is told apart from what is to come.
    """

    def __init__(self, comparison: Comparison, language: str, today: dt.date) -> None:
        """Take what differs, the language and the day."""
        self.comparison = comparison
        self.language = language
        self._today = today
        self.words = {
            id_: Words(found.sides, language)
            for id_, found in comparison.differences.items()
        }

    def choose(self, swedish: str, english: str) -> str:
        """Return the one that fits the language."""
        return english if self.language == "en" else swedish

    # groups ---------------------------------------------------------------------------

    @cached_property
    def answers(self) -> list[Group]:
        """Subjects of which some question has another answer, or is new or gone."""
        return self._groups(is_only_reasons=False)

    @cached_property
    def reasons(self) -> list[Group]:
        """Subjects of which some question has the same answer for another reason."""
        return self._groups(is_only_reasons=True)

    def of(self, fate: str) -> list[Group]:
        """Return the groups of one fate."""
        return [group for group in self.answers if group.fate == fate]

    def _groups(self, *, is_only_reasons: bool) -> list[Group]:
        subjects: dict[tuple[str, int], list[MunicipalRow]] = {}
        for change in self.comparison.rows:
            if change.is_only_reasons is is_only_reasons:
                key = change.municipality, id(change.subject)
                subjects.setdefault(key, []).append(change)
        found: dict[object, list[Group]] = {}
        for changes in subjects.values():
            first = changes[0]
            made = Group(
                kind=first.subject.kind,
                slots=first.subject.slots,
                heading="",
                fate=CHANGED if is_only_reasons else _fate(first),
                municipalities=(first.municipality,),
                lines=tuple(self._line(change) for change in changes),
            )
            alike_in = made.kind, made.fate, made.municipalities, made.lines
            found.setdefault(alike_in, []).append(made)
        told: dict[object, Group] = {}
        for alike in found.values():
            for group in _joined(alike):
                words = self.words[group.municipalities[0]]
                heading = words.subject(group.kind, group.slots)
                named = replace(group, heading=heading)
                same = group.kind, heading, group.fate, group.lines
                other = told.get(same)
                told[same] = _and(other, named) if other else named
        return sorted(told.values(), key=_order)

    def _line(self, change: MunicipalRow) -> Line:
        row, words = change.row, self.words[change.municipality]
        subject = change.subject
        told = subject.reasons if change.is_only_reasons else subject.answers
        when = [
            words.case(case, has_none=_is_none_apart(case.name, told))
            for case in row.when
        ]
        if row.days and (days := words.ahead(row.days, self._today)):
            when.append(days)
        before, after = words.replies(row.old, row.new)
        return Line(
            when=tuple(when),
            before=tuple(before),
            after=tuple(after),
            cites=row.cites,
            rules=row.rules,
            why=tuple(self._why(row, words)) if change.is_only_reasons else (),
            changes=(change,),
        )

    def _why(self, row: Row, words: Words) -> Iterator[str]:
        """Yield in what the reasons of an answer that is the same differ."""
        cites = self._moved(row.cites)
        rules = self._moved((_rules(row.old), _rules(row.new)))
        notes = self._moved((_notes(row.old, words.old), _notes(row.new, words.new)))
        if any(cites):
            yield self._from_to(*([words.citation(c) for c in side] for side in cites))
        elif any(rules):
            yield self._from_to(*([f"`{id_}`" for id_ in side] for side in rules))
        for gone in notes[0]:
            yield f"{self.choose('gäller inte längre', 'no longer so')}: {gone}"
        for note in notes[1]:
            yield f"{self.choose('tillkommer', 'added')}: {note}"

    def _moved(
        self, sides: tuple[Iterable[str], Iterable[str]]
    ) -> tuple[list[str], list[str]]:
        """Return what each side has that the other lacks."""
        one, other = (list(dict.fromkeys(side)) for side in sides)
        return [t for t in one if t not in other], [t for t in other if t not in one]

    def _from_to(self, one: list[str], other: list[str]) -> str:
        if not one:
            return f"{self.choose('även', 'also')} {'; '.join(other)}"
        if not other:
            return f"{self.choose('inte längre', 'no longer')} {'; '.join(one)}"
        return f"{'; '.join(one)} → {'; '.join(other)}"

    # what is counted ------------------------------------------------------------------

    @cached_property
    def uncovered(self) -> list[Line]:
        """The changed questions that no scenario asks."""
        if not self.has_scenarios:
            return []
        lines = (line for group in self.answers for line in group.lines)
        return [line for line in lines if not line.scenarios]

    @property
    def has_scenarios(self) -> bool:
        """Tell whether there are scenarios to judge by."""
        sides = self.comparison.old, self.comparison.new
        return any(side.drafts is not None for side in sides)

    @cached_property
    def cases(self) -> list[ScenarioChange]:
        """The scenarios with another outcome, in the order of their files."""
        return sorted(
            self.comparison.scenarios, key=lambda case: (case.place, case.municipality)
        )

    # rules ----------------------------------------------------------------------------

    @cached_property
    def rules(self) -> list[str]:
        """The rules behind changed answers, by id."""
        lines = (line for group in self.answers for line in group.lines)
        return sorted({id_ for line in lines for id_ in line.rules})

    def rule(self, id_: str) -> tuple[Rule | None, Rule | None]:
        """Return a rule as the old and the new edition have it, None where not."""
        found: list[Rule | None] = [None, None]
        for difference in self.comparison.differences.values():
            for number, side in enumerate(difference.sides.both):
                if found[number] is None:
                    rule = side.jurisdiction.rules_by_id.get(id_)
                    is_there = rule and (side.on is None or rule.is_in_force(side.on))
                    found[number] = rule if is_there else None
        return found[0], found[1]

    def rule_fate(self, id_: str) -> str:
        """Return what became of a rule, empty when nothing did."""
        old, new = self.rule(id_)
        if old is None or new is None:
            return REMOVED if new is None else ADDED
        return "" if is_same_rule(old, new) else CHANGED

    # causes ---------------------------------------------------------------------------

    def causes(self, *, is_values: bool) -> list[str]:
        """Return what differs beside the rules, in words and each once.

        Other values that can be given are told apart.
        """
        told: dict[str, list[str]] = {}
        for municipality, cause in self.comparison.causes:
            if cause.is_values is is_values:
                text = cause_text(cause, self.words[municipality])
                told.setdefault(text, []).append(municipality)
        return [f"{self.places(ids)}: {text}" for text, ids in told.items()]

    # places ---------------------------------------------------------------------------

    def place(self, municipality: str) -> str:
        """Return the name of a municipality, or of law and guidance alone."""
        for opened in (self.comparison.new, self.comparison.old):
            if municipality in opened.jurisdictions:
                say = Say(self.language)
                return Wording(opened.jurisdictions[municipality], say).place
        return municipality

    def named(self, ids: Iterable[str]) -> str:
        """Return words or rules by name, in the order in which they are given."""
        found = []
        for id_ in ids:
            labels = [words.label(id_) for words in self.words.values()]
            found.append(min(labels, key=lambda label: label.startswith("`")))
        return self.choose(" eller ", " or ").join(dict.fromkeys(found))

    def places(self, municipalities: Iterable[str]) -> str:
        """Return the names of municipalities; all of them in one word."""
        ids = list(municipalities)
        compared = set(self.comparison.differences)
        if len(compared) > 1 and set(ids) == compared:
            return self.choose("Alla kommuner, och lagen i sig", "All municipalities")
        named = sorted(self.place(id_) for id_ in ids if id_)
        return "; ".join([*named, *([self.place("")] if "" in ids else [])])


def _joined(groups: list[Group]) -> list[Group]:
    """Return groups that changed alike, those that differ in one slot as one."""
    joined = groups
    for position in range(max(len(group.slots) for group in groups)):
        found: dict[object, Group] = {}
        for group in joined:
            if position >= len(group.slots):
                found[group.slots] = group
                continue
            rest = group.slots[:position] + group.slots[position + 1 :]
            slot = group.slots[position]
            key = slot.slot, slot.is_optional, rest
            other = found.get(key)
            if other:
                ids = {*other.slots[position].ids, *slot.ids}
                both = replace(slot, ids=tuple(sorted(ids)), is_any=False)
                slots = (*group.slots[:position], both, *group.slots[position + 1 :])
                found[key] = replace(_and(other, group), slots=slots)
            else:
                found[key] = group
        joined = list(found.values())
    return joined


def _and(one: Group, other: Group) -> Group:
    """Return two groups with the same lines as one."""
    places = dict.fromkeys((*one.municipalities, *other.municipalities))
    return replace(
        one,
        municipalities=tuple(places),
        lines=tuple(
            replace(line, changes=(*line.changes, *more.changes))
            for line, more in zip(one.lines, other.lines, strict=True)
        ),
    )


def _order(group: Group) -> tuple[int, str, tuple[str, ...]]:
    return ASKABLE.index(group.kind), group.heading, group.municipalities


def _is_none_apart(name: str, rows: Iterable[Row]) -> bool:
    """Tell whether that a circumstance does not exist must be told, in some row.

    It need not where it goes with one and the same value throughout: that there is
    none goes with other values without anybody asking about it.
    """
    spans = [{*case.span} for row in rows for case in row.when if case.name == name]
    others = [value for value in set().union(*spans) if value is not None]
    return not any(
        all((value in span) is (None in span) for span in spans) for value in others
    )


def _fate(change: MunicipalRow) -> str:
    was, is_ = change.subject.is_ruled
    if was and is_:
        return CHANGED
    return ADDED if is_ else REMOVED


def _rules(reply: EditionAnswer | None) -> tuple[str, ...]:
    return reply.answer.rules if reply else ()


def _notes(reply: EditionAnswer | None, wording: Wording) -> list[str]:
    if reply is None:
        return []
    return [
        note_text(note, wording)
        for note in reply.answer.notes
        if note.kind not in {NoteKind.ASSUMED, NoteKind.REMARK}
    ]
