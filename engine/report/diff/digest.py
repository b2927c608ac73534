"""What differs in words: the same change is told once, with all its places."""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ...answers.answer import NoteKind
from ...diff.names import is_same_rule
from ...records import record
from ...rulebook.model.questions import ASKABLE
from ..notes import note_text
from ..say import Say
from ..wording import Wording
from .cells import cell_changes
from .edition_wording import EditionWording
from .multiples import Multiples, YearlyRow
from .parts import cause_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ...diff.comparison import Comparison, MunicipalRow
    from ...diff.differences import SlotSet
    from ...diff.edition_answers import EditionAnswer
    from ...diff.rows import Row
    from ...diff.scenario_changes import ScenarioChange
    from ...rulebook.model.rules import Rule, RuleKind

#: What became of a subject or a rule.
CHANGED, ADDED, REMOVED = "changed", "added", "removed"


@record
class RowText:
    """Questions that changed in one way, in words.

    `when` is empty where it is so in all circumstances. `before` and `after` are the
    old and the new answer, as captions with texts. `cites` are the passages of both,
    `rules` those responsible. `why` tells what differs in the reasons of an answer
    that is the same. `rows` are the rows that are told in these words.
    """

    when: tuple[str, ...]
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    cites: tuple[tuple[str, ...], tuple[str, ...]]
    rules: tuple[str, ...]
    why: tuple[str, ...] = ()
    rows: tuple[MunicipalRow, ...] = field(default=(), compare=False)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenarios that ask one of these questions."""
        return tuple(sorted({id_ for row in self.rows for id_ in row.scenarios}))


@record
class SubjectChange:
    """One subject, or several that changed alike, with the municipalities it is so in.

    `change` tells whether it is new, gone, or has other answers or reasons.
    """

    kind: RuleKind
    slots: tuple[SlotSet, ...]
    heading: str
    change: str
    municipalities: tuple[str, ...]
    rows: tuple[RowText, ...]

    @property
    def rules(self) -> list[str]:
        """The rules responsible, by id."""
        return sorted({id_ for row in self.rows for id_ in row.rules})

    @property
    def sides(self) -> tuple[int, ...]:
        """Which answers there are to show: the old one, 0, the new one, 1, or both."""
        return {ADDED: (1,), REMOVED: (0,)}.get(self.change, (0, 1))


class Digest:
    """Everything that differs, in the order and the words in which it is told.

    Args:
        comparison: what differs.
        say: the language of the reader.
        today: what is over by today is told apart from what is to come.
    """

    def __init__(self, comparison: Comparison, say: Say, today: dt.date) -> None:
        """Take what differs, the language and the day."""
        self.comparison = comparison
        self.say = say
        self._today = today
        self.words = {
            id_: EditionWording(difference.sides, say)
            for id_, difference in comparison.differences.items()
        }

    # subjects -------------------------------------------------------------------------

    @cached_property
    def answers(self) -> list[SubjectChange]:
        """Subjects of which some question has another answer, or is new or gone."""
        return self._subjects(lambda row: not row.is_only_reasons)

    @cached_property
    def reasons(self) -> list[SubjectChange]:
        """Subjects of which some question has the same answer for another reason."""
        return self._subjects(
            lambda row: row.is_only_reasons and not row.is_only_remark
        )

    @cached_property
    def remarks(self) -> list[SubjectChange]:
        """Subjects of which some question has the same answer with another remark."""
        return self._subjects(lambda row: row.is_only_remark)

    def subjects(self, change: str) -> list[SubjectChange]:
        """Return the subjects with other answers of which the same became."""
        return [subject for subject in self.answers if subject.change == change]

    def _subjects(self, is_kept: Callable[[Row], bool]) -> list[SubjectChange]:
        alike: dict[object, list[SubjectChange]] = {}
        for rows in self._rows_by_subject(is_kept):
            first = rows[0]
            subject = SubjectChange(
                kind=first.subject.kind,
                slots=first.subject.slots,
                heading="",
                change=CHANGED if first.is_only_reasons else _change(first),
                municipalities=(first.municipality,),
                rows=tuple(self._row_texts(rows)),
            )
            key = subject.kind, subject.change, subject.municipalities, subject.rows
            alike.setdefault(key, []).append(subject)
        once: dict[object, SubjectChange] = {}
        for subjects in alike.values():
            for united in _united(subjects):
                words = self.words[united.municipalities[0]]
                heading = words.subject(united.kind, united.slots)
                named = replace(united, heading=heading)
                same = named.kind, heading, named.change, named.rows
                once[same] = _both(once[same], named) if same in once else named
        return sorted(once.values(), key=_order)

    def _rows_by_subject(
        self, is_kept: Callable[[Row], bool]
    ) -> list[list[MunicipalRow]]:
        rows: dict[tuple[str, int], list[MunicipalRow]] = {}
        for row in self.comparison.rows:
            if is_kept(row.row):
                key = row.municipality, id(row.subject)
                rows.setdefault(key, []).append(row)
        return [*rows.values()]

    def _row_texts(self, rows: list[MunicipalRow]) -> Iterator[RowText]:
        multiples = self._multiples[rows[0].municipality]
        return map(self._row_text, multiples.united(rows))

    @cached_property
    def _multiples(self) -> Mapping[str, Multiples]:
        return {
            id_: Multiples((words.old.jurisdiction, words.new.jurisdiction))
            for id_, words in self.words.items()
        }

    def _row_text(self, yearly: YearlyRow) -> RowText:
        told = yearly.told
        row, words, subject = told.row, self.words[told.municipality], told.subject
        beside = subject.reasons if told.is_only_reasons else subject.answers
        when = [
            words.new.condition(yearly.when[c.name])
            if c.name in yearly.when
            else words.condition(c, has_none=_is_none_apart(c.name, beside))
            for c in row.when
        ]
        if row.days and (days := words.days_ahead(row.days, self._today)):
            when.append(days)
        before, after = words.statements(row.old, row.new)
        return RowText(
            when=tuple(when),
            before=tuple(before),
            after=tuple(after),
            cites=row.cites,
            rules=row.rules,
            why=tuple(self._why(row, words)) if told.is_only_reasons else (),
            rows=yearly.rows,
        )

    def _why(self, row: Row, words: EditionWording) -> Iterator[str]:
        """Yield in what the reasons of an answer that is the same differ."""
        say = self.say
        cites = _apart(*row.cites)
        rules = _apart(_rules(row.old), _rules(row.new))
        gone, come = _apart(_beside(row.old, words.old), _beside(row.new, words.new))
        if any(cites):
            yield self._move(*(map(words.citation, side) for side in cites))
        elif any(rules):
            yield self._move(*([f"`{id_}`" for id_ in side] for side in rules))
        for note in gone:
            yield f"{say('gäller inte längre', 'no longer so')}: {note}"
        for note in come:
            yield f"{say('tillkommer', 'added')}: {note}"
        yield from self._changed_remarks(row)

    def _changed_remarks(self, row: Row) -> Iterator[str]:
        """Yield the remarks that only one of two answers comes with.

        Where they read alike to the reader, what differs is in the other language.
        """
        was, is_ = (
            Counter(answer.remarks if answer else ()) for answer in (row.old, row.new)
        )
        gone, come = (
            sorted(alone, key=lambda text: text.sv) for alone in (was - is_, is_ - was)
        )
        say = self.say
        if {say.plain(text) for text in gone} & {say.plain(text) for text in come}:
            say = Say(say("en", "sv"))
        before, after = (
            " ".join(self.say.quoted(say.plain(text)) for text in alone)
            for alone in (gone, come)
        )
        if before and after:
            lead = self.say("anmärkningen är en annan", "the remark is another")
            yield f"{lead}: {before} → {after}"
        elif before:
            lead = self.say("anmärkningen försvinner", "the remark is gone")
            yield f"{lead}: {before}"
        elif after:
            lead = self.say("anmärkningen tillkommer", "the remark is new")
            yield f"{lead}: {after}"

    def _move(self, gone: Iterable[str], come: Iterable[str]) -> str:
        before, after = "; ".join(gone), "; ".join(come)
        if not before:
            return f"{self.say('även', 'also')} {after}"
        if not after:
            return f"{self.say('inte längre', 'no longer')} {before}"
        return f"{before} → {after}"

    def citations(self, row: RowText, side: int) -> list[str]:
        """Return the passages of the old answer, 0, or of the new one, 1, in words."""
        words = self.words[row.rows[0].municipality]
        return [words.citation(id_) for id_ in row.cites[side]]

    # what is counted ------------------------------------------------------------------

    @cached_property
    def uncovered(self) -> list[RowText]:
        """The changed questions that no scenario asks."""
        if not self.has_scenarios:
            return []
        rows = (row for subject in self.answers for row in subject.rows)
        return [row for row in rows if not row.scenarios]

    @property
    def has_scenarios(self) -> bool:
        """Tell whether there are scenarios to judge by."""
        editions = self.comparison.old, self.comparison.new
        return any(edition.drafts is not None for edition in editions)

    @cached_property
    def scenarios(self) -> list[ScenarioChange]:
        """The scenarios with another outcome, in the order of their files."""
        return sorted(
            self.comparison.scenarios,
            key=lambda scenario: (scenario.place, scenario.municipality),
        )

    # rules ----------------------------------------------------------------------------

    @cached_property
    def rules(self) -> list[str]:
        """The rules behind changed answers, by id."""
        return sorted({id_ for subject in self.answers for id_ in subject.rules})

    def rule(self, id_: str) -> tuple[Rule | None, Rule | None]:
        """Return a rule as the old and the new edition have it, None where not."""
        old, new = (
            next(filter(None, (self._rule(id_, n, m) for m in self.words)), None)
            for n in (0, 1)
        )
        return old, new

    def cells(self, id_: str) -> str:
        """Return the cells of a row of an order that changed, empty for other rules."""
        for municipality, words in self.words.items():
            old, new = (self._rule(id_, number, municipality) for number in (0, 1))
            if old and new:
                return cell_changes(old, new, words)
        return ""

    def _rule(self, id_: str, number: int, municipality: str) -> Rule | None:
        side = self.comparison.differences[municipality].sides.both[number]
        rule = side.jurisdiction.rules_by_id.get(id_)
        return rule if rule and (not side.on or rule.is_in_force(side.on)) else None

    def rule_change(self, id_: str) -> str:
        """Return what became of a rule, empty when nothing did."""
        old, new = self.rule(id_)
        if old is None or new is None:
            return REMOVED if new is None else ADDED
        return "" if is_same_rule(old, new) else CHANGED

    # causes ---------------------------------------------------------------------------

    def causes(self, *, is_values: bool) -> list[str]:
        """Return what differs beside the rules, in words and each once.

        Args:
            is_values: whether to return only other values that can be given, or
                everything else.
        """
        municipalities: dict[str, list[str]] = {}
        for municipality, cause in self.comparison.causes:
            if cause.is_values is is_values:
                text = cause_text(cause, self.words[municipality])
                municipalities.setdefault(text, []).append(municipality)
        return [f"{self.places(ids)}: {text}" for text, ids in municipalities.items()]

    # places ---------------------------------------------------------------------------

    def place(self, municipality: str) -> str:
        """Return the name of a municipality, or of law and guidance alone."""
        for edition in (self.comparison.new, self.comparison.old):
            if municipality in edition.jurisdictions:
                return Wording(edition.jurisdictions[municipality], self.say).place
        return municipality

    def places(self, municipalities: Iterable[str]) -> str:
        """Return the names of municipalities; all of them in one word."""
        ids = list(municipalities)
        compared = set(self.comparison.differences)
        if len(compared) > 1 and set(ids) == compared:
            return self.say("Alla kommuner, och lagen i sig", "All municipalities")
        names = sorted(self.place(id_) for id_ in ids if id_)
        return "; ".join([*names, *([self.place("")] if "" in ids else [])])

    def labels(self, ids: Iterable[str]) -> str:
        """Return words or rules by name, in the order in which they are given."""
        labels = []
        for id_ in ids:
            known = [words.label(id_) for words in self.words.values()]
            labels.append(min(known, key=lambda label: label.startswith("`")))
        return self.say(" eller ", " or ").join(dict.fromkeys(labels))


def _united(subjects: list[SubjectChange]) -> list[SubjectChange]:
    """Return subjects that changed alike, those that differ in one slot as one."""
    united = subjects
    for position in range(max(len(subject.slots) for subject in subjects)):
        by_rest: dict[object, SubjectChange] = {}
        for subject in united:
            if position >= len(subject.slots):
                by_rest[subject.slots] = subject
                continue
            before, after = subject.slots[:position], subject.slots[position + 1 :]
            slot = subject.slots[position]
            key = slot.slot, slot.is_optional, before + after
            other = by_rest.get(key)
            if other:
                ids = {*other.slots[position].ids, *slot.ids}
                both = replace(slot, ids=tuple(sorted(ids)), is_any=False)
                slots = (*before, both, *after)
                by_rest[key] = replace(_both(other, subject), slots=slots)
            else:
                by_rest[key] = subject
        united = list(by_rest.values())
    return united


def _both(one: SubjectChange, other: SubjectChange) -> SubjectChange:
    """Return two subjects with the same rows as one."""
    places = dict.fromkeys((*one.municipalities, *other.municipalities))
    return replace(
        one,
        municipalities=tuple(places),
        rows=tuple(
            replace(row, rows=(*row.rows, *more.rows))
            for row, more in zip(one.rows, other.rows, strict=True)
        ),
    )


def _order(subject: SubjectChange) -> tuple[int, str, tuple[str, ...]]:
    return ASKABLE.index(subject.kind), subject.heading, subject.municipalities


def _is_none_apart(name: str, rows: Iterable[Row]) -> bool:
    """Tell whether it must be said, in some row, that a circumstance may not exist.

    It need not where the absence goes with one and the same value in every row:
    nobody asks about the absence then.
    """
    spans = [{*c.span} for row in rows for c in row.when if c.name == name]
    others = [value for value in set().union(*spans) if value is not None]
    return not any(
        all((value in span) is (None in span) for span in spans) for value in others
    )


def _change(row: MunicipalRow) -> str:
    was, is_ = row.subject.is_ruled
    if was and is_:
        return CHANGED
    return ADDED if is_ else REMOVED


def _apart(old: Iterable[str], new: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what only the old side has and what only the new one has, each once."""
    before, after = list(dict.fromkeys(old)), list(dict.fromkeys(new))
    return (
        [item for item in before if item not in after],
        [item for item in after if item not in before],
    )


def _rules(answer: EditionAnswer | None) -> tuple[str, ...]:
    return answer.answer.rules if answer else ()


def _beside(answer: EditionAnswer | None, wording: Wording) -> list[str]:
    """Return what stands beside an answer: what follows from the facts, and notes."""
    if answer is None:
        return []
    notes = [
        note_text(note, wording)
        for note in answer.answer.notes
        if note.kind not in {NoteKind.ASSUMED, NoteKind.REMARK}
    ]
    follows = wording.say("det följer att", "it follows that")
    derived = answer.answer.derived
    return [*(f"{follows} {wording.fact(n, v)}" for n, v, _ in derived), *notes]
