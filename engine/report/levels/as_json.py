"""Write the levels of several municipalities as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...levels.side_by_side import LevelLikeness
from ..answers.as_json import citation_object, when_object
from ..json_text import SCHEMA
from ..messages.rendering import message_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...levels.ladders import DecisionLevel, Ladder
    from ...levels.side_by_side import MatterLevels
    from ..objects.levels import (
        ComparedMatterObject,
        LadderObject,
        LevelObject,
        LevelsOutput,
    )
    from ..objects.parts import TermObject
    from .digest import LevelDigest


def levels_object(digest: LevelDigest) -> LevelsOutput:
    """Return the levels as plain data, what differs first."""
    comparison = digest.comparison
    cites = [
        (number, cite)
        for matter in comparison.matters
        for number, ladder in enumerate(matter.ladders)
        for level in ladder.levels
        for cite in level.cites
    ]
    cited = {cite: number for number, cite in reversed(cites)}
    return {
        "schema": SCHEMA,
        "date": comparison.on.isoformat(),
        "municipalities": [
            {"id": wording.jurisdiction.id, "label": wording.place}
            for wording in digest.words
        ],
        "summary": {
            "different": digest.count(LevelLikeness.DIFFERENT),
            "lacking": digest.count(LevelLikeness.LACKING),
            "alike": digest.count(LevelLikeness.ALIKE),
            "too_large": digest.count(LevelLikeness.TOO_LARGE),
        },
        "matters": [
            _matter(matter, digest)
            for likeness in LevelLikeness
            for matter in digest.matters(likeness)
        ],
        "citations": [
            citation_object(cite, digest.words[number])
            for cite, number in sorted(cited.items())
        ],
    }


def _matter(matter: MatterLevels, digest: LevelDigest) -> ComparedMatterObject:
    made: ComparedMatterObject = {
        "labels": digest.names(matter),
        "likeness": matter.likeness.value,
        "municipalities": [
            _ladder(number, ladder, matter, digest)
            for number, ladder in enumerate(matter.ladders)
        ],
    }
    if matter.why:
        made["why"] = message_text(matter.why, digest.say)
    return made


def _ladder(
    number: int, ladder: Ladder, matter: MatterLevels, digest: LevelDigest
) -> LadderObject:
    wording = digest.words[number]
    known = [id_ for each in matter.matters if (id_ := each.ids[number])]
    return {
        "municipality": wording.jurisdiction.id,
        "matters": [{"id": id_, "label": wording.matter(id_)} for id_ in known],
        "outcome": ladder.outcome.value,
        "levels": [_level(number, each, ladder, digest) for each in ladder.levels],
        "unruled": [when_object(when, wording) for when in ladder.unruled],
        "disputed": [when_object(when, wording) for when in ladder.disputed],
    }


def _level(
    number: int, level: DecisionLevel, ladder: Ladder, digest: LevelDigest
) -> LevelObject:
    above = [role for each in ladder.above(level) for role in each.roles]
    return {
        "function": level.function.value,
        "mode": level.mode.value,
        "roles": _roles(number, level.roles, digest),
        "text": digest.level(number, level),
        "when": [when_object(when, digest.words[number]) for when in level.when],
        "always": () in level.when,
        "terms": digest.terms(number, level),
        "act": level.act.value if level.act else None,
        "force": level.force.value,
        "committee": level.is_committee,
        "superior": level.is_superior,
        "above": _roles(number, dict.fromkeys(above), digest),
        "rules": list(level.rules),
        "citations": list(level.cites),
    }


def _roles(number: int, ids: Iterable[str], digest: LevelDigest) -> list[TermObject]:
    wording = digest.words[number]
    return [{"id": id_, "label": wording.role(id_)} for id_ in ids]
