"""Documents on a real MongoDB."""
