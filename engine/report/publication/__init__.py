"""Orders as official documents: as a web page, and what a check of one finds."""
