"""Decisions that were taken, as a log has them, against the rules of their day."""
