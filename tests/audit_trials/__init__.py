"""Random logs of decisions, judged all at once and each row alone."""
