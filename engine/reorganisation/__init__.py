"""Reorganisations: roles renamed, merged, split and removed from a day."""
