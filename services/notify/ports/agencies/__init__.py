"""What is needed from outside for agencies."""
