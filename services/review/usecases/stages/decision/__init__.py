"""What is done in a decision."""
