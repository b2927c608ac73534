"""Fill the templates beside this module: the pages of the server."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..report.say import TONGUE_BEGINS, TONGUE_ENDS

if TYPE_CHECKING:
    from ..report.say import Say
    from .addresses import Addresses

_TEMPLATES = Path(__file__).with_name("templates")


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        loader=FileSystemLoader(_TEMPLATES),
        lstrip_blocks=True,
        trim_blocks=True,
        auto_reload=False,
        undefined=StrictUndefined,
    )


def rendered(template: str, say: Say, to: Addresses, **content: Any) -> str:
    """Return a page in the reader's language; every text in it is escaped.

    Args:
        template: the name of a file among the templates.
        say: the language of the reader.
        to: the addresses that the page links to.
        content: what the template shows, by the names it has there.
    """
    shown = _environment().get_template(template).render(say=say, to=to, **content)
    # whatever a text holds is escaped by now: the only new elements are these
    shown = shown.replace(TONGUE_BEGINS, '<span lang="sv">')
    return shown.replace(TONGUE_ENDS, "</span>")


@cache
def style() -> str:
    """Return the style sheet of all pages."""
    return (_TEMPLATES / "style.css").read_text("utf-8")
