"""Say: one sentence in the language of whoever reads it, Swedish or English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Say:
    """Chooses between a Swedish and an English wording of the same thing.

    `language` is `sv` or `en`; every report gets one and asks nothing else about
    the language of its reader.
    """

    language: str

    @property
    def is_english(self) -> bool:
        """Tell whether the reader asked for English."""
        return self.language == "en"

    def __call__(self, swedish: str, english: str) -> str:
        """Return the wording in the reader's language."""
        return english if self.is_english else swedish
