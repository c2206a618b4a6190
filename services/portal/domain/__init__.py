"""Sessions, and whom they are of."""
