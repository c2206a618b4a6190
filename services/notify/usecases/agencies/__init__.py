"""What is done for agencies."""
