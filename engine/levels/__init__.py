"""Levels: who decides in several municipalities, up to what, side by side."""
