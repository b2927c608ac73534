"""The language of the user's locale."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..service.setup import Language


def locale_language() -> Language:
    """Return the language of the user's locale: English, or else Swedish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "sv"
    import locale  # noqa: PLC0415 - nearly everybody has a variable

    try:
        name = locale.getlocale()[0] or ""
    except ValueError:
        return "sv"
    return "en" if name.lower().startswith("en") else "sv"
