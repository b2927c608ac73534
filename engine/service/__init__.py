"""Ask the rules from Python: one door for the terminal, the web and other programs."""
