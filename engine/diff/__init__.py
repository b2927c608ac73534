"""What differs between two editions of the rules: every question, compared."""
