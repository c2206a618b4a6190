"""Twins in MongoDB."""
