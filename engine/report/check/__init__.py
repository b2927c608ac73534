"""Write replays of scenarios, coverage and mutation."""
