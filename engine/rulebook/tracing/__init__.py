"""From passages to rules and back, and to the texts of the documents."""
