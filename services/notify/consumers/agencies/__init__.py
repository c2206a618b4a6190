"""What is heard for agencies."""
