"""Cohorts: who is called to re-evaluation in a round, and what becomes of each call."""
