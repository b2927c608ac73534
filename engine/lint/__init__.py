"""Lint: what is wrong with rules that are well formed, each with a witness."""
