"""What a notice is and what may happen to it."""
