"""Write the reporting list of a committee's meeting."""
