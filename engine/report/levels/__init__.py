"""Write the levels of several municipalities side by side."""
