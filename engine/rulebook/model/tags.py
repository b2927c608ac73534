"""The tags by which packs say what a role, an act, a case or a passage is in law."""

import enum


class Tag(enum.Enum):
    """What a role, an act, a case or a passage is in law.

    A council and a committee decide in their own right; a group holds no power; a head
    of administration may pass on what the committee lets them (kommunallagen 7:6).
    """

    __hash__ = object.__hash__  # members are unique; Enum's own hash is Python code

    COUNCIL = "council"
    COMMITTEE = "committee"
    ELECTED = "elected"
    EMPLOYEE = "employee"
    HEAD = "head"
    GROUP = "group"
    URGENT = "urgent"
    ANOTHER_COMMITTEES_FIELD = "another-committees-field"
    DELEGATION = "delegation"
    DELEGATION_BAN = "delegation-ban"
