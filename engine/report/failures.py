"""Write what could not be done: problems in rules, unknown names, unusable values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.problems import (
    Message,
    UnknownNameError,
    UnusableEditionError,
    UnusableRulesError,
)
from .json_text import SCHEMA
from .layout import Paragraph, located
from .lines import DEEPER, Stress
from .messages.rendering import message_text, mistake_text, remedy_text

if TYPE_CHECKING:
    from ..rulebook.model.problems import EngineError, Problem
    from .layout import Block
    from .objects.errors import ErrorOutput, FailureObject, ProblemObject
    from .say import Say


def failure_text(error: EngineError, say: Say) -> str:
    """Return an error as lines for stderr, with the problems behind it if any."""
    what = message_text(error.message, say)
    if not isinstance(error, UnusableRulesError):
        return what
    listed = [problem_text(problem, say) for problem in error.problems]
    if error.more:
        more = Message.of("rules/more-problems", count=error.more)
        listed.append(message_text(more, say))
    problems = "\n".join(listed)
    if not isinstance(error, UnusableEditionError):
        return f"{problems}\n{what}"
    count = Message.of("rules/unusable", count=error.count)
    return f"{what}:\n{problems}\n{message_text(count, say)}"


def problem_text(problem: Problem, say: Say) -> str:
    """Return a problem as two lines: where, what and its code; then what to do."""
    what = mistake_text(problem.message, say)
    remedy = remedy_text(problem.message, say)
    return f"{problem.where}: {what} [{problem.code}]\n    {remedy}"


def problem_blocks(problem: Problem, say: Say) -> list[Block]:
    """Return a problem as blocks of a page."""
    what = mistake_text(problem.message, say)
    remedy = remedy_text(problem.message, say)
    told = f"{what} [{problem.code}]"
    return [
        located(problem.where, told, Stress.WARNING),
        Paragraph(remedy, DEEPER, DEEPER),
    ]


def failure_object(error: EngineError, say: Say) -> ErrorOutput:
    """Return an error as plain data."""
    failure: FailureObject = {
        "code": error.message.code,
        "message": failure_text(error, say),
    }
    if isinstance(error, UnusableRulesError):
        failure["problems"] = [problem_object(each, say) for each in error.problems]
        if error.more:
            failure["more"] = error.more
    if isinstance(error, UnusableEditionError):
        failure["edition"] = error.edition
    if isinstance(error, UnknownNameError):
        failure["name"] = error.name
        failure["nearest"] = list(error.nearest)
    return {"schema": SCHEMA, "error": failure}


def problem_object(problem: Problem, say: Say) -> ProblemObject:
    """Return a problem as plain data."""
    return {
        "code": problem.code,
        "file": problem.where.file,
        "line": problem.where.line,
        "column": problem.where.column,
        "what": mistake_text(problem.message, say),
        "remedy": remedy_text(problem.message, say),
    }
