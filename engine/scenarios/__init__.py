"""Cases with expected answers: reading them, and replaying them against the rules."""
