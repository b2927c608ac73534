"""Which version of Mandat this is."""

__version__ = "0.1.0"
