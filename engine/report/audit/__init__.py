"""What an audit found, in words: a page, an object, a table, a page with plots."""
