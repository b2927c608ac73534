"""Rules changed one at a time, and questions that tell the change."""
