"""Laurel's tests; each folder is a tier."""
