"""What a file may say, both ways: read from YAML, written to YAML."""
