"""Question in, answer out: which rule prevails, and why."""
