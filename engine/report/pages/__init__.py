"""Write pages of the rulebook: rules, roles, documents."""
