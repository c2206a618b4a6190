"""What is done with sessions, one action a file."""
