"""Understand a question as people type it, and rank what it may mean."""

from engine.answers.understanding.places import named_places
from engine.answers.understanding.reading import (
    Certainty,
    Reader,
    Reading,
    Understanding,
)

__all__ = ["Certainty", "Reader", "Reading", "Understanding", "named_places"]
