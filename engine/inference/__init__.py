"""What follows from the facts: rules → durable_rules rulesets → conclusions."""
