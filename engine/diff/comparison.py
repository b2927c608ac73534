"""Compare two editions in every municipality, and join the changes with scenarios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..rulebook.model.problems import UnknownNameError
from ..rulebook.model.rules import RuleKind
from ..rulebook.model.vocabulary import TermKind
from .causes import causes
from .differences import difference
from .outcomes import CaseChange, Cases
from .rewordings import Rewording, rewordings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary
    from .causes import Cause
    from .differences import Difference, SubjectDifference
    from .editions import Edition
    from .rows import Row


#: The kinds of terms that a comparison can keep to.
_KINDS = (TermKind.MATTER, TermKind.ROLE, TermKind.ACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of questions that changed in a municipality.

    `is_only_reasons` tells that they have the same answer for another reason;
    `scenarios` are the ids of those that ask one of them, with nothing left open.
    """

    municipality: str
    subject: SubjectDifference
    row: Row
    is_only_reasons: bool
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs between two editions, in all municipalities compared.

    `appeared` and `vanished` are municipalities that only one edition has. `silent`
    are the rules that differ without changing an answer or a reason anywhere,
    `reworded` the texts that differ of what otherwise does not, `renamed` the old and
    the new id of rules that are the same but for it, and `words` those that only the
    new and only the old edition has, apart from those of changed questions. `only`
    are the words or the rule that the comparison was kept to, by id. `causes` are
    what differs in each municipality beside rules.
    """

    old: Edition
    new: Edition
    days: tuple[dt.date, dt.date] | None
    differences: dict[str, Difference]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    changes: tuple[Change, ...]
    cases: tuple[CaseChange, ...]
    silent: tuple[str, ...]
    reworded: tuple[Rewording, ...]
    renamed: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, ...], tuple[str, ...]]
    only: tuple[str, ...]
    causes: tuple[tuple[str, Cause], ...]

    @property
    def is_answer_changed(self) -> bool:
        """Tell whether some answer changed, or may have."""
        return (
            any(found.is_answer_changed for found in self.differences.values())
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
    kept = {
        id_: _Kept(only, old.jurisdictions[id_], new.jurisdictions[id_])
        for id_ in shared
    }
    if only and not any(kept.values()):
        _unknown(only, [new.jurisdictions[id_] for id_ in shared])
    found: dict[str, Difference] = {}
    changes: list[Change] = []
    cases: list[CaseChange] = []
    for done, id_ in enumerate(shared, 1):
        keep = kept[id_]
        if only and not keep:
            continue
        told = keep.difference(today, days)
        found[id_] = told
        joined = Cases(id_, (old, new), told, days or (today, today))
        changes.extend(_changes(id_, told, joined))
        cases.extend(joined.changed(is_whole=not only))
        tell(done, len(shared))
    silent, reworded = _aside(found, kept, days)
    renamed = {pair for told in found.values() for pair in told.naming.renamed}
    return Comparison(
        old=old,
        new=new,
        days=days,
        differences=found,
        appeared=_only_in(new, old) if not only else (),
        vanished=_only_in(old, new) if not only else (),
        changes=tuple(changes),
        cases=tuple(cases),
        silent=silent,
        reworded=reworded,
        renamed=tuple(sorted(renamed)) if not only else (),
        words=_words(found) if not only else ((), ()),
        causes=_causes(found, kept),
        only=tuple(dict.fromkeys(id_ for keep in kept.values() for id_ in keep.named)),
    )


def _only_in(one: Edition, other: Edition) -> tuple[str, ...]:
    return tuple(id_ for id_ in one.jurisdictions if id_ not in other.jurisdictions)


def _changes(id_: str, told: Difference, cases: Cases) -> Iterator[Change]:
    for subject in told.subjects:
        for rows, is_only_reasons in (
            (subject.answers, False),
            (subject.reasons, True),
        ):
            for row in rows:
                yield Change(
                    municipality=id_,
                    subject=subject,
                    row=row,
                    is_only_reasons=is_only_reasons,
                    scenarios=cases.within(subject, row),
                )


# what stands apart ----------------------------------------------------------------


def _aside(
    found: dict[str, Difference],
    kept: dict[str, _Kept],
    days: tuple[dt.date, dt.date] | None,
) -> tuple[tuple[str, ...], tuple[Rewording, ...]]:
    """Return the rules that differ in vain, and what only reads differently."""
    silent: set[str] = set()
    heard: set[str] = set()
    changed: set[str] = set()
    reworded: dict[tuple[str, str, str], Rewording] = {}
    for id_, told in found.items():
        editions = told.editions
        sides = editions.changed[0] | editions.changed[1]
        changed |= sides.difference(told.naming.reworded)
        mine = {rule for rule in told.silent if kept[id_].concerns(rule)}
        silent |= mine
        heard |= sides.difference(told.silent)
        if days and editions.old.jurisdiction is editions.new.jurisdiction:
            continue
        for text in rewordings(editions.old.jurisdiction, editions.new.jurisdiction):
            if kept[id_].speaks_of(text):
                reworded[text.sort, text.id, text.part] = text
    texts = [
        text
        for text in reworded.values()
        if text.sort != "rule" or text.id not in changed
    ]
    return tuple(sorted(silent - heard)), tuple(texts)


def _causes(
    found: dict[str, Difference], kept: dict[str, _Kept]
) -> tuple[tuple[str, Cause], ...]:
    """Return what differs beside rules; where not all is kept what may bear on it."""
    return tuple(
        (id_, cause)
        for id_, told in found.items()
        for cause in causes(
            told.editions.old.jurisdiction, told.editions.new.jurisdiction
        )
        if kept[id_].is_whole
        or (
            any(map(kept[id_].concerns, cause.rules))
            if cause.is_values
            else told.subjects
        )
    )


def _words(
    found: dict[str, Difference],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that only the new and only the old edition has."""
    asked = {
        id_
        for told in found.values()
        for subject in told.subjects
        for slot_set in subject.slots
        for id_ in slot_set.ids
    }
    new = {id_ for told in found.values() for id_ in told.naming.new}
    gone = {id_ for told in found.values() for id_ in told.naming.gone}
    return tuple(sorted(new - asked)), tuple(sorted(gone - asked))


class _Kept:
    """What `only` names in a municipality; without a name everything is kept.

    It is true when there is something to keep.
    """

    def __init__(self, only: str, old: Jurisdiction, new: Jurisdiction) -> None:
        self._only = only
        self._editions = (old, new)
        self._ids: tuple[str, ...] = ()
        self._rule: Rule | None = None
        if only:
            self._look_up()

    def __bool__(self) -> bool:
        return bool(self._ids) or not self._only

    @property
    def is_whole(self) -> bool:
        """Tell whether everything is kept."""
        return not self._only

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of what is kept, of a rule its own."""
        return (self._rule.id,) if self._rule else self._ids

    def _look_up(self) -> None:
        for jurisdiction in reversed(self._editions):
            words = jurisdiction.vocabulary
            found = [id_ for kind in _KINDS for id_ in _found(words, kind, self._only)]
            self._ids = tuple(dict.fromkeys((*self._ids, *found)))
        if self._ids:
            return
        for jurisdiction in reversed(self._editions):
            for pack in ("", *(f"{head.id}/" for head in jurisdiction.packs)):
                rule = jurisdiction.rules_by_id.get(f"{pack}{self._only}")
                if rule and rule.scope:
                    self._rule = rule
                    self._ids = tuple(sorted(rule.scope[0][1]))
                    return

    def difference(
        self, today: dt.date, days: tuple[dt.date, dt.date] | None
    ) -> Difference:
        """Return what differs in what is kept."""
        old, new = self._editions
        told = difference(old, new, today, days, frozenset(self._ids))
        rule = self._rule
        if rule is None:
            return told
        subjects = tuple(s for s in told.subjects if _is_about(s, rule))
        return replace(told, subjects=subjects)

    def concerns(self, id_: str) -> bool:
        """Tell whether a rule is about what is kept."""
        if not self._ids:
            return True
        for jurisdiction in self._editions:
            rule = jurisdiction.rules_by_id.get(id_)
            if rule is None:
                continue
            tables = [jurisdiction.vocabulary.kinds(kind) for kind in _KINDS]
            named = {name for _, names in rule.scope for name in names}
            named |= rule.conclusion.roles()
            kinds = {
                kind
                for name in named
                for table in tables
                for kind in table.get(name, ())
            }
            if kinds.intersection(self._ids):
                return True
        return False

    def speaks_of(self, text: Rewording) -> bool:
        """Tell whether a text belongs to what is kept."""
        if not self._ids:
            return True
        return text.id in self._ids or (text.sort == "rule" and self.concerns(text.id))


def _found(words: Vocabulary, kind: TermKind, name: str) -> Iterator[str]:
    try:
        yield words.id_of(kind, name)
    except UnknownNameError:
        return


def _is_about(subject: SubjectDifference, rule: Rule) -> bool:
    """Tell whether a group of subjects has some that a rule is about."""
    asked = {slot_set.slot: frozenset(slot_set.ids) for slot_set in subject.slots}
    is_constraint = rule.kind is RuleKind.CONSTRAINT
    kind = RuleKind.DECISION if is_constraint else rule.kind
    return subject.kind is kind and all(
        asked.get(slot, frozenset()) & ids for slot, ids in rule.scope
    )


def _unknown(only: str, jurisdictions: Iterable[Jurisdiction]) -> None:
    """Say that nothing has that name, and what comes nearest."""
    last: UnknownNameError | None = None
    for jurisdiction in jurisdictions:
        for kind in (TermKind.MATTER, TermKind.ACT, TermKind.ROLE):
            try:
                jurisdiction.vocabulary.id_of(kind, only)
            except UnknownNameError as error:
                if last is None or (error.nearest and not last.nearest):
                    last = error
    near = last.nearest if last else ()
    raise UnknownNameError("question/unknown-name", only, near)
