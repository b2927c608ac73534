"""Points: what a scenario can say of an answer, and when an answer says the same.

A scenario uses the keys of the rule language with two differences: for what to do
instead a scenario names only the way, and for a step maybe only the actor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..rulebook.model.conclusions import Party
from ..rulebook.model.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..rulebook.model.conclusions import Conclusion


class ExpectedStep(NamedTuple):
    """A step of a procedure; an act or result of None may be anything."""

    actor: Party
    act: Text | None
    result: Text | None


def points_of(conclusion: Conclusion) -> dict[str, Any]:
    """Return what a conclusion says, by the keys that a scenario uses."""
    points = dict(conclusion.points())
    points.pop("mandate", None)
    points.pop("grant", None)
    if "instead" in points:
        advice = points.pop("instead")
        points["instead_via"] = advice.via if advice else ()
    if "steps" in points:
        points["steps"] = tuple(
            ExpectedStep(step.actor, step.act, step.result) for step in points["steps"]
        )
    return points


def roles_in(content: object) -> Iterator[str]:
    """Yield the roles that the content of a point names, as a party or as a way."""
    if isinstance(content, Party):
        yield from content.roles
    elif isinstance(content, tuple):
        yield from (each for each in content if isinstance(each, str))


def with_roles(
    points: Mapping[str, Any], means: Callable[[str], str]
) -> dict[str, Any]:
    """Return points with each role replaced by the one that `means` gives for it.

    A role for which `means` gives nothing stays.
    """
    return {
        key: _party_of(content, means)
        if isinstance(content, Party)
        else _way_of(content, means)
        if isinstance(content, tuple)
        else content
        for key, content in points.items()
    }


def agree(
    wanted: Any,  # noqa: ANN401 - whatever stands behind a key
    actual: Any,  # noqa: ANN401 - as above
    means: Callable[[str], str],
) -> bool:
    """Tell whether a point is as wanted, a relative role by name or by meaning."""
    if isinstance(wanted, Party):
        return isinstance(actual, Party) and (
            wanted.agrees_with(actual) or wanted.agrees_with(_party_of(actual, means))
        )
    if not isinstance(wanted, tuple) or not isinstance(actual, tuple):
        return bool(wanted == actual)
    if any(isinstance(step, ExpectedStep) for step in wanted):
        return len(wanted) == len(actual) and all(map(_is_step, wanted, actual))
    return wanted in (actual, _way_of(actual, means)) or _are_texts(wanted, actual)


def _party_of(party: Party, means: Callable[[str], str]) -> Party:
    return replace(party, roles=_way_of(party.roles, means))


def _way_of(roles: tuple[Any, ...], means: Callable[[str], str]) -> tuple[Any, ...]:
    return tuple((means(r) or r) if isinstance(r, str) else r for r in roles)


def _is_step(wanted: ExpectedStep, actual: ExpectedStep) -> bool:
    return (
        wanted.actor.agrees_with(actual.actor)
        and (wanted.act is None or _are_texts((wanted.act,), (actual.act,)))
        and (wanted.result is None or _are_texts((wanted.result,), (actual.result,)))
    )


def _are_texts(wanted: tuple[Any, ...], actual: tuple[Any, ...]) -> bool:
    """Tell whether texts are as wanted, in any order.

    A text that is wanted in Swedish alone may be anything in English.
    """
    if not all(isinstance(text, Text) for text in (*wanted, *actual)):
        return False
    return len(wanted) == len(actual) and all(
        one.sv == other.sv and one.en in {"", other.en}
        for one, other in zip(
            sorted(wanted, key=_swedish), sorted(actual, key=_swedish), strict=True
        )
    )


def _swedish(text: Text) -> str:
    return text.sv
