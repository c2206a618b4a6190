"""Cohorts in MongoDB."""
