"""Changed rules put to the scenarios: which changes nobody notices."""
