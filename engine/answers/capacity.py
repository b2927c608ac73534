"""Whether somebody whom a decision names acts alone by it, or not, and why not."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..rulebook.model.conclusions import Mode
from .answer import NoteKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..rulebook.model.conclusions import Conclusion, Function
    from .answer import Answer, Note

#: What an answer says of itself where nobody may act on it alone: that it rests on a
#: proposal or on what binds nobody, that the law limits what its row seems to be about,
#: or that the law of that day has not been read.
_DOUBTFUL = frozenset(
    {
        NoteKind.PROPOSAL,
        NoteKind.GUIDANCE,
        NoteKind.LIKE_LIMITED,
        NoteKind.EARLIER_LAW,
    }
)
#: The modes in which each that is named acts alone.
_ALONE = frozenset({Mode.ONE, Mode.ANY_OF})


class Capacity(enum.Enum):
    """How somebody stands to a function in a decision."""

    ALONE = "alone"
    #: With others, jointly or one after the other.
    WITH_OTHERS = "with_others"
    OTHERS_ALONE = "others_alone"
    #: The conclusion does not say who has the function.
    UNSAID = "unsaid"


def capacity(
    conclusion: Conclusion, function: Function, kinds: Collection[str]
) -> Capacity:
    """Return how somebody stands to a function.

    Args:
        conclusion: what follows from the rules.
        function: in a decision.
        kinds: the ids of the role of the one who is asked about, and of all that it is
            a kind of.
    """
    party = conclusion.party(function)
    if party is None:
        return Capacity.UNSAID
    if not set(kinds).intersection(party.roles):
        return Capacity.OTHERS_ALONE
    is_first = party.mode is Mode.IN_ORDER and party.roles[0] in kinds
    return Capacity.ALONE if party.mode in _ALONE or is_first else Capacity.WITH_OTHERS


def doubts(answer: Answer) -> tuple[Note, ...]:
    """Return what an answer says of itself by which nobody may act on it alone."""
    return tuple(note for note in answer.notes if note.kind in _DOUBTFUL)
