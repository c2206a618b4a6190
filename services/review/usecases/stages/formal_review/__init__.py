"""What is done in formal review."""
