"""Say what a row of a delegation order said before and says now, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.conclusions import GRANTED
from ...rulebook.model.rules import Slot
from ..grants import term_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...rulebook.model.rules import Rule
    from ..wording import Wording
    from .edition_wording import EditionWording

#: What a cell is on, and what it says; several cells may be on one thing.
Cells = dict[str, dict[str, None]]


def cell_changes(old: Rule, new: Rule, words: EditionWording) -> str:
    """Return the cells of a row that changed: `1.4: belopp högst 5 kr → högst 9 kr`.

    Empty where one of the two is no row with a number, or where nothing but the
    reading of a cell has changed.
    """
    was, is_ = old.conclusion.grant, new.conclusion.grant
    if was is None or is_ is None or not is_.point:
        return ""
    before, after = _cells(old, words.old), _cells(new, words.new)
    changes = []
    for name in dict.fromkeys((*before, *after)):
        gone = [
            text for text in before.get(name, ()) if text not in after.get(name, ())
        ]
        come = [
            text for text in after.get(name, ()) if text not in before.get(name, ())
        ]
        if gone or come:
            lead = "" if name.startswith("\0") else f"{name} "
            sides = (", ".join(side) or "–" for side in (gone, come))
            changes.append(f"{lead}{' → '.join(sides)}")
    point = is_.point if was.point == is_.point else f"{was.point} → {is_.point}"
    return f"{point}: {'; '.join(changes)}" if changes else ""


def _cells(rule: Rule, wording: Wording) -> Cells:
    cells: Cells = {}
    for name, text in _said(rule, wording):
        cells.setdefault(name, {})[text] = None
    return cells


def _said(rule: Rule, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield what a row says of each thing."""
    say = wording.say
    for matter in sorted(rule.scope_of[Slot.MATTER]):
        yield say("ärende", "matter"), wording.matter(matter)
    for function in GRANTED:
        party = rule.conclusion.party(function)
        for role in party.roles if party else ():
            yield wording.enum(function), wording.role(role)
    for condition in rule.when:
        yield wording.circumstance(condition.circumstance), wording.wanted(condition)
    for group in rule.unless:
        yield (
            say("utom", "except"),
            wording.enumeration([wording.condition(condition) for condition in group]),
        )
    if rule.validity.first or rule.validity.last:
        days = f"{rule.validity.first or '…'} – {rule.validity.last or '…'}"
        yield say("gäller", "in force"), days
    if rule.note:
        yield say("anmärkning", "note"), say.text(rule.note)
    grant = rule.conclusion.grant
    for term in grant.terms() if grant else ():
        assert grant is not None  # noqa: S101 - it has terms
        # each term is a sentence that tells what it is on
        yield f"\0{term}", term_text(grant, term, wording).rstrip(".")
