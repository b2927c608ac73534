"""What is written down: vocabulary, sources and rules, and loading them."""
