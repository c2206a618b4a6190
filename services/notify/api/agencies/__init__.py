"""What agencies call."""
