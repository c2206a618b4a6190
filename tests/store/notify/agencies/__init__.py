"""Outcomes on their way to the receivers of agencies."""
