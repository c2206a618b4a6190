"""Announcement: what a list that is made known means for each case."""
