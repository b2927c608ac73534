"""Measure Mandat beside its peers and its floor, in one run, as ratios."""
