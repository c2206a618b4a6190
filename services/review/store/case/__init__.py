"""Cases in MongoDB."""
