"""Mandat: who may decide, who approves, and which way a contact must go."""

__version__ = "0.1.0"
