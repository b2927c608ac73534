"""Compare two editions in every municipality, and join the changes with scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from .parts import PartKey, Rewording, causes, rewordings
from .post_changes import post_changes
from .scenario_changes import ScenarioChange, Scenarios
from .selection import Selection, unknown_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from .differences import Difference, SubjectDifference
    from .editions import Edition
    from .parts import Cause
    from .post_changes import PostChange
    from .rows import Row


@record
class MunicipalRow:
    """One row of questions that changed in a municipality.

    `is_only_reasons` tells that the questions have the same answer for another
    reason or with another remark; `scenarios` are the ids of those that ask one of
    them, with nothing left open.
    """

    municipality: str
    subject: SubjectDifference
    row: Row
    is_only_reasons: bool
    scenarios: tuple[str, ...]


@record
class Comparison:
    """Everything that differs between two editions, in all municipalities compared.

    Attributes:
        old: the edition before.
        new: the edition after.
        days: the day on which each was asked; None for every day.
        differences: what differs in each municipality that both editions have.
        appeared: the municipalities that only the new edition has.
        vanished: those that only the old one has.
        rows: the questions that changed.
        scenarios: the scenarios with another outcome.
        silent: the rules that differ without changing an answer or a reason anywhere.
        reworded: the texts that differ of what is otherwise the same.
        renamed: the old and the new id of rules that differ in nothing else.
        words: the words that only the new and only the old edition has, apart from
            those of changed questions.
        only: the words or the rule that the comparison was kept to, by id.
        causes: what differs in a municipality beside rules.
        posts: the posts that differ, on which no answer to a question rests.
        rules: how many rules were compared, those of one edition alone included.
    """

    old: Edition
    new: Edition
    days: tuple[dt.date, dt.date] | None
    differences: Mapping[str, Difference]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    rows: tuple[MunicipalRow, ...]
    scenarios: tuple[ScenarioChange, ...]
    silent: tuple[str, ...]
    reworded: tuple[Rewording, ...]
    renamed: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, ...], tuple[str, ...]]
    only: tuple[str, ...]
    causes: tuple[tuple[str, Cause], ...]
    posts: tuple[PostChange, ...]
    rules: int

    @property
    def is_compared(self) -> bool:
        """Tell whether there was anything to compare."""
        return bool(self.rules or self.appeared or self.vanished)

    @property
    def is_answer_changed(self) -> bool:
        """Tell whether some answer changed, or may have."""
        return (
            any(each.is_answer_changed for each in self.differences.values())
            or bool(self.appeared)
            or bool(self.vanished)
        )


def compare(  # noqa: PLR0913 - the edges of a run, each named at the call
    old: Edition,
    new: Edition,
    *,
    today: dt.date,
    days: tuple[dt.date, dt.date] | None,
    only: str,
    tell: Callable[[int, int], None],
) -> Comparison:
    """Return what differs between two editions.

    Args:
        old: the rules before.
        new: the rules after.
        today: a day to take where no other is nearer.
        days: the day to ask each edition on; every day when left out.
        only: the matter, role, act or rule to keep to, by any name; empty for all.
        tell: is told how many municipalities are done, and of how many.

    Raises:
        UnknownNameError: nothing in either edition is called `only`.
    """
    shared = [id_ for id_ in new.jurisdictions if id_ in old.jurisdictions]
    selections = {
        id_: Selection(only, old.jurisdictions[id_], new.jurisdictions[id_])
        for id_ in shared
    }
    if only and all(selection.is_empty for selection in selections.values()):
        raise unknown_name(only, [new.jurisdictions[id_] for id_ in shared])
    differences: dict[str, Difference] = {}
    rows: list[MunicipalRow] = []
    changes: list[ScenarioChange] = []
    for done, id_ in enumerate(shared, 1):
        selection = selections[id_]
        if selection.is_empty:
            continue
        difference = differences[id_] = selection.difference(today, days)
        scenarios = Scenarios(id_, (old, new), difference, days or (today, today))
        rows.extend(_municipal_rows(id_, difference, scenarios))
        changes.extend(scenarios.changes(with_rewritten=not only))
        tell(done, len(shared))
    return Comparison(
        old=old,
        new=new,
        days=days,
        differences=differences,
        appeared=() if only else _only_in(new, old),
        vanished=() if only else _only_in(old, new),
        rows=tuple(rows),
        scenarios=tuple(changes),
        silent=_silent(differences, selections),
        reworded=_reworded(differences, selections, days, _remarked(rows)),
        renamed=() if only else _renamed(differences),
        words=((), ()) if only else _words(differences),
        causes=tuple(_causes(differences, selections)),
        posts=tuple(_posts(differences, selections, days)),
        rules=_compared_rules(differences, selections),
        only=tuple(
            dict.fromkeys(
                id_ for selection in selections.values() for id_ in selection.names
            )
        ),
    )


def _compared_rules(
    differences: Mapping[str, Difference], selections: Mapping[str, Selection]
) -> int:
    """Return how many rules there are to compare, each counted once.

    Rules that came with this copy and are in neither edition do not count.
    """
    rules = {
        rule.id
        for id_, difference in differences.items()
        for side in difference.sides.both
        for rule in side.rules
        if side.jurisdiction.is_own(rule.id) and selections[id_].concerns(rule.id)
    }
    return len(rules)


def _only_in(one: Edition, other: Edition) -> tuple[str, ...]:
    return tuple(id_ for id_ in one.jurisdictions if id_ not in other.jurisdictions)


def _municipal_rows(
    id_: str, difference: Difference, scenarios: Scenarios
) -> Iterator[MunicipalRow]:
    for subject in difference.subjects:
        for rows, is_only_reasons in (
            (subject.answers, False),
            (subject.reasons, True),
        ):
            for row in rows:
                yield MunicipalRow(
                    municipality=id_,
                    subject=subject,
                    row=row,
                    is_only_reasons=is_only_reasons,
                    scenarios=scenarios.within(subject, row),
                )


# what stands apart ----------------------------------------------------------------


def _silent(
    differences: Mapping[str, Difference], selections: Mapping[str, Selection]
) -> tuple[str, ...]:
    """Return the rules that differ with no effect in any municipality."""
    silent: set[str] = set()
    heard: set[str] = set()
    for id_, difference in differences.items():
        silent.update(filter(selections[id_].concerns, difference.silent))
        heard |= difference.sides.changed.difference(difference.silent)
    return tuple(sorted(silent - heard))


def _reworded(
    differences: Mapping[str, Difference],
    selections: Mapping[str, Selection],
    days: tuple[dt.date, dt.date] | None,
    remarked: AbstractSet[str],
) -> tuple[Rewording, ...]:
    """Return what only reads differently, apart from rules that differ otherwise.

    A remark that answers are told to come with is no mere wording: those of the rules
    in `remarked` are left out.
    """
    changed: set[str] = set()
    texts: dict[PartKey, Rewording] = {}
    for id_, difference in differences.items():
        changed |= difference.sides.changed.difference(difference.names.reworded)
        old, new = (side.jurisdiction for side in difference.sides.both)
        if days and old is new:
            continue
        for text in rewordings(old, new):
            if selections[id_].holds(text):
                texts[PartKey(text.sort, text.id, text.part)] = text
    return tuple(
        text
        for text in texts.values()
        if text.sort != "rule"
        or (
            text.id not in changed and not (text.part == "note" and text.id in remarked)
        )
    )


def _remarked(rows: Iterable[MunicipalRow]) -> frozenset[str]:
    """Return the rules whose remarks in answers are told to have changed."""
    return frozenset(
        id_ for each in rows if each.row.is_only_remark for id_ in each.row.rules
    )


def _causes(
    differences: Mapping[str, Difference], selections: Mapping[str, Selection]
) -> Iterator[tuple[str, Cause]]:
    """Yield what differs beside rules; of a selection, what may bear on it."""
    for id_, difference in differences.items():
        selection = selections[id_]
        for cause in causes(*(side.jurisdiction for side in difference.sides.both)):
            if selection.is_everything or (
                any(map(selection.concerns, cause.rules))
                if cause.is_values
                else difference.subjects
            ):
                yield id_, cause


def _posts(
    differences: Mapping[str, Difference],
    selections: Mapping[str, Selection],
    days: tuple[dt.date, dt.date] | None,
) -> Iterator[PostChange]:
    for id_, difference in differences.items():
        old, new = (side.jurisdiction for side in difference.sides.both)
        yield from post_changes(old, new, selections[id_], days)


def _renamed(differences: Mapping[str, Difference]) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted({pair for each in differences.values() for pair in each.names.renamed})
    )


def _words(
    differences: Mapping[str, Difference],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that only the new and only the old edition has."""
    asked = {
        id_
        for difference in differences.values()
        for subject in difference.subjects
        for slot_set in subject.slots
        for id_ in slot_set.ids
    }
    new = {id_ for each in differences.values() for id_ in each.names.new}
    gone = {id_ for each in differences.values() for id_ in each.names.gone}
    return tuple(sorted(new - asked)), tuple(sorted(gone - asked))
