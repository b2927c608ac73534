"""Understand a question as people type it, and rank what it may mean."""

from .places import named_places
from .reader import Certainty, Reader, Reading, Understanding

__all__ = ["Certainty", "Reader", "Reading", "Understanding", "named_places"]
