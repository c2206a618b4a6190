"""What is done in a recommendation."""
