"""Fill the HTML templates beside this module: whole pages that fetch nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .say import TONGUE_BEGINS, TONGUE_ENDS, percent

if TYPE_CHECKING:
    from .say import Say

_TEMPLATES = Path(__file__).with_name("templates")


def html_page(template: str, say: Say, **content: Any) -> str:
    """Return a page in the reader's language; every text in it is escaped.

    Args:
        template: the name of a file among the templates.
        say: the language of the reader, which the template chooses its words with.
        content: what the template shows, by the names it has there.
    """
    # only pages need it, and most commands print none
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(_TEMPLATES),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["percent"] = percent
    environment.filters["tenths"] = "{:.1f}".format
    shown = environment.get_template(template).render(say=say, **content)
    # whatever the text holds is escaped by now: the only new elements are these
    shown = shown.replace(TONGUE_BEGINS, '<span lang="sv">')
    return f"{shown.replace(TONGUE_ENDS, '</span>')}\n"
