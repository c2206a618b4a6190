"""Meetings in MongoDB."""
