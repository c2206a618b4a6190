"""Sends outcomes to the receivers of agencies."""
