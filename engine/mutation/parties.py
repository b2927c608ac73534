"""Put other roles in the place of some: swapped, left out, in another order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ..rulebook.model.conclusions import Mode, Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..rulebook.model.vocabulary import Vocabulary

T = TypeVar("T")


def other_parties(party: Party, words: Vocabulary) -> Iterator[Party]:
    """Yield other parties: a role swapped or left out, another relation or order."""
    if party.mode is Mode.NOBODY:
        yield from (
            Party(mode=Mode.ONE, roles=(role,)) for role in sorted(words.roles)[:1]
        )
        return
    if len(party.roles) == 1:
        other = stand_in(party.roles[0], party.roles, words)
        yield replace(party, roles=(other,))
        return
    for position in range(len(party.roles)):
        yield of_roles(party, without(party.roles, position))
    if party.mode is Mode.IN_ORDER:
        for position in range(len(party.roles) - 1):
            yield replace(party, roles=exchanged(party.roles, position))
    turned = {
        Mode.ANY_OF: Mode.TOGETHER,
        Mode.TOGETHER: Mode.ANY_OF,
        Mode.IN_ORDER: Mode.ANY_OF,
    }.get(party.mode)
    if turned:
        yield replace(party, mode=turned)


def of_roles(party: Party, roles: tuple[str, ...]) -> Party:
    """Return a party of fewer roles; one alone stands in no relation."""
    return Party(mode=Mode.ONE if len(roles) == 1 else party.mode, roles=roles)


def shortened(roles: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a way over roles with one of them left out."""
    for position, role in enumerate(roles):
        yield f"{role} → –", without(roles, position)


def reordered(
    roles: tuple[str, ...], words: Vocabulary
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a way over roles with one swapped for another, and with two exchanged."""
    for position, role in enumerate(roles):
        other = stand_in(role, roles, words)
        yield f"{role} → {other}", (*roles[:position], other, *roles[position + 1 :])
    for position in range(len(roles) - 1):
        change = f"{roles[position]} ↔ {roles[position + 1]}"
        yield change, exchanged(roles, position)


def stand_in(role: str, taken: Sequence[str], words: Vocabulary) -> str:
    """Return another role that somebody could write by mistake.

    The superior of the role, else one that is a kind of the same, else the first
    there is; never one that the role is a kind of, or that is a kind of it.
    """
    kinds = words.role_kinds

    def is_kin(other: str) -> bool:
        return other in kinds.get(role, ()) or role in kinds[other]

    known = words.roles.get(role)
    superior = [known.reports_to] if known and known.reports_to else []
    alike = sorted(
        other
        for other in words.roles
        if known and set(known.kinds) & set(words.roles[other].kinds)
    )
    for other in (*superior, *alike, *sorted(words.roles)):
        if other in words.roles and other not in taken and not is_kin(other):
            return other
    return role


def following(listed: list[T], one: T) -> T:
    """Return what stands after `one` in a list, the first after the last."""
    after = dict(zip(listed, (*listed[1:], listed[0]), strict=True))
    return after.get(one, listed[0])


def without(listed: tuple[T, ...], position: int) -> tuple[T, ...]:
    """Return a sequence without the item at `position`."""
    return (*listed[:position], *listed[position + 1 :])


def exchanged(listed: tuple[T, ...], position: int) -> tuple[T, ...]:
    """Return a sequence with the item at `position` and the next one exchanged."""
    one, other = listed[position : position + 2]
    return (*listed[:position], other, one, *listed[position + 2 :])
