"""Show for which roles a rule holds by what they are kinds of, in each municipality."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...answers.reach import Affiliation, Reach, Reached
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...rulebook.model.packs import Jurisdiction
    from ..conclusions import Rows
    from ..objects.pages import ReachedObject
    from .sheets import Sheet

#: A place of a rule, in words, by its key.
_KEYS = {
    "from": ("från", "from"),
    "to": ("till", "to"),
    "actor": ("den som handlar", "who acts"),
    "of": ("den som är skyldig", "whose duty it is"),
    "only": ("bara", "only"),
    "never": ("aldrig", "never"),
}


def with_reach(
    sheet: Sheet, jurisdictions: Sequence[Jurisdiction], wording: Wording
) -> Sheet:
    """Return the sheet of a rule with the roles that the rule reaches by their kinds.

    Roles that it names itself are not told.

    Args:
        sheet: the sheet of a rule.
        jurisdictions: where to look; those that do not see the rule do not count.
        wording: in which words, and in which place the sheet is shown.
    """
    index, objects = list(sheet.index), []
    for place, reached in _reached_roles(sheet.id, jurisdictions):
        local = Wording(place, wording.say) if place else wording
        where = local.place if place else wording.say("överallt", "everywhere")
        title = wording.say("Gäller genom arv", "Holds by inheritance")
        index.append((f"{title}: {where}", _rows(reached, local)))
        objects += _objects(reached, place.id if place else None, local)
    if not objects:
        none = wording.say(
            "bara dem som regeln nämner", "only those whom the rule names"
        )
        row = (wording.say("når", "reaches"), none)
        return replace(sheet, rows=[*sheet.rows, row], reach=[])
    return replace(sheet, index=index, reach=objects)


def _reached_roles(
    rule_id: str, jurisdictions: Sequence[Jurisdiction]
) -> list[tuple[Jurisdiction | None, list[Reached]]]:
    """Return the roles that a rule reaches everywhere, and more in each municipality.

    Where it is so everywhere the jurisdiction is None.
    """
    reached = {
        jurisdiction.id: list(Reach(jurisdiction).of(rule))
        for jurisdiction in jurisdictions
        if (rule := jurisdiction.rules_by_id.get(rule_id))
    }
    if not reached:
        return []
    first = next(iter(reached.values()))
    common = set(first).intersection(*reached.values()) if len(reached) > 1 else set()
    listed: list[tuple[Jurisdiction | None, list[Reached]]] = []
    if common:
        listed.append((None, [each for each in first if each in common]))
    for jurisdiction in jurisdictions:
        own = [r for r in reached.get(jurisdiction.id, ()) if r not in common]
        if own:
            listed.append((jurisdiction, own))
    return listed


def _rows(reached: Sequence[Reached], wording: Wording) -> Rows:
    """Return each role with what it is a kind of, its employer and its organ."""
    say = wording.say
    affiliation = Affiliation(wording.jurisdiction.vocabulary)
    rows: Rows = []
    for key, named, role in reached:
        place = say(*_KEYS[key]) if key in _KEYS else key
        is_ = say("är", "is")
        parts = [f"{wording.role(role)} – {place}: {is_} {wording.role(named)}"]
        if employer := affiliation.employer(role):
            parts.append(
                f"{say('anställd av', 'employed by')} {wording.role(employer)}"
            )
        if organs := sorted(affiliation.organs(role)):
            names = wording.enumeration([wording.role(organ) for organ in organs])
            parts.append(f"{say('sitter i eller under', 'sits in or under')} {names}")
        rows.append((role, "; ".join(parts)))
    return rows


def _objects(
    reached: Sequence[Reached], municipality: str | None, wording: Wording
) -> list[ReachedObject]:
    """Return each role as plain data."""
    affiliation = Affiliation(wording.jurisdiction.vocabulary)
    return [
        {
            "municipality": municipality,
            "role": {"id": role, "label": wording.role(role)},
            "at": key,
            "as": {"id": named, "label": wording.role(named)},
            "employer": affiliation.employer(role) or None,
            "organs": sorted(affiliation.organs(role)),
        }
        for key, named, role in reached
    ]
