"""What officials do with twins."""
