"""Text for people, in Swedish, and in English where somebody wrote it."""

from __future__ import annotations

from ...records import record


@record(kw_only=False)
class Text:
    """One text in Swedish (`sv`) and, where somebody wrote it, English (`en`)."""

    sv: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text in `language` (`sv` or `en`), Swedish where English lacks."""
        return self.en if language == "en" and self.en else self.sv
