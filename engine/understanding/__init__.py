"""Understand a question as people type it, and rank what it may mean."""

from .doubts import Misgiving, Reservation
from .places import named_places
from .reader import Certainty, Reader, Reading, Understanding
from .urgency import Urgency

__all__ = [
    "Certainty",
    "Misgiving",
    "Reader",
    "Reading",
    "Reservation",
    "Understanding",
    "Urgency",
    "named_places",
]
