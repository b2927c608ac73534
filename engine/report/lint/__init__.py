"""Write findings of lint: text, JSON, SARIF."""
