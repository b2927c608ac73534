"""From folders of YAML to a rulebook that is whole, or every problem in one go."""
