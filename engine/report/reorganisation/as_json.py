"""Write what becomes of roles and powers in a reorganisation as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.as_json import when_object
from ..diff.as_json import changes_object
from ..json_text import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..objects.parts import TermObject
    from ..objects.reorganisation import ReorganisationOutput
    from .digest import ReorganisationDigest


def reorganisation_object(digest: ReorganisationDigest) -> ReorganisationOutput:
    """Return a reorganisation as plain data."""
    return {
        "schema": SCHEMA,
        "municipality": digest.words.jurisdiction.id,
        "from": digest.plan.day.isoformat(),
        "roles": [
            {
                "role": _role(fate.role, digest),
                "turn": fate.turn.value,
                "into": _roles(fate.into, digest),
            }
            for fate in digest.plan.fates.values()
        ],
        "questions": [
            {
                "role": _role(each.role, digest),
                "into": _roles(each.into, digest),
                "part": each.part.value,
                "point": each.point,
                "rules": list(each.rules),
                "file": each.place.file,
                "line": each.place.line,
                "text": digest.question(each),
            }
            for each in digest.edition.questions
        ],
        "powers": [
            {
                "loss": power.loss.value,
                "matter": {
                    "id": power.matter,
                    "label": digest.words.matter(power.matter),
                },
                "when": when_object(power.when, digest.words),
                "before": _roles(power.before, digest),
                "after": _roles(power.after, digest),
                "rules": list(power.rules),
                "text": digest.power(power),
            }
            for power in digest.powers
        ],
        "left": [
            {
                "chore": each.chore.value,
                "name": each.name,
                "file": each.place.file,
                "line": each.place.line,
                "text": digest.remainder(each),
            }
            for each in digest.edition.remainders
        ],
        "files": list(digest.files),
        "amounts_of": digest.amounts_of,
        "changes": changes_object(digest.changes),
    }


def _role(id_: str, digest: ReorganisationDigest) -> TermObject:
    return {"id": id_, "label": digest.words.role(id_)}


def _roles(ids: Iterable[str], digest: ReorganisationDigest) -> list[TermObject]:
    return [_role(id_, digest) for id_ in ids]
