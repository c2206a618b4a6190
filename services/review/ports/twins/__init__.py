"""What use cases need to find twins."""
