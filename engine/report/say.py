"""Say: one sentence in the language of whoever reads it, Swedish or English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..rulebook.model.texts import Text


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

    def text(self, text: Text) -> str:
        """Return a text of the rules in the reader's language, or else in Swedish."""
        return text.in_language(self.language)
