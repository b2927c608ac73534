"""What follows from the facts: rules become durable_rules rulesets, facts conclusions."""
