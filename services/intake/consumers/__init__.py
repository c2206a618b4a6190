"""What intake hears from the other services: one event a file."""
