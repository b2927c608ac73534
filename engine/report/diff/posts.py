"""Say which posts differ: who holds what, who stands in, and when nobody is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...space.staffing import Presence
from ..say import day_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...diff.post_changes import PostChange, PostPart
    from ...rulebook.model.posts import Post
    from ...rulebook.model.sources import Validity
    from ...space.staffing import Situation
    from ..objects.changes import PostChangeObject
    from ..say import Say
    from ..wording import Wording
    from .edition_wording import EditionWording

#: What the properties of a post are called.
_NAMES = {
    "title": ("titel", "title"),
    "roles": ("roller", "roles"),
    "unit": ("enhet", "unit"),
    "committees": ("nämnd", "committees"),
    "superior": ("överordnad", "superior"),
    "holders": ("innehavare", "holders"),
    "substitutes": ("ersättare", "substitutes"),
    "validity": ("gäller", "in force"),
    "absences": ("borta", "away"),
    "is_temporary": ("tillfällig", "temporary"),
    "employed": ("anställd från", "employed from"),
    "situation": ("den dagen", "that day"),
}

_PRESENCES = {
    Presence.THERE: ("på plats", "there"),
    Presence.AWAY: ("borta", "away"),
    Presence.VACANT: ("vakant", "vacant"),
    Presence.DISQUALIFIED: ("jävig", "disqualified"),
    Presence.NOT_YET: ("finns inte ännu", "not there yet"),
    Presence.NO_LONGER: ("finns inte längre", "no longer there"),
}


def post_text(change: PostChange, words: EditionWording) -> str:
    """Return what became of a post: `EC (Enhetschef): överordnad AC → SC`."""
    say = words.say
    post = change.new or change.old
    lead = f"`{change.id}` {post.title}" if post and post.title else f"`{change.id}`"
    if change.old is None:
        return f"{lead} ({say('ny', 'new')}): {_whole(post, words.new)}"
    if change.new is None:
        return f"{lead} ({say('borttagen', 'removed')}): {_whole(post, words.old)}"
    return f"{lead}: {'; '.join(_part(part, words) for part in change.parts)}"


def post_object(change: PostChange, words: EditionWording) -> PostChangeObject:
    """Return what became of a post as plain data."""
    kinds = {(True, False): "added", (False, True): "removed"}
    return {
        "municipality": change.municipality,
        "id": change.id,
        "change": kinds.get((change.old is None, change.new is None), "changed"),
        "parts": [part.name for part in change.parts],
        "text": post_text(change, words),
    }


def _whole(post: Post | None, wording: Wording) -> str:
    """Return the roles of a post."""
    return _roles(post.roles if post else (), wording)


def _part(part: PostPart, words: EditionWording) -> str:
    name = words.say(*_NAMES[part.name])
    sides = (
        _VALUES.get(part.name, _plain)(value, wording) or "–"
        for value, wording in ((part.before, words.old), (part.after, words.new))
    )
    return f"{name} {' → '.join(sides)}"


# values -------------------------------------------------------------------------------


def _plain(value: Any, wording: Wording) -> str:  # noqa: ANN401 - of any type
    if isinstance(value, bool):
        return wording.phrase("yes" if value else "no")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _roles(roles: tuple[str, ...], wording: Wording) -> str:
    return ", ".join(map(wording.role, roles))


def _days(span: Validity, say: Say) -> str:
    first, last = (day and day_text(day, say) for day in (span.first, span.last))
    return f"{first or ''}\N{EN DASH}{last or ''}" if first or last else ""


def _situation(situation: Situation, wording: Wording) -> str:
    text = wording.say(*_PRESENCES[situation.presence])
    if situation.until is None:
        return text
    day = day_text(situation.until, wording.say)
    until = wording.say(f"till och med {day}", f"until {day}")
    return f"{text} {until}"


_VALUES: Mapping[str, Callable[[Any, Wording], str]] = {
    "roles": _roles,
    "committees": _roles,
    "validity": lambda span, wording: _days(span, wording.say),
    "absences": lambda spans, wording: ", ".join(
        _days(span, wording.say) for span in spans
    ),
    "situation": _situation,
}
