"""Turn anything above into text, tables and JSON."""
