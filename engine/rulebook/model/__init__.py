"""What rules, questions and words are: no files, no parsing."""
