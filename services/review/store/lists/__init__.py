"""Lists in MongoDB."""
