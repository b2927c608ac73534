"""Orders in and out: documents of an office to and from the rule language."""
