"""Write answers: text, why, JSON."""
