"""Meetings of committees: agenda, attendance, recusals and votes, until they are closed."""
