"""The HTTP client of a replay."""
