"""Write what could not be done: problems in rules, unknown names, unusable values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..rulebook.model.problems import (
    UnknownNameError,
    UnusableEditionError,
    UnusableRulesError,
)
from ..training.selection import NoneFittingError

if TYPE_CHECKING:
    from ..rulebook.model.problems import EngineError, Problem

_KINDS = {
    "matter": "ärende",
    "role": "roll",
    "act": "handling",
    "circumstance": "omständighet",
    "municipality": "kommun",
    "name": "namnet",
    "theme": "temat",
}


def failure_text(error: EngineError, language: str) -> str:
    """Return an error as lines for stderr."""
    if isinstance(error, UnusableRulesError):
        count = len(error.problems)
        lines = [str(problem) for problem in error.problems]
        problems = "problem" if count == 1 else "problems"
        if isinstance(error, UnusableEditionError):
            lines.insert(
                0,
                f"the edition `{error.edition}` cannot be read:"
                if language == "en"
                else f"utgåvan `{error.edition}` går inte att läsa:",
            )
        lines.append(
            f"{count} {problems} in the rules: nothing was used"
            if language == "en"
            else f"{count} problem i reglerna: ingenting används"
        )
        return "\n".join(lines)
    if isinstance(error, UnknownNameError):
        return _unknown(error, language)
    if isinstance(error, NoneFittingError):
        return _none_fitting(error, language)
    return str(error)


def _none_fitting(error: NoneFittingError, language: str) -> str:
    if not error.total:
        return (
            "there are no training cases here: leave out -m, or name another"
            if language == "en"
            else "här finns inga övningsfall: utelämna -m, eller nämn en annan kommun"
        )
    return (
        f"none of the {error.total} training cases is as wished: ask for fewer things"
        if language == "en"
        else f"inget av de {error.total} övningsfallen passar: ställ färre villkor"
    )


#: What somebody typed is repeated no longer than this.
_LONGEST = 60


def _unknown(error: UnknownNameError, language: str) -> str:
    near = ", ".join(f"`{name}`" for name in error.nearest)
    name = error.name if len(error.name) <= _LONGEST else f"{error.name[:_LONGEST]}…"
    if language == "en":
        offer = (
            f"did you mean {near}?"
            if near
            else "`mandat rules WORD` searches the rules"
        )
        return f"unknown {error.kind} `{name}`: {offer}"
    kind = _KINDS.get(error.kind, error.kind.replace("value of", "värde på"))
    offer = f"menade du {near}?" if near else "`mandat rules ORD` söker bland reglerna"
    return f"känner inte till {kind} `{name}`: {offer}"


def failure_object(error: EngineError, language: str) -> dict[str, Any]:
    """Return an error as plain data."""
    found: dict[str, Any] = {"message": failure_text(error, language)}
    if isinstance(error, UnusableRulesError):
        found["problems"] = [problem_object(problem) for problem in error.problems]
    if isinstance(error, UnusableEditionError):
        found["edition"] = error.edition
    if isinstance(error, UnknownNameError):
        found |= {
            "kind": error.kind,
            "name": error.name,
            "nearest": list(error.nearest),
        }
    return {"error": found}


def problem_object(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data."""
    return {
        "file": problem.where.file,
        "line": problem.where.line,
        "column": problem.where.column,
        "what": problem.what,
        "remedy": problem.remedy,
    }
