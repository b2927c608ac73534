"""The terminal: hear the question, print the answer, set the exit code."""

from .program import main, mandat

__all__ = ["main", "mandat"]
