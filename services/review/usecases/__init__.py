"""What can be done in review, one action a file."""
