"""Read a decision that a case system tells, by the names that such systems use."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..rulebook.model.problems import EngineError, Message
from ..service.decision_check import TakenDecision
from .reading import day_in_sweden

#: So many facts of a case are read.
_MOST_FACTS = 100


def taken_decision(body: Mapping[str, Any]) -> TakenDecision:
    """Return the decision that a body tells.

    Raises:
        EngineError: a member is missing, or is not as it must be.
    """
    try:
        on = day_in_sweden(_text(body, "date"))
    except EngineError as error:
        raise _wrong("date") from error
    return TakenDecision(
        decided_by=_decider(body),
        on=on,
        matter=_text(body, "matter", is_needed=False),
        reference=_text(body, "delegationReference", is_needed=False),
        legal_basis=_basis(body),
        method=_text(body, "method", is_needed=False) or "manual",
        given=_facts(body),
    )


def _text(body: Mapping[str, Any], name: str, *, is_needed: bool = True) -> str:
    value = body.get(name)
    if value is None and not is_needed:
        return ""
    if not isinstance(value, str) or (is_needed and not value.strip()):
        raise _wrong(name)
    return value.strip()


def _decider(body: Mapping[str, Any]) -> str:
    """Return who decided: a name, or an object that names a role or a post."""
    value = body.get("decidedBy")
    if isinstance(value, Mapping):
        name = "role" if "role" in value else "post"
        try:
            return _text(value, name)
        except EngineError as error:
            raise _wrong(f"decidedBy.{name}") from error
    return _text(body, "decidedBy")


def _basis(body: Mapping[str, Any]) -> str:
    """Return the provisions, which may be one text or several."""
    value = body.get("legalBasis")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    return _text(body, "legalBasis", is_needed=False)


def _facts(body: Mapping[str, Any]) -> list[tuple[str, str | bool | int | Decimal]]:
    value = body.get("facts")
    if value is None:
        return []
    if not isinstance(value, Mapping) or len(value) > _MOST_FACTS:
        raise _wrong("facts")
    facts: list[tuple[str, str | bool | int | Decimal]] = []
    for name, told in value.items():
        match told:
            case None:
                facts.append((name, "ingen"))
            case bool() | int() | str():
                facts.append((name, told))
            case float():
                facts.append((name, Decimal(repr(told))))
            case _:
                raise _wrong(f"facts.{name}")
    return facts


def _wrong(member: str) -> EngineError:
    return EngineError(Message.of("decision/member", member=member))
