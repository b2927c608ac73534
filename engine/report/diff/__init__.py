"""Write what differs between two editions: text, Markdown and JSON."""
