"""What review hears, one event a file."""
