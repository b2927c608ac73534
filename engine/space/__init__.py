"""Every question at once: cells, and whole answers when facts are missing."""
