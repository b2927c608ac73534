"""Understand a question as people type it, and rank what it may mean."""

from .places import named_places
from .reader import Certainty, Reader, Reading, Understanding
from .urgency import Urgency

__all__ = ["Certainty", "Reader", "Reading", "Understanding", "Urgency", "named_places"]
