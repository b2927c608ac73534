"""Write the page of all messages: `python -m engine.report.messages.reference`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from .catalogue import MESSAGES

if TYPE_CHECKING:
    from .forms import MessageText

_PAGE = Path("docs/reference/problems.md")
_BEGINNING = """\
# Problems and errors

What `mandat` tells when a command line, a file or a question cannot be used, by the code that stands behind it: in brackets after a problem of a file,
as `code` in JSON, as the rule of a SARIF result and as the title of an annotation. Codes are stable; sentences may be reworded.
What stands in braces is filled in. Where a known name is near, the remedy is to ask whether that one was meant.

| code | in Swedish, and what to do | in English, and what to do |
|---|---|---|
"""


def reference_page() -> str:
    """Return the page: each code with its sentences, in the order of the codes."""
    rows = (_row(code, MESSAGES[code]) for code in sorted(MESSAGES))
    return f"{_BEGINNING}{''.join(rows)}"


def _row(code: str, text: MessageText) -> str:
    swedish = _cell(text.sv, text.sv_remedy)
    english = _cell(text.en, text.en_remedy)
    return f"| `{code}` | {swedish} | {english} |\n"


def _cell(mistake: str, remedy: str) -> str:
    sentences = "<br>".join(filter(None, (mistake, remedy)))
    plain = re.sub(r"(?<!\{)\{(\w+):[^{}]*\}", r"{\1}", sentences)
    return plain.replace("{{", "{").replace("}}", "}").replace("|", r"\|")


if __name__ == "__main__":
    _PAGE.write_text(reference_page(), encoding="utf-8")
