"""Put errors into words, for whoever shows them to people or programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.failures import failure_object, failure_text
from .setup import say

if TYPE_CHECKING:
    from ..report.objects.errors import ErrorOutput
    from ..rulebook.model.problems import EngineError
    from .setup import Language


def error_text(error: EngineError, language: Language = "sv") -> str:
    """Return an error in words: what is wrong and what to do, with every problem.

    `str(error)` has the code and its parameters instead, for developers.

    Args:
        error: what was raised.
        language: `sv` or `en`.

    Raises:
        UnknownNameError: the language is neither `sv` nor `en`.
    """
    return failure_text(error, say(language))


def error_dict(error: EngineError, language: Language = "sv") -> ErrorOutput:
    """Return an error as the JSON object that the terminal prints.

    Its `code` is stable, and listed in `docs/reference/problems.md`; each problem in a
    file has one, too.

    Args:
        error: what was raised.
        language: of the sentences, `sv` or `en`.

    Raises:
        UnknownNameError: the language is neither `sv` nor `en`.
    """
    return failure_object(error, say(language))
