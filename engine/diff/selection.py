"""What a comparison keeps to: a matter, a role, an act or a rule, by any name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..rulebook.model.problems import UnknownNameError
from ..rulebook.model.rules import RuleKind
from ..rulebook.model.vocabulary import TermKind
from .differences import difference

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary
    from .differences import Difference, SubjectDifference
    from .parts import Rewording

#: The kinds of terms that a comparison can keep to.
_KINDS = (TermKind.MATTER, TermKind.ROLE, TermKind.ACT)


class Selection:
    """What a name means in two editions of a municipality; everything without one.

    Args:
        only: the name of a matter, role, act or rule; empty for everything.
        old: the rules before.
        new: the rules after.
    """

    def __init__(self, only: str, old: Jurisdiction, new: Jurisdiction) -> None:
        """Look the name up in both editions, the new one first."""
        self._only = only
        self._editions = (old, new)
        self._ids: tuple[str, ...] = ()
        self._rule: Rule | None = None
        if only:
            self._look_up()

    @property
    def is_everything(self) -> bool:
        """Tell whether there is no name to keep to."""
        return not self._only

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing in the municipality has the name."""
        return bool(self._only) and not self._ids

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the words that are kept, or of the rule."""
        return (self._rule.id,) if self._rule else self._ids

    def _look_up(self) -> None:
        for jurisdiction in reversed(self._editions):
            words = jurisdiction.vocabulary
            ids = [id_ for kind in _KINDS for id_ in _ids(words, kind, self._only)]
            self._ids = tuple(dict.fromkeys((*self._ids, *ids)))
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
        whole = difference(old, new, today, days, frozenset(self._ids))
        rule = self._rule
        if rule is None:
            return whole
        subjects = tuple(s for s in whole.subjects if _is_about(s, rule))
        return replace(whole, subjects=subjects)

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

    def holds(self, text: Rewording) -> bool:
        """Tell whether a text belongs to what is kept."""
        if not self._ids:
            return True
        return text.id in self._ids or (text.sort == "rule" and self.concerns(text.id))


def _ids(words: Vocabulary, kind: TermKind, name: str) -> Iterator[str]:
    try:
        yield words.id_of(kind, name)
    except UnknownNameError:
        return


def _is_about(subject: SubjectDifference, rule: Rule) -> bool:
    """Tell whether a group of subjects has some that a rule is about."""
    ids_of = {slot_set.slot: frozenset(slot_set.ids) for slot_set in subject.slots}
    is_constraint = rule.kind is RuleKind.CONSTRAINT
    kind = RuleKind.DECISION if is_constraint else rule.kind
    return subject.kind is kind and all(
        ids_of.get(slot, frozenset()) & ids for slot, ids in rule.scope
    )


def unknown_name(only: str, jurisdictions: Iterable[Jurisdiction]) -> UnknownNameError:
    """Return the error that nothing has a name, with what comes nearest to it."""
    last: UnknownNameError | None = None
    for jurisdiction in jurisdictions:
        for kind in (TermKind.MATTER, TermKind.ACT, TermKind.ROLE):
            try:
                jurisdiction.vocabulary.id_of(kind, only)
            except UnknownNameError as error:
                if last is None or (error.nearest and not last.nearest):
                    last = error
    near = last.nearest if last else ()
    return UnknownNameError("question/unknown-name", only, near)
